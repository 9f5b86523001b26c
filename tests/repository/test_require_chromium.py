"""How the browser that the tests drive is found."""

from pathlib import Path

import pytest

from require_chromium import ChromiumMissingError, find_chromium, main

find = find_chromium.__wrapped__  # without the memory of earlier answers


def program(folder: Path, name: str, *, status: int) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)


def test_the_first_browser_on_the_path_that_starts_is_taken(tmp_path: Path) -> None:
    program(tmp_path, "chromium", status=1)
    program(tmp_path, "google-chrome", status=0)
    assert find() == str(tmp_path / "google-chrome")


def test_a_named_browser_goes_before_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium", status=0)
    named = program(tmp_path, "mine", status=0)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert find() == str(named)


def test_a_named_browser_that_does_not_start_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium", status=0)
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(
        ChromiumMissingError, match="the browser that CHROMIUM names, /nowhere/chromium, does not start"
    ):
        find()


def test_where_none_can_be_installed_one_line_says_what_to_install() -> None:
    find_chromium.cache_clear()
    with pytest.raises(SystemExit) as ended:
        main()
    message = str(ended.value.code)
    assert message.startswith("the tests need a browser: install Chromium (on Debian: apt-get install chromium)")
    assert len(message.splitlines()) == 1
