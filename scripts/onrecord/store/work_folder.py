"""A folder for as long as a command works, among the system's temporary ones; what killed ones left goes."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "onrecord-"
_LOCK = "lock"
_BEGINNING = 60
"""Seconds in which a folder counts as in use though nobody holds its lock: it may be about to be taken."""


@contextmanager
def work_folder() -> Iterator[Path]:
    """An empty folder that is removed in the end."""
    from filelock import FileLock  # a build has no use for this

    top = Path(tempfile.gettempdir())
    own = Path(tempfile.mkdtemp(prefix=_PREFIX))
    user = own.stat().st_uid
    try:
        with FileLock(own / _LOCK):
            for other in top.glob(f"{_PREFIX}*"):
                if other != own:
                    _remove_if_left(other, user)
            (own / "work").mkdir()
            yield own / "work"
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _remove_if_left(folder: Path, user: int) -> None:
    """Remove the folder if it is one of this user's, and the process that made it is gone."""
    from filelock import FileLock, Timeout

    with suppress(OSError, Timeout):
        found, lock = folder.lstat(), folder / _LOCK
        if found.st_uid == user and lock.is_file() and found.st_mtime < time.time() - _BEGINNING:
            with FileLock(lock, blocking=False):
                shutil.rmtree(folder, ignore_errors=True)
