"""Runs the environment's commands in fresh processes, and says what they and all that they start take."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent
SITE_URL = "https://example.org/record/"
"""With an address everything is written that a published site has."""
EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took: seconds on the clock, and of the processors in all of its processes."""

    wall: float
    cpu: float


class CommandError(RuntimeError):
    """A command failed: nothing that it took is worth reporting."""


def run(*command: str, folder: Path) -> Cost:
    """Run one of the environment's commands to its end, in a folder.

    Raises:
        CommandError: it did not exit with 0.

    """
    os.sync()  # what was written before is not this command's to wait for
    start = time.perf_counter()
    with tempfile.TemporaryFile() as printed:
        process = _started(command, folder, printed.fileno())
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            msg = f"{' '.join(command)} in {folder}: {printed.read()[-2000:].decode(errors='replace')}"
            raise CommandError(msg)
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime)


def peak_memory(*command: str, folder: Path) -> int:
    """The most bytes that a command and all that it started held at a time, each shared page counted once.

    Looking takes time from the command: it must be run again for what it takes by the clock.
    """
    process = _started(command, folder, subprocess.DEVNULL)
    peak = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(EVERY):
            peak = max(peak, sum(map(_proportional, _tree(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        failed = process.wait()
    finally:
        ended.set()
        watcher.join()
    if failed:
        msg = f"{' '.join(command)} in {folder} failed"
        raise CommandError(msg)
    return peak


def _started(command: tuple[str, ...], folder: Path, printed: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own command, and no shell
        [BIN / command[0], *command[1:]], cwd=folder, stdout=printed, stderr=printed,
        env=environment(),
    )  # fmt: skip


def environment() -> dict[str, str]:
    """What commands are run with: as after installation compiled code is kept, which developers often turn off."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL}


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it, as far as they are still there."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _proportional(pid: int) -> int:
    """A process's memory in bytes; what it shares is split evenly among those who do (Linux' PSS)."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
