"""Finds the entry of ``people.yml`` that each article means by a name, or none."""

from collections.abc import Collection, Mapping, Sequence

from onrecord.lexicon.roles import Role, agree, editors_roles
from onrecord.model.person import Person

Evidence = Mapping[str, tuple[Collection[str], Collection[Role]]]
"""Of each article in which a name stands, the words of its sources and the roles that they tell."""


def claimed(evidence: Evidence, holders: Sequence[Person], *, full: bool) -> dict[str, Person]:
    """Who of ``holders``, all of whom have the name, is meant in each article; articles that mean none are left out.

    The article's mention in an entry decides; then the roles it tells; without any, the only entry there is, unless
    other articles tell of somebody else with the name.  ``full`` says that the name is more than a surname.
    """
    found: dict[str, Person] = {}
    # A surname, or a name of two people, that an entry has in some articles is nobody's in the others.
    bound = not full or len(holders) > 1
    open_to = [person for person in holders if person.roles or not (person.articles and bound)]
    roles = {person: editors_roles(person.roles) for person in open_to if person.roles}
    anyone = [person for person in open_to if not person.roles]
    fitting = {
        article: [person for person, own in roles.items() if _fits(own, *one)] for article, one in evidence.items()
    }
    others = any(told and not fitting[article] for article, (_, told) in evidence.items())
    for article, (_, told) in evidence.items():
        fit = [person for person in holders if article in person.articles] or fitting[article] or anyone
        if not (fit or told or others) and len(holders) == 1:
            fit = [person for person in open_to if not (bound and person.articles)]
        if len(fit) == 1:
            found[article] = fit[0]
    return found


def _fits(own: Collection[Role], sources: Collection[str], told: Collection[Role]) -> bool:
    """Whether one of the editor's roles is among those told, or stands in the words."""
    return any(
        any(agree(role, other) for other in told) or any(role.label in source.casefold() for source in sources)
        for role in own
    )
