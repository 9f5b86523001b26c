"""Slots of the hand-written pages: ``<!-- onrecord:NAME -->``, filled when a page is rendered."""

import re
from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from onrecord.build.publish import Published
from onrecord.export.data_set import FIELDS
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS, MEANINGS
from onrecord.pages.charts import count_bar
from onrecord.pages.figures import figures, rules, tried
from onrecord.pages.listing import newest_first
from onrecord.pages.templating import fill

NEWEST = 8
MOST_QUOTED = 8
_SLOT = re.compile(r"<!-- onrecord:([a-z-]+) -->")


def fill_slots(markdown: str, published: Published, *, depth: int) -> str:
    """The page with every known slot filled; a slot of another name stays a comment.

    ``depth`` is how many folders below the site's root the page stands: what fills a slot links from there.
    """
    up = Markup("../" * depth)  # noqa: S704 - dots and slashes

    def filled(match: re.Match[str]) -> str:
        slot = SLOTS.get(match[1])
        return str(slot(published, up)) if slot else match[0]

    return _SLOT.sub(filled, markdown)


def _counts(published: Published, up: Markup) -> Markup:
    return fill(
        "counts.md.jinja",
        up=up,
        articles=len(published.articles),
        statements=len(published.entries),
        speakers=len(published.speakers),
    )


def _newest(published: Published, up: Markup) -> Markup:
    counts = Counter(entry.article.slug for entry in published.entries)
    articles = newest_first(published.articles)[:NEWEST]
    return fill("newest.md.jinja", up=up, rows=[(article, counts[article.slug]) for article in articles])


def _most_quoted(published: Published, up: Markup) -> Markup:
    counts = Counter(entry.speaker_page for entry in published.entries if entry.speaker_page and not entry.unnamed)
    named = [(published.speakers[slug], slug, count) for slug, count in counts.items() if slug in published.speakers]
    most = sorted(named, key=lambda row: (-row[2], row[0], row[1]))[:MOST_QUOTED]
    return fill("most-quoted.md.jinja", up=up, rows=most)


def _kinds(published: Published, up: Markup) -> Markup:  # noqa: ARG001 - every slot takes both
    return count_bar(Counter(entry.kind for entry in published.entries))


def _legend(published: Published, up: Markup) -> Markup:
    counts = Counter(entry.kind for entry in published.entries)
    return fill("legend.md.jinja", up=up, rows=[(kind, KINDS[kind], MEANINGS[kind], counts[kind]) for kind in Kind])


def _feeds(published: Published, up: Markup) -> Markup:
    formats = (("atom", "Atom"), ("json", "JSON Feed"))
    paths = [(path, name) for suffix, name in formats if (path := f"feeds/index.{suffix}") in published.feeds]
    return fill("feeds.md.jinja", up=up, paths=paths)


SLOTS: dict[str, Callable[[Published, Markup], Markup]] = {
    "counts": _counts,
    "newest": _newest,
    "most-quoted": _most_quoted,
    "kinds": _kinds,
    "legend": _legend,
    "figures": lambda _published, _up: figures(),
    "tried": lambda _published, _up: tried(),
    "rules": lambda _published, _up: rules(),
    "feeds": _feeds,
    "fields": lambda _published, _up: fill("fields.md.jinja", fields=FIELDS),
}
"""What each slot is filled with."""
