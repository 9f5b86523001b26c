"""Front matter is written as PyYAML would write it, and reads back as what it was."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive.archive import Archive
from onrecord.model.article import Article, Person, Topic
from onrecord.model.attribution import Basis, Kind
from onrecord.model.entity import EntityType
from onrecord.model.page import ArticlePage, EndedPage, Job, Page, PeoplePage, StatementPage, TopicPage
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.model.registry import ArticleAddress, Reason, Registry, State, StatementAddress
from onrecord.pages.docs_folder import FOLDERS, text_of
from onrecord.pages.docs_folder import published as read_pages
from onrecord.pages.ended_page import ended_jobs
from onrecord.pages.front_matter import as_read, of_article, of_statement, typed_page
from onrecord.pages.listing import listings
from onrecord.text.front_matter import is_whole, read, write
from onrecord.text.slug import name_slugs
from pages.published import published
from pages.strategies import articles, extractions, hostile_line, hostile_text

GOLDEN = Path(__file__).parents[1] / "publishing" / "golden"
TEXTS = st.text(max_size=40)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple), st.dictionaries(st.text(min_size=1, max_size=20), inner, max_size=3)
    ),
    max_leaves=8,
)


def listed(value: Any) -> Any:
    """The value as YAML gives it back: with lists for tuples."""
    if isinstance(value, tuple):
        return [listed(one) for one in value]
    return {key: listed(one) for key, one in value.items()} if isinstance(value, dict) else value


def front_of(text: str) -> str:
    front = text.removeprefix("---\n").partition("---\n\n")[0]
    return re.sub(r'check: "[0-9a-z]{16}"\n\Z', "", front)


@given(value=VALUES)
def test_any_value_reads_back_as_it_was(value: Any) -> None:
    loaded = yaml.safe_load(front_of(write({"title": value}, "x")))
    assert loaded == ({"generated": True} if value == () else {"generated": True, "title": listed(value)})


@given(text=st.text(st.characters(exclude_characters=[chr(code) for code in range(32) if code not in b"\b\t\n\f\r"])))
def test_a_text_is_written_as_pyyaml_writes_it_between_double_quotes(text: str) -> None:
    written = yaml.dump([text], default_style='"', allow_unicode=True, width=2**31, default_flow_style=True)
    assert front_of(write({"words": (text,)}, "x")) == f"generated: true\nwords: {written}"


@given(front=st.dictionaries(st.sampled_from("abc"), hostile_text, min_size=1), body=hostile_text.filter(str.strip))
def test_a_page_that_was_written_reads_back_whole(front: dict[str, str], body: str) -> None:
    assert read(write(front, body)) == (front, f"{body.strip()}\n")


@given(front=st.dictionaries(st.sampled_from("abc"), hostile_text), body=hostile_text, data=st.data())
def test_a_character_lost_or_added_is_noticed(front: dict[str, str], body: str, data: st.DataObject) -> None:
    text = write(front, body)
    assert is_whole(text)
    at = data.draw(st.integers(0, len(text)))
    assert not is_whole(text[:at] + text[at + 1 :] if at < len(text) else "")
    assert not is_whole(f"{text[:at]}x{text[at:]}")


@pytest.mark.parametrize("text", ["# By hand\n", "---\ntitle: x\n", "", "---\n---\n"])
def test_a_page_without_front_matter_is_none_of_ours(text: str) -> None:
    assert read(text) is None


def again(page: Page) -> Page:
    """The page as the next build reads it."""
    found = read(text_of(page))
    assert found
    return typed_page(page.path, *found)


def check(page: Page) -> None:
    """It reads back as what it was, to the last value, and is written to the same bytes once more."""
    back = again(page)
    assert type(back) is type(page)
    assert text_of(back) == text_of(page)
    assert replace(back, **of_text(page)) == in_file_order(page)
    # MkDocs reads lists where there were tuples.
    by_mkdocs = as_read(page.path, yaml.safe_load(front_of(text_of(page))))
    assert replace(by_mkdocs, **of_text(page)) == in_file_order(page)


def of_text(page: Page) -> dict[str, Any]:
    """What is compared as text."""
    return {"front": page.front, "body": page.body}


def in_file_order(page: Page) -> Page:
    """The page, with the entities of its record in the order of the file, which has them by type."""
    if not isinstance(page, StatementPage):
        return page
    by_type = tuple(sorted(page.record.entities, key=lambda one: one[1]))
    return replace(page, record=replace(page.record, entities=by_type))


@given(st.data(), articles())
@settings(max_examples=60, deadline=None)
def test_every_page_of_a_hostile_article_reads_back_as_what_it_was(data: st.DataObject, article: Article) -> None:
    archive, pages = published(article, data.draw(extractions(article.text)))
    assert {type(page) for page in pages} >= {ArticlePage, TopicPage}
    assert sum(isinstance(page, StatementPage) for page in pages) == len(archive.statements)
    for page in pages:
        check(page)


lines = st.lists(hostile_line, max_size=3, unique=True).map(tuple)
maybe = st.none() | hostile_line
spans = st.lists(st.tuples(st.integers(0, 99), st.integers(100, 999)), max_size=2).map(tuple)
article_records = st.builds(
    ArticleRecord,
    slug=hostile_line, title=st.builds(Title, text=hostile_line, opening=st.booleans()), outlet=maybe, published=maybe,
    authors=lines, language=maybe, rights=maybe, url=maybe, archived=maybe, seed=hostile_line, sha256=hostile_line,
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    pieces = draw(st.integers(1, 3))
    some = st.lists(hostile_text, min_size=pieces, max_size=pieces).map(tuple)
    span = st.tuples(st.integers(0, 99), st.integers(100, 999))
    record = st.builds(
        Record,
        id=hostile_line, kind=st.sampled_from(Kind), words=some, prefixes=some, suffixes=some, rule=hostile_line,
        content=st.lists(span, min_size=pieces, max_size=pieces).map(tuple), article=article_records,
        source=spans, cue=spans, source_words=maybe, speaker=maybe, speaker_page=maybe, unnamed=st.booleans(),
        candidate=maybe, basis=st.none() | st.sampled_from(Basis), topics=lines, dates=lines, date_values=lines,
        entities=st.lists(st.tuples(hostile_line, st.sampled_from([*map(str, EntityType)])), max_size=4).map(tuple),
        text_fragment=maybe, also_quoted=lines, corrected=lines, version=hostile_line,
    )  # fmt: skip
    return draw(record)


@given(records())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_statement_and_its_article_read_back(record: Record) -> None:
    check(StatementPage(path="statements/a.md", front=of_statement(record), body="x", record=record))
    check(ArticlePage(path="articles/a.md", front=of_article(record.article), body="x", article=record.article))


@given(
    topic=st.builds(Topic, name=hostile_line, phrases=st.lists(hostile_line, min_size=1, max_size=2).map(tuple)),
    person=st.builds(
        Person,
        name=hostile_line, shown=hostile_line, aliases=lines, roles=lines, articles=lines,
        wikidata=st.none() | st.just("Q6279"),
    ),
)  # fmt: skip
@settings(max_examples=50)
def test_what_an_editor_says_of_topics_and_people_reads_back(topic: Topic, person: Person) -> None:
    archive = Archive(
        topics=(topic,),
        topic_pages=name_slugs([topic.name]),
        listed=(person,),
    )
    pages = made(listings(archive))
    assert [page.topic for page in pages if isinstance(page, TopicPage)] == [topic]
    assert [page.people for page in pages if isinstance(page, PeoplePage)] == [(person,)]
    for page in pages:
        check(page)


@given(
    words=st.lists(hostile_text, min_size=1, max_size=2).map(tuple),
    reason=st.sampled_from(Reason),
    moved=st.booleans(),
    title=st.none() | hostile_line,
)
@settings(max_examples=50)
def test_what_is_not_there_any_more_reads_back(
    words: tuple[str, ...], reason: Reason, moved: bool, title: str | None
) -> None:
    article = ArticleAddress(
        key="bridge", name="bridge", text="", revisions=("0" * 64,), state=State.GONE, reason=reason, title=title
    )
    statement = StatementAddress(
        id="0000000001", article="bridge", content=tuple((0, len(part)) for part in words), words=words, until=1,
        state=State.MOVED if moved else State.GONE, to=("0000000002", "0000000003") if moved else (), reason=reason,
    )  # fmt: skip
    silent = replace(statement, id="0000000004", state=State.GONE, to=(), words=None)
    registry = Registry(articles={article.key: article}, statements={one.id: one for one in (statement, silent)})
    pages = made(ended_jobs(registry, titles={}))
    assert [(page.id, page.words, page.to) for page in pages if isinstance(page, EndedPage)] == [
        ("0000000001", words, statement.to), ("0000000004", None, ()), (None, None, ()),
    ]  # fmt: skip
    for page in pages:
        check(page)


def made(jobs: list[Job]) -> list[Page]:
    return [page for job in jobs for page in job.make()]


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.md")), ids=lambda path: path.relative_to(GOLDEN).as_posix())
def test_a_page_that_was_committed_is_read_as_what_it_is(path: Path) -> None:
    name = path.relative_to(GOLDEN).as_posix()
    text = path.read_text()
    found = read(text)
    assert found
    page = typed_page(name, *found)
    kinds = {"statements": StatementPage, "articles": ArticlePage}
    assert type(page) is (Page if name.endswith("index.md") else kinds.get(name.partition("/")[0], Page))
    assert text_of(page) == text
    if isinstance(page, StatementPage):
        assert page.name == f"statements/{page.record.id}"
        assert [tuple(front) for front in page.front["content"]] == list(page.record.content)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_page_of_a_docs_folder_is_read(folder: str) -> None:
    names = sorted(path.relative_to(GOLDEN).as_posix() for path in (GOLDEN / folder).glob("*.md"))
    assert [page.path for page in read_pages(GOLDEN, folder)] == names
    assert names


HAND_WRITTEN: dict[str, Any] = {
    "words": ["a"], "topic": "Bridges", "phrases": ["bridge"], "article": "bridge", "article_was": "bridge",
    "person": {"name": "Ada Lund"}, "state": "gone", "redirect": "https://example.org/",
}  # fmt: skip


@pytest.mark.parametrize("keys", [[key] for key in HAND_WRITTEN] + [list(HAND_WRITTEN)], ids="-".join)
def test_a_hand_written_page_is_of_no_kind_whatever_its_front_matter_has(keys: list[str], tmp_path: Path) -> None:
    front = {key: HAND_WRITTEN[key] for key in keys}
    for folder in ("", "speakers/", "statements/"):
        assert type(as_read(f"{folder}own.md", front)) is Page
    for folder in FOLDERS:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.md").write_text(f"---\n{yaml.safe_dump(front)}---\n\n# By hand\n")
        assert list(read_pages(tmp_path, folder)) == []
