"""The tables of what building takes, with what it must and what it should take at most."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmark.preview import Preview
from benchmark.processes import Cost

PEER, PEER_PAGES = "plain MkDocs", "plain MkDocs, no plugins"
CLEAN, EXTRACTED, RENDERING = "clean", "extracted before", "rendering alone"
EDITED, UNCHANGED = "one article edited", "nothing changed"
HEAD = ("build", "wall, s", "CPU, s", "wall to its peer", "CPU to its peer", "must", "aim")
GB = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The most that something may be, and what it should be."""

    must: float
    aim: float


TARGETS = {
    CLEAN: Target(must=0.6, aim=0.4),
    EXTRACTED: Target(must=0.35, aim=0.2),
    RENDERING: Target(must=0.6, aim=0.25),
    EDITED: Target(must=1 / 14, aim=1 / 40),
    UNCHANGED: Target(must=1 / 75, aim=1 / 120),
}
"""Each build's time on the clock, divided by its peer's."""
STATEMENT = Target(must=1.15, aim=1.0)
"""What a statement costs in a large archive, divided by what it costs in a small one."""
MEMORY = Target(must=2, aim=1.2)
"""Gigabytes of all processes together, at 50,000 statements."""
AN_ADDRESS = Target(must=1, aim=1)
"""Files below ``statements/`` for each address there."""
FILES = Target(must=1.7, aim=1.4)
"""Files of the site for each statement."""
START = Target(must=5, aim=2)
"""Seconds from the start of a preview of 300 articles, built before, to its first page."""
SHOWN = Target(must=1.5, aim=0.7)
"""Seconds from a save to its page in a preview of 300 articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One archive: its statements, the best cost of each build by its name, and the peak memory in bytes.

    ``files`` are those of its site, ``below`` those of them below ``statements/``.
    """

    statements: int
    costs: Mapping[str, Cost]
    memory: int
    files: int = 0
    below: int = 0


def table(measured: Measured) -> str:
    """One archive's table, in Markdown."""
    rows = [_row(name, cost, measured.costs) for name, cost in measured.costs.items()]
    lines = (
        HEAD,
        ("---", *["---:"] * (len(HEAD) - 1)),
        *rows,
        _plain("peak memory", measured.memory / GB, MEMORY, " GB"),
        _plain("files below statements/ an address", measured.below / measured.statements, AN_ADDRESS),
        _plain("files a statement", measured.files / measured.statements, FILES),
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def preview_table(preview: Preview) -> str:
    """The preview's table, in Markdown."""
    lines = (
        ("preview of 300 articles", "", "must", "aim"),
        ("---", *["---:"] * 3),
        ("start to first page", f"{preview.start:.1f} s", f"{START.must} s", f"{START.aim} s"),
        ("saved to shown", f"{preview.shown:.2f} s", f"{SHOWN.must} s", f"{SHOWN.aim} s"),
        ("builds a save", f"{preview.builds:g}", "1", "1"),
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _plain(name: str, value: float, target: Target, unit: str = "") -> tuple[str, ...]:
    return (name, f"{value:.2f}{unit}", *[""] * 3, f"{target.must:g}{unit}", f"{target.aim:g}{unit}")


def growth(small: Measured, large: Measured) -> str:
    """What a statement costs in the large archive beside the small one, in a sentence."""
    one, other = (each.costs[CLEAN].wall / each.statements for each in (small, large))
    return (
        f"A statement, clean: {1000 * one:.2f} ms at {small.statements:,}, {1000 * other:.2f} ms at "
        f"{large.statements:,}: {other / one:.2f} times as much (must {STATEMENT.must:g}, aim {STATEMENT.aim:g})"
    )


def _row(name: str, cost: Cost, costs: Mapping[str, Cost]) -> tuple[str, ...]:
    seconds = (name, f"{cost.wall:.1f}", f"{cost.cpu:.1f}")
    target = TARGETS.get(name)
    if target is None:
        return (*seconds, *[""] * 4)
    peer = costs[PEER_PAGES if name == RENDERING else PEER]
    ratios = (cost.wall / peer.wall, cost.cpu / peer.cpu, target.must, target.aim)
    return (*seconds, *map(_ratio, ratios))


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"1/{1 / value:.0f}"
