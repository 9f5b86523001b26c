"""A statement is told with the words of its cue, and with whom they tell."""

import pytest

from onrecord.archive.telling import telling
from onrecord.extract import extract
from onrecord.model.options import FAST


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("“It is safe,” Lee told reporters in Elm.", "told reporters"),
        ("“It is safe,” Lee told reporters.", "told reporters"),
        ("“It is safe,” Lee told the U.S. Senate on Monday.", "told the U.S. Senate"),
        ("“It is safe,” she told Tom Vale’s committee, smiling.", "told Tom Vale’s committee"),
        ("“It is safe,” Lee told members of the council last week.", "told members of the council"),
        ("“It is safe,” Lee told the Daily Vale, “and sound.”", "told the Daily Vale"),
        ("Lee told the Elm Courier the bridge was safe.", "told the Elm Courier"),
        ("“It is safe,” said Ann Lee, mayor of Elm.", "said"),
        ("Lee: “It is safe.”", ""),
    ],
)
def test_whom_it_was_told_goes_with_the_verb(sentence: str, cue: str) -> None:
    extraction = extract(sentence, model=FAST)
    one = extraction.attributions[0]
    assert telling(sentence, extraction.sentences, one, ((0, len(sentence)),)).cue == cue


def test_whom_it_was_told_is_not_shown_where_it_may_not_be() -> None:
    sentence = "“It is safe,” Lee told reporters in Elm."
    extraction = extract(sentence, model=FAST)
    [one] = extraction.attributions
    (cue,) = one.cue
    assert telling(sentence, extraction.sentences, one, ((0, cue[1]),)).cue == "told"
