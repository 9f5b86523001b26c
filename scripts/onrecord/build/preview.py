"""The live preview: serves a copy of the site from the cache, and builds it again when an article or a page changes."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from watchdog.observers.polling import PollingEmitter

from onrecord.build.build import BuildFailedError, build, configuration
from onrecord.build.outcome import Built
from onrecord.build.settings import CACHE, PREVIEW, STORE, Settings, log
from onrecord.pages.docs_folder import FOLDERS
from onrecord.rendering.host import Abort, MkDocsConfig, live_reload_server
from onrecord.store.cache import Store

if TYPE_CHECKING:
    from onrecord.rendering.host import LiveReloadServer

Desk = Callable[[Any, Settings, list[Built], int], Any]
"""Makes a WSGI application of another one, of the settings, of the last build, if there is one, and of the port."""
HOST = "127.0.0.1"
LOOK = 0.1
"""Seconds between two looks at the watched files: for the benchmark's row "seed saved to page shown"."""
SETTLED = 0.05
"""Seconds without another change after which a build begins: what is saved at once is mostly seen at one look."""


def serve(path: Path, *, port: int, desk: Desk | None = None) -> None:
    """Serve the site that the configuration in the file ``path`` gives until it is interrupted or told to end.

    ``desk`` makes, of what answers for the site, what answers for an editor as well.

    Raises:
        BuildFailedError: the first build failed.

    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # some shells let nothing else through
    config = configuration(path)
    cache = path.absolute().parent / CACHE
    site = cache / "preview"
    asked = replace(
        PREVIEW,
        site=site,
        begin_as=Path(config.site_dir).absolute(),
        store=Store(cache / STORE, remembering=True),
    )

    latest: list[Built] = []

    def rebuild() -> None:
        gc.disable()  # the archive is no garbage, and looking through it takes a quarter of the time
        try:
            latest[:] = [build(configuration(path), replace(asked, showing=partial(showing, server)))]
        except BuildFailedError as error:
            raise Abort(str(error)) from error  # which the server tells in one line
        finally:
            gc.enable()

    server = live_reload_server(
        builder=rebuild,
        host=HOST,
        port=port,
        root=str(asked.site),
        mount_path=urlsplit(config.site_url or "/").path,
        polling_interval=LOOK,
    )
    server.build_delay = SETTLED
    server.error_handler = lambda code: _page(asked.site, code)
    if desk:
        settings = replace(Settings.of(config, replace(asked, site=None)), site_folder=site)
        server.set_app(desk(server.get_app(), settings, latest, port))
    watch(server, config)
    latest[:] = [build(config, asked)]  # which nobody is waiting for: see `showing`
    try:
        server.serve()
    except KeyboardInterrupt:
        log.info("the preview ends")
    finally:
        server.shutdown()


@contextmanager
def showing(server: "LiveReloadServer") -> Iterator[None]:
    """Let readers have what is built so far: MkDocs makes them wait while it builds, and shows the rest at its end."""
    with server._epoch_cond:
        server._visible_epoch = server._wanted_epoch
        server._epoch_cond.notify_all()
    yield
    server._wanted_epoch += 1


def watch(server: "LiveReloadServer", config: MkDocsConfig) -> None:
    """Watch what a site is made of, but not what a build writes: that would be a second build for nothing."""
    # A link that leads to a folder which it stands in would be followed without end, one that leads out far away.
    server.observer._emitter_class = partial(PollingEmitter, stat=os.lstat)  # type: ignore[assignment]
    docs = Path(config.docs_dir).resolve()
    server.watch(str(docs), recursive=False)
    for folder in docs.iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder.name not in FOLDERS:
            server.watch(str(folder))
    server.watch(str(Settings.of(config, PREVIEW).seeds.resolve()))
    for other in (config.config_file_path, config.theme.custom_dir):
        if other:
            server.watch(other)


def _page(site: Path | None, code: int) -> bytes | None:
    """The site's own page for an error, if it has one."""
    page = (site or Path()) / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
