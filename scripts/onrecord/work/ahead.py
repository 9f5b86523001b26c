"""A process that loads the parser while this one finds out whether there is anything to parse.

Loading it takes about a second, and so does reading what earlier builds left: for one article that was edited, the two
side by side are most of what can be saved.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from onrecord.work.forked import Forked, tried
from onrecord.work.runner import can_fork

if TYPE_CHECKING:
    from onrecord.build.settings import Settings

Item = TypeVar("Item")
Result = TypeVar("Result")


class Ahead:
    """The process, from the start until it is closed; ``model`` is the parser, if not the shipped one."""

    def __init__(self, model: str | None) -> None:
        self._process = Forked(partial(_serve, model))

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result; function and items are sent to the process.

        Raises:
            WorkerError: the process was killed.

        """
        for item in items:
            self._process.ask((function, item))
            yield self._process.answer()

    def close(self) -> None:
        """End the process, whatever it is doing: what it had not been asked for, no one waits for."""
        self._process.stop()


def begun_ahead(setting: "Settings") -> Ahead | None:
    """The process, where an earlier build read most articles and it is for this machine to read the others."""
    again = setting.store_file is not None and setting.store_file.exists() and not setting.in_place
    return Ahead(setting.options.editing.model) if again and can_fork() and setting.cluster is None else None


def _serve(model: str | None, asked: Connection) -> None:
    """Load the parser, then answer each function and item."""
    from onrecord.extract.sentences.parse import pipeline

    tried(pipeline, model)  # A fault in it comes up again where something is to be parsed.
    while True:
        try:
            function, item = asked.recv()
        except EOFError:
            return
        asked.send(tried(function, item))
