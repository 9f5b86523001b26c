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
from collections.abc import Callable
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
    with tempfile.TemporaryFile() as told, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        begin = time.perf_counter()
        server = subprocess.Popen(  # noqa: S603 - our own command, and no shell
            [BIN / "onrecord", "serve", "--port", str(port)],
            cwd=ours.folder, stdout=told, stderr=told, env=environment(),
        )  # fmt: skip
        try:
            home = f"http://127.0.0.1:{port}/record/"
            start = _until(lambda: bool(_page(home)), begin)
            time.sleep(QUIET)
            shown = []
            for number in range(saves):
                name, words = ours.save(f"We have now said it {number} times over")
                saved = time.perf_counter()
                shown.append(_until(lambda at=f"{home}articles/{name}/", said=words: said in _page(at), saved))  # type: ignore[misc]
                time.sleep(QUIET)
        finally:
            server.terminate()  # what a shell starts in the background may never see an interrupt
            server.wait()
        told.seek(0)
        builds = told.read().count(b"Detected file changes")
    return Preview(start=start, shown=median(shown), builds=builds / saves)


def _until(done: Callable[[], bool], begin: float) -> float:
    while not done():
        if time.perf_counter() - begin > PATIENCE:
            msg = "the preview did not show what it should"
            raise TimeoutError(msg)
        time.sleep(LOOK)
    return time.perf_counter() - begin


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - on this machine
            text: str = answer.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def measured(articles: int, saves: int, *, top: Path) -> Preview:
    """Build an archive of so many articles below ``top``, and measure its preview."""
    ours = Ours.begun(top / "preview", islice(generate(2 * STATEMENTS * articles), articles))
    run("onrecord", "build", folder=ours.folder)
    return preview(ours, saves=saves)


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
