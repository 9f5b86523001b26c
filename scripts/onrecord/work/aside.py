"""Something that is worked out in a process of its own, while this one goes on."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from onrecord.work.runner import can_fork, killed, leave_interrupts_to_the_parent

Result = TypeVar("Result")


class Aside(Generic[Result]):
    """The result of a function: its process is forked from this one, and sees all that it has.

    Where there is no fork, the result is worked out when it is asked for.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        self._function = function
        self._process: Any = None
        if can_fork():
            context = multiprocessing.get_context("fork")
            self._here, there = context.Pipe(duplex=False)
            self._process = context.Process(target=_tell, args=(function, there), daemon=True)
            self._process.start()
            there.close()

    def result(self) -> Result:
        """What the function gave.

        Raises:
            WorkerError: the process was killed.
            Exception: what the function raised.

        """
        if self._process is None:
            return self._function()
        try:
            worked, result = self._here.recv()
        except EOFError as error:
            raise killed() from error
        finally:
            self.stop()
        if not worked:
            raise result
        given: Result = result
        return given

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._here.close()


def tried(function: Callable[..., Any], *given: object) -> tuple[bool, Any]:
    """Whether the function worked, and its result or what it raised, to be raised where it was asked for."""
    try:
        return True, function(*given)
    except Exception as error:
        return False, error


def _tell(function: Callable[[], Any], asking: Connection) -> None:
    leave_interrupts_to_the_parent()
    asking.send(tried(function))
    asking.close()
