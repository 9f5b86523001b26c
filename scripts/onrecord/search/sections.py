"""What is indexed of an article, by itself: its published text in sections, and where its statements stand in them.

A section is some pages of text at most, and ends where a paragraph does.  The next one begins some words before, so
that no quotation is cut; a statement stands whole in one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter

from onrecord.extract.sentences.segment import sentences
from onrecord.model.attribution import Span
from onrecord.text.fold import fold

LONGEST = 8_000
"""Characters in a section, but where a paragraph or a statement is longer."""
OVERLAP = 320
"""Characters, some fifty words, that a section has of the one before."""
AROUND = 4
"""Words on each side of a place where a statement goes on: with one more, runs are longer than any that is indexed."""
_MONSTROUS = 4 * LONGEST
"""Characters in a paragraph that is cut at white space."""


@dataclass(frozen=True, slots=True)
class IndexedStatement:
    """A statement: where each of its content spans stands in the section's text, and its folded words.

    The words are those of all spans, with spaces between.  ``sentences`` says where each begins in the statement's own
    text, its spans on lines of their own.  All offsets are code points.
    """

    spans: tuple[Span, ...]
    words: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """A section of an article's text: pieces between which some of it is not published, each on a line of its own.

    ``words`` are the folded words of each run of text, with spaces between: of each piece, and of the places where a
    statement goes on from one of its spans to the next.
    """

    pieces: tuple[str, ...]
    words: tuple[str, ...]
    statements: tuple[IndexedStatement, ...]


def indexed_text(
    text: str, shown: Sequence[Span], contents: Sequence[tuple[Span, ...]], paragraphs: Sequence[Span]
) -> tuple[IndexedSection, ...]:
    """The sections of a text of which ``shown`` is published; ``contents`` are its statements', in their order."""
    ends = _ends(text, paragraphs, contents)
    left = list(contents)
    found = []
    for start, end in _cut(shown, ends, len(text)):
        own = [content for content in left if content[0][0] < end]
        left = left[len(own) :]
        pieces = _pieces(text, shown, start, end)
        if pieces:
            found.append(_section(text, pieces, own))
    return tuple(found)


def indexed_words(statements: Iterable[tuple[str, ...]]) -> tuple[IndexedSection, ...]:
    """A section of statements, each the texts of its content spans, of an article whose own text is not there."""
    pieces: list[str] = []
    joints: list[str] = []
    found = []
    at = 0
    for spans in statements:
        places = []
        for span in spans:
            places.append((at, at + len(span)))
            at += len(span) + 1
        pieces += spans
        joints += _joints(spans)
        found.append(_statement(spans, places))
    return (IndexedSection(tuple(pieces), (*map(_folded, pieces), *joints), tuple(found)),) if pieces else ()


def _ends(text: str, paragraphs: Sequence[Span], contents: Sequence[tuple[Span, ...]]) -> list[int]:
    """Where a section may end: where a paragraph does, or a word of a monstrous one, but not within a statement."""
    ends = []
    for start, end in paragraphs:
        while end - start > _MONSTROUS:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            start = start + LONGEST if cut < 0 else cut
            ends.append(start)
        ends.append(end)
    extents = sorted((content[0][0], content[-1][1]) for content in contents)
    until, number, allowed = 0, 0, []
    for end in ends:
        while number < len(extents) and extents[number][0] < end:
            until = max(until, extents[number][1])
            number += 1
        if until <= end:
            allowed.append(end)
    return allowed


def _cut(shown: Sequence[Span], ends: Sequence[int], length: int) -> Iterator[Span]:
    """Where each section begins and ends, so that no more of it than `LONGEST` is published, if an end allows that."""
    before = [0, *accumulate(end - start for start, end in shown)]

    def published(until: int) -> int:
        number = bisect_right(shown, until, key=itemgetter(0)) - 1
        return before[number] + min(until, shown[number][1]) - shown[number][0] if number >= 0 else 0

    start = last = 0
    for end in ends:
        if last > start and published(end) - published(start) > LONGEST:
            yield start, last
            start = last
        last = end
    yield start, length


def _pieces(text: str, shown: Sequence[Span], start: int, end: int) -> list[Span]:
    """What is published between two places, and some words before it."""
    if start:
        start = text.find(" ", max(0, start - OVERLAP), start) + 1 or start
    numbers = range(
        max(0, bisect_right(shown, start, key=itemgetter(0)) - 1), bisect_left(shown, end, key=itemgetter(0))
    )
    clipped = ((max(start, shown[number][0]), min(end, shown[number][1])) for number in numbers)
    return [span for span in clipped if text[slice(*span)].strip()]


def _section(text: str, pieces: Sequence[Span], contents: Sequence[tuple[Span, ...]]) -> IndexedSection:
    texts = tuple(text[start:end] for start, end in pieces)
    shifts = [0, *accumulate(len(one) + 1 for one in texts)]
    begins = [start for start, _ in pieces]

    def moved(span: Span) -> Span:
        number = max(0, bisect_right(begins, span[0]) - 1)
        return span[0] - begins[number] + shifts[number], span[1] - begins[number] + shifts[number]

    said = [tuple(text[start:end] for start, end in content) for content in contents]
    statements = (_statement(spans, list(map(moved, content))) for spans, content in zip(said, contents, strict=True))
    joints = [joint for spans in said for joint in _joints(spans)]
    return IndexedSection(texts, (*map(_folded, texts), *joints), tuple(statements))


def _statement(texts: Sequence[str], spans: Sequence[Span]) -> IndexedStatement:
    begins = []
    at = 0
    for text in texts:
        begins += [at, *(at + start for start, _ in sentences(text, (0, len(text)))[1:])]
        at += len(text) + 1
    return IndexedStatement(tuple(spans), " ".join(filter(None, map(_folded, texts))), tuple(begins))


def _joints(spans: Sequence[str]) -> Iterator[str]:
    """The words around each place where a statement goes on: a run that crosses it is found as well."""
    for before, after in pairwise(spans):
        words = [*fold(before)[-AROUND:], *fold(after)[:AROUND]]
        yield " ".join(words)


def _folded(text: str) -> str:
    return " ".join(fold(text))
