"""Markdown of generated pages to HTML, block by block.

Nearly all of a generated page is raw HTML, which Markdown gives back as it stands, after reading every tag of it twice.
So a block that is one whole element is passed by, and what is left goes through Python-Markdown in small pieces, which
come again on many pages.  Where blocks could have to do with each other, the page goes through in one piece.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import unique

MKDOCS_EXTENSIONS = ("toc", "tables", "fenced_code")
"""What MkDocs itself converts with; none of them lets a block have to do with another, but for headings' ids."""
_MOST = 20_000
"""Pieces that are remembered."""
_OPENING = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
_LIST = re.compile(r"(?:[-*+]|\d+\.)\s")
_HEADING = re.compile(r'<h([1-6]) id="([^"]*)">(.*)</h\1>', re.DOTALL)
_BLANK_LINES = re.compile(r"\n{2,}")
# What Python-Markdown changes before it looks for blocks, and what can hide the ends of them.
_UNSURE = re.compile(
    r"[\x02\x03\r\t]|\n +(?:\n|$)|<[!?]|<(?:script|style|textarea|title|iframe|xmp|plaintext)\b", re.IGNORECASE
)
# A line that has to do with the lines or blocks around it: indented, a heading, a quotation, a fence, the line below a
# heading, a link's definition.
_BOUND = re.compile(r"[\s#>=]|`{3}|~{3}|-+\s*$|\[[^\[\]]*\]:|$")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A page's HTML, and the id of its first heading, if it has one.

    ``toc`` has all headings, as Python-Markdown tells of them, where the page was converted in one piece.
    """

    html: str
    first_heading: str | None
    toc: "list[Any] | None" = None


class Converter:
    """Converts pages with one instance of Python-Markdown, set up as MkDocs would: ``extensions`` and ``configs``.

    ``in_one_piece`` says that all headings of a page are asked for.
    """

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any], *, in_one_piece: bool = False) -> None:
        self._markdown = Markdown(extensions=list(extensions), extension_configs=dict(configs))
        self._by_block = set(extensions) <= set(MKDOCS_EXTENSIONS) and not configs and not in_one_piece
        self._known: dict[str, str] = {}

    def convert(self, markdown: str) -> Converted:
        """The page's HTML."""
        blocks = self._blocks(markdown) if self._by_block else None
        if blocks is None:
            return self._whole(markdown)
        html = []
        ids: set[str] = set()
        first = None
        for block, raw in blocks:
            if raw:
                html.append(f"{block}\n")  # the blank line after it belongs to it
                continue
            piece = self._piece(block)
            if heading := _HEADING.fullmatch(piece):
                name = unique(heading[2], ids)
                first = first or name
                piece = f'<h{heading[1]} id="{name}">{heading[3]}</h{heading[1]}>'
            html.append(piece)
        return Converted(html="\n".join(html).rstrip("\n"), first_heading=first)

    def _whole(self, markdown: str) -> Converted:
        self._markdown.reset()
        html = self._markdown.convert(markdown)
        tokens = getattr(self._markdown, "toc_tokens", [])
        return Converted(html=html, first_heading=tokens[0]["id"] if tokens else None, toc=tokens)

    def _piece(self, block: str) -> str:
        if block not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[block] = self._whole(block).html
        return self._known[block]

    def _blocks(self, markdown: str) -> list[tuple[str, bool]] | None:
        """The blocks, and whether each is one whole element; ``None`` where they cannot be told apart for sure."""
        if _UNSURE.search(markdown):
            return None
        found = []
        after_list = False
        for block in _BLANK_LINES.split(markdown.strip("\n")):
            raw = self._is_element(block)
            listed = bool(_LIST.match(block))
            if raw is None or (not raw and ((after_list and listed) or not _stands_alone(block))):
                return None
            after_list = not raw and listed
            found.append((block, raw))
        return found

    def _is_element(self, block: str) -> bool | None:
        """Whether a block is one block-level element; ``None`` where it only begins as one."""
        opening = _OPENING.match(block)
        if not opening or opening[1] not in _BLOCK_LEVEL:
            return False
        depth = 0
        tags = list(re.finditer(rf"<(/?){opening[1]}(?=[\s>])", block))
        for number, tag in enumerate(tags, start=1):
            depth += -1 if tag[1] else 1
            if depth == 0:
                whole = number == len(tags) and block.endswith(f"</{opening[1]}>") and tag.start() == block.rfind("</")
                return True if whole else None
        return None


_BLOCK_LEVEL = frozenset(Markdown().block_level_elements)


def _stands_alone(block: str) -> bool:
    """Whether a block that is no element is a heading, a list or a paragraph whatever stands around it."""
    if block.startswith("#"):
        return "\n" not in block
    if block.rfind("<") > block.rfind(">"):
        return False
    for line in block.split("\n"):
        content = _LIST.sub("", line, count=1)
        tag = _TAG.match(content)
        if _BOUND.match(content) or _LIST.match(content) or (tag and tag[1].lower() in _BLOCK_LEVEL):
            return False
    return True
