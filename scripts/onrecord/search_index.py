"""The full-text index: Pagefind's command, run on a small page for each statement that holds what is searched.

Its Python interface starts a service and sleeps between calls; the command is many times faster, and more so with one
thread than with several: these spin while they wait for each other, beside the processes that render.  It indexes all
pages each time, so the small pages are kept from build to build, and only those that changed are written.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.cache.digest import digest
from onrecord.pages.entry import Entry
from onrecord.pages.readers_words import said_by
from onrecord.put import put
from onrecord.quotation.indexed import Indexed
from onrecord.site.ledger import Row, row, stands
from onrecord.templating import fill
from onrecord.work.runner import Runner

FOLDER = "pagefind"
"""Where the index stands below the site."""
Searched = Mapping[str, tuple[str, Row]]
"""By a statement's id the digest of its small page, and the page's file as it was written."""


def write_searched(
    entries: Sequence[Entry], indexed: Sequence[Indexed], folder: Path, before: Searched, *, runner: Runner
) -> dict[str, tuple[str, Row]]:
    """Bring the small pages in ``folder`` up to date; ``before`` is what this gave when it last did.

    ``indexed`` has for each entry its words by sentence.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = {name.removesuffix(".html") for name in os.listdir(folder)}  # noqa: PTH208 - names are all that is needed
    keys = [digest(entry.kind, entry.words, entry.speaker, entry.topics, entry.article) for entry in entries]
    now: dict[str, tuple[str, Row]] = {}
    missing = []
    for number, (entry, key) in enumerate(zip(entries, keys, strict=True)):
        known = before.get(entry.id)
        if known and known[0] == key and entry.id in there and stands(folder, [known[1]]):
            now[entry.id] = known
        else:
            now[entry.id] = (key, ("", 0, 0))  # in the order of the entries
            missing.append(number)

    def written(number: int) -> Row:
        entry = entries[number]
        by = said_by(entry.kind, entry.speaker)
        page = fill("searched.html.jinja", entry=entry, by=by, spans=indexed[number].sentences)
        put(folder / f"{entry.id}.html", page.encode())
        return row(folder, f"{entry.id}.html")

    for number, placed in zip(missing, runner.map(written, missing), strict=True):
        now[entries[number].id] = (keys[number], placed)
    for name in there - now.keys():
        (folder / f"{name}.html").unlink()
    return now


def begin_index(pages: Path, output: Path) -> "subprocess.Popen[str]":
    """Start indexing the folder of small pages into the folder ``output``; see `end_index`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(output), "--quiet"]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, and no shell
        [*command, "--force-language", "en"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "TOKIO_WORKER_THREADS": "1", "RAYON_NUM_THREADS": "1"},
    )  # fmt: skip


def end_index(running: "subprocess.Popen[str]") -> None:
    """Wait for the index.

    Raises:
        RuntimeError: Pagefind failed; the message ends with what it printed.

    """
    printed, _ = running.communicate()
    if running.returncode:
        msg = f"the search index could not be built: {printed.strip()}"
        raise RuntimeError(msg)
