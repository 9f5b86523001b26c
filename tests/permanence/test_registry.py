"""The registry's file: what was written reads back, and whatever a build did not write is refused with its line."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.article import FaultsError
from onrecord.model.registry import ArticleAddress, NamedAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.registry import AddressesError, dump, parse, read_registry, write_registry

ARTICLE = ArticleAddress(key="bridge", name="bridge", text="ab" * 32, revisions=("cd" * 32,))
LIVE = StatementAddress(id="0000000001", article="bridge", content=((0, 5),), words=("“It.”",))
MOVED = StatementAddress(
    id="0000000002",
    article="bridge",
    content=((0, 2), (3, 4)),
    words=("“I", "t"),
    state=State.MOVED,
    to=("0000000001",),
    reason=Reason.EDITED,
    until=1,
)
GONE = StatementAddress(
    id="0000000003",
    article="bridge",
    content=((7, 9),),
    words=None,
    state=State.GONE,
    reason=Reason.TAKEN_DOWN,
    until=1,
)
REGISTRY = Registry(articles={"bridge": ARTICLE}, statements={one.id: one for one in (GONE, LIVE, MOVED)})
TEXT = dump(REGISTRY)
FIRST_FORMAT = '{"registry": 4, "digest": "ssayhjykwazez835", "check": "2sk7ggb2"}\n' + "".join(
    TEXT.splitlines(keepends=True)[1:5]
)
"""The same in a file of the first format, in which no line names what nobody in particular said."""
RESTORE = "restore the file as it was committed (git restore or git checkout)"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FaultsError) as raised:
        parse(text)
    return list(raised.value.faults)


def test_what_was_written_reads_back() -> None:
    assert parse(TEXT) == REGISTRY
    assert dump(parse(TEXT)) == TEXT


def test_it_has_a_line_for_each_address_in_the_order_of_the_ids() -> None:
    head, *lines = TEXT.splitlines()
    assert head.startswith('{"registry": 5, "digest": "')
    assert [line[:20] for line in lines] == [
        '{"article": "bridge"',
        '{"id": "0000000001",',
        '{"id": "0000000002",',
        '{"id": "0000000003",',
        '{"said": "bridge", "',
    ]


@given(words=st.lists(texts, min_size=1, max_size=3), why=texts, name=texts)
def test_any_words_read_back_from_one_line(words: list[str], why: str, name: str) -> None:
    record = replace(LIVE, words=tuple(words), content=tuple((0, 1) for _ in words), why=why or None)
    registry = Registry(articles={"bridge": replace(ARTICLE, name=name)}, statements={record.id: record})
    text = dump(registry)
    assert parse(text) == registry
    assert len(text.splitlines()) == 4
    text.encode()


@given(name=texts, roles=st.lists(texts, max_size=3))
def test_names_and_who_said_what_read_back(name: str, roles: list[str]) -> None:
    registry = Registry(
        articles=REGISTRY.articles,
        statements={**REGISTRY.statements, LIVE.id: replace(LIVE, speaker="b")},
        speakers={
            "b": NamedAddress(slug="b", name=name, roles=tuple(roles)),
            "a": NamedAddress(slug="a", name=name, state=State.MOVED, to=("b",)),
        },
        topics={"t": NamedAddress(slug="t", name=name, state=State.GONE)},
        outlets={"t": NamedAddress(slug="t", name=name)},
        authors={"t": NamedAddress(slug="t", name=name, state=State.GONE)},
    )
    assert parse(dump(registry)) == registry
    assert list(registry.speakers) == ["a", "b"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other"])
def test_a_merge_conflict_is_named(mark: str) -> None:
    lines = TEXT.splitlines()
    lines.insert(2, mark)
    assert faults("\n".join(lines) + "\n") == [
        (3, "a merge conflict is not resolved here; keep the lines of both sides, and delete these marks")
    ]


def test_an_id_that_stands_twice_is_named_with_both_lines() -> None:
    lines = TEXT.splitlines(keepends=True)
    assert faults("".join([*lines, lines[2]])) == [
        (7, "the id 0000000001 stands here a second time (first on line 3); keep one")
    ]


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_last_line_that_is_cut_off_is_named(cut: int) -> None:
    assert faults(TEXT[:-cut])[0] == (6, f"the last line is cut off; {RESTORE}")


def test_every_character_that_is_changed_by_hand_is_found() -> None:
    for at in range(len(TEXT)):
        changed = TEXT[:at] + chr(ord(TEXT[at]) ^ 1) + TEXT[at + 1 :]
        line = TEXT.count("\n", 0, at) + 1
        assert line in [number for number, _ in faults(changed)], changed[at - 20 : at + 20]


def test_lines_that_were_sorted_anew_or_taken_out_are_named() -> None:
    head, *lines = TEXT.splitlines(keepends=True)
    assert faults("".join([head, lines[0], lines[2], lines[1], *lines[3:]]))[0][0] == 4
    assert faults("".join([head, lines[0], *lines[2:]])) == [
        (line, "names the id 0000000001, which the file does not hold; restore its line") for line in (3, 5)
    ]
    assert {line for line, _ in faults("".join([head, *lines[1:]]))} == {2, 3, 4, 5}
    assert faults("".join([*lines, head])) == [(1, f"the lines are not those of which the first one tells; {RESTORE}")]


@pytest.mark.parametrize(("kept", "missing"), [(1, 5), (2, 4)])
def test_a_file_that_was_cut_at_a_line_end_is_refused(kept: int, missing: int) -> None:
    lines = TEXT.splitlines(keepends=True)
    assert faults("".join(lines[:kept])) == [(1, f"{missing} of 5 lines are missing; {RESTORE}")]


@pytest.mark.parametrize("gone", [*range(6)])
def test_no_line_can_be_taken_out(gone: int) -> None:
    lines = TEXT.splitlines(keepends=True)
    assert faults("".join(lines[:gone] + lines[gone + 1 :]))


def test_a_file_that_was_emptied_is_refused(tmp_path: Path) -> None:
    (tmp_path / "registry.jsonl").touch()
    with pytest.raises(AddressesError, match=r"^seeds/registry\.jsonl:1: is empty, which no build leaves; restore"):
        read_registry(tmp_path)


def test_one_of_an_earlier_version_is_read_with_and_without_a_first_line() -> None:
    assert parse(FIRST_FORMAT) == REGISTRY
    assert parse(FIRST_FORMAT.partition("\n")[2]) == REGISTRY


def test_one_of_this_version_without_its_first_line_is_refused() -> None:
    assert faults(TEXT.partition("\n")[2]) == [(1, f"the first line is missing; {RESTORE}")]


def test_one_of_an_earlier_version_merged_with_one_of_this_version_heals() -> None:
    new = replace(LIVE, id="0000000004", words=("new",))
    newer = dump(replace(REGISTRY, statements={**REGISTRY.statements, new.id: new}))
    assert set(parse(FIRST_FORMAT + newer).statements) == {*REGISTRY.statements, new.id}


def test_a_merge_that_kept_the_lines_of_both_sides_heals() -> None:
    def with_one(id_: str, *, title: str | None = None) -> Registry:
        new = replace(LIVE, id=id_, words=(id_,), speaker="b")
        article = replace(ARTICLE, title=title)
        return replace(
            REGISTRY,
            articles={"bridge": article},
            statements={**REGISTRY.statements, id_: new},
            speakers={"b": NamedAddress(slug="b", name="B")},
        )

    ours, theirs = with_one("0000000004"), with_one("0000000005", title="The bridge")
    both = with_one("0000000005", title="The bridge")
    both = replace(both, statements={**ours.statements, **both.statements})
    one, other = dump(ours).splitlines(keepends=True), dump(theirs).splitlines(keepends=True)
    for merged in ([*one, *other], [*other, *one], [one[0], *other[1:], *one[1:]], sorted({*one, *other})):
        assert parse("".join(merged)) == both
    assert faults("".join([other[0], one[0], *one[2:5]]))


def test_nesting_without_end_is_one_clear_line() -> None:
    assert faults('{"id": ' + "[" * 100_000 + "\n") == [(1, f"is not a line of the registry; {RESTORE}")]


def test_a_damaged_file_is_refused_with_its_name_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "registry.jsonl").write_text(TEXT[:-5])
    with pytest.raises(AddressesError, match=r"^seeds/registry\.jsonl:6: the last line"):
        read_registry(tmp_path)
    assert (tmp_path / "registry.jsonl").read_text() == TEXT[:-5]


def test_it_is_written_only_when_it_changes(tmp_path: Path) -> None:
    assert read_registry(tmp_path) == Registry()
    assert not write_registry(tmp_path, "")
    assert write_registry(tmp_path, dump(REGISTRY))
    assert not write_registry(tmp_path, dump(REGISTRY))
    assert read_registry(tmp_path) == REGISTRY
    assert [path.name for path in tmp_path.iterdir()] == ["registry.jsonl"]
