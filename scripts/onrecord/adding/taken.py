"""What is taken out of a file: articles as paragraphs with what is stated of them, and lines about what is refused."""

import re
from dataclasses import dataclass, field

from onrecord.model.article import Metadata

MARKS_ADDED = "quotation marks added where the page marks a quotation without any"
LINES_JOINED = "lines joined that a width had broken"
HYPHENS_REMOVED = "hyphens at the ends of lines removed"
ENTITIES_DECODED = "HTML entities decoded"
REPAIRED = "letters repaired that a wrong encoding had garbled"
TIMES_REMOVED = "times of the recording kept beside the text"
_SPACES = re.compile(r"[ \t\r\n\f\v\x00-\x08\x0e-\x1f\x7f\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
NOTHING_STATED = Metadata()


class RefusedError(Exception):
    """Why nothing is taken from a file or from one of its records, and what to do: one line without the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An article taken out of what held it.

    ``name`` tells the record to people, where a file holds several; ``stem`` names the seed where there is no title.
    ``sha256`` and ``media_type`` are those of ``original``, the file or record that the paragraphs were made from.
    ``tools`` made them, ``changed`` says what was changed on the way.
    ``left_out`` are the texts of the page that are not the article's.  ``times`` has for each paragraph the second of
    the recording, where it is known.
    """

    name: str
    stem: str
    paragraphs: tuple[str, ...]
    metadata: Metadata = NOTHING_STATED
    original: str = ""
    sha256: str = ""
    media_type: str = ""
    retrieved_from: str | None = None
    tools: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    times: tuple[float | None, ...] = ()

    @property
    def text(self) -> str:
        """The seed: a paragraph a line, with an empty line between."""
        return "\n\n".join(self.paragraphs) + "\n"


@dataclass(frozen=True, slots=True)
class Refused:
    """A record from which nothing could be taken, and why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes to take articles out of, and what is said of them from outside.

    ``charset`` and ``media_type`` are what a header beside them says, ``address`` where they come from; ``columns``
    names the columns of a table (``{"text": "Volltext"}``) that a person chose.
    """

    name: str
    data: bytes
    charset: str | None = None
    media_type: str | None = None
    address: str | None = None
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The name without folders and suffix."""
        return (
            re.sub(r"\.[A-Za-z0-9]{1,11}\Z", "", self.name.replace("\\", "/").rstrip("/").rpartition("/")[2])
            or "article"
        )


def one_line(text: str) -> str:
    """The text on one line, single spaces, without what nobody sees: soft hyphens, spaces of no width."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip(" \xa0")


def value(text: str | None) -> str | None:
    """A value of the metadata on one line; nothing where it holds nothing."""
    return one_line(text.replace("\xa0", " ")) or None if text else None
