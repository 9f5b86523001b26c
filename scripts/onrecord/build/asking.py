"""How a build that MkDocs runs is told what was asked of it, and tells what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.build.settings import PREVIEW, Asked

if TYPE_CHECKING:
    from onrecord.build.outcome import Built


@dataclass(slots=True)
class Asking:
    """What was asked of a build, and what came of it."""

    asked: Asked
    built: "Built | None" = None


_asking: ContextVar[Asking | None] = ContextVar("asking", default=None)


@contextmanager
def asking(asked: Asked) -> Iterator[Asking]:
    """Let the builds that MkDocs starts within be done as asked."""
    one = Asking(asked)
    before = _asking.set(one)
    try:
        yield one
    finally:
        _asking.reset(before)


def asked_for(*, serving: bool) -> Asking:
    """What the build that MkDocs starts now was asked with, be it by MkDocs' own command."""
    return _asking.get() or Asking(PREVIEW if serving else Asked())
