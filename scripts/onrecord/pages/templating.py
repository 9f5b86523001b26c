"""Fills the page templates, and refuses to print a text that no function of ``escape`` has made safe."""

import re
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.model.readers_words import counted, day
from onrecord.store.compiled import Compiled
from onrecord.text import escape

# A slug or an id, perhaps with the number of a listing's page.
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[0-9]+)?")


def _only_escaped(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        msg = f"a template prints a text without an escaping filter: {value[:40]!r}"
        raise TypeError(msg)
    return value


def _segment(text: str) -> Markup:
    """A slug or an id as part of an address."""
    if not _SEGMENT.fullmatch(text):
        msg = f"not safe in an address: {text!r}"
        raise ValueError(msg)
    return Markup(text)  # noqa: S704 - letters, digits, "_" and "-" only


def _number(count: int) -> Markup:
    """A number as it is read, its thousands apart: 12,345."""
    return Markup(f"{count:,}")  # noqa: S704 - digits and commas


def _noun(count: int, noun: str) -> Markup:
    """The noun for that many things: "article", "articles"."""
    return Markup(escape.html(counted(count, noun).partition(" ")[2]))  # noqa: S704 - escaped


def _counted(count: int, noun: str) -> Markup:
    """That many of the things: "1 article", "1,234 articles"."""
    return Markup(escape.html(counted(count, noun)))  # noqa: S704 - escaped


def _day(date: str) -> Markup:
    """A date in ISO 8601 as it is read, which programs find as it was given."""
    iso, read = escape.attribute(date), escape.html(day(date))
    return Markup(f'<time datetime="{iso}">{read}</time>')  # noqa: S704 - both are escaped


def _escaping(function: Callable[[str], str]) -> Callable[[str], Markup]:
    return lambda text: Markup(function(text))  # noqa: S704 - what an escaping function gives


def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - pages are Markdown, each print is escaped for its own context
        loader=PackageLoader("onrecord.pages", "templates"),
        undefined=StrictUndefined,
        finalize=_only_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # or each use of a template looks at its file
        bytecode_cache=Compiled(),
    )
    environment.filters |= {
        "html": _escaping(escape.html),
        "attribute": _escaping(escape.attribute),
        "elsewhere": _escaping(escape.html_elsewhere),
        "markdown": _escaping(escape.markdown),
        "address": _escaping(escape.url),
        "query": _escaping(escape.query_value),
        "segment": _segment,
        "number": _number,
        "noun": _noun,
        "counted": _counted,
        "day": _day,
    }
    return environment


_ENVIRONMENT = _environment()


def fill(template: str, **values: Any) -> Markup:
    """The template file of that name with ``values`` in its slots, safe to stand in a page."""
    return Markup(_ENVIRONMENT.get_template(template).render(**values))  # noqa: S704 - see _only_escaped
