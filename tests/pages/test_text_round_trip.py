"""Whatever an article holds, its characters come out of the rendered page as they went in."""

import re
from typing import Any

import html5lib
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.entities.entities import entities
from onrecord.extract.passages import passages
from onrecord.model.article import Article, Topic
from onrecord.model.attribution import Extraction
from onrecord.model.page import Page
from onrecord.model.statement import Statement
from onrecord.pages.article_page import article_page, article_title
from onrecord.pages.statement_page import statement_page
from onrecord.permanence.ids import Identifier, statements
from onrecord.text import escape
from onrecord.text.slug import name_slugs
from pages.strategies import HOSTILE, articles, extractions, hostile_line, paragraphs

# What MkDocs turns on by itself.
EXTENSIONS = ["toc", "tables", "fenced_code"]


def render(page: Page) -> Any:
    """The page's body as MkDocs and a browser read it."""
    match = re.fullmatch(r"---\n(.*?\n)---\n(.*)", str(page), re.DOTALL)
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


def published(article: Article, extraction: Extraction) -> tuple[tuple[Statement, ...], Page, list[Page]]:
    topics = (Topic(name="<b>*topic*</b>", phrases=("a",)),)
    tagged = passages(article.text, extraction, topics=topics, mentioned=entities(article.text), published=None)
    found = statements(article, tagged, identifier=Identifier())
    speakers = name_slugs(filter(None, (s.attribution.speaker for s in found)))
    title = article_title(article)
    pages = [
        statement_page(
            article, extraction, statement, title=title, speakers=speakers, topics={"<b>*topic*</b>": "topic"},
            previous=None, following=None,
        )
        for statement in found
    ]  # fmt: skip
    return found, article_page(article, extraction, found, title=title, speakers=speakers), pages


@given(st.data(), articles())
@settings(max_examples=150, deadline=None)
def test_an_article_page_shows_every_paragraph_character_for_character(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    _, page, _ = published(article, extraction)
    assert shown(page) == [((start, end), article.text[start:end]) for start, end in paragraphs(article.text)]


@given(st.data(), articles())
@settings(max_examples=150, deadline=None)
def test_a_statement_page_shows_its_words_and_its_paragraphs_character_for_character(
    data: st.DataObject, article: Article
) -> None:
    extraction = data.draw(extractions(article.text))
    found, _, pages = published(article, extraction)
    for statement, page in zip(found, pages, strict=True):
        texts = shown(page)
        assert texts
        assert all(article.text[start:end] == text for (start, end), text in texts)
        assert [span for span, _ in texts][: len(statement.attribution.content)] == list(statement.attribution.content)


@given(st.data(), articles())
@settings(max_examples=100, deadline=None)
def test_hostile_text_adds_no_element_no_handler_and_no_address(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    _, page, pages = published(article, extraction)
    for each in (page, *pages):
        for element in render(each).iter():
            assert element.tag not in ("script", "iframe", "img", "style", "object", "form", "pre", "table", "input")
            assert not any(name.lower().startswith("on") for name in element.keys())  # noqa: SIM118 - an Element is no dict
            assert not element.get("href", "").strip().lower().startswith(("javascript", "data", "mailto"))


@given(st.data(), articles())
@settings(max_examples=100, deadline=None)
def test_every_statement_is_marked_once_with_its_id_and_linked_once(data: st.DataObject, article: Article) -> None:
    extraction = data.draw(extractions(article.text))
    found, page, _ = published(article, extraction)
    tree = render(page)
    ids = [element.get("id") for element in tree.iter("mark") if element.get("id")]
    links = [link.get("href") for link in tree.iter("a") if "statement-link" in link.get("class", "")]
    assert sorted(ids) == sorted(statement.id for statement in found)
    assert sorted(links) == sorted(f"../../statements/{statement.id}/" for statement in found)


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
    source = str(page).split("---\n")[1]
    assert '\ntags: ["' in source, "quoted, or it would be a date or a number to another reader"
    front = yaml.safe_load(source)
    assert front["tags"] == [text]
    printed = front["title"]
    element = html5lib.parseFragment(f'<p title="{printed}">{printed}</p>', namespaceHTMLElements=False)[0]
    assert element.text == text
    assert element.get("title") == text
