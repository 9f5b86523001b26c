"""What an editor may say about articles in YAML, checked: metadata of one article, and the list of topics."""

import difflib
import re
import unicodedata
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlsplit

from onrecord.model.article import CONTEXTS, FaultsError, Metadata, Topic
from onrecord.reading.strict_yaml import Key, Mapping, Node, Scalar, Sequence, quote

KEYS = tuple(field.name for field in fields(Metadata))
MANY_LINES = frozenset({"description", "rights"})
TOPIC_KEYS = ("name", "phrases")
Entries = dict[str, tuple[Key, Node]]

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


def entries(node: Node) -> Entries:
    """Give the entries of a metadata document by their keys; no document at all has none.

    `FaultsError` when the document is not made of keys, or has keys other than `KEYS`.
    """
    if isinstance(node, Scalar) and node.value is None:
        return {}
    if not isinstance(node, Mapping):
        raise FaultsError((node.line, f'must be made of lines "key: value"; the keys are {_listed(KEYS)}'))
    faults = [(key.line, _unknown(key.value, KEYS)) for key, _ in node.entries if key.value not in KEYS]
    if faults:
        raise FaultsError(*faults)
    return {key.value: (key, value) for key, value in node.entries}


def metadata(given: Entries) -> Metadata:
    """Check the values of `entries` and give them as `Metadata`; values are stripped, blank ones count as not given.

    `FaultsError` names each value that has the wrong type or form, with its line.
    """
    faults: list[tuple[int, str]] = []
    texts: dict[str, str | None] = {}
    authors: tuple[str, ...] = ()
    for name, (_, node) in given.items():
        try:
            if name == "authors":
                authors = _texts(name, node)
            else:
                texts[name] = _text(name, node)
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(*faults)
    return Metadata(authors=authors, **texts)


def topics(node: Node) -> tuple[Topic, ...]:
    """Give the topics of a topics document in its order; `FaultsError` names each that is at fault, with its line.

    The document maps names to a phrase or a list of phrases, or lists entries with the keys ``name`` and ``phrases``,
    or plain names.  A topic without phrases has its name for one.
    """
    found: dict[str, Topic] = {}
    faults: list[tuple[int, str]] = []
    for item in _topic_items(node):
        try:
            topic = _topic(item)
            # Two names that differ in case only would be two pages that nobody can tell apart.
            same = unicodedata.normalize("NFC", topic.name).casefold()
            if same in found:
                raise FaultsError((item.line, f"the topic {quote(topic.name)} is listed a second time; keep one"))
            found[same] = topic
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(*faults)
    return tuple(found.values())


def _topic_items(node: Node) -> tuple[Node, ...]:
    """Give every topic as it would stand in a list."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Mapping):
        return tuple(
            Mapping(((Key("name", key.line), Scalar(key.value, key.line)), (Key("phrases", key.line), value)), key.line)
            for key, value in node.entries
        )
    return () if node.value is None else (node,)


def _topic(item: Node) -> Topic:
    if not isinstance(item, Mapping):
        item = Mapping(((Key("name", item.line), item),), item.line)
    faults = [(key.line, _unknown(key.value, TOPIC_KEYS)) for key, _ in item.entries if key.value not in TOPIC_KEYS]
    if faults:
        raise FaultsError(*faults)
    given = {key.value: value for key, value in item.entries}
    name = _text("name", given["name"]) if "name" in given else None
    if name is None:
        raise FaultsError((item.line, "a topic needs a name"))
    phrases = _texts("phrases", given["phrases"]) if "phrases" in given else ()
    return Topic(name=name, phrases=phrases or (name,))


def _text(name: str, node: Node) -> str | None:
    if not isinstance(node, Scalar):
        raise FaultsError((node.line, f"{name} must be one text, not a list or keys; put it in quotation marks"))
    value = (node.value or "").strip()
    if not value or (name == "withdraw" and value == "false"):
        return None
    allowed = "\t\n" if name in MANY_LINES else "\t"
    for letter in value:
        if letter not in allowed and unicodedata.category(letter) in {"Cc", "Zl", "Zp"}:
            what = "a line break" if letter in "\r\n\u2028\u2029" else f"the control character U+{ord(letter):04X}"
            raise FaultsError((node.line, f"{name} holds {what}; remove it"))
    wrong = _wrong_form(name, value)
    if wrong:
        raise FaultsError((node.line, f"{name} {quote(value)} is not {wrong}"))
    return value


def _texts(name: str, node: Node) -> tuple[str, ...]:
    if isinstance(node, Mapping):
        raise FaultsError((node.line, f"{name} must be a list of texts, not keys"))
    if isinstance(node, Scalar):
        value = _text(name, node)
        return () if value is None else (value,)
    faults: list[tuple[int, str]] = []
    values: list[str] = []
    for item in node.items:
        try:
            value = _text(name, item)
            if value is None:
                raise FaultsError((item.line, f"an entry of {name} is empty; fill it in or remove it"))
            if value in values:
                raise FaultsError((item.line, f"{name} lists {quote(value)} a second time; keep one"))
            values.append(value)
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(*faults)
    return tuple(values)


def _wrong_form(name: str, value: str) -> str | None:
    """Say what the value should have been, or nothing when it is right."""
    if name == "published" and not _is_date(value):
        return "an ISO 8601 date; write it like 2023-06-12 or 2023-06-12T08:30:00Z"
    if name in {"url", "archived"} and not _is_web_address(value):
        return "a web address; it must start with https:// or http:// and hold no spaces"
    if name == "language" and not _LANGUAGE.fullmatch(value):
        return "a language tag (BCP 47); write it like en, pt-BR or zh-Hant"
    if name == "context" and value not in CONTEXTS:
        return f"one of {_listed(CONTEXTS)}"
    return None


def _is_date(value: str) -> bool:
    if not _PUBLISHED.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and port_is_sound and not _NOT_IN_URL.search(value)
    )


def _unknown(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key.lower(), known, n=1)
    advice = f'did you mean "{near[0]}"?' if near else f"the keys are {_listed(known)}"
    return f"unknown key {quote(key)}; {advice}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
