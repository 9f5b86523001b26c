"""Placeholders of the hand-written pages: ``<!-- onrecord:NAME -->``, filled when a page is rendered."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from onrecord.archive.archive import Archive
from onrecord.export.data_set import FIELDS
from onrecord.export.feeds import ALL, FEWEST, FORMATS, feed_path
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS, MEANINGS
from onrecord.pages.charts import count_bar
from onrecord.pages.figures import figures, rules, tried
from onrecord.pages.listing import newest_first
from onrecord.pages.templating import fill

NEWEST = 8
MOST_QUOTED = 8
_PLACEHOLDER = re.compile(r"<!-- onrecord:([a-z-]+) -->")


class _Here(NamedTuple):
    """What placeholders are filled from: ``up`` is the way from the page to the site's root."""

    archive: Archive
    feeds: Collection[str]
    up: Markup


def fill_placeholders(markdown: str, archive: Archive, *, feeds: Collection[str], depth: int) -> str:
    """The page with every known placeholder filled; one of another name stays a comment.

    ``feeds`` are the paths of the feeds there are.  ``depth`` is how many folders below the site's root the page
    stands: what is filled in links from there.
    """
    here = _Here(archive, feeds, Markup("../" * depth))  # noqa: S704 - dots and slashes

    def filled(match: re.Match[str]) -> str:
        fill_in = PLACEHOLDERS.get(match[1])
        return str(fill_in(here)) if fill_in else match[0]

    return _PLACEHOLDER.sub(filled, markdown)


def _counts(here: _Here) -> Markup:
    return fill(
        "counts.md.jinja",
        up=here.up,
        articles=len(here.archive.articles),
        statements=len(here.archive.statements),
        speakers=len(here.archive.speakers),
    )


def _newest(here: _Here) -> Markup:
    counts = Counter(one.article.slug for one in here.archive.statements)
    articles = newest_first(here.archive.articles)[:NEWEST]
    return fill("newest.md.jinja", up=here.up, rows=[(article, counts[article.slug]) for article in articles])


def _most_quoted(here: _Here) -> Markup:
    speakers = here.archive.speakers
    counts = Counter(one.speaker_page for one in here.archive.statements if one.speaker_page and not one.unnamed)
    named = [(speakers[slug], slug, count) for slug, count in counts.items() if slug in speakers]
    most = sorted(named, key=lambda row: (-row[2], row[0], row[1]))[:MOST_QUOTED]
    return fill("most-quoted.md.jinja", up=here.up, rows=most)


def _kinds(here: _Here) -> Markup:
    return count_bar(Counter(one.kind for one in here.archive.statements))


def _legend(here: _Here) -> Markup:
    counts = Counter(one.kind for one in here.archive.statements)
    rows = [(kind, KINDS[kind], MEANINGS[kind], counts[kind]) for kind in Kind]
    return fill("legend.md.jinja", up=here.up, rows=rows)


def _feeds(here: _Here) -> Markup:
    paths = [(path, form.name) for suffix, form in FORMATS.items() if (path := feed_path(ALL, suffix)) in here.feeds]
    return fill("feeds.md.jinja", up=here.up, paths=paths, fewest=FEWEST)


PLACEHOLDERS: Mapping[str, Callable[[_Here], Markup]] = MappingProxyType(
    {
        "counts": _counts,
        "newest": _newest,
        "most-quoted": _most_quoted,
        "kinds": _kinds,
        "legend": _legend,
        "figures": lambda _: figures(),
        "tried": lambda _: tried(),
        "rules": lambda _: rules(),
        "feeds": _feeds,
        "fields": lambda _: fill("fields.md.jinja", fields=FIELDS),
    }
)
"""What each placeholder is filled with."""
