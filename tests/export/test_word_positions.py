"""Words are found where `re` finds them when it reads the whole text."""

import re
import sys

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.export.text_fragment import WordPositions

LETTERS = "aAbiıİsſßͅιµμ_1 ,-\n"


def pattern(words: str) -> str:
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return before + r"\s+".join(map(re.escape, words.split())) + after


def assert_found_as_by_reading(text: str, words: str, start: int = 0) -> None:
    read = re.compile(pattern(words), re.IGNORECASE).finditer(text, start)
    found = WordPositions(text).find(pattern(words), words, start)
    assert [one.span() for one in found] == [one.span() for one in read]


@given(st.text(LETTERS, max_size=60), st.text(LETTERS, min_size=1, max_size=6), st.integers(0, 60))
def test_words_are_found_in_any_text(text: str, words: str, start: int) -> None:
    assume(re.match(r"\w", words) and words == words.strip())
    assert_found_as_by_reading(text, words, start)


@given(st.text("aA ,", max_size=60), st.sampled_from(("a", "a a", "a a a", "a,a", "a, a")), st.integers(0, 60))
def test_matches_do_not_overlap(text: str, words: str, start: int) -> None:
    assert_found_as_by_reading(text, words, start)


def test_letters_that_are_the_same_but_for_case_are_found() -> None:
    every = filter(str.isalnum, map(chr, range(sys.maxunicode + 1)))
    cased = [one for one in every if {one.lower(), one.upper(), one.casefold()} != {one}]
    text = " ".join(cased)
    positions = WordPositions(text)
    for letter in cased:
        found = positions.find(pattern(letter), letter)
        assert [one[0] for one in found] == re.findall(pattern(letter), text, re.IGNORECASE)
