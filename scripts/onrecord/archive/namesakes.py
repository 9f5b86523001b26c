"""Decides which articles with one full name are about one person.

They are, unless the archive tells of two: roles that one person does not have one after the other (a poet, a senator),
the same office of two places, or different ages.  What only one article tells, against many that tell otherwise, parts
nobody.  An article that tells nothing is about whoever most articles are about.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.archive.mentions import MANY, Mention, Mentions
from onrecord.lexicon.lists import words
from onrecord.lexicon.roles import Role, may_follow, stem

_YEARS_APART = 5
"""Ages that differ by more are two people's."""


@dataclass(slots=True)
class Part:
    """Articles in which a name is one person's; ``labels`` counts those that tell each kind of role."""

    mentions: Mentions = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    places: dict[str, set[str]] = field(default_factory=dict)
    ages: set[tuple[int | None, int]] = field(default_factory=set)

    @property
    def label(self) -> str:
        """The kind of role that most articles tell; nothing where none tells any."""
        return min(self.labels, key=lambda label: (-self.labels[label], label), default="")

    def add(self, article: str, mention: Mention) -> None:
        """Take in what an article tells."""
        self.mentions[article] = mention
        self.labels.update(mention.labels)
        self.ages |= mention.ages
        for label, stems in places_of(mention.roles).items():
            self.places.setdefault(label, set()).update(stems)

    def may_be(self, mention: Mention) -> bool:
        """Whether nothing that the article tells is at odds with the others."""
        labels = mention.labels
        alike = not self.labels.keys().isdisjoint(labels) or any(may_follow(self.label, label) for label in labels)
        if labels and self.labels and not alike:
            return False
        places = places_of(mention.roles)
        if any(stems.isdisjoint(self.places.get(label, stems)) for label, stems in places.items()):
            return False
        return all(_of_one_age(age, other) for age in mention.ages for other in self.ages)


def places_of(roles: Iterable[Role]) -> dict[str, set[str]]:
    """The places of those of the roles that one person holds in one place only."""
    found: dict[str, set[str]] = {}
    for role in roles:
        if role.places and role.label in words("territorial_roles"):
            found.setdefault(role.label, set()).update(map(stem, role.places))
    return found


def _of_one_age(one: tuple[int | None, int], other: tuple[int | None, int]) -> bool:
    (year, age), (later, older) = one, other
    since = later - year if year and later else 0
    return abs(age + since - older) <= _YEARS_APART


def namesakes(mentions: Mentions) -> list[Part]:
    """The people who have a name, whoever most articles tell of first; articles may be left that are about any."""
    told = Counter(label for one in mentions.values() for label in one.labels)
    telling = [article for article, one in mentions.items() if one.labels or one.ages]
    parts: list[Part] = []
    # Those first that others are compared with: what most tell, more rather than less of it.
    for article in sorted(telling, key=lambda article: (_weight(mentions[article], told), article)):
        one = mentions[article]
        open_to = [part for part in parts if part.may_be(one)]
        if not open_to:
            parts.append(Part())
        if part := parts[-1] if not open_to else _likeliest(open_to, one.labels):
            part.add(article, one)
    rest = mentions.keys() - {article for part in parts for article in part.mentions}
    parts = sorted(parts, key=lambda part: -len(part.mentions)) or [Part()]
    # Of those that tell nothing, so many count like one that does.
    against = len(parts[0].mentions) + len(rest) / MANY
    sure = [part for part in parts if part is parts[0] or len(part.mentions) > 1 or against < MANY]
    doubted = {article for part in parts if part not in sure for article in part.mentions}
    for article in doubted:
        sure[0].mentions[article] = mentions[article]
    # Those first that are likely to be about one of them; the others are about whoever most are about.
    hinting = {article for article in rest if mentions[article].labels or mentions[article].guessed}
    left = Part()
    for some in (hinting, rest - hinting):
        likely = {
            article: _likeliest([part for part in sure if part.may_be(one)] or sure, _labels(one))
            for article in some
            for one in [mentions[article]]
        }
        for article, part in likely.items():
            (part or left).mentions[article] = mentions[article]
    return [*sure, left] if left.mentions else sure


def _weight(mention: Mention, told: Counter[str]) -> tuple[int, int, int, int, list[str]]:
    labels, places = mention.labels, places_of(mention.roles)
    most = max((told[label] for label in labels), default=0)
    return -most, -len(labels), -len(places), -len(mention.ages), sorted(labels)


def _labels(mention: Mention) -> frozenset[str]:
    return mention.labels or frozenset(role.label for role in mention.guessed)


def _likeliest(parts: Sequence[Part], labels: Collection[str]) -> Part | None:
    """The part that tells the same role, else the largest; none where several are equally likely."""

    def rank(part: Part) -> tuple[bool, int]:
        return not part.labels.keys().isdisjoint(labels), len(part.mentions)

    best = max(map(rank, parts))
    likely = [part for part in parts if rank(part) == best]
    return likely[0] if len(likely) == 1 else None
