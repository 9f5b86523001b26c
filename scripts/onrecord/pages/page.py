"""The page as a value: a path below ``docs/``, front matter, and a body of Markdown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

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


class _Quoted(yaml.SafeDumper):
    """Writes every string in double quotes: a tag that looks like a date or a number stays a string."""


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Quoted.add_representer(str, _quoted)
_Quoted.add_multi_representer(str, _quoted)
# What PyYAML writes between double quotes as it stands, or with a backslash before it.
_PLAIN = re.compile(r"[ -~\xa0-\ud7ff\ue000-\ufefe]*")
_UNPRINTED = re.compile("[\x85\u2028\u2029]")


def dump(front: Mapping[str, Any]) -> str:
    """Front matter as YAML, one key a line, in the order given; keys without a value are left out."""
    return "".join(
        f"{key}: {_flow(value)}\n"
        for key, value in ({MARK: True} | dict(front)).items()
        if value is not None and value != ()
    )


def _flow(value: Any) -> str:
    """A value in flow style, as PyYAML writes it: here because that takes it longer than all else of a page."""
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
    if _PLAIN.fullmatch(text) and not _UNPRINTED.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    written = yaml.dump(text, Dumper=_Quoted, allow_unicode=True, width=2**31, default_flow_style=True)
    return written.removesuffix("...\n").strip()
