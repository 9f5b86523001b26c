"""Fills the page templates, and refuses to print a text that no function of ``escape`` has made safe.

A template's own words are looked up in the catalog, by Jinja's ``_()`` and ``{% trans %}``; they may hold markup.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.catalog import language
from onrecord.model.readers_words import counted, day, noun
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
    return Markup(escape.html(language.number(count)))  # noqa: S704 - escaped


def _noun(count: int, what: str) -> Markup:
    """The noun for that many things: "article", "articles"."""
    return Markup(escape.html(noun(count, what)))  # noqa: S704 - escaped


def _counted(count: int, what: str) -> Markup:
    """That many of the things: "1 article", "1,234 articles"."""
    return Markup(escape.html(counted(count, what)))  # noqa: S704 - escaped


def _day(date: str) -> Markup:
    """A date in ISO 8601 as it is read, which programs find as it was given."""
    iso, read = escape.attribute(date), escape.html(day(date))
    return Markup(f'<time datetime="{iso}">{read}</time>')  # noqa: S704 - both are escaped


def _quoted(words: Markup) -> Markup:
    """What is escaped already in quotation marks of ours."""
    return Markup(language.quoted(_only_escaped(words)))  # noqa: S704 - escaped


def _lang(tag: str | None) -> Markup:
    """The attribute of an element with an article's words on a page in another language; ``tag`` is the article's."""
    if language.spoken() == language.ENGLISH:
        return Markup("")
    return Markup(f' lang="{escape.attribute(tag or language.ENGLISH)}"')  # noqa: S704 - escaped


def said_in(words: Markup, tag: str | None) -> Markup:
    """An article's words, escaped already, as they stand within words of ours; ``tag`` is the article's language."""
    lang = _lang(tag)
    return Markup(f"<span{lang}>{words}</span>") if lang else words  # noqa: S704 - escaped


def _own_lang(tag: str | None) -> Markup:
    """The same, on every page, where the article tells its language."""
    return Markup(f' lang="{escape.attribute(tag)}"') if tag else _lang(tag)  # noqa: S704 - escaped


def _text(text: str, /, **values: Any) -> Markup:
    """A template's own text as it reads in the language that is spoken, with ``values`` in its places."""
    return _with(language.gettext(text), values) if values else _plain(text, language.spoken())


@lru_cache(maxsize=1 << 12)
def _plain(text: str, _language: str) -> Markup:
    return _with(language.gettext(text), {})


def _text_for(one: str, several: str, count: int, /, **values: Any) -> Markup:
    """A template's own text for that many things."""
    return _with(language.ngettext(one, several, count), values)


def _with(text: str, values: dict[str, Any]) -> Markup:
    return Markup(text % {name: _only_escaped(value) for name, value in values.items()})  # noqa: S704 - escaped


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
        extensions=["jinja2.ext.i18n"],
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # which gives a text's values to what looks it up
    environment.globals |= {"_": _text, "gettext": _text, "ngettext": _text_for, "lang": _lang, "own_lang": _own_lang}
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
        "quoted": _quoted,
        "said_in": said_in,
    }
    return environment


_ENVIRONMENT = _environment()


def fill(template: str, **values: Any) -> Markup:
    """The template file of that name with ``values`` in its slots, safe to stand in a page."""
    return Markup(_ENVIRONMENT.get_template(template).render(**values))  # noqa: S704 - see _only_escaped
