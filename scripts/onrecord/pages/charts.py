"""Small drawings of numbers, as inline SVG made at build time with a text alternative."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from onrecord.catalog.language import gettext
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import PLURALS, month_named
from onrecord.pages.templating import fill

WIDTH = 680
HEIGHT = 96
"""The width of all drawings, and the height of those that have one of their own."""
_WIDEST = 28
Point = tuple[str, str, int]
"""A month ("2016-03") or a year, a kind, and how many statements of that kind there are then."""


def kinds_bar(numbers: Mapping[Kind, int], label: str = "", *, percent: bool = False) -> Markup:
    """How much of something is which kind: one bar, with a legend that says the same in words."""
    total = sum(numbers.values())
    parts = []
    reached = 0
    for kind in Kind:
        if share := numbers.get(kind, 0):
            start, end = (WIDTH * at // total for at in (reached, reached + share))
            shown = (100 * share + total // 2) // total if percent else share
            parts.append((kind, PLURALS[kind], shown, start, end - start))
            reached += share
    unit = " " + gettext("percent") if percent else ""
    label = label or gettext("Statements by kind")
    return fill("bar.html.jinja", parts=parts, label=label, unit=unit, width=WIDTH) if parts else Markup("")


def timeline(points: Sequence[Point]) -> Markup:
    """How many statements there are by month or by year: a column each, its kinds upon each other, and a table.

    Nothing where all are of one month or one year.
    """
    counts: dict[str, dict[str, int]] = {}
    for at, kind, count in points:
        counts.setdefault(at, {})[kind] = count
    if len(counts) < 2:
        return Markup("")
    first, last = (_number(at) for at in (min(counts), max(counts)))
    most = max(sum(own.values()) for own in counts.values())
    step = WIDTH / (last - first + 1)
    columns = []
    for at, own in sorted(counts.items()):
        x, y = (_number(at) - first + 0.5) * step, 0
        for kind in Kind:
            if count := own.get(kind, 0):
                top, bottom = (HEIGHT - HEIGHT * height / most for height in (y + count, y))
                columns.append((kind, f"{x:.1f}", f"{top:.1f}", f"{bottom:.1f}"))
                y += count
    kinds = [kind for kind in Kind if any(kind in own for own in counts.values())]
    return fill(
        "timeline.html.jinja",
        columns=columns,
        width=WIDTH,
        height=HEIGHT,
        stroke=f"{min(_WIDEST, step * 0.8):.1f}",
        monthly="-" in max(counts),
        table=gettext("Statements by month") if "-" in max(counts) else gettext("Statements by year"),
        most=most,
        begins=_named(min(counts)),
        ends=_named(max(counts)),
        kinds=[(kind, PLURALS[kind]) for kind in kinds],
        rows=[(_named(at), [own.get(kind, 0) for kind in kinds]) for at, own in sorted(counts.items())],
    )


def month_number(date: str) -> int:
    """The number of the month of a date, such that the next month has the next."""
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _number(at: str) -> int:
    return month_number(at) if "-" in at else int(at)


def _named(at: str) -> str:
    return month_named(at) if "-" in at else at
