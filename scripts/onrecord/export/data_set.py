"""The data set: every statement as JSON Lines, as CSV and as Web Annotations, with a description of each field.

Each file is written as its records come, so that its size does not matter.  Sources: the W3C Web Annotation Data Model
(2017), sections 4.2.4 and 4.2.5, and the Frictionless Data Package and Table Schema specifications.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model.record import Record
from onrecord.model.site import Site


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, its Table Schema type, what it holds, and where a record has it."""

    name: str
    type: str
    description: str
    value: Callable[[Record], Any]


FIELDS = (
    Field("id", "string", "The statement's permanent id; its page is /statements/ID/.", lambda r: r.id),
    Field("kind", "string", "One of direct, mixed, indirect and assertion.", lambda r: str(r.kind)),
    Field("text", "string", "All its words on one line, with […] between pieces.", lambda r: r.text),
    Field("words", "array", "The exact words of each piece, as they stand in the article.", lambda r: list(r.words)),
    Field("speaker", "string", "Who says it, where the article leaves no doubt.", lambda r: r.speaker),
    Field("unnamed", "boolean", "Whether the article gives no name to that speaker.", lambda r: r.unnamed),
    Field(
        "basis",
        "string",
        "How the speaker is known: named, pronoun, title, continuation or unresolved.",
        lambda r: r.basis and str(r.basis),
    ),
    Field("source", "string", "The words that name the source.", lambda r: r.source_words),
    Field("rule", "string", "The rule that found the statement.", lambda r: r.rule),
    Field("version", "string", "The version of the tool that found it.", lambda r: r.version or None),
    Field("topics", "array", "The editor's topics that it touches.", lambda r: list(r.topics)),
    Field("dates", "array", "Dates in it, as written.", lambda r: list(r.dates)),
    Field("article", "string", "The article's permanent key; its page is /articles/KEY/.", lambda r: r.article.slug),
    Field(
        "title",
        "string",
        "The article's title; empty where the metadata has none.",
        lambda r: None if r.article.title.opening else r.article.title.text,
    ),
    Field("outlet", "string", "Who published the article.", lambda r: r.article.outlet),
    Field("authors", "array", "Who wrote it.", lambda r: list(r.article.authors)),
    Field(
        "published",
        "string",
        "When it was published, as ISO 8601: a date, or a date and time.",
        lambda r: r.article.published,
    ),
    Field("language", "string", "Its language (BCP 47).", lambda r: r.article.language),
    Field("url", "string", "Its address at the publisher.", lambda r: r.article.url),
    Field("archived", "string", "The address of an archived copy.", lambda r: r.article.archived),
    Field("rights", "string", "What is known of the rights in it.", lambda r: r.article.rights),
    Field("file", "string", "The seed that holds the article's text.", lambda r: r.article.seed),
    Field("sha256", "string", "The SHA-256 of that file, in hexadecimal.", lambda r: r.article.sha256),
    Field(
        "content",
        "array",
        "[start, end) of each piece, in code points of the file's body.",
        lambda r: [list(s) for s in r.content],
    ),
    Field(
        "source_offsets",
        "array",
        "[start, end) of the words that name the source.",
        lambda r: [list(s) for s in r.source],
    ),
    Field(
        "cue_offsets", "array", "[start, end) of the words that signal the report.", lambda r: [list(s) for s in r.cue]
    ),
    Field("prefixes", "array", "What stands before each piece, as far as it is published.", lambda r: list(r.prefixes)),
    Field("suffixes", "array", "What stands after each piece, as far as it is published.", lambda r: list(r.suffixes)),
)
"""Every column, in the order of the CSV file."""

FILES = {
    "statements.jsonl": "application/x-ndjson",
    "statements.csv": "text/csv",
    "annotations.jsonld": "application/ld+json",
    "datapackage.json": "application/json",
}
"""The files of the data set, below the site, and their media types."""


def jsonl(records: Iterable[Record]) -> Iterator[str]:
    """A line of JSON for each record; what is not known is ``null``."""
    return map(jsonl_line, records)


def jsonl_line(record: Record) -> str:
    """A record's line of JSON Lines, with its end."""
    return json.dumps({field.name: field.value(record) for field in FIELDS}, ensure_ascii=False) + "\n"


def csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """CSV (RFC 4180) with a header; arrays are JSON in their cell, what is not known is empty."""
    yield CSV_HEADER
    yield from map(csv_line, records)


def csv_line(record: Record) -> str:
    """A record's line of CSV, with its end."""
    return _csv_line([_cell(field.value(record)) for field in FIELDS])


def annotations(records: Iterable[Record]) -> Iterator[str]:
    """One JSON-LD document, an annotation page, with an annotation on a line of its own for each record."""
    return joined_annotations(map(annotation_line, records))


def joined_annotations(lines: Iterable[str]) -> Iterator[str]:
    """The document of annotations that are written already."""
    yield '{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "annotations.jsonld", "type": "AnnotationPage",\n'
    yield '"items": ['
    for number, line in enumerate(lines):
        yield ("," if number else "") + "\n" + line
    yield "\n]}\n"


def annotation_line(record: Record) -> str:
    """A record's annotation on one line, without its end."""
    return json.dumps(annotation(record, base=""), ensure_ascii=False)


def annotation(record: Record, *, base: str) -> dict[str, Any]:
    """One statement as a Web Annotation whose addresses are relative to the site by ``base``."""
    bodies = [("kind", str(record.kind)), ("speaker", record.speaker), ("rule", record.rule)]
    targets = [
        {
            "source": f"{base}articles/{record.article.slug}/",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": words, "prefix": prefix, "suffix": suffix},
            ],
        }
        for (start, end), words, prefix, suffix in zip(
            record.content, record.words, record.prefixes, record.suffixes, strict=True
        )
    ]
    return {
        "id": f"{base}statements/{record.id}/",
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": f"{name}: {value}"}
            for name, value in bodies
            if value
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def datapackage(site: Site, *, version: str) -> str:
    """The Frictionless description of the CSV and JSON Lines files."""
    fields = [{"name": field.name, "type": field.type, "description": field.description} for field in FIELDS]
    schema = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    document = {
        "name": "on-the-record",
        "title": f"{site.name}: statements",
        "description": DESCRIPTION,
        "version": version,
        "homepage": site.address("data/"),
        "profile": "data-package",
        "resources": [
            {
                "name": "statements",
                "path": "statements.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
                "schema": schema,
            },
            _plain_resource("statements-jsonl", "statements.jsonl", "jsonl"),
            _plain_resource("annotations", "annotations.jsonld", "jsonld"),
        ],
    }
    return json.dumps({k: v for k, v in document.items() if v}, ensure_ascii=False, indent=1) + "\n"


DESCRIPTION = (
    "Every quotation and claim of the site's articles: the exact words, who said them and how that is known, with "
    "offsets into the article's file and the file's SHA-256, so that anyone can check them."
)


def _plain_resource(name: str, path: str, format_: str) -> dict[str, str]:
    return {
        "name": name,
        "path": path,
        "type": "file",
        "format": format_,
        "mediatype": FILES[path],
        "encoding": "utf-8",
    }


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


CSV_HEADER = _csv_line([field.name for field in FIELDS])
"""The first line of the CSV file."""
