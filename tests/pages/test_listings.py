"""Listings of a big archive: in pages that stay small, and that lead on."""

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from benchmark.archive import generate
from benchmark.entries import entries
from onrecord.archive.archive import Archive
from onrecord.model.article import Topic
from onrecord.model.page import Job, Page
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.pages.docs_folder import text_of
from onrecord.pages.listing import listings
from onrecord.pages.speaker_index import has_letters, speaker_counts, speaker_names
from onrecord.pages.speaker_page import CHARACTERS, KNOWN_AS
from onrecord.text.slug import name_slugs

LARGEST = 100_000
"""Bytes of a page, compressed."""


def generated(statements: int) -> Archive:
    return archive(list(entries(generate(statements))))


def archive(records: Sequence[Record], *, topics: tuple[Topic, ...] = ()) -> Archive:
    """The archive of these statements, each speaker with a page by the name."""
    slugs = name_slugs({one.speaker for one in records if one.speaker})
    return Archive(
        articles=tuple({one.article.slug: one.article for one in records}.values()),
        statements=tuple(replace(one, speaker_page=slugs[one.speaker] if one.speaker else None) for one in records),
        topics=topics,
        speakers={slug: name for name, slug in slugs.items()},
        topic_pages=name_slugs(topic.name for topic in topics),
    )


def pages_of(jobs: Sequence[Job]) -> dict[str, Page]:
    return {page.path: page for job in jobs for page in job.make()}


@pytest.fixture(scope="module")
def found() -> Archive:
    """An archive with some hundred speakers and more articles than fit on a page."""
    return generated(2500)


@pytest.fixture(scope="module")
def pages(found: Archive) -> dict[str, Page]:
    return pages_of(listings(found))


def names_on(page: Page) -> list[str]:
    return re.findall(r'<span class="index__name" dir="auto"><a href="[^"]*">(.*?)</a>', page.body)


def plain(name: str) -> str:
    return re.sub("</?b>", "", name)


def test_an_index_of_a_hundred_speakers_is_one_list() -> None:
    speakers = {f"s-{number}": f"Speaker {number:03}" for number in range(100)}
    made = pages_of(listings(Archive(speakers=speakers)))
    assert [path for path in made if path.startswith("speakers/index")] == ["speakers/index.md"]
    assert names_on(made["speakers/index.md"]) == list(speakers.values())
    assert not has_letters(len(speakers))


def test_a_bigger_index_has_every_speaker_once_under_a_letter(found: Archive, pages: dict[str, Page]) -> None:
    letters = {path: page for path, page in pages.items() if re.match(r"speakers/index\.(?!md$)", path)}
    listed = [plain(name) for page in letters.values() for name in names_on(page)]
    assert sorted(listed) == sorted(found.speakers.values())
    assert "speakers/index.2.md" not in pages


def test_its_front_page_counts_each_letter_and_has_the_fifty_most_quoted(
    found: Archive, pages: dict[str, Page]
) -> None:
    front = pages["speakers/index.md"].body
    counts = re.findall(r'<a href="index\.([a-z]+)/">\w+ <span class="letters__count">(\d+)', front)
    for letter, count in counts:
        listed = [
            name
            for path, page in pages.items()
            if re.fullmatch(rf"speakers/index\.{letter}(\.\d+)?\.md", path)
            for name in names_on(page)
        ]
        assert len(listed) == int(count)
    most = sorted(speaker_counts(found), key=lambda one: (-one.statements, one.name))[:50]
    assert names_on(pages["speakers/index.md"]) == [one.name for one in most]


def test_every_page_of_a_letter_leads_to_all_letters_and_marks_its_own() -> None:
    speakers = {
        f"s-{number}": f"Ann {first}erg{'x' * number}" for number in range(120) for first in ("B" if number else "Z")
    }
    made = pages_of(listings(Archive(speakers=speakers)))
    for path, current in (("speakers/index.b.md", "page"), ("speakers/index.b.2.md", "true")):
        body = made[path].body
        assert f'<a href="../index.b/" aria-current="{current}">B</a>' in body
        assert '<a href="../index.z/">Z</a>' in body
        assert "<span>A</span>" in body
        assert '<a href="../">Most quoted</a>' in body
    assert 'href="../index.b.2/" rel="next"' in made["speakers/index.b.md"].body
    assert made["speakers/index.b.2.md"].front["title"] == "Speakers: B, page 2"


def test_the_file_of_names_has_them_in_the_order_of_the_index(found: Archive, pages: dict[str, Page]) -> None:
    told = json.loads(speaker_names(speaker_counts(found)))
    listed = [
        plain(name)
        for path, page in pages.items()
        if re.match(r"speakers/index\.(?!md$)", path)
        for name in names_on(page)
    ]
    assert told["names"] == listed
    assert dict(zip(told["addresses"], told["names"], strict=True)) == {
        f"{slug}/": name for slug, name in found.speakers.items()
    }
    assert sum(told["counts"]) == sum(one.speaker is not None for one in found.statements)


def test_names_of_five_thousand_speakers_take_less_than_a_page_may() -> None:
    speakers = generated(50_000 // 10).speakers
    many = {f"{slug}-{copy}": f"{name} {copy}" for slug, name in speakers.items() for copy in "abcdefghijkl"}
    told = speaker_names(speaker_counts(Archive(speakers=dict(list(many.items())[:5000]))))
    assert len(gzip.compress(told)) < LARGEST


def test_articles_come_in_pages_that_all_lead_to_every_year() -> None:
    years = [str(2000 + number // 30) for number in range(240)] + [None] * 10
    articles = tuple(
        ArticleRecord(slug=f"a-{number}", title=Title(text="T"), published=year and f"{year}-01-01")
        for number, year in enumerate(years)
    )
    made = pages_of(listings(Archive(articles=articles)))
    paths = [path for path in made if path.startswith("articles/")]
    assert paths == ["articles/index.md", "articles/index.2.md", "articles/index.3.md"]
    for path in paths:
        base = "" if path == "articles/index.md" else "../"
        links = re.findall(r'<li><a href="([^"]*)#(year-\w+)">', made[path].body)
        assert [anchor for _, anchor in links] == [*(f"year-{year}" for year in range(2007, 1999, -1)), "year-undated"]
        for address, anchor in links:
            name = address.removeprefix("./").removeprefix("../").strip("/") or "index"
            assert address.startswith(base or ("./" if name == "index" else "index"))
            assert f'id="{anchor}"' in made[f"articles/{name}.md"].body


def test_a_hundred_articles_need_no_years() -> None:
    articles = tuple(
        ArticleRecord(slug=f"a-{number}", title=Title(text="T"), published=f"{2000 + number}-01-01")
        for number in range(100)
    )
    (page,) = (
        one for path, one in pages_of(listings(Archive(articles=articles))).items() if path.startswith("articles/")
    )
    assert "year" not in page.body


def test_of_hundreds_of_wordings_a_speaker_s_page_shows_the_most_frequent() -> None:
    sources = [f"the man called number {number}" for number in range(700)] + ["the mayor"] * 3
    base = generated(1).statements[0]
    found = [
        replace(base, id=f"id{number:08}", speaker="Ann Lee", source_words=source)
        for number, source in enumerate(sources)
    ]
    body = pages_of(listings(archive(found)))["speakers/ann-lee.md"].body
    (about,) = re.findall(r"<summary>Named in the articles as</summary>\n<p>(.*)</p>", body)
    assert about.startswith("“the mayor”, “the man called number 0”")
    assert about.count("“") == KNOWN_AS
    assert about.endswith(f"” and {701 - KNOWN_AS} more.")


def test_a_statement_of_one_endless_word_is_cut(found: Archive) -> None:
    endless = replace(found.statements[0], words=("ab" * 100_000,))
    body = pages_of(listings(archive([endless])))[f"kinds/{endless.kind}.md"].body
    assert f">{'ab' * (CHARACTERS // 2)} …<" in body


def test_no_page_is_bigger_than_a_hundred_kilobytes_compressed(pages: dict[str, Page]) -> None:
    assert max(len(gzip.compress(text_of(page).encode())) for page in pages.values()) < LARGEST
