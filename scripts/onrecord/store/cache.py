"""A store of values by kind and key, in one SQLite file that may be lost, damaged or deleted without harm.

Every value is kept with a checksum of its bytes and of what made it: the package's own files and those it stands on.
What does not fit it, or cannot be read for whatever reason, is as if it had never been stored, so that no answer
outlives the code that gave it.  A file of another format, or that is no database any more, is begun anew.

Values are pickled as Python does it.  Writers that look up a dataclass's fields only once save 0.01 s of 0.1 s where
all drafts of 10,000 statements are written, and 0.04 s of 0.23 s where they are read ("one article edited").
"""

import hashlib
import pickle
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from onrecord.store.digest import version_of_all
from onrecord.store.pickled import unpickled

_FORMAT = 2
"""Another one for each way of keeping things, kinds of values included: what no build would look at goes."""
_CHECK = 16
_TABLE = "CREATE TABLE kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"
_AT_ONCE = 500


def checked(data: bytes, version: str | None = None) -> bytes:
    """A value's bytes with their checksum before them."""
    made_by = (version or version_of_all()).encode()
    return hashlib.blake2b(data, digest_size=_CHECK, key=made_by).digest() + data


class Store:
    """The store in a file; ``None`` for one that keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._database = self._opened() if path else None

    @property
    def keeps(self) -> bool:
        """Whether anything that is put here can be had again."""
        return self._database is not None

    def get(self, kind: str, keys: Iterable[str], *, version: str | None = None) -> dict[str, Any]:
        """The values of those of ``keys`` that are stored whole, and were made by what makes them now.

        ``version`` is a digest of that, where it is less than `version_of_all`.
        """
        found = {}
        for key, data in self._rows(kind, list(keys)):
            with suppress(Exception):  # a damaged pickle may raise anything, and means nothing is there
                if checked(data[_CHECK:], version) == data:
                    found[key] = unpickled(data[_CHECK:])
        return found

    def put(self, kind: str, values: Mapping[str, Any], *, version: str | None = None) -> None:
        """Store the values, made by ``version``; where that is not possible, the next build does the work again."""
        if self._database is None or not values:
            return
        rows = [(kind, key, checked(pickle.dumps(value, protocol=5), version)) for key, value in values.items()]
        with self._sound(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def keep_only(self, kind: str, keys: Iterable[str]) -> None:
        """Drop the values of ``kind`` with other keys, once they are more than half of all."""
        if self._database is None:
            return
        wanted = set(keys)
        with self._sound(), self._database:
            there = {key for (key,) in self._database.execute("SELECT key FROM kept WHERE kind = ?", (kind,))}
            if len(there - wanted) > len(wanted):
                gone = [(kind, key) for key in there - wanted]
                self._database.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", gone)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _opened(self) -> sqlite3.Connection | None:
        assert self.path is not None  # noqa: S101 - see __init__
        for _ in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                database = sqlite3.connect(self.path, timeout=5)
                try:
                    # What a crash loses is made again; what it damages, the checksums and SQLite's own tests find.
                    database.execute("PRAGMA synchronous = OFF")
                    database.execute("PRAGMA journal_mode = WAL")
                    _begin(database)
                except sqlite3.Error:
                    database.close()
                    raise
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                self._delete()
            except OSError:
                return None
            else:
                return database
        return None

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What SQLite cannot do here is left undone; a file in which it finds damage is begun anew."""
        try:
            yield
        except sqlite3.OperationalError:  # locked, read-only, a full disk
            pass
        except sqlite3.DatabaseError:
            self.close()
            self._delete()
            self._database = self._opened()

    def _delete(self) -> None:
        assert self.path is not None  # noqa: S101 - see __init__
        for spare in self.path.parent.glob("spare-*"):  # copies of the site that version 0.1.0 kept beside the file
            shutil.rmtree(spare, ignore_errors=True)
        for path in (self.path, *(self.path.with_name(f"{self.path.name}-{end}") for end in ("wal", "shm"))):
            with suppress(OSError):
                path.unlink()

    def _rows(self, kind: str, keys: list[str]) -> Iterator[tuple[str, bytes]]:
        if self._database is None:
            return
        with self._sound():
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                select = f"SELECT key, value FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - marks only
                yield from self._database.execute(select, (kind, *some))


class LastingStore(Store):
    """A store that one process keeps for build after build, with all that it gave or took still in memory.

    For the benchmark's row "saved to shown": reading the drafts of 300 articles takes as long as all else of a build.
    """

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self._known: dict[str, dict[str, Any]] = {}

    def get(self, kind: str, keys: Iterable[str], *, version: str | None = None) -> dict[str, Any]:
        """See `Store.get`."""
        known, wanted = self._known.setdefault(kind, {}), list(keys)
        known |= super().get(kind, [key for key in wanted if key not in known], version=version)
        return {key: known[key] for key in wanted if key in known}

    def put(self, kind: str, values: Mapping[str, Any], *, version: str | None = None) -> None:
        """See `Store.put`."""
        self._known.setdefault(kind, {}).update(values)
        super().put(kind, values, version=version)

    def keep_only(self, kind: str, keys: Iterable[str]) -> None:
        """See `Store.keep_only`."""
        wanted = set(keys)
        self._known[kind] = {key: value for key, value in self._known.get(kind, {}).items() if key in wanted}
        super().keep_only(kind, wanted)


def _begin(database: sqlite3.Connection) -> None:
    """Make the table where there is nothing yet.

    The mark comes in one transaction with it, so that a build that is killed here leaves both or neither.

    Raises:
        sqlite3.DatabaseError: the file is of another format.

    """
    if _format(database) != _FORMAT:
        with database:
            database.execute("BEGIN IMMEDIATE")
            if _format(database) != _FORMAT:  # nor has another process just made it
                database.execute(_TABLE)
                database.execute(f"PRAGMA user_version = {_FORMAT}")


def _format(database: sqlite3.Connection) -> int:
    """The number of the file's format, 0 for an empty file."""
    ((number,),) = database.execute("PRAGMA user_version")
    if number != _FORMAT and database.execute("SELECT 1 FROM sqlite_master").fetchone():
        message = "a file of another format"
        raise sqlite3.DatabaseError(message)
    return int(number)
