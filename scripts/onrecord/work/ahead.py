"""A process that loads the parser while this one finds out whether there is anything to parse.

Loading it takes about a second, and so does reading what earlier builds left: for one article that was edited, the two
side by side are most of what can be saved.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from onrecord.extract.parse import pipeline
from onrecord.work.runner import killed, leave_interrupts_to_the_parent

Item = TypeVar("Item")
Result = TypeVar("Result")


class Ahead:
    """The process, from the start until it is closed; ``model`` is the parser, if not the shipped one."""

    def __init__(self, model: str | None) -> None:
        self._pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("fork"), initializer=leave_interrupts_to_the_parent
        )
        self._pool.submit(_load, model)

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result; function and items are sent to the process.

        Raises:
            WorkerError: the process was killed.

        """
        try:
            for future in [self._pool.submit(function, item) for item in items]:
                yield future.result()
        except BrokenProcessPool as error:
            raise killed() from error

    def close(self) -> None:
        """Let the process end, once it has loaded what it was loading."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _load(model: str | None) -> None:
    pipeline(model)
