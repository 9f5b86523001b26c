"""Each citation format is read back by a library that did not write it."""

import json
from unicodedata import category
from urllib.parse import unquote

import mwparserfromhell
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from pybtex.database import parse_string

from export.records import BARE, HOSTILE, KINDS, LOUD, NO_ADDRESS, SITE, hostile_text, record
from onrecord.export.citations import CITATIONS, bibtex, csl_json, meta_tags, plain, ris, wikipedia
from onrecord.model.record import Record
from onrecord.model.site import Site

ONE = record()
ADDRESS = "https://example.org/record/statements/4ctmy4ys5g/"
NOTE = f"Ada Lund: “It is safe,” […] “We have tested every bolt.” (On the Record, {ADDRESS})"
ALL = [ONE, BARE, LOUD, *KINDS]


DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def line(text: str) -> str:
    plain = "".join(" " if category(c) in ("Cc", "Zl", "Zp") else c for c in text if c not in DIRECTIONS)
    return " ".join(plain.split())


def test_plain_text_reads_as_a_sentence() -> None:
    assert plain(ONE, SITE) == (
        "Ada Lund: “It is safe,” […] “We have tested every bolt.” In: Boris Vale, The Staff of the Example Post, Inc., "
        "“The bridge opens”, The Example Post, 2024-02-29, https://news.example.org/bridge?a=1. "
        f"On the Record, {ADDRESS}.\n"
    )


def test_wikipedia_s_template_reads_back() -> None:
    [template] = mwparserfromhell.parse(wikipedia(ONE, SITE)).filter_templates()
    assert template.name.strip() == "cite news"
    assert {str(p.name): str(p.value).strip() for p in template.params} == {
        "author1": "Boris Vale",
        "author2": "The Staff of the Example Post, Inc.",
        "title": "The bridge opens",
        "work": "The Example Post",
        "date": "2024-02-29",
        "url": "https://news.example.org/bridge?a=1",
        "archive-url": "https://archive.example.org/1/bridge",
        "url-status": "live",
        "language": "en",
        "quote": "“It is safe,” &#91;…&#93; “We have tested every bolt.”",
    }


def test_bibtex_reads_back() -> None:
    [(key, entry)] = parse_string(bibtex(ONE, SITE), "bibtex").entries.items()
    assert key == "onrecord-4ctmy4ys5g"
    assert [str(person) for person in entry.persons["author"]] == [
        "Vale, Boris",
        "{The Staff of the Example Post, Inc.}",
    ]
    assert entry.fields["title"] == "{The bridge opens}"
    assert (entry.fields["year"], entry.fields["month"]) == ("2024", "2")
    assert entry.fields["url"] == ONE.article.url
    assert entry.fields["note"] == NOTE


def test_ris_reads_back() -> None:
    [entry] = rispy.loads(ris(ONE, SITE))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["authors"] == list(ONE.article.authors)
    assert entry["title"] == "The bridge opens"
    assert entry["year"] == "2024"
    assert entry["date"] == "2024/02/29/"
    assert entry["urls"] == [ONE.article.url]
    assert entry["notes"] == [NOTE]


def test_csl_json_is_set_by_a_citation_processor() -> None:
    [item] = json.loads(csl_json(ONE, SITE))
    assert item["note"] == NOTE
    source = CiteProcJSON([item | {"id": "one"}])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("one")]))
    [shown] = bibliography.bibliography()
    assert "The bridge opens" in str(shown)
    assert "2024" in str(shown)


@pytest.mark.parametrize("one", ALL, ids=range(len(ALL)))
@pytest.mark.parametrize("site", [SITE, NO_ADDRESS], ids=["address", "none"])
def test_every_format_of_every_record_is_one_entry(one: Record, site: Site) -> None:
    assert len(mwparserfromhell.parse(wikipedia(one, site)).filter_templates()) == 1
    assert len(parse_string(bibtex(one, site), "bibtex").entries) == 1
    assert len(rispy.loads(ris(one, site))) == 1
    assert len(json.loads(csl_json(one, site))) == 1
    assert plain(one, site).count("\n") == 1


@settings(deadline=None)
@given(text=hostile_text)
def test_hostile_text_reads_back_whole(text: str) -> None:
    one = record(article_title=text, outlet=text, authors=[text], words=[text], prefixes=[""], suffixes=[""],
                 content=[[0, 1]])  # fmt: skip
    if not line(text):
        return
    [entry] = rispy.loads(ris(one, SITE))
    assert entry["title"] == line(text)
    [template] = mwparserfromhell.parse(wikipedia(one, SITE)).filter_templates()
    assert mwparserfromhell.parse(str(template.get("title").value)).strip_code(normalize=True).strip() == line(text)
    [(_, bib)] = parse_string(bibtex(one, SITE), "bibtex").entries.items()
    assert set(bib.fields) == {"title", "howpublished", "year", "month", "url", "note", "langid"}
    assert len(bib.persons["author"]) == 1


@pytest.mark.parametrize("mark", [*DIRECTIONS, "\x00", "\x1b", "\x7f", "\x9b", "\u2028"])
def test_no_citation_holds_what_turns_a_text_or_speaks_to_a_terminal(mark: str) -> None:
    text = f"Vale {mark}moc.elpmaxe//:ptth"
    one = record(article_title=text, outlet=text, authors=[text], words=[text], prefixes=[""], suffixes=[""],
                 content=[[0, 1]], speaker=text)  # fmt: skip
    for form in CITATIONS:
        assert mark not in form.write(one, SITE), form.name
    assert all(mark not in value for _, value in meta_tags(one, SITE))


@pytest.mark.parametrize("word", ["__NOINDEX__", "__NOTOC__", "___INDEX___", "__"])
def test_no_word_switches_a_wiki_page(word: str) -> None:
    address = f"https://news.example.org/{word}"
    text = f"Vale {word} said"
    for kind in ("direct", "indirect"):
        one = record(kind=kind, article_title=text, outlet=text, authors=[text], words=[text], prefixes=[""],
                     suffixes=[""], content=[[0, 1]], url=address, archived=address)  # fmt: skip
        written = wikipedia(one, SITE)
        assert "__" not in written
        [template] = mwparserfromhell.parse(written).filter_templates()
        assert mwparserfromhell.parse(str(template.get("title").value)).strip_code(normalize=True).strip() == text
        assert unquote(str(template.get("url").value).strip()) == address


def test_what_is_not_known_is_left_out() -> None:
    for form in CITATIONS:
        text = form.write(BARE, NO_ADDRESS)
        assert "None" not in text
        assert "http" not in text
    assert "author" not in bibtex(BARE, NO_ADDRESS)
    assert HOSTILE.split()[0] in plain(LOUD, SITE)


def test_a_reference_manager_finds_the_article_in_the_page_s_head() -> None:
    assert meta_tags(ONE, SITE) == (
        ("z:itemType", "newspaperArticle"),
        ("prism.publicationName", "The Example Post"),
        ("citation_title", "The bridge opens"),
        ("citation_author", "Boris Vale"),
        ("citation_author", "The Staff of the Example Post, Inc."),
        ("citation_publication_date", "2024/02/29"),
        ("citation_language", "en"),
        ("citation_public_url", "https://news.example.org/bridge?a=1"),
        ("citation_abstract", NOTE),
    )


def test_what_is_not_known_is_not_in_the_page_s_head() -> None:
    names = [name for name, _ in meta_tags(BARE, NO_ADDRESS)]
    assert names == ["z:itemType", "citation_title", "citation_abstract"]
    assert dict(meta_tags(BARE, SITE))["citation_public_url"] == SITE.statement(BARE.id)
