"""A Dask scheduler and workers of their own processes, on the loopback interface."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LIMIT = 60.0
"""Seconds after which anything that a test waits for has failed."""
# What the scheduler runs beside its own: it leaves a byte for each task that is done.
TELL = """
import os
from distributed.diagnostics.plugin import SchedulerPlugin

class Tell(SchedulerPlugin):
    def transition(self, key, start, finish, *args, **kwargs):
        if finish == "memory":
            with open(os.environ["TASKS_DONE"], "ab") as file:
                file.write(b".")

def dask_setup(scheduler):
    scheduler.add_plugin(Tell())
"""


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"]
    told: Path

    def done(self) -> int:
        """How many tasks are done."""
        return self.told.stat().st_size


def wait_until(what: Callable[[], object]) -> None:
    end = time.monotonic() + LIMIT
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def cluster(folder: Path, *, workers: int = 2, **environment: str) -> Iterator[Cluster]:
    """Start them, with every worker registered; ``environment`` is that of the workers."""
    folder.mkdir(parents=True)
    told, listening, preload = folder / "done", folder / "scheduler.json", folder / "tell.py"
    told.touch()
    preload.write_text(TELL)
    command = [sys.executable, "-m"]
    quiet = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
    started = []
    try:
        with (folder / "scheduler.log").open("wb") as log:
            started.append(
                subprocess.Popen(
                    [*command, "distributed.cli.dask_scheduler", *quiet, "--port", "0", "--preload", str(preload),
                     "--scheduler-file", str(listening)],
                    env={**os.environ, "TASKS_DONE": str(told)}, stdout=log, stderr=log,
                )
            )  # fmt: skip
        wait_until(lambda: listening.exists() and listening.read_text().endswith("}"))
        address = json.loads(listening.read_text())["address"]
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        for path in logs:
            with path.open("wb") as log:
                started.append(
                    subprocess.Popen(
                        [*command, "distributed.cli.dask_worker", address, *quiet, "--no-nanny", "--nthreads", "1",
                         "--local-directory", str(path.with_suffix(""))],
                        env={**os.environ, **environment}, stdout=log, stderr=log,
                    )
                )  # fmt: skip
        for path in logs:
            wait_until(lambda path=path: "Registered to" in path.read_text())  # type: ignore[misc]
        yield Cluster(address=address, scheduler=started[0], workers=started[1:], told=told)
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()
