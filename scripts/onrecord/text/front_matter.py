"""Front matter as text: YAML between two lines ``---``, as the build writes it and reads it back."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

MARK = "generated"
"""The key by which the build knows its own pages from hand-written ones."""
OPENING = f"---\n{MARK}: true\n"
"""What each of them begins with."""
_PAGE = re.compile(r"---\n(.*?\n)---\n+(.*)", re.DOTALL)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What is written with a backslash between double quotes (YAML 1.1, section 5.6), and what not to trust to be printed.
_ESCAPED = re.compile(r'["\\\x85\u2028\u2029\ufeff]|[^ -~\xa0-\ud7ff\ue000-\ufffd]')
_BY_LETTER = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"',
    "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip


def write(front: Mapping[str, Any], body: str) -> str:
    """A page's text: front matter, a key a line in the order given, and the body; what has no value is left out."""
    lines = (f"{key}: {_flow(value)}\n" for key, value in front.items() if value is not None and value != ())
    return f"{OPENING}{''.join(lines)}---\n\n{body.strip()}\n"


def read(text: str) -> tuple[dict[str, Any], str] | None:
    """A page's front matter, lists as tuples, and its body; nothing where the text is none that `write` gave."""
    parts = _PAGE.fullmatch(text)
    if parts is None:
        return None
    front = yaml.load(parts[1], Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
    return {key: frozen(value) for key, value in front.items() if key != MARK}, parts[2]


def frozen(value: Any) -> Any:
    """A value with tuples in place of lists."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


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
