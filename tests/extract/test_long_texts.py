"""Long texts: what is read in stretches is what is read as a whole, and twice the text is twice the work."""

from functools import partial
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.long_articles import SHAPES, text_of
from extract import golden_file
from extract.counting import counting
from onrecord.extract import extract
from onrecord.extract.entities.entities import entities
from onrecord.extract.sentences.parse import Parse, parse_of
from onrecord.extract.speakers.article_names import ArticleNames
from onrecord.extract.stretches import Stretches
from onrecord.model.options import FAST

GOLDENS = [golden_file.read(path).text for path in sorted(golden_file.FOLDER.glob("*.txt"))]


@given(st.lists(st.tuples(st.integers(), st.text())), st.integers(1, 5), st.integers(1, 3), st.data())
def test_a_sequence_in_stretches_is_that_sequence(
    items: list[tuple[int, str]], size: int, at_hand: int, data: st.DataObject
) -> None:
    stretches = Stretches(iter(items), lambda item: len(item[1]), weight=size, at_hand=at_hand)
    assert len(stretches.at_hand) <= at_hand
    for at in data.draw(st.lists(st.integers(-len(items), len(items) - 1))) if items else ():
        assert stretches[at] == items[at]
    first, last = data.draw(st.tuples(st.integers(-5, 20), st.integers(-5, 20)))
    assert [*stretches[first:last]] == items[first:last]
    assert [*stretches] == [*stretches] == items
    assert len(stretches) == len(items)
    with pytest.raises(IndexError):
        stretches[len(items)]


@given(st.integers(1, 100), st.integers(1, 3))
@settings(max_examples=3, deadline=None)
def test_an_article_says_the_same_in_stretches_of_any_size(size: int, at_hand: int) -> None:
    text = "\n\n".join(GOLDENS[::12])
    with patch("onrecord.extract.pipeline.Stretches", partial(Stretches, weight=size, at_hand=at_hand)):
        assert extract(text, model=FAST) == _whole(text)


def _whole(text: str) -> object:
    with patch("onrecord.extract.pipeline.Stretches", lambda items, _: tuple(items)):
        return extract(text, model=FAST)


def flat(words: list[str]) -> Parse:
    """A tree in which nothing hangs on anything, and each word with a capital is a name."""
    tags = ["NNP" if word[:1].isupper() else "NN" for word in words]
    return parse_of(tags, [0] * len(words), ["ROOT", *["dep"] * (len(words) - 1)][: len(words)])


@pytest.mark.parametrize("shape", ["one surname", "one office", "quotations, one paragraph", "combining marks"])
def test_a_text_of_double_length_is_double_the_work(shape: str) -> None:
    assert _is_linear(shape)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_any_shape_and_double_length_is_double_the_work(shape: str) -> None:
    assert _is_linear(shape)


def _is_linear(shape: str) -> bool:
    work = []
    with patch("onrecord.extract.pipeline.parse", lambda units, **_: tuple(map(flat, units))):
        extract(text_of(shape, 12_000), model=FAST)  # lists are loaded
        for characters in (6_000, 12_000, 24_000):
            text = text_of(shape, characters)
            with counting() as done:
                extract(text, model=FAST)
                entities(text)
            work.append(done[0])
    return work[2] - work[1] <= 2.3 * (work[1] - work[0]) + 1_000


def test_titles_of_a_name_are_in_the_order_of_the_article() -> None:
    said = [f"{title} Ana Lund left. " for title in ("Senator", "Captain", "Judge", "Mayor", "Doctor", "Sheriff")]
    text = "".join(said)
    names = ArticleNames(text, [(0, len(text))])
    assert [*names.names["Ana Lund"].titles] == ["Senator", "Captain", "Judge", "Mayor", "Doctor", "Sheriff"]
