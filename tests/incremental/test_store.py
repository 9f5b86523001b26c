"""What is put into the store comes out alike, or not at all."""

import hashlib
import pickle
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord.store.cache
from incremental.pickles import call, keep
from onrecord.build.ledger import Done, Ledger
from onrecord.drafts.draft import NOTHING, Draft, draft, find
from onrecord.model.article import Article, Topic
from onrecord.model.attribution import Extraction
from onrecord.model.options import FAST, Editing
from onrecord.store.cache import Store
from pages.strategies import articles, extractions

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
    max_leaves=10,
)
rows = st.lists(st.tuples(st.text(), st.integers(0), st.integers(0))).map(tuple)
paths = st.lists(st.text()).map(tuple)
dones = st.builds(Done, key=st.text(), docs=rows, site=rows)
ours = (
    st.builds(Ledger, jobs=st.dictionaries(st.text(), dones), others=rows)
    | st.builds(Topic, name=st.text(), phrases=paths)
    | articles().flatmap(lambda article: extractions(article.text))
)
values: st.SearchStrategy[dict[str, object]] = st.dictionaries(st.text(), plain | ours, max_size=4)


@given(values, values)
@settings(max_examples=30)
def test_values_come_out_as_they_went_in_by_kind_and_key(one: dict[str, object], other: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        store = Store(path)
        store.put("one", one)
        store.put("other", other)
        assert store.get("one", one) == one
        store.close()
        again = Store(path)
        assert again.get("one", one) == one
        assert again.get("other", other) == other
        assert again.get("third", [*one, *other]) == {}
        again.close()


def test_a_draft_comes_out_with_all_that_it_holds(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    text = "“It is safe,” said Ada Lund, the mayor, on May 3, 2024.\nThe bridge cost $5.\n"
    found = find(text, model=FAST)
    assert found.extraction != Extraction(paragraphs=(), sentences=(), attributions=())
    store.put("found", {"a": found})
    store.put("draft", {"a": NOTHING})
    assert store.get("found", ["a"]) == {"a": found}
    assert store.get("draft", ["a"]) == {"a": NOTHING}
    store.close()


@given(articles())
@settings(max_examples=20)
def test_drafts_of_hostile_articles_come_out_alike(article: Article) -> None:
    made = draft(
        article,
        find(article.text, model=FAST),
        corrections=(),
        editing=Editing(topics=(Topic(name="A", phrases=("a",)),)),
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.put("draft", {"a": made})
        kept = store.get("draft", ["a"])["a"]
        store.close()
    assert isinstance(kept, Draft)
    assert kept == made


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "mkdir"),
        ("builtins", "exec"),
        ("onrecord.search.full_text", "os.mkdir"),
        ("onrecord.store.cache", "Path.mkdir"),
        ("onrecord.build.swap", "shutil.rmtree"),
        ("onrecord.store.cache", "Store"),
        ("onrecord.build.building", "Building"),
        ("onrecord.pages.templating", "fill"),
        ("onrecord.evaluate.__main__", "main"),
    ],
)
def test_a_pickle_that_would_run_code_is_as_if_it_were_not_there(tmp_path: Path, module: str, name: str) -> None:
    mine = tmp_path / "mine"
    store = Store(tmp_path / "store")
    store.put("draft", {"a": 1})
    store.close()
    keep(tmp_path / "store", call(module, name, str(mine)))
    again = Store(tmp_path / "store")
    assert again.get("draft", ["a"]) == {}
    assert not mine.exists()
    again.close()


@given(st.data())
@settings(max_examples=30)
def test_a_value_of_which_a_byte_is_another_is_as_if_it_were_not_there(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        store = Store(path)
        store.put("draft", {"a": NOTHING, "b": 1})
        store.close()
        with sqlite3.connect(path) as database:
            ((value,),) = database.execute("SELECT value FROM kept WHERE key = 'a'")
            at, bit = data.draw(st.integers(0, len(value) - 1)), data.draw(st.integers(0, 7))
            flipped = value[:at] + bytes([value[at] ^ 1 << bit]) + value[at + 1 :]
            database.execute("UPDATE kept SET value = ? WHERE key = 'a'", (flipped,))
        database.close()
        again = Store(path)
        assert again.get("draft", ["a", "b"]) == {"b": 1}
        again.close()


@pytest.mark.parametrize("value", [None, 7, "text", b"", b"short"])
def test_a_value_that_is_none_of_ours_is_as_if_it_were_not_there(tmp_path: Path, value: object) -> None:
    store = Store(tmp_path / "store")
    store.put("draft", {"a": 1})
    store.close()
    with sqlite3.connect(tmp_path / "store") as database:
        database.execute("UPDATE kept SET value = ?", (value,))
    database.close()
    again = Store(tmp_path / "store")
    assert again.get("draft", ["a"]) == {}
    again.put("draft", {"a": 2})
    assert again.get("draft", ["a"]) == {"a": 2}
    again.close()


def test_what_other_code_made_is_as_if_it_were_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "store")
    store.put("ledger", {"a": 1})
    monkeypatch.setattr(onrecord.store.cache, "version_of_all", lambda: "another")
    assert store.get("ledger", ["a"]) == {}
    store.put("ledger", {"a": 3})
    assert store.get("ledger", ["a"]) == {"a": 3}
    store.close()


def make_old(path: Path) -> None:
    """A store as version 0.1.0 wrote it, with the copy of a site that it kept beside."""
    (path.parent / "spare-0123" / "statements").mkdir(parents=True)
    (path.parent / "spare-0123" / "statements" / "index.html").touch()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID")
        value = pickle.dumps(1)
        row = ("draft", "a", hashlib.blake2b(value, digest_size=16).digest() + value)
        database.execute("INSERT INTO kept VALUES (?, ?, ?)", row)
    database.close()


def test_a_file_of_an_older_format_is_begun_anew(tmp_path: Path) -> None:
    make_old(tmp_path / "store")
    check_is_empty_and_keeps(tmp_path / "store")
    assert {path.name for path in tmp_path.iterdir()} <= {"store", "store-wal", "store-shm"}


def check_is_empty_and_keeps(path: Path) -> None:
    store = Store(path)
    assert store.get("draft", ["a"]) == {}
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchall() == [(0,)]
    database.close()
    store.put("draft", {"a": 2})
    store.close()
    again = Store(path)
    assert again.get("draft", ["a"]) == {"a": 2}
    again.close()


class Killed(BaseException):
    """The process ended here."""


@pytest.mark.parametrize("moment", range(24))
def test_a_build_killed_while_an_older_format_is_dropped_leaves_a_store_that_starts_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    make_old(tmp_path / "store")
    left = moment

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            step()
            return super().execute(sql, *arguments)

    unlink, connect = Path.unlink, sqlite3.connect

    def step_and_unlink(path: Path) -> None:
        step()
        unlink(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", step_and_unlink)
        patch.setattr(sqlite3, "connect", lambda path, **options: connect(path, factory=Connection, **options))
        try:
            Store(tmp_path / "store").close()
        except Killed:
            assert moment < 23, "the last of these moments is after all that is done"
    check_is_empty_and_keeps(tmp_path / "store")


def test_a_store_that_another_process_has_just_made_is_not_dropped(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "store"), Store(tmp_path / "store")
    one.put("draft", {"a": 1})
    assert other.get("draft", ["a"]) == {"a": 1}
    one.close()
    other.close()


def test_values_under_other_keys_are_dropped_once_they_are_more_than_half(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.put("draft", {str(number): number for number in range(10)})
    store.put("found", {"x": 1})
    store.keep_only("draft", map(str, range(5)))
    assert len(store.get("draft", map(str, range(10)))) == 10
    store.keep_only("draft", map(str, range(4)))
    assert store.get("draft", map(str, range(10))) == {str(number): number for number in range(4)}
    assert store.get("found", ["x"]) == {"x": 1}
    store.close()


def test_many_keys_are_found_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    many = {str(number): number for number in range(1234)}
    store.put("draft", many)
    assert store.get("draft", [*many, "other"]) == many
    store.close()


def test_a_store_without_a_file_keeps_nothing() -> None:
    store = Store(None)
    store.put("draft", {"a": 1})
    store.keep_only("draft", [])
    assert not store.keeps
    assert store.get("draft", ["a"]) == {}
    store.close()


def test_a_file_that_is_damaged_further_in_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = Store(path)
    many = {str(number): "x" * 1000 for number in range(200)}
    store.put("draft", many)
    store.close()
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 100_000)
    again = Store(path)
    assert again.get("draft", many).keys() < many.keys()
    again.put("draft", many)
    again.put("draft", many)
    assert again.get("draft", many) == many
    again.close()
    third = Store(path)
    assert third.get("draft", many) == many
    third.close()
