"""A process that loads the parser while this one finds out whether there is anything to parse.

Loading it takes about a second, and so does reading what earlier builds left: for one article that was edited, the two
side by side are most of what can be saved.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from onrecord.work.aside import tried
from onrecord.work.runner import can_fork, killed, leave_interrupts_to_the_parent

if TYPE_CHECKING:
    from onrecord.site.setting import Setting

Item = TypeVar("Item")
Result = TypeVar("Result")


class Ahead:
    """The process, from the start until it is closed; ``model`` is the parser, if not the shipped one."""

    def __init__(self, model: str | None) -> None:
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, self._here, model), daemon=True)
        self._process.start()
        there.close()

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result; function and items are sent to the process.

        Raises:
            WorkerError: the process was killed.

        """
        try:
            for item in items:
                self._here.send((function, item))
                done, result = self._here.recv()
                if not done:
                    raise result
                yield result
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise killed() from error

    def close(self) -> None:
        """End the process, whatever it is doing: what it had not been asked for, no one waits for."""
        self._here.close()
        self._process.kill()
        self._process.join()


def begun_ahead(setting: "Setting") -> Ahead | None:
    """The process, where an earlier build read most articles and it is for this machine to read the others."""
    again = setting.store_file is not None and setting.store_file.exists()
    return Ahead(setting.options.editing.model) if again and can_fork() and setting.runner.afar is None else None


def _serve(asked: Connection, other_end: Connection, model: str | None) -> None:
    """Load the parser, then answer each function and item with whether it worked, and the result or the error."""
    leave_interrupts_to_the_parent()
    other_end.close()
    from onrecord.extract.parse import pipeline

    tried(pipeline, model)  # A fault in it comes up again where something is to be parsed.
    while True:
        try:
            function, item = asked.recv()
        except EOFError:
            return
        asked.send(tried(function, item))
