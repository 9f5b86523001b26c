"""Writes what three searches need of one archive: the quote check, Pagefind alone, and Material's own search.

The pages hold what the searches index and nothing else: rendering tens of thousands of whole pages measures MkDocs.
"""

import html
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import mkdocs

from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.full_text import FOLDER as PAGEFIND
from onrecord.search.full_text import full_text_index, parts, parts_file
from onrecord.search.index import indexed, quotation_files
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
    """The quotation index."""
    for name, data in quotation_files(entries, [indexed(entry.words) for entry in entries]).items():
        write_file(site / name, data)


def write_full_text(entries: Sequence[Record], site: Path) -> None:
    """The full-text index as a site has it."""
    found = parts(entries)
    words = [indexed(entry.words) for entry in entries]
    files = parts_file(found)
    for part in found:
        files |= full_text_index(part, entries, words)
    for name, data in files.items():
        write_file(site / name, data)


def write_pagefind(entries: Sequence[Record], site: Path) -> None:
    """A page a statement, indexed by Pagefind's command; then the pages go."""
    for entry in entries:
        page = site / "statements" / entry.id / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(_page(entry), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "statements/*/index.html", "--quiet"]
    subprocess.run(  # noqa: S603 - our own interpreter, and no shell
        [*command, "--output-subdir", PAGEFIND, "--force-language", "en"], check=True, capture_output=True
    )
    shutil.rmtree(site / "statements")


def _page(entry: Record) -> str:
    """What of a statement's page the search sees."""
    facts = {
        "kind": str(entry.kind),
        "speaker": said_by(entry.kind, entry.speaker),
        "article": entry.article.title.text,
        "article-id": entry.article.slug,
        "id": entry.id,
        "outlet": entry.article.outlet or "",
        "year": (entry.article.published or "")[:4],
        "date": entry.article.published or "0000",
    }
    attributes = " ".join(f'data-{name}="{html.escape(value)}"' for name, value in facts.items())
    words = html.escape(" ".join(entry.words))
    return (
        f'<!doctype html><html lang="en"><title>{entry.id}</title><blockquote data-pagefind-body {attributes} '
        'data-pagefind-filter="kind[data-kind], speaker[data-speaker], outlet[data-outlet], year[data-year]" '
        'data-pagefind-meta="title[data-speaker], kind[data-kind], article[data-article], '
        'article_id[data-article-id], id[data-id], date[data-date]">'
        f'<p><span id="s1">{words}</span></p></blockquote></html>'
    )


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
