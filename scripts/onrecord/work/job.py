"""A piece of work: pages that are made together, and a key that tells when they must be made again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.model.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Pages to make.

    ``name`` stays the same from build to build, ``key`` is another whenever what ``make`` gives could be.  ``paths``
    are those of the pages, below the docs folder.  ``make`` can be sent to another process or machine.
    """

    name: str
    key: str
    paths: tuple[str, ...]
    make: Callable[[], Sequence[Page]]
