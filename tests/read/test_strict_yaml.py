"""YAML in which every scalar is the text that was typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.reading.strict_yaml import MAX_CHARACTERS, MAX_DEPTH, Plain, StrictYamlError, compose, load, quote


def refused(text: str) -> StrictYamlError:
    with pytest.raises(StrictYamlError) as caught:
        load(text)
    return caught.value


@pytest.mark.parametrize(
    "typed", ["2023-06-12", "no", "Yes", "on", "TRUE", "1e3", "0x1F", "012", "1_000", ".inf", "12:30:45", "=", "<<"]
)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert load(f"key: {typed}") == {"key": typed}
    assert load(f"- {typed}") == [typed]


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_and_null_are_none(typed: str) -> None:
    assert load(f"key: {typed}") == {"key": None}


@pytest.mark.parametrize("typed", ["''", '""'])
def test_an_empty_text_in_quotation_marks_is_a_text(typed: str) -> None:
    assert load(f"key: {typed}") == {"key": ""}


def test_null_in_quotation_marks_is_a_text() -> None:
    assert load("key: 'null'") == {"key": "null"}


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "\ufeff"])
def test_an_empty_document_is_none(text: str) -> None:
    assert load(text) is None


def test_lists_and_keys_nest() -> None:
    assert load("a:\n- b: [c, {d: e}]\n- f\n") == {"a": [{"b": ["c", {"d": "e"}]}, "f"]}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: 2\na: 3", 3, 'the key "a" stands here a second time (first on line 1)'),
        ("x:\n  a: 1\n  'a': 2", 3, "a second time"),
        ("a: &b c", 1, "anchors (&name) are not allowed"),
        ("a: x\nb: *a", 2, "aliases (*name) are not allowed"),
        ("a: !!python/object:os.system x", 1, "tags (!name) are not allowed"),
        ("a: !b [c]", 1, "tags (!name) are not allowed"),
        ("! a: b", 1, "tags (!name) are not allowed"),
        ("a: b\n---\nc: d", 2, "a second document"),
        ("title: {{ page.title }}", 1, "a key must be a text"),
        ("? [a]\n: b", 1, "a key must be a text"),
        ("null: b", 1, "a key must be a text"),
        ("a: b\nc: d: e", 2, "not valid YAML"),
        ("a: 'b\n\n", 3, "not valid YAML"),
        ("a: b\n\tc: d", 2, "not valid YAML"),
        ("a: b\r\n\r\nc: [", 3, "not valid YAML"),
        ("a: b\n\nc: \x07", 3, "the character U+0007 is not allowed"),
        ("a:\n  \ud800", 2, "the character U+D800 is not allowed"),
        ('a:\n  "\\ud800"', 2, "half of a surrogate pair"),
        ('a:\n- "\\U00110000"', 2, "out of range"),
        ('"\\Uffffffff"', 1, "out of range"),
    ],
)
def test_what_could_surprise_is_an_error_with_its_line(text: str, line: int, part: str) -> None:
    error = refused(text)
    assert (error.line, part in error.message) == (line, True), error


def test_lines_count_as_editors_count_them() -> None:
    assert refused('a: "x\u2028 y\u0085 z"\nb: *c').line == 2


def test_the_first_line_may_be_further_down_in_a_file() -> None:
    with pytest.raises(StrictYamlError) as caught:
        compose("a: b\na: c", first_line=2)
    assert caught.value.line == 3
    assert "first on line 2" in caught.value.message


def test_nesting_ends_at_its_limit() -> None:
    load("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert "nested deeper" in refused("[" * 100_000).message


def test_a_bomb_of_aliases_never_goes_off() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{this}: &{this} [*{last}, *{last}]" for last, this in zip("abcd", "bcde", strict=True)
    )
    assert "anchors" in refused(bomb).message


def test_a_text_that_is_too_long_is_not_even_parsed() -> None:
    assert "too long" in refused("x" * (MAX_CHARACTERS + 1)).message


def test_a_text_shown_in_a_message_stays_one_line_and_short() -> None:
    assert quote("a\nb\u2028c\x1b[31m") == r'"a\nb\u2028c\x1b[31m"'
    assert quote("x" * 100) == '"' + "x" * 59 + '…"'


PIECES = st.sampled_from(
    list("ab:-?[]{},'\"\\#!|>@`<% \n\r\t\0\u2028\ufeff")
    + "- |? |&a|*a|!!str|%YAML 1.1|---|...|<<|000000000|\\U|ffffffff|\r\n".split("|")  # noqa: SIM905 - easier to read
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("%YAML " + "9" * 5000 + ".1\n--- a")
def test_no_text_raises_anything_but_its_own_error(text: str) -> None:
    try:
        node = compose(text)
    except StrictYamlError as error:
        assert 1 <= error.line <= text.count("\n") + text.count("\r") + 1  # noqa: PT017 - most texts raise nothing
        assert len(error.message.splitlines()) == 1  # noqa: PT017
    else:
        assert node.line >= 1


@settings(deadline=None)
@given(
    st.recursive(
        st.text(
            alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff")
        ),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet="abc", min_size=1), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_every_text_can_be_written_in_quotation_marks(value: Plain) -> None:
    def written(part: Plain) -> str:
        if isinstance(part, str):
            return "'" + part.replace("'", "''") + "'"
        if isinstance(part, list):
            return "[" + ", ".join(written(item) for item in part) + "]"
        assert part is not None
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in part.items()) + "}"

    def folded(part: Plain) -> bool:
        # YAML folds these into spaces.
        return any(letter in written(part) for letter in "\u2028\u2029")

    if not folded(value):
        assert load(written(value)) == value
