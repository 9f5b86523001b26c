"""The tagger beside the rules: any text gives an answer, the same each time, that hides and doubles nothing."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.test_any_text import TEXTS, holds
from extract.test_any_tree import broken_off, stands
from extract.test_omissions import PIECES, explained, in_order
from onrecord.extract import extract
from onrecord.extract.tagger.tagger import tagger
from onrecord.model.options import ACCURATE

SAID = "“We have tested every bolt of it,” Ada Lund said. The mayor denied that the bridge would close.\n"
ODD = {
    "no word in a content": "000001:1!said that””to$d",
    "nothing after that": "0000\nthat according Fsa&8\naH<%1",
    "half a pair": "“We \ud800 won,” Ann \udfff Lee said. She said that \ud801 fell.",
    "NUL": "Ann Lee said\0 that the rain \0 fell. \0",
    "a very long word": f"Ann Lee said that {'a' * 50_000} fell.",
    "nothing but marks": "“”\"'‘’«»" * 100,
    "nothing but accents": "\u0301" * 1_000,
    "lines of signs": "_ " * 1_000,
    "a long gap": f"Ann Lee said{' ' * 20_000}that the rain fell.",
    "nothing but spaces": " " * 20_000,
    "nothing but line ends": "\r\n" * 10_000,
    "no spaces": "雨が降ると言った。" * 500,
}


def stands_and_is_explained(text: str) -> None:
    extraction = extract(text, model=ACCURATE)
    holds(text, extraction)
    explained(text, extraction)
    in_order(extraction, text)
    assert extract(text, model=ACCURATE) == extraction


@given(st.one_of(TEXTS, PIECES))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_the_same_each_time_inside_it_and_apart_from_what_is_left_out(text: str) -> None:
    stands_and_is_explained(text)


@pytest.mark.slow
@given(st.one_of(TEXTS, PIECES))
@settings(max_examples=2_000, deadline=None)
def test_very_many_texts_are_read_inside_them_and_apart_from_what_is_left_out(text: str) -> None:
    stands_and_is_explained(text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_text_is_read(text: str) -> None:
    stands_and_is_explained(text)


@given(st.lists(broken_off(), min_size=1, max_size=4).map("".join), st.randoms(use_true_random=True))
@settings(max_examples=30, deadline=None)
def test_the_tagger_stands_whatever_the_parser_says(text: str, random: Random) -> None:
    stands(text, random, model=ACCURATE)


def test_a_text_of_double_length_takes_double_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    done: Counter[str] = Counter()

    def counted(name: str) -> None:
        graph = getattr(tagger(), name)

        class Counted:
            def run(self, outputs: None, inputs: dict[str, Any]) -> Any:
                done[name] += max(len(one) for one in inputs.values())
                return graph.run(outputs, inputs)

        monkeypatch.setattr(tagger(), name, Counted())

    counted("encoder")
    counted("roles")
    work = []
    for times in (20, 40):
        done.clear()
        assert len(extract(SAID * times, model=ACCURATE).attributions) == 2 * times
        work.append(dict(done))
    assert work[0].keys() == work[1].keys() == {"encoder", "roles"}
    assert all(work[1][name] <= 2.2 * work[0][name] for name in work[0])
