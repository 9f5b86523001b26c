import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.entities.candidates import candidates
from onrecord.extract.runs import end_of, runs
from onrecord.extract.speakers.article_names import ArticleNames, named_runs

PIECES = st.sampled_from(["Ann", "Lee", "J.", "U.S.", "van der", "al-Amin", "O’Neil", "’s", "I", "and", ".", ",", "\n"])


def found(text: str) -> list[str]:
    return [run for _, run in named_runs(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then J.D. Vance spoke.", ["Then J.D. Vance"]),
        ("said George H. W. Bush.", ["George H. W. Bush"]),
        ("said Ursula von der Leyen and Bashar al-Assad", ["Ursula von der Leyen", "Bashar al-Assad"]),
        ("in Athens. The church", ["Athens", "The"]),
        ("said Sen. Ann Lee Jr. of Ohio.", ["Sen. Ann Lee Jr.", "Ohio"]),
        ("the maker Lee Cars Inc. grew", ["Lee Cars Inc."]),
        ("Boston-based Ann Lee", ["Ann Lee"]),
        ("said Ann Lee’s lawyer", ["Ann Lee"]),
        ("an analyst at Moody’s Analytics", ["Moody’s Analytics"]),
        ("said Ann Lee Tuesday", ["Ann Lee"]),
        ("the Secretary of State Ann Lee", ["Secretary", "Ann Lee"]),
    ],
)
def test_a_run_is_a_name_with_its_titles_and_without_what_belongs_to_the_sentence(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("name", ["J.D. Vance", "Ann Lee Jr.", "Lee Cars Inc.", "Ursula von der Leyen", "A. O’Neil"])
def test_speakers_and_entities_find_one_name_in_one_place(name: str) -> None:
    text = f"On Monday it was {name} who spoke."
    (candidate,) = [one for one in candidates(text, [(0, len(text))]) if one.name != "Monday"]
    assert text[slice(*candidate.span)] == name
    assert (candidate.span[0], name) in list(named_runs(text, (0, len(text))))


def test_the_first_full_mention_has_the_country_and_the_title_before_it() -> None:
    text = "It was U.S. Sen. Ann Lee. Lee left."
    names = ArticleNames(text, [(0, len(text))])
    (lee,) = names.people("Lee")
    assert (lee.full, text[slice(*lee.first)]) == ("Ann Lee", "U.S. Sen. Ann Lee")


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_runs_of_any_text_lie_inside_it_in_order_and_apart(text: str) -> None:
    every = list(runs(text, (0, len(text)), lambda *_: False))
    spans = [(run[0][0], end_of(run)) for run in every]
    assert all(text[start:end] == word for run in every for start, end, word in run)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
