"""How an editor lists topics."""

import pytest

from onrecord.model.article import FaultsError, Topic
from onrecord.reading.metadata import topics
from onrecord.reading.strict_yaml import load


def listed(text: str) -> tuple[Topic, ...]:
    return topics(load(text))


def test_topics_map_a_name_to_its_phrases() -> None:
    assert listed("Weather: [rain, hail]\nFloods: high water") == (
        Topic(name="Weather", phrases=("rain", "hail")),
        Topic(name="Floods", phrases=("high water",)),
    )


def test_topics_may_be_a_list_of_names_with_phrases() -> None:
    assert listed("- name: Weather\n  phrases: [rain, hail]\n- Floods") == (
        Topic(name="Weather", phrases=("rain", "hail")),
        Topic(name="Floods", phrases=("Floods",)),
    )


def test_a_topic_without_phrases_has_its_name_for_one() -> None:
    assert listed("Weather:\nFloods: []") == (
        Topic(name="Weather", phrases=("Weather",)),
        Topic(name="Floods", phrases=("Floods",)),
    )


@pytest.mark.parametrize("text", ["", "# none yet", "[]", "{}"])
def test_there_may_be_no_topics(text: str) -> None:
    assert listed(text) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Good: x\nBad: {a: b}", (2, "phrases must be a list of texts, not keys")),
        ("Good: x\nBad: [a, a]", (2, 'phrases lists "a" a second time; keep one')),
        ("Good: x\nBad:\n- a\n-\n", (4, "an entry of phrases is empty; fill it in or remove it")),
        ("Good: x\ngood: y", (2, 'the topic "good" is listed a second time; keep one')),
        ("- Good\n- nam: Bad", (2, 'unknown key "nam"; did you mean "name"?')),
        ("- Good\n- phrases: [a]", (2, "an entry needs a name")),
        ("- Good\n- [Bad]", (2, 'must be made of lines "key: value"; the keys are name, phrases')),
        ("- name: [Bad]", (1, "name must be one text, not a list or keys; put it in quotation marks")),
    ],
)
def test_a_bad_topic_is_told_with_its_line(text: str, fault: tuple[int, str]) -> None:
    with pytest.raises(FaultsError) as caught:
        listed(text)
    assert caught.value.faults == (fault,)


def test_every_bad_topic_is_told() -> None:
    with pytest.raises(FaultsError) as caught:
        listed("Bad: {a: b}\nGood: x\nWorse: [a, a]")
    assert [line for line, _ in caught.value.faults] == [1, 3]
