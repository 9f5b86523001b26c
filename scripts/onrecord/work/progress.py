"""What a build says of itself while it runs: how far it is, and how long each stage took."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

import click

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds after which a stage that still runs begins to tell how far it is."""
_EVERY = 10.0
"""Seconds between the lines that tell it in a log."""


def _nothing(_: str) -> None:
    pass


@dataclass(slots=True)
class Progress:
    """Tells how far a build is: with ``bars`` on a terminal, else in plain lines that ``say`` is given.

    ``seconds`` has the time that each stage took, in the order in which they began; a stage that runs within another
    is not counted twice.
    """

    bars: bool = False
    say: Callable[[str], object] = _nothing
    seconds: dict[str, float] = field(default_factory=dict)
    _running: list[str] = field(default_factory=list)
    _since: float = field(default_factory=monotonic)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of what is done within as that of the stage."""
        self._count()
        self.seconds.setdefault(name, 0.0)
        self._running.append(name)
        try:
            yield
        finally:
            self._count()
            self._running.pop()

    def watch(self, items: Iterator[T], total: int, what: str) -> Iterator[T]:
        """The items as they come, of which there are ``total``; ``what`` names them ("articles extracted")."""
        started = told = monotonic()
        with ExitStack() as opened:
            bar = None
            shown = 0
            for number, item in enumerate(items, start=1):
                yield item
                now = monotonic()
                if now - started < _PATIENCE:
                    continue
                if self.bars:
                    bar = bar or opened.enter_context(_bar(total, what))
                    bar.update(number - shown)
                    shown = number
                elif now - told >= _EVERY:
                    left = (now - started) * (total - number) / number
                    self.say(f"{what}: {number:,} of {total:,}, about {left:.0f} s left")
                    told = now

    def _count(self) -> None:
        now = monotonic()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def _bar(total: int, what: str) -> "AbstractContextManager[Any]":
    return click.progressbar(length=total, label=what, show_pos=True, show_eta=True, file=sys.stderr)
