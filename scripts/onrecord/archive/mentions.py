"""What each article tells of each name in it: what is compared to find out who of different articles is one."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.names import Name, folded, spaced, taken_apart
from onrecord.lexicon.nouns import Sort, sort_of, stem
from onrecord.lexicon.roles import Role, roles_in

ORGANIZATION = "organization"
"""What is told of a name, as a role is, where it is that of no person."""
MANY = 4
"""What one article tells counts for nothing against what so many times as many tell."""
_LONGEST_ACRONYM = 6
_AGE = re.compile(r"(?:,\s(?:aged\s)?(\d{1,3})(?=,|$)|\b(\d{1,3})-year-old\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A speaker of one article: its key, the name by which the article best knows the speaker, and what it tells.

    ``unnamed`` says that the name is a description ("police"), ``organization`` that its bearer is no person;
    ``aliases`` are other names that the article has for an organization.  ``sources`` are the words that name the
    speaker, as they stand: in each of the article's statements, and wherever the name has a title.  ``year`` is that
    of the article, where it is known.
    """

    article: str
    name: str
    unnamed: bool = False
    organization: bool = False
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    year: int | None = None


def year_of(published: str | None) -> int | None:
    """The year of an article's date."""
    return int(published[:4]) if published and published[:4].isdigit() else None


@dataclass(slots=True)
class Mention:
    """What one article tells of one name.

    ``roles`` are told beside the name itself, ``guessed`` those in other words that are taken for its bearer.
    ``ages`` are as told, each with the article's year.
    """

    names: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    roles: set[Role] = field(default_factory=set)
    guessed: set[Role] = field(default_factory=set)
    ages: set[tuple[int | None, int]] = field(default_factory=set)
    organization: bool = False

    @property
    def labels(self) -> frozenset[str]:
        """What tells the bearer from others of the name: the labels of the roles, or that it is an organization."""
        return frozenset({ORGANIZATION} if self.organization else {role.label for role in self.roles})

    def add(self, one: Named) -> None:
        """Add what is told of one name of the article."""
        last = taken_apart(one.name).surname
        self.names.append(one.name)
        self.organization |= one.organization
        self.sources |= {*one.sources}
        for source in one.sources if not (one.unnamed or one.organization) else ():
            named = last in folded(source).replace(".", "")
            (self.roles if named else self.guessed).update(roles_in(source, one.name))
            if named:
                self.ages |= {(one.year, int(found[1] or found[2])) for found in _AGE.finditer(spaced(source))}

    def update(self, other: "Mention") -> None:
        """Add what the same article tells of another name that is the same speaker's."""
        self.names += other.names
        self.sources |= other.sources
        self.roles |= other.roles
        self.guessed |= other.guessed
        self.ages |= other.ages
        self.organization |= other.organization


Mentions = dict[str, Mention]
"""By the keys of articles."""


def gathered(named: Iterable[Named], held: Collection[str] = ()) -> dict[tuple[bool, str], Mentions]:
    """What each article tells of each name, by whether that is a description, and by its key.

    Spellings of one name have one key, but those that an editor's entry holds, whose keys are ``held``.
    """
    # One name of one article is one speaker: described by one statement and named by another, it is named.
    by_name: dict[tuple[str, str], list[Named]] = {}
    for one in named:
        by_name.setdefault((one.article, one.name), []).append(one)
    speakers = [_one_of(same) for same in by_name.values()]
    bodies = {folded(one.name) for one in speakers if one.organization}
    keys = [(one, _key(one, bodies)) for one in speakers]
    same = _acronyms(speakers) | _initials(keys, held)
    found: dict[tuple[bool, str], Mentions] = {}
    for one, key in keys:
        key = key if one.unnamed else same.get(key, key)
        found.setdefault((one.unnamed, key), {}).setdefault(one.article, Mention()).add(one)
    return found


def _one_of(same: Sequence[Named]) -> Named:
    unnamed = all(one.unnamed for one in same)
    return Named(
        article=same[0].article,
        name=same[0].name,
        unnamed=unnamed,
        organization=not unnamed and any(one.organization for one in same),
        aliases=tuple(sorted({alias for one in same for alias in one.aliases})),
        sources=tuple(sorted({source for one in same for source in one.sources})),
        year=min((one.year for one in same if one.year), default=None),
    )


def _key(one: Named, bodies: set[str]) -> str:
    name, plain = taken_apart(one.name), folded(one.name)
    return plain if one.unnamed or plain in bodies or not name.words else name.key


def is_acronym(name: str) -> bool:
    """Whether a name is made of a few capitals."""
    bare = folded(name)
    return 1 < len(bare) <= _LONGEST_ACRONYM and bare.isalpha() and name[-len(bare) :].isupper()


def names_body(name: str) -> bool:
    """Whether a name is a noun for a body behind whose it is: "Lund campaign", "Tern’s police"."""
    *whose, noun = spaced(name).split(" ")
    return (
        bool(whose) and all(word[0].isupper() for word in whose) and sort_of(noun) is Sort.BODY and noun == stem(noun)
    )


def _acronyms(speakers: Iterable[Named]) -> dict[str, str]:
    """By an acronym's key that of the only organization that any article of the archive has it for."""
    longs: dict[str, set[str]] = {}
    for one in speakers:
        if one.organization:
            names = {one.name, *one.aliases}
            for short in filter(is_acronym, names):
                longs.setdefault(folded(short), set()).update(name for name in map(folded, names) if " " in name)
    return {short: min(own) for short, own in longs.items() if len(own) == 1}


def _initials(keys: Iterable[tuple[Named, str]], held: Collection[str]) -> dict[str, str]:
    """By the key of a name with a middle initial that without, where the archive has no other middle name for it.

    Articles that have both names have two people, unless few do.
    """
    articles: dict[tuple[str, ...], dict[Name, set[str]]] = {}
    for one, key in keys:
        name = taken_apart(one.name)
        if name.full and key == name.key and not (one.unnamed or one.organization):
            own = articles.setdefault((name.given, name.surname, name.suffix), {})
            own.setdefault(name, set()).add(one.article)
    found = {}
    for own in articles.values():
        if len(own) == 2:
            plain, longer = sorted(own, key=lambda name: len(name.words))
            initial = not plain.middle and len(longer.middle) == len("".join(longer.middle)) == 1
            both, all_ = own[plain] & own[longer], own[plain] | own[longer]
            if initial and len(both) * MANY <= len(all_) and not {plain.key, longer.key} & {*held}:
                found[longer.key] = plain.key
    return found
