"""Records of tables and of JSON: which column says what, by its name or by what a person chose."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onrecord.adding.dates import date
from onrecord.adding.taken import value
from onrecord.model.article import Metadata

_LIST = Path(__file__).parent / "words" / "columns.txt"
MEANINGS = (
    "text",
    "title",
    "url",
    "published",
    "outlet",
    "authors",
    "language",
    "rights",
    "description",
    "archived",
    "name",
)


@cache
def known() -> Mapping[str, tuple[str, ...]]:
    """The names of columns by their meaning, in the order in which they count."""
    found: dict[str, list[str]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            meaning, _, name = line.partition(": ")
            found.setdefault(meaning, []).append(name.strip())
    return {meaning: tuple(names) for meaning, names in found.items()}


def find(record: Mapping[str, Any], meaning: str, chosen: Mapping[str, str]) -> Any:
    """What the record says of the meaning; nothing where no column says it."""
    if meaning in chosen:
        return record.get(chosen[meaning])
    plain = {key.strip().lower().replace("-", "_"): key for key in record}
    for name in known()[meaning]:
        if name in plain and record[plain[name]] not in (None, "", [], {}):
            return record[plain[name]]
    return None


def stated_in(record: Mapping[str, Any], chosen: Mapping[str, str]) -> Metadata:
    """The metadata of a record; an address in a column called ``source`` is the article's, not its outlet."""
    say = {meaning: find(record, meaning, chosen) for meaning in MEANINGS if meaning != "text"}
    outlet, url = _one(say["outlet"]), _one(say["url"])
    if outlet and urlsplit(outlet).scheme in {"http", "https"}:
        url, outlet = url or outlet, None
    published = _one(say["published"])
    return Metadata(
        title=_one(say["title"]),
        url=url if url and urlsplit(url).scheme in {"http", "https"} else None,
        outlet=outlet,
        authors=_several(say["authors"]),
        published=date(published),
        language=_one(say["language"]),
        rights=_one(say["rights"]),
        description=_one(say["description"]),
        archived=_one(say["archived"]),
    )


def _one(found: Any) -> str | None:
    if isinstance(found, list):
        found = found[0] if found else None
    if isinstance(found, dict):
        found = found.get("name") or found.get("title")
    return value(str(found)) if isinstance(found, str | int | float) and not isinstance(found, bool) else None


def _several(found: Any) -> tuple[str, ...]:
    if isinstance(found, str):
        found = re.sub(r"\A[Bb]y\s+", "", found.strip().strip("[]")).replace("[[", "").replace("]]", "")
        found = [one.strip(" '\"") for one in re.split(r"\s*;\s*|\s*,\s*|\s+and\s+", found)]
    names = [_one(one) for one in (found if isinstance(found, list) else [found])]
    return tuple(dict.fromkeys(one.strip("[]") for one in names if one))
