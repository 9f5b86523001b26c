"""Follow the cast through an article: who was spoken of last, who spoke last, and whom a pronoun can mean."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onrecord.extract.speakers.cast import GENDERS, Someone
from onrecord.lexicon.nouns import Sort

WORD = re.compile(r"\w+")
OPENING_MARKS = ("“", '"', "‘", "'")
NEAREST = 14
"""Members of the cast, the last that were mentioned, among whom a pronoun's is looked for."""
OBJECTS = frozenset(("him", "her", "them"))
"""Pronouns that do not mean the subject of their own clause; "her" before a noun is "hers" here."""
STEPS = (0, 1, 2, 3, 6, 12)
"""Sentences between two mentions, in the steps in which they are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the article something stands: its offset, its sentence, quotations not counted, and its paragraph."""

    at: int
    sentence: int
    paragraph: int

    def moved(self, at: int) -> "Place":
        """Return the place of another offset in the same sentence."""
        return Place(at, self.sentence, self.paragraph)


@dataclass(frozen=True, slots=True)
class Mention:
    """The last mention of a member of the cast: where, as what, and how likely it was of them."""

    place: Place
    subject: bool = False
    owner: bool = False
    pronoun: bool = False
    spoke: bool = False
    spoken_of: bool = False
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """The likeliest of the cast with its chance among all that were near."""

    someone: Someone
    chance: float
    mention: Mention


@cache
def weights() -> Mapping[str, float]:
    """Return what each feature of a candidate weighs."""
    lines = (Path(__file__).parent / "trained" / "pronouns.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({name: float(weight) for name, weight in rows})


class References:
    """Who was mentioned where up to a point of the article."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.latest: dict[int, tuple[Someone, Mention]] = {}
        self.speaker: Someone | None = None

    def mention(self, someone: Someone, mention: Mention) -> None:
        """Take a mention in."""
        before = self.latest.pop(id(someone), None)
        if before and before[1].place.sentence == mention.place.sentence and before[1].subject and not mention.spoke:
            mention = before[1]  # the subject of a sentence stays it
        self.latest[id(someone)] = (someone, mention)
        someone.count += 1
        if mention.spoke:
            self.speaker = someone

    def near(self) -> Iterator[tuple[Someone, Mention]]:
        """Yield the members of the cast mentioned last, the latest first."""
        found = reversed(self.latest.values())
        for _ in range(min(NEAREST, len(self.latest))):
            yield next(found)

    def ranked(self, word: str, place: Place, said: str = "") -> list[Ranked]:
        """Return whom a pronoun or a bare description may mean, the likeliest first; ``said`` is what they say."""
        found: list[tuple[float, int, Someone, Mention]] = []
        weight = weights()
        for rank, (someone, mention) in enumerate(self.near()):
            if fits(someone, word) and not (
                word in OBJECTS and mention.subject and mention.place.sentence == place.sentence
            ):
                score = sum([weight[name] for name in self.features(someone, mention, word, place, said)])
                score += weight[f"rank {min(len(found), 3)}"]
                found.append((math.exp(score), rank, someone, mention))
        total = sum(one[0] for one in found) + math.exp(weight["nobody"])
        found.sort(key=lambda one: (-one[0], one[1]))
        return [
            Ranked(someone, share / total * (1 + mention.chance) / 2, mention) for share, _, someone, mention in found
        ]

    def features(self, someone: Someone, mention: Mention, word: str, place: Place, said: str) -> Iterator[str]:
        """Yield the features of a candidate that speak for or against it."""
        apart = max(0, place.sentence - mention.place.sentence)
        yield f"apart {STEPS[bisect_right(STEPS, apart) - 1]}"
        here = mention.place.paragraph == place.paragraph
        spoke = someone is self.speaker
        if here:
            yield "same paragraph"
        if mention.subject:
            yield f"subject {min(2, apart)}"
        if mention.owner:
            yield "owner"
        if mention.spoken_of:
            yield "in a report"
        if mention.pronoun:
            yield "pronoun"
        if spoke:
            yield "spoke last"
        if spoke and here:
            yield "spoke in this paragraph"
        yield f"mentions {min(4, someone.count.bit_length())}"
        if said and not someone.unnamed and (someone.named_in(said) or other(mention, word, said)):
            yield "is spoken of"
        if someone.unnamed:
            yield "unnamed"
        yield from agreement(someone, word)


def other(mention: Mention, word: str, said: str) -> bool:
    """Tell whether a quotation says "she" of whoever a report has just spoken of, so that another "she" said it."""
    same = {form for form, gender in GENDERS.items() if gender == GENDERS.get(word)}
    return mention.spoken_of and said[:1] in OPENING_MARKS and not same.isdisjoint(WORD.findall(said.lower()))


def uncontested(ranked: list[Ranked], place: Place) -> bool:
    """Tell whether the best is the subject of this sentence or the last, and nobody else was mentioned in them."""
    near = [one for one in ranked if place.sentence - one.mention.place.sentence <= 1]
    return len(near) == 1 and near[0] is ranked[0] and near[0].mention.subject


def fits(someone: Someone, word: str) -> bool:
    """Tell whether a pronoun can mean somebody at all."""
    if word == "it":
        return someone.sort is not Sort.PERSON and not someone.plural
    if word in ("they", "them"):
        return True
    if not someone.person or someone.plural:
        return False
    return not someone.sure or word not in GENDERS or someone.sure == GENDERS[word]


def agreement(someone: Someone, word: str) -> Iterator[str]:
    """Yield how number and gender agree."""
    if someone.sort is Sort.UNKNOWN:
        yield "unknown sort"
    if word in ("they", "them"):
        yield "several" if someone.plural else "they" if someone.told() == "they" else f"one {someone.sort.value}"
        return
    wanted = GENDERS.get(word)
    if wanted is None:
        return
    if told := someone.told():
        yield "gender agrees" if told == wanted else "gender differs"
    elif someone.listed:
        yield "listed gender agrees" if someone.listed == wanted else "listed gender differs"
