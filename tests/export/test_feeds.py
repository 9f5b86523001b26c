"""Feeds, read by a parser that did not write them."""

import json
from collections.abc import Sequence

import feedparser
import pytest

from export.records import BARE, HOSTILE, LOUD, NO_ADDRESS, record
from onrecord.archive.archive import Archive
from onrecord.export.feeds import FEWEST, PER_FEED, feed_text, feeds, moment
from onrecord.model.record import Record
from onrecord.model.site import Site

BASE = "https://example.org/record/"
SITE = Site("All & everything", BASE)


def archive(records: Sequence[Record]) -> Archive:
    return Archive(
        statements=tuple(records),
        speakers={one.speaker_page: one.speaker or "" for one in records if one.speaker_page},
        topic_pages={"Bridges": "bridges", "Ships & <ferries>": "ships-ferries"},
    )


def files(records: Sequence[Record]) -> dict[str, str]:
    return {feed.path: feed_text(feed, SITE) for feed in feeds(archive(records), SITE)}


def many(number: int, **given: object) -> list[Record]:
    """Statements of which each is newer than the one before, in an order of their own."""
    made = [
        record(
            id=f"{n:010}", article=f"a{n // 7:04}", content=[[n * 10, n * 10 + 9], [n * 10 + 10, n * 10 + 12]],
            published=f"2024-01-{1 + n // 40:02}", topics=None, **given,
        )
        for n in range(number)
    ]  # fmt: skip
    return made[1::2] + made[::2]


def ids(text: str) -> list[str]:
    """The ids of the statements in a feed's file, in its order."""
    if text.startswith("<"):
        feed = feedparser.parse(text)
        assert not feed.bozo, feed.get("bozo_exception")
        addresses = [entry.id for entry in feed.entries]
    else:
        addresses = [item["id"] for item in json.loads(text)["items"]]
    return [address.removeprefix(f"{BASE}statements/").rstrip("/") for address in addresses]


def test_atom_reads_back() -> None:
    feed = feedparser.parse(files([record(), BARE, LOUD])["feeds/index.atom"])
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.feed.title == "All & everything"
    assert feed.feed.id == f"{BASE}feeds/index.atom"
    entry = next(entry for entry in feed.entries if entry.id.endswith("4ctmy4ys5g/"))
    assert entry.id == entry.link == f"{BASE}statements/4ctmy4ys5g/"
    assert entry.author == "Ada Lund"
    assert entry.published == entry.updated == "2024-02-29T00:00:00Z"
    assert entry.content[0].value == "“It is safe,” […] “We have tested every bolt.”"
    assert [tag.term for tag in entry.tags] == ["Bridges"]


def test_what_xml_cannot_write_is_left_out_and_all_else_kept() -> None:
    loud = record(words=["\x00\x0b\ufffe" + HOSTILE], content=[[0, 1]], prefixes=[""], suffixes=[""])
    feed = feedparser.parse(files([loud])["feeds/index.atom"])
    assert not feed.bozo
    assert "<script>&amp;" in feed.entries[0].content[0].value.replace("&lt;", "<").replace("&gt;", ">") or (
        "<script>" in feed.entries[0].content[0].value
    )


def test_undated_statements_are_in_the_json_feed_only() -> None:
    assert list(files([BARE])) == ["feeds/index.json"]
    [item] = json.loads(files([BARE])["feeds/index.json"])["items"]
    assert "date_published" not in item
    assert {"id", "url", "content_text"} <= item.keys()


def test_a_json_feed_has_what_version_1_1_asks_for() -> None:
    feed = json.loads(files([record()])["feeds/index.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}feeds/index.json"
    assert feed["items"][0]["date_published"] == "2024-02-29T00:00:00Z"
    assert feed["items"][0]["external_url"] == record().article.url


@pytest.mark.parametrize("number", [1, PER_FEED, PER_FEED + 1, 250])
@pytest.mark.parametrize("suffix", ["atom", "json"])
def test_a_feed_has_the_newest_hundred_statements_the_newest_first(number: int, suffix: str) -> None:
    written = files(many(number))
    assert sorted(written) == ["feeds/index.atom", "feeds/index.json"]
    newest = [f"{n:010}" for n in reversed(range(number))][:PER_FEED]
    assert ids(written[f"feeds/index.{suffix}"]) == newest


def test_undated_statements_come_last_in_the_json_feed() -> None:
    text = files([BARE, *many(3)])["feeds/index.json"]
    assert ids(text) == ["0000000002", "0000000001", "0000000000", BARE.id]
    assert BARE.id not in ids(files([BARE, *many(PER_FEED)])["feeds/index.json"])


@pytest.mark.parametrize("number", [0, 1, FEWEST - 1, FEWEST, FEWEST + 1])
def test_a_speaker_and_a_topic_have_a_feed_of_their_own_from_ten_statements_on(number: int) -> None:
    theirs = [
        record(id=f"{n:010}", speaker_page="ada-lund", topics=["Ships & <ferries>"], article=f"b{n}")
        for n in range(number)
    ]
    written = files([*theirs, *many(20)])
    own = [
        f"feeds/{page}.{form}" for page in ("speakers/ada-lund", "topics/ships-ferries") for form in ("atom", "json")
    ]
    assert FEWEST == 10
    assert sorted(written) == sorted(["feeds/index.atom", "feeds/index.json", *(own if number >= FEWEST else ())])
    for path in own if number >= FEWEST else ():
        assert set(ids(written[path])) == {one.id for one in theirs}


def test_a_feed_of_a_speaker_names_the_speaker_and_leads_to_the_page() -> None:
    written = files([record(id=f"{n:010}", speaker_page="ada-lund") for n in range(FEWEST)])
    feed = feedparser.parse(written["feeds/speakers/ada-lund.atom"]).feed
    assert feed.title == "Ada Lund · All & everything"
    assert {link.rel: link.href for link in feed.links} == {
        "alternate": f"{BASE}speakers/ada-lund/",
        "self": f"{BASE}feeds/speakers/ada-lund.atom",
    }
    document = json.loads(written["feeds/speakers/ada-lund.json"])
    assert (document["title"], document["home_page_url"]) == (feed.title, f"{BASE}speakers/ada-lund/")


def test_undated_statements_make_no_atom_feed_of_a_speaker() -> None:
    undated = [record(id=f"{n:010}", speaker_page="ada-lund", published=None, topics=None) for n in range(FEWEST)]
    assert sorted(files(undated)) == ["feeds/index.json", "feeds/speakers/ada-lund.json"]


def test_a_topic_that_is_no_more_has_no_feed() -> None:
    old = [record(id=f"{n:010}", topics=["Gone"]) for n in range(FEWEST)]
    assert sorted(files(old)) == ["feeds/index.atom", "feeds/index.json"]


def test_an_empty_archive_has_a_feed_to_subscribe_to() -> None:
    assert list(files([])) == ["feeds/index.json"]
    assert json.loads(files([])["feeds/index.json"])["items"] == []


def test_without_an_address_there_is_no_feed() -> None:
    assert feeds(archive(many(20)), NO_ADDRESS) == []


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
