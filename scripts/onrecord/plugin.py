"""The MkDocs edge: plain ``mkdocs build``, ``serve`` and ``gh-deploy`` give the whole site.

What builds is imported when there is something to build: MkDocs loads this with every configuration.
"""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from onrecord.build.outcome import asked_for, summary
from onrecord.build.settings import Settings, log
from onrecord.catalog.language import gettext, speak, spoken
from onrecord.model.article import CONTEXTS, Problem
from onrecord.model.options import ACCURATE, MAX_BYTES
from onrecord.pages.docs_folder import FOLDERS
from onrecord.rendering.addresses import keep_addresses, naming_files, refused_files
from onrecord.rendering.configured import keep_out_of_navigation, navigation
from onrecord.rendering.host import BasePlugin, CombinedEvent, Config, File, Files, PluginError, event_priority
from onrecord.rendering.host import config_options as c
from onrecord.rendering.material import EditLinks, no_effect, policy_line, put_assets, set_defaults, template_values
from onrecord.rendering.sealing import Sealing
from onrecord.store.lock import locked
from onrecord.text.escape import escape_controls
from onrecord.text.front_matter import CHECK

if TYPE_CHECKING:
    import jinja2

    from onrecord.build.conductor import Build
    from onrecord.rendering.host import LiveReloadServer, MkDocsConfig, Navigation, Page, TemplateContext, Theme

WAITING = "another build of this site is running ({}); waiting for it to end, or for you to end that process"
THEME = Path(__file__).parent / "theme"
FIRST = 10_000
LAST = -FIRST
"""Before and after all other plugins: some want to be the first of all with a priority of 100."""
DEFAULTS = {"font": False, "favicon": "assets/onrecord/favicon.svg"}
"""Of the theme's options those that are otherwise here than Material's own: no page loads a font from another host."""


class OnRecordConfig(Config):
    """The plugin's options in ``mkdocs.yml``."""

    seeds = c.Type(str, default="seeds")
    """The folder of the articles, relative to ``mkdocs.yml``."""
    max_bytes = c.Type(int, default=MAX_BYTES)
    """The largest seed that is read, in bytes."""
    model = c.Type(str, default=ACCURATE)
    """What reads the articles: "accurate", "fast", or the name of an installed spaCy model."""
    report_url = c.Optional(c.Type(str))
    """Where "report an error" leads: an http, https or mailto address.  Without one the link is not shown."""
    context = c.Choice(CONTEXTS, default="full")
    """How much of each article is published around its statements; an article's own metadata goes before it."""
    embed = c.Type(bool, default=False)
    """Whether an oEmbed answer lies beside each statement's page, by which other sites show its card."""


class OnRecordPlugin(BasePlugin[OnRecordConfig]):
    """Writes the pages and renders most of them; MkDocs renders the hand-written ones and those of the navigation.

    Where another plugin or hook has a part in the pages, MkDocs renders them all.
    """

    def __init__(self) -> None:
        self._serving = False
        self._build: Build | None = None
        self._nav: Navigation | None = None
        self._edit_links: EditLinks | None = None
        self._template_values: dict[str, Any] = {}
        self._hidden: frozenset[str] = frozenset()
        self._rendered_by_mkdocs: frozenset[str] = frozenset()
        self._ours: frozenset[str] = frozenset()
        self._sealing = Sealing()
        self._until_files = ExitStack()
        self._until_end = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs passes both by name
        """A preview publishes nothing for good: it leaves the registry as it is."""
        self._serving = command == "serve"

    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Put the package's templates and assets before the theme's, after the editor's own."""
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
            config.theme.get_env = partial(_environment, config.theme)  # type: ignore[method-assign]  # see there
            set_defaults(config, DEFAULTS)
            for option in no_effect(config):
                log.info("has no effect here: %s", option)
            if line := policy_line(config):
                log.info("%s", line)
        if not config.site_url:
            log.info("SITE_URL is not set: nothing is written that needs the site's absolute address")
        return config

    def on_pre_build(self, config: "MkDocsConfig") -> None:
        """Find out what is to be published, and let MkDocs put it together beside the site that stands."""
        one = asked_for(serving=self._serving)
        settings = Settings.of(config, one.asked)
        if self.config.seeds == OnRecordConfig.seeds.default:
            settings.seeds.mkdir(exist_ok=True)  # git does not keep the folder while it is empty
        if one.asked.recording:
            self._until_end.enter_context(
                locked(settings.site_folder.parent, waiting=lambda holder: one.asked.waiting(WAITING.format(holder)))
            )
        preloaded = one.preloaded or settings.preload()  # before the imports: it loads meanwhile
        from onrecord.build.conductor import Build, hand_written
        from onrecord.build.swap import SwapError, given_up, put_aside, written_docs
        from onrecord.permanence.registry import AddressesError
        from onrecord.rendering.render import takes_part_alone
        from onrecord.work.executors import background

        self._until_end.callback(speak, spoken())
        speak(settings.site.language)
        self._until_end.callback(given_up, settings.site_folder)  # told to end, it may be anywhere from here on
        beside = self._until_end.enter_context(background())  # what still writes is ended before that is removed
        try:
            self._build = Build(settings, preloaded, beside)
        except (AddressesError, SwapError) as error:
            raise PluginError(str(error)) from error
        self._ours = self._build.plan.paths
        self._edit_links = EditLinks(config, settings.written_docs or settings.docs)
        self._until_end.callback(setattr, config, "site_dir", config.site_dir)
        config.site_dir = str(self._build.stage)
        _warn((*self._build.left_out, *self._build.plan.problems))
        for warning in self._build.plan.warnings:
            log.info("%s", warning)
        if takes_part_alone(self, config):
            self._hidden = self._build.hidden_pages()
            docs = self._until_end.enter_context(
                hand_written(settings.docs, but=self._hidden, into=written_docs(settings.site_folder))
            )
            self._until_files.callback(setattr, config, "docs_dir", config.docs_dir)
            config.docs_dir = str(docs)
        elif self._build.endless:  # MkDocs would go into all of it
            msg = "other plugins and hooks have a part in the pages, so nothing is built until this is moved away"
            raise PluginError(msg)
        else:
            self._hidden = frozenset()
            self._build.render_pages(None, rendered_with="MkDocs")
            put_aside(settings.site_folder)
            _warn(self._build.problems)

    def _put_files(self, files: Files, config: "MkDocsConfig") -> Files:
        """Take out the pages that MkDocs need not render, and add the hand-written ones that a docs folder lacks."""
        from onrecord.build.conductor import COMING_ALONG
        from onrecord.build.swap import put_back
        from onrecord.rendering.assets import put_bundles
        from onrecord.rendering.render import RecordFiles, takes_part_alone

        self._until_files.close()
        put_bundles(files, config)
        if self._build is None:
            return files
        _take_out(files, self._build.is_left_out)
        put_back(self._build.settings.site_folder)
        has_index = bool(self._build.plan.archive.articles)
        self._template_values = {**template_values(config, files), "has_index": has_index}
        put_assets(files, config)
        written = {file.dest_uri for file in files}
        for path, folder in self._build.other_written_pages():
            file = File(path, folder, config.site_dir, config.use_directory_urls)
            if Path(folder).parent == COMING_ALONG:
                file.edit_uri = None  # there is nothing of the editor's to edit
            if file.dest_uri not in written:
                written.add(file.dest_uri)
                files.append(file)
        if takes_part_alone(self, config):
            for uri, text in self._build.navigation().items():
                if files.get_file_from_path(uri):
                    files.remove(files.src_uris[uri])
                files.append(File.generated(config, uri, content=text))
            left = [file for file in files if file.src_uri not in self._hidden]
            files = RecordFiles(left, self._rendered_here, docs=config.docs_dir, site=config.site_dir)
        if not config.use_directory_urls:
            keep_addresses(files)
        if config.nav is None:
            keep_out_of_navigation(files, config)
        return files

    @event_priority(LAST)
    def _refuse_files(self, files: Files, config: "MkDocsConfig") -> Files:
        """Take out what others put at the addresses of the record's own pages, by hand or by another plugin."""
        if self._build is None:
            return files
        settings = self._build.settings
        refused = refused_files(files, self._build.plan.paths, settings.docs, config)
        problems = tuple(
            Problem(path=str((settings.written_docs or settings.docs) / escape_controls(uri)), message=message)
            for uri, message in refused.items()
        )
        self._build.left_out += problems
        _warn(problems)
        if config.nav is None:
            self._until_end.callback(setattr, config, "nav", None)
            config.nav = navigation(files)
        return files

    on_files = CombinedEvent(_put_files, _refuse_files)

    def on_nav(self, nav: "Navigation", config: "MkDocsConfig", files: Files) -> None:  # noqa: ARG002 - MkDocs passes all three by name
        """Remember the navigation: it stands on every page."""
        self._nav = nav

    def on_env(self, env: "jinja2.Environment", config: "MkDocsConfig", files: Files) -> None:
        """Make, write and render the pages that changed."""
        from onrecord.rendering.render import Renderer, rendered_with, takes_part_alone
        from onrecord.rendering.theme import Theme

        env.globals.update(self._template_values)
        if takes_part_alone(self, config):  # another plugin may have a page left out
            built = [file.dest_uri for file in files if file.inclusion.is_included()]
            self._rendered_by_mkdocs = frozenset(built) | ({"404.html"} & config.theme.static_templates)
        if self._build is None or self._nav is None or not takes_part_alone(self, config):
            return
        theme = Theme(config, env, self._nav, files)
        made = Renderer(
            config, theme, site=self._build.settings.site, feeds=self._build.feed_paths, edit_links=self._edit_links
        )
        self._build.render_pages(made, rendered_with=rendered_with(config, self._nav))
        _warn(self._build.problems)

    @event_priority(FIRST)
    def _seal_markdown(self, markdown: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        """Let no other plugin at the words of a generated page."""
        if not self._is_ours(page):
            return markdown
        page.meta.pop(CHECK, None)  # the digest that tells a generated page is nothing for templates
        return self._sealing.seal_page(page, markdown)

    @event_priority(LAST)
    def _open_markdown(self, markdown: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        """Put the words back, and fill the placeholders of the hand-written pages, after all other plugins."""
        from onrecord.pages.placeholders import fill_placeholders

        if self._is_ours(page):
            return self._sealing.open_page(page, markdown)
        if self._build is None or page.file.src_uri.partition("/")[0] in FOLDERS:
            return markdown
        depth = page.url.count("/")
        return fill_placeholders(markdown, self._build.plan.archive, feeds=self._build.feed_paths, depth=depth)

    on_page_markdown = CombinedEvent(_seal_markdown, _open_markdown)

    @event_priority(FIRST)
    def _seal_content(self, html: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        return self._sealing.seal(html) if self._is_ours(page) else html

    @event_priority(LAST)
    def _open_content(self, html: str, page: "Page", config: "MkDocsConfig", files: Files) -> str:  # noqa: ARG002 - MkDocs passes all four by name
        """Give a statement's page its citations, and the link to its article's file."""
        from onrecord.pages.front_matter import as_read
        from onrecord.pages.statement_page import with_citations

        if self._build is None or self._edit_links is None or not self._is_ours(page):
            return html
        read = as_read(page.file.src_uri, page.meta)
        html = with_citations(self._sealing.open(html), read, self._build.settings.site)
        return self._edit_links.put(html, read)

    on_page_content = CombinedEvent(_seal_content, _open_content)

    def on_page_context(
        self,
        context: "TemplateContext",
        page: "Page",
        config: "MkDocsConfig",  # noqa: ARG002 - MkDocs passes all four by name
        nav: "Navigation",  # noqa: ARG002 - see above
    ) -> "TemplateContext":
        """Give the theme what stands in the page's head, and whether it is a page that comes along."""
        from onrecord.build.conductor import COMING_ALONG
        from onrecord.pages.front_matter import as_read
        from onrecord.pages.head import head

        if self._build is None:
            return context
        read = as_read(page.file.src_uri, page.meta)
        record_head = head(read, self._build.settings.site, feeds=self._build.feed_paths)
        ours = Path(page.file.src_dir or "").parent == COMING_ALONG
        return cast("TemplateContext", {**context, "record_head": record_head, "comes_along": ours})

    @event_priority(FIRST)
    def _seal_output(self, output: str, page: "Page", config: "MkDocsConfig") -> str:  # noqa: ARG002 - MkDocs passes all three by name
        return self._sealing.seal_whole(page, output) if self._is_ours(page) else output

    @event_priority(LAST)
    def _open_output(self, output: str, page: "Page", config: "MkDocsConfig") -> str:
        """Put the words back, and name the files that links lead to, where the configuration has it so."""
        output = self._sealing.open(output) if self._is_ours(page) else output
        return output if config.use_directory_urls else naming_files(output)

    on_post_page = CombinedEvent(_seal_output, _open_output)

    def on_template_context(
        self,
        context: "TemplateContext",
        template_name: str,
        config: "MkDocsConfig",  # noqa: ARG002 - MkDocs passes all three by name
    ) -> "TemplateContext":
        """Give the site map every page's address."""
        if template_name != "sitemap.xml" or self._build is None:
            return context
        site = self._build.settings.site
        own = {site.address(f"{path.removesuffix('index.md').removesuffix('.md')}/") for path in self._rendered_here}
        others = {file.page.canonical_url for file in context["pages"] if file.page}
        return cast("TemplateContext", {**context, "addresses": sorted(filter(None, own | others))})

    @event_priority(-100)
    def on_post_build(self, config: "MkDocsConfig") -> None:
        """Write what goes beside the pages, after all other plugins, and let the site take the old one's place."""
        if self._build is None:
            return
        (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)  # it holds the build's time
        built = asked_for(serving=self._serving).built = self._build.finish(self._rendered_by_mkdocs)
        for line in summary(built.outcome, self._build.settings.progress.seconds):
            log.info("%s", line)
        self._build = None
        self._until_end.close()

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002 - MkDocs passes it by name
        """Leave the site that stands, and let the next build go on."""
        self._until_files.close()
        if self._build:
            self._build.give_up()
            self._build = None
        self._until_end.close()

    def on_serve(self, server: "LiveReloadServer", config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":  # noqa: ARG002 - MkDocs passes all three by name
        """Build again when a seed or a hand-written page changes, but not when a build wrote its own."""
        from onrecord.build.preview import watch

        server.unwatch(config.docs_dir)
        if config.config_file_path:
            server.unwatch(config.config_file_path)
        watch(server, config)
        return server

    def _is_ours(self, page: "Page") -> bool:
        """Whether it is a page that the build made, rather than one that is written by hand in its place."""
        from onrecord.text.front_matter import MARK

        return page.file.src_uri in self._ours and bool(page.meta.get(MARK))

    @property
    def _rendered_here(self) -> frozenset[str]:
        """The generated pages that do not go through MkDocs."""
        return self._hidden & self._build.plan.paths if self._build else frozenset()


def _environment(theme: "Theme") -> "jinja2.Environment":
    """MkDocs' own, with our words; without icons for the benchmark's rows of one edit and one save."""
    from onrecord.rendering.theme import WithoutIcons

    env = type(theme).get_env(theme)
    env.loader = WithoutIcons(theme.dirs)
    theirs: Any = env.globals["gettext"]  # of an editor's templates, by MkDocs
    env.globals["gettext"] = lambda text: theirs(gettext(text))
    return env


def _take_out(files: Files, which: Callable[[str], bool]) -> None:
    """Take out the files of whose paths ``which`` says so."""
    for file in [file for file in files if which(file.src_uri)]:
        files.remove(file)


def _warn(problems: Iterable[Problem]) -> None:
    """Say what was refused, once each, as warnings, so that ``--strict`` fails."""
    for problem in problems:
        log.warning("%s", problem)
