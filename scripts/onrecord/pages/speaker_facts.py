"""What a speaker's page tells beside the statements: who else has the name, and what an editor says of the person."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from onrecord.archive.archive import Archive
from onrecord.pages.front_matter import of_person


class Facts(NamedTuple):
    """Front matter of the page, and values for its template: texts, and tuples and dictionaries of these."""

    front: Mapping[str, Any]
    first: dict[str, Any]


NO_FACTS = Facts(front={}, first={})


def speaker_facts(archive: Archive) -> dict[str, Facts]:
    """The facts of those speakers of whom there are any, by slug."""
    people = archive.people
    namesakes = {
        slug: tuple((other, archive.speakers[other]) for other in slugs if other != slug)
        for slugs in people.shared.values()
        for slug in slugs
    }
    facts = {}
    for speaker in people.everyone:
        others = namesakes.get(speaker.slug, ())
        if speaker.person or others:
            facts[speaker.slug] = Facts(
                front=of_person(speaker.person) if speaker.person else {},
                first={"wikidata": speaker.person and speaker.person.wikidata, "namesakes": others},
            )
    return facts
