"""What is asked of a build that MkDocs runs, and what came of it, in numbers and in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.build.settings import PREVIEW, Asked
from onrecord.model.article import Article, Problem
from onrecord.model.attribution import Kind
from onrecord.model.registry import Registry

if TYPE_CHECKING:
    from onrecord.archive.archive import Archive  # which loads NumPy: not where nothing changed
    from onrecord.archive.people import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build published: numbers of articles, of statements by kind and of those whose speaker is left open.

    ``changed`` is how many pages were written or deleted, ``alike`` how many pairs of speakers may be one person.
    """

    articles: int
    kinds: Mapping[str, int]
    unresolved: int
    changed: int
    alike: int
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, archive: "Archive", *, changed: int, alike: int, problems: tuple[Problem, ...]) -> "Outcome":
        """The outcome where this archive was published."""
        kinds = Counter(one.kind for one in archive.statements)
        return cls(
            articles=len(archive.articles),
            kinds={str(kind): kinds[kind] for kind in Kind},
            unresolved=sum(one.speaker is None and one.kind != Kind.ASSERTION for one in archive.statements),
            changed=changed,
            alike=alike,
            problems=problems,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build that is done: what came of it, the articles that could be read, and the registry as it leaves it.

    ``notices`` are corrections to look at, ``speakers`` are those of the archive.
    """

    outcome: Outcome
    readable: tuple[Article, ...]
    registry: Registry
    notices: tuple[Problem, ...] = ()
    speakers: "tuple[Speaker, ...]" = ()


@dataclass(slots=True)
class Asking:
    """What was asked of a build, and what came of it; ``preloaded`` has the parser loaded, if it was begun early."""

    asked: Asked
    preloaded: Executor | None = None
    built: Built | None = None


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(asked: Asked) -> Iterator[Asking]:
    """Let the builds that MkDocs starts within be done as asked."""
    before = _asking.set(one := Asking(asked))
    try:
        yield one
    finally:
        _asking.reset(before)


def asked_for(*, serving: bool) -> Asking:
    """What the build that MkDocs starts now was asked with, be it by MkDocs' own command."""
    return _asking.get() or Asking(PREVIEW if serving else Asked())


def summary(outcome: Outcome, seconds: Mapping[str, float]) -> Iterator[str]:
    """The lines that a build ends with; ``seconds`` has the time that each stage took."""
    statements = ", ".join(f"{count:,} {kind}" for kind, count in outcome.kinds.items())
    total = _counted(sum(outcome.kinds.values()), "statement")
    yield f"{_counted(outcome.articles, 'article')}, {total} ({statements})"
    unclear = _counted(outcome.unresolved, "statement")
    yield f"{unclear} whose speaker is unclear; {_counted(outcome.changed, 'page')} changed"
    if outcome.alike:
        yield f"{outcome.alike:,} pairs of speakers may be one person: onrecord people"
    if outcome.problems:
        yield f"{len(outcome.problems):,} inputs were refused, see the warnings above"
    if seconds:
        stages = ", ".join(f"{name} {spent:.1f}" for name, spent in seconds.items())
        yield f"{sum(seconds.values()):.1f} s: {stages}"


def _counted(count: int, noun: str) -> str:
    """That many of the things, in the editor's words, which are English on every site."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
