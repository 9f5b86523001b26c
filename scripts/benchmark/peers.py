"""Full-text search in SQLite, as a peer: FTS5 with its words ranked by BM25, and with trigrams."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.record import Record
from onrecord.text.fold import fold

TOKENIZERS = {"FTS5 bm25": "porter unicode61", "FTS5 trigram": "trigram"}
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Peer:
    """A table of statements; ``ids`` are theirs, by their rows."""

    table: sqlite3.Connection
    ids: Sequence[str]

    @classmethod
    def of(cls, records: Sequence[Record], tokenizer: str) -> "Peer":
        """The table of these statements."""
        table = sqlite3.connect(":memory:")
        table.execute(f"CREATE VIRTUAL TABLE said USING fts5(words, tokenize='{tokenizer}')")
        table.executemany("INSERT INTO said VALUES (?)", [(" ".join(record.words),) for record in records])
        return cls(table, [record.id for record in records])

    def first(self, typed: str, count: int = 3) -> list[str]:
        """The ids of the best statements for any of the words."""
        words = [word.replace('"', "") for word in fold(typed) if len(word) >= _SHORTEST]
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        rows = self.table.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?", (asked, count))
        return [self.ids[row - 1] for (row,) in rows]
