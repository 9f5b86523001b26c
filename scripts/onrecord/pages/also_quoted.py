"""Where else the words of a statement are quoted, and how they differ there."""

from dataclasses import dataclass

from onrecord.archive.wording import difference, told
from onrecord.model.record import ArticleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A statement of another article that quotes the same: its id, its article and its words."""

    id: str
    article: ArticleRecord
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoQuoted:
    """The nearest of them, and how many more there are."""

    others: tuple[Elsewhere, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One of them beside the statement: ``told`` says how its words differ, ``pieces`` are both word by word."""

    id: str
    article: ArticleRecord
    told: str
    pieces: tuple[tuple[str, str], ...]


def compared(words: tuple[str, ...], also: AlsoQuoted) -> list[Compared]:
    """The others, each beside the statement with these ``words``."""
    found = []
    for one in also.others:
        pieces = difference(words, one.words)
        found.append(Compared(id=one.id, article=one.article, told=told(pieces), pieces=pieces))
    return found
