"""CSV, TSV, JSON and JSON Lines in, an article a record out, as they come."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import IO, Any

from onrecord.adding.columns import find, known, stated_in
from onrecord.adding.page import fragment, tools
from onrecord.adding.pending import Pending, refusing
from onrecord.adding.plain import note, paragraphs
from onrecord.adding.taken import MARKS_ADDED, RefusedError, Source, Taken, value
from onrecord.reading.sniff import text_kind

csv.field_size_limit(16 * 1024 * 1024)
_DELIMITERS = ",;\t|"
_MOST_LINES = 2000
"""Of one row: an open mark that goes on longer was never closed."""
_LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "records",
    "stories",
    "hits",
    "response",
    "entries",
)
_TAG = re.compile(r"<(?:p|br|div|blockquote|h[1-6]|ul|li|em|strong|a|span|figure)\b[^<>]*>", re.IGNORECASE)


def is_table(head: str, name: str, columns: Mapping[str, str]) -> bool:
    """Tell whether a text is a table: by the names in its first line, or by the file's name."""
    first = head.splitlines()[0] if head.strip() else ""
    names = {cell.strip().strip('"').lower() for cell in re.split("[,;\t|]", first)}
    has_text = bool(names.intersection(known()["text"]))
    others = sum(bool(names.intersection(known()[meaning])) for meaning in ("title", "url", "published", "outlet"))
    suffixed = name.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".tab"))
    return suffixed or bool(columns) or (has_text and others > 0 and len(names) > 1)


def table(stream: IO[bytes], source: Source) -> Iterator[Pending]:
    """The rows of a table, whose first line names the columns."""
    encoding = _encoding(stream)
    lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(lines, source)
    finally:
        lines.detach()


def _rows(lines: io.TextIOWrapper, source: Source) -> Iterator[Pending]:
    first = lines.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    _check_columns([name.strip() for name in names], source)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        at = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Pending(f"{source.name}:{at}", refusing(f"is no row of a table ({error}); save the table anew"))
            continue
        if any(cell.strip() for cell in row):
            yield Pending(f"{source.name}:{at}", _row(row, names, at, source))


def _row(row: list[str], names: list[str], at: int, source: Source) -> Any:
    if len(row) != len(names):
        what = f"{len(row)} cells where the first line names {len(names)} columns"
        return refusing(f"{what}; a text with a line break or a comma needs quotation marks around it")
    record = {name.strip(): cell for name, cell in zip(names, row, strict=True)}
    return lambda: article(record, f"{source.name}:{at}", source, json.dumps(row, ensure_ascii=False).encode())


def _check_columns(names: list[str], source: Source) -> None:
    shown = ", ".join(names[:12])
    for meaning, name in source.columns.items():
        if name not in names:
            raise RefusedError(f"has no column {name!r} for {meaning}; its columns are {shown}")
    if "text" not in source.columns and not {name.lower().replace("-", "_") for name in names}.intersection(
        known()["text"]
    ):
        raise RefusedError(f"names no column of texts (its columns are {shown}); say which: --column text=NAME")


def _encoding(stream: IO[bytes]) -> str:
    head = stream.peek(65536)[:65536] if hasattr(stream, "peek") else b""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8-sig"


def json_lines(stream: Iterable[bytes], source: Source) -> Iterator[Pending]:
    """The lines of a file, an object each."""
    for number, raw in enumerate(stream, start=1):
        if raw.strip():
            yield Pending(f"{source.name}:{number}", _line(raw, f"{source.name}:{number}", source))


def _line(raw: bytes, name: str, source: Source) -> Any:
    def make() -> Taken:
        try:
            record = json.loads(raw.decode("utf-8-sig"), strict=False)
        except (ValueError, RecursionError) as error:
            raise RefusedError("is not a line of JSON; mend it, or leave it out") from error
        if not isinstance(record, dict):
            raise RefusedError("is not a JSON object")
        return article(record, name, source, raw)

    return make


def json_document(source: Source) -> Iterator[Pending]:
    """The records of a JSON file: a list, an object with a list, or one article."""
    try:
        document = json.loads(source.data.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"is not sound JSON ({str(error).partition(':')[0]}); mend it") from error
    records = _records(document, 0)
    if not records:
        raise RefusedError("holds no articles; it must be a list of objects, or an object with one under “articles”")
    jsonfeed = isinstance(document, dict) and "jsonfeed.org" in str(document.get("version"))
    outlet = value(document.get("title")) if jsonfeed and isinstance(document.get("title"), str) else None
    for number, record in enumerate(records, start=1):
        name = source.name if len(records) == 1 else f"{source.name}#{number}"
        yield Pending(name, _record(record, name, source, outlet))


def _record(record: dict[str, Any], name: str, source: Source, outlet: str | None) -> Any:
    own = {"outlet": outlet} | record if outlet else record
    if outlet and "content_html" in record:  # the plain text beside it has lost the page's elements
        own.pop("content_text", None)
    return lambda: article(own, name, source, json.dumps(record, ensure_ascii=False).encode(errors="replace"))


def _records(found: Any, depth: int) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return [one for one in found if isinstance(one, dict)]
    if not isinstance(found, dict) or depth > 2:
        return []
    if find(_flat(found), "text", {}) is not None and not any(isinstance(found.get(key), list) for key in _LISTS):
        return [found]
    return next((some for key in _LISTS if (some := _records(found.get(key), depth + 1))), [])


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The record with the keys of the objects in it, where it lacks them."""
    inner = chain.from_iterable(
        record[key].items() for key in ("fields", "_source", "article") if isinstance(record.get(key), dict)
    )
    return dict(inner) | {
        key: found for key, found in record.items() if not (key == "article" and isinstance(found, dict))
    }


def article(record: Mapping[str, Any], name: str, source: Source, original: bytes) -> Taken:
    """The article of one record."""
    flat = _flat(dict(record))
    text = find(flat, "text", source.columns)
    if isinstance(text, list):
        text = "\n\n".join(map(str, text))
    if not isinstance(text, str) or not text.strip():
        raise RefusedError("holds no text; say which column does: --column text=NAME")
    changed: list[str] = []
    if text_kind(text) == "html" or len(_TAG.findall(text)) > 1:
        lines, marked = fragment(text)
        if marked:
            note(changed, MARKS_ADDED)
    else:
        lines = paragraphs(text, changed)
    if not lines:
        raise RefusedError("holds no text")
    own = find(flat, "name", source.columns)
    stem = (
        str(own)
        if isinstance(own, str | int) and not isinstance(own, bool)
        else f"{source.stem}-{re.sub(r'.*[:#]', '', name)}"
    )
    with suppress(ValueError):
        return Taken(
            name=name,
            stem=stem,
            paragraphs=lines,
            metadata=stated_in(flat, source.columns),
            original=name,
            sha256=hashlib.sha256(original).hexdigest(),
            media_type="application/json" if original[:1] == b"{" else "text/csv",
            changed=tuple(changed),
            tools=tools("lxml") if changed else (),
        )
    raise RefusedError("holds an address that is none")
