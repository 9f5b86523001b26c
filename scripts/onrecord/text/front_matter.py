"""Front matter as text: YAML between two lines ``---``, as the build writes it and reads it back."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from onrecord.text.slug import digest_base32

MARK = "generated"
"""The key by which the build knows its own pages from hand-written ones."""
OPENING = f"---\n{MARK}: true\n"
"""What each of them begins with."""
CHECK = "check"
"""The key of a digest of all else of the page: what others wrote is not published as the build's."""
_PAGE = re.compile(r"---\n(.*?\n)---\n+(.*)", re.DOTALL)
_CHECK_LINE = re.compile(rf'^{CHECK}: "([0-9a-z]*)"\n', re.MULTILINE)
_CHECK_LENGTH = 16
# What JSON has outside of texts: no anchors, aliases or tags, by which a few lines of YAML grow without limit.
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_PLAIN = re.compile(r"[\w\s:,{}\[\].+-]*")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Beside what JSON escapes: what YAML does not take between double quotes (1.1, section 5.1), or is not to be trusted.
_UNPRINTED = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_SHORT = {"\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}


def write(front: Mapping[str, Any], body: str) -> str:
    """A page's text: front matter, a key a line in the order given, and the body; what has no value is left out."""
    lines = (f"{key}: {_flow(value)}\n" for key, value in front.items() if value is not None and value != ())
    head, rest = f"{OPENING}{''.join(lines)}", f"---\n\n{body.strip()}\n"
    return f'{head}{CHECK}: "{_check(head + rest)}"\n{rest}'


def read(text: str) -> tuple[dict[str, Any], str] | None:
    """A page's front matter, lists as tuples, and its body; nothing where the text is none that `write` gave."""
    parts = _PAGE.fullmatch(text)
    if parts is None or not _PLAIN.fullmatch(_TEXT.sub("", parts[1])):
        return None
    try:
        front = yaml.load(parts[1], Loader=_Loader)  # noqa: S506 - the safe loader, in C where there is one
        return {key: frozen(value) for key, value in front.items() if key not in (MARK, CHECK)}, parts[2]
    except (yaml.YAMLError, AttributeError):
        return None


def is_whole(text: str) -> bool:
    """Whether the page is as `write` gave it, to the character."""
    found = _CHECK_LINE.search(text)
    return found is not None and found[1] == _check(text[: found.start()] + text[found.end() :])


def _check(text: str) -> str:
    return digest_base32(text.encode(), _CHECK_LENGTH)


def frozen(value: Any) -> Any:
    """A value with tuples in place of lists."""
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def _flow(value: Any) -> str:
    """A value in flow style, which JSON is: texts in double quotes, so that one that looks like a date stays a text.

    PyYAML would write the same, but for some control characters, and take longer for it than for all else of a page.
    """
    return _UNPRINTED.sub(_escape, json.dumps(value, ensure_ascii=False, sort_keys=True))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    by_number = f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
    return _SHORT.get(found[0], by_number)
