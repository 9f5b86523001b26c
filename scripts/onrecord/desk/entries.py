"""A list of entries in a YAML file, changed as a person would: nothing moves but the lines of what is changed.

The text of the file stays the truth: an entry is known by where it stands there, comments and the order of keys stay.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from onrecord.model.article import FaultsError
from onrecord.reading.strict_yaml import Plain, load

Value = Mapping[str, str | Sequence[str] | None]
"""An entry: its keys with a text, a list of texts, or nothing."""
_WIDE = 1 << 20
_LINE_END = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r|\n|\Z)")
_BREAK = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the file: its first line, from 1, its keys, and where it and each key's text begin and end."""

    line: int
    value: Mapping[str, Plain]
    start: int
    end: int
    keys: Mapping[str, tuple[int, int]]
    indent: int


def entries(text: str) -> tuple[Entry, ...]:
    """The entries of the file's text.

    Raises:
        FaultsError: it cannot be read, or is not written with a line for each key.

    """
    document = load(text)
    if document.value is None:
        return ()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or not isinstance(document.value, list):
        raise FaultsError((1, "is not a list with a line for each key; change it by hand"))
    found = []
    for number, (node, value) in enumerate(zip(root.value, document.value, strict=True)):
        line = document.lines[number,]
        if not isinstance(node, yaml.MappingNode) or node.flow_style or not isinstance(value, dict):
            raise FaultsError((line, "an entry that is not written with a line for each key; change it by hand"))
        keys = {key.value: (key.start_mark.index, _end(inner)) for key, inner in node.value}
        found.append(
            Entry(
                line=line,
                value=value,
                start=_line_start(text, node.start_mark.index),
                end=_line_end(text, max(end for _, end in keys.values())),
                keys=keys,
                indent=node.start_mark.column,
            )
        )
    return tuple(found)


def appended(text: str, value: Value) -> str:
    """The text with one entry more, behind all others."""
    newline = _newline(text)
    listed = entries(text)
    lead = text[: text.index("- ", listed[-1].start)][listed[-1].start :] if listed else ""
    written = f"{newline}{lead}  ".join(_lines(value))
    before = text if not text or text.endswith(("\n", "\r")) else text + newline
    return f"{before}{lead}- {written}{newline}"


def removed(text: str, entry: Entry) -> str:
    """The text without the entry's lines."""
    end = _BREAK.match(text, entry.end)
    return text[: entry.start] + text[end.end() if end else entry.end :]


def changed(text: str, entry: Entry, value: Value) -> str:
    """The text with the entry's keys as ``value`` has them; keys that are as they were keep their lines."""
    newline = _newline(text) + " " * entry.indent
    first = next(iter(entry.keys))
    if first not in value:
        lead = text[entry.start : text.index("-", entry.start)]
        written = newline.join(_lines(value))
        return f"{text[: entry.start]}{lead}-{' ' * (entry.indent - len(lead) - 1)}{written}{text[entry.end :]}"
    pieces: list[tuple[int, int, str]] = []
    for key, (start, end) in entry.keys.items():
        if key not in value:
            pieces.append((_line_start(text, start), _after(text, end), ""))
        elif _plain(entry.value[key]) != _plain(value[key]):
            pieces.append((start, end, newline.join(_lines({key: value[key]}))))
    new = {key: inner for key, inner in value.items() if key not in entry.keys}
    if new:
        pieces.append((entry.end, entry.end, newline + newline.join(_lines(new))))
    for start, end, written in sorted(pieces, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _plain(value: object) -> object:
    """A value as it is compared: a list of one text is that text."""
    listed = [value] if value is None or isinstance(value, str) else list(value)  # type: ignore[call-overload]
    return [" ".join(one.split()) if isinstance(one, str) else one for one in listed]


def _lines(value: Value) -> Iterator[str]:
    """The lines of an entry's keys, without the mark before them and their indent."""
    plain = {key: inner if inner is None or isinstance(inner, str) else list(inner) for key, inner in value.items()}
    for key, inner in plain.items():
        short = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner
        yield from yaml.safe_dump({key: short}, allow_unicode=True, width=_WIDE, sort_keys=False).splitlines()


def _end(node: yaml.Node) -> int:
    """Where the last text of a value ends: a block's own end lies behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(node.end_mark.index) - 1
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line ends, a comment in it included."""
    found = _LINE_END.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int) -> int:
    end = _BREAK.match(text, _line_end(text, at))
    return end.end() if end else at


def _newline(text: str) -> str:
    found = _BREAK.search(text)
    return (found[0] if found else "") or "\n"
