"""Writes an index of statements, as a build would."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.model.record import Record
from onrecord.search.index import index_files
from onrecord.search.sections import indexed_words
from onrecord.store.files import write_file


def write_index_of(entries: Sequence[Record], site: Path) -> None:
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
