"""A page as blocks of text: what stands between two breaks of the layout, in the order of the page.

What is an element of a quotation without marks gets marks here, for a text has no elements.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.adding.taken import RefusedError, one_line

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "canvas",
        "object",
        "embed",
        "audio",
        "video",
        "select",
        "option",
        "textarea",
        "input",
        "button",
        "head",
        "datalist",
        "map",
        "area",
        "track",
        "source",
        "picture",
        "img",
        "link",
        "meta",
        "title",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "legend",
        "html",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_OPENING = tuple("“„«\"'‘‹「『")
_CLOSING = tuple("”“»\"'’›」』")
_DASH = re.compile(r"[—–―‒]|--?\s|~\s")
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*|\d+")
_ENDED = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[1-24-9]|2\\d|3[01])|x0*(?:[0-8b]|1?[ef]|1[0-9a-f]));"
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_WORDS = Path(__file__).parent / "words"


@dataclass(slots=True, eq=False)
class Block:
    """A text between two breaks, and the element that it stands in; ``linked`` of its characters are links."""

    text: str
    element: HtmlElement
    linked: int = 0
    marked: bool = False
    quoted_by: HtmlElement | None = None
    source: bool = False

    def ancestors(self) -> Iterator[HtmlElement]:
        """The element and those around it, from within."""
        yield self.element
        yield from self.element.iterancestors()

    @property
    def share_of_links(self) -> float:
        """How much of the text leads elsewhere, from 0 to 1."""
        return self.linked / max(1, len(self.text))


def parsed(html: str) -> HtmlElement:
    """The page as a tree; `RefusedError` where there is nothing in it."""
    text = _CONTROLS.sub("", _DECLARATION.sub("", html))
    try:
        tree = document_fromstring(
            text.encode("utf-8", errors="replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True, recover=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise RefusedError("holds no text; save the page anew") from error
    for shadow in tree.xpath("//template[@shadowrootmode or @shadowroot]"):  # what a browser shows in its place
        shadow.tag = "div"
    return tree


def blocks(tree: HtmlElement) -> list[Block]:
    """The blocks of the page, in its order."""
    reader = _Reader()
    body = tree.find(".//body")
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            reader.add(element.tail)
        elif event == "start":
            if element.tag in SKIPPED:
                walk.skip_subtree()
            else:
                reader.start(element)
        else:
            reader.end(element)
    reader.flush(tree)
    _mark_quotations(reader.found)
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Gathers the text of one block after the other."""

    found: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    quotations: list[bool] = field(default_factory=list)
    marked: bool = False
    kept_lines: int = 0

    def add(self, text: str | None) -> None:
        if text:
            text = text if self.kept_lines else re.sub(r"[\r\n\x0b\x0c\u2028\u2029]+", " ", text)
            self.pieces.append(text)
            self.linked += len(text.strip()) if self.links else 0

    def start(self, element: HtmlElement) -> None:
        tag = element.tag
        if _parts(element):
            self.flush(element.getparent())
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "pre":
            self.kept_lines += 1
        elif tag == "a":
            self.links += 1
        elif tag == "q":
            self._open(element)
        self.add(element.text)

    def end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "pre":
            self.kept_lines -= 1
        elif tag == "a":
            self.links -= 1
        elif tag == "q" and self.quotations and self.quotations.pop():
            self.pieces.append("’" if any(self.quotations) else "”")
        if _parts(element):
            self.flush(element)
        self.add(element.tail)

    def _open(self, element: HtmlElement) -> None:
        before = "".join(self.pieces).rstrip()
        own = (element.text or "").lstrip() or next((text for text in element.itertext() if text.strip()), "").lstrip()
        adds = not (own.startswith(_OPENING) or before.endswith(("“", "„", "«", "‘", "‹")))
        if adds:
            self.pieces.append("‘" if any(self.quotations) else "“")
            self.marked = True
        self.quotations.append(adds)

    def flush(self, element: HtmlElement) -> None:
        text = "".join(self.pieces)
        linked, marked = self.linked, self.marked
        self.pieces, self.linked, self.marked = [], 0, False
        if not text.strip():
            return
        lines = list(_paragraphs(text))
        for line in lines:
            share = linked if len(lines) == 1 else linked * len(line) // max(1, len(text))
            self.found.append(Block(line, element, share, marked))


def _parts(element: HtmlElement) -> bool:
    """Tell whether the element begins a line of its own: the source below a quotation does."""
    return element.tag in BLOCKS or (
        element.tag == "cite" and next(element.iterancestors("blockquote"), None) is not None
    )


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a block: a line break ends one, but inside a sentence that goes on in small letters."""
    paragraph = ""
    for part in text.split("\n"):
        line = one_line(part)
        if paragraph and line and not _ENDED.search(paragraph) and line[:1].islower():
            paragraph += f" {line}"
            continue
        if paragraph:
            yield paragraph
        paragraph = line
    if paragraph:
        yield paragraph


def _mark_quotations(found: list[Block]) -> None:
    """Give marks to the block quotations that have none; a line with their source stays outside."""
    quoted: dict[HtmlElement, list[Block]] = {}
    for block in found:
        outer = [one for one in block.ancestors() if one.tag == "blockquote"] or _captioned(block)
        if outer:
            block.quoted_by = outer[-1]
            quoted.setdefault(outer[-1], []).append(block)
    for said in quoted.values():
        for number, block in enumerate(said):
            names = {one.tag for one in block.ancestors()} & {"footer", "cite", "figcaption"}
            block.source = bool(number and (names or (_DASH.match(block.text) and len(block.text) < 160)))
        own = [block for block in said if not block.source and block.element.tag not in HEADINGS]
        if not own or any(mark in block.text for block in own for mark in '“”„«»"') or own[0].text.startswith(_OPENING):
            _set_off_sources(said)
            continue
        for block in own:
            block.text, block.marked = f"“{block.text}", True
        own[-1].text += "”"
        _set_off_sources(said)


def _captioned(block: Block) -> list[HtmlElement]:
    """The quotation that a figure holds in place of a picture, where the block is its caption."""
    around = list(block.ancestors())
    figure = next((one for one in around if one.tag == "figure"), None)
    if figure is None or not any(one.tag == "figcaption" for one in around) or figure.find(".//img") is not None:
        return []
    return list(figure.iter("blockquote"))[:1]


def _set_off_sources(said: Iterable[Block]) -> None:
    for block in said:
        if block.source and not _DASH.match(block.text):
            block.text, block.marked = f"— {block.text}", True


@cache
def _listed(name: str) -> tuple[tuple[str, ...], ...]:
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))


def named(element: HtmlElement, list_name: str) -> bool:
    """Tell whether a class, the id or a role of the element has a name of the list."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}"
    return bool(names.strip()) and _has(names, list_name)


@cache
def _has(names: str, list_name: str) -> bool:
    for name in names.split():
        words = tuple(word.lower() for word in _WORD.findall(name))
        for listed in _listed(list_name):
            if any(words[at : at + len(listed)] == listed for at in range(len(words) - len(listed) + 1)):
                return True
    return False
