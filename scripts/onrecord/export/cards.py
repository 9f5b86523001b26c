"""Cards: what a shared link shows, and what another site embeds.

Sources: the Open Graph protocol (ogp.me) and oEmbed 1.0 (oembed.com), type ``rich``.
"""

import json

from onrecord.catalog.language import gettext
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS, credit, said_by
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.text.escape import html_elsewhere as escape

OEMBED = "oembed.json"
"""The file of the oEmbed answer, beside a statement's page."""
WIDTH = 560
HEIGHT = 260


def open_graph(record: Record, site: Site) -> tuple[tuple[str, str], ...]:
    """The properties of a statement's page: the speaker as the title, the words as the description."""
    by = said_by(record.kind, record.speaker)
    reported = "" if record.kind == Kind.DIRECT else f"{_credit(record)}: "
    facts = (
        ("og:type", "article"),
        # Reference managers take it for what published the article, where nothing else says that.
        ("og:site_name", site.name if record.article.outlet else None),
        ("og:title", f"{KINDS[record.kind]}: {by}"),
        ("og:description", f"{reported}{record.text}"),
        ("og:url", site.statement(record.id)),
        ("article:published_time", record.article.published),
    )
    return tuple((name, value) for name, value in facts if value)


def embed_html(record: Record, site: Site) -> str | None:
    """A statement that reads well without style or script; ``None`` where the site has no absolute address.

    Only a quotation is a ``blockquote``: sites put marks beside those.
    """
    address = site.statement(record.id)
    if address is None:
        return None
    link = escape(address)
    article = record.article
    where = ", ".join(escape(part) for part in (article.title.text, article.outlet, article.published) if part)
    language = f' lang="{escape(article.language)}"' if article.language else ""
    words = "".join(f'<p dir="auto">{escape(part)}</p>' for part in record.words)
    told = gettext("{by}, in {where}.").format(by=escape(_credit(record)), where=f"<cite>{where}</cite>")
    footer = f'<footer>— {told} <a href="{link}">{escape(site.name)}</a></footer>'
    if record.kind == Kind.DIRECT:
        return f'<blockquote cite="{link}"{language}>{words}{footer}</blockquote>'
    return f"<div{language}>{words}{footer}</div>"


def oembed(record: Record, site: Site) -> str | None:
    """The oEmbed answer for a statement's page; ``None`` where the site has no absolute address."""
    html = embed_html(record, site)
    if html is None:
        return None
    document = {
        "version": "1.0",
        "type": "rich",
        "title": f"{_credit(record)}: {record.text}",
        "author_name": record.by,
        "provider_name": site.name,
        "provider_url": site.url,
        "html": html,
        "width": WIDTH,
        "height": HEIGHT,
    }
    return json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False) + "\n"


def _credit(record: Record) -> str:
    by = record.speaker if record.kind == Kind.ASSERTION else said_by(record.kind, record.speaker)
    return credit(record.kind, by, record.article.outlet)
