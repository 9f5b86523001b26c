"""The MkDocs edge: plain ``mkdocs build``, ``serve`` and ``gh-deploy`` give the whole site.

What builds is imported when there is something to build: MkDocs loads this with every configuration.
"""

import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files

from onrecord.build.outcome import Outcome, summary
from onrecord.build.settings import Setting
from onrecord.model.article import CONTEXTS, Problem
from onrecord.model.options import MAX_BYTES, Editing, Options
from onrecord.model.record import Site
from onrecord.pages.folders import FOLDERS
from onrecord.store.lock import locked
from onrecord.work.ahead import begun_ahead
from onrecord.work.progress import Progress
from onrecord.work.runner import Processes, Runner

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from onrecord.build.building import Building
    from onrecord.build.publish import Published

THEME = Path(__file__).parent / "theme"
CACHE = ".cache/onrecord"
"""The folder, beside ``mkdocs.yml``, of what one build leaves for the next."""
WAITING = "another build of this site is running; waiting for it to end"
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
    """Writes the pages and renders most of them; MkDocs renders the hand-written ones and those of the navigation.

    Where another plugin or hook has a part in the pages, MkDocs renders them all.
    """

    def __init__(self) -> None:
        self.own_docs: Path | None = None
        self.recording = True
        self.locking = True
        self.caching = True
        self.serving = False
        self.runner: Runner = Processes()
        self.cluster: Runner | None = None
        self.progress = Progress(say=log.info)
        self.outcome: Outcome | None = None
        self.waiting: Callable[[], object] = partial(log.warning, "%s", WAITING)
        self._building: Building | None = None
        self._published: Published | None = None
        self._nav: Navigation | None = None
        self._beside: frozenset[str] = frozenset()
        self._not_shown: frozenset[str] = frozenset()
        self._showing = ExitStack()
        self._folders = ExitStack()
        self._site_dir = ""
        self._lock = ExitStack()

    @property
    def published(self) -> "Published | None":
        """What the last build published."""
        return self._building.published if self._building else self._published

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes both by name
        """A preview publishes nothing for good: it leaves the registry as it is."""
        self.serving = command == "serve"
        self.recording = self.recording and not self.serving
        self.locking = self.locking and not self.serving

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Put the package's templates and assets before the theme's, after the editor's own."""
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        if not config.site_url:
            log.info("SITE_URL is not set: nothing is written that needs the site's absolute address")
        return config

    def on_pre_build(self, config: "MkDocsConfig") -> None:
        """Find out what is to be published, and let MkDocs put it together beside the site that stands."""
        if self.config.seeds == OnRecordConfig.seeds.default:
            self.seeds(config).mkdir(exist_ok=True)  # git does not keep the folder while it is empty
        self._site_dir = config.site_dir
        if self.locking:
            self._lock.enter_context(locked(Path(config.site_dir).parent, waiting=self.waiting))
        setting = self.setting(config)
        ahead = begun_ahead(setting)  # before the imports: it loads meanwhile
        from onrecord.build.building import Building
        from onrecord.permanence.registry_file import AddressesError
        from onrecord.rendering.render import takes_part_alone

        try:
            self._building = Building.begin(setting, ahead=ahead)
        except AddressesError as error:
            raise PluginError(str(error)) from error
        config.site_dir = str(self._building.stage)
        self._say(self._building.plan.problems)
        for warning in self._building.plan.warnings:
            log.info("%s", warning)
        if takes_part_alone(self, config):
            self._show_by_hand(self._building, config)
        else:
            self._building.carry_out(None, rendered_with="MkDocs")
            self._building.put_aside()
            self._say(self._building.problems)

    def on_files(self, files: Files, config: "MkDocsConfig") -> Files:
        """Take out the pages that MkDocs need not render, and add the hand-written ones that a docs folder lacks."""
        from onrecord.rendering.files import RecordFiles
        from onrecord.rendering.render import takes_part_alone

        self._showing.close()
        if self._building:
            self._building.put_back()
        if self.own_docs and self.own_docs != Path(config.docs_dir):
            for path in sorted(self.own_docs.rglob("*")):
                uri = path.relative_to(self.own_docs).as_posix()
                generated = uri.partition("/")[0] in FOLDERS
                if path.is_file() and not generated and not files.get_file_from_path(uri):
                    files.append(File(uri, str(self.own_docs), config.site_dir, config.use_directory_urls))
        if self._building is None or not takes_part_alone(self, config):
            return files
        for uri, text in self._building.navigation().items():
            if files.get_file_from_path(uri):
                files.remove(files.src_uris[uri])
            files.append(File.generated(config, uri, content=text))
        self._beside = self._not_shown & self._building.plan.paths
        left = [file for file in files if file.src_uri not in self._not_shown]
        return RecordFiles(left, self._beside, docs=config.docs_dir, site=config.site_dir)

    def on_nav(self, nav: "Navigation", config: "MkDocsConfig", files: Files) -> None:  # noqa: ARG002 - MkDocs passes all three by name
        """Remember the navigation: it stands on every page."""
        self._nav = nav

    def on_env(self, env: "jinja2.Environment", config: "MkDocsConfig", files: Files) -> None:
        """Make, write and render the pages that changed."""
        from onrecord.rendering.render import rendered_with, renderer, takes_part_alone

        if self._building is None or self._nav is None or not takes_part_alone(self, config):
            return
        made = renderer(config, env, self._nav, files, site=self.site(config), feeds=self._building.published.feeds)
        self._building.carry_out(made, rendered_with=rendered_with(config, self._nav))
        self._say(self._building.problems)

    def on_page_markdown(self, markdown: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        """Fill the slots of the hand-written pages; to a statement's page add what needs the site's address."""
        from onrecord.pages.placeholders import fill_slots
        from onrecord.rendering.render import slotted

        if self.published is None or page.file.src_uri.partition("/")[0] in FOLDERS:
            return slotted(markdown, self.site(config))
        return fill_slots(markdown, self.published, depth=page.url.rstrip("/").count("/") + bool(page.url))

    def on_page_context(
        self,
        context: "TemplateContext",
        page: "Page",
        config: "MkDocsConfig",
        nav: "Navigation",  # noqa: ARG002 - MkDocs passes all four by name
    ) -> "TemplateContext":
        """Give the theme what stands in the page's head."""
        from onrecord.pages.head import head

        feeds = self.published.feeds if self.published else frozenset()
        record_head = head(page.meta, page.file.src_uri, self.site(config), feeds=feeds)
        return cast("TemplateContext", {**context, "record_head": record_head})

    def on_template_context(
        self, context: "TemplateContext", template_name: str, config: "MkDocsConfig"
    ) -> "TemplateContext":
        """Give the site map every page's address."""
        if template_name != "sitemap.xml" or self._building is None:
            return context
        site = self.site(config)
        own = {site.address(f"{path.removesuffix('index.md').removesuffix('.md')}/") for path in self._beside}
        others = {file.page.canonical_url for file in context["pages"] if file.page}
        return cast("TemplateContext", {**context, "addresses": sorted(filter(None, own | others))})

    @event_priority(-100)
    def on_post_build(self, config: "MkDocsConfig") -> None:
        """Write what goes beside the pages, after all other plugins, and let the site take the old one's place."""
        if self._building is None:
            return
        from onrecord.export.opensearch import write_opensearch

        stage = Path(config.site_dir)
        (stage / "sitemap.xml.gz").unlink(missing_ok=True)  # it holds the build's time
        if config.site_url:
            write_opensearch(
                stage, name=config.site_name, description=config.site_description or "", address=config.site_url
            )
        self.outcome = self._building.finish()
        for line in summary(self.outcome, self.progress.seconds):
            log.info("%s", line)
        self._ended(config)

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Leave the site that stands, and let the next build go on."""
        self.give_up()

    def give_up(self) -> None:
        """End a build that cannot be finished; the site that stands stays as it is."""
        self._showing.close()
        self._folders.close()
        if self._building:
            self._building.give_up()
            self._building = None
        self._lock.close()

    def on_serve(self, server: "LiveReloadServer", config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":  # noqa: ARG002 - MkDocs passes all three by name
        """Build again when a seed changes."""
        server.watch(str(self.seeds(config)))
        return server

    def seeds(self, config: "MkDocsConfig") -> Path:
        """The folder of the articles, found from the configuration file."""
        return Path(config.config_file_path or ".").parent / self.config.seeds

    def setting(self, config: "MkDocsConfig") -> Setting:
        """What a build with this configuration is about."""
        editing = Editing(context=self.config.context, model=self.config.model)
        return Setting(
            seeds=self.seeds(config),
            docs=Path(config.docs_dir),
            standing=Path(config.site_dir),
            site=self.site(config),
            options=Options(
                max_bytes=self.config.max_bytes,
                shown_as=self.config.seeds,
                editing=editing,
                recording=self.recording,
            ),
            cache=Path(config.config_file_path or ".").parent / CACHE if self.caching else None,
            runner=self.runner,
            cluster=self.cluster,
            in_place=self.serving,
            progress=self.progress,
        )

    def site(self, config: "MkDocsConfig") -> Site:
        """The site's name and its absolute address, if it has one."""
        return Site(config.site_name, config.site_url or None)

    def _show_by_hand(self, building: "Building", config: "MkDocsConfig") -> None:
        """Let MkDocs find what is written by hand only, until it has gathered its files."""
        from onrecord.rendering.by_hand import generated_names, linked_by_hand

        docs = Path(config.docs_dir)
        self._not_shown = building.beside(generated_names(docs))
        folder = Path(self._folders.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-")))
        try:
            linked_by_hand(docs, folder, but=self._not_shown)
        except OSError:
            return  # without links MkDocs looks at everything, which takes longer
        self._showing.callback(setattr, config, "docs_dir", config.docs_dir)
        config.docs_dir = str(folder)

    def _ended(self, config: "MkDocsConfig") -> None:
        self._published = self.published
        self._building = None
        config.site_dir = self._site_dir
        self._folders.close()
        self._lock.close()

    def _say(self, problems: Iterable[Problem]) -> None:
        """Say what was refused, once each, as warnings, so that ``--strict`` fails."""
        for problem in problems:
            log.warning("%s", problem)
