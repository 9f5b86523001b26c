"""The archive's tags: what its statements name, each thing under one name, and the page of each.

An article that calls one thing "Federal Bureau of Investigation" and "FBI" is the evidence that both are one, in all
other articles too, unless the archive knows several things of the short form.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.entity import Entity, EntityType
from onrecord.model.record import Record
from onrecord.text.slug import name_slugs

FOLDER = "tags"
FEWEST = 3
"""Statements from which on a tag has a page of its own; the search finds those of the others."""
_SHARE = 0.8
"""Of the articles that tell what a short form stands for, so many at least must agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A person, an organization, a place or another thing that ``statements`` statements name.

    ``page`` is the address of its listing below the site, which is the speaker's where it is a speaker; ``None`` where
    there are too few statements for one.  ``first`` is the id of one that does not have the name in its words, if any:
    no search for the name would find it.
    """

    name: str
    type: EntityType
    statements: int
    page: str | None = None
    first: str | None = None


def full_names(entities: Iterable[Entity]) -> dict[str, str]:
    """What each short form stands for, its points left out; ``entities`` has those of each article once."""
    told: dict[str, Counter[str]] = {}
    for entity in entities:
        if entity.type != EntityType.PERSON and not _short(entity.name):
            for alias in {_plain(alias) for alias in entity.aliases if _short(alias)}:
                told.setdefault(alias, Counter())[entity.name] += 1
    found = {}
    for short, counts in told.items():
        name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _SHARE * counts.total():
            found[short] = name
    return found


def full_name(name: str, full: Mapping[str, str]) -> str:
    """The name of the tag for a name that an article gives."""
    return full.get(_plain(name), name) if _short(name) else name


def tags(records: Sequence[Record], speakers: Mapping[str, str]) -> tuple[Tag, ...]:
    """The tags of all statements, by name; ``speakers`` has the slugs of the speakers whom a name alone tells."""
    counts: Counter[str] = Counter()
    types: dict[str, Counter[str]] = {}
    hidden: dict[str, str] = {}
    for record in records:
        for name, kind in dict(record.entities).items():
            counts[name] += 1
            types.setdefault(name, Counter())[kind] += 1
            if name not in record.text:
                hidden.setdefault(name, record.id)
    kinds = {name: min(own, key=lambda kind: (-own[kind], kind)) for name, own in types.items()}
    people = {name for name, kind in kinds.items() if kind == EntityType.PERSON and name in speakers}
    slugs = name_slugs(name for name, count in counts.items() if count >= FEWEST and name not in people)
    pages = {name: f"{FOLDER}/{slug}" for name, slug in slugs.items()}
    pages |= {name: f"speakers/{speakers[name]}" for name in people}
    return tuple(
        Tag(
            name=name,
            type=EntityType(kinds[name]),
            statements=counts[name],
            page=pages.get(name),
            first=None if name in pages else hidden.get(name),
        )
        for name in sorted(counts)
    )


def _short(name: str) -> bool:
    """Whether it may be a short form: one word, of capitals, "U.S." or "HIMARS"."""
    plain = _plain(name)
    return len(plain) > 1 and plain.isalpha() and plain.isupper()


def _plain(name: str) -> str:
    return name.replace(".", "")
