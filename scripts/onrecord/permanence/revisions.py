"""An article's revisions: which statements came, went or changed when its text was changed, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.model.registry import Reason, Registry, State, StatementAddress
from onrecord.text.difference import word_difference

ALIKE = 0.5
"""From this share of equal words on, a statement that went and one that came are one that was altered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """Two wordings of one statement, and their pieces in order: what was done ("=", "-", "+") and the words."""

    before: StatementAddress
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
    shas = registry.articles[key].revisions
    found = []
    for number in range(2, len(shas) + 1):
        came = [one for one in known if one.since == number]
        went = [one for one in known if one.until == number - 1 and one.reason == Reason.EDITED]
        pairs = tuple(_pairs(went, came))
        paired = {one.id for altered in pairs for one in (altered.before, altered.after)}
        found.append(
            Revision(
                number=number,
                sha256=shas[number - 1],
                added=tuple(one for one in came if one.id not in paired),
                removed=tuple(one for one in went if one.id not in paired),
                altered=pairs,
            )
        )
    return tuple(reversed(found))


def _pairs(went: list[StatementAddress], came: list[StatementAddress]) -> Iterator[Altered]:
    """Each that went with the most alike that came, if they are alike enough; the most alike pairs first."""
    ratios = sorted(
        (
            (-_alike(before, after), before.content, before.id, after.id)
            for before in went
            for after in came
            if before.state == State.GONE or after.id in before.to
        ),
    )
    old = {one.id: one for one in went}
    new = {one.id: one for one in came}
    for ratio, _, before, after in ratios:
        if -ratio >= ALIKE and before in old and after in new:
            one, other = old.pop(before), new.pop(after)
            yield Altered(before=one, after=other, pieces=word_difference(_text(one), _text(other)))


def _alike(before: StatementAddress, after: StatementAddress) -> float:
    if after.id in before.to:
        return 1.0
    return SequenceMatcher(None, _text(before).split(), _text(after).split(), autojunk=False).ratio()


def _text(record: StatementAddress) -> str:
    return " ".join(record.words or ())
