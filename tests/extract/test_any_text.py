from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract import extract
from onrecord.extract.dates import dates
from onrecord.extract.sentences.segment import paragraphs, sentences
from onrecord.model.attribution import Extraction, Span

MARKS = "“”\"'‘’«»„''``,.?!:;—–-()[]"
WORDS = st.sampled_from(
    [
        "He",
        "said",
        "Lee",
        "told",
        "reporters",
        "that",
        "according",
        "to",
        "and",
        "“",
        "”",
        '"',
        "’",
        ",",
        ".",
        "\n",
        "\r",
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),  # halves of pairs too
    st.text(alphabet=MARKS + " ab\n\r", max_size=120),
    st.lists(WORDS, max_size=60).map(" ".join),
)


def holds(text: str, extraction: Extraction) -> None:
    inside = [*extraction.paragraphs, *extraction.sentences]
    for a in extraction.attributions:
        assert a.content
        for part in (a.content, a.source, a.cue):
            assert list(part) == sorted(part)
            assert all(left[1] <= right[0] for left, right in pairwise(part))
            inside += part
        inside += a.evidence
    assert all(0 <= start < end <= len(text) for start, end in inside)
    assert all(0 <= warned.offset < len(text) for warned in extraction.warnings)
    starts = [a.content[0][0] for a in extraction.attributions]
    assert starts == sorted(starts)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_spans_of_any_text_lie_inside_it_in_order_and_apart(text: str) -> None:
    holds(text, extract(text, model="fast"))


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=5000, deadline=None)
def test_spans_of_very_many_texts_lie_inside_them_in_order_and_apart(text: str) -> None:
    holds(text, extract(text, model="fast"))


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_extraction(text: str) -> None:
    assert extract(text, model="fast") == extract(text, model="fast")


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_sentences_and_dates_stay_inside_their_paragraph(text: str) -> None:
    for start, end in paragraphs(text):
        found: tuple[Span, ...] = (*sentences(text, (start, end)), *dates(text, (start, end)))
        assert all(start <= left < right <= end for left, right in found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        '"' * 500,
        "“" * 500,
        "'" * 501,
        "“”" * 300,
        "\n\r\n\r",
        "said said said said",
        "a" + " " * 30_000 + "b.",
        "— a " * 500 + "@x",
    ],
)
def test_degenerate_texts_give_an_answer(text: str) -> None:
    holds(text, extract(text, model="fast"))


@pytest.mark.parametrize("office", ["Attorney General", "Inspector General", "Secretary General"])
@pytest.mark.parametrize("firm", ["General Motors", "General Mills Foods"])
def test_an_office_that_a_firm_s_name_begins_with_is_neither_the_firm_nor_a_fault(office: str, firm: str) -> None:
    text = f"The town thanked the {office}.\n\nMr. Orr helped {firm} sell a bank.\n\n“It is late,” the {office} said.\n"
    assert [one.speaker for one in extract(text, model="fast").attributions if one.source] != [firm]
