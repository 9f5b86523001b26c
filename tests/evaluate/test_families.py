import pytest

from onrecord.evaluate.families import Family, families, member, members

ASSORTED = Family(
    "assorted",
    "Two people and what they said.",
    (
        {
            "text": "<c>{Claim}</c>, <q>said</q> <s>{a:person}</s>; <c2>{b:claim}</c2>, said <s2>{b:person.last}</s2>.",
            "indirect": "{a:person}",
            "indirect2": "{b:person.last}",
        },
        {"text": "<c>“Yes,”</c> <q>said</q> <s>{person}</s>. <c>“No.”</c>", "direct": "{person}"},
        {"text": "<a>{Claim}.</a> READ MORE: {Claim}"},
    ),
    {"person": ("Ann Lee", "Bo Ny"), "claim": ("it rains", "it snows")},
)


def test_the_marks_of_a_text_say_where_its_statements_stand() -> None:
    first = member(ASSORTED, 0, ASSORTED.texts[0])
    told, retold = first.attributions
    assert "<" not in first.text
    assert first.text[slice(*told.content[0])].lower() in ASSORTED.slots["claim"]
    assert first.text[slice(*told.source[0])] == told.speaker
    assert told.speaker is not None
    assert retold.speaker is not None
    assert told.speaker.split()[-1] != retold.speaker


def test_content_in_two_parts_is_one_statement() -> None:
    (one,) = member(ASSORTED, 1, ASSORTED.texts[1]).attributions
    assert len(one.content) == 2


def test_what_is_not_marked_is_not_asked_for() -> None:
    (one,) = member(ASSORTED, 2, ASSORTED.texts[2]).attributions
    assert one.kind == "assertion"
    assert one.content[0][0] == 0


def test_a_content_without_a_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="a content without a kind"):
        member(ASSORTED, 0, {"text": "<c>{Claim}</c>, said {person}."})


def test_the_members_of_a_family_are_the_same_each_time_and_differ_from_each_other() -> None:
    texts = [document.text for document in members(ASSORTED)]
    assert texts == [document.text for document in members(ASSORTED)]
    assert len(set(texts)) > 3


def test_every_family_can_be_made() -> None:
    for family in families():
        assert family.about
        assert list(members(family))
