"""A store of values by kind and key, in one SQLite file that may be lost, damaged or deleted without harm.

Every value is kept with a checksum of its bytes and of what made it: the package's own files and those it stands on.
What does not fit it, or cannot be read for whatever reason, is as if it had never been stored, so that no answer
outlives the code that gave it.  A file of another format, or that is no database any more, is begun anew.

Values are pickled as Python does it.  Writers that look up a dataclass's fields only once save 0.01 s of 0.1 s where
all drafts of 10,000 statements are written, and 0.04 s of 0.23 s where they are read ("one article edited").
"""

import hashlib
import io
import pickle
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from onrecord.store.digest import version_of_all

_FORMAT = 2
"""Another one for each way of keeping things, kinds of values included: what no build would look at goes."""
_CHECK = 16
_TABLE = "CREATE TABLE kept (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID"


def checked(data: bytes) -> bytes:
    """A value's bytes with their checksum before them."""
    return _check(data) + data


def unchecked(data: bytes) -> bytes | None:
    """The value's bytes of `checked`; nothing where they are damaged, or what made them is another now."""
    value = data[_CHECK:]
    return value if _check(value) == data[:_CHECK] else None


def _check(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_CHECK, key=version_of_all().encode()).digest()


class Store:
    """The store in a file; ``None`` for one that keeps nothing.

    One that is ``remembering`` has all that it gave or took in memory for build after build, for the benchmark's row
    "saved to shown": reading the drafts of 300 articles takes as long as all else of a build.
    """

    def __init__(self, path: Path | None, *, remembering: bool = False) -> None:
        self.path = path
        self._database = self._opened() if path else None
        self._remembered: dict[tuple[str, str], Any] | None = {} if remembering else None

    @property
    def keeps(self) -> bool:
        """Whether anything that is put here can be had again."""
        return self._database is not None

    def get(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The values of those of ``keys`` that are stored whole, and were made by what makes them now."""
        database, remembered = self._database, self._remembered or {}
        wanted = list(keys)
        found = {key: remembered[kind, key] for key in wanted if (kind, key) in remembered}
        select = "SELECT value FROM kept WHERE kind = ? AND key = ?"
        with self._sound():
            for key in [key for key in wanted if key not in found]:
                for (data,) in database.execute(select, (kind, key)) if database else ():
                    with suppress(Exception):  # a damaged pickle may raise anything, and means nothing is there
                        if (value := unchecked(data)) is not None:
                            found[key] = _Unpickler(io.BytesIO(value)).load()
        self._remember(kind, found)
        return found

    def put(self, kind: str, values: Mapping[str, Any]) -> None:
        """Store the values; where that is not possible, the next build does the work again."""
        self._remember(kind, values)
        if self._database is None or not values:
            return
        rows = [(kind, key, checked(pickle.dumps(value, protocol=5))) for key, value in values.items()]
        with self._sound(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def keep_only(self, kind: str, keys: Iterable[str]) -> None:
        """Drop the values of ``kind`` with other keys, once they are more than half of all."""
        wanted = set(keys)
        if self._remembered:
            self._remembered = {at: one for at, one in self._remembered.items() if at[0] != kind or at[1] in wanted}
        if self._database is None:
            return
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

    def _remember(self, kind: str, values: Mapping[str, Any]) -> None:
        if self._remembered is not None:
            self._remembered |= {(kind, key): value for key, value in values.items()}

    def _opened(self) -> sqlite3.Connection | None:
        assert self.path is not None  # noqa: S101 - see __init__
        for _ in range(2):
            with ExitStack() as opened:
                try:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                    database = opened.enter_context(closing(sqlite3.connect(self.path, timeout=5)))
                    # What a crash loses is made again; what it damages, the checksums and SQLite's own tests find.
                    database.execute("PRAGMA synchronous = OFF")
                    database.execute("PRAGMA journal_mode = WAL")
                    _begin(database)
                    opened.pop_all()
                    return database
                except (sqlite3.OperationalError, OSError):
                    return None
                except sqlite3.DatabaseError:
                    pass
            self._delete()
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
        for spare in self.path.parent.glob("spare-*"):  # copies of sites that nothing is known of now
            shutil.rmtree(spare, ignore_errors=True)
        for path in (self.path, *(self.path.with_name(f"{self.path.name}-{end}") for end in ("wal", "shm"))):
            with suppress(OSError):
                path.unlink()


def _begin(database: sqlite3.Connection) -> None:
    """Make the table where there is nothing yet.

    The mark comes in one transaction with it, so that a build that is killed here leaves both or neither.

    Raises:
        sqlite3.DatabaseError: the file is of another format.

    """
    number = "PRAGMA user_version"
    if database.execute(number).fetchone() != (_FORMAT,):
        with database:
            database.execute("BEGIN IMMEDIATE")
            if database.execute(number).fetchone() != (_FORMAT,):  # nor has another process just made it
                if database.execute("SELECT 1 FROM sqlite_master").fetchone():
                    raise sqlite3.DatabaseError("a file of another format")
                database.execute(_TABLE)
                database.execute(f"{number} = {_FORMAT}")


class _Unpickler(pickle.Unpickler):
    """Gives back frozen dataclasses, named tuples and enumerations of this package only: others' bytes run no code."""

    def find_class(self, module: str, name: str) -> Any:
        # A dotted name would lead through a module of ours to all that it imports.
        if module.startswith("onrecord.") and not module.endswith("__main__") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        msg = f"{module}.{name} is not one of our values"
        raise pickle.UnpicklingError(msg)


def _is_value(kind: type) -> bool:
    named = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return named or issubclass(kind, Enum) or getattr(getattr(kind, "__dataclass_params__", None), "frozen", False)
