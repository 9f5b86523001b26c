"""A quotation is called exact, close, cut or not found, and what differs is shown word by word."""

from pathlib import Path

from onrecord.model.readers_words import KINDS
from search.archive import STATEMENTS
from search.conftest import Browser, Checks, entry, marked

GOLDENS = Path(__file__).parent / "goldens" / "verdicts.txt"


def test_what_is_typed_gets_the_answer_of_its_golden(check: Checks, update_goldens: bool) -> None:
    head, *blocks = GOLDENS.read_text("utf-8").strip().split("\n\n")
    typed = [block.splitlines()[0].removeprefix("typed: ") for block in blocks]
    answers = check(STATEMENTS, *typed)
    given = []
    for text, answer in zip(typed, answers, strict=True):
        (only,) = answer["checks"]
        shown = f" {marked(answer)}".replace("\n", " / ") if only["matches"] else " nothing near"
        given.append(f"typed: {text}\n{only['verdict']}:{shown}")
    found = "\n\n".join([head, *given]) + "\n"
    if update_goldens:
        GOLDENS.write_text(found, "utf-8")
    assert GOLDENS.read_text("utf-8") == found


def test_of_two_variants_the_one_that_was_typed_comes_first(check: Checks) -> None:
    answers = check(STATEMENTS, "learns to row before they learn to read", "learned to row before they learned to read")
    firsts = [answer["checks"][0]["matches"][0]["id"] for answer in answers]
    assert firsts == ["id00000005", "id00000006"]
    assert [answer["checks"][0]["verdict"] for answer in answers] == ["exact", "exact"]


def test_words_in_two_places_of_one_article_are_joined_only_there(check: Checks) -> None:
    (answer,) = check(STATEMENTS, "no use to anyone in the middle learns to row before they learn to read")
    (only,) = answer["checks"]
    assert only["verdict"] == "cut"
    assert [match["id"] for match in only["matches"]] == ["id00000004", "id00000005"]
    (answer,) = check(STATEMENTS, "no use to anyone in the middle whoever is mayor of the town")
    assert answer["checks"][0]["verdict"] == "not found"


def test_the_link_leads_to_the_sentence_in_which_the_words_begin(check: Checks) -> None:
    (answer,) = check(STATEMENTS, "nobody asked the fishermen")
    assert answer["checks"][0]["matches"][0]["anchor"] == "s2"


def test_the_sentences_of_several_spans_are_counted_through(check: Checks) -> None:
    (answer,) = check(STATEMENTS, "the captain knew it")
    assert answer["checks"][0]["matches"][0]["anchor"] == "s2"


def test_a_paragraph_is_checked_quotation_by_quotation(check: Checks) -> None:
    paragraph = (
        "Asked about the plans, Bell said “we will rebuild the harbor wall,” while Moe replied that “a lighthouse is "
        "no help to anyone” and added, “the council has sold us to a hotel chain.”"
    )
    (answer,) = check(STATEMENTS, paragraph)
    assert [one["verdict"] for one in answer["checks"]] == ["exact", "close", "not found"]


def test_sentences_of_one_statement_pasted_together_are_one_quotation(check: Checks) -> None:
    (answer,) = check(
        STATEMENTS,
        f"{STATEMENTS[0].words[0]} The tide comes in twice a day, whoever is mayor. {STATEMENTS[3].words[0]}",
    )
    assert [one["verdict"] for one in answer["checks"]] == ["exact", "exact", "exact"]
    assert answer["checks"][0]["text"].startswith("We will rebuild")


def test_a_whole_text_in_quotation_marks_is_one_quotation(check: Checks) -> None:
    (answer,) = check(STATEMENTS, "“The tide comes in twice a day, whoever is mayor.”")
    assert [one["verdict"] for one in answer["checks"]] == ["exact"]


def test_a_long_statement_is_aligned_as_far_as_the_words_asked_for(check: Checks) -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    (answer,) = check([entry(1, long)], "word2990 word2991 word2992 word2993 word2994")
    assert answer["checks"][0]["verdict"] == "exact"


def test_a_wrong_word_at_an_end_is_shown_beside_the_right_one(check: Checks) -> None:
    typed = ("nobody asked the fishermen whether we", "somebody asked the fishermen whether they")
    first, last = check(STATEMENTS, *typed)
    assert marked(first).endswith("whether> [-we-]{+they+} wanted a marina.")
    assert "[-somebody-]{+Nobody+} <asked the" in marked(last)


def test_the_kinds_have_the_readers_words(browser: Browser) -> None:
    given = browser.run("async () => [...(await import('/assets/onrecord/quotation/kinds.js')).KINDS]")
    assert dict(given) == {str(kind): words for kind, words in KINDS.items()}
