"""An article's revisions: which statements came, went or changed when its text was changed, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from onrecord.model.registry import Reason, Registry, State, StatementAddress
from onrecord.text.fold import word_difference

ALIKE = 0.5
"""From this share of equal words on, a statement that went and one that came are one that was altered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A statement reworded, and the pieces of both wordings in order: what was done ("=", "-", "+") and the words."""

    after: StatementAddress
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One change of the text: its number (2 is the first change), and the SHA-256 of the seed since then."""

    number: int
    sha256: str
    added: tuple[StatementAddress, ...]
    removed: tuple[StatementAddress, ...]
    altered: tuple[Altered, ...]


def revisions(registry: Registry, key: str, statements: Iterable[StatementAddress]) -> tuple[Revision, ...]:
    """The revisions of the article ``key``, the newest first; ``statements`` are all of its records.

    Statements that came or went because the extraction or an editor changed its mind are not among them.
    """
    known = sorted((one for one in statements if one.words), key=lambda one: (one.content, one.id))
    found = []
    for number, sha256 in enumerate(registry.articles[key].revisions[1:], start=2):
        added = {one.id: one for one in known if one.since == number}
        removed = {one.id: one for one in known if one.until == number - 1 and one.reason == Reason.EDITED}
        altered = tuple(_altered(removed, added))
        found.append(
            Revision(
                number=number,
                sha256=sha256,
                added=tuple(added.values()),
                removed=tuple(removed.values()),
                altered=altered,
            )
        )
    return tuple(reversed(found))


def _altered(removed: dict[str, StatementAddress], added: dict[str, StatementAddress]) -> Iterator[Altered]:
    """Takes out each that went with the most alike that came, if they are alike enough; the most alike pairs first."""
    words = {one.id: " ".join(one.words or ()) for one in (*removed.values(), *added.values())}
    ratios = []
    for before, after in product(removed.values(), added.values()):
        ratio = 1.0 if after.id in before.to else 0.0
        if before.state == State.GONE:
            ratio = SequenceMatcher(None, words[before.id].split(), words[after.id].split(), autojunk=False).ratio()
        ratios.append((-ratio, before.content, before.id, after.id))
    for ratio, _, old, new in sorted(ratios):
        if -ratio >= ALIKE and old in removed and new in added:
            del removed[old]
            yield Altered(after=added.pop(new), pieces=word_difference(words[old], words[new]))
