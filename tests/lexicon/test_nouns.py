import pytest

from onrecord.lexicon.nouns import may_speak


@pytest.mark.parametrize(
    "noun",
    [
        *(
            "witness",
            "witnesses",
            "allies",
            "sides",
            "countries",
            "narrator",
            "speechwriters",
            "tycoon",
            "radiographer",
        ),
        *("americans", "african-americans", "two-thirds", "three-fourths", "percent", "bosses", "coaches", "signs"),
    ],
)
def test_nouns_for_people_peoples_and_parts_of_them_are_somebody(noun: str) -> None:
    assert may_speak(noun)


@pytest.mark.parametrize(
    "noun",
    [
        *("turns", "tickets", "bottles", "nights", "trips", "deals", "items", "heaps", "risks", "simulation"),
        *("number", "bluster", "errors", "disclaimers", "cancer", "penchant", "headquarters"),
    ],
)
def test_nouns_for_things_are_nobody_even_where_they_end_as_those_for_people_do(noun: str) -> None:
    assert not may_speak(noun)
