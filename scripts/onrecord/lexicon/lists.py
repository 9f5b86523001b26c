"""Load the word lists beside this module: one entry a line, ``#`` begins a comment, an entry twice is an error."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "en"
VOWELS = "aeiou"


@cache
def entries(name: str) -> tuple[str, ...]:
    """Return the entries of ``en/NAME.txt`` in their order.

    Raises ``ValueError`` when the file holds an entry twice.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if len(set(found)) != len(found):
        twice = sorted({entry for entry in found if found.count(entry) > 1})
        raise ValueError(f"en/{name}.txt holds twice: {', '.join(twice)}")
    return found


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of ``en/NAME.txt`` as a set."""
    return frozenset(entries(name))


def inflected(base: str) -> tuple[str, ...]:
    """Return a regular English verb's forms: base, third person, participle and past."""
    if base.endswith("e"):
        return base, base + "s", base[:-1] + "ing", base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base, base[:-1] + "ies", base + "ing", base[:-1] + "ied"
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    return base, third, base + "ing", base + "ed"


@cache
def verbs(name: str) -> Mapping[str, str]:
    """Return every form of the verbs in ``en/NAME.txt`` with its base form."""
    forms: dict[str, str] = {}
    for entry in entries(name):
        base, *irregular = entry.split()
        for form in irregular or inflected(base):
            forms.setdefault(form, base)
        forms.setdefault(base, base)
    return MappingProxyType(forms)
