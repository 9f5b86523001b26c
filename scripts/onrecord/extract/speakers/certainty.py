"""How likely an answer is right, by what decided it: learned on labeled articles."""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onrecord.extract.speakers.phrases import Answer
from onrecord.lexicon.nouns import Sort
from onrecord.model.attribution import Basis

SINGLE = 0.9
"""Least chance of an answer by name or by noun that only one could be."""
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
"""The chances of an answer, in the steps in which they are counted."""


def reasons(answer: Answer) -> Iterator[str]:
    """Yield what decided an answer: by what it is known, and how likely the reading of the article found it."""
    someone = answer.someone
    if someone is None:
        return
    kind = "unnamed" if someone.unnamed else someone.sort.value if someone.sort is not Sort.UNKNOWN else "somebody"
    step = max(step for step in STEPS if step <= answer.chance)
    if answer.basis in (Basis.PRONOUN, Basis.CONTINUATION):
        yield answer.basis.value
        yield f"pronoun {kind}"
        yield f"{answer.basis.value} {step}"
    else:
        words = "a word" if " " not in someone.name else "words"
        yield answer.basis.value
        yield f"{answer.basis.value} {kind} {words}"
        if step < SINGLE:
            yield f"one of several {step}"


@cache
def weights() -> Mapping[str, float]:
    """Return what each reason weighs."""
    lines = (Path(__file__).parent / "trained" / "certainty.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({name: float(weight) for name, weight in rows})


def certainty(answer: Answer) -> float:
    """Return the probability that an answer is right, in hundredths."""
    score = sum(weights().get(name, 0.0) for name in ("every", *reasons(answer)))
    return math.floor(100 / (1 + math.exp(-score)) + 1e-6) / 100
