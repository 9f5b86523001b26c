"""What an editor should look at first: open speakers, then the least certain, over the whole archive."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.build.outcome import Built
from onrecord.drafts.draft import UNNEEDED
from onrecord.model.attribution import Kind
from onrecord.reading.correction_files import shown_path

PER_PAGE = 50
_KINDS = (Kind.INDIRECT, Kind.MIXED, Kind.DIRECT, Kind.ASSERTION)
"""The kinds, those first of which most are wrong among equally certain ones."""


def doubt(row: Mapping[str, Any]) -> tuple[float, int, int]:
    """What statements are sorted by, the most doubtful first: ``row`` is a line of the data set.

    An open speaker comes first, then the less probable; a claim has none to be wrong about.
    """
    kind = Kind(row["kind"])
    certain = 1.0 if row["certainty"] is None else row["certainty"]  # a claim's, or one that an editor has named
    return (0.0 if kind != Kind.ASSERTION and not row["speaker"] else certain, _KINDS.index(kind), len(row["text"]))


@dataclass(slots=True, kw_only=True)
class Queue:
    """The queue of a site whose data set lies in ``site``; ``latest`` has its last build."""

    site: Path
    latest: Sequence[Built]
    shown_as: str

    def state(self, *, start: int) -> dict[str, Any]:
        """So many statements from ``start`` on, what is wrong with the inputs, and how far each article is checked."""
        rows = self.rows()
        waiting = sorted((row for row in rows if not row["checked"]), key=doubt)
        checked, all_ = (
            Counter(row["article"] for row in rows if row["checked"]),
            Counter(row["article"] for row in rows),
        )
        titles = {row["article"]: row["title"] or row["article"] for row in rows}
        return {
            "problems": [str(one) for one in self.latest[0].outcome.problems],
            "notices": list(self._notices()),
            "total": len(rows),
            "checked": len(rows) - len(waiting),
            "start": start,
            "statements": [_item(row) for row in waiting[start : start + PER_PAGE]],
            "articles": [
                {"key": key, "title": titles[key], "checked": checked[key], "statements": count}
                for key, count in sorted(all_.items(), key=lambda one: (checked[one[0]] / one[1], one[0]))
            ],
        }

    def names(self) -> dict[str, Any]:
        """The speakers of the archive, those with most statements first, and its topics."""
        speakers: Counter[str] = Counter()
        topics: set[str] = set()
        for row in self.rows():
            topics.update(row["topics"])
            if row["speaker"]:
                speakers[row["speaker"]] += 1
        return {"speakers": [name for name, _ in speakers.most_common()], "topics": sorted(topics)}

    def rows(self) -> list[dict[str, Any]]:
        """The lines of the data set."""
        try:
            with (self.site / "statements.jsonl").open(encoding="utf-8") as lines:
                return list(map(json.loads, lines))
        except FileNotFoundError:
            return []

    def _notices(self) -> Iterator[dict[str, Any]]:
        """What the last build said is to be looked at, with the article whose correction it is, where it is one."""
        keys = {shown_path(one.name, shown_as=self.shown_as): one.slug for one in self.latest[0].readable}
        for one in self.latest[0].notices:
            unneeded = one.message == UNNEEDED
            yield {"message": str(one), "article": keys.get(one.path) if unneeded else None, "line": one.line}


def _item(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("id", "kind", "text", "speaker", "certainty", "article", "title", "basis")}
