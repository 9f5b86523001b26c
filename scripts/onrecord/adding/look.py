"""A look before it counts: what an article is made of, and what about it should make somebody look again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.extract.quotations import quotations
from onrecord.lexicon.lists import words
from onrecord.text.escape import quote

_CUT = re.compile(r"\[\+?\d[\d,]* ?(?:chars?|characters|words)\]\s*\Z|\[(?:…|\.\.\.)\]\s*\Z|\w(?:…|\.\.\.)\s*\Z")
_MOJIBAKE = re.compile(r"â€[\x80-\xbf™œ˜¦“”\u009d]|Ã[\x80-\xbf©¨¡³¶¼¤±§]|Â[\xa0£©®°·»«]|â€|ï¿½|\ufffd")
_FEWEST = 80
_ENGLISH = 0.2
"""Of a text's words: so many are function words in English, and far fewer in any other language."""
_ENOUGH = 30
"""Words below which nothing is said of the language."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in a text: ``paragraphs``, ``quotations`` and unpaired ``marks``, and what is odd about it."""

    paragraphs: int
    quotations: int
    marks: int
    warnings: tuple[str, ...]


def look(paragraphs: Sequence[str]) -> Look:
    """Look at the paragraphs of an article."""
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for one in paragraphs:
        spans.append((at, at + len(one)))
        at += len(one) + 1
    found, warned = quotations(text, spans)
    return Look(len(paragraphs), len(found), len(warned), tuple(_warnings(paragraphs, text)))


def _warnings(paragraphs: Sequence[str], text: str) -> Iterator[str]:
    if _CUT.search(text):
        yield f"seems cut off: it ends with {quote(text[-30:].strip())}"
    lowered = text.lower().replace("’", "'")
    if found := next((one for one in _paywall() if one in lowered), None):
        yield f"has a paywall’s words: {quote(found)}"
    size = len(text.split())
    if size < _FEWEST:
        yield f"has {size} words only"
    twice = next((one for number, one in enumerate(paragraphs) if len(one) > 40 and one in paragraphs[:number]), None)
    if twice:
        yield f"has a paragraph twice: {quote(twice[:60])}"
    if broken := mojibake(text):
        before, after = broken
        yield f"has letters that a wrong encoding garbled: {quote(before)}" + (
            f" would be {quote(after)}; --repair takes that" if after else ""
        )
    known = re.findall(r"[^\W\d_]+", lowered)
    if len(known) >= _ENOUGH and sum(one in _common() for one in known) < _ENGLISH * len(known):
        yield "does not seem to be English, which is all that is read"


@cache
def _paywall() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "words" / "paywalls.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def _common() -> frozenset[str]:
    return words("function_words") | {
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "said",
    }


def mojibake(text: str) -> tuple[str, str] | None:
    """A garbled piece of the text, and what it would be repaired; an empty text where it cannot be."""
    found = _MOJIBAKE.search(text)
    if found is None:
        return None
    start = max(text.rfind(space, 0, found.start()) for space in " \n") + 1
    piece = text[start:].split(maxsplit=1)[0][:60]
    after = repaired(piece)
    return piece, after if after != piece else ""


_PIECE = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)


def repaired(text: str) -> str:
    """The text with letters put right that were UTF-8 and read as windows-1252."""
    return _PIECE.sub(lambda found: _put_right(found[0]), text)


def _put_right(piece: str) -> str:
    raw = bytearray()
    for letter in piece:
        try:
            raw += letter.encode("windows-1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return piece
            raw.append(ord(letter))
    try:
        return bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return piece
