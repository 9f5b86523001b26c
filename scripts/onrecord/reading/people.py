"""What an editor says about people in ``seeds/people.yml``.

The file is a list.  Each entry is one person, and names that one entry holds are one speaker in every article:

- ``name`` is the full name, ``shown`` how it is shown where two people have it ("John Smith (mayor)");
- ``aliases`` are other names of the same person, surnames alone included;
- ``roles`` are what articles call the person; an article that tells of other roles is about somebody else;
- ``articles`` are those in which a surname, or a name that several people have, means this person;
- ``wikidata`` is the person's item there, such as ``Q6279``;
- ``slug`` is the address below ``speakers/``, in place of the one that the name gives.

Two entries are two people, however alike their names are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, field_validator

from onrecord.lexicon.names import spaced, taken_apart
from onrecord.lexicon.roles import agree, editors_roles
from onrecord.lexicon.speaker_names import names_somebody
from onrecord.model.article import FaultsError, Person
from onrecord.reading.shape import Lenient, Line, SetOf, entries, must_be
from onrecord.reading.strict_yaml import Document
from onrecord.text.escape import quote
from onrecord.text.slug import name_slugs

_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


def people(document: Document) -> tuple[Person, ...]:
    """The people that a document lists, in its order.

    `FaultsError` names each entry that is at fault, with its line; also two with a name that nothing tells apart.
    """
    listed, faults = entries(_Person, document)
    found = [(line, Person(**{**dict(one), "shown": one.shown or one.name, "line": line})) for line, one in listed]
    if faults := [*faults, *_clashes(found)]:
        raise FaultsError(*faults)
    return tuple(person for _, person in found)


_Spaced = Annotated[Line, AfterValidator(spaced)]
_Alias = Annotated[_Spaced, must_be("a name; it holds no letter", lambda value: any(map(str.isalnum, value)))]
_Name = Annotated[_Alias, must_be("a name; these words say of nobody who it is", names_somebody)]


class _Person(Lenient):
    """`Person` as YAML gives it."""

    name: _Name
    shown: _Alias | None = None  # with what tells it from another: "John Smith (a)"
    aliases: SetOf[_Alias] = ()  # a surname may be a word of grammar: "May", "Will"
    roles: SetOf[_Spaced] = ()
    articles: SetOf[_Spaced] = ()
    wikidata: Annotated[Line, must_be("an item; write it like Q6279", _ITEM.fullmatch)] | None = None
    slug: Annotated[Line, must_be("an address; write it like ada-lund", lambda value: _slug(value) == value)] | None = (
        None
    )

    @field_validator("aliases")
    @classmethod
    def _are_other_names(cls, aliases: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known = {taken_apart(info.data.get("name", "")).key}
        for index, alias in enumerate(aliases):
            if (folded := taken_apart(alias).key) in known:
                raise ValueError(f"lists {quote(alias)}, a name that the entry already has; remove it", index)
            known.add(folded)
        return aliases


def _slug(name: str) -> str:
    """The address that a name gives."""
    return name_slugs([name])[name]


def _clashes(found: Sequence[tuple[int, Person]]) -> Iterator[tuple[int, str]]:
    """What two entries may not share; each fault is that of the later one."""
    shown: dict[str, int] = {}
    slugs: dict[str, int] = {}
    items: dict[str, int] = {}
    holders: dict[str, list[tuple[int, Person]]] = {}
    for line, person in found:
        if (earlier := shown.setdefault(_slug(person.shown), line)) != line:
            message = f"{quote(person.shown)} is shown like the entry on line {earlier}; give it a different “shown”"
            yield line, message + ", or make the two one entry"
        elif (earlier := slugs.setdefault(person.slug or _slug(person.shown), line)) != line:
            slug = quote(person.slug or _slug(person.shown))
            yield line, f"the address {slug} is that of the entry on line {earlier}; give one of them another “slug”"
        if person.wikidata and (earlier := items.setdefault(person.wikidata, line)) != line:
            yield line, f"{person.wikidata} is also the entry on line {earlier}; one of them is wrong"
        for name in person.names:
            same = holders.setdefault(taken_apart(name).key, [])
            for before, other in same:
                if wrong := _not_distinct(other, person):
                    yield line, f"{quote(name)} is also a name of the entry on line {before}, and {wrong}"
            same.append((line, person))


def _not_distinct(one: Person, other: Person) -> str | None:
    for article in one.articles:
        if article in other.articles:
            return f"both have the article {quote(article)}; keep it with one of them"
    if not (one.roles or one.articles or other.roles or other.articles):
        return "nothing tells them apart; give one of them “roles” or “articles”"
    if any(agree(role, others) for role in editors_roles(one.roles) for others in editors_roles(other.roles)):
        return "both have the same role; tell them apart by “articles” instead"
    return None
