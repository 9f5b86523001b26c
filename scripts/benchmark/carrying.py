"""Builds as ``onrecord build`` does, and writes down what the stage that makes and renders the pages took.

``python -m benchmark.carrying FILE``: a line of JSON with the seconds on the clock and of the processors.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from onrecord.build.conductor import Build
from onrecord.cli import main


def build(into: Path) -> None:
    """Build the project in the current folder."""
    render_pages = Build.render_pages

    def timed(building: Build, *given: Any, **named: Any) -> None:
        start, before = time.perf_counter(), _processors()
        render_pages(building, *given, **named)
        took = {"wall": time.perf_counter() - start, "cpu": _processors() - before}
        into.write_text(json.dumps(took), encoding="utf-8")

    with patch.object(Build, "render_pages", timed):
        main(["build"])


def _processors() -> float:
    """Seconds of the processors up to now, in this process and those that it waited for."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    build(Path(sys.argv[1]))
