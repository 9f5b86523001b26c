"""Spans are found among others that follow one another as if each of those had been looked at."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.attribution import Span, last_begun, touching
from onrecord.model.visible import cut, within

OFFSETS = st.integers(0, 60)
APART = st.lists(OFFSETS, unique=True).map(lambda edges: list(pairwise(sorted(edges)))[::2])
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda edges: (min(edges), max(edges) + 1))


@given(APART, SPANS)
def test_the_spans_that_one_has_a_part_in(spans: list[Span], one: Span) -> None:
    assert list(touching(spans, one)) == [
        number for number, (start, end) in enumerate(spans) if start < one[1] and end > one[0]
    ]


@given(APART, OFFSETS)
def test_the_last_span_that_begins_at_or_before_an_offset(spans: list[Span], offset: int) -> None:
    assert last_begun(spans, offset) == sum(start <= offset for start, _ in spans) - 1


@given(APART, SPANS)
def test_what_is_visible_of_a_span_is_what_visible_spans_have_of_it(shown: list[Span], one: Span) -> None:
    seen = {offset for start, end in shown for offset in range(start, end)}
    assert {offset for start, end in cut(one, shown) for offset in range(start, end)} == seen & set(range(*one))
    assert (within([one], shown) == (one,)) == any(start <= one[0] and one[1] <= end for start, end in shown)
