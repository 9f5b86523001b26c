"""The citations in a statement's page are, to the character, what their formats' parsers read."""

import json

import html5lib
import markdown
import mwparserfromhell
import pytest
import rispy
from hypothesis import example, given
from pybtex.database import parse_string

from export.records import BARE, HOSTILE, KINDS, LOUD, NO_ADDRESS, SITE, hostile_text, record
from onrecord.export.cards import embed_html
from onrecord.export.citations import CITATIONS
from onrecord.model.page import Page, StatementPage
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.pages.front_matter import of_statement
from onrecord.pages.statement_page import with_citations
from onrecord.text.escape import one_line

BODY = "# One\n\n<div data-citations></div>\n\n## Two\n"
ALL = [record(), BARE, LOUD, *KINDS]


def page(one: Record) -> StatementPage:
    return StatementPage(path=f"statements/{one.id}.md", front=of_statement(one), body=BODY, record=one)


def shown(one: Record, site: Site) -> dict[str, str]:
    """What a reader of the page sees, without a script, below each heading."""
    html = with_citations(markdown.markdown(BODY), page(one), site)
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    [details] = tree.iter("details")
    names = ["".join(element.text or "").strip() for element in details.iter("dt")]
    return dict(zip(names, ("".join(element.itertext()) for element in details.iter("pre")), strict=True))


@pytest.mark.parametrize("one", ALL, ids=range(len(ALL)))
@pytest.mark.parametrize("site", [SITE, NO_ADDRESS], ids=["address", "none"])
def test_each_format_reads_back_from_the_page(one: Record, site: Site) -> None:
    texts = shown(one, site)
    assert len(mwparserfromhell.parse(texts["Wikipedia"]).filter_templates()) == 1
    [(key, entry)] = parse_string(texts["BibTeX"], "bibtex").entries.items()
    assert key == f"onrecord-{one.id}"
    assert len(entry.persons.get("author", ())) == len(one.article.authors)
    [reference] = rispy.loads(texts["RIS"])
    assert reference["type_of_reference"] == "NEWS"
    assert "\r" not in texts["RIS"]
    [item] = json.loads(texts["CSL-JSON"])
    assert item["title"] == one_line(one.article.title.text)
    assert one_line(one.text) in texts["Plain text"]


@given(text=hostile_text.filter(lambda text: "\0" not in text))  # a seed that holds one is refused
@example(HOSTILE)
@example("<div data-citations></div> </pre></details> &amp; &#10; \x02 \x0b\x0c \x85")
def test_no_character_is_lost_whatever_the_article_says(text: str) -> None:
    one = record(article_title=text, outlet=text, authors=[text], words=[text], prefixes=[""], suffixes=[""],
                 content=[[0, 1]])  # fmt: skip
    wanted = {form.name: form.write(one, SITE).replace("\r\n", "\n") for form in CITATIONS}
    assert shown(one, SITE) == wanted | {"HTML to embed": embed_html(one, SITE)}


def test_the_html_to_embed_needs_the_site_s_address() -> None:
    assert list(shown(record(), NO_ADDRESS)) == [form.name for form in CITATIONS]
    assert "<summary>Cite</summary>" in with_citations(markdown.markdown(BODY), page(record()), NO_ADDRESS)
    assert "<summary>Cite or embed</summary>" in with_citations(markdown.markdown(BODY), page(record()), SITE)


def test_only_a_statement_s_page_has_citations() -> None:
    assert with_citations(BODY, Page(path="articles/x.md", front={}, body=BODY), SITE) == BODY
