"""Pages in the theme: its template is filled once for all pages of a shape, and what differs is put into its holes.

A shape is all that the template can tell two generated pages apart by, but for texts that it prints as they stand.  The
first page of each shape is rendered by the template in full as well; where the two are not the same to the byte, every
page of that shape goes through the template.  So does every page where the editor has templates of their own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from onrecord.model.page import Page, StatementPage
from onrecord.text.front_matter import MARK

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

TEMPLATE = "main.html"
_HEADING_END = "</h1>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What goes into the theme: a page, its body as HTML, and the id of its first heading.

    ``head`` is what the page adds to its head.  Our own templates look neither at ``markdown`` nor at ``toc``, which
    has all headings where they were asked for.
    """

    page: Page
    html: str
    first_heading: str | None
    head: str
    markdown: str = ""
    toc: list[Any] | None = None


class _Holes(NamedTuple):
    """The texts that differ within a shape, in place of which the template is given words that stand nowhere else."""

    title: str
    description: str
    author: str
    id: str
    name: str
    head: str
    heading: str
    rest: str
    first_heading: str


_WORDS = _Holes(*(f"xhole{name.replace('_', '')}x" for name in _Holes._fields))
_HOLE = re.compile("|".join(sorted(_WORDS)))
_Filler = Callable[[_Holes], str]


class Theme:
    """The theme of one build, for pages that stand in no navigation."""

    def __init__(self, config: "MkDocsConfig", env: "jinja2.Environment", nav: "Navigation", files: Files) -> None:
        self._config = config
        self._template = env.get_template(TEMPLATE)
        self._nav = nav
        self._pages = files.documentation_pages()
        # Templates of the editor's own may look at anything of a page.
        self._alike = not config.theme.custom_dir
        self._shapes: dict[tuple[object, ...], _Filler | None] = {}

    def render(self, body: Body) -> str:
        """The whole page."""
        if not self._alike:
            return self.in_full(body)
        shape = _shape(body)
        if shape not in self._shapes:
            filler = self._filler(body)
            self._shapes[shape] = filler if filler(_texts(body)) == self.in_full(body) else None
        made = self._shapes[shape]
        return self.in_full(body) if made is None else made(_texts(body))

    def in_full(self, body: Body) -> str:
        """The page as the template gives it."""
        page = MkDocsPage(
            None, File(body.page.path, None, self._config.site_dir, use_directory_urls=True), self._config
        )
        page.markdown = body.markdown
        page.meta = {MARK: True} | {
            key: _read(one) for key, one in body.page.front.items() if one is not None and one != ()
        }
        page.content = body.html
        first = [AnchorLink("", body.first_heading, 1)] if body.first_heading else []
        page.toc = TableOfContents(first) if body.toc is None else get_toc(body.toc)
        context = get_context(self._nav, self._pages, self._config, page)
        return self._template.render({**context, "record_head": body.head})

    def _filler(self, body: Body) -> _Filler:
        folder, _, _ = body.page.path.rpartition("/")
        front = {
            key: getattr(_WORDS, key) if key in ("title", "description", "author", "id") else value
            for key, value in body.page.front.items()
        }
        with_heading = _HEADING_END in body.html
        stub = Body(
            page=replace(body.page, path=f"{folder}/{_WORDS.name}.md", front=front),
            html=f"<h1>{_WORDS.heading}{_HEADING_END}{_WORDS.rest}" if with_heading else _WORDS.rest,
            first_heading=_WORDS.first_heading if body.first_heading else None,
            head=_WORDS.head,
        )
        text = self.in_full(stub).replace(f"<h1>{_WORDS.heading}", _WORDS.heading)
        pieces = _HOLE.split(text)
        holes = [_WORDS.index(word) for word in _HOLE.findall(text)]

        def fill(texts: _Holes) -> str:
            parts = [pieces[0]]
            for hole, piece in zip(holes, pieces[1:], strict=True):
                parts += (texts[hole], piece)
            return "".join(parts)

        return fill


def _read(value: Any) -> Any:
    """A value of the front matter as it is when it is read from the page's file."""
    match value:
        case str():
            return str(value)
        case tuple() | list():
            return [_read(one) for one in value]
        case Mapping():
            return {str(key): _read(one) for key, one in sorted(value.items())}
    return value


def _shape(body: Body) -> tuple[object, ...]:
    page = body.page
    return (
        page.path.rpartition("/")[0],
        type(page),
        *(bool(page.front.get(key)) for key in ("title", "description", "author")),
        page.record.kind if isinstance(page, StatementPage) else None,
        *(mark in body.html for mark in (_HEADING_END, "<h1")),
        bool(body.first_heading),
    )


def _texts(body: Body) -> _Holes:
    heading, end, rest = body.html.partition(_HEADING_END)
    return _Holes(
        title=str(body.page.front.get("title") or ""),
        description=str(body.page.front.get("description") or ""),
        author=str(body.page.front.get("author") or ""),
        id=str(body.page.front.get("id") or ""),
        name=body.page.name.rpartition("/")[2],
        head=body.head,
        heading=heading,
        rest=rest if end else body.html,
        first_heading=body.first_heading or "",
    )
