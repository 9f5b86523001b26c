"""A list in pages leads from any page to any other."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.paginate import page_numbers


def test_the_first_the_last_and_the_pages_nearby_are_linked_and_round_ones_on_the_way() -> None:
    assert page_numbers(1, 1) == (1,)
    assert page_numbers(2, 9) == (1, 2, 3, None, 9)
    assert page_numbers(5, 9) == (1, None, 4, 5, 6, None, 9)
    assert page_numbers(234, 500) == (
        1, None, 200, None, 230, None, 233, 234, 235, None, 240, None, 300, None, 500,
    )  # fmt: skip


def test_no_dots_stand_for_a_single_page() -> None:
    assert page_numbers(4, 6) == (1, 2, 3, 4, 5, 6)


@given(last=st.integers(1, 2000), data=st.data())
def test_every_page_links_to_itself_and_to_its_neighbors_in_order(last: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, last))
    linked = [one for one in page_numbers(number, last) if one is not None]
    assert linked == sorted(set(linked))
    assert {1, max(1, number - 1), number, min(last, number + 1), last} <= set(linked)
    assert 1 <= linked[0] <= linked[-1] <= last


@pytest.mark.parametrize("last", [12, 100, 500, 1000])
def test_no_page_is_more_than_fourteen_clicks_away(last: int) -> None:
    links = {number: [one for one in page_numbers(number, last) if one] for number in range(1, last + 1)}
    for start in (1, last // 3, last // 2, last):
        away = {start: 0}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for there in links[here]:
                if there not in away:
                    away[there] = away[here] + 1
                    waiting.append(there)
        assert len(away) == last
        assert max(away.values()) <= 14
