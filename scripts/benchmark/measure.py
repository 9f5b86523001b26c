"""Asks a search in real Chromium, and measures how often it is right, how long it takes and what it fetches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmark.queries import Query
from benchmark.serving import Meter

TIMEOUT = 900_000
"""Milliseconds for Material's search to index the largest archive in the page."""
START = """async (name) => {
  const { contenders } = await import(new URL("contenders.js", location.origin));
  window.ask = await contenders[name]();
}"""
ASK = """async (typed) => {
  const start = performance.now();
  const answer = await window.ask(typed);
  return { ...answer, milliseconds: performance.now() - start };
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """How the queries of one group went: parts of 1, of the number asked.

    ``right``: the first answer was right; ``as_near``: or at least as near to what was typed.
    """

    asked: int
    right: float
    as_near: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Medians, and the worst: milliseconds, bytes and files; ``start`` is what was fetched before the first query."""

    asked: int
    cold: float
    warm: float
    bytes: float
    most_bytes: int
    files: float
    start: float


def opened(browser: Browser, meter: Meter, name: str) -> Page:
    """A page in a fresh profile, with a search ready to be asked."""
    page = browser.new_context().new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto(f"{meter.address}/index.html")
    page.evaluate(START, name)
    return page


def accuracy(page: Page, queries: Sequence[Query], said: Mapping[str, str]) -> dict[str, Group]:
    """Ask every query in one page; ``said`` has the words of each statement by its id."""
    answers: dict[str, list[tuple[bool, bool]]] = {}
    for query in queries:
        answer = page.evaluate(ASK, query.typed)
        first = said[answer["ids"][0]] if answer["ids"] else ""
        right = query.right(first) if query.words else answer["verdict"] == "not found"
        near = right or (bool(query.words) and query.as_near(first))
        answers.setdefault(query.group, []).append((right, near))
    return {group: _group(rows) for group, rows in answers.items()}


def _group(rows: Sequence[tuple[bool, bool]]) -> Group:
    return Group(
        asked=len(rows),
        right=sum(right for right, _ in rows) / len(rows),
        as_near=sum(near for _, near in rows) / len(rows),
    )


def cost(browser: Browser, meter: Meter, name: str, queries: Sequence[Query]) -> Cost:
    """Ask each query in a fresh profile, and the next one after it in the same page."""
    rows: list[tuple[float, float, int, int, int]] = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        meter.read()
        page = opened(browser, meter, name)
        start, _ = meter.read()
        cold: dict[str, Any] = page.evaluate(ASK, query.typed)
        size, files = meter.read()
        warm: dict[str, Any] = page.evaluate(ASK, following.typed)
        rows.append((cold["milliseconds"], warm["milliseconds"], size, files, start))
        page.context.close()
    return Cost(
        asked=len(rows),
        cold=median(row[0] for row in rows),
        warm=median(row[1] for row in rows),
        bytes=median(row[2] for row in rows),
        most_bytes=max(row[2] for row in rows),
        files=median(row[3] for row in rows),
        start=median(row[4] for row in rows),
    )
