"""Finds speakers that look like one person, and reports them for an editor to say whether they are.

Only names that share something are compared: the same key, the same surname and first name or initial, or the same
letters but one (the deletion neighborhood of Mor & Fraenkel 1982, "A hash code method for detecting and correcting
spelling errors").  So the work grows with the number of names, not with that of their pairs.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import pairwise
from unicodedata import combining, normalize

from onrecord.archive.people import Speaker
from onrecord.lexicon.lists import group, groups, words
from onrecord.lexicon.names import Name, given_names, taken_apart

CROWD = 8
"""In a block of more names than this each is compared with the next ones only."""
SHORTEST = 8
"""Letters in the shortest name that is looked for with another letter."""
_SHORTEST_WORD = 3
_ARTICLES = 3
_SHOWN = re.compile(r"\s*\([^)]*\)$")
_LETTERS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Two names, or one that several speakers have, that may be one person's; ``reason`` says why, in words.

    ``first`` and ``second`` are the speakers of each side, in the order of their slugs.
    """

    reason: str
    first: tuple[Speaker, ...]
    second: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearers:
    """A name with its speakers."""

    name: Name
    shown: str
    speakers: tuple[Speaker, ...]


def look_alikes(everyone: Iterable[Speaker]) -> tuple[LookAlike, ...]:
    """The pairs that an editor should look at, most articles first; two entries of ``people.yml`` are settled.

    Each pair is given once, with every reason; organizations and descriptions have no part in it.
    """
    by_key: dict[str, list[Speaker]] = {}
    for speaker in sorted(everyone, key=lambda one: one.slug):
        if not (speaker.unnamed or speaker.organization) and _may_be_a_person(_SHOWN.sub("", speaker.name)):
            by_key.setdefault(_plain(speaker).key, []).append(speaker)
    bearers = {
        key: _Bearers(name=_plain(same[0]), shown=_SHOWN.sub("", same[0].name), speakers=tuple(same))
        for key, same in sorted(by_key.items())
        if key
    }
    found = [pair for one in bearers.values() if one.name.full for pair in _of_one_name(one)]
    reasons: dict[tuple[str, str], str] = {}
    for block in (*_by_given(bearers), *_by_letters(bearers)):
        for one, other in _pairs(block):
            low, high = sorted((one.name, other.name), key=lambda name: name.key)
            if reason := _reason(low, high):
                reasons[low.key, high.key] = reason
    surnames = {one.name.surname: one for one in bearers.values() if len(one.name.words) == 1}
    for full in bearers.values():
        if full.name.full and (short := surnames.get(full.name.surname)):
            reasons[short.name.key, full.name.key] = f"“{short.shown}” may be short for “{full.shown}”"
    found += [
        LookAlike(reason=reason, first=bearers[low].speakers, second=bearers[high].speakers)
        for (low, high), reason in reasons.items()
    ]
    unsettled = (pair for pair in found if not all(one.person for one in (*pair.first, *pair.second)))
    return tuple(
        sorted(unsettled, key=lambda pair: (-_weight(pair), pair.first[0].slug, pair.second[0].slug, pair.reason))
    )


def _weight(pair: LookAlike) -> int:
    """In how many articles either side speaks."""
    return len(_articles(pair.first)) + len(_articles(pair.second))


def _may_be_a_person(name: str) -> bool:
    """Whether a name has a person's form, and no word that makes it something else's ("House Democrats")."""
    found = name.split()
    capitals = all(word[:1].isupper() or word in group("particles", "either", "small") for word in found)
    return capitals and found[:1] != ["The"] and words("organization_words").isdisjoint(found)


def _plain(speaker: Speaker) -> Name:
    """A speaker's name without what an editor put in brackets to tell it from another."""
    return taken_apart(_SHOWN.sub("", speaker.name) or speaker.name)


def _of_one_name(bearers: _Bearers) -> Iterator[LookAlike]:
    """The speakers of a full name: those that roles part, and those of whom no role is known."""
    by_role = tuple(one for one in bearers.speakers if one.article is None)
    others = tuple(one for one in bearers.speakers if one.article is not None)
    for one, other in pairwise(by_role):
        reason = f"the same name, but {_role(one)} in one article and {_role(other)} in another"
        yield LookAlike(reason=reason, first=(one,), second=(other,))
    if by_role and others:
        yield LookAlike(reason="the same name, and no article tells which of them it is", first=by_role, second=others)
    elif len(others) > 1:
        reason = "the same name, and no article tells whether it is one person"
        yield LookAlike(reason=reason, first=others[:1], second=others[1:])


def _role(speaker: Speaker) -> str:
    return speaker.told or ", ".join(speaker.roles) or "without a role"


def _pairs(block: Sequence[_Bearers]) -> Iterator[tuple[_Bearers, _Bearers]]:
    """Every pair of a small block; in a crowd each with the next and with the first, which is the shortest."""
    for number, one in enumerate(block):
        for other in block[number + 1 : number + CROWD]:
            yield one, other
        if number >= CROWD:
            yield block[0], one


def _by_given(bearers: Mapping[str, _Bearers]) -> Iterator[list[_Bearers]]:
    """Blocks of a surname with a first name, a nickname taken for what it stands for, and with an initial."""
    blocks: dict[tuple[str, str], list[_Bearers]] = {}
    initials: dict[tuple[str, str], list[_Bearers]] = {}
    for one in sorted(bearers.values(), key=lambda one: (len(one.name.words), one.name.key)):
        if given := _plain_letters(one.name.given):
            surname = _plain_letters(one.name.surname)
            blocks.setdefault((surname, groups("nicknames").get(given, given)), []).append(one)
            initials.setdefault((surname, given[0]), []).append(one)
    yield from blocks.values()
    for same in initials.values():
        for one in (one for one in same if len(one.name.given) == 1):
            # One name can be short for many; a surname with one initial is one name, so that this stays linear.
            yield from ([one, other] for other in same if len(other.name.given) > 1)


def _by_letters(bearers: Mapping[str, _Bearers]) -> Iterator[list[_Bearers]]:
    """Blocks of names that are the same when at most one letter of each is left out."""
    blocks: dict[str, list[_Bearers]] = {}
    for one in bearers.values():
        letters = _plain_letters(one.name.key)
        if len(letters) >= SHORTEST and one.name.full:
            for left in {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}:
                blocks.setdefault(left, []).append(one)
    yield from blocks.values()


def _reason(one: Name, other: Name) -> str:
    """Why two different names may be one person's; nothing when they may not."""
    if _plain_letters(one.surname) == _plain_letters(other.surname):
        parts = [_given(one.given, other.given), _middle(one, other)]
        if one.suffix != other.suffix:
            parts.append(None if one.suffix and other.suffix else "one has a suffix such as “Jr.”")
        if one.surname != other.surname:
            parts.append("one has accents, hyphens or apostrophes that the other has not")
        if None not in parts:
            return "; ".join(dict.fromkeys(part for part in parts if part))
    return _letter(one, other)


def _given(one: str, other: str) -> str | None:
    known = groups("nicknames")
    if one == other:
        return ""
    if _plain_letters(one) == _plain_letters(other):
        return "one has accents, hyphens or apostrophes that the other has not"
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return "a first name and its initial"
    if known.get(one, one) == known.get(other, other):
        return f"“{one.capitalize()}” and “{other.capitalize()}” may be one first name"
    return None


def _middle(one: Name, other: Name) -> str | None:
    if one.middle == other.middle:
        return ""
    if not one.middle or not other.middle:
        return "one has a middle name or initial"
    initials = ["".join(word[0] for word in name.middle) for name in (one, other)]
    short = 1 in (len(" ".join(one.middle)), len(" ".join(other.middle)))
    return "a middle name and its initial" if short and initials[0][0] == initials[1][0] else None


def _letter(one: Name, other: Name) -> str:
    """Whether two names differ by one letter; two common first names or two initials that do are two people's."""
    a, b = _plain_letters(one.key), _plain_letters(other.key)
    if a == b:
        return "one has accents, hyphens or apostrophes that the other has not"
    if one.suffix != other.suffix or len(one.words) != len(other.words) or not _one_edit(a, b):
        return ""
    different = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
    if any(min(map(len, pair)) < _SHORTEST_WORD for pair in different):
        return ""
    if one.given != other.given and {one.given, other.given} <= _first_names():
        return ""
    return "" if any(letter.isdigit() for letter in a + b) else "one letter differs"


@cache
def _first_names() -> frozenset[str]:
    return frozenset(map(str.casefold, given_names()))


def _one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out or changed, or two swapped, makes ``b`` of ``a``."""
    start = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    if len(a) == len(b):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other if len(a) > len(b) else rest == other[1:]


@lru_cache(maxsize=1 << 16)
def _plain_letters(text: str) -> str:
    """Letters and digits only, without accents."""
    return _LETTERS.sub("", "".join(letter for letter in normalize("NFKD", text) if not combining(letter)))


def report(pairs: Iterable[LookAlike]) -> Iterator[str]:
    """The report's lines, a few for each pair; the indented lines after "one person" or "two" can be pasted."""
    for pair in pairs:
        yield f"{_who(pair.first)} / {_who(pair.second)}: {pair.reason}"
        for side in (pair.first, pair.second):
            articles = _articles(side)
            more = len(articles) - _ARTICLES
            yield f"  {_who(side)}: in {', '.join(articles[:_ARTICLES])}" + (f" and {more} more" if more > 0 else "")
        yield "  one person:"
        yield from (f"    {line}" for line in _one(pair))
        if pair.first[0].name == pair.second[0].name and len(pair.first) == len(pair.second) == 1:
            yield "  two:"
            yield from (f"    {line}" for side in (pair.first, pair.second) for line in _own(side[0]))


def _articles(side: Sequence[Speaker]) -> list[str]:
    return list(dict.fromkeys(article for one in side for article in one.articles))


def _who(side: Sequence[Speaker]) -> str:
    role = side[0].told if side[0].article is None and len(side) == 1 else None
    return f"{side[0].name} ({role})" if role else side[0].name


def _one(pair: LookAlike) -> Iterator[str]:
    """An entry that makes both sides one, under the longer name; a surname is claimed where it stands only."""
    sides = sorted((pair.first, pair.second), key=lambda side: (-len(side[0].name.split()), -len(side[0].name)))
    long, short = sorted(sides, key=lambda side: not side[0].person)
    there = "  # the entry is there already: add to it" if long[0].person else ""
    yield f"- name: {_yaml(long[0].name)}{there}"
    if short[0].name != long[0].name:
        yield f"  aliases: {_yaml([short[0].name])}"
    if there or len(short[0].name.split()) == 1:
        yield f"  articles: {_yaml(_articles(short))}"


def _own(speaker: Speaker) -> Iterator[str]:
    """An entry for one of two people of one name."""
    role = speaker.told if speaker.article is None else None
    yield f"- name: {_yaml(speaker.name)}"
    yield f"  shown: {_yaml(f'{speaker.name} ({role or speaker.articles[0]})')}"
    yield f"  roles: {_yaml([role])}" if role else f"  articles: {_yaml(speaker.articles)}"


# Texts in quotation marks, and lists of them, as YAML and JSON both read them.
_yaml = partial(json.dumps, ensure_ascii=False)
