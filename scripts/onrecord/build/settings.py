"""What a build is about: where things are, and how it is done."""

import os
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.model.options import Editing, Options
from onrecord.model.site import Site
from onrecord.rendering.host import get_plugin_logger
from onrecord.rendering.material import words_language
from onrecord.store.cache import Store
from onrecord.store.digest import digest
from onrecord.work.executors import preload
from onrecord.work.progress import Progress

if TYPE_CHECKING:
    from onrecord.rendering.host import MkDocsConfig


CACHE = ".cache/onrecord"
"""The folder, beside ``mkdocs.yml``, of what one build leaves for the next."""
STORE = "cache.sqlite"
"""The file of the store in it."""
TRACEBACKS = "tracebacks"
"""The folder in it of what was raised over articles; as long as it is there, the next build tries them again."""
PLUGIN = "onrecord"
"""What the plugin is called in ``mkdocs.yml``."""
log = get_plugin_logger(PLUGIN)


def _warn(message: str) -> None:
    log.warning("%s", message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a build otherwise than the configuration says: folders in place of those, and how it is done.

    ``recording`` says that the addresses are published for good: they are put into the registry.  With ``caching`` a
    build finds what an earlier one left.  ``in_place`` says that nobody reads the site but the one who edits it, so
    that it need not be swapped whole.  ``waiting`` is told where another build of the site is running.
    ``written_docs`` is the configured folder of hand-written pages, where the pages go to another one; ``begin_as`` a
    built site that a new one may begin as, ``store`` what one process keeps for all its builds.  ``showing`` lets
    readers have the articles' own pages before lists and the search have what is new in them, as long as it is entered.
    """

    seeds: Path | None = None
    docs: Path | None = None
    written_docs: Path | None = None
    site: Path | None = None
    begin_as: Path | None = None
    store: Store | None = None
    workers: int | None = None
    cluster: str | None = None
    recording: bool = True
    caching: bool = True
    in_place: bool = False
    bars: bool = False
    showing: Callable[[], AbstractContextManager[object]] | None = None
    waiting: Callable[[str], object] = _warn


PREVIEW = Asked(recording=False, in_place=True)
"""What a live preview asks: it publishes nothing for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a build goes by.

    ``written_docs`` is the configured folder of hand-written pages, where the pages go to another one, ``docs``.
    ``description`` is the site's.  ``workers`` is the number of processes, ``cluster`` the address of the Dask
    scheduler whose workers extract, if there is one.  ``cache`` is the folder of what one build leaves for the next, if
    it is to leave anything.
    """

    seeds: Path
    docs: Path
    written_docs: Path | None = None
    site_folder: Path
    site: Site
    description: str = ""
    options: Options
    cache: Path | None = None
    workers: int | None = None
    cluster: str | None = None
    in_place: bool = False
    begin_as: Path | None = None
    store: Store | None = None
    showing: Callable[[], AbstractContextManager[object]] | None = None
    progress: Progress = field(default_factory=Progress)

    @classmethod
    def of(cls, config: "MkDocsConfig", asked: Asked) -> "Settings":
        """The settings of a build with this configuration; ``config`` must have our plugin."""
        home = Path(config.config_file_path or ".").parent
        ours: Any = config.plugins[PLUGIN].config
        return cls(
            seeds=asked.seeds.absolute() if asked.seeds else home / ours.seeds,
            docs=Path(config.docs_dir),
            written_docs=asked.written_docs,
            site_folder=Path(config.site_dir).absolute(),
            site=Site(config.site_name, config.site_url or None, embed=ours.embed, language=words_language(config)),
            description=config.site_description or "",
            options=Options(
                max_bytes=ours.max_bytes,
                shown_as=str(asked.seeds or ours.seeds),
                editing=Editing(context=ours.context, model=ours.model),
                recording=asked.recording,
            ),
            cache=home / CACHE if asked.caching else None,
            workers=asked.workers,
            cluster=asked.cluster,
            in_place=asked.in_place,
            begin_as=asked.begin_as,
            store=asked.store,
            showing=asked.showing,
            progress=Progress(bars=asked.bars, say=log.info),
        )

    @property
    def store_file(self) -> Path | None:
        """The file of the store."""
        return self.cache / STORE if self.cache else None

    def preload(self) -> Executor | None:
        """What has the parser loaded, where an earlier build read most articles and this machine reads the others."""
        again = self.store_file is not None and os.access(self.store_file, os.F_OK) and not self.in_place
        return preload(self.options.editing.model) if again and self.cluster is None else None

    def place(self, site: Path | None = None) -> str:
        """A name for what stands in the docs folder and in the site's, or in that of another ``site``."""
        return digest(str(self.docs.absolute()), str((site or self.site_folder).absolute()))
