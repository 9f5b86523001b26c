"""How much work something is, whatever the machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def counting() -> Iterator[list[int]]:
    """Count how often a function of ours, or a step of a comprehension, begins."""
    done = [0]

    def count(_: FrameType, event: str, __: object) -> None:
        done[0] += event == "call"

    sys.setprofile(count)
    try:
        yield done
    finally:
        sys.setprofile(None)
