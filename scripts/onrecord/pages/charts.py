"""Small drawings of numbers, as inline SVG made at build time with a text alternative."""

from collections.abc import Mapping

from markupsafe import Markup

from onrecord.model.attribution import Kind
from onrecord.model.readers_words import PLURALS
from onrecord.pages.templating import fill

WIDTH = 680


def share_bar(characters: Mapping[Kind, int]) -> Markup:
    """How much of a text, in characters, is which kind: one bar, with a legend that says the same in words."""
    return _bar(characters, "Characters by kind", unit=" percent")


def count_bar(statements: Mapping[Kind, int]) -> Markup:
    """How many statements there are of each kind."""
    return _bar(statements, "Statements by kind", unit="")


def _bar(numbers: Mapping[Kind, int], label: str, *, unit: str) -> Markup:
    total = sum(numbers.values())
    if not total:
        return Markup("")
    parts = []
    x = 0
    reached = 0
    for kind in Kind:
        reached += numbers.get(kind, 0)
        end = WIDTH * reached // total
        share = numbers.get(kind, 0)
        shown = (100 * share + total // 2) // total if unit else share
        parts.append((kind, PLURALS[kind], shown, x, end - x))
        x = end
    return fill(
        "bar.html.jinja", parts=[part for part in parts if numbers.get(part[0])], label=label, unit=unit, width=WIDTH
    )
