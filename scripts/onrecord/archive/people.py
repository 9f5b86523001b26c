"""Gives each speaker of the archive who is one person, or one body, in its articles one page, and an address.

Full names are compared (`namesakes`).  A surname alone never joins two articles; with an office it is the only one of
the full name who is told to hold it.  What an editor says in ``seeds/people.yml`` goes first.

Who is alone with a name gets the plain address.  Of several who come with a name at once, the plain address belongs to
the editor's entry, else to the only one that is known across articles, else to nobody; the others, and whoever comes
when it was given away, add what tells them apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from onrecord.archive.mentions import MANY, Mention, Mentions, Named, gathered, is_acronym, names_body
from onrecord.archive.namesakes import Part, namesakes, places_of
from onrecord.lexicon.names import folded, spaced, taken_apart, untitled
from onrecord.lexicon.roles import Role, agree, editors_roles
from onrecord.model.article import Person
from onrecord.text.slug import digest_base32, name_slugs

_DIGEST_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A speaker who wants the plain address ``base``, or ``base`` with a qualifier.

    ``name`` is the address of the name that the speaker shares with others, which an editor's entry need not want.
    ``identity`` tells the claims of one base apart for good.  ``listed`` says that an editor vouches for it, ``alone``
    that the speaker is one of a single article.
    """

    base: str
    name: str
    qualified: str
    identity: str
    listed: bool
    alone: bool


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Articles in which a name is one speaker; ``label``, ``role`` and ``article`` tell it from others."""

    key: str
    mentions: Mentions
    unnamed: bool = False
    person: Person | None = None
    label: str = ""
    role: str | None = None
    article: str | None = None

    @property
    def plain(self) -> str:
        """The form of the name that the address is made from: the same for all speakers of the name."""
        names = {spaced(name) for one in self.mentions.values() for name in one.names}
        keys = {name: {taken_apart(name).key, folded(name)} for name in names}
        return min(names, key=lambda name: (self.key not in keys[name], untitled(name) != name, name))

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that articles tell, and those that the editor does."""
        told = {role for one in self.mentions.values() for role in one.roles}
        return frozenset(told | editors_roles(self.person.roles if self.person else ()))

    @property
    def posts(self) -> Counter[str]:
        """The offices that articles tell, each with the number of them; what an editor tells counts like all."""
        told = Counter(post for one in self.mentions.values() for post in {role.post for role in one.roles})
        own = editors_roles(self.person.roles) if self.person else ()
        return told + Counter({role.post: len(self.mentions) for role in own})

    @property
    def identity(self) -> str:
        """A text that no other group of the archive has, but those that are one entry of ``people.yml``."""
        return f"people\0{self.person.shown}" if self.person else f"{self.unnamed:d}\0{self.key}\0{self.label}"


def merge(named: Iterable[Named], people: Sequence[Person] = ()) -> People:
    """Make one speaker of those who are one in several articles; the order of ``named`` makes no difference.

    Their addresses are those that they would have if none had ever been given: see `readdressed`.
    """
    holders: dict[str, list[Person]] = {}
    for person in people:
        for name in person.names:
            holders.setdefault(taken_apart(name).key, []).append(person)
    mentions = gathered(named, holders)
    surnames = {key.rsplit(" ")[-1] for (unnamed, key), own in mentions.items() if not unnamed and _is_full(own)}
    groups: list[_Group] = []
    for (unnamed, key), own in sorted(mentions.items(), key=lambda item: item[0]):
        if unnamed:
            groups.append(_Group(key=key, mentions=own, unnamed=True))
        else:
            groups += _split(key, own, holders.get(key, ()), surname=key in surnames)
    entries: dict[str, list[_Group]] = {}
    for group in sorted(_with_surnames(groups), key=lambda one: (not one.unnamed, one.key)):
        entries.setdefault(group.identity, []).append(group)
    claims = {identity: _claim(same[0], identity) for identity, same in entries.items()}
    slugs, shared = _addresses(claims.values(), {}, given=())
    everyone = {}
    speakers = {}
    for identity, same in entries.items():
        claim = claims[identity]
        everyone[claim] = _speaker(same, slug=slugs[claim], shared=claim.base in shared)
        for group in same:
            for article, one in group.mentions.items():
                speakers.update(dict.fromkeys(((article, name) for name in one.names), claim))
    return _people(speakers, everyone, shared)


def _people(
    speakers: Mapping[tuple[str, str], Claim], everyone: Mapping[Claim, Speaker], shared: Mapping[str, tuple[str, ...]]
) -> People:
    return People(
        speakers={named: everyone[claim] for named, claim in speakers.items()},
        everyone=tuple(sorted(everyone.values(), key=lambda one: one.slug)),
        shared=shared,
        claims={one.slug: claim for claim, one in everyone.items()},
    )


def readdressed(people: People, kept: Mapping[str, str], *, given: Collection[str]) -> tuple[People, dict[str, str]]:
    """The same people, and by each slug that they had the one that they have now.

    ``kept`` has those that are known; everyone else gets one that is not among those ``given`` away before.
    """
    claims = people.claims
    slugs, shared = _addresses(claims.values(), {claims[slug]: own for slug, own in kept.items()}, given=given)
    everyone = {claims[one.slug]: replace(one, slug=slugs[claims[one.slug]]) for one in people.everyone}
    settled = _people({named: claims[one.slug] for named, one in people.speakers.items()}, everyone, shared)
    return settled, {slug: slugs[claim] for slug, claim in claims.items()}


def _split(key: str, mentions: Mentions, holders: Sequence[Person], *, surname: bool) -> Iterator[_Group]:
    """The speakers of one name; ``surname`` says that it is that of somebody in the archive."""
    full = _is_full(mentions)
    owners = _claimed(mentions, holders, full=full) if holders else {}
    for person in holders:
        if articles := {article: one for article, one in mentions.items() if owners.get(article) is person}:
            yield _Group(key=key, mentions=articles, person=person)
    rest = {article: one for article, one in mentions.items() if article not in owners}
    if full:
        yield from _by_evidence(key, rest, contested=bool(holders))
        return
    body = any(one.organization for one in rest.values())
    joint = {
        article: one
        for article, one in rest.items()
        if one.organization
        or (body and " " in key)
        or all(map(names_body, one.names))
        or (not surname and all(map(is_acronym, one.names)))
    }
    if joint:
        yield _Group(key=key, mentions=joint)
    for article, one in rest.items():
        if article not in joint:
            yield _Group(key=key, mentions={article: one}, label=article, article=article)


def _is_full(mentions: Mentions) -> bool:
    return any(taken_apart(name).full for one in mentions.values() for name in one.names)


def _claimed(mentions: Mentions, holders: Sequence[Person], *, full: bool) -> dict[str, Person]:
    """Who of ``holders``, all of whom have the name, is meant in each article; articles that mean none are left out.

    The article's mention in an entry decides; then the roles it tells; without any, the only entry there is, unless as
    many other articles tell of somebody else with the name.  ``full`` says that the name is more than a surname.
    """
    found: dict[str, Person] = {}
    # A surname, or a name of two people, that an entry has in some articles is nobody's in the others.
    bound = not full or len(holders) > 1
    open_to = [person for person in holders if person.roles or not (person.articles and bound)]
    roles = {person: editors_roles(person.roles) for person in open_to if person.roles}
    anyone = [person for person in open_to if not person.roles]
    fitting = {
        article: [person for person, own in roles.items() if _fits(own, one)] for article, one in mentions.items()
    }
    others = sum(bool(one.roles) and not fitting[article] for article, one in mentions.items())
    theirs = sum(map(bool, fitting.values()))
    for article, one in mentions.items():
        fit = [person for person in holders if article in person.articles] or fitting[article] or anyone
        if not (fit or one.roles or (others and others >= theirs)) and len(holders) == 1:
            fit = [person for person in open_to if not (bound and person.articles)]
        if len(fit) == 1:
            found[article] = fit[0]
    return found


def _fits(own: Collection[Role], mention: Mention) -> bool:
    """Whether one of the editor's roles is among those told, or stands in the words."""
    words = [source.casefold() for source in mention.sources]
    return any(
        any(agree(role, one) for one in mention.roles | mention.guessed) or any(role.label in each for each in words)
        for role in own
    )


def _by_evidence(key: str, mentions: Mentions, *, contested: bool) -> Iterator[_Group]:
    """The people of one full name.

    ``contested`` says that an editor's entry has the name, and that it is not known to be meant here.
    """
    # Whether it is the entry's person, or another, nobody can tell of an article that tells no role.
    silent = {article for article, one in mentions.items() if contested and not (one.labels or one.ages)}
    for article in silent:
        yield _Group(key=key, mentions={article: mentions[article]}, label=article, article=article)
    mentions = {article: one for article, one in mentions.items() if article not in silent}
    parts = namesakes(mentions) if mentions else []
    if len(parts) == 1 and not contested:
        yield _Group(key=key, mentions=mentions)
        return
    labels = [_label(part, parts) for part in parts]
    for part, label in zip(parts, labels, strict=True):
        own = {taken_apart(name).key for one in part.mentions.values() for name in one.names}
        name = min(own) if len(own) == 1 else key
        if label:
            apart = label if labels.count(label) == 1 else f"{label} {min(part.mentions)}"
            yield _Group(key=name, mentions=part.mentions, label=apart, role=_role(part, label))
        else:
            only = min(part.mentions) if len(part.mentions) == 1 else None
            yield _Group(key=name, mentions=part.mentions, label=only or "", article=only)


def _label(part: Part, parts: Sequence[Part]) -> str:
    """What tells the people of a part from those of others: a role, its place where others have that, or an age."""
    label, among = part.label, [one for one in parts if one.label == part.label]
    if len(among) > 1:
        roles = (role for one in part.mentions.values() for role in one.roles if places_of([role]))
        place = min((word for role in roles for word in role.places), default="")
        age = "" if place else str(min((age for _, age in part.ages), default=""))
        label = " ".join(filter(None, (label, place, age)))
    return label


def _role(part: Part, label: str) -> str:
    """The most usual words for what tells the people of a part from others."""
    roles = [role for one in part.mentions.values() for role in one.roles if role.label == part.label]
    words = Counter(role.words for role in roles)
    usual = min(words, key=lambda word: (-words[word], word), default=label)
    return f"{usual}, {min(age for _, age in part.ages)}" if label[-1].isdigit() and words else usual


def _with_surnames(groups: Sequence[_Group]) -> Iterator[_Group]:
    """The groups, those of an office and a surname put to the only holder of that office whose full name has it."""
    named: dict[str, list[_Holder]] = {}
    for group in groups:
        if not group.unnamed and _is_full(group.mentions) and (roles := group.roles):
            named.setdefault(_surname(group), []).append(_Holder(group, group.posts, places_of(roles)))
    holders = {
        group.identity: holder
        for group in groups
        if group.article
        and not _is_full(group.mentions)
        and (holder := _holder(group, named.get(_surname(group), ()))) is not None
    }
    for group in groups:
        if group.identity not in holders:
            yield group
        else:
            for article, one in group.mentions.items():
                holders[group.identity].mentions.setdefault(article, Mention()).update(one)


class _Holder(NamedTuple):
    """Who is told to hold offices: how often each, and in which places."""

    group: _Group
    posts: Counter[str]
    places: Mapping[str, Collection[str]]


def _holder(group: _Group, named: Sequence[_Holder]) -> _Group | None:
    """Who of those with the surname is told with the office of the group; nobody where several are as often."""
    places, posts = places_of(group.roles), group.posts if named else Counter()
    told: Counter[str] = Counter()
    for one in named if posts else ():
        if not any(stems.isdisjoint(one.places.get(label, stems)) for label, stems in places.items()):
            told[one.group.identity] += sum(one.posts[post] for post in posts)
    (first, most), (_, others) = (*told.most_common(2), ("", 0), ("", 0))[:2]
    if not most or others * MANY > most:
        return None
    return next(one.group for one in named if one.group.identity == first)


def _surname(group: _Group) -> str:
    return taken_apart(min(name for one in group.mentions.values() for name in one.names)).surname


def _claim(group: _Group, identity: str) -> Claim:
    plain = group.plain
    shown, name = (group.person.shown, group.person.name) if group.person else (plain, plain)
    qualified = f"{shown} {group.label}" if group.label else ""
    slugs = {each: name_slugs([each])[each] for each in {shown, name, qualified}}
    return Claim(
        base=(group.person and group.person.slug) or slugs[shown],
        name=slugs[name],
        qualified=slugs[qualified] if qualified else "",
        identity=identity,
        listed=group.person is not None,
        alone=group.article is not None,
    )


def _speaker(part: Sequence[_Group], *, slug: str, shared: bool) -> Speaker:
    group = part[0]
    person = group.person
    mentions = [one for group in part for one in group.mentions.values()]
    counts = Counter(spaced(name) for one in mentions for name in one.names)
    name = min(counts, key=lambda one: _order(one, counts[one], group))
    roles = tuple(sorted({role.office for one in mentions for role in one.roles}))
    return Speaker(
        name=person.shown if person else name,
        slug=slug,
        told=(group.role or group.article) if shared and not person else None,
        article=group.article if shared and not person else None,
        aliases=person.aliases if person else tuple(sorted(counts.keys() - {name})),
        roles=(person.roles or roles) if person else roles,
        articles=tuple(sorted({article for group in part for article in group.mentions})),
        unnamed=group.unnamed,
        organization=sum(one.organization for one in mentions) * 2 > len(mentions),
        person=person,
    )


def _order(name: str, count: int, group: _Group) -> tuple[bool, bool, int, str]:
    """Of several ways of writing the most usual is shown, but rather none in capitals or with a title."""
    # A description begins with a capital when a sentence begins with it.
    if group.unnamed:
        return (name.isupper(), name[:1].isupper(), -count, name)
    short = not taken_apart(name).full and name.casefold() != group.key
    return (name.isupper() or short, untitled(name) != name, -count, name)


def _addresses(
    claims: Collection[Claim], kept: Mapping[Claim, str], *, given: Collection[str]
) -> tuple[dict[Claim, str], dict[str, tuple[str, ...]]]:
    """Give each claim a slug that no other has, whatever their order; no two claims may be equal.

    Those of ``kept`` have theirs already; no other gets one that was ``given`` away ever before.  Returns the slugs,
    and each base that several claim with their slugs in order.
    """
    by_base: dict[str, list[Claim]] = {}
    for claim in claims:
        for base in {claim.base, claim.name}:
            by_base.setdefault(base, []).append(claim)
    slugs = dict(kept)
    for base, same in by_base.items():
        best = min(_rank(claim) for claim in same)
        first = [claim for claim in same if _rank(claim) == best and claim.base == base]
        if len(first) == 1 and (len(same) == 1 or not first[0].alone) and base not in given:
            slugs.setdefault(first[0], base)
    others = sorted((claim for claim in claims if claim not in slugs), key=lambda claim: (claim.base, claim.identity))
    wanted = Counter(claim.qualified for claim in others)
    # Plain addresses stay free even where nobody has them: they list the speakers of the name.
    taken = {*by_base, *given}
    for claim in others:
        if claim.qualified and wanted[claim.qualified] == 1 and claim.qualified not in taken:
            slugs[claim] = claim.qualified
    taken |= {*slugs.values()}
    for claim in others:
        if claim not in slugs:
            data, words = claim.identity.encode("utf-8", "surrogatepass"), claim.qualified or claim.base
            longer = (f"{words}-{digest_base32(data, length)}" for length in count(_DIGEST_LENGTH))
            slugs[claim] = next(slug for slug in longer if slug not in taken)
            taken.add(slugs[claim])
    shared = {base: same for base, same in sorted(by_base.items()) if len(same) > 1}
    return slugs, {base: tuple(sorted(slugs[claim] for claim in same)) for base, same in shared.items()}


def _rank(claim: Claim) -> int:
    return 0 if claim.listed else 2 if claim.alone else 1
