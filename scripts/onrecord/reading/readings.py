"""What was read in each article, ``seeds/readings/NAME.jsonl``, so that no other machine or version reads it otherwise.

The accurate model's arithmetic is rounded, and processors round differently; a new version of this package may find
other statements.  So an article is read once and what was found is committed, as a lock file is: it changes when the
article's text does, or when somebody asks for it, never by itself.  The first line has a digest of the text with its
paragraphs and sentences; each further line is a statement, words that are none, or a warning.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from onrecord.model.article import Article, FaultsError, Problem
from onrecord.model.attribution import Attribution, Basis, Extraction, Kind, Omission, Omitted, Warned
from onrecord.reading.decode import decode, file_bytes
from onrecord.reading.read import READINGS
from onrecord.store.cache import Store
from onrecord.store.digest import digest
from onrecord.store.files import replace_file
from onrecord.text.escape import escape_controls, json_line, quote

_JSON = json.JSONEncoder(ensure_ascii=False)
_MAX_BYTES = 2**28
_PARTS: dict[str, tuple[str, type]] = {
    "kind": ("attributions", Attribution),
    "span": ("omitted", Omitted),
    "offset": ("warnings", Warned),
}
"""By the first key of a line, the field of the extraction that it goes to, and what it is."""
_ENUMS = {"kind": Kind, "basis": Basis, "reason": Omission}


def read_readings(
    seeds: Path, articles: Iterable[Article], *, shown_as: str, store: Store
) -> tuple[dict[str, str], frozenset[str], list[Problem]]:
    """The files of those articles whose text is still the one that was read, by the articles' names.

    Behind them the slugs of the articles whose file is damaged, and what is wrong with it.  What ``store`` knows to be
    whole is not looked at again.
    """
    files: dict[str, str] = {}
    refused: set[str] = set()
    problems: list[Problem] = []
    there = [one for one in articles if os.path.lexists(_path(seeds, one))]
    for article in there:
        path = _path(seeds, article)
        try:
            file = decode(file_bytes(path, within=seeds, max_bytes=_MAX_BYTES))
            if was_read(file, article.text, store):
                files[article.name] = file
        except FaultsError as error:
            refused.add(article.slug)
            where = f"{shown_as}/{READINGS}/{escape_controls(path.name)}"
            advice = f"restore the file, or have the article read again: onrecord read --again {quote(article.name)}"
            problems += [Problem(path=where, line=line, message=f"{what}; {advice}") for line, what in error.faults]
    return files, frozenset(refused), problems


def was_read(file: str, text: str, store: Store) -> bool:
    """Tell whether the file says what was read in this text; raises `FaultsError` where it says nothing sound."""
    key = digest(file, text)
    if key not in (known := store.get("reading", [key])):
        known = {key: parse(file, text) is not None}
        store.put("reading", known)
    sound: bool = known[key]
    return sound


def write_readings(seeds: Path, articles: Iterable[Article], files: Mapping[str, str]) -> None:
    """Write the files that are new, by their articles' names."""
    for article in articles:
        if article.name in files:
            (seeds / READINGS).mkdir(exist_ok=True)
            replace_file(_path(seeds, article), files[article.name].encode())


def forget(seeds: Path, articles: Iterable[Article]) -> None:
    """Delete what was read in the articles, so that they are read again."""
    for article in articles:
        _path(seeds, article).unlink(missing_ok=True)


def _path(seeds: Path, article: Article) -> Path:
    return seeds / READINGS / f"{article.name}.jsonl"


def dump(extraction: Extraction, text: str) -> str:
    """The file's text; what a statement has not is left out of its line."""
    head = {"text": digest(text), "paragraphs": extraction.paragraphs, "sentences": extraction.sentences}
    rows = [head, *(_row(record) for name, _ in _PARTS.values() for record in getattr(extraction, name))]
    return "".join(f"{json_line(_JSON.encode(row))}\n" for row in rows)


def _row(record: Any) -> dict[str, Any]:
    values = ((one.name, getattr(record, one.name), one.default) for one in fields(record))
    return {name: value for name, value, default in values if default is MISSING or value != default}


def parse(file: str, text: str) -> Extraction | None:
    """What the file says was read in the text; nothing where it was another text.

    Raises:
        FaultsError: with the line that `dump` would not have written.

    """
    found: dict[str, list[Any]] = {name: [] for name, _ in _PARTS.values()}
    paragraphs: Any = ()
    sentences: Any = ()
    for number, line in enumerate(file.splitlines() or [""], start=1):
        try:
            row = json.loads(line)
            if number > 1:
                name, record = _PARTS[next(iter(row))]
                found[name].append(_record(record, row, len(text)))
            elif row["text"] != digest(text):
                return None
            else:
                paragraphs, sentences = _tuple(row["paragraphs"]), _tuple(row["sentences"])
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
            raise FaultsError((number, "is not what a build wrote")) from error
    parts = {name: tuple(records) for name, records in found.items()}
    return Extraction(paragraphs=paragraphs, sentences=sentences, **parts)


def _record(kind: type, row: Mapping[str, Any], size: int) -> Any:
    """A line as a record of this kind; raises `ValueError` where a span lies outside a text of so many code points."""
    spans = (span for value in row.values() if isinstance(value, list) for span in _spans(value))
    if not all(0 <= start < end <= size for start, end in spans):
        msg = "a span lies outside the text"
        raise ValueError(msg)
    return kind(**{key: _ENUMS[key](value) if key in _ENUMS else _tuple(value) for key, value in row.items()})


def _spans(value: list[Any]) -> list[Any]:
    """A span, or some, as a list of them."""
    return [value] if value and not isinstance(value[0], list) else value


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
