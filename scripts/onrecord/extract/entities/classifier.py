"""The typer: a multinomial logistic regression whose weights are a text file, what it sees of a name, what it judges.

Features are strings with weights.  Those of the form hold for the name; those of the surroundings are averaged over its
occurrences, after the pooled context of Chieu & Ng 2002, "Named Entity Recognition: A Maximum Entropy Approach Using
Global Information".
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.extract.entities.candidates import TRAINED, Candidate, common_words
from onrecord.lexicon.lists import demonyms, institutions, known_places, verbs, words
from onrecord.lexicon.names import is_company_suffix, is_suffix

WORD = re.compile(r"[\w’'.-]*\w[.]?|[^\w\s]")
REACH = 48
"""Characters looked at on either side of a name."""
MOST = 12
"""Occurrences whose surroundings are read; the later ones of a name that fills an article add nothing."""
JOINERS = ("of", "for", "and", "&", "the", "de", "van", "al")
INITIAL = re.compile(r"[A-Z]\.")
AGE = re.compile(r",\s\d{1,3}[,.]")
PLACE_AFTER = re.compile(r",\s[A-Z][\w.]+(?:\s[A-Z]\w+)?[,.\s)]")
PLACE_BEFORE = re.compile(r"[A-Z]\w+,\s\Z")
ACRONYM_AFTER = re.compile(r"\s\([A-Z][A-Z.&]{1,8}\)")
NAME_BEFORE = re.compile(r"[A-Z]\w+\s\(\Z")


def shape(word: str) -> str:
    """Return a word's form: capitals, small letters and figures, each run as one sign."""
    signs = ("X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", "".join(signs))


def form(name: str, lower: frozenset[str]) -> list[str]:
    """Return the features of a name's own words; ``lower`` holds the words that the article has in lower case."""
    parts = name.split()
    low = [part.lower() for part in parts]
    first, last = low[0], low[-1]
    found = ["bias", f"n={min(len(parts), 5)}", f"first={first}", f"last={last}", f"name={name.lower()}"]
    found += [f"word={word}" for word in dict.fromkeys(low)]
    found += [
        f"end3={last[-3:]}",
        f"end2={last[-2:]}",
        f"start3={first[:3]}",
        f"shape={shape(parts[-1])}",
        f"shape1={shape(parts[0])}",
    ]
    return [*found, *in_common_use(parts, low, lower), *listed(name, parts), *written(name, parts, low)]


def held(tested: Iterable[tuple[str, object]]) -> list[str]:
    """Return the features whose test holds."""
    return [feature for feature, holds in tested if holds]


def in_common_use(parts: Sequence[str], low: Sequence[str], lower: frozenset[str]) -> list[str]:
    """Return what tells whether a name's words are given names, or words that texts have in lower case."""
    kinds = common_words()
    first, last = kinds.get(low[0], "no"), kinds.get(low[-1], "no")
    given = parts[0] in words("first_names_female") or parts[0] in words("first_names_male")
    return held(
        (
            (f"common={last}", True),
            (f"common1={first}", True),
            (f"allcommon={min(len(low), 3)}", all(word in kinds for word in low)),
            ("lower-in-article", low[-1] in lower),
            (f"given={min(len(parts), 3)}", given),
            (f"given={min(len(parts), 3)} common={last}", given),
            (f"n={min(len(parts), 4)} common={first} {last}", True),
        )
    )


def listed(name: str, parts: Sequence[str]) -> list[str]:
    """Return the lists that a name or one of its words stands on."""
    organization = words("organization_words")
    place = name in known_places()
    institution = not place and name in institutions()
    return held(
        (
            ("head", parts[-1] in words("name_heads")),
            ("organization-word", parts[-1] in organization),
            ("organization-word-inside", not organization.isdisjoint(parts[:-1])),
            (f"suffix={parts[-1].strip('.')}", is_suffix(parts[-1]) or is_company_suffix(parts[-1])),
            ("place-list", place),
            ("institution-list", institution),
            ("place-inside", not place and not institution and not known_places().isdisjoint(parts)),
            (f"people={min(len(parts), 2)}", parts[0] in demonyms()),
        )
    )


def written(name: str, parts: Sequence[str], low: Sequence[str]) -> list[str]:
    """Return how a name is written: in capitals, with an initial, a small word or a figure in it."""
    return held(
        (
            (f"capitals={min(len(name), 5)}", name.isupper()),
            ("initial", any(map(INITIAL.fullmatch, parts))),
            *((f"joined={word}", word in low[1:]) for word in JOINERS),
            ("figure", any(map(str.isdigit, name))),
        )
    )


def around(text: str, candidate: Candidate) -> list[str]:
    """Return the features of one occurrence: titles, the words beside it, and the frames that news puts names in."""
    start, end = candidate.span
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    after = next(iter(after.splitlines()), "")
    left = ["^", "^", "^", *(word.lower() for word in WORD.findall(before)[-3:])][-3:]
    right = [*(word.lower() for word in WORD.findall(after)[:3]), "$", "$", "$"][:3]
    found = [
        f"l1={left[2]}",
        f"l2={left[1]} {left[2]}",
        f"l0={left[1]}",
        f"r1={right[0]}",
        f"r2={right[0]} {right[1]}",
        f"r0={right[1]}",
    ]
    found += [f"title={title}" for title in candidate.titles]
    return found + held(
        (
            ("titled", candidate.titles),
            ("begins", candidate.begins),
            ("role-before", left[2] in words("person_roles")),
            ("role-after", right[0] in words("person_roles")),
            ("described", right[0] == "who" or (right[0] == "," and right[1] in ("a", "an", "the", "who"))),
            ("says", {"said", "says"} & set(right[:2]) or right[0] in verbs("cue_verbs")),
            ("said-by", left[2] in verbs("cue_verbs")),
            ("age", AGE.match(after)),
            ("place-after", PLACE_AFTER.match(after)),
            ("place-before", PLACE_BEFORE.search(before)),
            ("acronym-after", ACRONYM_AFTER.match(after)),
            ("long-form-before", after.startswith(")") and NAME_BEFORE.search(before)),
            ("possessive", after.startswith(("’s", "'s"))),
        )
    )


def features(text: str, occurrences: Sequence[Candidate], lower: frozenset[str]) -> Mapping[str, float]:
    """Return the features of a name of the article with their weights, from all its occurrences."""
    result: dict[str, float] = dict.fromkeys(form(occurrences[0].name, lower), 1.0)
    read = occurrences[:MOST]
    counts = Counter(found for candidate in read for found in around(text, candidate))
    for found, count in counts.items():
        result[found] = (count / len(read)) ** 0.5
    result[f"count={min(len(occurrences), 4)}"] = 1.0
    if all(candidate.begins for candidate in occurrences):
        result["always-begins"] = 1.0
    return result


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
