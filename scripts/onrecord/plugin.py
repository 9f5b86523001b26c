"""The MkDocs edge: plain ``mkdocs build``, ``serve`` and ``gh-deploy`` give the whole site."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from onrecord.pages.slots import fill_slots
from onrecord.publish import Published, publish
from onrecord.read import MAX_BYTES
from onrecord.search_index import build_index
from onrecord.write import FOLDERS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

THEME = Path(__file__).parent / "theme"
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


class OnRecordPlugin(BasePlugin[OnRecordConfig]):
    """Writes the pages before MkDocs reads them, and the search index after it has rendered them."""

    def __init__(self) -> None:
        self.published: Published | None = None
        self.own_docs: Path | None = None

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
        self.published = publish(
            seeds,
            Path(config.docs_dir),
            max_bytes=self.config.max_bytes,
            model=self.config.model,
            shown_as=self.config.seeds,
        )
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
        """Fill the slots of the hand-written pages."""
        if self.published is None or page.file.src_uri.partition("/")[0] in FOLDERS:
            return markdown
        return fill_slots(markdown, self.published, depth=page.url.rstrip("/").count("/") + bool(page.url))

    def on_post_build(self, config: "MkDocsConfig") -> None:
        """Index the statements' pages for the search, and drop the packed sitemap: it holds the time of the build."""
        site = Path(config.site_dir)
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        build_index(site)

    def on_serve(self, server: "LiveReloadServer", config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":  # noqa: ARG002 - MkDocs passes all three by name
        """Build again when a seed changes."""
        server.watch(str(self.seeds(config)))
        return server

    def seeds(self, config: "MkDocsConfig") -> Path:
        """The folder of the articles, found from the configuration file."""
        return Path(config.config_file_path or ".").parent / self.config.seeds
