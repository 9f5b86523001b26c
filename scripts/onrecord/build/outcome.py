"""What came of a build, in numbers and in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.archive.archive import Archive
from onrecord.model.article import Article, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build published: numbers of articles, of statements by kind and of those whose speaker is left open.

    ``changed`` is how many pages were written or deleted.
    """

    articles: int
    kinds: Mapping[str, int]
    unresolved: int
    changed: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @classmethod
    def of(
        cls, archive: Archive, *, changed: int, problems: tuple[Problem, ...], warnings: tuple[Problem, ...]
    ) -> "Outcome":
        """The outcome where this archive was published."""
        kinds = Counter(str(one.kind) for one in archive.statements)
        return cls(
            articles=len(archive.articles),
            kinds={kind: kinds[kind] for kind in ("direct", "mixed", "indirect", "assertion")},
            unresolved=sum(one.speaker is None and one.kind != "assertion" for one in archive.statements),
            changed=changed,
            problems=problems,
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build that is done: what came of it, the archive, the articles that could be read, and the registry's text."""

    outcome: Outcome
    archive: Archive
    readable: tuple[Article, ...]
    registry_text: str


def summary(outcome: Outcome, seconds: Mapping[str, float]) -> Iterator[str]:
    """The lines that a build ends with; ``seconds`` has the time that each stage took."""
    statements = ", ".join(f"{count:,} {kind}" for kind, count in outcome.kinds.items())
    yield f"{outcome.articles:,} articles, {sum(outcome.kinds.values()):,} statements ({statements})"
    yield f"{outcome.unresolved:,} statements without a resolved speaker; {outcome.changed:,} pages changed"
    if outcome.problems:
        yield f"{len(outcome.problems):,} inputs were refused, see the warnings above"
    if seconds:
        stages = ", ".join(f"{name} {spent:.1f}" for name, spent in seconds.items())
        yield f"{sum(seconds.values()):.1f} s: {stages}"
