"""Writes the report on speakers that look alike: who, why, where, and what to put into ``people.yml``."""

import json
from collections.abc import Iterable, Iterator, Sequence

from onrecord.archive.look_alikes import LookAlike
from onrecord.archive.people import Speaker

_ARTICLES = 3


def report(pairs: Iterable[LookAlike]) -> tuple[str, ...]:
    """The report's lines, a few for each pair; the indented lines after "one person" or "two" can be pasted."""
    return tuple(line for pair in pairs for line in _pair(pair))


def _pair(pair: LookAlike) -> Iterator[str]:
    yield f"{_who(pair.first)} / {_who(pair.second)}: {pair.reason}"
    for side in (pair.first, pair.second):
        articles = tuple(dict.fromkeys(article for one in side for article in one.articles))
        more = len(articles) - _ARTICLES
        yield f"  {_who(side)}: in {', '.join(articles[:_ARTICLES])}" + (f" and {more} more" if more > 0 else "")
    yield "  one person:"
    yield from (f"    {line}" for line in _one(pair))
    if pair.first[0].name == pair.second[0].name and len(pair.first) == len(pair.second) == 1:
        yield "  two:"
        yield from (f"    {line}" for side in (pair.first, pair.second) for line in _own(side[0]))


def _who(side: Sequence[Speaker]) -> str:
    told = side[0].told if side[0].article is None else None
    return f"{side[0].name} ({told})" if told and len(side) == 1 else side[0].name


def _one(pair: LookAlike) -> Iterator[str]:
    """An entry that makes both sides one, under the longer name; a surname is claimed where it stands only."""
    sides = sorted((pair.first, pair.second), key=lambda side: (-len(side[0].name.split()), -len(side[0].name)))
    long, short = sorted(sides, key=lambda side: not side[0].person)
    there = "  # the entry is there already: add to it" if long[0].person else ""
    yield f"- name: {_text(long[0].name)}{there}"
    if short[0].name != long[0].name:
        yield f"  aliases: [{_text(short[0].name)}]"
    if there or len(short[0].name.split()) == 1:
        yield f"  articles: [{_texts(article for one in short for article in one.articles)}]"


def _own(speaker: Speaker) -> Iterator[str]:
    """An entry for one of two people of one name."""
    by_role = speaker.told is not None and speaker.article is None
    told = speaker.told if by_role and speaker.told else speaker.articles[0]
    yield f"- name: {_text(speaker.name)}"
    yield f"  shown: {_text(f'{speaker.name} ({told})')}"
    if by_role:
        yield f"  roles: [{_text(told)}]"
    else:
        yield f"  articles: [{_texts(speaker.articles)}]"


def _texts(items: Iterable[str]) -> str:
    return ", ".join(_text(item) for item in dict.fromkeys(items))


def _text(value: str) -> str:
    """A text in quotation marks, as YAML and JSON both read it."""
    return json.dumps(value, ensure_ascii=False)
