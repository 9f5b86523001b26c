"""Merge the names that one entity goes by in an article: acronyms, full names, surnames, short forms, one country's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.classifier import CLASSES, Judged, joined
from onrecord.lexicon.lists import demonyms, known_places, known_types, shown, words
from onrecord.lexicon.names import gender_of, is_company_suffix, is_suffix

SMALL = words("left_out_of_acronyms")
SHORT = re.compile(r"[A-Z][A-Za-z.&]{1,9}")
WORD = re.compile(r"\w+")
PAREN = re.compile(r" ?\((?:the |or |“|\")?([A-Z][A-Za-z.&-]{1,9})(?:”|\")?\)")


def parts_of(name: str) -> list[str]:
    """Return the words of a name, those with hyphens apart."""
    return [part for word in name.split() for part in word.split("-") if part]


def initials(name: str) -> set[str]:
    """Return the acronyms that a name of several words plainly has, with and without its small words."""
    parts = parts_of(name)
    shorter = [part for part in parts if part.lower() not in SMALL]
    return {"".join(part[0] for part in own).upper() for own in (parts, shorter)} if len(parts) > 1 else set()


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
    by_name = {item.names[0]: item for item in found}
    shorts = {n: one for n, one in by_name.items() if SHORT.fullmatch(n) and sum(map(str.isupper, n)) > 1}
    defined: defaultdict[str, list[str]] = defaultdict(list)
    by_initials: defaultdict[str, list[str]] = defaultdict(list)
    for item in found:
        name = item.names[0]
        if " " not in name or item.kind == "person" or name in known_places():
            continue
        for short in sorted(initials(name)):
            by_initials[short].append(name)
        for candidate in item.occurrences:
            match = PAREN.match(text, candidate.span[1])
            short = match.group(1).rstrip(".") if match else ""
            if short in shorts and name not in defined.get(short, ()) and abbreviates(short, name):
                defined[short].append(name)
    shorts_of: defaultdict[str, list[Judged]] = defaultdict(list)
    gone = set()
    for short, item in shorts.items():
        bare = short.replace(".", "").upper()
        longs = defined.get(short) or (by_initials.get(bare) if len(bare) > 2 and short not in known_places() else None)
        if longs and len(longs) == 1:
            shorts_of[longs[0]].append(item)
            gone.add(short)
    things = in_lower_case(text, {name.rsplit(" ", 1)[-1].lower() for name in shorts_of if name.endswith("s")})
    return [with_shorts(item, shorts_of[name], defined, things) for name, item in by_name.items() if name not in gone]


def in_lower_case(text: str, plurals: Set[str]) -> set[str]:
    """Return those of some words that the article has in lower case."""
    found = {match[0] for match in WORD.finditer(text) if match[0] in plurals} if plurals else set()
    joined_words = (word for word in plurals if not WORD.fullmatch(word))
    return found | {word for word in joined_words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)}


def with_shorts(long: Judged, shorts: Sequence[Judged], defined: Mapping[str, list[str]], things: Set[str]) -> Judged:
    """Merge a long form with its acronyms; what the article defines in parentheses is surely a name of something.

    A plural that the article also has in lower case ("rocket systems"), one of the ``things``, names no organization.
    """
    if not shorts:
        return long
    result = joined(long, *shorts)
    if long.kind != "none":
        result = replace(result, chances=long.chances)
    if not any(short.names[0] in defined for short in shorts):
        return result
    last = long.names[0].split()[-1]
    plural = last.endswith("s") and last not in words("name_heads")
    if plural and last.lower() in things:
        return replace(result, chances=tuple(float(kind == "other") for kind in CLASSES))
    left = 1 - result.chances[0]
    return replace(result, chances=(0.0, *(chance / left for chance in result.chances[1:]))) if left else result


OTHERWISE = 0.8
"""Probability of a place or an organization above which a single name is not taken for the surname that it also is."""


def merged(text: str, found: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return the entities that the judged names of an article stand for, each name in one of them at most.

    A shared name that cannot be told to be one bearer's is left out.
    """
    return tuple(surnames(short_forms(people(acronyms(text, same_listed(found))))))


def same_listed(found: Iterable[Judged]) -> list[Judged]:
    """Merge the names that the lists give one country or institution, the longest first."""
    by_key: defaultdict[str, list[Judged]] = defaultdict(list)
    for item in found:
        by_key[shown(item.names[0]) or item.names[0]].append(item)
    ordered = (sorted(items, key=lambda item: (-len(item.names[0]), item.names[0])) for items in by_key.values())
    return [joined(*items) if len(items) > 1 else items[0] for items in ordered]


def without_suffix(name: str) -> list[str]:
    """Return a person's name as words, without "Jr."."""
    return [part for part in name.split() if not (is_suffix(part) or is_company_suffix(part))]


def people(found: Sequence[Judged]) -> list[Judged]:
    """Merge full names of one person: first and last names agree and no middle name differs, "Jr." or not."""
    result: list[Judged] = []
    placed: dict[tuple[str, str], list[int]] = {}
    for item in found:
        parts = without_suffix(item.names[0])
        if item.kind != "person" or len(parts) < 2:
            result.append(item)
            continue
        known = placed.setdefault((parts[0], parts[-1]), [])
        at = next((i for i in known[:4] if same_middle(without_suffix(result[i].names[0]), parts)), None)
        if at is None:
            known.append(len(result))
            result.append(item)
        else:
            longer, shorter = sorted((result[at], item), key=lambda one: -len(one.names[0]))
            result[at] = joined(longer, shorter, kind="person")
    return result


def same_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the middle names of two full names agree, as far as both give one."""
    return len(one) == 2 or len(other) == 2 or one[1][0] == other[1][0]


def short_forms(found: Sequence[Judged]) -> list[Judged]:
    """Merge an organization's name with the one longer name that goes on from it: "Lee Cars Inc."."""
    by_name = {item.names[0]: item for item in found if item.kind != "person" and item.names[0] not in known_types()}
    longer: defaultdict[str, list[Judged]] = defaultdict(list)
    for name, item in by_name.items():
        parts = name.split()
        for size in range(1, min(len(parts), 8)):
            start = " ".join(parts[:size])
            if start in by_name and item.kind in (by_name[start].kind, "organization") and goes_on(start, parts[size]):
                longer[start].append(item)
    gone = {start: items[0].names[0] for start, items in longer.items() if len(items) == 1}
    taken: defaultdict[str, list[Judged]] = defaultdict(list)
    for start, name in gone.items():
        if name not in gone:
            taken[name].append(by_name[start])
    return absorbing(found, taken, {item.names[0] for items in taken.values() for item in items})


def absorbing(
    found: Sequence[Judged], taken: Mapping[str, list[Judged]], gone: Set[str], kind: str = ""
) -> list[Judged]:
    """Return the items that are not gone, each joined with those that its name has taken, of ``kind`` or of its own."""
    left = [item for item in found if item.names[0] not in gone]
    return [joined(one, *taken[n], kind=kind or one.kind) if (n := one.names[0]) in taken else one for one in left]


def goes_on(name: str, word: str) -> bool:
    """Tell whether the word after the shorter name begins what only completes it."""
    return is_company_suffix(word) or (
        " " in name and word in ("of", "for", "on") and name.split()[-1] in words("name_heads")
    )


def surnames(found: Sequence[Judged]) -> list[Judged]:
    """Merge single names with the one person of the article who bears them; with two bearers a name is nobody's."""
    alone = {item.names[0] for item in found if item.kind == "person" and " " not in item.names[0]}
    full = {item.names[0]: item for item in found if bears(item, alone)}
    by_last: defaultdict[str, list[str]] = defaultdict(list)
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in full:
        by_last[without_suffix(name)[-1]].append(name)
        by_first[without_suffix(name)[0]].append(name)
    absorbed: defaultdict[str, list[Judged]] = defaultdict(list)
    gone: set[str] = set()
    for item in found:
        name = item.names[0]
        bearers = by_last.get(name, []) or (by_first.get(name, []) if item.kind in ("person", "none") else [])
        if " " in name or not bearers or max(item.chance("place"), item.chance("organization")) > OTHERWISE:
            continue
        gone.add(name)
        if len(bearers) == 1:
            absorbed[bearers[0]].append(item)
            continue
        for bearer, occurrences in by_title([full[one] for one in bearers[:9]], item).items():
            absorbed[bearer].append(replace(item, occurrences=occurrences))
    return absorbing(found, absorbed, gone, kind="person")


def bears(item: Judged, alone: Set[str]) -> bool:
    """Tell whether an item is a person by full name: by its own chances, or because its last word alone is a person."""
    parts = without_suffix(item.names[0])
    if len(parts) < 2:
        return False
    if item.kind == "person":
        return True
    elsewhere = max(item.chance("organization"), item.chance("place"), item.chance("other"))
    plainly = not set(parts) & (words("organization_words") | demonyms() | SMALL)
    return len(parts) < 4 and parts[-1] in alone and elsewhere < 0.5 and plainly


def by_title(bearers: Sequence[Judged], item: Judged) -> dict[str, tuple[Candidate, ...]]:
    """Return those occurrences of a shared surname whose title tells whose it is: "Mrs. Lee" of Ann and Tom Lee."""
    result: dict[str, tuple[Candidate, ...]] = {}
    titles = {bearer.names[0]: {title for one in bearer.occurrences for title in one.titles} for bearer in bearers}
    for candidate in item.occurrences:
        fits = [name for name, own in titles.items() if agrees(name, own, candidate.titles)]
        if len(fits) == 1:
            result[fits[0]] = (*result.get(fits[0], ()), candidate)
    return result


def agrees(name: str, own: Set[str], titles: Sequence[str]) -> bool:
    """Tell whether the titles may be this person's: nothing in the article or the given name speaks against it."""
    if not titles:
        return True
    if gender := gender_of("", titles):
        return {gender_of("", [title]) for title in own} | {gender_of(name, ())} <= {gender, ""}
    return bool(own & set(titles)) or not own
