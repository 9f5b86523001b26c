"""A web page in, its article out: trafilatura says where the article is, the page itself what stands there."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from itertools import accumulate

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from onrecord.adding.blocks import HEADINGS, Block, blocks, named, parsed
from onrecord.adding.charset import decoded
from onrecord.adding.stated import article_body, stated
from onrecord.adding.taken import MARKS_ADDED, RefusedError, Source, Taken, one_line
from onrecord.extract.layout.notices import clutter
from onrecord.model.article import Metadata
from onrecord.model.attribution import Omission
from onrecord.text.fold import fold

_BESIDE_TAGS = frozenset(["nav", "footer", "aside", "figcaption", "figure", "form", "menu", "dialog", "address"])
_NOTICES = frozenset(
    {Omission.ADVERT, Omission.NOTICE, Omission.LINK, Omission.CAPTION, Omission.CREDIT, Omission.BYLINE}
)
_MOST = 0.5
"""Of the article's characters: what holds more of them is the article, whatever it is called."""
_LINKS = 0.5
"""Of a block's characters: with more of them in links it leads elsewhere."""
_FEW_LINKS = 0.3
_SENTENCE = 12
"""Words of a block that is text even in a part of the page that trafilatura passed over."""
_CELL = 6
"""Words of a table's cell that is text, and no figure or name."""
_FEWEST = 8
"""Words of a page that has an article at all."""
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*\Z")
_MARK = re.compile('[“”„«»"]')
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*(?:\s[^“”\"«»„]*){3,}[”\"»“]")


@cache
def tools(*names: str) -> tuple[str, ...]:
    """The names of installed libraries with their versions."""
    return tuple(f"{name} {version(name)}" for name in names)


def page(source: Source) -> Taken:
    """The article of a saved page; `RefusedError` where there is none."""
    html = decoded(source.data, source.charset)
    return replace(
        of_html(html, source),
        original=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        media_type=source.media_type or "text/html",
        retrieved_from=source.address,
    )


def of_html(html: str, source: Source) -> Taken:
    """The article of a page that is decoded already."""
    tree = parsed(html)
    metadata = stated(tree, source.address)
    every = blocks(tree)
    chosen = _chosen(tree, every, metadata)
    taken = [block.text for block in chosen]
    if not taken and (body := article_body(tree)):
        taken = [line for part in re.split(r"[\r\n]+", body) if (line := one_line(part))]
    if sum(map(_size, taken)) < _FEWEST:
        scripts = "; it is made by scripts: save it from a browser that shows it" if _all_script(tree, every) else ""
        raise RefusedError(f"no article was found on this page{scripts or '; add its text as a .txt file'}")
    kept = set(map(id, chosen))
    return Taken(
        name=source.name,
        stem=source.stem,
        paragraphs=tuple(taken),
        metadata=metadata,
        tools=tools("trafilatura", "lxml"),
        changed=(MARKS_ADDED,) if any(block.marked for block in chosen) else (),
        left_out=tuple(block.text for block in every if id(block) not in kept),
    )


def fragment(html: str) -> tuple[tuple[str, ...], bool]:
    """The paragraphs of a piece of HTML that is an article as a whole, and whether marks were added."""
    found = [one for one in blocks(parsed(f"<html><body>{html}</body></html>")) if not _beside(one, {})]
    return tuple(one.text for one in found), any(one.marked for one in found)


def _chosen(tree: HtmlElement, every: Sequence[Block], metadata: Metadata) -> list[Block]:
    """The blocks that are the article's text."""
    selected = _selected(tree)
    taken = [_is_in(block, selected) for block in every]
    if not any(taken):
        return []
    _without_strays(every, taken)
    weights = _weights(every, taken)
    beside = [_beside(block, weights) for block in every]
    middle = sum(taken) / 2
    late = [so_far > middle for so_far in accumulate(taken)]
    taken = [
        one and not out and not _is_notice(block, late=last)
        for block, one, out, last in zip(every, taken, beside, late, strict=True)
    ]
    if not any(taken):
        return []
    _restore(every, taken, beside)
    chosen = [block for block, one in zip(every, taken, strict=True) if one]
    chosen = _without_heads(chosen, metadata)
    chosen = [block for number, block in enumerate(chosen) if not _is_notice(block, late=number * 2 > len(chosen))]
    return _without_pulled(_without_last_headings(chosen))


def _selected(tree: HtmlElement) -> tuple[Counter[tuple[str, ...]], set[tuple[str, ...]]]:
    """What trafilatura takes: its paragraphs, folded, and their runs of words."""
    found = trafilatura.extract(
        tree,
        output_format="xml",
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=False,
    )
    if not found:
        return Counter(), set()
    document = etree.fromstring(
        found.encode("utf-8"), parser=etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    )
    main = document.find(".//main")
    pieces: list[str] = []
    for element in document.iter() if main is None else main.iter():
        text = "".join(_own_text(element))
        pieces += [line for line in re.split(r"[\r\n]+", text) if line.strip()]
    folded = [fold(piece) for piece in pieces]
    runs = {one[at : at + 4] for one in folded for at in range(max(1, len(one) - 3))}
    return Counter(folded), runs


_INLINE = frozenset({"hi", "ref", "del", "lb"})


def _own_text(element: etree._Element) -> Iterable[str]:
    """The text of an element with what is inline in it, and the tails of blocks in it."""
    if element.tag in _INLINE or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif child.tag in _INLINE:
            yield "".join(child.itertext())
        else:
            yield "\n"
        yield child.tail or ""


def _is_in(block: Block, selected: tuple[Counter[tuple[str, ...]], set[tuple[str, ...]]]) -> bool:
    whole, runs = selected
    words = fold(block.text)
    cell = block.element.tag in {"td", "th"} and block.element.find(".//br") is None
    if not words or (cell and len(words) < _CELL):
        return False
    if words in whole:
        return True
    if len(words) < 4:
        return False
    own = [words[at : at + 4] for at in range(len(words) - 3)]
    return sum(one in runs for one in own) >= 0.8 * len(own)


def _without_strays(every: Sequence[Block], taken: list[bool]) -> None:
    """A text that stands on the page several times is the article's where its neighbors are."""
    at: dict[tuple[str, ...], list[int]] = {}
    for number, block in enumerate(every):
        if taken[number]:
            at.setdefault(fold(block.text), []).append(number)
    sure = [numbers[0] for numbers in at.values() if len(numbers) == 1]
    if not sure:
        return
    parents = {every[number].element.getparent() for number in sure}
    for numbers in at.values():
        if len(numbers) > 1:
            inside = [one for one in numbers if every[one].element.getparent() in parents] or numbers[:1]
            for one in numbers:
                taken[one] = one in inside


def _weights(every: Sequence[Block], taken: Sequence[bool]) -> dict[HtmlElement, float]:
    """How much of the taken text each element holds, from 0 to 1."""
    weights: Counter[HtmlElement] = Counter()
    for block, one in zip(every, taken, strict=True):
        if one:
            for element in block.ancestors():
                weights[element] += len(block.text)
    total = max(1, sum(len(block.text) for block, one in zip(every, taken, strict=True) if one))
    return {key: count / total for key, count in weights.items()}


def _beside(block: Block, weights: dict[HtmlElement, float]) -> bool:
    """Tell whether the block stands in a part of the page that is beside the article, by its element or its name."""
    quoted = block.quoted_by is not None
    for element in block.ancestors():
        if weights.get(element, 0) > _MOST:
            return False
        if element.tag in _BESIDE_TAGS and not (quoted and element.tag in {"footer", "figure", "figcaption", "aside"}):
            return True
        if named(element, "beside") and not (quoted and element.tag in {"footer", "cite", "figcaption"}):
            return True
    return False


def _restore(every: Sequence[Block], taken: list[bool], beside: Sequence[bool]) -> None:
    """Take what was passed over within the article: short lines beside taken ones, and whole sections of sentences."""
    numbers = [number for number, one in enumerate(taken) if one]
    first, last = numbers[0], numbers[-1]
    parents = Counter(_parent(every[number]) for number in numbers)
    shapes = {_shape(every[number]) for number in numbers}
    article = _common(every[number].element for number in numbers)
    for number, block in enumerate(every):
        if taken[number] or beside[number] or block.share_of_links > _LINKS:
            continue
        siblings = parents[_parent(block)]
        inside = first < number < last and any(element is article for element in block.ancestors())
        sentences = (
            _size(block.text) >= _SENTENCE and bool(_ENDS.search(block.text)) and block.share_of_links < _FEW_LINKS
        )
        section = inside and sentences and _shape(block) in shapes
        quoted = siblings > 1 and (block.quoted_by is not None or bool(_MARK.search(block.text)))
        if section or (inside and siblings and _is_text(block)) or quoted:
            taken[number] = True
    for number in range(last - 1, first, -1):
        block = every[number]
        heading = block.element.tag in HEADINGS and not beside[number] and block.share_of_links < _LINKS
        following = next(
            (at for at in range(number + 1, last + 1) if not beside[at] and _parent(every[at]) is _parent(block)),
            number,
        )
        if heading and taken[following] and parents[_parent(block)]:
            taken[number] = True


def _shape(block: Block) -> tuple[tuple[str, str | None], ...]:
    """What the parts around a block are called, by which sections of one text are alike."""
    around = [block.element, *block.element.iterancestors()][:3]
    return tuple((str(one.tag), one.get("class")) for one in around)


def _is_text(block: Block) -> bool:
    return (
        block.element.tag in {"p", "blockquote", "li", "cite", "footer"}
        or block.quoted_by is not None
        or bool(_ENDS.search(block.text))
    )


def _parent(block: Block) -> HtmlElement | None:
    """What the block's element stands in, its quotation or its list being taken as one."""
    element = block.element if block.quoted_by is None else block.quoted_by
    while (
        block.quoted_by is not None and (outer := element.getparent()) is not None and outer.tag in {"figure", "aside"}
    ):
        element = outer
    while element.tag in {"li", "ul", "ol", "cite", "footer"} and element.getparent() is not None:
        element = element.getparent()
        if element.tag not in {"li", "ul", "ol", "cite", "footer"}:
            return element
    return element.getparent()


def _common(elements: Iterable[HtmlElement]) -> HtmlElement | None:
    """The innermost element that holds all of them."""
    shared: list[HtmlElement] | None = None
    for element in elements:
        path = [element, *element.iterancestors()][::-1]
        if shared is None:
            shared = path
        else:
            length = next(
                (at for at, (a, b) in enumerate(zip(shared, path, strict=False)) if a is not b),
                min(len(shared), len(path)),
            )
            shared = shared[:length]
    return shared[-1] if shared else None


def _without_heads(chosen: list[Block], metadata: Metadata) -> list[Block]:
    """The blocks without the headline and what stands under it."""
    title = fold(metadata.title or "")
    deck = fold(metadata.description or "")
    kept = []
    for number, block in enumerate(chosen):
        words, early = fold(block.text), number < 6
        is_title = block.element.tag == "h1" or (early and words == title)
        in_head = any(one.tag in {"header", "hgroup"} for one in block.ancestors())
        is_deck = early and (
            named(block.element, "decks") or (words == deck and (in_head or block.element.tag in HEADINGS))
        )
        if not (is_title or is_deck):
            kept.append(block)
    return kept


def _is_notice(block: Block, *, late: bool) -> bool:
    if block.quoted_by is not None:
        return False
    found = clutter(block.text, (0, len(block.text)), late=late)
    whole = found is not None and found[0] == 0 and found[1] in _NOTICES
    return (whole and not _QUOTED.search(block.text)) or (
        block.share_of_links > 0.9 and _size(block.text) < 25 and _leads(block)
    )


def _leads(block: Block) -> bool:
    """Tell whether a block that is a link stands for itself: no sentence, or one in a list or a heading."""
    return block.element.tag in HEADINGS | {"li", "div", "a", "span"} or not _ENDS.search(block.text)


def _without_last_headings(chosen: list[Block]) -> list[Block]:
    """The blocks without headings that nothing stands under."""
    while chosen and chosen[-1].element.tag in HEADINGS:
        chosen = chosen[:-1]
    return chosen


def _without_pulled(chosen: list[Block]) -> list[Block]:
    """The blocks without quotations set large that stand in the text as well."""
    texts = [" ".join(fold(block.text)) for block in chosen]
    kept = []
    for number, block in enumerate(chosen):
        pulled = block.quoted_by is not None or any(
            one.tag == "aside" or named(one, "pulled") for one in block.ancestors()
        )
        others = (
            text
            for at, text in enumerate(texts)
            if at != number and (block.quoted_by is None or chosen[at].quoted_by is not block.quoted_by)
        )
        if pulled and texts[number] and any(texts[number] in text for text in others):
            continue
        kept.append(block)
    sources = {id(block.quoted_by) for block in kept if not block.source}
    return [block for block in kept if not block.source or id(block.quoted_by) in sources]


def _all_script(tree: HtmlElement, every: Sequence[Block]) -> bool:
    scripts = sum(len(one.text or "") for one in tree.iter("script"))
    return scripts > sum(len(block.text) for block in every) or (
        next(tree.iter("script"), None) is not None and not every
    )


def _size(text: str) -> int:
    return len(text.split())
