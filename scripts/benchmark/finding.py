"""Measures the search on generated archives in real Chromium and prints the table: ``python -m benchmark.finding``."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmark.archive import generate
from benchmark.entries import entries as entries_of
from benchmark.measure import Cost, Group, accuracy, cost, opened
from benchmark.queries import ABSENT, Query, Typist
from benchmark.serving import served
from benchmark.sites import ASSETS, write_material, write_quote_check
from onrecord.model.record import Record

SIZES = (1_000, 10_000, 50_000)
SAMPLE = 200
OTHERS_SAMPLE = 20
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
QUOTE_CHECK = "quote check"
WRITERS: dict[str, Callable[[Sequence[Record], Path], None]] = {
    QUOTE_CHECK: write_quote_check,
    "material": write_material,
}
EXACT = ("nine words, exact", "five words, exact")
COSTED = {
    QUOTE_CHECK: ("nine words, exact", "one word wrong", "one word misspelt"),
    "material": EXACT[:1],
}
"""Groups whose queries the costs are measured with."""
COST_SAMPLES = {QUOTE_CHECK: 10, "material": 1}
"""Queries of each of those groups: Material's search takes in the whole index for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one search did on one archive; sizes in bytes, ``built`` in seconds."""

    statements: int
    name: str
    groups: dict[str, Group]
    cost: Cost
    text: int
    index: int
    built: float


def measured(statements: int, names: Sequence[str], browser: Browser, *, sample: int) -> Iterator[Result]:
    """Ask each search the same queries, the others only the first ones of each group."""
    articles = list(generate(statements))
    entries = list(entries_of(articles))
    said = [statement for article in articles for statement in article.said]
    variants = [(one.words, said[one.varies].words) for one in said if one.varies is not None]
    queries = list(Typist([one.words for one in said], seed=1).queries(sample, variants=variants))
    words = {entry.id: " ".join(entry.words) for entry in entries}
    for write in dict.fromkeys(WRITERS[name] for name in names):
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            (site / "index.html").write_text("<!doctype html><title>Benchmark</title>", encoding="utf-8")
            shutil.copytree(ASSETS, site / "assets" / "onrecord")
            shutil.copy(Path(__file__).with_name("contenders.js"), site)
            before = _size(site)
            start = time.perf_counter()
            write(entries, site)
            built = time.perf_counter() - start
            index = _size(site) - before
            with served(site) as meter:
                for name in names:
                    if WRITERS[name] is not write:
                        continue
                    page = opened(browser, meter, name)
                    asked = queries if name == QUOTE_CHECK else _first(queries, queries_of=OTHERS_SAMPLE)
                    groups = accuracy(page, asked, words)
                    page.context.close()
                    costed = [query for query in queries if query.group in COSTED[name]]
                    costs = cost(browser, meter, name, _first(costed, queries_of=COST_SAMPLES[name]))
                    yield Result(
                        statements=statements,
                        name=name,
                        groups=groups,
                        cost=costs,
                        text=sum(len(text.encode()) for text in words.values()),
                        index=index,
                        built=built,
                    )


def _first(queries: Sequence[Query], *, queries_of: int) -> list[Query]:
    taken: dict[str, int] = {}
    result = []
    for query in queries:
        taken[query.group] = taken.get(query.group, 0) + 1
        if taken[query.group] <= queries_of:
            result.append(query)
    return result


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table, one column a search and archive."""
    heads = [f"{result.name}, {result.statements:,}" for result in results]
    groups = list(dict.fromkeys(group for result in results for group in result.groups))
    rows = [[group, *(_right(result.groups.get(group)) for result in results)] for group in groups]
    rows += [
        [f"{ABSENT} → called so", *(_called(result.groups.get(ABSENT)) for result in results)],
        ["asked in each group", *(str(max(g.asked for g in result.groups.values())) for result in results)],
        ["first answer, cold · warm, ms", *(f"{r.cost.cold:.0f} · {r.cost.warm:.0f}" for r in results)],
        ["fetched before the first query, KB", *(f"{r.cost.start / 1000:,.0f}" for r in results)],
        [
            "fetched for it, KB, median · most",
            *(f"{r.cost.bytes / 1000:,.0f} · {r.cost.most_bytes / 1000:,.0f}" for r in results),
        ],
        ["files fetched for it", *(f"{r.cost.files:.0f}" for r in results)],
        ["asked for costs", *(str(r.cost.asked) for r in results)],
        ["index beside the text", *(f"{r.index / r.text:.2f} ×" for r in results)],
        ["index built in, s", *(f"{r.built:.1f}" for r in results)],
    ]
    lines = [["right statement first, %", *heads], ["---"] * (len(heads) + 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines if line[0] != ABSENT)


def _right(group: Group | None) -> str:
    if group is None:
        return "–"
    near = f" ({100 * group.as_near:.1f})" if group.as_near != group.right else ""
    return f"{100 * group.right:.1f}{near}"


def _called(group: Group | None) -> str:
    return "–" if group is None else f"{100 * group.right:.1f}"


def main() -> None:
    """Measure, and print the table as soon as each size is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each archive")
    parser.add_argument("--searches", nargs="+", default=list(WRITERS), choices=list(WRITERS))
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, help="queries of each group that the quote check is asked"
    )
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(FLAGS))
        for size in options.sizes:
            results = list(measured(size, options.searches, browser, sample=options.sample))
            sys.stdout.write(f"{table(results)}\n\n")
            sys.stdout.flush()
        browser.close()
    sys.stdout.write(NOTES)


NOTES = """In brackets: or a statement at least as near, word by word, to what was typed.
Not there: nine words of another archive that no statement holds, even with two words changed.
Costs: a fresh profile for each query; of the quote check nine words, exact or with one wrong or misspelt, of the others
exact ones, nine words or five; warm is the next query in the same page.  Bytes are those of the files, unpacked.
Index: all of it, records included, beside the UTF-8 text of the statements.
"""


if __name__ == "__main__":
    main()
