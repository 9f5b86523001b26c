"""A record that is found but not yet read: its name comes first, so that somebody knows who was at fault."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.adding.taken import RefusedError, Taken


@dataclass(frozen=True, slots=True)
class Pending:
    """A record's name, and what makes its article, or raises `RefusedError`."""

    name: str
    make: Callable[[], Taken]


def refusing(message: str) -> Callable[[], Taken]:
    """What refuses a record."""

    def make() -> Taken:
        raise RefusedError(message)

    return make
