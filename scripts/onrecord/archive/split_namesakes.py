"""Parts those who share a name: articles that mean an editor's entry, those whose roles go together, and others."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.archive.people_entries import claimed
from onrecord.lexicon.names import taken_apart
from onrecord.lexicon.roles import Role, stem
from onrecord.model.person import Person

_ORGANIZATION = "organization"


@dataclass(slots=True)
class Told:
    """What one article tells of one name."""

    names: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    roles: set[Role] = field(default_factory=set)
    organization: bool = False


Articles = dict[str, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles in which a name is one speaker; ``label`` and ``told`` are what tells it from others of the name."""

    key: str
    told: Articles
    unnamed: bool
    person: Person | None = None
    label: str = ""
    role: str | None = None
    article: str | None = None

    @property
    def identity(self) -> str:
        """A text that no other group of the archive has."""
        return f"{self.unnamed:d}\0{self.key}\0{self.label}"


def parted(key: str, told: Articles, holders: Sequence[Person]) -> Iterator[Group]:
    """The speakers of one name."""
    full = any(taken_apart(name).full for one in told.values() for name in one.names)
    owners = (
        claimed({key: (one.sources, one.roles) for key, one in told.items()}, holders, full=full) if holders else {}
    )
    for person in holders:
        if articles := {article: one for article, one in told.items() if owners.get(article) is person}:
            yield Group(key=key, told=articles, unnamed=False, person=person)
    rest = {article: one for article, one in told.items() if article not in owners}
    if full:
        yield from _by_role(key, rest, contested=bool(holders))
        return
    if joint := {article: one for article, one in rest.items() if one.organization}:
        yield Group(key=key, told=joint, unnamed=False)
    yield from (_alone(key, article, one) for article, one in rest.items() if article not in joint)


def _alone(key: str, article: str, told: Told) -> Group:
    return Group(key=key, told={article: told}, unnamed=False, label=article, article=article)


def _by_role(key: str, told: Articles, *, contested: bool) -> Iterator[Group]:
    """One group for each set of roles that go together; without a role an article joins only when there is one.

    ``contested`` says that an editor's entry has the name, and that it is not known to be meant here.
    """
    labels = _labels(told) if contested or len(told) > 1 else {}
    joined = _joined(labels.values())
    groups: dict[str, Articles] = {}
    for article, own in labels.items():
        if own:
            groups.setdefault(joined[min(own)], {})[article] = told[article]
    if len(groups) < 2 and not contested:
        if told:
            yield Group(key=key, told=told, unnamed=False)
        return
    for label, articles in groups.items():
        words = Counter(role.words for one in articles.values() for role in one.roles)
        shown = min(words, key=lambda word: (-words[word], word), default=label)
        yield Group(key=key, told=articles, unnamed=False, label=label, role=shown)
    yield from (_alone(key, article, told[article]) for article, own in labels.items() if not own)


def _labels(told: Articles) -> dict[str, frozenset[str]]:
    """The labels of each article's roles, with the place where the archive knows the office of two places."""
    roles = {role for one in told.values() for role in one.roles if role.places}
    places = {
        label: _joined([[stem(word) for word in role.places] for role in roles if role.label == label])
        for label in {role.label for role in roles}
    }
    parted = {label for label, joined in places.items() if len(set(joined.values())) > 1}
    # A group's place is told by the first of the words for it.
    words: dict[tuple[str, str], str] = {}
    for label, word in sorted(((role.label, word) for role in roles for word in role.places), reverse=True):
        words[label, places[label][stem(word)]] = word
    found = {}
    for article, one in told.items():
        placed = {
            f"{role.label} {words[role.label, places[role.label][stem(word)]]}"
            for role in one.roles
            if role.label in parted
            for word in role.places
        }
        # Of which of two mayors "the mayor" is, nobody can tell; and a mayor's other roles would only blur it.
        plain = {role.label for role in one.roles if role.label not in parted}
        found[article] = frozenset({_ORGANIZATION} if one.organization else placed or plain)
    return found


def _joined(sets: Iterable[Collection[str]]) -> dict[str, str]:
    """Each member with the first of all that are together, directly or by others, in one of the sets."""
    parents: dict[str, str] = {}

    def root(one: str) -> str:
        while parents.setdefault(one, one) != one:
            parents[one] = one = parents[parents[one]]
        return one

    for members in sets:
        first, *others = sorted(members) or [""]
        for other in others:
            low, high = sorted((root(first), root(other)))
            parents[high] = low
        root(first)
    return {one: root(one) for one in parents}
