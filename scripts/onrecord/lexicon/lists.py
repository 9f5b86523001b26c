"""Word lists: ``NAME.txt`` in the folder of the language holds one entry a line, ``#`` begins a comment.

What reads a list raises ``ValueError``, with the file and the line, when the list holds something a second time.  Of
names only closed classes are listed, countries and capitals, regions, institutions, adjectives of peoples: no other
cities, no companies or people, which are for the model to judge by their form and their context.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_RANGES = (range(0x41, 0x530), range(0x1E00, 0x1F00))
CAPITAL = f"[{re.escape(''.join(letter for some in _RANGES for letter in map(chr, some) if letter.isupper()))}]"


LANGUAGE = "en"
FOLDER = Path(__file__).parent / LANGUAGE
SPACES = str.maketrans({"’": "'", "\xa0": " "})


def plain(name: str) -> str:
    """Return a name as names are compared: straight apostrophes, single spaces."""
    return " ".join(name.translate(SPACES).split())


@cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of a list in their order."""
    return tuple(_once(name, ((number, entry, entry) for number, entry in _numbered(name))))


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a list as a set."""
    return frozenset(entries(name))


@cache
def groups(name: str) -> Mapping[str, str]:
    """Return each word of a list with the first of its line, which is only a label where a colon follows it."""
    found: list[tuple[int, str, str]] = []
    for number, entry in _numbered(name):
        first, *rest = entry.split()
        own = rest if first.endswith(":") else (first, *rest)
        found += ((number, word, first.rstrip(":")) for word in own)
    return _once(name, found)


@cache
def group(name: str, *labels: str) -> frozenset[str]:
    """Return the words of a list that stand after one of the labels."""
    return frozenset(word for word, label in groups(name).items() if label in labels)


@cache
def labeled(name: str) -> Mapping[str, str]:
    """Return every entry of a list of lines "label: entry" with its label."""
    parts = ((number, entry.partition(": ")) for number, entry in _numbered(name))
    return _once(name, ((number, plain(entry), label) for number, (label, _, entry) in parts))


@cache
def shown_names(name: str) -> Mapping[str, str]:
    """Return every name in a list of entries "name to show | other name | ..." with the one to show."""
    parts = ((number, [part.strip() for part in entry.split("|")]) for number, entry in _numbered(name))
    return _once(name, ((number, plain(one), own[0]) for number, own in parts for one in own))


@cache
def verbs(name: str) -> Mapping[str, str]:
    """Return every form of the verbs in a list, the irregular ones after a verb's base, with the base form."""
    forms: dict[str, str] = {}
    for entry in entries(name):
        base, *irregular = entry.split()
        for form in (*(irregular or inflected(base)), base):
            forms.setdefault(form, base)
    return MappingProxyType(forms)


def inflected(base: str) -> tuple[str, ...]:
    """Return a regular English verb's forms: base, third person, participle and past."""
    if base.endswith("e"):
        return base, base + "s", base[:-1] + "ing", base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base, base[:-1] + "ies", base + "ing", base[:-1] + "ied"
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    return base, third, base + "ing", base + "ed"


def any_of(found: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))})"


def _numbered(name: str) -> Iterator[tuple[int, str]]:
    """Yield the entries of a list with their lines."""
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


def _once(name: str, found: Iterable[tuple[int, str, str]]) -> Mapping[str, str]:
    """Return entries with their meanings, which come with the line that each stands on."""
    result: dict[str, str] = {}
    first: dict[str, int] = {}
    for number, entry, meaning in found:
        if entry in first:
            raise ValueError(f"{LANGUAGE}/{name}.txt, line {number}: {entry!r} is on line {first[entry]} already")
        first[entry], result[entry] = number, meaning
    return MappingProxyType(result)


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
