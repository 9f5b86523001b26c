"""Where a name is looked up in an index: people under their surname, all else under its first word."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from string import ascii_lowercase
from typing import NamedTuple

from onrecord.lexicon.lists import any_of, demonyms, group, institutions, known_places, words
from onrecord.lexicon.names import is_suffix, untitled
from onrecord.text.fold import fold

OTHER = "other"
"""Where names of other scripts, and those that begin with a digit, are filed."""
LETTERS = (*ascii_lowercase, OTHER)
ARTICLES = frozenset({"the", "a", "an"})
LONGEST = 5
"""Words of a person's name."""
SHOUTED = 3
"""Capitals in a row that a person's name may have: "JD", not "UNICEF"."""
_WORD = re.compile(r"\S+")
_OF_PERSONS = re.compile(r"(?:[^\W\d_]|['’.-])+,?")
_PARTICLES = group("particles", "either")
_ATTACHED = re.compile(any_of(group("particles", "attached")) + r"(?=[^\W\d_])")
_SYLLABLES = re.compile(r"[A-Z][a-z]+-[a-z]+")


class Filed(NamedTuple):
    """A name, as long as it is, in three: ``word`` is what it is filed under, in front of ``before``.

    ``letter`` is one of ``LETTERS``; names are in the order of ``key``.
    """

    letter: str
    key: tuple[str, ...]
    before: str
    word: str
    after: str


@lru_cache(maxsize=1 << 16)  # the index and its file of names both ask
def filed(name: str) -> Filed:
    """File a name by these rules; names of other scripts are filed as they stand.

    1. A person, under the surname: "Joe Biden" under "Biden".  That is the last word that is no "Jr." or "III", with
       the particles before it that have a capital ("Chris Van Hollen" under "Van Hollen", "Ursula von der Leyen" under
       "Leyen", "Bashar al-Assad" under "Assad"), or the first word where family names come first ("Xi Jinping", "Moon
       Jae-in").  Titles are passed over ("Pope Francis" under "Francis").
    2. All else under the first word that is no article: "The White House" under "White House".

    A person's name has two to five words after its titles, each of letters and each with a capital, but for particles;
    none of them names a sort of organization, and the whole is no institution, place or people.
    """
    own = name.partition(" (")[0]  # what tells it from others of the same name stays behind
    found = list(_WORD.finditer(own))
    parts = [match[0] for match in found]
    articles = sum(1 for _ in takewhile(lambda part: part.casefold() in ARTICLES, parts[:-1]))
    first, end = _surname(parts) or (articles, articles + 1)
    if not found or not fold(parts[first])[:1] or fold(parts[first])[0][0] not in ascii_lowercase:
        first, end = 0, len(parts)
    start = found[first].start() if found else 0
    if first and (attached := _ATTACHED.match(name, start)):
        start = attached.end()
    stop = found[end - 1].end() if found else len(own)
    key = tuple(" ".join(fold(part)).replace("'", "") for part in (own[start:], own[:start]))
    letter = key[0][:1] if key[0][:1] in LETTERS else OTHER
    return Filed(letter=letter, key=(*key, name), before=name[:start], word=name[start:stop], after=name[stop:])


def _surname(parts: Sequence[str]) -> tuple[int, int] | None:
    """From which word to which (not included) the surname is; nothing where the name is no person's."""
    titles = len(parts) - len(untitled(" ".join(parts)).split(" ")) if parts else 0
    own = list(parts[titles:])
    kept = len(own) - len(list(takewhile(is_suffix, reversed(own[1:]))))
    if not 2 - bool(titles) <= kept <= LONGEST or not _is_person(own[:kept]):
        return None
    if kept > 1 and ({own[0], f"{own[0]} {own[1]}"} & words("family_names_first") or _SYLLABLES.fullmatch(own[1])):
        return titles, titles + 1
    # "Le Pen" is a surname as a whole; of more words the first is a given name, whatever it looks like.
    before = own[: kept - 1] if kept == 2 else own[1 : kept - 1]
    particles = list(takewhile(lambda part: part[0].isupper() and part.casefold() in _PARTICLES, reversed(before)))
    return titles + kept - 1 - len(particles), titles + kept


def _is_person(own: Sequence[str]) -> bool:
    plain = [part.rstrip(",") for part in own]
    whole = " ".join(plain)
    if own[0].casefold() in ARTICLES or whole in institutions() or whole in known_places():
        return False
    if set(plain) & (words("organization_words") | demonyms()) or plain[-1] in words("name_heads"):
        return False
    if plain[-1] in _PARTICLES or any(len(part) > SHOUTED and part.isupper() for part in plain):
        return False
    return all(
        _OF_PERSONS.fullmatch(part)
        and (part[0].isupper() or (number and (part in _PARTICLES or _ATTACHED.match(part))))
        for number, part in enumerate(own)
    )
