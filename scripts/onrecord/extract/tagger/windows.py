"""Cut a text's words into windows that the encoder reads: a core, and what stands around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CORE, BEFORE, BEHIND = 360, 64, 56
"""Pieces of a window's core, and of what is read with it before and behind."""
REACH = 112
"""Words on each side of an anchor that can belong to its report."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``last`` (half open) are read; those from ``start`` to ``stop`` are the core."""

    first: int
    start: int
    stop: int
    last: int


def windows(sizes: Sequence[int], begins: Sequence[bool], *, core: int = CORE, offset: int = 0) -> Iterator[Window]:
    """Yield windows whose cores cover all words once; a core ends with a paragraph where one fits.

    ``sizes`` are the numbers of pieces of the words, ``begins`` tells which begin a paragraph.  ``offset`` words are
    left out at the start.
    """
    cost = bytes(size + begin for size, begin in zip(sizes, begins, strict=True))
    start, count = offset, len(cost)
    while start < count:
        stop, used, whole = start, 0, start
        while stop < count and used + cost[stop] <= core:
            used += cost[stop]
            stop += 1
            if stop < count and begins[stop]:
                whole = stop
        stop = stop if stop >= count or whole <= start else whole
        stop = max(stop, start + 1)
        first, used = start, 0
        while first > 0 and used + cost[first - 1] <= BEFORE:
            first -= 1
            used += cost[first]
        last, used = stop, 0
        while last < count and used + cost[last] <= BEHIND:
            used += cost[last]
            last += 1
        yield Window(first, start, stop, last)
        start = stop
