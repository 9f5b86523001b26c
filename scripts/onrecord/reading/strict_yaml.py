"""YAML as an editor means it: every scalar is the text that was typed, and whatever could surprise is an error.

Ordinary loaders turn ``2023-06-12`` into a date, ``no`` (Norwegian) into false and ``1e3`` into a number, and let the
second of two equal keys win.  Here a scalar is a string, or ``None`` where nothing or ``null`` stands.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from onrecord.model.article import FaultsError
from onrecord.reading.decode import decode, file_bytes
from onrecord.text.escape import escape_controls, quote

MAX_BYTES = 2 * 1024 * 1024
MAX_CHARACTERS = 500_000
MAX_DEPTH = 16

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_DOUBLE_MARK = re.compile('["“”„‟«»＂]')
_OPENING_SINGLE_MARK = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSING_SINGLE_MARK = re.compile(r"(?<=\S)['’](?!\w)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Location: TypeAlias = tuple[str | int, ...]
"""The keys and the indexes that lead from a document to one of its values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a YAML text holds, and on which line (1 is the first) each value and each value's key stand."""

    value: Plain
    lines: dict[Location, int]
    key_lines: dict[Location, int]


def load_file(path: Path, *, within: Path) -> Document:
    """Read a file of at most `MAX_BYTES` in the folder ``within`` as `load` reads a text."""
    return load(decode(file_bytes(path, within=within, max_bytes=MAX_BYTES)))


def load(text: str, *, first_line: int = 1) -> Document:
    """Read ``text``, which starts on the line ``first_line`` of its file, as one YAML document; an empty one is None.

    `FaultsError`, and never anything else, is raised for duplicate keys, keys that are not text, anchors, aliases,
    tags, a second document, nesting deeper than `MAX_DEPTH`, texts longer than `MAX_CHARACTERS`, lone surrogates,
    quotations that a list in brackets cuts at their commas, and all that YAML itself refuses.
    """
    if len(text) > MAX_CHARACTERS:
        raise FaultsError((first_line, f"too long: {len(text)} characters, and {MAX_CHARACTERS} are allowed"))
    # PyYAML's own lines also end at U+0085 and U+2028, which editors do not count.
    ends = [found.end() for found in _LINE_BREAK.finditer(text)]

    def line(index: int) -> int:
        return first_line + bisect_right(ends, index)

    try:
        loader = _Loader(text, line)
        node = loader.get_single_node()
        value = None if node is None else loader.plain(node, ())
        return Document(value=value, lines={(): first_line} | loader.lines, key_lines=loader.key_lines)
    except yaml.reader.ReaderError as error:
        index, message = error.position, f"the character U+{ord(text[error.position]):04X} is not allowed; remove it"
    except _RefusedError as error:
        at, message = error.args
        index = at.start_mark.index
    except yaml.MarkedYAMLError as error:
        index, message = _explained(error, text)
    except (ValueError, OverflowError):
        # PyYAML hands "\U00110000" and endless version numbers to chr() and int() unchecked.
        index, message = loader.index, "not valid YAML: an escape or a number is out of range"
    raise FaultsError((line(index), message))


class _RefusedError(Exception):
    """What is sound YAML but not taken here: the node or the event, and what to do."""


class _Loader(yaml.SafeLoader):
    """Refuses node by node what is not taken, so that a hostile text is cut off early.

    The loader in C cannot: it composes all at once.  Its messages say less, too.
    """

    def __init__(self, text: str, line: Callable[[int], int]) -> None:
        super().__init__(text)
        self._text = text
        self._line = line
        self._depth = 0
        self.lines: dict[Location, int] = {}
        self.key_lines: dict[Location, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
        alias = isinstance(event, yaml.AliasEvent)
        if alias or event.anchor is not None or event.tag is not None:
            what, mark = ("aliases", "*") if alias else ("anchors", "&") if event.anchor is not None else ("tags", "!")
            advice = f"put a text that starts with {mark} in quotation marks"
            raise _RefusedError(event, f"{what} ({mark}name) are not allowed; {advice}")
        if self._depth > MAX_DEPTH:
            raise _RefusedError(event, f"lists and keys are nested deeper than {MAX_DEPTH}")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def plain(self, node: yaml.Node, at: Location) -> Plain:
        self.lines[at] = self._line(node.start_mark.index)
        if isinstance(node, yaml.MappingNode):
            return {self._key(key, at): self.plain(value, (*at, key.value)) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            if node.flow_style:
                self._refuse_cut_quotations(node.value)
            return [self.plain(item, (*at, index)) for index, item in enumerate(node.value)]
        return _text(node)

    def _key(self, node: yaml.Node, at: Location) -> str:
        key = _text(node)
        if key is None:
            raise _RefusedError(node, "a key must be a text; put a value that starts with { or [ in quotation marks")
        if earlier := self.key_lines.get((*at, key)):
            message = f"the key {quote(key)} stands here a second time (first on line {earlier}); keep one"
            raise _RefusedError(node, message)
        self.key_lines[*at, key] = self._line(node.start_mark.index)
        return key

    def _refuse_cut_quotations(self, items: list[yaml.Node]) -> None:
        """A list in brackets ends an entry at every comma, and so a quotation that holds one is in pieces."""
        for index, item in enumerate(items):
            if isinstance(item, yaml.ScalarNode) and item.style is None and _has_lone_mark(item.value):
                wholes = [self._text[item.start_mark.index : later.end_mark.index] for later in items[index:]]
                whole = next((whole for whole in wholes if not _has_lone_mark(whole)), wholes[0])
                cut = f"a list in [ ] is cut at every comma, which leaves a lone quotation mark in {quote(item.value)}"
                example = quote("- " + " ".join(whole.split()))
                raise _RefusedError(item, f"{cut}; write one a line, without the brackets: {example}")


def _text(node: yaml.Node) -> str | None:
    """The text of a scalar; nothing for null, and for a list or keys."""
    if not isinstance(node, yaml.ScalarNode) or (node.style is None and node.value in _NULLS):
        return None
    text: str = node.value
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        message = r"half of a surrogate pair (\ud800 to \udfff) is not a character; write the character itself"
        raise _RefusedError(node, message)
    return text


def _has_lone_mark(text: str) -> bool:
    # A closing single mark can be an apostrophe ("the players’"): more of those than opening ones mean nothing.
    singles = len(_OPENING_SINGLE_MARK.findall(text)) - len(_CLOSING_SINGLE_MARK.findall(text))
    return len(_DOUBLE_MARK.findall(text)) % 2 == 1 or singles > 0


def _explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Where ``text`` is at fault, and what to do about it."""
    mark = error.problem_mark or error.context_mark
    index = len(text) if mark is None else mark.index
    problem = error.problem or "it cannot be read"
    if problem == "but found another document":
        return index, 'a second document starts here; only one is allowed (remove the line "---")'
    if error.context == "while scanning a quoted scalar" and error.context_mark and "unexpected" in problem:
        start = error.context_mark.index
        return start, f"not valid YAML: the text that starts here with {text[start]} never ends; add the closing mark"
    before = text[:index].rstrip()
    same_line = not _LINE_BREAK.search(text, len(before), index)
    if before.endswith(('"', "'")) and (same_line or "<scalar>" in problem) and "mapping values" not in problem:
        ended = f"a text that starts with {before[-1]} ends at the next {before[-1]}, and this one goes on"
        advice = "write one a line, the whole in single quotation marks, and an apostrophe in it as two"
        return index, f"""not valid YAML: {ended}; {advice}: - '"It''s safe," she said'"""
    hint = "put a text with a special character, such as a colon, in quotation marks"
    return index, f"not valid YAML: {escape_controls(problem)}; {hint}"
