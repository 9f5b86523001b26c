"""Names of people as they are compared: folded, without titles, taken apart into given names, surname and suffix."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from types import MappingProxyType
from unicodedata import normalize

from onrecord.lexicon.lists import group, groups, words

STAND_IN = "NATO"
"""What a model reads for a short name that it would take for a word of grammar."""
_STRAIGHT = str.maketrans("’‘ʼ`‐‑–", "''''---")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name taken apart: folded words (given names and surname), and a suffix such as "jr" or nothing.

    ``key`` is what is compared: two names with one key are the same name.  ``full`` says that it is a name that two
    articles can share: a given name and a surname at least, and no description.
    """

    words: tuple[str, ...]
    suffix: str
    full: bool

    @property
    def key(self) -> str:
        """The words and the suffix as one text."""
        return " ".join((*self.words, self.suffix)).rstrip()

    @property
    def given(self) -> str:
        """The first given name or initial; nothing where there is only a surname."""
        return self.words[0] if len(self.words) > 1 else ""

    @property
    def surname(self) -> str:
        """The last word."""
        return self.words[-1] if self.words else ""

    @property
    def middle(self) -> tuple[str, ...]:
        """The words between."""
        return self.words[1:-1]


def spaced(text: str) -> str:
    """The text in NFC, with single spaces."""
    return " ".join(normalize("NFC", text).split())


def folded(text: str) -> str:
    """A description or an organization's name as it is compared: in NFC, without case and "the", spaces single."""
    plain = spaced(text).translate(_STRAIGHT).casefold()
    return plain.removeprefix("the ") or plain


@lru_cache(maxsize=1 << 16)
def taken_apart(text: str) -> Name:
    """Take a person's name apart; titles before it, full stops and commas make no difference, accents do."""
    plain = untitled(text).translate(_STRAIGHT)
    parts = [part for part in plain.replace(",", " ").split() if part.strip(".")]
    lower = _joined_initials([_word(part) for part in parts])
    suffix = lower.pop() if len(lower) > 1 and is_suffix(lower[-1]) else ""
    return Name(words=tuple(lower), suffix=suffix, full=_full(plain, lower, parts))


def untitled(text: str) -> str:
    """A name without the titles before it, spaces single."""
    parts = spaced(text).split(" ")
    while len(parts) > 1 and _among("titles", parts[0]) and parts[0][:1].isupper():
        del parts[0]
    return " ".join(parts)


def is_suffix(word: str) -> bool:
    """Whether a word after a person's name is no surname: "Jr.", "III"."""
    return _among("name_suffixes", word.rstrip(","))


def is_company_suffix(word: str) -> bool:
    """Whether a word only completes a company's name: "Inc.", "Company"."""
    return _among("company_suffixes", word)


@cache
def given_names() -> Mapping[str, str]:
    """Common given names, each with the gender that it tells: "f" or "m"."""
    genders = ("female", "male")
    return MappingProxyType({name: gender[0] for gender in genders for name in words(f"first_names_{gender}")})


def gender_of(name: str, titles: Iterable[str]) -> str:
    """The gender, "f" or "m", that a person's titles tell, or else the given name; nothing where neither does."""
    told = {groups("titles_by_gender").get(title, "") for title in titles} - {""}
    return min(told, default="") or given_names().get(name.partition(" ")[0], "")


def _among(name: str, word: str) -> bool:
    """Whether a list holds the word, whatever its case, with or without a full stop."""
    return word.rstrip(".").casefold() in _without_stops(name)


@cache
def _without_stops(name: str) -> frozenset[str]:
    return frozenset(entry.rstrip(".").casefold() for entry in words(name))


def _word(part: str) -> str:
    return (part.replace(".", "") if _INITIALS.fullmatch(part) else part.rstrip(".")).casefold()


def _joined_initials(parts: list[str]) -> list[str]:
    """Initials that stand apart as one word: "j d vance" is "jd vance"."""
    # A surname may be a letter ("Malcolm X"), and a single initial stays what it is.
    runs = groupby(parts[:-1], key=lambda part: len(part) == 1)
    return [word for letters, run in runs for word in (["".join(run)] if letters else list(run))] + parts[-1:]


def _full(plain: str, lower: list[str], parts: list[str]) -> bool:
    several = _AND.split(plain)
    if len(several) > 1:
        return all(taken_apart(one).full for one in several)
    if len(lower) < 2 or _POSSESSIVE.search(plain) or parts[len(parts) - 1][:1].islower():
        return False
    if len(lower) == 2 and lower[0] in group("particles", "either"):
        return False
    return len(lower[0]) > 1 or sum(len(word) > 1 for word in lower) > 1


def acronyms(said: Sequence[str]) -> frozenset[int]:
    """Return the places of short names that in small letters are words of grammar, where not all is in capitals."""
    known = words("acronyms_like_words")
    found = (at for at, word in enumerate(said) if word in known) if not known.isdisjoint(said) else ()
    return frozenset(at for at in found if not any(map(shouted, (*said[max(0, at - 1) : at], *said[at + 1 : at + 2]))))


def shouted(word: str) -> bool:
    """Tell whether a word is in capitals, and more than a letter."""
    return word.isupper() and len(word) > 1
