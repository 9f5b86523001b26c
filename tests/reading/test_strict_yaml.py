"""YAML in which every scalar is the text that was typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model.article import FaultsError
from onrecord.reading.strict_yaml import MAX_CHARACTERS, MAX_DEPTH, Plain, load
from onrecord.text.escape import quote


def value(text: str) -> Plain:
    return load(text).value


def refused(text: str, *, first_line: int = 1) -> tuple[int, str]:
    """The line, and what is said."""
    with pytest.raises(FaultsError) as caught:
        load(text, first_line=first_line)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    "typed", ["2023-06-12", "no", "Yes", "on", "TRUE", "1e3", "0x1F", "012", "1_000", ".inf", "12:30:45", "=", "<<"]
)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert value(f"key: {typed}") == {"key": typed}
    assert value(f"- {typed}") == [typed]


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_and_null_are_none(typed: str) -> None:
    assert value(f"key: {typed}") == {"key": None}


@pytest.mark.parametrize("typed", ["''", '""'])
def test_an_empty_text_in_quotation_marks_is_a_text(typed: str) -> None:
    assert value(f"key: {typed}") == {"key": ""}


def test_null_in_quotation_marks_is_a_text() -> None:
    assert value("key: 'null'") == {"key": "null"}


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "\ufeff"])
def test_an_empty_document_is_none(text: str) -> None:
    assert value(text) is None


def test_lists_and_keys_nest() -> None:
    assert value("a:\n- b: [c, {d: e}]\n- f\n") == {"a": [{"b": ["c", {"d": "e"}]}, "f"]}


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
        ("a: 'b\n\n", 1, "not valid YAML: the text that starts here with ' never ends"),
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
    found, message = refused(text)
    assert (found, part in message) == (line, True), message


LONE = "a list in [ ] is cut at every comma, which leaves a lone quotation mark in "


@pytest.mark.parametrize(
    ("entry", "piece"),
    [
        ("“It is safe, she said”", "“It is safe"),
        ("“It is safe,” she said", "“It is safe"),
        ("she said “it is safe, now”", "she said “it is safe"),
        ('she said "it is safe, now"', 'she said "it is safe'),
        ("she said 'it is safe, now'", "she said 'it is safe"),
        ("‘Don’t, please’", "‘Don’t"),
        ("«It is safe, she said»", "«It is safe"),
        ("„It is safe, she said“", "„It is safe"),
        ("“We, you” and “they, us”", "“We"),
    ],
)
def test_a_quotation_that_a_list_in_brackets_cuts_is_shown_as_a_line_of_its_own(entry: str, piece: str) -> None:
    assert refused(f"split:\n  [x, {entry}, 'y']") == (
        2,
        f'{LONE}"{piece}"; write one a line, without the brackets: "- {entry}"',
    )
    assert value(f"- {entry}\n- y") == [entry, "y"]


def test_a_list_in_brackets_may_hold_pairs_of_marks_apostrophes_and_texts_in_quotation_marks() -> None:
    assert value("[“It is safe”, the players’ bus, it's late, '“It is, she']") == [
        "“It is safe”",
        "the players’ bus",
        "it's late",
        "“It is, she",
    ]


def test_a_lone_mark_that_no_cut_explains_is_shown_by_itself() -> None:
    message = refused("[it is safe”, y]")[1]
    assert message == f'{LONE}"it is safe”"; write one a line, without the brackets: "- it is safe”"'


GOING_ON = ['"It is safe," she said', "'It's safe'", '"We" and "they"']


@pytest.mark.parametrize(
    "text",
    [form.format(entry) for form in ("- x\n- {}", "a: x\nb: {}", "a:\n- [{}, y]") for entry in GOING_ON]
    + ['a: x\nb: "We", he said, "so"', '- x\n- "We said,"\n  she said'],
)
def test_a_text_that_goes_on_after_its_closing_mark_is_told_how_to_be_written(text: str) -> None:
    line, message = refused(text)
    mark = '"' if '"' in text else "'"
    assert line in (2, 3)
    assert f"a text that starts with {mark} ends at the next {mark}, and this one goes on; write one a line" in message
    assert message.endswith("""- '"It''s safe," she said'""")
    assert value("""- '"It''s safe," she said'""") == ['"It\'s safe," she said']


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_text_that_never_ends_is_told_where_it_starts(mark: str) -> None:
    line, message = refused(f"a: x\nb: {mark}It is\nc: safe\n")
    assert line == 2
    assert f"the text that starts here with {mark} never ends; add the closing mark" in message


def test_lines_count_as_editors_count_them() -> None:
    assert refused('a: "x\u2028 y\u0085 z"\nb: *c')[0] == 2


def test_the_first_line_may_be_further_down_in_a_file() -> None:
    line, message = refused("a: b\na: c", first_line=2)
    assert line == 3
    assert "first on line 2" in message


def test_nesting_ends_at_its_limit() -> None:
    load("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert "nested deeper" in refused("[" * 100_000)[1]


def test_a_bomb_of_aliases_never_goes_off() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{this}: &{this} [*{last}, *{last}]" for last, this in zip("abcd", "bcde", strict=True)
    )
    assert "anchors" in refused(bomb)[1]


def test_a_text_that_is_too_long_is_not_even_parsed() -> None:
    assert "too long" in refused("x" * (MAX_CHARACTERS + 1))[1]


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
    lines = range(1, text.count("\n") + text.count("\r") + 2)
    try:
        document = load(text)
    except FaultsError as error:
        ((line, message),) = error.faults
        assert line in lines
        assert len(message.splitlines()) == 1
    else:
        assert set(document.lines.values()) | set(document.key_lines.values()) <= set(lines)


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
def test_every_text_can_be_written_in_quotation_marks(typed: Plain) -> None:
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

    if not folded(typed):
        assert value(written(typed)) == typed
