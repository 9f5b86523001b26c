"""One build at a time: a lock that the system lets go of however the process ends, and that no child of it holds."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

LOCK = ".onrecord.lock"
_HOLDER = re.compile(r"process \d+, started [\d: -]+")


@contextmanager
def locked(folder: Path, *, waiting: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock on ``folder``; where another process has it, call ``waiting`` once with its name, and wait for it.

    The lock is a file in the folder, which is made where it is missing; it says who has it, and is deleted in the end.
    Where none can be written, nothing is locked.
    """
    # Loaded by a build that has something to do.
    from filelock import FileLock, Timeout

    # In the folder of the site: builds by other configurations find it there, and it is never published with the site.
    path = folder / LOCK
    lock = FileLock(path, thread_local=False, poll_interval=0.1, on_acquired=_sign)
    with suppress(OSError):
        try:
            lock.acquire(blocking=False)
        except Timeout:
            waiting(_holder(path))
            lock.acquire()
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):  # on Windows it can be deleted only once it is released, and is then
                path.unlink()  # who waits for it sees that, and makes another
            lock.release()


def _sign(handle: int) -> None:
    os.ftruncate(handle, 0)
    os.write(handle, f"process {os.getpid()}, started {datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}\n".encode())


def _holder(path: Path) -> str:
    """Who has the lock, as its file says, or just that somebody has."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        text = ""
    return text if _HOLDER.fullmatch(text) else "a process that has not said its name"
