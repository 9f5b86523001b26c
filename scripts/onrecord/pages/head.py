"""What a page's head says to programs: structured data, cards, feeds, and where a moved statement went."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from onrecord.export.cards import OEMBED, open_graph
from onrecord.export.citations import meta_tags
from onrecord.export.data_set import annotation
from onrecord.export.feeds import ALL, FORMATS, feed_path
from onrecord.export.json_ld import as_script, dataset_json_ld, statement_json_ld
from onrecord.model.page import EndedPage, Page, StatementPage
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.pages.templating import fill

DATA = "data"
"""The name of the hand-written page about the data set."""


def head(page: Page, site: Site, *, feeds: frozenset[str]) -> Markup:
    """The elements that the page adds to its head; ``feeds`` are the paths of the feeds there are."""
    return fill(
        "head.html.jinja",
        redirect=page.front.get("redirect") if isinstance(page, EndedPage) else None,
        ended=isinstance(page, EndedPage),
        feeds=list(_alternates(page.name, site, feeds)),
        **(_of_statement(page.record, site) if isinstance(page, StatementPage) else _of_other(page, site)),
    )


def _of_statement(record: Record, site: Site) -> Mapping[str, Any]:
    return {
        "structured": Markup(statement_json_ld(record, site)),  # noqa: S704 - escaped for a script element
        "properties": open_graph(record, site),
        "names": meta_tags(record, site),
        "oembed": site.address(f"statements/{record.id}/{OEMBED}") if site.embed else None,
        "annotation": _annotation(record),
    }


def _of_other(page: Page, site: Site) -> Mapping[str, Any]:
    # Escaped for a script element.
    structured = Markup(dataset_json_ld(site)) if page.name == DATA else None  # noqa: S704
    return {"structured": structured, "properties": (), "names": (), "oembed": None, "annotation": None}


def _annotation(record: Record) -> Markup:
    """The statement's evidence, with selectors that find it in the article's text, as a Web Annotation."""
    context = {"@context": "http://www.w3.org/ns/anno.jsonld"}
    return Markup(as_script(context | annotation(record, base="../../")))  # noqa: S704 - escaped for a script element


def _alternates(name: str, site: Site, feeds: frozenset[str]) -> Iterator[tuple[str, str]]:
    for feed in dict.fromkeys((name, ALL)):
        for suffix, form in FORMATS.items():
            path = feed_path(feed, suffix)
            address = site.address(path)
            if address and path in feeds:
                yield form.media, address
