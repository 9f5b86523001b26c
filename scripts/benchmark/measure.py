"""Asks the search in real Chromium, and measures how often it is right, how long it takes and what it fetches."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from benchmark.queries import Query
from benchmark.serving import Meter

TIMEOUT = 900_000
"""Milliseconds for Material's search to index the largest archive in the page."""
START = """async (name) => {
  const { contenders } = await import(new URL("contenders.js", location.origin));
  window.ask = await contenders[name]();
}"""
TIMED = """(go) => new Promise((resolve) => {
  const start = performance.now();
  const page = document.querySelector("#search-page");
  const times = { verdict: 0, list: 0 };
  const all = (what) => [...page.querySelectorAll(what)];
  // What answered the last question may stand until there is another answer.
  const before = new Set(all("[data-verdict], [data-statement]"));
  const look = () => {
    const since = performance.now() - start;
    const other = (what) => all(what).some((one) => !before.has(one));
    if (!times.verdict && other("[data-verdict]")) times.verdict = since;
    if (!times.list && other("[data-results] [data-statement]")) times.list = since;
    if (times.verdict && times.list) { observer.disconnect(); resolve(times); }
  };
  const observer = new MutationObserver(look);
  observer.observe(page, { childList: true, subtree: true, characterData: true, attributes: true });
  if (go) {
    history.pushState({}, "", go);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  } else look();
})"""
WAITED = """() => {
  const lines = () => [...document.querySelectorAll("#search-page :is([role=status], [data-status])")];
  const said = () => lines().some((one) => one.textContent.trim());
  window.times = { said: 0, verdict: 0, list: 0 };
  const look = () => {
    if (!document.querySelector("#search-page")) return;
    const now = performance.now();
    if (!times.said && said()) times.said = now;
    if (!times.verdict && document.querySelector("#search-page [data-verdict]")) times.verdict = now;
    if (!times.list && document.querySelector("#search-page [data-results] [data-statement]")) times.list = now;
  };
  const all = { childList: true, subtree: true, characterData: true, attributes: true };
  new MutationObserver(look).observe(document, all);
}"""
SLOW = {"offline": False, "latency": 2000, "downloadThroughput": 50 * 1024, "uploadThroughput": 50 * 1024}
"""Slow 3G, as browsers' own tools have it: milliseconds, and bytes a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said of a query: the verdicts of its check, the first statements, where, and how many have all words."""

    verdicts: tuple[str, ...]
    ids: tuple[str, ...]
    places: tuple[str, ...]
    count: int
    least: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Medians: what a first answer fetches, and the time to the verdict and to the list, warm and on a slow line."""

    bytes: float
    files: float
    verdict: float
    list: float
    slow: tuple[float, float, float]


def asked(browser: Browser, meter: Meter, name: str, queries: Sequence[Query]) -> list[Answer]:
    """Ask every query in one page."""
    page = browser.new_context().new_page()
    page.set_default_timeout(TIMEOUT)
    page.goto(f"{meter.address}/empty.html")
    page.evaluate(START, name)
    rows = page.evaluate(
        """async (queries) => {
          const all = [];
          for (const one of queries) all.push(await window.ask(one));
          return all;
        }""",
        [query.typed for query in queries],
    )
    page.context.close()
    return [
        Answer(
            verdicts=tuple(row["verdicts"]),
            ids=tuple(row["ids"]),
            places=tuple(row["places"]),
            count=row["count"],
            least=row.get("least", False),
        )
        for row in rows
    ]


def cost(browser: Browser, meter: Meter, queries: Sequence[Query]) -> Cost:
    """Ask each query on the search page of a fresh profile, the next one in the same page, and one on a slow line."""
    rows: list[tuple[int, int]] = []
    warm: list[dict[str, float]] = []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        page = browser.new_context().new_page()
        meter.read()
        page.goto(_address(meter, query))
        page.wait_for_selector("#search-page [data-results] [data-statement]", state="attached")
        page.wait_for_load_state("networkidle")
        rows.append(meter.read())
        for typed in (following, query, following):
            found: dict[str, float] = page.evaluate(TIMED, _address(meter, typed))
        warm.append(found)
        page.context.close()
    slow = [_slow(browser, meter, query) for query in queries[:3]]
    return Cost(
        bytes=median(row[0] for row in rows),
        files=median(row[1] for row in rows),
        verdict=median(one["verdict"] for one in warm),
        list=median(one["list"] for one in warm),
        slow=(median(one[0] for one in slow), median(one[1] for one in slow), median(one[2] for one in slow)),
    )


def _slow(browser: Browser, meter: Meter, query: Query) -> tuple[float, float, float]:
    """Seconds from the request for the page until something is said, the verdict and the list."""
    page: Page = browser.new_context().new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(f"({WAITED})()")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(_address(meter, query), wait_until="commit")
    page.wait_for_function("window.times.verdict && window.times.list")
    times: dict[str, Any] = page.evaluate("window.times")
    page.context.close()
    return times["said"] / 1000, times["verdict"] / 1000, times["list"] / 1000


def _address(meter: Meter, query: Query) -> str:
    return f"{meter.address}/search/?{urlencode({'q': query.typed})}"
