"""What a page's head says to programs: structured data, cards, feeds, and where a moved statement went."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from onrecord import __version__
from onrecord.export.archive_feeds import feed_path
from onrecord.export.cards import open_graph
from onrecord.export.data_set import DESCRIPTION, FILES, annotation
from onrecord.export.json_ld import as_script, dataset_json_ld, statement_json_ld
from onrecord.model.record import Record, Site
from onrecord.pages.templating import fill

_FEEDS = {"atom": "application/atom+xml", "json": "application/feed+json"}


def head(meta: Mapping[str, Any], path: str, site: Site, *, feeds: frozenset[str]) -> Markup:
    """The elements that the page ``path`` (of its source, below the docs folder) adds to its head.

    ``meta`` is its front matter, ``feeds`` the paths of the feeds there are, with their suffixes.
    """
    record = Record.read(meta) if "words" in meta else None
    page = path.removesuffix(".md")
    structured = statement_json_ld(record, site) if record else None
    if path == "data.md":
        name = f"{site.name}: statements"
        structured = dataset_json_ld(name=name, description=DESCRIPTION, files=FILES, site=site, version=__version__)
    return fill(
        "head.html.jinja",
        redirect=meta.get("redirect"),
        ended=bool(meta.get("state")),
        structured=Markup(structured) if structured else None,  # noqa: S704 - escaped for a script element
        properties=open_graph(record, site) if record else (),
        oembed=site.address(f"statements/{record.id}/oembed.json") if record else None,
        annotation=_annotation(record) if record else None,
        feeds=list(_alternates(page, site, feeds)),
    )


def _annotation(record: Record) -> Markup:
    """The statement's evidence, with selectors that find it in the article's text, as a Web Annotation."""
    context = {"@context": "http://www.w3.org/ns/anno.jsonld"}
    return Markup(as_script(context | annotation(record, base="../../")))  # noqa: S704 - escaped for a script element


def _alternates(page: str, site: Site, feeds: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys((page, "index")):
        for suffix, media in _FEEDS.items():
            address = site.address(f"{feed_path(name)}.{suffix}")
            if address and f"{feed_path(name)}.{suffix}" in feeds:
                yield media, address
