"""Cut an article into paragraphs and sentences.

Lines break at CR, LF and CRLF only.  Sentences come from nupunkt (Bommarito, Katz & Bommarito 2025, an unsupervised
Punkt model, after Kiss & Strunk 2006), fed one paragraph at a time, with a thin layer for what news writing does
differently: a quotation that opens after a full stop begins a sentence, and a title before a name does not end one.
"""

import re
from functools import lru_cache
from itertools import pairwise

from nupunkt import sent_spans

from onrecord.lexicon.lists import CAPITAL, words
from onrecord.model.attribution import Span

LINE = re.compile(r"[^\r\n]+")
OPENING = re.compile(
    rf"(?<=[.!?…])\s+(?=[“«„]|[\"'‘](?=[\w\[]))|(?<=[.!?…][”\"’»])\s+(?=[“«„‘\"(]?{CAPITAL})|(?<=\.\))\s+(?={CAPITAL}|“)"
    rf"|(?<=[a-z][a-z]\.)(?<!vs\.)(?<!etc\.)\s+(?={CAPITAL}[a-z])"
    rf"|(?<=[a-z][a-z][a-z]\.)(?={CAPITAL}[a-z]+\s)|(?<=[a-z][.!?…]”)(?={CAPITAL}[a-z]*\s)"  # the space is missing
)
LAST_WORD = re.compile(r"[\w.]+$")
LONGEST = 20_000
"""Characters given to nupunkt at once, and of a sentence: what is longer is cut at white space, lest a text be slow."""


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the runs of text between line breaks that hold more than white space."""
    return tuple(match.span() for match in LINE.finditer(text) if not match.group().isspace())


def cut_at_white_space(text: str, span: Span) -> tuple[Span, ...]:
    """Cut a paragraph of monstrous length at white space; any other is one piece."""
    start, end = span
    result = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        result.append((start, cut))
        start = cut
    return (*result, (start, end))


def breaks(text: str, span: Span) -> list[int]:
    """Return where a sentence begins inside the paragraph, its start and end included."""
    found = {span[0], span[1]}
    for start, end in cut_at_white_space(text, span):
        part = text[start:end]
        found.update(start + s for s, _ in sent_spans(part) if s)
        found.update(start + match.end() for match in OPENING.finditer(part))
    abbreviations = words("abbreviations")

    def stays(at: int) -> bool:
        if text[at : at + 1] in (")", ",", ";", ":"):
            return False
        before = text[max(span[0], at - 12) : at].rstrip()
        if before[-1:] in ("?", "!") and text[at : at + 1].islower():
            return False  # part of a name: "Who Is She? opened in May"
        last = LAST_WORD.search(before)
        return last is None or last.group() not in abbreviations

    return sorted(at for at in found if at in span or stays(at))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without white space at its edges, or nothing where nothing is left."""
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return (start, start + len(said.strip())) if said.strip() else None


@lru_cache(maxsize=1 << 9)  # an article's are asked for twice
def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the sentences of one paragraph (or of any span of one), trimmed of white space, in order."""
    pieces = (piece for one in pairwise(breaks(text, span)) for piece in cut_at_white_space(text, one))
    return tuple(filter(None, (trimmed(text, start, end) for start, end in pieces)))
