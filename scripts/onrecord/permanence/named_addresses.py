"""Where all that has a name stands: a speaker's address belongs to whoever said what was published there.

Each statement remembers the slug at which its speaker stood.  A speaker keeps the address where most of the statements
stood; whoever has none, but the name of somebody who is gone, comes back; all others get a slug never given before.
The address of one who is part of another now leads there.  One whose statements are by several now names them, unless
one has nine tenths, the others have addresses of their own already, or only new articles parted them: a slug never
moves because somebody else came in.  An address without statements says that they are gone.
That of a topic, an outlet or an author belongs to its name, however that is capitalized or spaced.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from onrecord.archive.people import People, Speaker, readdressed
from onrecord.lexicon.names import taken_apart
from onrecord.model.article import FaultsError
from onrecord.model.registry import NamedAddress, Registry, State
from onrecord.text.escape import quote
from onrecord.text.slug import name_slugs

Stood = Mapping[str, Counter[str]]
"""By address, how many statements that stood there each speaker of this build has."""


def settle_speakers(
    registry: Registry, people: People, said: Mapping[str, str], *, known: Collection[str]
) -> tuple[People, Registry]:
    """The people at their addresses, and the registry with these; its statements are those of this build already.

    ``said`` has by its id each published statement's speaker, as the slug in ``people``, which is for this build only;
    ``known`` are the keys of the articles that an earlier build published.

    Raises:
        FaultsError: an editor's entry wants an address that is somebody else's; its line is told.

    """
    stood: dict[str, Counter[str]] = {}
    for id_, speaker in said.items():
        if (statement := registry.statements.get(id_)) and statement.speaker:
            stood.setdefault(statement.speaker, Counter())[speaker] += 1
    holders = _holders(stood, people, known)
    kept = _kept(registry, stood, holders, people)
    voices = {speaker for votes in stood.values() for speaker in votes}
    new = [one for one in people.everyone if one.slug not in voices]
    kept |= _returned(registry, people, new, registry.speakers.keys() - stood.keys() - set(kept.values()))
    left = _wanted(registry, people, kept, holders, stood)
    people, slugs = readdressed(people, kept, given=registry.speakers.keys())
    # Of several who are one now each statement remembers where it stood, in case that they are parted again.
    changed = {
        id_: replace(one, speaker=slugs[said[id_]])
        for id_, one in registry.statements.items()
        if id_ in said and (one.speaker is None or holders.get(one.speaker) != said[id_])
    }
    now = {
        slug: {slugs[one] for one in ([holders[slug]] if slug in holders else votes)} for slug, votes in stood.items()
    }
    speakers = _speakers(registry, people, now | {slug: {slugs[speaker]} for slug, speaker in left.items()})
    return people, replace(registry, statements={**registry.statements, **changed}, speakers=speakers)


def _holders(stood: Stood, people: People, known: Collection[str]) -> dict[str, str]:
    """To whom each address belongs; those that belong to several are left out."""
    claims = people.claims

    def first(slug: str, among: Collection[str]) -> str:
        return min(among, key=lambda one: (-stood[slug][one], claims[one].alone, claims[one].base != slug, one))

    most = {slug: first(slug, votes) for slug, votes in stood.items()}
    holders = {slug: one for slug, one in most.items() if stood[slug][one] * 10 >= stood[slug].total() * 9}
    contested = stood.keys() - holders.keys()
    housed = set(holders.values())
    names = {named: taken_apart(named[1]).key for named in people.speakers} if contested else {}
    new = {name for (article, _), name in names.items() if article not in known}
    met = {people.speakers[named].slug for named, name in names.items() if name in new}
    for slug in contested:
        rest = stood[slug].keys() - housed
        if len(rest) == 1 or not met.isdisjoint(stood[slug]):
            holders[slug] = first(slug, rest or stood[slug])
    return holders


def _kept(registry: Registry, stood: Stood, holders: Mapping[str, str], people: People) -> dict[str, str]:
    """The address of each speaker who holds any: the one where most of the statements stood, alone or together.

    The plain address of a name is that of whoever all are whom it named.
    """
    held: dict[str, list[str]] = {}
    for slug, speaker in holders.items():
        held.setdefault(speaker, []).append(slug)
    kept: dict[str, str] = {}
    taken: set[str] = set()
    for speaker, slugs in sorted(held.items()):
        weights = Counter({slug: stood[slug][speaker] for slug in slugs})
        for slug in slugs:
            for to in registry.speakers[slug].to:
                # They became one there; that one's own statements may be gone.
                if to in slugs or (len(registry.speakers[slug].to) == 1 and to not in {*stood, *taken}):
                    weights[to] += stood[slug][speaker]
        base = people.claims[speaker].base
        kept[speaker] = min(
            weights, key=lambda one: (-weights[one], registry.speakers[one].state != State.LIVE, one != base, one)
        )
        plain = registry.speakers.get(base)
        if plain and plain.state == State.MOVED and len(plain.to) > 1 and {*slugs}.issuperset(plain.to):
            kept[speaker] = base
        taken.add(kept[speaker])
    return kept


def _wanted(
    registry: Registry, people: People, kept: dict[str, str], holders: Mapping[str, str], stood: Stood
) -> dict[str, str]:
    """Put into ``kept`` the addresses that an editor wants, and return those that were left, with whoever had them."""
    faults: list[tuple[int, str]] = []
    left: dict[str, str] = {}
    for one in people.everyone:
        wanted = one.person and one.person.slug
        if not (one.person and wanted) or kept.get(one.slug) == wanted:
            continue
        if there := registry.speakers.get(wanted):
            own = {taken_apart(name).key for name in one.person.names}
            free = holders.get(wanted) == one.slug if wanted in stood else taken_apart(there.name).key in own
            others = [] if free else [there.name]
        else:
            same = (each for each in people.everyone if people.claims[each.slug].base == wanted)
            others = [each.name for each in same if each is not one]
        if others and one.person.line:
            message = f"the address {quote(wanted)} is that of {quote(others[0])}; choose another “slug”"
            faults.append((one.person.line, message))
        if not others:
            if one.slug in kept:
                left[kept[one.slug]] = one.slug
            kept[one.slug] = wanted
    if faults:
        raise FaultsError(*faults)
    return left


def _returned(registry: Registry, people: People, new: list[Speaker], free: Collection[str]) -> dict[str, str]:
    """The addresses of those who come back: of the same name and in the same article, or the only ones of the name.

    ``new`` are speakers who have no statement that was published before, ``free`` the addresses where nobody stands.
    """
    names: dict[str, str] = {}
    by_name: dict[str, set[str]] = {}
    for slug in free:
        if registry.speakers[slug].state != State.MOVED:
            names[slug] = taken_apart(registry.speakers[slug].name).key
            by_name.setdefault(names[slug], set()).add(slug)
    back = {one.slug: one for one in new if taken_apart(one.name).key in by_name}
    found = _in_their_articles(registry, back, names)
    for slug in found.values():
        by_name[names[slug]].remove(slug)
    waiting: dict[str, list[Speaker]] = {}
    for one in back.values():
        if one.slug not in found:
            waiting.setdefault(taken_apart(one.name).key, []).append(one)
    for name, same in waiting.items():
        if len(same) == len(by_name[name]) == 1 and _may_be(registry.speakers[min(by_name[name])], same[0], people):
            found[same[0].slug] = min(by_name[name])
    return found


def _in_their_articles(registry: Registry, back: Mapping[str, Speaker], names: Mapping[str, str]) -> dict[str, str]:
    """The addresses of those of ``back`` who are in an article where somebody of the name stood at one of ``names``."""
    articles: dict[tuple[str, str], set[str]] = {}
    for statement in registry.statements.values() if back else ():
        if statement.speaker and statement.speaker in names:
            articles.setdefault((names[statement.speaker], statement.article), set()).add(statement.speaker)
    shared = Counter(
        (one.slug, slug)
        for one in back.values()
        for article in one.articles
        for slug in articles.get((taken_apart(one.name).key, article), ())
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (speaker, slug), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if speaker not in found and slug not in taken:
            found[speaker] = slug
            taken.add(slug)
    return found


def _may_be(address: NamedAddress, speaker: Speaker, people: People) -> bool:
    """Whether the roles go together; a name that only its article tells whose it is may be anybody's in another."""
    claim = people.claims[speaker.slug]
    if address.roles and speaker.roles:
        return not claim.alone and not set(address.roles).isdisjoint(speaker.roles)
    return not claim.alone and claim.name not in people.shared


def _speakers(registry: Registry, people: People, now: Mapping[str, Collection[str]]) -> dict[str, NamedAddress]:
    """Every address; ``now`` has the slugs of those who have the statements that stood at one."""
    speakers = {one.slug: NamedAddress(slug=one.slug, name=one.name, roles=one.roles) for one in people.everyone}
    for slug, one in registry.speakers.items():
        if slug not in speakers:
            # An address of several names all of them for good.
            to = {*now.get(slug, ()), *(one.to if len(one.to) > 1 or slug not in now else ())}
            speakers[slug] = replace(one, state=State.MOVED if to else State.GONE, to=tuple(to))
    for plain, slugs in people.shared.items():
        if plain not in speakers:
            name = speakers[slugs[0]].name
            speakers[plain] = NamedAddress(slug=plain, name=name, state=State.MOVED, to=slugs)
    return {slug: replace(one, to=tuple(sorted(_ends(one, speakers)))) for slug, one in speakers.items()}


def _ends(one: NamedAddress, speakers: Mapping[str, NamedAddress]) -> set[str]:
    """Where the way ends, over whatever addresses it goes on."""
    ways = ((to, speakers[to]) for to in one.to)
    return {end for slug, to in ways for end in (_ends(to, speakers) if to.state == State.MOVED else (slug,))}


def settle_names(addresses: Mapping[str, NamedAddress], names: Iterable[str]) -> dict[str, NamedAddress]:
    """The ``addresses`` after a build with these names; one of another name is gone, until that returns."""
    wanted = {*names}
    slugs = {one.name: slug for slug, one in addresses.items() if one.name in wanted}
    alike = {_folded(one.name): slug for slug, one in addresses.items() if one.name not in wanted}
    for name in sorted(wanted - slugs.keys()):
        if _folded(name) in alike:
            slugs[name] = alike.pop(_folded(name))
    slugs |= name_slugs([name for name in wanted if name not in slugs], taken=addresses)
    live = {slug: NamedAddress(slug=slug, name=name) for name, slug in slugs.items()}
    gone = {slug: replace(one, state=State.GONE) for slug, one in addresses.items() if slug not in live}
    return live | gone


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
