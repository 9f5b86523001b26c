"""Measures the desk on an archive that was built before: until the panel is open, and a correction on disk and shown.

``python -m benchmark.editing [--articles ARTICLES] [--corrections CORRECTIONS]``
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmark.preview import ARTICLES, PATIENCE, QUIET, built, page, served, until
from benchmark.projects import Ours
from benchmark.table import SHOWN
from benchmark.weight import FLAGS

CORRECTIONS = 7
PANEL = 50
DISK = 100
"""Milliseconds that a panel may take to open, and a correction to be on disk."""
# From the click until the browser has drawn what came of it.
OPENING = """() => ({ opened: new Promise((opened) => {
    document.addEventListener("click", ({ timeStamp }) => {
        requestAnimationFrame(() => setTimeout(() => opened(performance.now() - timeStamp)));
    }, { once: true });
}) })"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Medians: milliseconds until the panel is open and until a correction is on disk, seconds until that is shown."""

    panel: float
    disk: float
    shown: float


def editing(ours: Ours, *, chromium: str, corrections: int) -> Editing:
    """Correct the speakers of an article's first statements, one after the other, as an editor does."""
    seeds = sorted((ours.folder / "seeds").glob("*.txt"))
    name = seeds[len(seeds) // 3].stem
    with (
        tempfile.TemporaryFile() as told,
        served(ours, told.fileno(), "--edit") as home,
        sync_playwright() as playwright,
    ):
        address = f"{home}articles/{name}/"
        until(lambda: bool(page(address)), time.perf_counter())
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        desk = browser.new_page()
        desk.set_default_timeout(1000 * PATIENCE)
        desk.goto(address)
        file = ours.folder / f"seeds/corrections/{name}.yml"
        took = [_corrected(desk, address, number, file) for number in range(corrections)]
        browser.close()
    return Editing(**{what: median(one[what] for one in took) for what in took[0]})


def _corrected(desk: Page, address: str, number: int, file: Path) -> dict[str, float]:
    """Choose a statement and give it another speaker: what each of that took."""
    speaker = f"Mira Holt the {number + 2}nd"
    mark = desk.locator('mark[tabindex="0"]:not(.statement-mark--assertion)').nth(number)
    opening = desk.evaluate_handle(OPENING)
    mark.click()
    panel = opening.evaluate("({ opened }) => opened")
    desk.get_by_label("Speaker", exact=True).fill(speaker)
    pressed, begin = time.time_ns(), time.perf_counter()
    desk.keyboard.press("Enter")
    until(lambda: file.exists() and file.stat().st_ctime_ns > pressed, begin)
    disk = (file.stat().st_ctime_ns - pressed) / 1e6
    shown = until(lambda: speaker in page(address), begin)
    time.sleep(QUIET)
    return {"panel": panel, "disk": disk, "shown": shown}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--corrections", type=int, default=CORRECTIONS)
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        ours = built(options.articles, top=Path(top))
        found = editing(ours, chromium=options.chromium, corrections=options.corrections)
    sys.stdout.write(
        f"panel opens {found.panel:.0f} ms (must {PANEL}), on disk {found.disk:.0f} ms (must {DISK}), "
        f"on the page {found.shown:.2f} s (must {SHOWN.must})\n"
    )


if __name__ == "__main__":
    main()
