"""Decides which speakers of different articles are one: the same full name, and no roles that part them.

A surname alone never joins two articles, and where two people of one name are known, an article that tells no role
belongs to neither.  What an editor says in ``seeds/people.yml`` goes first.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.archive.addresses import Claim, addresses
from onrecord.archive.split_namesakes import Articles, Group, Told, parted
from onrecord.lexicon.names import folded, spaced, taken_apart, untitled
from onrecord.lexicon.roles import roles_in
from onrecord.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A speaker of one article: its key, the name by which the article best knows the speaker, and what it tells.

    ``unnamed`` says that the name is a description ("police"), ``organization`` that its bearer is no person.
    ``sources`` are the words that name the speaker in each of the article's statements, as they stand.
    """

    article: str
    name: str
    unnamed: bool = False
    organization: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One speaker of the archive.

    ``slug`` is the address below ``speakers/``.  Where others have the same name, ``told`` says what tells this one
    from them: a role, or, when only its article does, that article's key, which is then ``article`` as well.
    ``aliases`` are other names that articles or the editor give, ``roles`` the editor's or those that articles tell.
    ``person`` is the entry of ``people.yml`` that the speaker is, if any, ``articles`` are the keys, in order.
    """

    name: str
    slug: str
    told: str | None = None
    article: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    unnamed: bool = False
    organization: bool = False
    person: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who speaks in the archive.

    ``speakers`` maps an article's key and a name in it to the speaker, ``everyone`` has each speaker once, by slug.
    ``shared`` maps the plain address of a name that several speakers have to their slugs, in order; it may be nobody's.
    ``claims`` has by each speaker's slug what address it would like.
    """

    speakers: Mapping[tuple[str, str], Speaker] = field(default_factory=dict)
    everyone: tuple[Speaker, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)


def merge(named: Iterable[Named], people: Sequence[Person] = ()) -> People:
    """Make one speaker of those who are one in several articles; the order of ``named`` makes no difference.

    Their addresses are those that they would have if none had ever been given: see `readdressed`.
    """
    names, descriptions = _gathered(named)
    holders: dict[str, list[Person]] = {}
    for person in people:
        for name in person.names:
            holders.setdefault(taken_apart(name).key, []).append(person)
    groups = [Group(key=key, told=told, unnamed=True) for key, told in sorted(descriptions.items())]
    for key, told in sorted(names.items()):
        groups += parted(key, told, holders.get(key, ()))
    entries: dict[str, list[Group]] = {}
    for group in groups:
        # Everyone else is a part by itself; an entry's shown name is its own.
        entries.setdefault(f"people\0{group.person.shown}" if group.person else group.identity, []).append(group)
    plain = {True: _plain(descriptions), False: _plain(names)}
    parts = list(entries.values())
    claims = [_claim(part[0], identity, plain[part[0].unnamed][part[0].key]) for identity, part in entries.items()]
    found = addresses(claims, {}, given=())
    everyone = []
    speakers = {}
    for part, claim in zip(parts, claims, strict=True):
        speaker = _speaker(part, slug=found.slugs[claim], shared=claim.base in found.shared)
        everyone.append(speaker)
        for group in part:
            for article, one in group.told.items():
                speakers.update(dict.fromkeys(((article, name) for name in one.names), speaker))
    return People(
        speakers=speakers,
        everyone=tuple(sorted(everyone, key=lambda one: one.slug)),
        shared=found.shared,
        claims={found.slugs[claim]: claim for claim in claims},
    )


def readdressed(people: People, kept: Mapping[str, str], *, given: Collection[str]) -> tuple[People, dict[str, str]]:
    """The same people, and by each slug that they had the one that they have now.

    ``kept`` has those that are known; everyone else gets one that is not among those ``given`` away before.
    """
    claims, known = people.claims, {one.slug: one for one in people.everyone}
    found = addresses(list(claims.values()), {claims[slug]: own for slug, own in kept.items()}, given=given)
    slugs = {slug: found.slugs[claim] for slug, claim in claims.items()}
    now = {slug: one if one.slug == slugs[slug] else replace(one, slug=slugs[slug]) for slug, one in known.items()}
    return (
        People(
            speakers={named: now[one.slug] for named, one in people.speakers.items()},
            everyone=tuple(sorted(now.values(), key=lambda one: one.slug)),
            shared=found.shared,
            claims={slugs[slug]: claim for slug, claim in claims.items()},
        ),
        slugs,
    )


def _gathered(named: Iterable[Named]) -> tuple[dict[str, Articles], dict[str, Articles]]:
    """What each article tells of each name, and of each description; both by their keys."""
    # One name of one article is one speaker: described by one statement and named by another, it is named.
    by_name: dict[tuple[str, str], list[Named]] = {}
    for one in named:
        by_name.setdefault((one.article, one.name), []).append(one)
    names: dict[str, Articles] = {}
    descriptions: dict[str, Articles] = {}
    for (article, text), same in by_name.items():
        unnamed = all(one.unnamed for one in same)
        organization = not unnamed and any(one.organization for one in same)
        name = taken_apart(text)
        key = folded(text) if unnamed or organization or not name.words else name.key
        told = (descriptions if unnamed else names).setdefault(key, {}).setdefault(article, Told())
        told.names.append(text)
        told.organization |= organization
        for source in {source for one in same for source in one.sources}:
            told.sources.add(source)
            told.roles |= frozenset() if unnamed or organization else roles_in(source, text)
    return names, descriptions


def _plain(names: Mapping[str, Articles]) -> dict[str, str]:
    """By its key, the form of each name that addresses are made from: the same for all speakers of the name."""
    found = {}
    for key, told in names.items():
        variants = {spaced(name) for one in told.values() for name in one.names}
        found[key] = (
            variants.pop() if len(variants) == 1 else min(variants, key=lambda one: (untitled(one) != one, one))
        )
    return found


def _claim(group: Group, identity: str, plain: str) -> Claim:
    person = group.person
    return Claim.of(
        shown=person.shown if person else plain,
        name=person.name if person else plain,
        identity=identity,
        qualifier=group.label,
        listed=person is not None,
        alone=group.article is not None,
    )


def _speaker(part: Sequence[Group], *, slug: str, shared: bool) -> Speaker:
    group = part[0]
    person = group.person
    told = [one for group in part for one in group.told.values()]
    counts = Counter(spaced(name) for one in told for name in one.names)
    name = next(iter(counts)) if len(counts) == 1 else min(counts, key=lambda one: _order(one, counts[one], group))
    roles = tuple(sorted({role.office for one in told for role in one.roles}))
    return Speaker(
        name=person.shown if person else name,
        slug=slug,
        told=(group.role or group.article) if shared and not person else None,
        article=group.article if shared and not person else None,
        aliases=person.aliases if person else tuple(sorted(counts.keys() - {name})),
        roles=(person.roles or roles) if person else roles,
        articles=tuple(sorted({article for group in part for article in group.told})),
        unnamed=group.unnamed,
        organization=any(one.organization for one in told),
        person=person,
    )


def _order(name: str, count: int, group: Group) -> tuple[bool, bool, int, str]:
    """Of several ways of writing the most usual is shown, but rather none in capitals or with a title.

    A description begins with a capital when a sentence begins with it.
    """
    return (name.isupper(), name[:1].isupper() if group.unnamed else untitled(name) != name, -count, name)
