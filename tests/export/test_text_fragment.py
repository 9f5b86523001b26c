"""Text fragments: short, unambiguous, and encoded so that a browser reads them as they were meant."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.text_fragment import text_fragment

URL = "https://news.example.org/a"
TEXT = "The mayor said so. “It is safe,” she said. “It is safe,” he said.\nNobody - not one - said: a,b&c-d 100%."


def fragment(
    words: str, text: str = TEXT, *, nth: int = 0, visible: tuple[tuple[int, int], ...] | None = None
) -> str | None:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    link = text_fragment(URL, text, [(at, at + len(words))], visible=visible or ((0, len(text)),))
    return link and link.removeprefix(f"{URL}#:~:text=")


def test_it_names_the_first_and_the_last_word_where_that_is_enough() -> None:
    assert fragment("The mayor said so.") == "The,so"


def test_words_that_stand_twice_get_a_prefix_or_a_suffix() -> None:
    assert fragment("“It is safe,”") == "It,safe,-%2C%E2%80%9D%20she"
    assert fragment("“It is safe,”", nth=1) == "said.%20%E2%80%9C-,It,safe"


def test_no_words_are_taken_that_are_not_published() -> None:
    at = TEXT.index("“It is safe")
    assert fragment("“It is safe,”", visible=((at, at + 13),)) is None


def test_what_has_a_meaning_in_a_fragment_is_encoded() -> None:
    assert fragment("a,b&c-d") == "a%2Cb%26c%2Dd"


def test_a_fragment_of_the_address_itself_is_kept() -> None:
    assert text_fragment(f"{URL}?x=1#top", TEXT, [(0, 18)], visible=()) == f"{URL}?x=1#top:~:text=The,so"


def test_each_piece_has_its_own_directive() -> None:
    link = text_fragment(URL, TEXT, [(0, 18), (TEXT.index("Nobody"), len(TEXT))], visible=())
    assert link == f"{URL}#:~:text=The,so&text=Nobody,100"


@given(st.text("ab -,“”\n", min_size=1, max_size=40), st.data())
def test_what_it_names_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    link = text_fragment(URL, text, [(start, end)], visible=((0, len(text)),))
    if link:
        plain = " ".join(text.split())
        parts = link.removeprefix(f"{URL}#:~:text=").split(",")
        assert all(
            unquote(part.removeprefix("-") if part.startswith("-") else part.removesuffix("-")) in plain
            for part in parts
        )
