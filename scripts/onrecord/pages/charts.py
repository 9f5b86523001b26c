"""Small drawings of numbers, as inline SVG made at build time with a text alternative."""

from collections.abc import Mapping

from markupsafe import Markup

from onrecord.model.attribution import Kind
from onrecord.model.readers_words import PLURALS
from onrecord.pages.templating import fill

WIDTH = 680


def kinds_bar(numbers: Mapping[Kind, int], label: str = "Statements by kind", *, percent: bool = False) -> Markup:
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
    unit = " percent" if percent else ""
    return fill("bar.html.jinja", parts=parts, label=label, unit=unit, width=WIDTH) if parts else Markup("")
