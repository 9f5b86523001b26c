"""A look before it counts: what an article is made of, and what about it should make somebody look again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.extract.quotations import quotations
from onrecord.lexicon.lists import words
from onrecord.reading.doubts import mojibake
from onrecord.text.escape import quote

_CUT = re.compile(r"\[\+?\d[\d,]* ?(?:chars?|characters|words)\]\s*\Z|\[(?:…|\.\.\.)\]\s*\Z|\w(?:…|\.\.\.)\s*\Z")
_FEWEST = 80
_LONG = 200
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


def look(paragraphs: Sequence[str], left_out: Sequence[str] = ()) -> Look:
    """Look at the paragraphs of an article, and at what its page has besides."""
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for one in paragraphs:
        spans.append((at, at + len(one)))
        at += len(one) + 1
    found, warned = quotations(text, spans)
    return Look(len(paragraphs), len(found), len(warned), tuple(_warnings(paragraphs, text, left_out)))


def _warnings(paragraphs: Sequence[str], text: str, left_out: Sequence[str]) -> Iterator[str]:
    if _CUT.search(text):
        yield f"seems cut off: it ends with {quote(text[-30:].strip())}"
    size = len(text.split())
    lowered = text.lower().replace("’", "'")
    # Many pages ask for subscribers below a text that is whole: beside a long one that says nothing.
    asked = lowered if size > _LONG else " ".join((lowered, *left_out)).lower().replace("’", "'")
    if found := next((one for one in _paywall() if one in asked), None):
        yield f"has a paywall’s words: {quote(found)}"
    if size < _FEWEST:
        yield f"has {size} words only"
    twice = next((one for number, one in enumerate(paragraphs) if len(one) > 40 and one in paragraphs[:number]), None)
    if twice:
        yield f"has a paragraph twice: {quote(twice[:60])}"
    if broken := mojibake(text):
        _, before, after = broken
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
