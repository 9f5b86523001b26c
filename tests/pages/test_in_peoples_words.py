"""Numbers, days and what a page says of a statement are written as people write and say them."""

import re
from html import unescape
from typing import Any

import pytest

from onrecord.extract import extract
from onrecord.model.article import Article, Metadata
from onrecord.model.attribution import Kind
from onrecord.model.options import FAST
from onrecord.model.page import Page
from onrecord.pages.placeholders import fill_placeholders
from onrecord.pages.statement_page import AROUND, MONSTROUS
from onrecord.pages.templating import fill
from pages.published import article_page, published, statement_pages

TITLE = "Bridge opens in May, says mayor"
TEXT = f"""{TITLE}

Ann Lee, the mayor of Elm, walked over the new bridge on Monday.

“The bridge opens in May,” she told reporters.

The bridge cost $2 million.
"""


def written(text: str, **metadata: Any) -> Article:
    return Article(
        name="bridge",
        slug="bridge",
        path="seeds/bridge.txt",
        sha256="0" * 64,
        text=text,
        metadata=Metadata(**metadata),
    )


def built(text: str, **metadata: Any) -> list[Page]:
    return published(written(text, **metadata), extract(text, model=FAST))[1]


def texts(body: str) -> dict[str, str]:
    """What a page shows of the article, by its place."""
    found = re.findall(r'<(p|span)\b[^>]* ?data-article-text="([\d-]+)"[^>]*>(.*?)</\1>', body, re.DOTALL)
    return {place: unescape(re.sub(r"<[^>]+>", "", shown)) for _, place, shown in found}


@pytest.mark.parametrize(
    ("count", "read"),
    [(0, "0 statements"), (1, "1 statement"), (999, "999 statements"), (1234567, "1,234,567 statements")],
)
def test_a_number_of_things_has_its_thousands_apart_and_the_noun_that_fits(count: int, read: str) -> None:
    filled = fill("speakers.md.jinja", rows=[("a", "A", count)], base="")
    assert f'<span class="index__facts">{read}</span>' in filled


def test_a_day_is_read_as_people_write_it_and_keeps_its_date_for_programs() -> None:
    pages = built(TEXT, title=TITLE, published="2016-03-09T08:30:00Z")
    for page in (article_page(pages), *statement_pages(pages)):
        assert '<time datetime="2016-03-09T08:30:00Z">9 March 2016</time>' in page.body
        assert "2016-03-09" not in re.sub(r"<time[^>]*>", "", page.body)


@pytest.mark.parametrize("title", [TITLE, "Bridge Opens in May — says mayor."])
def test_a_first_line_that_is_the_title_stands_once_as_the_heading_and_is_no_statement(title: str) -> None:
    pages = built(TEXT, title=title)
    body = article_page(pages).body
    assert body.startswith(f'# <span data-article-text="0-{len(TITLE)}">{TITLE}</span>\n')
    assert body.count(TITLE) == 1
    assert {place: TEXT[slice(*map(int, place.split("-")))] for place in texts(body)} == texts(body)
    assert not any(page.record.content[0][0] < len(TITLE) for page in statement_pages(pages))


def test_a_first_line_that_is_not_the_title_is_text_as_any_other() -> None:
    body = article_page(built(TEXT, title="The bridge")).body
    assert body.startswith("# The bridge\n")
    assert f'<p dir="auto" data-article-text="0-{len(TITLE)}">' in body


def test_an_only_line_is_the_article_whatever_its_title_is() -> None:
    line = "“The bridge opens in May,” said Ann Lee."
    [page] = statement_pages(built(f"{line}\n", title=line))
    assert page.record.kind == Kind.DIRECT


def test_what_tells_who_she_is_is_shown_and_not_only_where_it_stands() -> None:
    [page] = [one for one in statement_pages(built(TEXT, title=TITLE)) if one.record.kind == Kind.DIRECT]
    _, evidence = page.body.split("That rests on what stands one paragraph up:\n")
    sentence = "Ann Lee, the mayor of Elm, walked over the new bridge on Monday."
    start = TEXT.index(sentence)
    assert texts(evidence.partition("## In context")[0]) == {f"{start}-{start + len(sentence)}": sentence}
    assert '<span class="context-source">Ann Lee' in evidence


def test_what_is_technical_is_folded_and_said_in_words() -> None:
    pages = built(TEXT, title=TITLE)
    for page in (article_page(pages), *statement_pages(pages)):
        before, folded, _ = re.split(r"<details class=\"earlier details\">|</details>\Z", page.body.strip())
        assert page.path.startswith("articles") or "Just before and after" in folded
        for word in ("SHA-256", "seeds/bridge.txt"):
            assert word in folded
            assert word not in before
        assert not re.search(r"Beside them|not[ _]resolved|Named here", page.body)


def test_of_a_monstrous_paragraph_a_statement_s_page_repeats_only_what_stands_around_it() -> None:
    text = f"“The bridge opens in May,” said Ann Lee. {'It rains and rains again in Elm. ' * 2000}\n"
    page = next(one for one in statement_pages(built(text)) if one.record.kind == Kind.DIRECT)
    ((place, shown),) = texts(page.body.partition("## In context")[2]).items()
    start, end = map(int, place.split("-"))
    assert shown == text[start:end]
    assert AROUND < end - start < MONSTROUS


def test_a_slot_that_is_shown_as_code_stays_code() -> None:
    archive, _ = published(written(TEXT), extract(TEXT, model=FAST))
    slot = "<!-- onrecord:counts -->"
    for code in (f"`{slot}`", f"```html\n{slot}\n```", f"~~~\na ` {slot}\n~~~", f"``a ` {slot}``"):
        filled = fill_placeholders(f"{slot}\n\n{code}\n\n{slot}\n", archive, feeds=(), depth=0)
        assert code in filled
        assert filled.count('<p class="counts">') == 2
