"""What a speaker's page tells beside the statements: who else has the name, and what an editor says of the person."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.archive.people import Merged
from onrecord.model.person import Person


class Facts(NamedTuple):
    """Front matter of the page, and values for its template: texts, and tuples and dictionaries of these."""

    front: Mapping[str, Any]
    first: Mapping[str, Any]


def speaker_facts(merged: Merged, people: Sequence[Person], labels: Mapping[str, str]) -> dict[str, Facts]:
    """The facts of those speakers of whom there are any, by slug; ``labels`` has each one's name, told apart."""
    namesakes = {
        slug: tuple((other, labels[other]) for other in slugs if other != slug)
        for slugs in merged.shared.values()
        for slug in slugs
    }
    listed = {person.shown: person for person in people}
    facts = {}
    for speaker in merged.everyone:
        person = listed.get(speaker.name) if speaker.listed else None
        others = namesakes.get(speaker.slug, ())
        if person or others:
            facts[speaker.slug] = Facts(
                front={"person": _front(person)} if person else {},
                first={"wikidata": speaker.wikidata, "namesakes": others},
            )
    return facts


def _front(person: Person) -> dict[str, Any]:
    """The editor's entry, from which it is read back where ``people.yml`` cannot be read."""
    given = {
        "name": person.name,
        "shown": person.shown,
        "aliases": person.aliases,
        "roles": person.roles,
        "articles": person.articles,
        "wikidata": person.wikidata,
    }
    return {key: value for key, value in given.items() if value}
