"""The typer: a multinomial logistic regression whose weights are a text file beside this module, and what it judges."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.common_words import TRAINED

CLASSES = ("none", "person", "organization", "place", "other")
"""What a candidate may be; the first is no name at all."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One row of weights for each feature, in the order of `CLASSES`."""

    rows: Mapping[str, tuple[float, ...]]

    def scores(self, features: Mapping[str, float]) -> tuple[float, ...]:
        """Return the log-odds of each class, not normalized."""
        total = [0.0] * len(CLASSES)
        for name, value in features.items():
            row = self.rows.get(name)
            if row:
                for i, weight in enumerate(row):
                    total[i] += value * weight
        return tuple(total)


@dataclass(frozen=True, slots=True)
class Judged:
    """One entity so far: its names, the fullest first, its occurrences, and the probability of each class."""

    names: tuple[str, ...]
    occurrences: tuple[Candidate, ...]
    chances: tuple[float, ...]

    @property
    def kind(self) -> str:
        """Return the likeliest class."""
        return CLASSES[self.chances.index(max(self.chances))]

    def chance(self, kind: str) -> float:
        """Return the probability of one class."""
        return self.chances[CLASSES.index(kind)]


def joined(first: Judged, *others: Judged, kind: str | None = None) -> Judged:
    """Return one entity of several; ``kind`` where the merge itself tells what it is, else chances are averaged."""
    parts = (first, *others)
    occurrences = tuple(sorted((one for part in parts for one in part.occurrences), key=lambda one: one.span))
    if kind:
        sure = max(part.chance(kind) for part in parts)
        chances = tuple(sure if name == kind else (1 - sure) / (len(CLASSES) - 1) for name in CLASSES)
    else:
        total = sum(len(part.occurrences) for part in parts)
        chances = tuple(
            sum(part.chances[i] * len(part.occurrences) for part in parts) / total for i in range(len(CLASSES))
        )
    return Judged(tuple(name for part in parts for name in part.names), occurrences, chances)


def probabilities(scores: tuple[float, ...]) -> tuple[float, ...]:
    """Return the softmax of scores."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised)
    return tuple(value / whole for value in raised)


@cache
def shipped() -> Weights:
    """Load the shipped weights: a line each of a feature and its weights in hundredths, tab-separated."""
    rows: dict[str, tuple[float, ...]] = {}
    with (TRAINED / "weights.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                name, *numbers = line.rstrip("\n").split("\t")
                rows[name] = tuple(int(number) / 100 for number in numbers)
    return Weights(MappingProxyType(rows))
