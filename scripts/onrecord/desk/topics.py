"""Changes of ``topics.yml`` as a person would make them, and how many statements a phrase would tag."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.desk.changes import RefusedError
from onrecord.desk.entries import Entry, appended, changed, entries, removed
from onrecord.extract.passages import phrase_pattern


def set_topic(file: str, name: str | None, to: str, phrases: Sequence[str]) -> str:
    """The file with the topic ``name``, or a new one, called ``to`` and found by these phrases."""
    if not (to := " ".join(to.split())):
        msg = "a topic needs a name"
        raise RefusedError(msg)
    listed = [one for phrase in phrases if (one := " ".join(phrase.split()))]
    value = {"name": to, **({"phrases": listed} if listed else {})}
    return changed(file, _entry(file, name), value) if name else appended(file, value)


def without(file: str, name: str) -> str:
    """The file without a topic."""
    return removed(file, _entry(file, name))


def count(rows: Iterable[Mapping[str, Any]], phrases: Sequence[str]) -> int:
    """How many statements of the data set have one of these phrases as whole words."""
    listed = tuple(one for phrase in phrases if (one := " ".join(phrase.split())))
    pattern = phrase_pattern(listed)
    return sum(any(map(pattern.search, row["words"])) for row in rows) if listed else 0


def _entry(file: str, name: str) -> Entry:
    for one in entries(file):
        if " ".join(str(one.value.get("name")).split()) == name:
            return one
    msg = "this topic is not there any more; reload the page"
    raise RefusedError(msg)
