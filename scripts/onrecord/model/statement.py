"""Statements: attributions with a permanent id, cut into sentences and tagged, ready to be published."""

from dataclasses import dataclass, fields
from typing import NamedTuple

from onrecord.model.article import Article
from onrecord.model.attribution import Attribution, Span
from onrecord.model.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as written, and the day, week, month or year that it means, in ISO 8601, where that is beyond doubt."""

    words: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one article by itself tells of a statement: all but its id, which hangs on what else was published.

    ``sentences`` has one tuple of spans for each span of the attribution's content; ``paragraphs`` holds the indexes,
    into the extraction's paragraphs, of those that the content touches; ``dates`` are as written.
    """

    attribution: Attribution
    sentences: tuple[tuple[Span, ...], ...]
    paragraphs: tuple[int, ...]
    dates: tuple[Dated, ...]
    entities: tuple[Entity, ...]
    topics: tuple[str, ...]


class InArticle(NamedTuple):
    """A statement as its article shows it, of what may be published alone.

    ``prefixes`` and ``suffixes`` stand beside each span of its content, ``told`` is how a report is told, and nothing
    where there is nothing to show of it; ``text_fragment`` leads to the very words at the publisher.
    """

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    source_words: str | None
    told: tuple[str, ...]
    text_fragment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Passage):
    """One published statement."""

    id: str

    @classmethod
    def of(cls, passage: Passage, *, id_: str) -> "Statement":
        """The passage under its id."""
        return cls(id=id_, **{name: getattr(passage, name) for name in _PASSAGE})


_PASSAGE = tuple(each.name for each in fields(Passage))
"""What a statement takes from its passage."""


def content_text(article: Article, attribution: Attribution) -> tuple[str, ...]:
    """The words of each content span as they stand in the article."""
    return tuple(article.text[start:end] for start, end in attribution.content)
