"""Measure who is who across an archive: ``python -m onrecord.evaluate.people [MODEL] [GOLD.jsonl]...``.

The articles of the gold files are one archive, each a seed named by its id; the first file's speakers are asked for.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.build.plan import plan
from onrecord.build.settings import Settings
from onrecord.evaluate.gold import read
from onrecord.evaluate.report import SHARED
from onrecord.export.data_set import DataLines
from onrecord.model.options import ACCURATE, FAST, Editing, Options
from onrecord.model.site import Site
from onrecord.store.cache import Store

GOLD = (SHARED / "polnear_dev.jsonl", SHARED / "polnear_train.jsonl")
MEASURE = SHARED / "people.py"


def archive_of(golds: Sequence[Path], folder: Path, *, model: str, store: Store) -> Archive:
    """Return the archive that the articles of gold files make; their seeds are put into ``folder``."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for path in golds:
        for document in read(path):
            (seeds / f"{document.id}.txt").write_text(document.text, encoding="utf-8", newline="")
    settings = Settings(
        seeds=seeds,
        docs=folder / "docs",
        site_folder=folder / "site",
        site=Site("On the Record"),
        options=Options(editing=Editing(model=model)),
    )
    return plan(settings, store).archive


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table: the speakers' figures, and the people who are quoted most."""
    model, names = FAST, list(arguments)
    if names and names[0] in (ACCURATE, FAST):
        model, *names = names
    golds = tuple(map(Path, names)) or GOLD
    if missing := [path for path in (*golds, MEASURE) if not path.exists()]:
        sys.stdout.write(f"{missing[0]} is not here: there is nothing to measure by.\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = archive_of(golds, folder, model=model, store=Store(None))
        rows = folder / "statements.jsonl"
        rows.write_bytes(DataLines.of(archive.statements).jsonl)
        speakers = len(archive.people.everyone)
        sys.stdout.write(f"{len(archive.articles):,} articles, {speakers:,} speakers, {model}\n")
        sys.stdout.flush()
        command = [sys.executable, str(MEASURE), str(golds[0]), str(rows), str(folder / "docs")]
        return subprocess.run(command, check=False).returncode  # noqa: S603 -- the measure that was named


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
