"""What an editor says about people in ``seeds/people.yml``, checked.

The file is a list.  Each entry is one person, and names that one entry holds are one speaker in every article:

- ``name`` is the full name, ``shown`` how it is shown where two people have it ("John Smith (mayor)");
- ``aliases`` are other names of the same person, surnames alone included;
- ``roles`` are what articles call the person; an article that tells of other roles is about somebody else;
- ``articles`` are those in which a surname, or a name that several people have, means this person;
- ``wikidata`` is the person's item there, such as ``Q6279``.

Two entries are two people, however alike their names are.
"""

import re
from collections.abc import Iterator, Sequence
from unicodedata import category

from onrecord.lexicon.names import spaced, taken_apart
from onrecord.lexicon.roles import agree, editors_roles
from onrecord.model.article import FaultsError
from onrecord.model.person import Person
from onrecord.reading.strict_yaml import Mapping, Node, Scalar, quote
from onrecord.reading.strict_yaml import Sequence as YamlList
from onrecord.text.slug import name_slugs

_KEYS = ("name", "shown", "aliases", "roles", "articles", "wikidata")
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


def people(node: Node) -> tuple[Person, ...]:
    """The people that a document lists, in its order.

    Raises:
        FaultsError: each entry that is at fault, with its line; also two that share a name which nothing tells apart.

    """
    if isinstance(node, Scalar) and node.value is None:
        return ()
    if not isinstance(node, YamlList):
        raise FaultsError((node.line, 'must be a list of people; start each with "- name:"'))
    found: list[tuple[int, Person]] = []
    faults: list[tuple[int, str]] = []
    for item in node.items:
        try:
            found.append((item.line, _person(item)))
        except FaultsError as error:
            faults.extend(error.faults)
    faults += _clashes(found)
    if faults:
        raise FaultsError(*faults)
    return tuple(person for _, person in found)


def _person(item: Node) -> Person:
    if isinstance(item, Scalar):
        name = _text("name", item)
        return Person(name=name, shown=name)
    if not isinstance(item, Mapping):
        raise FaultsError((item.line, 'must be made of lines "key: value"; the first is "name:"'))
    for key, _ in item.entries:
        if key.value not in _KEYS:
            raise FaultsError((key.line, f"unknown key {quote(key.value)}; the keys are {', '.join(_KEYS)}"))
    given = {key.value: node for key, node in item.entries if not (isinstance(node, Scalar) and node.value is None)}
    if "name" not in given:
        raise FaultsError((item.line, "a person needs a name"))
    name = _text("name", given["name"])
    aliases = _texts("aliases", given.get("aliases"))
    known = {taken_apart(name).key}
    for alias in aliases:
        if (folded := taken_apart(alias).key) in known:
            raise FaultsError((given["aliases"].line, f"the alias {quote(alias)} is a name that the entry already has"))
        known.add(folded)
    wikidata = _text("wikidata", given["wikidata"]) if "wikidata" in given else None
    if wikidata is not None and not _ITEM.fullmatch(wikidata):
        raise FaultsError((given["wikidata"].line, f"wikidata {quote(wikidata)} is not an item; write it like Q6279"))
    return Person(
        name=name,
        shown=_text("shown", given["shown"]) if "shown" in given else name,
        aliases=aliases,
        roles=_texts("roles", given.get("roles")),
        articles=_texts("articles", given.get("articles")),
        wikidata=wikidata,
    )


def _clashes(found: Sequence[tuple[int, Person]]) -> Iterator[tuple[int, str]]:
    """What two entries may not share; each fault is told at the later one."""
    shown: dict[str, int] = {}
    items: dict[str, int] = {}
    holders: dict[str, list[tuple[int, Person]]] = {}
    for line, person in found:
        (slug,) = name_slugs([person.shown]).values()
        if (earlier := shown.setdefault(slug, line)) != line:
            message = f"{quote(person.shown)} is shown like the entry on line {earlier}; give it a different “shown”"
            yield line, message + ", or make the two one entry"
        if person.wikidata and (earlier := items.setdefault(person.wikidata, line)) != line:
            yield line, f"{person.wikidata} is also the entry on line {earlier}; one of them is wrong"
        for name in person.names:
            same = holders.setdefault(taken_apart(name).key, [])
            for before, other in same:
                if wrong := _not_told_apart(other, person):
                    yield line, f"{quote(name)} is also a name of the entry on line {before}, and {wrong}"
            same.append((line, person))


def _not_told_apart(one: Person, other: Person) -> str | None:
    for article in one.articles:
        if article in other.articles:
            return f"both have the article {quote(article)}; keep it with one of them"
    if not (one.roles or one.articles or other.roles or other.articles):
        return "nothing tells them apart; give one of them “roles” or “articles”"
    if any(agree(role, others) for role in editors_roles(one.roles) for others in editors_roles(other.roles)):
        return "both have the same role; tell them apart by “articles” instead"
    return None


def _text(name: str, node: Node) -> str:
    if not isinstance(node, Scalar):
        raise FaultsError((node.line, f"{name} must be one text; put it in quotation marks"))
    value = node.value or ""
    if any(category(letter) in {"Cc", "Zl", "Zp"} for letter in value.strip()):
        raise FaultsError((node.line, f"{name} holds a line break or a control character; remove it"))
    value = spaced(value)
    if not value:
        raise FaultsError((node.line, f"{name} is empty; fill it in or remove it"))
    if name in ("name", "shown", "aliases") and not any(letter.isalnum() for letter in value):
        raise FaultsError((node.line, f"{name} {quote(value)} holds no letter"))
    return value


def _texts(name: str, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if isinstance(node, Mapping):
        raise FaultsError((node.line, f"{name} must be a text or a list of texts, not keys"))
    values: list[str] = []
    for item in node.items if isinstance(node, YamlList) else (node,):
        value = _text(name, item)
        if value in values:
            raise FaultsError((item.line, f"{name} lists {quote(value)} a second time; keep one"))
        values.append(value)
    return tuple(values)
