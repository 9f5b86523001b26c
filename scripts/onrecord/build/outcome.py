"""What came of a build, in numbers and in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.article import Problem

if TYPE_CHECKING:
    from onrecord.build.publish import Published


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
    def of(cls, published: "Published") -> "Outcome":
        """The outcome of what was published."""
        kinds = Counter(str(entry.kind) for entry in published.entries)
        return cls(
            articles=len(published.articles),
            kinds={kind: kinds[kind] for kind in ("direct", "mixed", "indirect", "assertion")},
            unresolved=sum(one.speaker is None and one.kind != "assertion" for one in published.entries),
            changed=published.changed,
            problems=published.problems,
            warnings=published.warnings,
        )


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
