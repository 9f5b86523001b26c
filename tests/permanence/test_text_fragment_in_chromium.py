"""Text fragments lead a real browser to the very words, on a copy of the publisher's page."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.host import serving
from onrecord.export.text_fragment import text_fragment

PARAGRAPHS = [
    "The harbor must be dredged before winter, Mayor Ada Lund told reporters on Tuesday.",
    "“It is safe,” she said. “We have tested every bolt - twice, a, b & c - of the bridge.”",
    "“It is safe,” said Boris Vale. “It is safe,” he said again, and “50% of it” is new.",
    "Nobody believed him; nobody believed her.",
]
TEXT = "\n".join(PARAGRAPHS)
TALL = "<p>Advertisement</p><div style='height:4000px'></div>"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("publisher")
    body = TALL.join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Publisher</title><body>{TALL}{body}{TALL}"
    (folder / "index.html").write_text(page, encoding="utf-8")
    with serving({"/": folder}) as address:
        yield address


def spans(words: str) -> list[tuple[int, int]]:
    found, at = [], TEXT.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = TEXT.find(words, at + 1)
    return found


CASES = [
    (PARAGRAPHS[0], 0),
    ("“It is safe,”", 0),
    ("“It is safe,”", 1),
    ("“It is safe,”", 2),
    ("“We have tested every bolt - twice, a, b & c - of the bridge.”", 0),
    ("“50% of it”", 0),
    ("nobody believed her.", 0),
]


@pytest.mark.parametrize(("words", "number"), CASES)
def test_the_browser_scrolls_to_the_words(host: str, chromium: Browser, words: str, number: int) -> None:
    span = spans(words)[number]
    link = text_fragment(f"{host}/index.html", TEXT, [span], visible=[(0, len(TEXT))])
    assert link
    page = chromium.new_page(viewport={"width": 800, "height": 300})
    page.goto(link)
    page.wait_for_function("window.scrollY > 0")
    wanted = TEXT.count("\n", 0, span[0])
    seen = page.evaluate(
        """() => [...document.querySelectorAll("p")].filter((p) => {
            const box = p.getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }).map((p) => p.textContent)"""
    )
    page.close()
    assert PARAGRAPHS[wanted] in seen
    assert Path(link).name.startswith("index.html#:~:text=")
