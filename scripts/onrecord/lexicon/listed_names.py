"""The closed lists that entity tagging rests on: countries and capitals, regions, institutions, adjectives of peoples.

No list of other cities, of companies or of people is kept: what is not a closed class is for the model to judge by its
form and its context.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.lexicon.lists import shown_names, words

PLACES = ("countries", "regions", "capitals")


def shown(name: str) -> str | None:
    """Return the name to show for a listed one, or nothing for any other."""
    lists = *map(shown_names, PLACES), institutions()
    return next((names[name] for names in lists if name in names), None)


@cache
def institutions() -> Mapping[str, str]:
    """Return every name of an institution that news does not explain, "U.S." before it or not, with the one to show."""
    listed = shown_names("institutions")
    return MappingProxyType({f"{before}{name}": to for name, to in listed.items() for before in ("", "U.S. ", "US ")})


@cache
def known_places() -> frozenset[str]:
    """Return the countries, continents, parts of federal states and capitals, under all their names."""
    return frozenset(name for names in map(shown_names, PLACES) for name in names)


@cache
def known_types() -> Mapping[str, str]:
    """Return the names whose type a closed list gives, except those that are as often something else."""
    result = dict.fromkeys(sorted(known_places()), "place") | dict.fromkeys(institutions(), "organization")
    return MappingProxyType({name: kind for name, kind in result.items() if name not in words("doubtful_places")})


@cache
def demonyms() -> frozenset[str]:
    """Return the adjectives of peoples and faiths, and the plurals of those that have one."""
    return words("demonyms") | {f"{word}s" for word in words("demonyms")}
