"""YAML as an editor means it: every scalar is the text that was typed, and whatever could surprise is an error.

Ordinary loaders turn ``2023-06-12`` into a date, ``no`` (Norwegian) into false and ``1e3`` into a number, and let the
second of two equal keys win.  Here a scalar is a string, or ``None`` where nothing or ``null`` stands, and each error
tells its line.
"""

import bisect
import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

MAX_CHARACTERS = 500_000
MAX_DEPTH = 16

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SHOWN_LENGTH = 60

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


class StrictYamlError(ValueError):
    """Why a text is not YAML that we take: ``message`` says what and how to mend it, ``line`` (from 1) where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(f"line {line}: {message}")
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, or ``None`` where nothing or ``null`` stands."""

    value: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the order of the file."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys, each once, with their values, in the order of the file."""

    entries: tuple[tuple["Key", "Node"], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Key:
    """The text of a key, never empty."""

    value: str
    line: int


Node: TypeAlias = Scalar | Sequence | Mapping


def quote(text: str) -> str:
    """Show a text from a file within a one-line message: in quotation marks, cut, with control characters escaped."""
    cut = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
    return f'"{escape_controls(cut)}"'


def escape_controls(text: str) -> str:
    """Write control characters, line separators and lone surrogates as escapes, so that a message stays one line."""
    return "".join(
        letter.encode("unicode_escape").decode("ascii")
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
        else letter
        for letter in text
    )


def compose(text: str, *, first_line: int = 1) -> Node:
    """Read ``text`` as one YAML document whose nodes know their lines; ``first_line`` is where it stands in its file.

    An empty text is an empty scalar.  Duplicate keys, keys that are not text, anchors, aliases, tags, a second
    document, nesting deeper than `MAX_DEPTH`, texts longer than `MAX_CHARACTERS` and lone surrogates raise
    `StrictYamlError`, as does all that YAML itself refuses; nothing else is ever raised.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"too long: {len(text)} characters, and {MAX_CHARACTERS} are allowed"
        raise StrictYamlError(message, first_line)
    return _Composer(text, first_line).document()


def load(text: str, *, first_line: int = 1) -> Plain:
    """Read ``text`` as `compose` does and give plain strings, lists and dictionaries."""
    return plain(compose(text, first_line=first_line))


def plain(node: Node) -> Plain:
    """Give a node's content as plain strings, lists and dictionaries, without lines."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


class _Composer:
    """Builds nodes from the parser's events, which come one at a time, so that a hostile text is cut off early."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line
        # PyYAML's own lines also end at U+0085 and U+2028, which editors do not count.
        self._line_ends = [found.end() for found in _LINE_BREAK.finditer(text)]
        self._loader: yaml.SafeLoader | None = None

    def document(self) -> Node:
        start = self._next()
        while not isinstance(start, DocumentStartEvent | StreamEndEvent):
            start = self._next()
        if isinstance(start, StreamEndEvent):
            return Scalar(None, self._first_line)
        node = self._node(self._next(), depth=0)
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            message = 'a second document starts here; only one is allowed (remove the line "---")'
            raise StrictYamlError(message, self._line_of(after))
        return node

    def _node(self, event: yaml.Event, *, depth: int) -> Node:
        line = self._line_of(event)
        if isinstance(event, AliasEvent):
            message = "aliases (*name) are not allowed; put a text that starts with * in quotation marks"
            raise StrictYamlError(message, line)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            message = "anchors (&name) are not allowed; put a text that starts with & in quotation marks"
            raise StrictYamlError(message, line)
        if getattr(event, "tag", None) is not None:
            message = "tags (!name) are not allowed; put a text that starts with ! in quotation marks"
            raise StrictYamlError(message, line)
        if depth > MAX_DEPTH:
            message = f"lists and keys are nested deeper than {MAX_DEPTH}"
            raise StrictYamlError(message, line)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, SequenceStartEvent):
            items = []
            while not isinstance(following := self._next(), CollectionEndEvent):
                items.append(self._node(following, depth=depth + 1))
            return Sequence(tuple(items), line)
        assert isinstance(event, MappingStartEvent)  # noqa: S101 - the parser has no other event here
        return self._mapping(line, depth=depth)

    def _mapping(self, line: int, *, depth: int) -> Mapping:
        entries: dict[str, tuple[Key, Node]] = {}
        while not isinstance(following := self._next(), CollectionEndEvent):
            key = self._node(following, depth=depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                message = "a key must be a text; put a value that starts with { or [ in quotation marks"
                raise StrictYamlError(message, key.line)
            if key.value in entries:
                earlier = entries[key.value][0].line
                message = f"the key {quote(key.value)} stands here a second time (first on line {earlier}); keep one"
                raise StrictYamlError(message, key.line)
            value = self._node(self._next(), depth=depth + 1)
            entries[key.value] = (Key(key.value, key.line), value)
        return Mapping(tuple(entries.values()), line)

    def _scalar(self, event: ScalarEvent, line: int) -> Scalar:
        if event.style is None and event.value in _NULLS:
            return Scalar(None, line)
        if any("\ud800" <= letter <= "\udfff" for letter in event.value):
            message = r"half of a surrogate pair (\ud800 to \udfff) is not a character; write the character itself"
            raise StrictYamlError(message, line)
        return Scalar(event.value, line)

    def _next(self) -> yaml.Event:
        try:
            if self._loader is None:
                self._loader = yaml.SafeLoader(self._text)
            event: yaml.Event = self._loader.get_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
        except yaml.reader.ReaderError as error:
            message = f"the character U+{ord(self._text[error.position]):04X} is not allowed; remove it"
            raise StrictYamlError(message, self._line_at(error.position)) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            index = len(self._text) if mark is None else mark.index
            problem = escape_controls(error.problem or "it cannot be read")
            hint = "; put a text with a special character, such as a colon, in quotation marks"
            raise StrictYamlError(f"not valid YAML: {problem}{hint}", self._line_at(index)) from error
        except (ValueError, OverflowError) as error:
            # PyYAML hands "\U00110000" and endless version numbers to chr() and int() unchecked.
            index = len(self._text) if self._loader is None else self._loader.index
            message = "not valid YAML: an escape or a number is out of range"
            raise StrictYamlError(message, self._line_at(index)) from error
        return event

    def _line_of(self, event: yaml.Event) -> int:
        return self._line_at(0 if event.start_mark is None else event.start_mark.index)

    def _line_at(self, index: int) -> int:
        return self._first_line + bisect.bisect_right(self._line_ends, index)
