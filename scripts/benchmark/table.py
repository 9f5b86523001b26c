"""The tables of what building takes, with what it must and what it should take at most."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    CLEAN: Target(must=1.5, aim=0.6),
    EXTRACTED: Target(must=0.8, aim=0.3),
    RENDERING: Target(must=0.6, aim=0.25),
    EDITED: Target(must=1 / 12, aim=1 / 40),
    UNCHANGED: Target(must=1 / 25, aim=1 / 100),
}
"""Each build's time on the clock, divided by its peer's."""
STATEMENT = Target(must=1.15, aim=1.0)
"""What a statement costs in a large archive, divided by what it costs in a small one."""
MEMORY = Target(must=4, aim=1.5)
"""Gigabytes of all processes together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One archive: its statements, the best cost of each build by its name, and the peak memory in bytes."""

    statements: int
    costs: Mapping[str, Cost]
    memory: int


def table(measured: Measured) -> str:
    """One archive's table, in Markdown."""
    rows = [_row(name, cost, measured.costs) for name, cost in measured.costs.items()]
    peak = ("peak memory", f"{measured.memory / GB:.2f} GB", *[""] * 3, f"{MEMORY.must} GB", f"{MEMORY.aim} GB")
    lines = (HEAD, ("---", *["---:"] * (len(HEAD) - 1)), *rows, peak)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


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
