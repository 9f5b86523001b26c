"""The page as a value: a path below ``docs/``, front matter, and a body of Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MARK = "generated"
"""The front-matter key by which the build knows its own pages from hand-written ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown file: ``path`` is POSIX style, below the docs folder."""

    path: str
    front: Mapping[str, Any]
    body: str

    def __str__(self) -> str:
        return f"---\n{dump(self.front)}---\n\n{self.body.strip()}\n"


# What is written with a backslash between double quotes (YAML 1.1, section 5.6), and what not to trust to be printed.
_ESCAPED = re.compile(r'["\\\x85\u2028\u2029\ufeff]|[^ -~\xa0-\ud7ff\ue000-\ufffd]')
_BY_LETTER = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"',
    "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip


def dump(front: Mapping[str, Any]) -> str:
    """Front matter as YAML, one key a line, in the order given; keys without a value are left out."""
    return "".join(
        f"{key}: {_flow(value)}\n"
        for key, value in ({MARK: True} | dict(front)).items()
        if value is not None and value != ()
    )


def _flow(value: Any) -> str:
    """A value in flow style, as PyYAML writes it, which takes longer for it than for all else of a page."""
    match value:
        case str():
            return _scalar(value)
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int():
            return str(value)
        case tuple() | list():
            return f"[{', '.join(map(_flow, value))}]"
    return f"{{{', '.join(f'{_flow(key)}: {_flow(one)}' for key, one in sorted(value.items()))}}}"


def _scalar(text: str) -> str:
    """A text in double quotes, whatever it looks like: a tag that looks like a date or a number stays a string."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in _BY_LETTER:
        return f"\\{_BY_LETTER[letter]}"
    code = ord(letter)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
