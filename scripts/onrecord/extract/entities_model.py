"""The typer: a multinomial logistic regression whose weights are a text file beside this module."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.extract.entities_lists import MODEL

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
    with (MODEL / "weights.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                name, *numbers = line.rstrip("\n").split("\t")
                rows[name] = tuple(int(number) / 100 for number in numbers)
    return Weights(MappingProxyType(rows))
