"""Something that is worked out in a process of its own, while this one goes on."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from onrecord.work.forked import Forked, tried
from onrecord.work.runner import can_fork

Result = TypeVar("Result")


class Aside(Generic[Result]):
    """The result of a function; where there is no fork, it is worked out when it is asked for."""

    def __init__(self, function: Callable[[], Result]) -> None:
        def tell(asking: Connection) -> None:
            asking.send(tried(function))

        self._function = function
        self._process = Forked(tell) if can_fork() else None

    def result(self) -> Result:
        """What the function gave.

        Raises:
            WorkerError: the process was killed.
            Exception: what the function raised.

        """
        if self._process is None:
            return self._function()
        try:
            given: Result = self._process.answer()
        finally:
            self.stop()
        return given

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.stop()
