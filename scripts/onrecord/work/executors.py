"""Runs functions, over many items too, on whatever `Executor` does the work: here, in processes, or on a cluster.

The process in the background earns its place by two rows of the benchmark, "one article edited" and "extracted before":
there, loading the parser while earlier results are read, and making the search indexes beside the pages, is most of
what can be saved.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Parameters = ParamSpec("Parameters")
_Call = Callable[[], Any]
FEW = 6
"""With so few items, starting processes takes longer than it saves."""
_AT_ONCE = 4
"""Items that are sent together, at most."""
_UNDER_WAY = 256
"""Chunks of items whose results are waited for at most: enough for many workers, few enough for this memory."""
_shared: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
"""What forked processes are to do: they find it here, and need not be sent what is slow to send."""
_LOOKS_EVERY = 0.2
"""Seconds between two looks of a child whether its parent is there."""
_INTERRUPTS = {signal.SIGINT, signal.SIGTERM}
_KILLED = "a worker process was killed, perhaps for want of memory; build again, with fewer workers (--workers 1)"


class WorkerError(BrokenExecutor):
    """A process that did a part of the work was killed, as the system does where memory runs out."""


class LazyFuture(Future[Result]):
    """A future that is completed when it is asked for, by ``fetch``: a thread that did it would be in a fork's way."""

    def __init__(self, fetch: Callable[["LazyFuture[Result]"], object]) -> None:
        super().__init__()
        self._fetch = fetch

    def result(self, timeout: float | None = None) -> Result:
        """The result; ``fetch`` is waited for."""
        if not self.done():
            self._fetch(self)
        return super().result(timeout)


class Here(Executor):
    """In this process, at once."""

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """What the function gave or raised."""
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Processes(ProcessPoolExecutor):
    """Forked with the first item, where there is fork: so they see what there is then, and need not be sent it."""

    def __init__(self, workers: int) -> None:
        self.to_fork = can_fork()
        context = multiprocessing.get_context("fork" if self.to_fork else None)
        super().__init__(workers, mp_context=context, initializer=begin_child)

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """What the function gives or raises in one of the processes; the first begins them."""
        with _uninterrupted():
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End, without what has not begun."""
        super().shutdown(wait=wait, cancel_futures=cancel_futures)


class Background(Executor):
    """One process: its first function is begun at once and sees all that there is here; it ends at ``shutdown``.

    Other functions are sent when their results are asked for.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._waiting: deque[tuple[_Call | None, LazyFuture[Any]]] = deque()

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """What the function gives or raises there."""
        call: _Call = partial(fn, *args, **kwargs)
        future: LazyFuture[Result] = LazyFuture(self._fetch)
        first = self._process is None
        if first:
            self._begin(call)
        self._waiting.append((None if first else call, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002 - the interface's
        """End it, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._here.close()
        for _, future in self._waiting:
            future.cancel()

    def _begin(self, call: _Call) -> None:
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        process = context.Process(target=_serve, args=(call, self._here, there), daemon=True)
        with _uninterrupted():  # or it would run with nobody who ends it
            process.start()
            self._process = process
        there.close()

    def _fetch(self, wanted: LazyFuture[Any]) -> None:
        """Do what was submitted up to ``wanted``."""
        while not wanted.done():
            call, future = self._waiting.popleft()
            if not future.set_running_or_notify_cancel() and call is not None:
                continue
            try:
                if call is not None:
                    self._here.send(call)
                result, error = self._here.recv()
            except (EOFError, OSError):
                result, error = None, WorkerError(_KILLED)
            if error is not None and future.running():
                future.set_exception(error)
            elif future.running():
                future.set_result(result)


def _serve(call: _Call, other_end: Connection, own: Connection) -> None:
    begin_child()
    other_end.close()
    with suppress(EOFError, OSError):
        while True:
            result = error = None
            try:
                result = call()
            except Exception as raised:
                error = raised
            own.send((result, error))
            call = own.recv()


def background() -> Executor:
    """One process in the background; where there is no fork, this process."""
    return Background() if can_fork() else Here()


def preload(model: str) -> Executor | None:
    """A process in the background that loads what reads; where there is no fork, none."""
    executor = Background() if can_fork() else None
    if executor:
        executor.submit(_load, model)  # A fault in it comes up again where something is to be parsed.
    return executor


def _load(model: str) -> None:
    from onrecord.extract import extract

    extract("Two ships sank on Monday, Ada Lund said.", model=model)  # what is empty would load nothing


def processes(items: int, *, workers: int | None = None) -> Executor:
    """What does so many items: processes, by default as many as there are processors; where one suffices, this one."""
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Here() if workers == 1 or items <= FEW else Processes(workers)


def each(executor: Executor, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Each item's result, in the order of the items, whoever is done first; not many are worked out ahead.

    Raises:
        WorkerError: a process was killed.
        ClusterError: the cluster cannot do the work.

    """
    return map(function, items) if isinstance(executor, Here) else _side_by_side(executor, function, items)


def _side_by_side(executor: Executor, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    global _shared
    size = min(_AT_ONCE, 1 + len(items) // _UNDER_WAY)
    starts = iter(range(0, len(items), size))
    futures: deque[Future[list[Result]]] = deque()
    if to_fork := isinstance(executor, Processes) and executor.to_fork:
        _shared = function, items
        executor.to_fork = False
    try:
        while True:
            for start in islice(starts, _UNDER_WAY - len(futures)):
                if to_fork:
                    futures.append(executor.submit(_shared_results, start, start + size))
                else:
                    futures.append(executor.submit(_results, function, items[start : start + size]))
            if not futures:
                return
            yield from futures.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError(_KILLED) from error
    finally:
        for future in futures:
            future.cancel()
        _shared = None


def _results(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [function(item) for item in items]


def _shared_results(start: int, end: int) -> list[Any]:
    assert _shared is not None  # noqa: S101 - it was there when this process was forked
    function, items = _shared
    return _results(function, items[start:end])


def can_fork() -> bool:
    """Whether this system can start a process that sees what this one has."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let what would interrupt this process wait: Python ignores what is raised while it forks another."""
    if not can_fork():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin_child() -> None:
    """Let this process end with the one that started it, and Ctrl-C end it by way of that one only."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if can_fork():
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)  # they waited when it was forked
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A build that was killed holds no lock any more: what is left of it must not write into the next one's pages.  The
    # id is looked at too, since children that are forked later hold the pipe by which `join` sees the end.
    if parent := multiprocessing.parent_process():
        while os.getppid() == parent.pid and parent.is_alive():
            parent.join(_LOOKS_EVERY)
        os._exit(1)
