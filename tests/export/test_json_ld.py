"""Structured data in schema.org's terms, and cards for other sites."""

import json
from typing import Any

import html5lib
import pytest
from hypothesis import given
from rdflib import RDF, SDO, Graph

from export.records import BARE, HOSTILE, KINDS, LOUD, NO_ADDRESS, SITE, hostile_text, record
from onrecord.export.cards import embed_html, oembed, open_graph
from onrecord.export.data_set import FILES
from onrecord.export.json_ld import dataset_json_ld, statement_json_ld
from onrecord.model.record import Record

ALL = [record(), BARE, LOUD, *KINDS]
KIND_TYPES = list(zip(KINDS, ["Quotation", "Claim", "Claim", "Claim"], strict=True))
# Properties and the types that have them, as schema.org lists them (those of a supertype included).
WORK = {"url", "identifier", "text", "inLanguage", "author", "creator", "publisher", "headline", "datePublished"} | {
    "isPartOf", "isBasedOn", "archivedAt", "copyrightNotice", "version"
}  # fmt: skip
THING = {"name", "url", "identifier", "description"}
PROPERTIES = {
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | THING | {"appearance", "firstAppearance"},
    "NewsArticle": WORK,
    "Dataset": WORK | THING | {"distribution"},
    "DataDownload": WORK | THING | {"contentUrl", "encodingFormat"},
    "Person": THING,
    "Organization": THING,
    None: THING,
}


def check(node: Any) -> None:
    if isinstance(node, list):
        for item in node:
            check(item)
    elif isinstance(node, dict):
        type_ = node.get("@type")
        names = {name for name in node if not name.startswith("@")}
        assert names <= PROPERTIES[type_], (type_, names - PROPERTIES[type_])
        for name, value in node.items():
            assert value not in (None, "", [], {})
            if not name.startswith("@"):
                assert SDO[name]  # rdflib knows every term of the vocabulary, and no other
            check(value)


@pytest.mark.parametrize("one", ALL, ids=range(len(ALL)))
@pytest.mark.parametrize("address", [True, False])
def test_every_term_is_schema_org_s_and_stands_where_it_may(one: Record, address: bool) -> None:
    document = json.loads(statement_json_ld(one, SITE if address else NO_ADDRESS))
    assert document.pop("@context") == "https://schema.org"
    check(document)
    assert document["text"] == one.text
    assert ("@id" in document) == address


@pytest.mark.parametrize(("one", "type_"), KIND_TYPES)
def test_quotations_are_quotations_and_all_else_is_a_claim(one: Record, type_: str) -> None:
    document = json.loads(statement_json_ld(one, SITE))
    assert document["@type"] == type_
    assert "ClaimReview" not in json.dumps(document)
    article = document["isPartOf"] if type_ == "Quotation" else document["appearance"]
    assert article["@type"] == "NewsArticle"
    assert article["url"] == one.article.url


def test_a_claim_of_the_article_is_its_authors() -> None:
    claim = json.loads(statement_json_ld(KINDS[3], SITE))
    assert [author["name"] for author in claim["author"]] == list(KINDS[3].article.authors)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own
def test_another_program_reads_it_as_linked_data() -> None:
    document = json.loads(statement_json_ld(record(), SITE)) | {"@context": {"@vocab": "https://schema.org/"}}
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    [quotation] = graph.subjects(RDF.type, SDO.Quotation)
    assert str(quotation) == "https://example.org/record/statements/4ctmy4ys5g/"
    assert str(graph.value(graph.value(quotation, SDO.creator), SDO.name)) == "Ada Lund"


def test_the_data_set_is_described_in_the_vocabulary() -> None:
    text = dataset_json_ld(SITE)
    document = json.loads(text)
    document.pop("@context")
    check(document)
    assert len(document["distribution"]) == len(FILES)


@given(text=hostile_text)
def test_nothing_in_it_ends_the_script_element_it_stands_in(text: str) -> None:
    one = record(words=[text], content=[[0, 1]], prefixes=[""], suffixes=[""], speaker=text, article_title=text)
    printed = statement_json_ld(one, SITE)
    element = html5lib.parseFragment(f"<script>{printed}</script><b></b>", namespaceHTMLElements=False)
    assert [child.tag for child in element] == ["script", "b"]
    assert json.loads(printed)["text"] == one.text


@given(text=hostile_text)
def test_an_embedded_card_shows_the_words_and_nothing_else_runs(text: str) -> None:
    one = record(
        words=[text.replace("\r", "\n")], content=[[0, 1]], prefixes=[""], suffixes=[""], speaker=text, outlet=text
    )
    printed = embed_html(one, SITE)
    assert printed
    tree = html5lib.parseFragment(printed, namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter()} == {"DOCUMENT_FRAGMENT", "blockquote", "p", "footer", "cite", "a"}


def test_oembed_says_what_the_specification_asks_for() -> None:
    answer = json.loads(oembed(record(), SITE) or "")
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert {"html", "width", "height"} <= answer.keys()
    assert answer["html"] == embed_html(record(), SITE)
    assert oembed(record(), NO_ADDRESS) is None


def test_a_shared_link_shows_the_words_and_the_speaker() -> None:
    facts = dict(open_graph(record(), SITE))
    assert facts["og:title"] == "Quotation: Ada Lund"
    assert facts["og:description"] == "“It is safe,” […] “We have tested every bolt.”"
    assert facts["og:url"] == "https://example.org/record/statements/4ctmy4ys5g/"
    assert "og:url" not in dict(open_graph(LOUD, NO_ADDRESS))
    assert dict(open_graph(LOUD, SITE))["og:description"].startswith(HOSTILE[:5])


def test_this_site_is_not_taken_for_an_outlet_that_is_not_known() -> None:
    assert dict(open_graph(record(), SITE))["og:site_name"] == "On the Record"
    assert "og:site_name" not in dict(open_graph(record(outlet=None), SITE))
