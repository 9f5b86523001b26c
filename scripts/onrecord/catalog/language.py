"""The language of readers' words, one for all of a process: English, or that of a file beside this one.

A text stands in English where it is used, in a template, a module or a script, and is looked up as it stands there;
``de.po`` has the German ones.  The words of articles, ids, addresses, names of fields and what an editor is told are
nothing to look up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TypeVar

ENGLISH = "en"
FOLDER = Path(__file__).parent
LANGUAGES = frozenset({ENGLISH, *(path.stem for path in FOLDER.glob("*.po"))})
"""The languages that there are words in."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    """A language: its words, what parts thousands, and the names of months and weekdays in their order."""

    name: str
    words: NullTranslations
    thousands: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


_ENGLISH = _Language(
    name=ENGLISH,
    words=NullTranslations(),
    thousands=",",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip
_spoken = _ENGLISH


@cache
def _read(name: str) -> _Language:
    from babel import Locale  # 0.1 s that an English site does without
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    locale, compiled = Locale.parse(name), BytesIO()
    with (FOLDER / f"{name}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=name))
    compiled.seek(0)
    months, days = (part["format"]["wide"] for part in (locale.months, locale.days))
    return _Language(
        name=name,
        words=GNUTranslations(compiled),
        thousands=locale.number_symbols["latn"]["group"],
        months=tuple(months[month] for month in range(1, 13)),
        weekdays=tuple(days[day] for day in range(7)),
    )


def speak(language: str) -> None:
    """Have this process, and those that it forks from now on, say readers' words in one of the ``LANGUAGES``."""
    global _spoken
    if language != _spoken.name:
        _spoken = _ENGLISH if language == ENGLISH else _read(language)


def spoken() -> str:
    """The language of readers' words, as a BCP 47 tag."""
    return _spoken.name


def gettext(text: str, *, context: str | None = None) -> str:
    """The text in the language that is spoken; with a ``context`` where it means something else elsewhere."""
    return _spoken.words.pgettext(context, text) if context else _spoken.words.gettext(text)


def ngettext(one: str, several: str, count: int) -> str:
    """The text for that many things in the language that is spoken."""
    return _spoken.words.ngettext(one, several, count)


def later(text: str) -> str:
    """A text that is looked up where it is used, as `Words` does; here it only stands to be found."""
    return text


class Words(Mapping[Key, str]):
    """Readers' words by what they are for: given in English, read in the language that is spoken."""

    def __init__(self, english: Mapping[Key, str]) -> None:
        self._english = english

    def __getitem__(self, key: Key) -> str:
        return gettext(self._english[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


def number(count: int) -> str:
    """A number as it is read, its thousands apart: "12,345"."""
    return f"{count:,}".replace(",", _spoken.thousands)


def quoted(words: str) -> str:
    """Words in quotation marks that are ours, not an article's."""
    return gettext("“{words}”").format(words=words)


def month_name(month: int) -> str:
    """The name of the month of that number, from 1."""
    return _spoken.months[month - 1]


def weekdays() -> tuple[str, ...]:
    """The names of the days of a week, from Monday on."""
    return _spoken.weekdays
