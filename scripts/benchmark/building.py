"""Measures whole builds against plain MkDocs on the same statements, in one run, by turns.

Plain MkDocs gets the statements' pages as the build wrote them, Material, and its ``search`` and ``tags`` plugins;
nothing of ours.  ``python -m benchmark.building [STATEMENTS …]``
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from benchmark.archive import GeneratedArticle, Said, generate

SIZES = (1_000, 10_000)
ROUNDS = 3
BIN = Path(sys.executable).parent
OURS = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [onrecord]
not_in_nav: "*"
"""
PLAIN = """\
site_name: Benchmark
theme: {name: material, font: false}
plugins: [search, tags]
nav: [index.md]
not_in_nav: /statements/*
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: seconds on the clock and of the processors."""

    wall: float
    cpu: float


def prose(article: GeneratedArticle) -> str:
    """The article as a seed: a paragraph for each statement."""
    return "\n".join(_paragraph(said) for said in article.said) + "\n"


def _paragraph(said: Said) -> str:
    words = said.words.rstrip(".")
    lower = words[:1].lower() + words[1:]
    match said.kind:
        case "direct":
            return f"“{words},” {said.speaker} said."
        case "mixed":
            first, _, rest = lower.partition(" ")
            return f"{said.speaker} said that {first} “{rest}.”"
        case "indirect":
            return f"{said.speaker} said that {lower}."
        case _:
            return said.words


def run(command: str, *arguments: str, folder: Path) -> Cost:
    """Run one of the environment's commands to its end, and say what it took."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command, and no shell
        [BIN / command, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall=time.perf_counter() - start, cpu=cpu)


def builds(statements: int, folder: Path) -> Iterator[tuple[str, Cost]]:
    """Each build's name and cost: ours clean, ours with one article edited and with nothing changed, and plain."""
    ours, plain = folder / "ours", folder / "plain"
    (ours / "seeds").mkdir(parents=True)
    (ours / "docs").mkdir()
    (plain / "docs").mkdir(parents=True)
    (ours / "mkdocs.yml").write_text(OURS)
    (plain / "mkdocs.yml").write_text(PLAIN)
    for home in (ours, plain):
        (home / "docs/index.md").write_text("# Home\n")
    for article in generate(statements):
        (ours / "seeds" / f"{article.name}.txt").write_text(prose(article), encoding="utf-8")
    edited = next((ours / "seeds").iterdir())
    for _ in range(ROUNDS):
        for name in ("statements", "articles", "speakers", "topics", "kinds"):
            shutil.rmtree(ours / "docs" / name, ignore_errors=True)
        yield "clean", run("onrecord", "build", folder=ours)
        shutil.rmtree(plain / "docs/statements", ignore_errors=True)
        shutil.copytree(ours / "docs/statements", plain / "docs/statements")
        yield "plain MkDocs", run("mkdocs", "build", folder=plain)
        edited.write_text(edited.read_text(encoding="utf-8") + "“It is done,” Ada Lund said.\n", encoding="utf-8")
        yield "one article edited", run("onrecord", "build", folder=ours)
        yield "nothing changed", run("onrecord", "build", folder=ours)


def main(sizes: tuple[int, ...]) -> None:
    """Print a table for each size: the best of the rounds, and the ratio to plain MkDocs."""
    for statements in sizes:
        best: dict[str, Cost] = {}
        with tempfile.TemporaryDirectory() as folder:
            for name, cost in builds(statements, Path(folder)):
                best[name] = min(cost, best.get(name, cost), key=lambda each: each.wall)
        peer = best["plain MkDocs"]
        print(f"{statements:,} statements, best of {ROUNDS}")  # noqa: T201 - the table is what this is for
        print(f"{'':22}{'wall':>9}{'CPU':>9}{'against plain MkDocs':>24}")  # noqa: T201
        for name, cost in best.items():
            print(f"{name:22}{cost.wall:8.1f}s{cost.cpu:8.1f}s{cost.wall / peer.wall:22.2f} ×")  # noqa: T201


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
