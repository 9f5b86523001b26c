"""A quotation gets the verdict that it deserves, and what differs is shown word by word."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.model.readers_words import KINDS
from onrecord.search.check_words import check_words
from search.conftest import ASSETS, Browser
from search.verdicts import ask, marked, verdicts

GOLDENS = Path(__file__).parent / "goldens" / "verdicts.txt"
LEXICON = ASSETS / "onrecord" / "quotation" / "lexicon.js"


def test_what_is_typed_gets_the_answer_of_its_golden(browser: Browser, update_goldens: bool) -> None:
    head, *blocks = GOLDENS.read_text("utf-8").strip().split("\n\n")
    typed = [block.splitlines()[0].removeprefix("typed: ") for block in blocks]
    given = [f"typed: {text}\n{told(answer)}" for text, answer in zip(typed, ask(browser, typed), strict=True)]
    found = "\n\n".join([head, *given]) + "\n"
    if update_goldens:
        GOLDENS.write_text(found, "utf-8")
    assert GOLDENS.read_text("utf-8") == found


def told(answer: Any) -> str:
    """An answer, a line for each thing it says."""
    lines = [f"set aside: {clause}" for clause in answer["aside"]] + [
        f"not checked: {text}" for text in answer["unchecked"]
    ]
    if answer["by"]:
        lines.append(f"by: {answer['by']}")
    for one in answer["checks"]:
        matches = one["matches"][: 2 if one["joined"] else 1]
        name = "to look for" if one["keywords"] else one["verdict"] + " (joined)" * one["joined"]
        who = {"": "", "same": ", by the one named", "other": ", by somebody else", "unknown": ""}[one["speaker"]]
        lines.append(f"{name}{who}:" + (" nothing near" if not matches else ""))
        lines += [f"  {marked(match)}" for match in matches]
        lines += [f"  {turn['what']}: {turn['said']} / {turn['typed']}" for match in matches for turn in match["turns"]]
    return "\n".join(lines)


def test_the_words_that_the_check_knows_are_the_lexicons(update_goldens: bool) -> None:
    if update_goldens:
        LEXICON.write_text(check_words(), "utf-8")
    assert LEXICON.read_text("utf-8") == check_words()


def test_of_two_variants_the_one_that_was_typed_comes_first(browser: Browser) -> None:
    typed = ["learns to row before they learn to read", "learned to row before they learned to read"]
    firsts = [answer["checks"][0]["matches"][0]["id"] for answer in ask(browser, typed)]
    assert firsts == ["id00000010", "id00000011"]


def test_the_link_leads_to_the_sentence_in_which_the_words_begin(browser: Browser) -> None:
    answers = ask(browser, ["nobody asked the fishermen", "the captain knew it"])
    assert [answer["checks"][0]["matches"][0]["anchor"] for answer in answers] == ["s2", "s2"]


def test_words_outside_any_statement_are_placed_in_their_article(browser: Browser) -> None:
    (answer,) = ask(browser, ["forty had waited in the rain since"])
    (match,) = answer["checks"][0]["matches"]
    assert (answer["checks"][0]["verdict"], match["id"], match["article"]) == ("outside", None, "harbor")
    assert match["sentence"] == "A crowd of forty had waited in the rain since noon."


def test_an_exact_run_that_its_sentence_negates_is_shown_with_the_whole_sentence(browser: Browser) -> None:
    (answer,) = ask(browser, ["to prolong the quarrel just to please a hotel chain"])
    (match,) = answer["checks"][0]["matches"]
    assert answer["checks"][0]["verdict"] == "meaning"
    assert match["turns"] == [{"what": "negation", "said": "do not", "typed": "", "around": True}]
    assert match["sentence"] == "We do not want to prolong the quarrel just to please a hotel chain."


def test_filters_hold_for_the_check_and_what_they_leave_out_is_told_apart(browser: Browser) -> None:
    typed = ["The school closed in 1987 and its bell"]
    (answer,) = ask(browser, typed, kinds=["direct"])
    (one,) = answer["checks"]
    assert one["verdict"] == "absent"
    assert [match["id"] for match in one["others"]] == ["id00000005"]
    (answer,) = ask(browser, typed, kinds=["assertion"])
    assert verdicts(answer) == ["exact"]


def test_what_did_not_load_is_not_called_not_found(browser: Browser) -> None:
    typed = ["the tide comes in twice a day, whoever is mayor.", "Every child on the island learns to row"]
    answers = ask(browser, typed, failing=[2])
    assert [verdicts(answer) for answer in answers] == [["unchecked"], ["unchecked"]]
    assert answers[1]["checks"][0]["failed"]


def test_somebody_else_is_called_so_only_where_the_record_knows_the_name(browser: Browser) -> None:
    known, unknown, same = ask(
        browser,
        [
            "Per Vik said: “We will rebuild the harbor wall before the winter storms”",
            "Nils Berg said: “We will rebuild the harbor wall before the winter storms”",
            "Bell said: “We will rebuild the harbor wall before the winter storms”",
        ],
    )
    assert [answer["checks"][0]["speaker"] for answer in (known, unknown, same)] == ["other", "", "same"]
    assert all(verdicts(answer) == ["exact"] for answer in (known, unknown, same))


@pytest.mark.parametrize("typed", ["marina fishermen storms", "bell scrap school", "although because winter", "island"])
def test_keywords_get_no_verdict(browser: Browser, typed: str) -> None:
    (answer,) = ask(browser, [typed])
    assert verdicts(answer) == []


def test_a_statement_in_another_order_is_the_nearest(browser: Browser) -> None:
    (answer,) = ask(browser, ["piano dogs keeper lighthouse field"])
    assert answer["checks"][0]["keywords"]
    assert answer["checks"][0]["matches"][0]["id"] == "id00000012"


def test_the_kinds_have_the_readers_words(browser: Browser) -> None:
    given = browser.run("async () => [...(await import('/assets/onrecord/quotation/kinds.js')).KINDS]")
    assert dict(given) == {str(kind): words for kind, words in KINDS.items()}
