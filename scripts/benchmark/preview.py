"""Measures the live preview of an archive that was built before: until the first page, and from a save to its page.

``python -m benchmark.preview [--articles ARTICLES] [--saves SAVES]``
"""

import argparse
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.error import URLError

from benchmark.archive import STATEMENTS, generate
from benchmark.processes import BIN, environment, run
from benchmark.projects import Ours

ARTICLES = 300
SAVES = 5
LOOK = 0.01
"""Seconds between two looks at a page."""
PATIENCE = 300
"""Seconds after which nothing will come any more."""
QUIET = 3.0
"""Seconds after a build in which a second one for nothing would have begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Seconds from the start to the first page and, the median, from a save to its page; and builds for a save."""

    start: float
    shown: float
    builds: float


def preview(ours: Ours, *, saves: int = SAVES) -> Preview:
    """Measure the preview of a project that was built."""
    with tempfile.TemporaryFile() as told:
        begin = time.perf_counter()
        with served(ours, told.fileno()) as home:
            start = until(lambda: bool(page(home)), begin)
            time.sleep(QUIET)
            shown = []
            for number in range(saves):
                name, words = ours.save(f"We have now said it {number} times over")
                saved = time.perf_counter()
                shown.append(until(lambda at=f"{home}articles/{name}/", said=words: said in page(at), saved))  # type: ignore[misc]
                time.sleep(QUIET)
        told.seek(0)
        builds = told.read().count(b"Detected file changes")
    return Preview(start=start, shown=median(shown), builds=builds / saves)


@contextmanager
def served(ours: Ours, told: int, *options: str) -> Iterator[str]:
    """Serve a project as long as it is needed: the address of its home, which nothing may answer at yet.

    ``told`` is the file that what the server says goes to.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own command, and no shell
        [BIN / "onrecord", "serve", "--port", str(port), *options],
        cwd=ours.folder, stdout=told, stderr=told, env=environment(),
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}/record/"
    finally:
        server.terminate()  # what a shell starts in the background may never see an interrupt
        server.wait()


def until(done: Callable[[], bool], begin: float) -> float:
    """Look again and again: the seconds from ``begin`` until it is ``done``.

    Raises:
        TimeoutError: it never is.

    """
    while not done():
        if time.perf_counter() - begin > PATIENCE:
            msg = "the preview did not show what it should"
            raise TimeoutError(msg)
        time.sleep(LOOK)
    return time.perf_counter() - begin


def page(address: str) -> str:
    """The page at the address, empty where nothing answers."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - on this machine
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def measured(articles: int, saves: int, *, top: Path) -> Preview:
    """Build an archive of so many articles below ``top``, and measure its preview."""
    return preview(built(articles, top=top), saves=saves)


def built(articles: int, *, top: Path) -> Ours:
    """A project of so many articles below ``top`` that was built."""
    ours = Ours.begun(top / "preview", islice(generate(2 * STATEMENTS * articles), articles))
    run("onrecord", "build", folder=ours.folder)
    return ours


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--saves", type=int, default=SAVES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        found = measured(options.articles, options.saves, top=Path(top))
    sys.stdout.write(
        f"first page {found.start:.1f} s, save shown {found.shown:.2f} s, {found.builds:g} builds a save\n"
    )


if __name__ == "__main__":
    main()
