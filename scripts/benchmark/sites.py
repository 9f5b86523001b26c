"""Writes what two searches need of one archive: ours, and Material's own.

The pages hold what the searches index and nothing else: rendering tens of thousands of whole pages measures MkDocs.
"""

import json
import shutil
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import mkdocs

from onrecord.archive.archive import Archive
from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.index import index_files
from onrecord.search.sections import indexed_words
from onrecord.store.files import write_file
from onrecord.text.opening import opening

ASSETS = Path(__file__).parents[1] / "onrecord" / "theme" / "assets" / "onrecord"
# What Material writes into search_index.json for a site in English.
MATERIAL_CONFIG = {
    "lang": ["en"],
    "separator": "[\\s\\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def write_quote_check(entries: Sequence[Record], site: Path) -> None:
    """Our own index, of articles that have no words but their statements'."""
    ordered = sorted(entries, key=lambda entry: entry.article.slug)
    articles = {entry.article.slug: entry.article for entry in ordered}
    archive = Archive(articles=tuple(articles.values()), statements=tuple(ordered))
    indexed = {
        slug: indexed_words(entry.words for entry in own)
        for slug, own in groupby(ordered, key=lambda entry: entry.article.slug)
    }
    for name, data in index_files(archive, indexed).items():
        write_file(site / name, data)


def write_material(entries: Sequence[Record], site: Path) -> None:
    """Material's search index and the script that its search runs in."""
    folder = site / "material"
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
