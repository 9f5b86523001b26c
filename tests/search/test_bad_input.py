"""Whatever is typed and whatever fails to load, there is an answer or a clear line, and nothing is executed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.archive import STATEMENTS
from search.conftest import Browser, Checks, entry

ASK = """async ({ index }) => {
  const { open } = await import("/assets/onrecord/quotation/index.js");
  try {
    await open(new URL(index, location.origin), "no-store");
    return "opened";
  } catch (error) {
    return `${error.constructor.name}: ${error.message}`;
  }
}"""


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   \n\t ",
        "“…” — !?",
        "🙂🙃 👩‍🚀",
        "the of and to a in",
        "(a+)+$ [a-z]{1000} \\p{L}* .*",
        "<img src=x onerror=alert(1)> <script>alert(2)</script>",
        "https://example.org/?q=%zz&&=%&#<>",
        "constructor __proto__ hasOwnProperty toString",
        "\u202e\u0301\u200d\ufffe",
        "''''''''''''\"\"\"\"“““““”””””",
        "x" * 100_000,
    ],
)
def test_anything_typed_gets_an_answer(check: Checks, typed: str) -> None:
    (answer,) = check(STATEMENTS, typed)
    assert all(one["verdict"] == "absent" for one in answer["checks"])


def test_of_ten_thousand_words_the_first_three_hundred_are_checked(check: Checks) -> None:
    (answer,) = check(STATEMENTS, " ".join([STATEMENTS[0].words[0], *["filler words go on."] * 3000]))
    assert answer["skipped"] > 9000
    assert answer["checks"][0]["verdict"] == "exact"


def test_three_hundred_words_without_an_end_are_aligned_in_bounded_time(check: Checks) -> None:
    long = " ".join(f"word{number % 50}" for number in range(9000))
    (answer,) = check([entry(1, long)], " ".join(f"word{number % 47}" for number in range(300)))
    assert answer["checks"]


@contextmanager
def changed(path: Path, data: bytes | None) -> Iterator[None]:
    """The file with other bytes, or without it, for as long as the block lasts."""
    before = path.read_bytes()
    path.unlink() if data is None else path.write_bytes(data)
    yield
    path.write_bytes(before)


def files(browser: Browser, index: str, pattern: str) -> list[Path]:
    return sorted((browser.folder / index.strip("/")).glob(pattern))


@pytest.mark.parametrize("data", [None, b"", b"<!doctype html><title>Not here</title>" * 50, b"{}"])
def test_an_index_that_is_missing_or_damaged_is_said_plainly(browser: Browser, data: bytes | None) -> None:
    index = browser.index(STATEMENTS)
    with changed(files(browser, index, "index.json")[0], data):
        said = browser.run(ASK, {"index": index})
    assert said.startswith("UnavailableError: ")


@pytest.mark.parametrize("pattern", ["*/runs/*.bin", "*/words/*.bin", "*/sections/*.bin"])
@pytest.mark.parametrize("damage", ["missing", "cut short", "a page", "one bit"])
def test_what_could_not_be_looked_at_is_never_called_absent(browser: Browser, pattern: str, damage: str) -> None:
    index = browser.index(STATEMENTS)
    query = "the tide comes in twice a day"
    for path in files(browser, index, pattern):
        data = path.read_bytes()
        flipped = bytes([*data[:-1], data[-1] ^ 1])
        damaged = {"missing": None, "cut short": data[: len(data) // 2], "a page": b"<html>" * 99, "one bit": flipped}
        with changed(path, damaged[damage]):
            (answer,) = browser.check(index, query)
        assert answer["checks"][0]["verdict"] in ("exact", "unchecked"), path
        assert answer["checks"][0]["failed"] or answer["checks"][0]["verdict"] == "exact", path
    (answer,) = browser.check(index, query)
    assert answer["checks"][0]["verdict"] == "exact"


def test_with_one_file_of_runs_missing_a_quotation_is_still_found_by_the_others(browser: Browser) -> None:
    entries = [
        entry(number, f"item {number} of the long list was number {number * 7} again", article=f"a{number:03}")
        for number in range(900)
    ]
    index = browser.index(entries)
    shards = files(browser, index, "*/runs/*.bin")
    assert len(shards) > 2
    for shard in shards:
        with changed(shard, None):
            (answer,) = browser.check(index, "item 431 of the long list was number 3017 again")
        assert answer["checks"][0]["matches"][0]["id"] == "id00000431"
