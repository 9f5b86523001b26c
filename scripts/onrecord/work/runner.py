"""Runs one function over many items: in this process, in several, or (see ``cluster``) on other machines."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
FEW = 6
"""With so few items, starting processes takes longer than it saves."""
CHUNKS = 16
"""Chunks of items for each process, so that none waits long for the last."""


class WorkerError(RuntimeError):
    """A process that did a part of the work ended without a word."""


class Runner(Protocol):
    """What can run a function over items; the results come in the order of the items, whoever is done first."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result."""
        ...


class Here:
    """In this process, one item after the other."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result, as it is asked for."""
        return map(function, items)


class Processes:
    """In processes forked from this one, which see all that it has; where there is no fork, in this process.

    ``workers`` is the number of processes, by default that of the processors this process may use.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or _processors()

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result.

        Raises:
            WorkerError: a process was killed, as the system does where memory runs out.

        """
        if self.workers == 1 or len(items) <= FEW or not can_fork():
            return map(function, items)
        return self._side_by_side(function, items)

    def _side_by_side(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        size = max(1, len(items) // (self.workers * CHUNKS))
        starts = range(0, len(items), size)
        # Forked when the first chunk is handed in, they find here what would be slow to send.
        _shared.append((function, items))
        context = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=leave_interrupts_to_the_parent)
        try:
            futures = {start: pool.submit(_chunk, len(_shared) - 1, start, size) for start in starts}
            for start in starts:
                yield from _result(futures.pop(start))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            _shared.pop()


_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _chunk(at: int, start: int, size: int) -> list[Any]:
    function, items = _shared[at]
    return [function(item) for item in items[start : start + size]]


def leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C end this process by way of the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(future: "Future[list[Any]]") -> list[Any]:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise killed() from error


def killed() -> WorkerError:
    """The error to raise where a process was killed."""
    return WorkerError(
        "a worker process was killed, perhaps for want of memory; build again, with fewer workers (--workers 1)"
    )


def can_fork() -> bool:
    """Whether this system can start a process that sees what this one has."""
    return "fork" in multiprocessing.get_all_start_methods()


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
