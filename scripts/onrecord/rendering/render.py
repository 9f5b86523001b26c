"""Generated pages as files of the site."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from onrecord.model.page import Page
from onrecord.model.site import Site
from onrecord.pages.head import head
from onrecord.pages.statement_page import with_citations
from onrecord.rendering.addresses import naming_files
from onrecord.rendering.configured import alone, configured
from onrecord.rendering.convert import Converter
from onrecord.rendering.host import File, Files, InclusionLevel
from onrecord.rendering.material import EditLinks
from onrecord.rendering.theme import Body, Theme
from onrecord.store.digest import digest

if TYPE_CHECKING:
    from onrecord.rendering.host import BasePlugin, MkDocsConfig, Navigation, StructureItem

# What has a part in how a page is rendered.
_EVENTS = (
    "files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page"
)  # fmt: skip


class Renderer:
    """Renders pages as MkDocs would with a configuration and a theme; ``feeds`` are the paths of all feeds."""

    def __init__(
        self,
        config: "MkDocsConfig",
        theme: Theme,
        *,
        site: Site,
        feeds: frozenset[str],
        edit_links: EditLinks | None = None,
    ) -> None:
        # Templates of the editor's own may print a table of contents; ours do not.
        whole = config.theme.custom_dir is not None
        self._converter = Converter(config.markdown_extensions, config.mdx_configs, in_one_piece=whole)
        self._theme = theme
        self._site = site
        self._feeds = feeds
        self._edit_links = edit_links
        self._naming_files = not config.use_directory_urls

    def html(self, page: Page) -> bytes:
        """The page in the theme, as UTF-8."""
        markdown = f"{page.body.strip()}\n"
        converted = self._converter.convert(markdown)
        html = with_citations(converted.html, page, self._site)
        body = Body(
            page=page,
            markdown=markdown,
            html=self._edit_links.put(html, page) if self._edit_links else html,
            first_heading=converted.first_heading,
            toc=converted.toc,
            head=head(page, self._site, feeds=self._feeds),
        )
        rendered = self._theme.render(body)
        if self._naming_files:
            rendered = naming_files(rendered)
        return rendered.encode("utf-8", errors="xmlcharrefreplace")


class RecordFiles(Files):
    """Files of which MkDocs renders all that it sees; those at ``generated`` paths it finds only when asked."""

    def __init__(self, files: Iterable[File], generated: Collection[str], *, docs: str, site: str) -> None:
        super().__init__(files)
        self._generated = generated
        self._folders = (docs, site)

    def get_file_from_path(self, path: str) -> File | None:
        """The file of that path, below the docs folder."""
        uri = PurePath(path).as_posix()
        if uri not in self._generated:
            return super().get_file_from_path(path)
        docs, site = self._folders
        return File(uri, docs, site, use_directory_urls=True, inclusion=InclusionLevel.NOT_IN_NAV)


def takes_part_alone(plugin: "BasePlugin", config: "MkDocsConfig") -> bool:  # type: ignore[type-arg]
    """Whether no other plugin or hook has a part in how pages are rendered."""
    return alone(plugin, config, *_EVENTS)


def rendered_with(config: "MkDocsConfig", nav: "Navigation") -> str:
    """A digest of all that pages are rendered with, but for this package: configuration, navigation, own templates."""
    return digest(configured(config), list(_items(nav.items)), nav.homepage and nav.homepage.url)


def _items(items: "list[StructureItem]") -> Iterator[tuple[str | None, str | None, int]]:
    for item in items:
        below = getattr(item, "children", None) or []
        yield item.title, getattr(item, "url", None), len(below)
        yield from _items(below)
