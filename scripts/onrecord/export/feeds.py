"""Feeds: Atom (RFC 4287, paged as RFC 5005 describes) and JSON Feed 1.1.

Both need the site's absolute address.  An entry's date is its article's; Atom, where a date is a must, leaves out the
statements of undated articles rather than invent one.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS
from onrecord.model.record import Record, Site

PER_FEED = 100
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: ``path`` is its file's, without the suffix, ``page`` that of the page it feeds, both below the site."""

    path: str
    title: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What a feed is put in order by: a statement's id, and the facts of it that count."""

    id: str
    published: str | None
    article: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that feeds tell of a statement."""

    id: str
    kind: Kind
    text: str
    by: str | None
    published: str | None
    url: str | None
    topics: tuple[str, ...]
    language: str | None

    @classmethod
    def of(cls, record: Record) -> "Told":
        """What they tell of this one."""
        return cls(
            id=record.id,
            kind=record.kind,
            text=record.text,
            by=record.by,
            published=record.published,
            url=record.url,
            topics=record.topics,
            language=record.language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of a feed: its path below the site, the ids of its statements (oldest first), and its links."""

    feed: Feed
    path: str
    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def feed_files(feed: Feed, records: Sequence[Record], site: Site) -> Iterator[tuple[str, str]]:
    """The path and the text of each of a feed's files; none where the site has no absolute address."""
    told = {record.id: Told.of(record) for record in records}
    dated = [
        Dated(id=one.id, published=one.published, article=one.article, offset=one.content[0][0]) for one in records
    ]
    for sheet in feed_sheets(feed, dated, site):
        yield sheet.path, write_sheet(sheet, [told[id_] for id_ in sheet.ids], site)


def feed_sheets(feed: Feed, statements: Iterable[Dated], site: Site) -> Iterator[Sheet]:
    """A feed's files; none where the site has no absolute address.

    The newest hundred entries stand in the feed itself; all but at most a hundred, a hundred each, in archives.
    """
    if site.url is None:
        return
    newest = sorted(statements, key=lambda one: (one.published or "", one.article, one.offset, one.id))
    dated = [one for one in newest if one.published]
    if dated:
        yield from _paged(feed, dated, site, suffix="atom")
    yield from _paged(feed, newest, site, suffix="json")


def write_sheet(sheet: Sheet, told: Sequence[Told], site: Site) -> str:
    """The text of a feed's file; ``told`` is what it tells of each of its ids."""
    write = _atom if sheet.path.endswith(".atom") else _json_feed
    return write(sheet.feed, told[::-1], site, dict(sheet.links))


def _paged(feed: Feed, statements: Sequence[Dated], site: Site, *, suffix: str) -> Iterator[Sheet]:
    """The feed, and its archives, cut from the oldest entry on so that later ones do not change them."""
    archives = (len(statements) - 1) // PER_FEED if statements else 0
    paths = [*(f"{feed.path}.{number}.{suffix}" for number in range(1, archives + 1)), f"{feed.path}.{suffix}"]
    for number, path in enumerate(paths):
        start = number * PER_FEED if number < archives else max(0, len(statements) - PER_FEED)
        links = {
            "self": path,
            "current": paths[-1],
            "prev-archive": paths[number - 1] if number else None,
            "next-archive": paths[number + 1] if number + 1 < archives else None,
        }
        known = tuple((name, site.address(link) or "") for name, link in links.items() if link)
        yield Sheet(
            feed=feed, path=path, ids=tuple(one.id for one in statements[start : start + PER_FEED]), links=known
        )


def _atom(feed: Feed, told: Sequence[Told], site: Site, links: dict[str, str]) -> str:
    archive = links["self"] != links["current"]
    links = {"alternate": site.address(feed.page) or "", **links}
    updated = max(moment(one.published or "") for one in told)
    return "".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="{_ATOM}" xmlns:fh="{_HISTORY}">\n',
            f"<id>{_text(links['self'] if archive else links['current'])}</id>\n",
            f"<title>{_text(feed.title)}</title>\n",
            f"<updated>{updated}</updated>\n",
            f"<author><name>{_text(site.name)}</name></author>\n",
            "<fh:archive/>\n" if archive else "",
            *(f'<link rel="{rel}" href={_attribute(href)}/>\n' for rel, href in links.items()),
            *(_entry(one, site) for one in told),
            "</feed>\n",
        ]
    )


def _entry(told: Told, site: Site) -> str:
    address = site.statement(told.id) or ""
    moments = moment(told.published or "")
    return "".join(
        [
            "<entry>\n",
            f"<id>{_text(address)}</id>\n",
            f"<title>{_text(_title(told))}</title>\n",
            f'<link rel="alternate" href={_attribute(address)}/>\n',
            f"<published>{moments}</published>\n<updated>{moments}</updated>\n",
            f"<author><name>{_text(told.by)}</name></author>\n" if told.by else "",
            *(f"<category term={_attribute(topic)}/>\n" for topic in told.topics),
            f'<content type="text">{_text(told.text)}</content>\n',
            "</entry>\n",
        ]
    )


def _json_feed(feed: Feed, told: Sequence[Told], site: Site, links: dict[str, str]) -> str:
    items = [
        {
            "id": site.statement(one.id),
            "url": site.statement(one.id),
            "external_url": one.url,
            "title": _title(one),
            "content_text": one.text,
            "date_published": moment(one.published) if one.published else None,
            "authors": [{"name": one.by}] if one.by else None,
            "tags": [KINDS[one.kind], *one.topics],
            "language": one.language,
        }
        for one in told
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.address(feed.page),
        "feed_url": links["self"],
        "next_url": links.get("prev-archive"),
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }
    return json.dumps({k: v for k, v in document.items() if v is not None}, ensure_ascii=False) + "\n"


@lru_cache(maxsize=1 << 12)  # that of one article, or of one day, comes again and again
def moment(published: str) -> str:
    """A date, or a date and time, as RFC 3339 wants it; midnight and UTC stand in for what is not given."""
    found = datetime.fromisoformat(published)
    zone = found.strftime("%z")
    offset = f"{zone[:3]}:{zone[3:5]}" if zone and zone != "+0000" else "Z"
    return found.replace(tzinfo=None).isoformat(timespec="seconds") + offset


def _title(told: Told) -> str:
    by = f"{told.by}: " if told.by else ""
    return f"{by}{told.text if len(told.text) <= 80 else told.text[:79].rstrip() + '…'}"


def _text(text: str) -> str:
    return escape(_xml(text))


def _attribute(text: str) -> str:
    return quoteattr(_xml(text))


def _xml(text: str) -> str:
    """The text without the characters that XML 1.0, section 2.2, has no way to write."""
    return _NOT_IN_XML.sub("", text)
