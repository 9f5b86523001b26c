"""Measures whole builds against plain MkDocs on the same statements, in one run, by turns.

Plain MkDocs gets the statements' pages as our build wrote them, Material, and its ``search`` and ``tags`` plugins,
without which it is the peer of rendering alone.  Every build is a fresh process, and finds only what an earlier one
left on the disk.  ``python -m benchmark.building [--sizes STATEMENTS …] [--rounds ROUNDS] [--model MODEL]``
"""

import argparse
import compileall
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import onrecord
from benchmark.archive import generate
from benchmark.preview import ARTICLES, SAVES
from benchmark.preview import measured as preview
from benchmark.processes import Cost, peak_memory, run
from benchmark.projects import PAGES_ONLY, Ours, Plain
from benchmark.table import (
    CLEAN,
    EDITED,
    EXTRACTED,
    PEER,
    PEER_PAGES,
    RENDERING,
    UNCHANGED,
    Measured,
    growth,
    preview_table,
    table,
)
from onrecord.model.options import FAST

SIZES = (1_000, 10_000, 50_000)
ROUNDS = 3
ONCE_FROM = 50_000
"""Statements from which on there is one round: plain MkDocs takes minutes for it."""


def builds(ours: Ours, plain_folder: Path) -> Iterator[tuple[str, Cost]]:
    """Each build of one round, ours and the peer's by turns: its name and cost."""
    folder = ours.folder
    yield CLEAN, run("onrecord", "build", folder=folder)
    plain = Plain.begun(plain_folder, ours)
    yield PEER, run("mkdocs", "build", folder=plain.folder)
    ours.leave_extracted()
    yield EXTRACTED, run("onrecord", "build", folder=folder)
    plain.leave_nothing()
    yield PEER_PAGES, run("mkdocs", "build", "--config-file", PAGES_ONLY, folder=plain.folder)
    ours.edit()
    yield EDITED, run("onrecord", "build", folder=folder)
    yield UNCHANGED, run("onrecord", "build", folder=folder)
    ours.rename()
    yield RENDERING, _rendering(folder)


def _rendering(folder: Path) -> Cost:
    into = folder / "carried.json"
    run("python", "-m", "benchmark.carrying", str(into), folder=folder)
    return Cost(**json.loads(into.read_text(encoding="utf-8")))


def measured(statements: int, rounds: int, *, model: str, top: Path) -> Measured:
    """The best of the rounds, each in folders of its own below ``top``, and the memory of one more clean build."""
    best: dict[str, Cost] = {}
    for number in range(rounds):
        folder = top / f"{statements}-{number}"
        ours = Ours.begun(folder / "ours", generate(statements), model=model)
        for name, cost in builds(ours, folder / "plain"):
            best[name] = min(cost, best.get(name, cost), key=lambda each: each.wall)
            _say(name, cost, statements)
    ours = Ours.begun(top / f"{statements}-memory/ours", generate(statements), model=model)
    memory = peak_memory("onrecord", "build", folder=ours.folder)
    files, below = ours.files()
    return Measured(statements=ours.pages, costs=best, memory=memory, files=files, below=below)


def _say(name: str, cost: Cost, statements: int) -> None:
    """Tell how far it is, and how busy the machine: figures of a busy one say little."""
    load, _, _ = os.getloadavg()
    sys.stderr.write(
        f"{time.strftime('%X')} {statements:,} {name}: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, load {load:.1f}\n"
    )


def main() -> None:
    """Measure, and print the table as soon as each size is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each archive, about")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds below {ONCE_FROM:,} statements")
    parser.add_argument("--model", default=FAST, help="what reads the articles")
    options = parser.parse_args()
    compileall.compile_dir(Path(onrecord.__file__).parent, quiet=2)  # as installers do: no build is the first to
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as top:  # deleted at the end: see projects
        for size in sorted(options.sizes):
            rounds = options.rounds if size < ONCE_FROM else 1
            results.append(measured(size, rounds, model=options.model, top=Path(top)))
            sys.stdout.write(f"## {results[-1].statements:,} statements, best of {rounds}\n\n{table(results[-1])}\n\n")
            sys.stdout.flush()
        sys.stdout.write(f"{preview_table(preview(ARTICLES, SAVES, top=Path(top)))}\n\n")
    if len(results) > 1:
        sys.stdout.write(f"{growth(results[0], results[-1])}\n")


if __name__ == "__main__":
    main()
