"""Of a web page comes the article: every quotation, in its words and marks, and nothing that stands beside it."""
# ruff: noqa: E501 - markup reads better whole

import pytest

from adding import samples
from benchmark.adding import foreign, metadata, ours, quotations
from benchmark.layouts import samples as pages
from onrecord.adding.blocks import blocks, parsed
from onrecord.adding.charset import decoded
from onrecord.adding.dates import date, date_in_words
from onrecord.adding.page import page
from onrecord.adding.stated import stated, without_outlet
from onrecord.adding.taken import MARKS_ADDED, Source, Taken

TEXT = "".join(f"<p>{line}</p>" for line in samples.SENTENCES)


def taken(inside: str, head: str = "") -> Taken:
    html = f"<!DOCTYPE html><html><head><title>Bridge</title>{head}</head><body><nav><a href=/>Home</a></nav>{inside}</body></html>"
    return page(Source(name="a.html", data=html.encode()))


def more(inside: str) -> tuple[str, ...]:
    """What comes after the usual text."""
    found = taken(
        f"<article><h1>Bridge closes</h1>{TEXT}{inside}<p>That was on a Friday, and it rained.</p></article>"
    ).paragraphs
    assert found[:5] == samples.SENTENCES
    assert found[-1] == "That was on a Friday, and it rained."
    return found[5:-1]


KEPT = {
    "a quotation set apart": (
        "<blockquote><p>Nobody wants this bridge, not even the fish.</p><footer>Lena Moss</footer></blockquote>",
        ("“Nobody wants this bridge, not even the fish.”", "— Lena Moss"),
    ),
    "its source in an element of its own": (
        "<blockquote>Nobody wants this bridge, not even the fish. <cite>Lena Moss</cite></blockquote>",
        ("“Nobody wants this bridge, not even the fish.”", "— Lena Moss"),
    ),
    "its source after a dash": (
        "<blockquote><p>Nobody wants this bridge, not even the fish.</p><p>— Lena Moss, fisher</p></blockquote>",
        ("“Nobody wants this bridge, not even the fish.”", "— Lena Moss, fisher"),
    ),
    "a figure with a quotation": (
        "<figure><blockquote><p>Nobody wants this bridge, not even the fish.</p></blockquote><figcaption>Lena Moss</figcaption></figure>",
        ("“Nobody wants this bridge, not even the fish.”", "— Lena Moss"),
    ),
    "a quotation with marks of its own": (
        "<blockquote><p>“Nobody wants this bridge,” said Lena Moss of the cooperative.</p></blockquote>",
        ("“Nobody wants this bridge,” said Lena Moss of the cooperative.",),
    ),
    "a quotation of two paragraphs": (
        "<blockquote><p>Nobody wants this bridge at all.</p><p>It is for the fish.</p></blockquote>",
        ("“Nobody wants this bridge at all.", "“It is for the fish.”"),
    ),
    "elements of quotations": (
        "<p>She called it <q>a shame</q>, he “<q>a pity</q>”, and <q>nobody said <q>stop</q> at all</q>.</p>",
        ("She called it “a shame”, he “a pity”, and “nobody said ‘stop’ at all”.",),
    ),
    "line breaks that end paragraphs": (
        "<p>“It holds,” said the mayor of the town.<br>“It does not,” said the engineer.<br><br>So it went on.</p>",
        ("“It holds,” said the mayor of the town.", "“It does not,” said the engineer.", "So it went on."),
    ),
    "a line break inside a sentence": (
        "<p>It was closed by the council<br>on a Friday in the rain.</p>",
        ("It was closed by the council on a Friday in the rain.",),
    ),
    "a list": (
        "<ul><li>The bridge stays closed until May.</li><li>A ferry runs each half hour.</li></ul>",
        ("The bridge stays closed until May.", "A ferry runs each half hour."),
    ),
    "a short paragraph": ("<p>“No.”</p>", ("“No.”",)),
    "a post": (
        '<blockquote class="twitter-tweet"><p>We are sorry for the closing.</p>— Town Hall (@townhall) <a href="x">March 1, 2024</a></blockquote>',
        ("“We are sorry for the closing.”", "— Town Hall (@townhall) March 1, 2024"),
    ),
    "entities": (
        "<p>&ldquo;It&rsquo;s safe&nbsp;now, and it will be so tomorrow,&rdquo; she said.</p>",
        ("“It’s safe\xa0now, and it will be so tomorrow,” she said.",),
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_the_articles_comes_as_paragraphs(name: str) -> None:
    inside, expected = KEPT[name]
    assert more(inside) == expected


BESIDE = {
    "a caption": "<figure><img src=x><figcaption>The bridge in January, seen from the town hall.</figcaption></figure>",
    "a newsletter": '<div class="newsletter-signup"><p>Get the news of the town each morning, free of charge and without any duty.</p></div>',
    "a teaser": '<div class="related-article"><a href="/x">Ferry to run every half hour from Monday on, says the mayor of the town</a></div>',
    "a promotion": '<aside class="inline-promo"><p>The Post lives from its readers, and needs the help of all of them.</p></aside>',
    "a link to more": '<p><a href="/x">Read more: Ferry to run every half hour</a></p>',
    "a quotation set large that stands in the text": '<aside class="pullquote">Nobody will come by boat to buy a lamp</aside>',
    "figures of a table": "<table><tr><th>Year</th><th>Floods</th></tr><tr><td>1911</td><td>2</td></tr></table>",
    "a script": "<script>document.write('“Nothing,” said nobody at all.')</script>",
    "a form": "<form><p>Your address will not be given to anybody else than us.</p><input name=a></form>",
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_article_stays_out_and_is_counted(name: str) -> None:
    inside = BESIDE[name]
    assert more(inside) == ()
    out = taken(f"<article><h1>Bridge closes</h1>{TEXT}{inside}</article>").left_out
    assert "Home" in out


def test_marks_that_were_added_are_told_of() -> None:
    assert taken(f"<article>{TEXT}<p>She called it <q>a shame</q>, and nobody else did.</p></article>").changed == (
        MARKS_ADDED,
    )
    assert taken(f"<article>{TEXT}</article>").changed == ()


def test_headline_and_deck_are_no_text() -> None:
    head = '<meta property="og:title" content="Bridge closes"><meta property="og:description" content="It is to be repaired by May.">'
    inside = f"<article><header><h1>Bridge closes</h1><p>It is to be repaired by May.</p></header>{TEXT}</article>"
    assert taken(inside, head).paragraphs == samples.SENTENCES


def test_a_page_made_by_scripts_may_state_its_text() -> None:
    body = "\\n\\n".join(samples.SENTENCES)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    assert taken("<div id=app></div>", head).paragraphs == samples.SENTENCES


def test_our_pages_of_ten_layouts_keep_every_quotation_and_little_else() -> None:
    every = list(pages())
    kept = lost = strange = lines = invented = 0
    for one in every:
        found = ours(one)
        gold = quotations(one.paragraphs)
        kept += sum((gold & quotations(found)).values())
        lost += sum((gold - quotations(found)).values())
        strange += foreign(found, one)
        lines += len(found)
        invented += metadata(one)[2]
    assert len(every) == 30
    assert kept >= 0.99 * (kept + lost)
    assert strange < 0.01 * lines
    assert invented == 0


STATED = {
    "2024-03-01": "2024-03-01",
    "2024-03-01T08:30:00.000Z": "2024-03-01T08:30:00Z",
    "2024-03-01T08:30:00+0100": "2024-03-01T08:30:00+01:00",
    "2024-03-01 08:30": "2024-03-01T08:30:00",
    "20240301": "2024-03-01",
    "Fri, 01 Mar 2024 08:30:00 GMT": "2024-03-01T08:30:00Z",
    "03/01/2024": None,
    "yesterday": None,
    "1970-01-01T00:00:00Z": None,
    "2024-13-01": None,
    "": None,
}


@pytest.mark.parametrize("text", STATED)
def test_a_date_is_taken_as_machines_write_it_and_never_guessed(text: str) -> None:
    assert date(text) == STATED[text]


def test_a_header_of_an_export_may_name_its_month() -> None:
    assert date_in_words("March 1, 2024 Friday") == "2024-03-01"
    assert date_in_words("1 Sept. 2024") == "2024-09-01"
    assert date_in_words("01/03/2024") is None


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Bridge closes | The Example Post", "The Example Post", "Bridge closes"),
        ("Bridge closes - Example Post", "The Example Post", "Bridge closes"),
        ("The Example Post: Bridge closes", "The Example Post", "Bridge closes"),
        ("Bridge closes - for the winter", "The Example Post", "Bridge closes - for the winter"),
        ("Bridge closes | The Example Post", None, "Bridge closes | The Example Post"),
        ("A look at The Example Post", "The Example Post", "A look at The Example Post"),
    ],
)
def test_the_outlets_name_is_no_part_of_the_title(title: str, outlet: str | None, expected: str) -> None:
    assert without_outlet(title, outlet) == expected


def test_what_is_not_stated_stays_so() -> None:
    found = stated(parsed("<html><body><p>Published March 1, 2024 by the Example Post</p></body></html>"))
    assert (found.title, found.outlet, found.published, found.url, found.authors, found.language) == (
        None,
        None,
        None,
        None,
        (),
        None,
    )


ENCODED = {
    "iso-8859-1 that is windows-1252": ('<meta charset="iso-8859-1">', "windows-1252"),
    "windows-1252 without a word": ("", "windows-1252"),
    "ascii that is windows-1252": (
        '<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">',
        "windows-1252",
    ),
    "utf-8 without a word": ("", "utf-8"),
    "utf-8 that says iso-8859-1": ('<meta charset="iso-8859-1">', "utf-8"),
    "windows-1252 that says utf-8": ('<meta charset="utf-8">', "windows-1252"),
    "utf-16": ("", "utf-16"),
    "utf-8 with a mark": ('<meta charset="iso-8859-1">', "utf-8-sig"),
    "an unknown name": ('<meta charset="latin-of-mars">', "utf-8"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_curly_marks_come_through_whatever_a_page_says_of_its_encoding(name: str) -> None:
    declared, encoding = ENCODED[name]
    html = f"<html><head>{declared}</head><body><p>“It’s safe – now…”</p></body></html>"
    assert [one.text for one in blocks(parsed(decoded(html.encode(encoding))))] == ["“It’s safe – now…”"]
