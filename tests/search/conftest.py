"""The scripts of the quote check in a real Chromium, over indexes that the tests build."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import playwright.sync_api
import pytest
from playwright.sync_api import Page

from benchmark.serving import served
from onrecord.model.attribution import Kind
from onrecord.model.record import ArticleRecord, Record, Title
from search.indexes import write_index_of

ASSETS = Path(__file__).parents[2] / "scripts" / "onrecord" / "theme" / "assets"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "quotation" and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def entry(
    number: int, *spans: str, article: str = "one", kind: Kind = Kind.DIRECT, speaker: str = "Ada Bell"
) -> Record:
    """A statement with these content spans."""
    about = ArticleRecord(
        slug=article, title=Title(text=f"About {article}"), outlet="The Elm Courier", published="2026-02-03"
    )
    return Record(
        id=f"id{number:08}",
        kind=kind,
        words=spans,
        content=tuple((number + at, number + at + 1) for at in range(len(spans))),
        rule="given",
        source_words=speaker,
        speaker=speaker,
        article=about,
    )


@dataclass(frozen=True)
class Browser:
    """A page on which the scripts run, and the folder that it is served from."""

    page: Page
    folder: Path
    numbers: Iterator[int]

    def index(self, entries: Sequence[Record]) -> str:
        """Builds an index below the served folder and gives its path, ``/``-ended."""
        name = f"site{next(self.numbers)}"
        write_index_of(entries, self.folder / name)
        return f"/{name}/quotation/"

    def run(self, script: str, argument: Any = None) -> Any:
        """What an async arrow function gives; ``load(name)`` imports a script of the quote check in it."""
        return self.page.evaluate(f"({script})", argument)

    def check(self, index: str, *typed: str) -> list[Any]:
        """What the quote check says of each text: verdicts, ids and pieces."""
        answers: list[Any] = self.run(CHECK, {"index": index, "typed": typed})
        return answers


CHECK = """async ({ index, typed }) => {
  const names = ["index", "check"].map((name) => import(`/assets/onrecord/quotation/${name}.js`));
  const [{ open }, { check }] = await Promise.all(names);
  const opened = await open(new URL(index, location.origin), "no-store");
  const answers = [];
  for (const text of typed) {
    const { checks, skipped } = await check(opened, text);
    answers.push({
      skipped,
      checks: checks.map(({ passage, verdict, matches, failed }) => ({
        text: passage.text, verdict, failed,
        matches: matches.map((match) => ({ id: match.statement?.id, text: match.text })),
      })),
    });
  }
  return answers;
}"""


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory, chromium: playwright.sync_api.Browser) -> Iterator[Browser]:
    """A Chromium on a host that has the scripts and whatever indexes the tests add."""
    folder = tmp_path_factory.mktemp("quotation")
    (folder / "index.html").write_text("<!doctype html><title>Test</title>", encoding="utf-8")
    shutil.copytree(ASSETS, folder / "assets")
    with served(folder) as meter:
        page = chromium.new_page()
        page.goto(f"{meter.address}/index.html")
        yield Browser(page=page, folder=folder, numbers=count())
        page.close()


Checks = Callable[..., list[Any]]


@pytest.fixture
def check(browser: Browser) -> Checks:
    """Builds an index of the entries given and checks texts against it."""

    def checked(entries: Sequence[Record], *typed: str) -> list[Any]:
        return browser.check(browser.index(entries), *typed)

    return checked
