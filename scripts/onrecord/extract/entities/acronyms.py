"""Merge acronyms with their long forms: "High Mobility Artillery Rocket Systems (HIMARS)", then "HIMARS"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.entities.classifier import CLASSES, Judged, joined
from onrecord.lexicon.listed_names import known_places
from onrecord.lexicon.lists import words

SMALL = words("left_out_of_acronyms")
SHORT = re.compile(r"[A-Z][A-Za-z.&]{1,9}")
PAREN = re.compile(r" ?\((?:the |or |“|\")?([A-Z][A-Za-z.&-]{1,9})(?:”|\")?\)")


def parts_of(name: str) -> list[str]:
    """Return the words of a name, those with hyphens apart."""
    return [part for word in name.split() for part in word.split("-") if part]


def initials(name: str) -> set[str]:
    """Return the acronyms that a name of several words plainly has, with and without its small words."""
    parts = parts_of(name)
    if len(parts) < 2:
        return set()
    return {"".join(p[0] for p in parts if p.lower() not in SMALL).upper(), "".join(p[0] for p in parts).upper()}


def abbreviates(short: str, name: str) -> bool:
    """Tell whether a short form in parentheses may stand for the name before it.

    Its letters must occur in the name in order, and every long word of the name must give one with its first letter:
    after Schwartz & Hearst 2003, "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text".
    """
    letters = re.sub(r"[^A-Za-z]", "", short).lower()
    parts = [part.lower() for part in parts_of(name) if part.lower() not in SMALL]
    if len(parts) < 2:
        return False
    at = 0
    for number, part in enumerate(parts):
        if at >= len(letters) or part[0] != letters[at]:
            return False
        at += 1
        needed = len(parts) - number - 1
        for letter in part[1:]:
            if len(letters) - at > needed and letter == letters[at]:
                at += 1
    return at == len(letters)


def acronyms(text: str, found: Sequence[Judged]) -> list[Judged]:
    """Merge acronyms with the long forms they follow in parentheses, or with the only name that has their initials."""
    shorts = {
        item.names[0]: item
        for item in found
        if SHORT.fullmatch(item.names[0]) and sum(map(str.isupper, item.names[0])) > 1
    }
    defined: dict[str, list[str]] = {}
    by_initials: dict[str, list[str]] = {}
    for item in found:
        name = item.names[0]
        if " " not in name or item.kind == "person" or name in known_places():
            continue
        for short in sorted(initials(name)):
            by_initials.setdefault(short, []).append(name)
        for candidate in item.occurrences:
            match = PAREN.match(text, candidate.span[1])
            short = match.group(1).rstrip(".") if match else ""
            if short in shorts and name not in defined.get(short, ()) and abbreviates(short, name):
                defined.setdefault(short, []).append(name)
    long_of: dict[str, str] = {}
    for short in shorts:
        bare = short.replace(".", "").upper()
        longs = defined.get(short) or (
            by_initials.get(bare, []) if len(bare) > 2 and short not in known_places() else []
        )
        if len(longs) == 1:
            long_of[short] = longs[0]
    shorts_of: dict[str, list[str]] = {}
    for short, name in long_of.items():
        shorts_of.setdefault(name, []).append(short)
    return [
        with_shorts(text, item, [shorts[short] for short in shorts_of.get(item.names[0], ())], defined)
        for item in found
        if item.names[0] not in long_of
    ]


def with_shorts(text: str, long: Judged, shorts: Sequence[Judged], defined: dict[str, list[str]]) -> Judged:
    """Merge a long form with its acronyms; what the article defines in parentheses is surely a name of something.

    A plural that the article also has in lower case ("rocket systems") names things, not an organization.
    """
    if not shorts:
        return long
    result = joined(long, *shorts)
    if long.kind != "none":
        result = replace(result, chances=long.chances)
    if not any(short.names[0] in defined for short in shorts):
        return result
    last = long.names[0].split()[-1]
    if (
        last.endswith("s")
        and last not in words("name_heads")
        and re.search(rf"(?<!\w){re.escape(last.lower())}(?!\w)", text)
    ):
        return replace(result, chances=tuple(float(kind == "other") for kind in CLASSES))
    left = 1 - result.chances[0]
    return replace(result, chances=(0.0, *(chance / left for chance in result.chances[1:]))) if left else result
