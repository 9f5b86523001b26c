"""What an editor says about the statements of an article."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.attribution import Kind


class Action(StrEnum):
    """What a correction does."""

    SET = "set"
    SPLIT = "split"
    MERGE = "merge"
    ADD = "add"
    WITHDRAW = "withdraw"
    ACCEPT = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry: ``line`` is where it starts, ``words`` what it is found by, ``sets`` the keys that it sets.

    ``passages`` are the words that the statement (of `Action.SPLIT`: that each part) is to have; empty for no change.
    ``added`` says that an accepted statement is one that an editor added, ``day`` when that was, if it is said.
    """

    line: int
    action: Action
    words: tuple[str, ...]
    sets: frozenset[str] = frozenset()
    speaker: str | None = None
    kind: Kind | None = None
    topics: tuple[str, ...] | None = None
    passages: tuple[str, ...] = ()
    reason: str | None = None
    added: bool = False
    day: str | None = None
    within: str | None = None
    note: str | None = None
