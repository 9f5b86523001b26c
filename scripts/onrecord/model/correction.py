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


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry: ``line`` is where it starts, ``words`` what it is found by, ``sets`` the keys that it sets.

    ``passages`` are the words that the statement (of `Action.SPLIT`: that each part) is to have; empty for no change.
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
    within: str | None = None
    note: str | None = None
