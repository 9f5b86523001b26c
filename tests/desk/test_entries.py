"""Corrections are written as a person would: what is not changed keeps every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.entries import appended, changed, entries, removed
from onrecord.model.article import FaultsError
from onrecord.reading.strict_yaml import load

FILE = """\
# What we found in May.
- words: We have tested   # she wrote to us
  speaker: Ada Lund
  # her office confirms it
  kind: direct
  topics: [Harbor]

# The second paragraph.
-   words: the bridge would open
    split:
      - the bridge
      - would open   # as the deck says
- merge: [It is safe, and done]
  speaker: null
"""
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(
    lambda text: text == " ".join(text.split()) and text == text.strip("\ufeff")
)
values = st.dictionaries(
    st.sampled_from(["words", "speaker", "kind", "topics", "content", "note", "within"]),
    st.one_of(texts, st.none(), st.lists(texts, min_size=2, max_size=3)),
    min_size=1,
)


def test_only_the_lines_of_what_changes_are_others() -> None:
    first, second, _ = entries(FILE)
    after = changed(
        FILE, first, {"words": "We have tested", "speaker": "Eda Lund", "topics": ["Harbor"], "note": "Yes."}
    )
    assert after == FILE.replace("speaker: Ada Lund", "speaker: Eda Lund").replace("  kind: direct\n", "").replace(
        "  topics: [Harbor]\n", "  topics: [Harbor]\n  note: Yes.\n"
    )
    assert changed(FILE, second, {"words": "the bridge would open", "withdraw": "a title"}) == FILE.replace(
        "    split:\n      - the bridge\n      - would open   # as the deck says\n", "    withdraw: a title\n"
    )


def test_an_entry_goes_with_its_own_lines_alone() -> None:
    _, second, third = entries(FILE)
    assert removed(FILE, third) == FILE[: FILE.index("- merge")]
    assert removed(FILE, second).count("# ") == 4


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(value=values)
def test_an_entry_that_is_added_reads_back_and_goes_without_a_trace(newline: str, value: dict[str, object]) -> None:
    before = FILE.replace("\n", newline)
    after = appended(before, value)  # type: ignore[arg-type]
    assert after.startswith(before)
    read = load(after).value
    assert isinstance(read, list)
    assert read[-1] == {key: one[0] if isinstance(one, list) and len(one) == 1 else one for key, one in value.items()}
    assert removed(after, entries(after)[-1]) == before


@given(number=st.integers(0, 2), value=values)
def test_a_changed_entry_reads_back_and_leaves_the_others(number: int, value: dict[str, object]) -> None:
    before = load(FILE).value
    after = load(changed(FILE, entries(FILE)[number], value)).value  # type: ignore[arg-type]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert after[number] == value
    assert after[:number] + after[number + 1 :] == before[:number] + before[number + 1 :]


def test_what_is_as_it_was_leaves_the_file_as_it_was() -> None:
    for entry in entries(FILE):
        assert changed(FILE, entry, dict(entry.value)) == FILE  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["[{words: a, kind: direct}]", "- {words: a, kind: direct}\n", "words: a\n", "- a\n"])
def test_a_file_in_another_style_is_left_to_its_author(text: str) -> None:
    with pytest.raises(FaultsError, match=r"by hand|must be"):
        entries(text)
