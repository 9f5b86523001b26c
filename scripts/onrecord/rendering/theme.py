"""Pages in the theme: its template is filled once for all pages of a shape, and what differs is put into its holes.

A shape is all that the template can tell two generated pages apart by, but for texts that it prints as they stand.  A
template of ours that uses anything else of a page fails the build by name.  Where the editor has templates of their
own, every page goes through the template in full.
"""

import re
from collections import Counter, UserDict
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import FileSystemLoader

from onrecord.model.page import Page
from onrecord.rendering.host import AnchorLink, BuildError, File, Files, TableOfContents, get_context, get_toc
from onrecord.rendering.host import Page as MkDocsPage
from onrecord.store.compiled import Compiled
from onrecord.store.files import files_below
from onrecord.text.front_matter import MARK

if TYPE_CHECKING:
    import jinja2

    from onrecord.rendering.host import MkDocsConfig, Navigation

TEMPLATE = "main.html"
ICONS = ".icons"
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
    folder: str
    subfolder: str
    name: str
    head: str
    heading: str
    rest: str
    first_heading: str


_PRINTED = ("title", "description", "author", "id")
"""What templates print of the front matter."""
_SHARED = ("hide", "kind")
"""What else of it they may ask for: it is the same in all pages of a shape."""
_ADDRESSED = ("id", "folder", "subfolder", "name", "first_heading")
# A filter that would change a text changes these words too; only those that stand in addresses are plain.
_WORDS = _Holes(
    *(f"xhole{name.replace('_', '')}x" + ("" if name in _ADDRESSED else "<i>&\"'</i>") for name in _Holes._fields)
)
_HOLE = re.compile("|".join(map(re.escape, sorted(_WORDS, key=len, reverse=True))))
_CHANGED = re.compile(r"xhole([a-z]*?)(?:x|\W|$)", re.IGNORECASE)
_Filler = Callable[[_Holes], str]


class UnknownValueError(BuildError):
    """A template of ours uses what is not the same in all pages of a shape and has no hole."""


class _Front(UserDict[str, Any]):
    """The front matter that the template is given in place of that of all pages of a shape.

    ``unknown`` are the keys whose values may differ among them.
    """

    def __init__(self, known: Mapping[str, Any], unknown: frozenset[str]) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __contains__(self, key: object) -> bool:
        if key in self._unknown:
            msg = f"page.meta.{key}"
            raise UnknownValueError(msg)
        return super().__contains__(key)

    def __missing__(self, key: str) -> Any:
        if key not in self:
            raise KeyError(key)


class WithoutIcons(FileSystemLoader):
    """Loads any template and lists all but icons: MkDocs copies none, but looks at Material's 14,000 for 0.06 s."""

    def list_templates(self) -> list[str]:
        """The names of the others."""
        return sorted({path for folder in self.searchpath for path in files_below(folder, but=(ICONS,))})


class Theme:
    """The theme of one build, for pages that stand in no navigation."""

    def __init__(self, config: "MkDocsConfig", env: "jinja2.Environment", nav: "Navigation", files: Files) -> None:
        self._config = config
        self._nav = nav
        self._pages = files.documentation_pages()
        # Templates of the editor's own may look at anything of a page.
        self._alike = not config.theme.custom_dir
        env.bytecode_cache = Compiled(packaged=self._alike)
        self._template = env.get_template(TEMPLATE)
        self._shapes: dict[tuple[object, ...], _Filler] = {}
        self._rendered: Counter[tuple[object, ...]] = Counter()

    def render(self, body: Body) -> str:
        """The whole page.

        Raises:
            UnknownValueError: a template of ours uses what it must not.

        """
        if not self._alike:
            return self.in_full(body)
        shape = _shape(body)
        if shape not in self._shapes:
            self._shapes[shape] = self._filler(body)
        rendered = self._shapes[shape](_texts(body))
        self._rendered[shape] += 1
        # The first, second, fourth, eighth and so on: a template may ask how long a text is, or for a word in it.
        if self._rendered[shape].bit_count() == 1:
            _check(body, rendered, self.in_full(body))
        return rendered

    def in_full(self, body: Body) -> str:
        """The page as the template gives it."""
        front = {key: _read(one) for key, one in body.page.front.items() if one is not None and one != ()}
        return self._filled(body, {MARK: True} | front)

    def _filled(self, body: Body, front: MutableMapping[str, Any]) -> str:
        page = MkDocsPage(
            None, File(body.page.path, None, self._config.site_dir, use_directory_urls=True), self._config
        )
        page.markdown = body.markdown
        page.meta = front
        page.content = body.html
        first = [AnchorLink("", body.first_heading, 1)] if body.first_heading else []
        page.toc = TableOfContents(first) if body.toc is None else get_toc(body.toc)
        context = get_context(self._nav, self._pages, self._config, page)
        return self._template.render({**context, "record_head": body.head})

    def _filler(self, body: Body) -> _Filler:
        top, *between = body.page.path.split("/")[:-1]
        folder = "/".join((top, *(_WORDS.folder, _WORDS.subfolder)[: len(between)]))
        given = body.page.front
        front = {key: getattr(_WORDS, key) for key in _PRINTED if given.get(key)}
        front |= {MARK: True} | {key: _read(given[key]) for key in _SHARED if given.get(key)}
        with_heading = _HEADING_END in body.html
        stub = Body(
            page=replace(body.page, path=f"{folder}/{_WORDS.name}.md"),
            html=f"<h1>{_WORDS.heading}{_HEADING_END}{_WORDS.rest}" if with_heading else _WORDS.rest,
            first_heading=_WORDS.first_heading if body.first_heading else None,
            head=_WORDS.head,
            markdown="xholemarkdownx",
        )
        try:
            text = self._filled(stub, _Front(front, frozenset(given).difference(_PRINTED, _SHARED)))
        except UnknownValueError as error:
            where = [one for one in extract_tb(error.__traceback__) if one.filename.endswith(".html")][-1]
            raise _unknown(f"{Path(where.filename).name}:{where.lineno} uses {error}") from None
        text = text.replace(f"<h1>{_WORDS.heading}", _WORDS.heading)
        pieces = _HOLE.split(text)
        for piece in pieces:
            if changed := _CHANGED.search(piece):
                line = piece[piece.rfind("\n", 0, changed.start()) + 1 :].partition("\n")[0].strip()
                raise _unknown(f"a template does not print the page’s {changed[1].lower()} as it stands: {line}")
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


def _check(body: Body, rendered: str, in_full: str) -> None:
    """See to it that a page is as the template gives it."""
    if rendered != in_full:
        lines = zip(f"{in_full}\n".split("\n"), f"{rendered}\n".split("\n"), strict=False)
        [one, other] = next(pair for pair in lines if pair[0] != pair[1])
        raise _unknown(f"a template gives {body.page.path} “{one.strip()}” for “{other.strip()}”")


def _unknown(what: str) -> UnknownValueError:
    return UnknownValueError(f"{what}: rendering/theme.py does not know that it differs between pages of a shape")


def _shape(body: Body) -> tuple[object, ...]:
    page = body.page
    top, *_ = page.path.split("/")
    return (
        top,
        page.path.count("/"),
        type(page),
        frozenset(page.front),
        *(bool(page.front.get(key)) for key in _PRINTED),
        *(str(page.front.get(key)) for key in _SHARED),
        *(mark in body.html for mark in (_HEADING_END, "<h1")),
        bool(body.first_heading),
    )


def _texts(body: Body) -> _Holes:
    heading, end, rest = body.html.partition(_HEADING_END)
    _, *between, name = body.page.name.split("/")
    folder, subfolder = (*between, "", "")[:2]
    return _Holes(
        title=str(body.page.front.get("title") or ""),
        description=str(body.page.front.get("description") or ""),
        author=str(body.page.front.get("author") or ""),
        id=str(body.page.front.get("id") or ""),
        folder=folder,
        subfolder=subfolder,
        name=name,
        head=body.head,
        heading=heading,
        rest=rest if end else body.html,
        first_heading=body.first_heading or "",
    )
