"""Fills the page templates, and refuses to print a text that no function of ``escape`` has made safe."""

import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord import escape

_SEGMENT = re.compile(r"[a-z0-9][a-z0-9_-]*")


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


def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - pages are Markdown, each print is escaped for its own context
        loader=PackageLoader("onrecord", "templates"),
        undefined=StrictUndefined,
        finalize=_only_escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        name: (lambda function: lambda text: Markup(function(text)))(function)  # noqa: S704 - what the filter is for
        for name, function in {
            "html": escape.html,
            "attribute": escape.attribute,
            "markdown": escape.markdown,
            "address": escape.url,
        }.items()
    }
    environment.filters["segment"] = _segment
    return environment


_ENVIRONMENT = _environment()


def fill(template: str, **values: Any) -> Markup:
    """The template file of that name with ``values`` in its slots, safe to stand in a page."""
    return Markup(_ENVIRONMENT.get_template(template).render(**values))  # noqa: S704 - see _only_escaped
