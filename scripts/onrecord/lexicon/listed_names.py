"""The closed lists that entity tagging rests on: countries and capitals, regions, institutions, adjectives of peoples.

No list of other cities, of companies or of people is kept: what is not a closed class is for the model to judge by its
form and its context.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onrecord.lexicon.lists import entries, words

MODEL = Path(__file__).parents[1] / "extract" / "entities" / "trained"
DOUBTFUL = frozenset(("Georgia", "Jordan", "Chad", "Turkey", "Lima", "Santiago", "Sofia"))
"""Names on the lists that are as often something else: left to the model."""
SPACES = str.maketrans({"’": "'", "\xa0": " "})


def plain(name: str) -> str:
    """Return a name as names are compared: straight apostrophes, single spaces."""
    return " ".join(name.translate(SPACES).split())


@cache
def shown_names(name: str) -> Mapping[str, str]:
    """Return every name in a list of entries "name to show | other name | ..." with the one to show."""
    result: dict[str, str] = {}
    for entry in entries(name):
        names = [part.strip() for part in entry.split("|")]
        for part in names:
            result[plain(part)] = names[0]
    return MappingProxyType(result)


def countries() -> Mapping[str, str]:
    """Return every name of a country with the one to show."""
    return shown_names("entity_countries")


def shown(name: str) -> str | None:
    """Return the name to show for a listed one, or nothing for any other."""
    lists = *map(shown_names, ("entity_countries", "entity_regions", "entity_capitals")), institutions()
    return next((names[name] for names in lists if name in names), None)


@cache
def institutions() -> Mapping[str, str]:
    """Return every name of an institution that news does not explain, "U.S." before it or not, with the one to show."""
    listed = shown_names("entity_institutions")
    return MappingProxyType({f"{before}{name}": to for name, to in listed.items() for before in ("", "U.S. ", "US ")})


@cache
def known_places() -> frozenset[str]:
    """Return the countries, continents, parts of federal states and capitals, under all their names."""
    return frozenset(countries()) | frozenset(shown_names("entity_regions")) | frozenset(shown_names("entity_capitals"))


@cache
def known_types() -> Mapping[str, str]:
    """Return the names whose type a closed list gives, except those that are as often something else."""
    result = dict.fromkeys(sorted(known_places()), "place") | dict.fromkeys(institutions(), "organization")
    return MappingProxyType({name: kind for name, kind in result.items() if name not in DOUBTFUL})


@cache
def demonyms() -> frozenset[str]:
    """Return the adjectives of peoples and faiths, and the plurals of those that have one."""
    return words("entity_demonyms") | {f"{word}s" for word in words("entity_demonyms")}


@cache
def kept_whole() -> frozenset[str]:
    """Return the last words that make a run one name, titles inside it and all: "King County", "Justice Department"."""
    return words("entity_heads")


@cache
def common_words() -> Mapping[str, str]:
    """Return words that the training text writes in lower case: "closed" for function words, else "open" or "rare"."""
    path = MODEL / "common_words.txt"
    result: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, kind = line.partition("\t")
            result[word] = kind
    return MappingProxyType(result)
