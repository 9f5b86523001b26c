"""A generated page as a file of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.page import Page
from onrecord.model.site import Site
from onrecord.pages.head import head
from onrecord.pages.statement_page import with_citations
from onrecord.rendering.configured import configured
from onrecord.rendering.convert import Converter
from onrecord.rendering.theme import Body, Theme
from onrecord.store.digest import digest

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

# What has a part in how a page is rendered.
_EVENTS = (
    "files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Renders pages of one build: ``feeds`` are the paths of the feeds there are."""

    converter: Converter
    theme: Theme
    site: Site
    feeds: frozenset[str]

    def html(self, page: Page) -> bytes:
        """The page in the theme, as UTF-8."""
        markdown = f"{page.body.strip()}\n"
        converted = self.converter.convert(markdown)
        body = Body(
            page=page,
            markdown=markdown,
            html=with_citations(converted.html, page, self.site),
            first_heading=converted.first_heading,
            toc=converted.toc,
            head=head(page, self.site, feeds=self.feeds),
        )
        return self.theme.render(body).encode("utf-8", errors="xmlcharrefreplace")


def renderer(
    config: "MkDocsConfig",
    env: "jinja2.Environment",
    nav: "Navigation",
    files: "Files",
    *,
    site: Site,
    feeds: frozenset[str],
) -> Renderer:
    """What renders pages as MkDocs would with this configuration, theme and navigation."""
    return Renderer(
        # Templates of the editor's own may print a table of contents; ours do not.
        converter=Converter(
            config.markdown_extensions, config.mdx_configs, in_one_piece=config.theme.custom_dir is not None
        ),
        theme=Theme(config, env, nav, files),
        site=site,
        feeds=feeds,
    )


def takes_part_alone(plugin: "BasePlugin", config: "MkDocsConfig") -> bool:  # type: ignore[type-arg]
    """Whether no other plugin or hook has a part in how pages are rendered, and addresses are folders."""
    methods = [method for event in _EVENTS for method in config.plugins.events.get(event, ())]
    return config.use_directory_urls and all(getattr(method, "__self__", None) is plugin for method in methods)


def rendered_with(config: "MkDocsConfig", nav: "Navigation") -> str:
    """A digest of all that pages are rendered with, but for this package: configuration, navigation, own templates."""
    return digest(configured(config), list(_items(nav.items)), nav.homepage and nav.homepage.url)


def _items(items: "list[StructureItem]") -> Iterator[tuple[str | None, str | None, int]]:
    for item in items:
        below = getattr(item, "children", None) or []
        yield item.title, getattr(item, "url", None), len(below)
        yield from _items(below)
