"""The rules rest on tags and trees that a parser may get wrong in any way: they stand whatever it says."""

from collections.abc import Sequence
from functools import cache
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import golden_file
from extract.test_any_text import holds
from onrecord.extract import extract
from onrecord.extract.sentences.clauses import FINITE, NOMINAL
from onrecord.extract.sentences.parse import RENAMED, Parse, parse_of
from onrecord.extract.sentences.segment import paragraphs, sentences
from onrecord.lexicon.lists import verbs
from onrecord.model.options import FAST

TAGS = sorted(FINITE | NOMINAL | {"VB", "VBG", "RB", "RP", "IN", "TO", "WDT", "CC", ".", ","})
LABELS = sorted(
    {*RENAMED.values(), "nsubj", "csubj", "expl", "ccomp", "advcl", "acl", "conj", "cc", "mark", "parataxis", "det"}
)
ENDS = ("", "", ".", ", but", ", and", " that", ":", " --", ", according to", ", said", " “")


@cache
def real_sentences() -> tuple[str, ...]:
    texts = [golden_file.read(path).text for path in sorted(golden_file.FOLDER.glob("*.txt"))]
    return tuple(text[slice(*span)] for text in texts for block in paragraphs(text) for span in sentences(text, block))


@st.composite
def broken_off(draw: st.DrawFn) -> str:
    """A real sentence up to any of its words, and what may stand at the end of it."""
    words = draw(st.sampled_from(real_sentences())).split(" ")
    kept = draw(st.one_of(st.just(len(words)), st.integers(1, len(words))))
    return " ".join(words[:kept]) + draw(st.sampled_from(ENDS)) + draw(st.sampled_from(" \n"))


TEXTS = st.lists(broken_off(), min_size=1, max_size=4).map("".join)
RANDOM = st.randoms(use_true_random=True)


def any_heads(words: Sequence[str], random: Random) -> list[int]:
    """Each word hangs on one taken before it in some order, or is a root: any forest, its arcs crossing or not.

    A share of the words hangs on one and the same, a reporting verb where there is one, as they do in good trees.
    """
    heads = list(range(len(words)))
    top = random.choice([at for at in heads if words[at].lower() in verbs("cue_verbs")] or heads)
    order = [top, *random.sample([at for at in heads if at != top], len(words) - 1)]
    share = random.random()
    for number, at in enumerate(order):
        heads[at] = top if random.random() < share else random.choice(order[: number + 1])
    return heads


def projective_heads(words: Sequence[str], random: Random) -> list[int]:
    """Every stretch of words has one head, and hangs as a whole on a word beside it: no two arcs cross."""
    heads = list(range(len(words)))
    stretches: list[tuple[int, int, int | None]] = [(0, len(words), None)]
    while stretches:
        start, end, above = stretches.pop()
        if start < end:
            head = random.randrange(start, end)
            heads[head] = head if above is None else above
            stretches += [(start, head, head), (head + 1, end, head)]
    return heads


def any_parse(words: Sequence[str], random: Random) -> Parse:
    heads = random.choice((any_heads, projective_heads))(words, random)
    labels = ["ROOT" if head == at else random.choice(LABELS) for at, head in enumerate(heads)]
    return parse_of(random.choices(TAGS, k=len(words)), heads, labels)


def stands(text: str, random: Random, model: str = FAST) -> None:
    with patch(
        "onrecord.extract.pipeline.parse", lambda units, **_: tuple(any_parse(words, random) for words in units)
    ):
        holds(text, extract(text, model=model))


@given(TEXTS, RANDOM)
@settings(max_examples=300, deadline=None)
def test_spans_lie_inside_the_text_in_order_and_apart_whatever_the_parser_says(text: str, random: Random) -> None:
    stands(text, random)


@pytest.mark.slow
@given(TEXTS, RANDOM)
@settings(max_examples=20_000, deadline=None)
def test_spans_of_very_many_sentences_lie_inside_the_text_whatever_the_parser_says(text: str, random: Random) -> None:
    stands(text, random)


@given(st.integers(1, 30), RANDOM)
def test_subtrees_reach_from_the_first_to_the_last_word_below_their_head(size: int, random: Random) -> None:
    parse = any_parse(["word"] * size, random)
    for top in range(size):
        below = [at for at in range(size) if parse.under(at, top)]
        assert (parse.left[top], parse.right[top]) == (below[0], below[-1])


def test_a_conjunction_that_ends_the_text_and_hangs_on_the_cue_ends_the_content() -> None:
    tree = parse_of(
        ("NNP", "VBD", "IN", "PRP", "VBD", ",", "CC"),
        (1, 1, 4, 4, 1, 4, 1),
        ("nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct", "conj"),
    )
    text = "Lee said that it rained, but"
    with patch("onrecord.extract.pipeline.parse", return_value=(tree,)):
        (report,) = extract(text, model="fast").attributions
    assert [text[start:end] for start, end in report.content] == ["it rained, but"]


def test_a_name_that_ends_the_text_is_a_source_though_the_parser_takes_it_for_a_participle() -> None:
    tree = parse_of(("PRP", "VBD", ",", "VBD", "VBG"), (1, 3, 3, 3, 3), ("nsubj", "ccomp", "punct", "ROOT", "nsubj"))
    text = "It flew, said Boeing"
    with patch("onrecord.extract.pipeline.parse", return_value=(tree,)):
        (report,) = extract(text, model="fast").attributions
    assert [text[start:end] for start, end in report.source] == ["Boeing"]
