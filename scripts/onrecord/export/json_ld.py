"""Structured data: a statement in schema.org's vocabulary, as JSON-LD for a page's head.

Quotations are ``Quotation``, all else is ``Claim``.  Nothing is rated, so nothing is ever a ``ClaimReview``.
"""

import json
from typing import Any

from onrecord import __version__
from onrecord.catalog.language import gettext
from onrecord.export.data_set import DESCRIPTION, FILES
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import credit
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.text import escape


def statement_json_ld(record: Record, site: Site) -> str:
    """The statement as JSON that is safe inside a script element."""
    article = news_article(record)
    by = _named(record.speaker)
    if record.kind == Kind.DIRECT:
        facts = {
            "@type": "Quotation",
            "text": record.text,
            "creator": by,
            "isPartOf": article,
            "isBasedOn": record.article.url,
        }
    else:
        own = record.kind == Kind.ASSERTION
        author = article.get("author") or article.get("publisher") if own else by
        facts = {
            "@type": "Claim",
            "text": record.text,
            "description": credit(record.kind, record.speaker, record.article.outlet),
            "author": author,
            "appearance": article,
        }
    facts |= {"identifier": record.id, "url": site.statement(record.id), "inLanguage": record.article.language}
    return as_script({"@context": "https://schema.org", "@id": site.statement(record.id), **facts})


def news_article(record: Record) -> dict[str, Any]:
    """The article that a statement stands in."""
    facts = {
        "@type": "NewsArticle",
        "@id": record.article.url,
        "headline": record.article.headline,
        "url": record.article.url,
        "archivedAt": record.article.archived,
        "author": [{"@type": "Person", "name": author} for author in record.article.authors],
        "publisher": {"@type": "Organization", "name": record.article.outlet} if record.article.outlet else None,
        "datePublished": record.article.published,
        "inLanguage": record.article.language,
        "copyrightNotice": record.article.rights,
    }
    return _known(facts)


def dataset_json_ld(site: Site) -> str:
    """The data set as JSON that is safe inside a script element."""
    facts = {
        "@type": "Dataset",
        "name": gettext("{site}: statements").format(site=site.name),
        "description": gettext(DESCRIPTION),
        "url": site.address("data/"),
        "version": __version__,
        "distribution": [
            _known({"@type": "DataDownload", "name": file, "encodingFormat": media, "contentUrl": site.address(file)})
            for file, media in FILES.items()
        ],
    }
    return as_script({"@context": "https://schema.org", **facts})


def as_script(facts: dict[str, Any]) -> str:
    """JSON without empty values that no HTML parser takes for markup."""
    return escape.script_json(json.dumps(_known(facts), ensure_ascii=False))


def _named(name: str | None) -> dict[str, str] | None:
    # Whether a speaker is a person or an organization is not known; a wrong type would be worse than none.
    return {"name": name} if name else None


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value}
