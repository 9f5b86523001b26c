"""The data set: every statement as JSON Lines, as CSV and as Web Annotations, with a description of each field.

Each file is written as its records come, so that its size does not matter.  Sources: the W3C Web Annotation Data Model
(2017), sections 4.2.4 and 4.2.5, and the Frictionless Data Package and Table Schema specifications.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.catalog.language import later
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.text import escape

DESCRIPTION = later(
    "Every quotation and claim of the site's articles: the exact words, who said them and how that is known, with "
    "offsets into the article's file and the file's SHA-256, so that anyone can check them."
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, its Table Schema type, what it holds, and the attribute of a record that has it."""

    name: str
    type: str
    description: str
    attribute: str

    def value(self, record: Record) -> Any:
        """What the column says of a record, as JSON has it; ``None`` where nothing is known."""
        found = attrgetter(self.attribute)(record)
        return None if found == "" else found


FIELDS = (
    Field("id", "string", "The statement's permanent id; its page is /statements/ID/.", "id"),
    Field("kind", "string", "One of direct, mixed, indirect and assertion.", "kind"),
    Field("text", "string", "All its words on one line, with […] between pieces.", "text"),
    Field("words", "array", "The exact words of each piece, as they stand in the article.", "words"),
    Field("speaker", "string", "Who says it, where the article leaves no doubt.", "speaker"),
    Field("speaker_page", "string", "That speaker's permanent key; the page is /speakers/KEY/.", "speaker_page"),
    Field("unnamed", "boolean", "Whether the article gives no name to that speaker.", "unnamed"),
    Field("basis", "string", "How the speaker is known: named, pronoun, title, continuation or unresolved.", "basis"),
    Field("certainty", "number", "How probable it is that the speaker is right, from 0 to 1.", "certainty"),
    Field("source", "string", "The words that name the source.", "source_words"),
    Field("checked", "boolean", "Whether an editor found all of it right.", "checked"),
    Field(
        "findings",
        "array",
        "What others published about it: address, publisher, day, and a verdict or background in their own words.",
        "found_by_others",
    ),
    Field("rule", "string", "The rule that found the statement.", "rule"),
    Field("version", "string", "The version of the tool that found it.", "version"),
    Field("topics", "array", "The editor's topics that it touches.", "topics"),
    Field("dates", "array", "Dates in it, as written.", "dates"),
    Field("article", "string", "The article's permanent key; its page is /articles/KEY/.", "article.slug"),
    Field("title", "string", "The article's title; empty where the metadata has none.", "article.headline"),
    Field("outlet", "string", "Who published the article.", "article.outlet"),
    Field("authors", "array", "Who wrote it.", "article.authors"),
    Field(
        "published", "string", "When it was published, as ISO 8601: a date, or a date and time.", "article.published"
    ),
    Field("language", "string", "Its language (BCP 47).", "article.language"),
    Field("url", "string", "Its address at the publisher.", "article.url"),
    Field("archived", "string", "The address of an archived copy.", "article.archived"),
    Field("rights", "string", "What is known of the rights in it.", "article.rights"),
    Field("file", "string", "The seed that holds the article's text.", "article.seed"),
    Field("sha256", "string", "The SHA-256 of that file, in hexadecimal.", "article.sha256"),
    Field("original", "string", "What the text was taken from: the name of a file or of a record.", "article.original"),
    Field("original_sha256", "string", "The SHA-256 of that, in hexadecimal.", "article.original_sha256"),
    Field("original_type", "string", "Its media type.", "article.original_type"),
    Field("retrieved_from", "string", "The address that it was fetched from.", "article.retrieved_from"),
    Field("taken_with", "string", "The tools that took the text from it.", "article.taken_with"),
    Field("changed", "array", "What they changed.", "article.changed"),
    Field("video", "string", "The address of the recording that the article is a transcript of.", "article.video"),
    Field("second", "number", "The second of the recording at which its paragraph begins.", "second"),
    Field("content", "array", "[start, end) of each piece, in code points of the file's body.", "content"),
    Field("source_offsets", "array", "[start, end) of the words that name the source.", "source"),
    Field("cue_offsets", "array", "[start, end) of the words that signal the report.", "cue"),
    Field("prefixes", "array", "What stands before each piece, as far as it is published.", "prefixes"),
    Field("suffixes", "array", "What stands after each piece, as far as it is published.", "suffixes"),
)
"""Every column, in the order of the CSV file."""

FILES = {
    "statements.jsonl": "application/x-ndjson",
    "statements.csv": "text/csv",
    "annotations.jsonld": "application/ld+json",
    "datapackage.json": "application/json",
}
"""The files of the data set, below the site, and their media types."""
_FORMULAS = (
    "A cell that begins with =, +, -, @, a tab or a line end, or with apostrophes before one of these, has one more "
    "apostrophe before it, so that no table calculator runs it: without that apostrophe it is the text."
)
_ANNOTATIONS = """\
{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "annotations.jsonld", "type": "AnnotationPage",
"items": ["""


@dataclass(frozen=True, slots=True)
class DataLines:
    """Statements in each file of the data set, as UTF-8: whole lines, annotations with a comma between them.

    JSON Lines have ``null`` for what is not known.  CSV (RFC 4180) has it empty, arrays as JSON in their cell, and an
    apostrophe before what looks like a formula.
    """

    jsonl: bytes
    csv: bytes
    annotations: bytes

    @classmethod
    def of(cls, records: Iterable[Record]) -> "DataLines":
        """The lines of an article's statements, in the order of its text."""
        ordered = sorted(records, key=lambda one: (one.offset, one.id))
        rows = [{field.name: field.value(one) for field in FIELDS} for one in ordered]
        return cls(
            "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode(),
            "".join(_csv_line(map(_cell, row.values())) for row in rows).encode(),
            ",\n".join(json.dumps(annotation(one, base=""), ensure_ascii=False) for one in ordered).encode(),
        )


def write_data_set(folder: Path, articles: Iterable[DataLines], site: Site) -> None:
    """Write the data set into the built site ``folder``, each file as the lines of its ``articles`` come."""
    with (
        (folder / "statements.jsonl").open("wb") as as_jsonl,
        (folder / "statements.csv").open("wb") as as_csv,
        (folder / "annotations.jsonld").open("wb") as as_annotations,
    ):
        as_csv.write(_csv_line([field.name for field in FIELDS]).encode())
        as_annotations.write(_ANNOTATIONS.encode())
        for number, lines in enumerate(articles):
            as_jsonl.write(lines.jsonl)
            as_csv.write(lines.csv)
            as_annotations.write((b",\n" if number else b"\n") + lines.annotations)
        as_annotations.write(b"\n]}\n")
    (folder / "datapackage.json").write_text(datapackage(site), encoding="utf-8", newline="")


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


def datapackage(site: Site) -> str:
    """The Frictionless description of the CSV and JSON Lines files."""
    fields = [{"name": field.name, "type": field.type, "description": field.description} for field in FIELDS]
    schema = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    document = {
        "name": "on-the-record",
        "title": f"{site.name}: statements",
        "description": DESCRIPTION,
        "version": __version__,
        "homepage": site.address("data/"),
        "profile": "data-package",
        "resources": [
            {
                "name": "statements",
                "path": "statements.csv",
                "description": _FORMULAS,
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


def _plain_resource(name: str, path: str, format_: str) -> dict[str, str]:
    media = FILES[path]
    return {"name": name, "path": path, "type": "file", "format": format_, "mediatype": media, "encoding": "utf-8"}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else escape.cell(str(value))


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
