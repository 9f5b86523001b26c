"""Whatever an article holds, its characters come out of the rendered page as they went in."""

import re
from typing import Any

import html5lib
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.article import Article
from onrecord.model.page import Page, StatementPage
from onrecord.pages.docs_folder import text_of
from onrecord.text import escape
from pages.published import article_page, published, statement_pages
from pages.strategies import HOSTILE, articles, extractions, hostile_line, paragraphs

# What MkDocs turns on by itself.
EXTENSIONS = ["toc", "tables", "fenced_code"]


def render(page: Page) -> Any:
    """The page's body as MkDocs and a browser read it."""
    match = re.fullmatch(r"---\n(.*?\n)---\n(.*)", text_of(page), re.DOTALL)
    assert match
    assert yaml.safe_load(match[1])["generated"] is True
    html = markdown.markdown(match[2], extensions=EXTENSIONS)
    return html5lib.parse(html, namespaceHTMLElements=False)


def shown(page: Page) -> list[tuple[tuple[int, int], str]]:
    """Each element marked as article text: the offsets it names, and its text."""
    return [
        ((int(start), int(end)), "".join(element.itertext()))
        for element in render(page).iter()
        if (offsets := element.get("data-article-text"))
        for start, end in [offsets.split("-")]
    ]


@given(st.data(), articles())
@settings(max_examples=150, deadline=None)
def test_an_article_page_shows_every_paragraph_character_for_character(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    _, pages = published(article, extraction)
    content = [span for one in extraction.attributions for span in one.content]
    left_out = [
        (start, end)
        for start, end in (one.span for one in extraction.omitted)
        if not any(first <= start and end <= last for first, last in content)
    ]
    page, lines = article_page(pages), paragraphs(article.text)
    if page.body.startswith("# <span"):  # the first line is the title, and stands as the heading alone
        left_out = [span for span in left_out if span[0] >= lines[0][1]]
    assert shown(page) == [((start, end), article.text[start:end]) for start, end in [*lines, *left_out]]


def place(page: StatementPage) -> tuple[int, str]:
    return page.record.offset, page.record.id


@given(st.data(), articles())
@settings(max_examples=150, deadline=None)
def test_a_statement_page_shows_its_words_and_its_paragraphs_character_for_character(
    data: st.DataObject, article: Article
) -> None:
    extraction = data.draw(extractions(article.text))
    archive, pages = published(article, extraction)
    for record, page in zip(archive.statements, sorted(statement_pages(pages), key=place), strict=True):
        texts = shown(page)
        assert texts
        assert all(article.text[start:end] == text for (start, end), text in texts)
        assert [span for span, _ in texts][: len(record.content)] == list(record.content)


@given(st.data(), articles())
@settings(max_examples=100, deadline=None)
def test_hostile_text_adds_no_element_no_handler_and_no_address(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    _, pages = published(article, extraction)
    for page in pages:
        tree = render(page)
        # What there is: the field of the index of tags, the filters and the timeline of a speaker's page, calendars.
        assert len([*tree.iter("input")]) == (page.path == "tags/index.md")
        speaker = page.path.startswith(("speakers/", "days/"))
        assert all(len([*tree.iter(own)]) <= speaker for own in ("form", "table"))
        for element in tree.iter():
            assert element.tag not in ("script", "iframe", "img", "style", "object", "pre")
            assert not any(name.lower().startswith("on") for name in element.keys())  # noqa: SIM118 - an Element is no dict
            assert not element.get("href", "").strip().lower().startswith(("javascript", "data", "mailto"))


@given(st.data(), articles())
@settings(max_examples=100, deadline=None)
def test_every_statement_is_marked_once_with_its_id_and_linked_once(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    archive, pages = published(article, extraction)
    tree = render(article_page(pages))
    ids = [element.get("id") for element in tree.iter("mark") if element.get("id")]
    links = [link.get("href") for link in tree.iter("a") if "statement-link" in link.get("class", "")]
    assert sorted(ids) == sorted(one.id for one in archive.statements)
    assert sorted(links) == sorted(f"../../statements/{one.id}/" for one in archive.statements)


hostile_texts = pytest.mark.parametrize("text", sorted({text.strip() or "x" for text in HOSTILE}))


@hostile_texts
def test_a_single_hostile_name_is_shown_as_it_was_given(text: str) -> None:
    check_heading(text)
    check_names(text)
    check_front_matter(text)


@given(hostile_line)
def test_a_title_is_shown_in_a_heading_as_it_was_given(text: str) -> None:
    check_heading(text)


def check_heading(text: str) -> None:
    tree = html5lib.parse(
        markdown.markdown(f"# {escape.markdown(text)}", extensions=EXTENSIONS), namespaceHTMLElements=False
    )
    assert ["".join(heading.itertext()) for heading in tree.iter("h1")] == [text]
    assert not [child for heading in tree.iter("h1") for child in heading]


@given(hostile_line)
def test_a_name_is_shown_in_a_list_and_in_a_link_as_it_was_given(text: str) -> None:
    check_names(text)


def check_names(text: str) -> None:
    safe = escape.markdown(text)
    tree = html5lib.parse(
        markdown.markdown(f"- [{safe}](x.md) · {safe}\n- {safe}\n\n{safe}", extensions=EXTENSIONS),
        namespaceHTMLElements=False,
    )
    links = list(tree.iter("a"))
    assert [("".join(link.itertext()), link.get("href")) for link in links] == [(text, "x.md")]
    assert ["".join(item.itertext()).strip("\n") for item in tree.iter("li")] == [f"{text} · {text}", text]
    assert ["".join(paragraph.itertext()) for paragraph in tree.iter("p")] == [text]


@given(hostile_line)
def test_front_matter_keeps_a_text_through_yaml_and_html(text: str) -> None:
    check_front_matter(text)


def check_front_matter(text: str) -> None:
    page = Page(path="x.md", front={"title": escape.front_matter(text), "tags": (text,)}, body="x")
    source = text_of(page).split("---\n")[1]
    assert '\ntags: ["' in source, "quoted, or it would be a date or a number to another reader"
    front = yaml.safe_load(source)
    assert front["tags"] == [text]
    printed = front["title"]
    element = html5lib.parseFragment(f'<p title="{printed}">{printed}</p>', namespaceHTMLElements=False)[0]
    assert element.text == text
    assert element.get("title") == text
