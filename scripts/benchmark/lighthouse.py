"""Lets Lighthouse grade one page of each type on its phone settings: ``python -m benchmark.lighthouse``.

The site is built apart and served packed, as static hosts do.  Needs Node's ``npx``, which fetches Lighthouse.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from benchmark.weight import FLAGS, built, page_types

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("statement", "article", "speaker", "home", "list", "search", "method")
RUNS = 3
TIMEOUT = 300
"""Seconds for one run; the first one also fetches Lighthouse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The scores of one page, 0 to 100 by category, and the titles of the audits that cost it points."""

    scores: Mapping[str, int]
    faults: tuple[str, ...]


def grade(address: str, *, chromium: str) -> Report:
    """Run Lighthouse once.

    Raises:
        subprocess.SubprocessError: it failed, or took too long.

    """
    options = [
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        "--quiet",
        "--disable-full-page-screenshot",
    ]
    flags = f"--chrome-flags=--headless=new --disable-gpu --disable-dev-shm-usage {' '.join(FLAGS)}"
    done = subprocess.run(  # noqa: S603 - our own command, and no shell
        [shutil.which("npx") or "npx", "--yes", LIGHTHOUSE, address, *options, flags],
        env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, check=True, timeout=TIMEOUT,
    )  # fmt: skip
    return read(json.loads(done.stdout))


def read(given: Mapping[str, Any]) -> Report:
    """What Lighthouse's JSON says of a page."""
    scores = {name: round(100 * (given["categories"][name]["score"] or 0)) for name in CATEGORIES}
    return Report(scores=scores, faults=tuple(_faults(given)))


def _faults(given: Mapping[str, Any]) -> Iterator[str]:
    """Audits that weigh in a category and are not perfect."""
    for name in CATEGORIES:
        for part in given["categories"][name]["auditRefs"]:
            audit = given["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()


def graded(address: str, *, chromium: str, runs: int = RUNS) -> Report:
    """The run whose performance is the median: how fast a page is depends on what else the machine does."""
    reports = [grade(address, chromium=chromium) for _ in range(runs)]
    middle = median_low(report.scores["performance"] for report in reports)
    return next(report for report in reports if report.scores["performance"] == middle)


def table(reports: Mapping[str, Report]) -> str:
    """The scores as a Markdown table."""
    lines: list[Sequence[str]] = [["page", *CATEGORIES], ["---"] * (len(CATEGORIES) + 1)]
    lines += [[name, *(str(report.scores[each]) for each in CATEGORIES)] for name, report in reports.items()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Build a site, grade its pages, and print the table and what cost points."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each page; the median counts")
    parser.add_argument("--pages", nargs="+", default=PAGES, help="types of pages")
    options = parser.parse_args()
    with built() as (site, address):
        paths = page_types(site)
        reports = {
            name: graded(address + paths[name], chromium=options.chromium, runs=options.runs) for name in options.pages
        }
    sys.stdout.write(f"{table(reports)}\n\n")
    for name, report in reports.items():
        for fault in report.faults:
            sys.stdout.write(f"{name}: {fault}\n")


if __name__ == "__main__":
    main()
