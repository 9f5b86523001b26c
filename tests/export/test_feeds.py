"""Feeds, read by a parser that did not write them."""

import json
from urllib.parse import urljoin

import feedparser
import pytest

from export.records import BARE, HOSTILE, LOUD, NO_ADDRESS, SITE, record
from onrecord.export.feeds import Feed, feed_files, moment
from onrecord.model.record import Record

FEED = Feed(path="feeds/statements", title="All & everything", page="articles/")
BASE = "https://example.org/record/"


def many(number: int) -> list[Record]:
    return [record(id=f"{n:010}", published=f"2024-01-{1 + n // 40:02}") for n in range(number)]


def files(records: list[Record]) -> dict[str, str]:
    return dict(feed_files(FEED, records, SITE))


def test_atom_reads_back() -> None:
    feed = feedparser.parse(files([record(), BARE, LOUD])["feeds/statements.atom"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.feed.title == "All & everything"
    assert feed.feed.id == f"{BASE}feeds/statements.atom"
    entry = next(entry for entry in feed.entries if entry.id.endswith("4ctmy4ys5g/"))
    assert entry.id == entry.link == f"{BASE}statements/4ctmy4ys5g/"
    assert entry.author == "Ada Lund"
    assert entry.published == entry.updated == "2024-02-29T00:00:00Z"
    assert entry.content[0].value == "“It is safe,” […] “We have tested every bolt.”"
    assert [tag.term for tag in entry.tags] == ["Bridges"]


def test_what_xml_cannot_write_is_left_out_and_all_else_kept() -> None:
    loud = record(words=["\x00\x0b\ufffe" + HOSTILE], content=[[0, 1]], prefixes=[""], suffixes=[""])
    feed = feedparser.parse(files([loud])["feeds/statements.atom"])
    assert not feed.bozo
    assert "<script>&amp;" in feed.entries[0].content[0].value.replace("&lt;", "<").replace("&gt;", ">") or (
        "<script>" in feed.entries[0].content[0].value
    )


def test_undated_statements_are_in_the_json_feed_only() -> None:
    assert list(files([BARE])) == ["feeds/statements.json"]
    [item] = json.loads(files([BARE])["feeds/statements.json"])["items"]
    assert "date_published" not in item
    assert {"id", "url", "content_text"} <= item.keys()


def test_a_json_feed_has_what_version_1_1_asks_for() -> None:
    feed = json.loads(files([record()])["feeds/statements.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}feeds/statements.json"
    assert feed["items"][0]["date_published"] == "2024-02-29T00:00:00Z"
    assert feed["items"][0]["external_url"] == record().url


@pytest.mark.parametrize(("number", "archives"), [(1, 0), (100, 0), (101, 1), (200, 1), (201, 2), (350, 3)])
@pytest.mark.parametrize("suffix", ["atom", "json"])
def test_archives_are_paged_and_lead_from_the_newest_to_the_oldest(number: int, archives: int, suffix: str) -> None:
    written = {path: text for path, text in files(many(number)).items() if path.endswith(suffix)}
    assert len(written) == archives + 1
    seen: list[str] = []
    path: str | None = f"feeds/statements.{suffix}"
    visited = 0
    while path:
        visited += 1
        if suffix == "atom":
            feed = feedparser.parse(written[path])
            assert not feed.bozo
            ids = [entry.id for entry in feed.entries]
            links = {link.rel: link.href for link in feed.feed.links}
            following = links.get("prev-archive")
            assert links["current"] == f"{BASE}feeds/statements.atom"
        else:
            document = json.loads(written[path])
            ids = [item["id"] for item in document["items"]]
            following = document.get("next_url")
        assert 1 <= len(ids) <= 100
        seen += ids
        path = following.removeprefix(urljoin(BASE, "")) if following else None
    assert visited == archives + 1
    assert {id_.rstrip("/")[-10:] for id_ in seen} == {one.id for one in many(number)}


def test_archives_stay_as_they_are_when_entries_come() -> None:
    before, after = files(many(250)), files(many(290))
    assert before["feeds/statements.1.atom"] == after["feeds/statements.1.atom"]


def test_without_an_address_there_is_no_feed() -> None:
    assert list(feed_files(FEED, [record()], NO_ADDRESS)) == []


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("2024-02-29T08:30", "2024-02-29T08:30:00Z"),
        ("2024-02-29T08:30:05Z", "2024-02-29T08:30:05Z"),
        ("0800-12-25", "0800-12-25T00:00:00Z"),
        ("2024-02-29T08:30:05.25-05:30", "2024-02-29T08:30:05-05:30"),
    ],
)
def test_dates_are_written_as_rfc_3339_wants_them(published: str, written: str) -> None:
    assert moment(published) == written
