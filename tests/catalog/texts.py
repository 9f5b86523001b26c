"""All texts that are looked up in a catalog: those of modules, templates and scripts."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from jinja2.ext import babel_extract

from onrecord.rendering.bundle import texts
from onrecord.store.digest import PACKAGE

FUNCTIONS = {"gettext": slice(0, 1), "ngettext": slice(0, 2), "later": slice(0, 1), "Field": slice(2, 3)}
"""The functions whose texts are looked up, and which of their arguments these are."""


REFERENCES = PACKAGE / "evaluate" / "references.yml"
"""The systems whose figures the page on the method shows; nothing else in a file of data is looked up."""


class Text(NamedTuple):
    """A text, the one for several things if it has one, and what tells it from the same words elsewhere."""

    one: str
    several: str = ""
    context: str = ""


def wanted() -> dict[Text, set[str]]:
    """Each text, and the files that look it up, below the package."""
    found: dict[Text, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        for text in _of(path):
            found.setdefault(text, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


def _of(path: Path) -> Iterator[Text]:
    if path.suffix == ".py":
        yield from _of_module(ast.parse(path.read_text(encoding="utf-8")))
    elif path.suffix in (".jinja", ".html"):
        with path.open("rb") as file:
            for _, _, given, _ in babel_extract(file, ("_", "gettext", "ngettext"), (), {"newstyle_gettext": "true"}):
                if parts := [one for one in (given if isinstance(given, tuple) else (given,)) if one]:
                    yield Text(*parts)
    elif path == REFERENCES:
        yield from (Text(row["system"]) for row in yaml.safe_load(path.read_text(encoding="utf-8")))
    elif path.suffix == ".js":
        yield from (Text(one, context=context) for one, context in texts(path.read_text(encoding="utf-8")))


def _of_module(tree: ast.Module) -> Iterator[Text]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            own = node.args[FUNCTIONS[node.func.id]]
            given = [one.value for one in own if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if given:  # a name stands for a text that is given to `later`
                yield Text(*given)
