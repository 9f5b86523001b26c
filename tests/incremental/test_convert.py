"""Pages converted block by block come out as Python-Markdown gives them in one piece."""

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model.article import Article
from onrecord.model.page import Page
from onrecord.rendering.convert import MKDOCS_EXTENSIONS, Converter
from pages.published import article_page, published, statement_pages
from pages.strategies import HOSTILE, articles, extractions, hostile_line

converter = Converter(MKDOCS_EXTENSIONS, {})

words = st.sampled_from(
    ["a", "the bridge", "2*3*4", "&amp;", "<b>x</b>", "[a](b.md)", "`code`", "x_y_z", "ä", ":", "|"]
)
line = st.lists(words, min_size=1, max_size=4).map(" ".join)
heading = st.builds(
    lambda level, text: f"{'#' * level} {text}", st.integers(1, 6), st.sampled_from(["A", "A", "B b", "*A*"])
)
paragraph = st.lists(line, min_size=1, max_size=3).map("\n".join)
bullets = st.lists(line, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {one}" for one in lines))
numbers = st.lists(line, min_size=1, max_size=3).map(lambda lines: "\n".join(f"1. {one}" for one in lines))
element = st.builds(
    lambda name, attributes, inside: f"<{name}{attributes}>{inside}</{name}>",
    st.sampled_from(["div", "p", "h2", "blockquote", "details", "section", "aside", "span", "a", "custom"]),
    st.sampled_from(["", ' class="x"', ' id="a"', " hidden", ' title="a > b"']),
    st.sampled_from(
        ["x", "\nx\n", "<p>x</p>", "\n<div>\n<p>x</p>\n</div>\n", "<div>", "</div>", "a\n# b", "*x*", "<br>", "\n\n"]
    ),
)
table = st.just("| a | b |\n| --- | --- |\n| c | d |")
odd = st.sampled_from(
    [
        "    code", "\tcode", "  - inner", "> quoted", "```\nfence", "```", "~~~", "---", "***", "A\n===", "A\n---",
        "[a]: https://example.org", "[a]", "text\n# heading", "# heading\ntext", "<!-- comment -->", "<!-- comment",
        "-->", "<div>", "</div>", "<div", "<br>", "<hr>", "<script>\nx\n</script>", "text\n<div>x</div>",
        "<DIV>x</DIV>", "text\n<div>", "<p>a</p> b", "<p>a</p>\nb", "<pre>\nx\n</pre>", "<?php x ?>", "&amp;", "* * *",
        "+ a", "2. b",
        "a  \nb", "\\", "# A {#a}", "A\n \nB", "A\n \n- b", "- a\n \n    b", "\x02", "x\x03", "A\r\n\r\n- b",
        "<p>a</p>\t", "<textarea>\n\n</textarea>", "[^1]: note", "*[abbr]: x", "<a\nhref=x>y</a>", "<p>a</p><p>b</p>",
        "<div/>",
    ]
)  # fmt: skip
blocks = st.lists(heading | paragraph | bullets | numbers | element | table | odd, max_size=7)
gaps = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n"])


def whole(text: str) -> tuple[str, str | None]:
    """The HTML, and the id of the first heading, as MkDocs has them."""
    converting = markdown.Markdown(extensions=list(MKDOCS_EXTENSIONS))
    html = converting.convert(text)
    tokens = converting.toc_tokens  # type: ignore[attr-defined]
    return html, tokens[0]["id"] if tokens else None


def by_block(text: str) -> tuple[str, str | None]:
    converted = converter.convert(text)
    return converted.html, converted.first_heading


@given(blocks, st.data())
@settings(max_examples=200)
@example(["A\n \n- b", "- c"], None)
@example(["> a", "> b"], None)
@example(["\ta", "\tb"], None)
@example(["[a]", "[a]: https://example.org"], None)
@example(["# A\ntext", "# A"], None)
@example(["A\n===\ntext", "# A"], None)
@example(["```", "# A", "```"], None)
def test_any_sequence_of_blocks_is_converted_alike(some: list[str], data: st.DataObject | None) -> None:
    text = "".join(f"{block}{data.draw(gaps) if data else chr(10) * 2}" for block in some)
    assert by_block(text) == whole(text)


@given(st.lists(heading | paragraph | bullets | element, max_size=8))
@settings(max_examples=100)
def test_the_blocks_that_pages_are_made_of_are_converted_alike(some: list[str]) -> None:
    text = "\n\n".join(some)
    assert by_block(text) == whole(text)


@given(st.lists(st.sampled_from(HOSTILE) | st.just("\n\n"), max_size=8).map("".join))
@settings(max_examples=100)
def test_any_text_is_converted_alike(text: str) -> None:
    assert by_block(text) == whole(text)


def pages_of(article: Article, data: st.DataObject) -> list[Page]:
    _, pages = published(article, data.draw(extractions(article.text)))
    return [article_page(pages), *statement_pages(pages)]


@given(st.data(), articles())
@settings(max_examples=25)
def test_the_pages_of_hostile_articles_are_converted_alike(data: st.DataObject, article: Article) -> None:
    for page in pages_of(article, data):
        assert by_block(page.body) == whole(page.body)


@given(st.data(), articles())
@settings(max_examples=20)
def test_no_page_of_an_article_is_converted_in_one_piece(data: st.DataObject, article: Article) -> None:
    for page in pages_of(article, data):
        assert converter._blocks(page.body) is not None


@pytest.mark.parametrize("extensions", [["toc", "tables", "fenced_code", "footnotes"], ["toc", "md_in_html"], ["toc"]])
def test_an_editors_extensions_are_heeded(extensions: list[str]) -> None:
    text = "# A\n\nx[^1]\n\n<div markdown>\n*x*\n</div>\n\n[^1]: note\n\n# A\n"
    wanted = markdown.markdown(text, extensions=extensions)
    assert Converter(extensions, {}).convert(text).html == wanted


def test_pieces_that_come_again_are_converted_once_and_still_told_apart() -> None:
    text = "# A\n\ntext\n\n# A\n\ntext\n\n# A_1\n"
    assert by_block(text) == by_block(text) == whole(text)


@given(hostile_line)
@settings(max_examples=30)
def test_a_page_of_one_line_is_converted_alike(text: str) -> None:
    assert by_block(text) == whole(text)
