"""What an editor may say about articles in YAML: metadata of one article, and the list of topics."""

import re
import unicodedata
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from onrecord.model.article import CONTEXTS, FaultsError, Metadata, Original, Topic
from onrecord.reading.shape import Lenient, Line, Lines, SetOf, Shape, checked, entries, must_be
from onrecord.reading.strict_yaml import Document, Location
from onrecord.text.escape import quote

# The "langtag" of RFC 5646, section 2.1, without extensions and with the two- and three-letter codes only: longer ones
# have never been registered, and "english" is a mistake.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
# The profile of ISO 8601 that W3C's "Date and Time Formats" note describes, from a full day on.
_PUBLISHED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_NOT_IN_URL = re.compile(r"[\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]")


def metadata(document: Document) -> Metadata:
    """The metadata that a document gives; `FaultsError` names each wrong key and value with its line."""
    found = dict(checked(_Metadata, document))
    original = found.pop("original")
    return Metadata(**found, original=Original(**dict(original)) if original else None)


def topics(document: Document) -> tuple[Topic, ...]:
    """The topics of a document in its order; `FaultsError` names each that is at fault, with its line.

    The document maps names to a phrase or a list of phrases, or lists entries with the keys ``name`` and ``phrases``,
    or plain names.  A topic without phrases has its name for one.
    """
    listed, faults = entries(_Topic, _as_list(document))
    found: dict[str, Topic] = {}
    for line, one in listed:
        # Two names that differ in case only would be two pages that nobody can tell apart.
        same = unicodedata.normalize("NFC", one.name).casefold()
        if same in found:
            faults.append((line, f"the topic {quote(one.name)} is listed a second time; keep one"))
        found[same] = Topic(name=one.name, phrases=one.phrases or (one.name,))
    if faults:
        raise FaultsError(*faults)
    return tuple(found.values())


def _as_list(document: Document) -> Document:
    """A document that maps names to phrases, or is one name, as the list of entries that it stands for."""
    if isinstance(document.value, str):
        return Document(value=[document.value], lines={(0,): document.lines[()]}, key_lines={})
    if not isinstance(document.value, dict):
        return document
    index: dict[Location, int] = {(name,): at for at, name in enumerate(document.value)}
    return Document(
        value=[{"name": name, "phrases": phrases} for name, phrases in document.value.items()],
        lines={(index[at[:1]], "phrases", *at[1:]): line for at, line in document.lines.items() if at}
        | {(index[at],): line for at, line in document.key_lines.items() if at in index},
        key_lines={},
    )


def _is_date(value: str) -> bool:
    try:
        return bool(_PUBLISHED.fullmatch(value) and datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and sound and not _NOT_IN_URL.search(value)


DATE = must_be("an ISO 8601 date; write it like 2023-06-12 or 2023-06-12T08:30:00Z", _is_date)
_TAG = must_be("a language tag (BCP 47); write it like en, pt-BR or zh-Hant", _LANGUAGE.fullmatch)
_CONTEXT = must_be(f"one of {', '.join(CONTEXTS)}", CONTEXTS.__contains__)
_SHA256 = must_be("a SHA-256: 64 of the digits 0 to 9 and a to f", re.compile(r"[0-9a-f]{64}").fullmatch)
WEB_ADDRESS = must_be("a web address; it must start with https:// or http:// and hold no spaces", _is_web_address)


class _Original(Shape):
    """`Original` as YAML gives it."""

    name: Line
    sha256: Annotated[Line, _SHA256]
    media_type: Line | None = None


class _Metadata(Lenient):
    """`Metadata` as YAML gives it."""

    title: Line | None = None
    url: Annotated[Line, WEB_ADDRESS] | None = None
    outlet: Line | None = None
    authors: SetOf[Line] = ()
    published: Annotated[Line, DATE] | None = None
    language: Annotated[Line, _TAG] | None = None
    rights: Lines | None = None
    description: Lines | None = None
    archived: Annotated[Line, WEB_ADDRESS] | None = None
    context: Annotated[Line, _CONTEXT] | None = None
    withdraw: Annotated[Line, AfterValidator(lambda value: None if value == "false" else value)] | None = None
    original: _Original | None = None
    retrieved_from: Annotated[Line, WEB_ADDRESS] | None = None
    taken_with: Line | None = None
    changed: SetOf[Line] = ()
    video: Annotated[Line, WEB_ADDRESS] | None = None


class _Topic(Lenient):
    name: Line
    phrases: SetOf[Line] = ()
