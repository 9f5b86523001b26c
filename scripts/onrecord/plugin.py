"""The MkDocs edge: plain ``mkdocs build``, ``serve`` and ``gh-deploy`` give the whole site."""

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from onrecord import __version__
from onrecord.article import CONTEXTS
from onrecord.export.record import Site
from onrecord.export.write_exports import feed_paths, write_exports
from onrecord.lock import locked
from onrecord.opensearch import write_opensearch
from onrecord.pages.head import head
from onrecord.pages.slots import fill_slots
from onrecord.permanence.registry_file import AddressesError
from onrecord.publish import Published, publish
from onrecord.quotation.index import build_quotation_index
from onrecord.reading.read import MAX_BYTES
from onrecord.search_index import build_index
from onrecord.templating import fill
from onrecord.write import FOLDERS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

THEME = Path(__file__).parent / "theme"
EMBED_SLOT = "<!-- onrecord:embed -->"
log = get_plugin_logger("onrecord")


class OnRecordConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    seeds = c.Type(str, default="seeds")
    """The folder of the articles, relative to ``mkdocs.yml``."""
    max_bytes = c.Type(int, default=MAX_BYTES)
    """The largest seed that is read, in bytes."""
    model = c.Optional(c.Type(str))
    """The name of an installed spaCy model to use in place of the one that comes with the package."""
    report_url = c.Optional(c.Type(str))
    """Where "report an error" leads: an http, https or mailto address.  Without one the link is not shown."""
    context = c.Choice(CONTEXTS, default="full")
    """How much of each article is published around its statements; an article's own metadata goes before it."""


class OnRecordPlugin(BasePlugin[OnRecordConfig]):
    """Writes the pages before MkDocs reads them, and the search index after it has rendered them."""

    def __init__(self) -> None:
        self.published: Published | None = None
        self.own_docs: Path | None = None
        self.recording = True
        self.locking = True
        self._lock = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes both by name
        """A preview publishes nothing for good: it leaves the registry as it is."""
        self.recording = self.recording and command != "serve"
        self.locking = self.locking and command != "serve"

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Put the package's templates and assets before the theme's, after the editor's own."""
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if not config.site_url:
            log.info("SITE_URL is not set: nothing is written that needs the site's absolute address")
        return config

    def on_pre_build(self, config: "MkDocsConfig") -> None:
        """Write the pages; say what was refused, once each, as warnings, so that ``--strict`` fails."""
        seeds = self.seeds(config)
        if self.config.seeds == OnRecordConfig.seeds.default:
            seeds.mkdir(exist_ok=True)  # git does not keep the folder while it is empty
        if self.locking:
            waiting = partial(log.warning, "another build of this site is running; waiting for it to end")
            self._lock.enter_context(locked(Path(config.site_dir).parent, waiting=waiting))
        try:
            self.published = publish(
                seeds,
                Path(config.docs_dir),
                max_bytes=self.config.max_bytes,
                model=self.config.model,
                shown_as=self.config.seeds,
                context=self.config.context,
                recording=self.recording,
            )
        except AddressesError as error:
            raise PluginError(str(error)) from error
        self.published = replace(self.published, feeds=feed_paths(self.published, self.site(config)))
        for problem in self.published.problems:
            log.warning("%s", problem)
        for warning in self.published.warnings:
            log.info("%s", warning)

    def on_files(self, files: Files, config: "MkDocsConfig") -> Files:
        """Add the hand-written pages that a docs folder named on the command line does not have."""
        if self.own_docs and self.own_docs != Path(config.docs_dir):
            for path in sorted(self.own_docs.rglob("*")):
                uri = path.relative_to(self.own_docs).as_posix()
                generated = uri.partition("/")[0] in FOLDERS
                if path.is_file() and not generated and not files.get_file_from_path(uri):
                    files.append(File(uri, str(self.own_docs), config.site_dir, config.use_directory_urls))
        return files

    def on_page_markdown(self, markdown: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        """Fill the slots of the hand-written pages; to a statement's page add what needs the site's address."""
        if self.published is None or page.file.src_uri.partition("/")[0] in FOLDERS:
            return markdown.replace(EMBED_SLOT, fill("embed.html.jinja") if config.site_url else "")
        return fill_slots(markdown, self.published, depth=page.url.rstrip("/").count("/") + bool(page.url))

    def on_page_context(
        self,
        context: "TemplateContext",
        page: "Page",
        config: "MkDocsConfig",
        nav: "Navigation",  # noqa: ARG002 - MkDocs passes all four by name
    ) -> "TemplateContext":
        """Give the theme what stands in the page's head."""
        feeds = self.published.feeds if self.published else frozenset()
        record_head = head(page.meta, page.file.src_uri, self.site(config), feeds=feeds)
        return cast("TemplateContext", {**context, "record_head": record_head})

    def on_post_build(self, config: "MkDocsConfig") -> None:
        """Write the exports, index the statements' pages, and drop the packed sitemap: it holds the build's time."""
        site = Path(config.site_dir)
        if self.published is not None:
            write_exports(site, self.published, self.site(config), version=__version__)
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        build_index(site)
        build_quotation_index(self.published.entries if self.published else (), site)
        if config.site_url:
            write_opensearch(
                site, name=config.site_name, description=config.site_description or "", address=config.site_url
            )
        self._lock.close()

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Let the next build go on."""
        self._lock.close()

    def on_serve(self, server: "LiveReloadServer", config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":  # noqa: ARG002 - MkDocs passes all three by name
        """Build again when a seed changes."""
        server.watch(str(self.seeds(config)))
        return server

    def seeds(self, config: "MkDocsConfig") -> Path:
        """The folder of the articles, found from the configuration file."""
        return Path(config.config_file_path or ".").parent / self.config.seeds

    def site(self, config: "MkDocsConfig") -> Site:
        """The site's name and its absolute address, if it has one."""
        return Site(config.site_name, config.site_url or None)
