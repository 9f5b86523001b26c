"""What the desk writes: never over what it has not seen, and each write can be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from onrecord.build.settings import Settings
from onrecord.store.digest import bytes_digest
from onrecord.store.files import replace_file

LOCK = ".desk.lock"
NOTHING = "none"
"""The digest of a file that is not there."""


class ConflictError(Exception):
    """The file is not as the editor saw it; ``now`` is its text, ``wanted`` the one that was to be written."""

    def __init__(self, now: str, wanted: str) -> None:
        super().__init__("the file was changed elsewhere meanwhile; look at both, and do it again")
        self.now = now
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class _Step:
    """A write: the file, and its bytes before and after; none where there was no file."""

    path: Path
    before: bytes | None
    after: bytes | None


@dataclass(slots=True)
class Journal:
    """The writes of a session, the last one last; ``folder`` is where its lock stands, between it and other desks."""

    folder: Path
    _done: list[_Step] = field(default_factory=list)
    _undone: list[_Step] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def of(cls, settings: Settings) -> "Journal":
        """The journal of a site that is edited, whose lock lies beside what builds leave for each other."""
        return cls(settings.cache or settings.site_folder.parent)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else reads or writes by a journal of this folder meanwhile."""
        from filelock import FileLock  # which warns, where it is loaded, if the system has no locks

        with self._lock, FileLock(self.folder / LOCK):
            yield

    def write(self, path: Path, before: bytes | None, after: bytes) -> None:
        """Write a file that was as ``before``.

        Raises:
            ConflictError: it is not so any more.

        """
        self._write(_Step(path, before, after), self._done)
        self._undone.clear()

    def undo(self) -> Path | None:
        """Take the last change back: the file that it was in; nothing where there is none.

        Raises:
            ConflictError: the file changed since.

        """
        with self.alone():
            return self._turned(self._done, self._undone)

    def redo(self) -> Path | None:
        """Make the change again that was taken back last; as `undo`."""
        with self.alone():
            return self._turned(self._undone, self._done)

    def counts(self) -> dict[str, int]:
        """How many changes can be taken back, and made again."""
        return {"undo": len(self._done), "redo": len(self._undone)}

    def _turned(self, these: list[_Step], others: list[_Step]) -> Path | None:
        if not these:
            return None
        step = these[-1]
        self._write(_Step(step.path, step.after, step.before), others)
        these.pop()
        return step.path

    def _write(self, step: _Step, done: list[_Step]) -> None:
        if file_bytes(step.path) != step.before:
            raise ConflictError(as_text(file_bytes(step.path)), as_text(step.after))
        if step.after is None:
            step.path.unlink()
        else:
            step.path.parent.mkdir(exist_ok=True)
            replace_file(step.path, step.after)
        done.append(step)


def file_bytes(path: Path) -> bytes | None:
    """What is in a file; nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def as_text(data: bytes | None) -> str:
    """A file's bytes as its text, empty where there is none."""
    return "" if data is None else data.decode("utf-8", "replace")


def digest_of(data: bytes | None) -> str:
    """What tells whether a file is as it was seen."""
    return NOTHING if data is None else bytes_digest(data)
