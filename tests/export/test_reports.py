"""What nobody quoted leaves the site as a report: in no marks but the article's own, with who reported it."""

import re
from collections.abc import Callable

import pytest

from export.records import SITE, record
from onrecord.archive.archive import Archive
from onrecord.export.cards import embed_html, oembed, open_graph
from onrecord.export.citations import CITATIONS, meta_tags
from onrecord.export.feeds import feed_text, feeds
from onrecord.export.json_ld import statement_json_ld
from onrecord.model.attribution import Kind
from onrecord.model.record import Record

WORDS = "the bridge, which he calls “a marvel”, is safe"
REPORTED = [Kind.MIXED, Kind.INDIRECT, Kind.ASSERTION]


def _feed(one: Record) -> str:
    return "".join(feed_text(feed, SITE) for feed in feeds(Archive(statements=(one,)), SITE))


WAYS: dict[str, Callable[[Record], str]] = {
    form.name: lambda one, form=form: form.write(one, SITE) for form in CITATIONS
} | {
    "head": lambda one: "\n".join(content for _, content in meta_tags(one, SITE)),
    "card": lambda one: "\n".join(content for _, content in open_graph(one, SITE)),
    "HTML to embed": lambda one: embed_html(one, SITE) or "",
    "oEmbed": lambda one: oembed(one, SITE) or "",
    "JSON-LD": lambda one: statement_json_ld(one, SITE),
    "feeds": _feed,
}


@pytest.mark.parametrize("kind", REPORTED)
@pytest.mark.parametrize("way", WAYS)
def test_a_report_is_taken_along_as_one(way: str, kind: Kind) -> None:
    speaker = None if kind == Kind.ASSERTION else "Ada Lund"
    text = WAYS[way](
        record(kind=str(kind), words=[WORDS], content=[[0, 9]], prefixes=[""], suffixes=[""], speaker=speaker)
    )
    assert "s reported by The Example Post" in text
    assert "blockquote" not in text
    assert "|quote=" not in text
    # JSON's own marks are straight.
    before, *_, after = re.split("the bridge, which he calls .a marvel.+?is safe", text)
    assert not before.endswith(("“", "‘", "«", "``"))
    assert not after.startswith(("”", "’", "»", "''"))


@pytest.mark.parametrize("way", WAYS)
def test_a_quotation_is_nobody_s_report(way: str) -> None:
    assert "reported by" not in WAYS[way](record())
