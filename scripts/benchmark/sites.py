"""The site that the searches are asked on: the project's own, with the index of another archive in it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import mkdocs

from benchmark.corpora import Corpus
from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.index import FOLDER, index_files
from onrecord.store.files import write_file
from onrecord.text.opening import opening

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "scripts" / "onrecord" / "theme" / "assets" / "onrecord"
# What Material writes into search_index.json for a site in English.
MATERIAL_CONFIG = {
    "lang": ["en"],
    "separator": "[\\s\\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def write_site(project: Path) -> Path:
    """Build the project's own pages, in a folder of their own; gives the folder of the site."""
    shutil.copy(ROOT / "mkdocs.yml", project)
    for name in ("docs", "seeds"):
        shutil.copytree(ROOT / name, project / name)
    command = [sys.executable, "-m", "onrecord.cli", "--quiet", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project, env=environment, check=True)  # noqa: S603 - our own command, no shell
    site = project / "site"
    shutil.copytree(ASSETS, site / "source")
    shutil.copy(Path(__file__).with_name("contenders.js"), site)
    (site / "empty.html").write_text("<!doctype html><title>Benchmark</title>", encoding="utf-8")
    return site


def write_index(corpus: Corpus, site: Path) -> int:
    """Put the index of an archive in the place of the site's own: its bytes."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    files = index_files(corpus.archive, corpus.indexed)
    for name, data in files.items():
        write_file(site / name, data)
    return sum(map(len, files.values()))


def write_material(entries: Sequence[Record], site: Path) -> None:
    """Material's search index and the script that its search runs in."""
    folder = site / "material"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    docs = [
        {
            "location": entry.id,
            "title": f"{opening(words, words=12)} — {said_by(entry.kind, entry.speaker)}",
            "text": words,
        }
        for entry in entries
        for words in [" ".join(entry.words)]
    ]
    (folder / "search_index.json").write_text(json.dumps({"config": MATERIAL_CONFIG, "docs": docs}), encoding="utf-8")
    scripts = Path(mkdocs.__file__).parents[1] / "material" / "templates" / "assets" / "javascripts" / "workers"
    shutil.copy(next(scripts.glob("search.*.min.js")), folder / "worker.js")
