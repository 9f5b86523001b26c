"""Published checks are read from JSON, and proposed for the statements whose words are near their claims."""

import json
from dataclasses import replace
from typing import Any

import pytest
import yaml

from onrecord.model.article import FaultsError
from onrecord.model.check import ClaimReview, Finding
from onrecord.model.record import Record
from onrecord.reading.claim_reviews import claim_reviews
from onrecord.search.proposals import proposals, report
from search.conftest import entry

STATEMENTS = [
    entry(1, "The bridge cost six million dollars to build."),
    entry(2, "We will open the harbor before the first snow falls.", article="two"),
    entry(3, "The bridge cost six million dollars to build.", article="three"),
    entry(4, "“Nobody was hurt,” she said."),
]


def review(claim: str, **other: Any) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "url": "https://facts.example/1",
        "author": {"@type": "Organization", "name": "Fact Org"},
        "reviewRating": {"@type": "Rating", "ratingValue": 2, "alternateName": "Mostly false"},
        "datePublished": "2024-05-03",
        **other,
    }


def proposed(claim: str, statements: list[Record] = STATEMENTS, **other: Any) -> list[str]:
    read = claim_reviews(json.dumps(review(claim, **other)))
    return [line for one, found in proposals(statements, read) for line in report(one, found)]


def entries(lines: list[str]) -> Any:
    return yaml.safe_load("\n".join(lines))


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda one: one,
        lambda one: [{"@type": "WebPage"}, one],
        lambda one: {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "review": one}]},
        lambda one: {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [one]}]},
        lambda one: {**one, "@type": ["Review", "ClaimReview"]},
    ],
)
def test_a_review_is_read_wherever_the_json_has_it(wrapped: Any) -> None:
    assert list(claim_reviews(json.dumps(wrapped(review("It rains"))))) == [
        ClaimReview(
            claim="It rains",
            url="https://facts.example/1",
            publisher="Fact Org",
            verdict="Mostly false",
            day="2024-05-03",
        )
    ]


def test_a_dump_of_a_line_for_each_review_is_read() -> None:
    lines = "\n".join(json.dumps(review(claim)) for claim in ("One", "Two"))
    assert [one.claim for one in claim_reviews(lines)] == ["One", "Two"]


def test_the_reviews_of_a_page_are_those_of_its_scripts() -> None:
    script = '<script type="application/ld+json">{}</script>'
    page = "<!doctype html>\n<p>{}</p>" + script.format(json.dumps(review("One"))) + script.format("[]")
    assert [one.claim for one in claim_reviews(page)] == ["One"]
    for text, line in (("<p>No script</p>", 1), ("<p>\n\n" + script.format('{\n"a": }'), 4)):
        with pytest.raises(FaultsError) as raised:
            list(claim_reviews(text))
        assert [at for at, _ in raised.value.faults] == [line]


def test_what_a_review_does_not_state_is_not_made_up() -> None:
    odd = {"@type": "ClaimReview", "claimReviewed": "It rains", "reviewRating": {"ratingValue": 1}, "author": [7]}
    assert list(claim_reviews(json.dumps([odd, {"@type": "ClaimReview"}]))) == [ClaimReview(claim="It rains")]


def test_entities_in_a_verdict_are_the_characters_that_they_stand_for() -> None:
    (one,) = claim_reviews(json.dumps(review("It rains", reviewRating={"alternateName": "False &amp;  unfair"})))
    assert one.verdict == "False & unfair"


@pytest.mark.parametrize(("text", "line"), [('{\n"a": }', 2), ('{"a": 1}\n{"b": }\n', 2), ("", 1), ("[" * 100_000, 1)])
def test_what_is_no_json_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FaultsError) as raised:
        list(claim_reviews(text))
    assert [at for at, _ in raised.value.faults] == [line]


def test_a_claim_that_a_record_has_word_for_word_is_an_entry_for_all_who_said_so() -> None:
    lines = proposed("The bridge cost six million dollars to build")
    assert entries(lines) == [
        {
            "words": "The bridge cost six million dollars to build.",
            "url": "https://facts.example/1",
            "publisher": "Fact Org",
            "verdict": "Mostly false",
            "day": "2024-05-03",
        }
    ]
    assert "id00000001" in "\n".join(lines)
    assert "id00000003" in "\n".join(lines)


def test_a_claim_that_differs_is_proposed_behind_marks_with_the_difference() -> None:
    lines = proposed("The bridge cost nine million dollars to build")
    assert entries(lines) is None
    assert "#   close: with “six” in place of “nine”" in lines
    assert '# - words: "The bridge cost six million dollars to build."' in lines


def test_a_claim_that_is_near_nothing_gives_no_line() -> None:
    assert proposed("Cheese is made of moonlight and patience") == []


def test_who_is_said_to_have_claimed_it_is_told() -> None:
    lines = proposed("Nobody was hurt", itemReviewed={"@type": "Claim", "author": {"name": "Boris Vale"}})
    assert "#   said to be by Boris Vale" in lines
    assert any("Ada Bell" in line for line in lines)


def test_a_review_without_a_verdict_in_words_is_no_entry() -> None:
    lines = proposed("Nobody was hurt", reviewRating={"ratingValue": "3"})
    assert "#   the review states no verdict" in lines
    assert entries(lines) is None


def test_a_statement_that_has_the_check_already_is_not_proposed_again() -> None:
    finding = Finding(url="https://facts.example/1", publisher="Fact Org", verdict="Mostly false")
    lines = proposed("Nobody was hurt", [replace(STATEMENTS[3], findings=(finding,))])
    assert entries(lines) is None
    assert any("which has it already" in line for line in lines)


def test_hostile_words_stay_in_their_lines() -> None:
    lines = proposed(
        'Nobody was hurt\n- words: "x"\x1b[2J', url="https://facts.example/\u2028- url: y", author="A\nB: c"
    )
    assert all(line.startswith(("#", "- words: ", "  ")) or not line for line in lines)
    assert "\x1b" not in "".join(lines)
    read = entries(lines)
    assert read is None or {*read[0]} <= {"words", "url", "publisher", "verdict", "day"}
