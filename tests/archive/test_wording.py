import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.wording import difference, told


@pytest.mark.parametrize(
    ("here", "there", "words"),
    [
        ("“We will rebuild the bridge,”", "“we will rebuild the bridge”", "word for word"),
        ("“We don’t know — yet.”", "We don't know yet", "word for word"),
        ("We will rebuild the old bridge", "We will rebuild the bridge", "without “old”"),
        ("We will rebuild the bridge", "We will surely rebuild the bridge", "with “surely”"),
        ("We need grain, now.", "We need oil, now.", "with “oil” in place of “grain”"),
        ("We need grain from the U.S.", "We need grain", "without “from the U.S.”"),
        ("We need grain now.", "We need grain today.", "with “today” in place of “now”"),
        ("A well-known man", "A well-made man", "with “well-made” in place of “well-known”"),
        ("It cost $15 then", "It cost 15% then", "with “15%” in place of “$15”"),
        ("We’re at 1.6 now", "We were at 16 now", "with “We were” in place of “We’re” and with “16” in place of “1.6”"),
        ("one two a b c d e f g h i", "one two", "without “a b c … g h i”"),
        ("a b c d", "a x b y c d z", "with “x”, with “y” and with “z”"),
        ("a b c d e f g", "x a y b z c u d v e w f g", "with “x”, with “y”, with “z”, with “u” and 2 more differences"),
        ("—", "…", "word for word"),
    ],
)
def test_differing_words_are_told_as_they_stand(here: str, there: str, words: str) -> None:
    assert told(difference((here,), (there,))) == words


def test_spans_are_read_on_as_one_text() -> None:
    assert difference(("“It is safe,”", "“and done.”"), ("“It is safe and sound”",)) == (
        ("=", "“It is safe,” “and"),
        ("-", "done.”"),
        ("+", "sound”"),
    )


@given(st.text(), st.text())
def test_any_two_texts_have_a_difference(here: str, there: str) -> None:
    assert told(difference((here,), (there,)))
    assert told(difference((here,), (here,))) == "word for word"
