"""The page as a value: a path below ``docs/``, front matter, and a body of Markdown."""

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
_Quoted.add_representer(
    tuple, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def dump(front: Mapping[str, Any]) -> str:
    """Front matter as YAML, one key a line, in the order given; keys without a value are left out."""
    lines = []
    for key, value in ({MARK: True} | dict(front)).items():
        if value is not None and value != ():
            flow = yaml.dump(value, Dumper=_Quoted, allow_unicode=True, width=2**31, default_flow_style=True)
            lines.append(f"{key}: {flow.removesuffix('...' + chr(10)).strip()}\n")
    return "".join(lines)
