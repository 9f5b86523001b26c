"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of the newest statements.

Both need the site's absolute address.  An entry's date is its article's; Atom, where a date is a must, leaves out the
statements of undated articles rather than invent one.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import nlargest

from onrecord.archive.archive import Archive
from onrecord.model.readers_words import KINDS, credit
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.text.escape import xml, xml_attribute

PER_FEED = 100
FEWEST = 10
"""Statements from which on a speaker or a topic has a feed of its own."""
FOLDER = "feeds"
ALL = "index"
"""The name of the feed of all statements."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A file of a feed: its path below the site, its title, the address of the page it feeds, the newest first."""

    path: str
    title: str
    page: str
    records: tuple[Record, ...]


def feeds(archive: Archive, site: Site) -> list[Feed]:
    """The feeds that a site has: of all statements, and of each speaker and topic with enough of them."""
    found: list[Feed] = []
    if not site.url:
        return found
    groups: dict[str, list[Record]] = {ALL: list(archive.statements)}
    titles = {ALL: site.name}
    titles |= {f"speakers/{slug}": f"{name} · {site.name}" for slug, name in archive.speakers.items()}
    titles |= {f"topics/{slug}": f"{name} · {site.name}" for name, slug in archive.topic_pages.items()}
    for record in archive.statements:
        if record.speaker_page:
            groups.setdefault(f"speakers/{record.speaker_page}", []).append(record)
        for name in record.topics:
            if name in archive.topic_pages:  # a page kept from an earlier build may have one that is no more
                groups.setdefault(f"topics/{archive.topic_pages[name]}", []).append(record)
    for page, title in titles.items():
        records = groups.get(page, [])
        if page != ALL and len(records) < FEWEST:
            continue
        address = "" if page == ALL else f"{page}/"
        for suffix, form in FORMATS.items():
            newest = tuple(nlargest(PER_FEED, filter(form.takes, records), key=_order))
            if newest or suffix == "json":
                found.append(Feed(path=feed_path(page, suffix), title=title, page=address, records=newest))
    return found


def feed_text(feed: Feed, site: Site) -> str:
    """The text of a feed's file."""
    return FORMATS[feed.path.rpartition(".")[2]].write(feed, site)


def feed_path(page: str, suffix: str) -> str:
    """Where the feed of the page at the address ``page``, without its slash, lies below the site."""
    return f"{FOLDER}/{page}.{suffix}"


def _order(record: Record) -> tuple[str, str, int, str]:
    return (record.article.published or "", record.article.slug, record.offset, record.id)


def _atom(feed: Feed, site: Site) -> str:
    own = site.address(feed.path) or ""
    return "".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="{_ATOM}">\n',
            f"<id>{xml(own)}</id>\n",
            f"<title>{xml(feed.title)}</title>\n",
            f"<updated>{max(moment(one.article.published or '') for one in feed.records)}</updated>\n",
            f"<author><name>{xml(site.name)}</name></author>\n",
            f'<link rel="alternate" href={xml_attribute(site.address(feed.page) or "")}/>\n',
            f'<link rel="self" href={xml_attribute(own)}/>\n',
            *(_entry(one, site) for one in feed.records),
            "</feed>\n",
        ]
    )


def _entry(record: Record, site: Site) -> str:
    address = site.statement(record.id) or ""
    when = moment(record.article.published or "")
    return "".join(
        [
            "<entry>\n",
            f"<id>{xml(address)}</id>\n",
            f"<title>{xml(_title(record))}</title>\n",
            f'<link rel="alternate" href={xml_attribute(address)}/>\n',
            f"<published>{when}</published>\n<updated>{when}</updated>\n",
            f"<author><name>{xml(record.by)}</name></author>\n" if record.by else "",
            *(f"<category term={xml_attribute(topic)}/>\n" for topic in record.topics),
            f'<content type="text">{xml(record.text)}</content>\n',
            "</entry>\n",
        ]
    )


def _json_feed(feed: Feed, site: Site) -> str:
    items = [
        {
            "id": site.statement(one.id),
            "url": site.statement(one.id),
            "external_url": one.article.url,
            "title": _title(one),
            "content_text": one.text,
            "date_published": moment(one.article.published) if one.article.published else None,
            "authors": [{"name": one.by}] if one.by else None,
            "tags": [KINDS[one.kind], *one.topics],
            "language": one.article.language,
        }
        for one in feed.records
    ]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.address(feed.page),
        "feed_url": site.address(feed.path),
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFormat:
    """A format of feeds: its name and media type, which statements it takes, and what writes it."""

    name: str
    media: str
    takes: Callable[[Record], bool]
    write: Callable[[Feed, Site], str]


FORMATS = {
    "atom": FeedFormat(
        name="Atom", media="application/atom+xml", takes=lambda one: bool(one.article.published), write=_atom
    ),
    "json": FeedFormat(name="JSON Feed", media="application/feed+json", takes=lambda _: True, write=_json_feed),
}
"""Each format by the suffix of its files."""


@lru_cache(maxsize=1 << 12)  # that of one article, or of one day, comes again and again
def moment(published: str) -> str:
    """A date, or a date and time, as RFC 3339 wants it; midnight and UTC stand in for what is not given."""
    found = datetime.fromisoformat(published)
    zone = found.strftime("%z")
    offset = f"{zone[:3]}:{zone[3:5]}" if zone and zone != "+0000" else "Z"
    return found.replace(tzinfo=None).isoformat(timespec="seconds") + offset


def _title(record: Record) -> str:
    by = credit(record.kind, record.speaker, record.article.outlet)
    return f"{f'{by}: ' if by else ''}{record.text if len(record.text) <= 80 else record.text[:79].rstrip() + '…'}"
