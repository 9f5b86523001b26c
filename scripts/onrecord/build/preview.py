"""The live preview: serves a copy of the site from the cache, and builds it again when an article or a page changes."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from onrecord.build.build import BuildFailedError, build, configuration
from onrecord.build.settings import CACHE, PREVIEW, STORE, Settings, log
from onrecord.pages.docs_folder import FOLDERS
from onrecord.store.cache import Store

HOST = "127.0.0.1"
LOOK = 0.1
"""Seconds between two looks at the watched files: for the benchmark's row "seed saved to page shown"."""
SETTLED = 0.05
"""Seconds without another change after which a build begins: what is saved at once is mostly seen at one look."""


def serve(path: Path, *, port: int) -> None:
    """Serve the site that the configuration in the file ``path`` gives until it is interrupted or told to end.

    Raises:
        BuildFailedError: the first build failed.

    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # some shells let nothing else through
    config = configuration(path)
    cache = path.absolute().parent / CACHE
    asked = replace(
        PREVIEW,
        site=cache / "preview",
        begin_as=Path(config.site_dir).absolute(),
        store=Store(cache / STORE, remembering=True),
    )

    def rebuild() -> None:
        gc.disable()  # the archive is no garbage, and looking through it takes a quarter of the time
        try:
            build(configuration(path), asked)
        except BuildFailedError as error:
            raise Abort(str(error)) from error  # which the server tells in one line
        finally:
            gc.enable()

    server = LiveReloadServer(
        builder=rebuild,
        host=HOST,
        port=port,
        root=str(asked.site),
        mount_path=urlsplit(config.site_url or "/").path,
        polling_interval=LOOK,
    )
    server.build_delay = SETTLED
    asked = replace(asked, showing=partial(showing, server))
    server.error_handler = lambda code: _page(asked.site, code)
    watch(server, config)
    build(config, asked)
    try:
        server.serve()
    except KeyboardInterrupt:
        log.info("the preview ends")
    finally:
        server.shutdown()


@contextmanager
def showing(server: LiveReloadServer) -> Iterator[None]:
    """Let readers have what is built so far: MkDocs makes them wait while it builds, and shows the rest at its end."""
    with server._epoch_cond:
        server._visible_epoch = server._wanted_epoch
        server._epoch_cond.notify_all()
    yield
    server._wanted_epoch += 1


def watch(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Watch what a site is made of, but not what a build writes: that would be a second build for nothing."""
    docs = Path(config.docs_dir)
    server.watch(str(docs), recursive=False)
    for folder in docs.iterdir():
        if folder.is_dir() and folder.name not in FOLDERS:
            server.watch(str(folder))
    server.watch(str(Settings.of(config, PREVIEW).seeds))
    for other in (config.config_file_path, config.theme.custom_dir):
        if other:
            server.watch(other)


def _page(site: Path | None, code: int) -> bytes | None:
    """The site's own page for an error, if it has one."""
    page = (site or Path()) / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
