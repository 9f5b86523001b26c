"""Compiled templates are kept beside the package's own compiled code, and are never trusted further than that."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import jinja2
import pytest

import onrecord.store.compiled
from onrecord.store.compiled import Compiled


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(onrecord.store.compiled, "FOLDER", tmp_path)
    monkeypatch.setattr(onrecord.store.compiled, "_known", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def render(monkeypatch: pytest.MonkeyPatch, source: str = "{{ 1 + 1 }}", *, packaged: bool = True) -> tuple[str, int]:
    """What another process gives for the template, and how many it compiled."""
    monkeypatch.setattr(onrecord.store.compiled, "_known", {})
    compiled: list[str] = []

    class Counting(jinja2.Environment):
        def _compile(self, source: str, filename: str) -> CodeType:
            compiled.append(source)
            return super()._compile(source, filename)

    environment = Counting(loader=jinja2.DictLoader({"page.html": source}), bytecode_cache=Compiled(packaged=packaged))
    return environment.get_template("page.html").render(), len(compiled)


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [render(monkeypatch) for _ in range(2)] == [("2", 1), ("2", 0)]


def test_a_template_that_changed_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    render(monkeypatch)
    assert [render(monkeypatch, "{{ 3 }}") for _ in range(2)] == [("3", 1), ("3", 0)]


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: data[:20] + b"x" + data[21:], lambda _: b"", lambda _: b"no code"],
    ids=["cut", "changed", "empty", "other"],
)
def test_damaged_code_is_compiled_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    render(monkeypatch)
    [path] = folder.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert [render(monkeypatch) for _ in range(2)] == [("2", 1), ("2", 0)]


def test_code_of_another_version_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    render(monkeypatch)
    monkeypatch.setattr("onrecord.store.cache.version_of_all", lambda: "another")
    assert render(monkeypatch) == ("2", 1)


def test_where_nothing_may_be_written_nothing_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [render(monkeypatch) for _ in range(2)] == [("2", 1)] * 2
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(onrecord.store.compiled, "FOLDER", Path("/dev/null"))
    assert render(monkeypatch) == ("2", 1)
    assert list(folder.iterdir()) == []


def test_an_editors_own_templates_are_kept_in_the_process_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render(monkeypatch, packaged=False) == ("2", 1)
    assert list(folder.iterdir()) == []
