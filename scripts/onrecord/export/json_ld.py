"""Structured data: a statement in schema.org's vocabulary, as JSON-LD for a page's head.

Quotations are ``Quotation``, all else is ``Claim``.  Nothing is rated, so nothing is ever a ``ClaimReview``.
"""

import json
from typing import Any

from onrecord.model.attribution import Kind
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
        facts = {"@type": "Claim", "text": record.text, "author": author, "appearance": article}
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
    return {key: value for key, value in facts.items() if value}


def dataset_json_ld(*, name: str, description: str, files: dict[str, str], site: Site, version: str) -> str:
    """The data set as JSON that is safe inside a script element; ``files`` maps file names to media types."""
    downloads = [
        {"@type": "DataDownload", "name": file, "encodingFormat": media, "contentUrl": site.address(file)}
        for file, media in files.items()
    ]
    facts = {"@type": "Dataset", "name": name, "description": description, "url": site.address("data/")}
    more = {"version": version, "distribution": [_without_nothing(download) for download in downloads]}
    return as_script({"@context": "https://schema.org", **facts, **more})


def as_script(facts: dict[str, Any]) -> str:
    """JSON without empty values that no HTML parser takes for markup."""
    return escape.script_json(json.dumps(_without_nothing(facts), ensure_ascii=False))


def _named(name: str | None) -> dict[str, str] | None:
    # Whether a speaker is a person or an organization is not known; a wrong type would be worse than none.
    return {"name": name} if name else None


def _without_nothing(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value}
