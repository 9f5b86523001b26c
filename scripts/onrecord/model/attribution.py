"""Attributions: what the extraction finds in an article, before it is published as statements.

The terms are those of attribution relations (Pareti 2012, "A Database of Attribution Relations"): *source*, *cue* and
*content*.  Every offset counts code points of the untouched article text, half open: ``text[start:end]``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

Span = tuple[int, int]
"""Half-open ``(start, end)`` in code points of the article's text."""


class Kind(StrEnum):
    """What kind of statement an attribution is."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    ASSERTION = "assertion"


class Basis(StrEnum):
    """How the speaker of an attribution is known."""

    NAMED = "named"
    PRONOUN = "pronoun"
    TITLE = "title"
    CONTINUATION = "continuation"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One statement of an article: what is said, the words that name its source, and who that is.

    ``speaker`` is given only where the text leaves no doubt; a mere guess stands in ``candidate``.
    ``evidence`` holds the words that the speaker's identity rests on, such as the full name behind "he".
    ``certainty`` is the probability, in hundredths, that the speaker or the candidate is right.
    """

    kind: Kind
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    unnamed: bool = False
    basis: Basis | None = None
    rule: str
    evidence: tuple[Span, ...] = ()
    candidate: str | None = None
    certainty: float | None = None


class Omission(StrEnum):
    """Why words of an article are no statement, in a reader's terms."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    LABEL = "label"
    CAPTION = "caption"
    CREDIT = "credit"
    LINK = "link"
    ADVERT = "advert"
    NOTICE = "notice"
    QUESTION = "question"
    COMMAND = "command"
    FRAGMENT = "fragment"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omitted:
    """Words of an article that are no statement, and why: a line, a sentence, or what stands before one."""

    span: Span
    reason: Omission


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something an editor should look at: a character offset and one line that says what."""

    offset: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article's text says.

    ``paragraphs`` are the runs of text between line breaks (CR, LF or CRLF) that hold more than white space; a break
    that only the width of the lines has made, in a text wrapped as mail is, stands inside one.  ``sentences`` are the
    sentences within them; ``attributions`` are in the order of their first character.  What is no statement stands in
    ``omitted``, in order and apart: each sentence with a word has a part in one of the two.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    warnings: tuple[Warned, ...] = ()
    omitted: tuple[Omitted, ...] = ()


_START, _END = itemgetter(0), itemgetter(1)


def touching(spans: Sequence[Span], span: Span) -> range:
    """The numbers of those of ``spans``, in order and apart from each other, that ``span`` has a part in."""
    return range(bisect_right(spans, span[0], key=_END), bisect_left(spans, span[1], key=_START))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order and apart from each other: those that overlap or meet are one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def last_begun(spans: Sequence[Span], offset: int) -> int:
    """The number of the last of ``spans``, in order, that begins at or before the offset; -1 where none does."""
    return bisect_right(spans, offset, key=_START) - 1
