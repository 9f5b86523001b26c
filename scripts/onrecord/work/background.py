"""A process in the background, for what can be done while this one goes on.

It earns its place by two rows of the benchmark, "one article edited" and "extracted before": there, loading the parser
while earlier results are read, and making the search indexes beside the pages, is most of what can be saved.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from onrecord.work.executors import Here, LazyFuture, WorkerError, begin_child, can_fork

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess  # there is none on Windows

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_Call = Callable[[], Any]


def background() -> Executor:
    """One process in the background; where there is no fork, this process.

    Its first function is begun at once and sees all that there is here; others are sent when their results are asked
    for.  ``shutdown`` ends it, whatever it is doing.
    """
    return _Background() if can_fork() else Here()


def preload(model: str | None) -> Executor | None:
    """A process in the background that loads the parser, the shipped one or another; where there is no fork, none."""
    if not can_fork():
        return None
    executor = background()
    executor.submit(_load, model)  # A fault in it comes up again where something is to be parsed.
    return executor


def _load(model: str | None) -> None:
    from onrecord.extract.sentences.parse import pipeline

    pipeline(model)


class _Background(Executor):
    def __init__(self) -> None:
        self._here: Connection | None = None
        self._process: ForkProcess | None = None
        self._waiting: deque[tuple[_Call | None, LazyFuture[Any]]] = deque()

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        call: _Call | None = partial(fn, *args, **kwargs)
        future: LazyFuture[Result] = LazyFuture(self._fetch)
        if self._process is None:
            context = multiprocessing.get_context("fork")
            self._here, there = context.Pipe()
            self._process = context.Process(target=_serve, args=(call, self._here, there), daemon=True)
            self._process.start()
            there.close()
            call = None
        self._waiting.append((call, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the interface's
        if self._process is not None and self._here is not None:
            self._process.kill()
            self._process.join()
            self._here.close()
        for _, future in self._waiting:
            future.cancel()

    def _fetch(self, wanted: LazyFuture[Any]) -> None:
        """Do what was submitted up to ``wanted``."""
        assert self._here is not None  # noqa: S101 - something was submitted
        while not wanted.done():
            call, future = self._waiting.popleft()
            try:
                if call is not None:
                    if future.cancelled():
                        continue
                    self._here.send(call)
                result, error = self._here.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError):
                result, error = None, WorkerError()
            if not future.set_running_or_notify_cancel():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)


def _serve(call: _Call, other_end: Connection, own: Connection) -> None:
    begin_child()
    other_end.close()
    while True:
        result = error = None
        try:
            result = call()
        except Exception as raised:
            error = raised
        try:
            own.send((result, error))
            call = own.recv()
        except (EOFError, OSError):
            return
