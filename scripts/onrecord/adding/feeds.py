"""RSS and Atom in, an article an entry out, where the feed has its full text."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from onrecord.adding.charset import decoded
from onrecord.adding.dates import date
from onrecord.adding.page import fragment, tools
from onrecord.adding.pending import Pending
from onrecord.adding.taken import MARKS_ADDED, RefusedError, Source, Taken, value
from onrecord.model.article import Metadata

_FULL = 80
"""Words of a summary that is the whole text; a shorter one is a teaser."""
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|read more|continue reading)[\s.…»→]*\Z", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^<>]+>")


def feed(source: Source) -> Iterator[Pending]:
    """The entries of a feed."""
    text = decoded(source.data, source.charset)
    if "<!ENTITY" in text:
        raise RefusedError("declares XML entities, which are not read; remove them")
    # Bytes, for a text would be taken for an address; UTF-8, for what feedparser makes of other encodings is its own.
    found = feedparser.parse(
        io.BytesIO(_XML.sub("", text).encode("utf-8", errors="replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.entries:
        why = f" ({one_line_of(found.bozo_exception)})" if found.bozo else ""
        raise RefusedError(f"is a feed without entries{why}")
    outlet, language = value(found.feed.get("title")), value(found.feed.get("language"))
    for number, entry in enumerate(found.entries, start=1):
        name = entry.get("link") or f"{source.name}#{number}"
        yield Pending(name, _entry(entry, name, source, outlet, language))


def one_line_of(error: Exception) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())[:120]


def _entry(entry: Any, name: str, source: Source, outlet: str | None, language: str | None) -> Any:
    def make() -> Taken:
        html = max((one.get("value") or "" for one in entry.get("content", [])), key=len, default="")
        summary = entry.get("summary") or ""
        whole = html or (
            summary if len(_TAG.sub(" ", summary).split()) >= _FULL and not _CUT.search(_TAG.sub("", summary)) else ""
        )
        if not whole.strip():
            raise RefusedError("the feed has a teaser only; add the page itself: its address, or saved from a browser")
        lines, marked = fragment(whole)
        if not lines:
            raise RefusedError("holds no text")
        link = entry.get("link") or None
        return Taken(
            name=name,
            stem=f"{source.stem}-{re.sub(r'.*#', '', name)}" if link is None else source.stem,
            paragraphs=lines,
            metadata=Metadata(
                title=value(_TAG.sub("", entry.get("title") or "")),
                url=link if link and link.startswith(("http://", "https://")) else None,
                outlet=value((entry.get("source") or {}).get("title")) or outlet,
                authors=tuple(filter(None, (value(one.get("name")) for one in entry.get("authors", [])))),
                published=date(entry.get("published")) or date(entry.get("dc_date")),
                language=language,
                rights=value(entry.get("rights")),
            ),
            original=name,
            sha256=hashlib.sha256(source.data).hexdigest(),
            media_type="application/xml",
            retrieved_from=source.address,
            tools=tools("feedparser", "lxml"),
            changed=(MARKS_ADDED,) if marked else (),
        )

    return make
