"""One build at a time: a lock on a folder that the system lets go of however the process ends."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path, *, waiting: Callable[[], object]) -> Iterator[None]:
    """Hold the lock on ``folder``; where another process has it, call ``waiting`` once and wait for it.

    Nothing is written for this, so nothing is left behind.  A folder that is not there is not locked.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
