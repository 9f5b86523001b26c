"""Names of people as they are compared: folded, without titles, taken apart into given names, surname and suffix."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from onrecord.lexicon.lists import words

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset(
    {
        "bin",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "ter",
        "van",
        "vander",
        "von",
        "zu",
    }
)
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_DASHES = str.maketrans("‐‑–", "---")
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
    plain = spaced(text).translate(_APOSTROPHES).translate(_DASHES).casefold()
    return plain.removeprefix("the ") or plain


@lru_cache(maxsize=1 << 16)
def taken_apart(text: str) -> Name:
    """Take a person's name apart; titles before it, full stops and commas make no difference, accents do."""
    plain = untitled(text).translate(_APOSTROPHES).translate(_DASHES)
    parts = [part for part in plain.replace(",", " ").split() if part.strip(".")]
    lower = _joined_initials([_word(part) for part in parts])
    suffix = lower[-1] if len(lower) > 1 and lower[-1] in SUFFIXES else ""
    kept = lower[:-1] if suffix else lower
    return Name(words=tuple(kept), suffix=suffix, full=_full(plain, kept, parts))


def untitled(text: str) -> str:
    """A name without the titles before it, spaces single."""
    parts = spaced(text).split(" ")
    known = _titles()
    at = 0
    while at < len(parts) - 1 and parts[at].rstrip(".").casefold() in known and parts[at][:1].isupper():
        at += 1
    return " ".join(parts[at:])


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.rstrip(".").casefold() for title in words("titles"))


def _word(part: str) -> str:
    return (part.replace(".", "") if _INITIALS.fullmatch(part) else part.rstrip(".")).casefold()


def _joined_initials(parts: list[str]) -> list[str]:
    """Initials that stand apart as one word: "j d vance" is "jd vance"."""
    joined: list[str] = []
    initials = 0
    for number, part in enumerate(parts):
        # A surname may be a letter ("Malcolm X"), and a single initial stays what it is.
        letter = len(part) == 1 and number < len(parts) - 1
        if letter and initials:
            joined[-1] += part
        else:
            joined.append(part)
        initials = initials + 1 if letter else 0
    return joined


def _full(plain: str, lower: list[str], parts: list[str]) -> bool:
    several = _AND.split(plain)
    if len(several) > 1:
        return all(taken_apart(one).full for one in several)
    if len(lower) < 2 or _POSSESSIVE.search(plain) or parts[len(parts) - 1][:1].islower():
        return False
    if len(lower) == 2 and lower[0] in PARTICLES:
        return False
    return len(lower[0]) > 1 or sum(len(word) > 1 for word in lower) > 1
