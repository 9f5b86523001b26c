"""A process forked from this one, and the pipe between the two."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from onrecord.work.runner import killed, leave_interrupts_to_the_parent


class Forked:
    """The process, which runs ``serve`` with its end of the pipe; it sees all that this one has."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_begin, args=(serve, self._here, there), daemon=True)
        self._process.start()
        there.close()

    def ask(self, question: object) -> None:
        """Send something to the process.

        Raises:
            WorkerError: the process was killed.

        """
        try:
            self._here.send(question)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise killed() from error

    def answer(self) -> Any:
        """The next of what the process sends by way of `tried`.

        Raises:
            WorkerError: the process was killed.
            Exception: what was raised there.

        """
        try:
            worked, result = self._here.recv()
        except (EOFError, ConnectionResetError) as error:
            raise killed() from error
        if not worked:
            raise result
        return result

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._here.close()


def tried(function: Callable[..., Any], *given: object) -> tuple[bool, Any]:
    """Whether the function worked, and its result or what it raised, to be raised where it was asked for."""
    try:
        return True, function(*given)
    except Exception as error:
        return False, error


def _begin(serve: Callable[[Connection], None], other_end: Connection, own: Connection) -> None:
    leave_interrupts_to_the_parent()
    other_end.close()
    serve(own)
