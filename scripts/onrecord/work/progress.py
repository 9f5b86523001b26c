"""What a build says of itself while it runs: how far it is, and how long each stage took."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from tqdm import tqdm

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds after which a stage that still runs begins to tell how far it is."""
_EVERY = 10.0
"""Seconds between the lines that tell it in a log."""
_FORETELLING = (0.05, 10.0)
"""The part of the items, and the seconds, before which nothing is said of the time left: the first are no measure."""
_BAR = "{l_bar}{bar}| {n_fmt}/{total_fmt}"


@dataclass(slots=True)
class Progress:
    """Tells how far one build is: with ``bars`` on a terminal, else in plain lines that ``say`` is given.

    ``seconds`` has the time that each stage took, in their order; none runs within another.
    """

    bars: bool = False
    say: Callable[[str], object] = lambda _: None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of what is done within as that of the stage."""
        begun = monotonic()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + monotonic() - begun

    def watch(self, items: Iterator[T], total: int, what: str) -> Iterator[T]:
        """The items as they come, of which there are ``total``; ``what`` names them ("articles extracted")."""
        started = said = monotonic()
        with ExitStack() as opened:
            bar = None
            for number, item in enumerate(items, start=1):
                yield item
                now = monotonic()
                spent = now - started
                if spent < _PATIENCE:
                    continue
                enough = number >= total * _FORETELLING[0] and spent >= _FORETELLING[1]
                ends = f", about {spent * (total - number) / number:.0f} s left" if enough else ""
                if self.bars:
                    bar = bar or opened.enter_context(_bar(total, what))
                    bar.bar_format = f"{_BAR}{ends}"
                    bar.update(number - bar.n)
                elif now - said >= _EVERY:
                    self.say(f"{what}: {number:,} of {total:,}{ends}")
                    said = now


def _bar(total: int, what: str) -> "tqdm[NoReturn]":
    from tqdm import tqdm  # takes longer to load than most edits can spare

    tqdm.monitor_interval = 0  # no thread of its own, which would be in the way of forks
    return tqdm(total=total, desc=what, file=sys.stderr, ncols=shutil.get_terminal_size().columns)
