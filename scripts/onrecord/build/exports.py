"""Seventh stage: the data set, the feeds, and the names that the field of the speakers' index finds."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from onrecord.archive.archive import Archive
from onrecord.build.ledger import Done, Untouched, put_into
from onrecord.build.settings import Settings
from onrecord.export.data_set import DataLines, write_data_set
from onrecord.export.feeds import Feed, feed_text
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.pages import speaker_index, speaker_page, tag_index
from onrecord.store.cache import Store
from onrecord.store.digest import digest

LINES = "lines"
"""The kind under which the store has articles' lines in the data set, by the keys of their jobs."""
_AT_ONCE = 100


def write_data(archive: Archive, jobs: Mapping[str, Done], site: Site, stage: Path, store: Store) -> None:
    """Write the data set into the folder ``stage``: of articles whose ``jobs`` did not change, from the store."""
    write_data_set(stage, _lines(archive, jobs, store), site)
    store.keep_only(LINES, (done.key for done in jobs.values()))


def write_feeds(
    feeds: Sequence[Feed], jobs: Mapping[str, Done], untouched: Untouched, settings: Settings, stage: Path
) -> dict[str, Done]:
    """Put each feed that does not stand as it must be into the folder ``stage``: what there is of each, by its path."""
    put = partial(put_into, stage, unless_in=settings.site_folder)
    done = {}
    for feed in feeds:
        key = digest(settings.site, feed.title, feed.page, [(one.id, _key(one, jobs)) for one in feed.records])
        make = partial(_written, feed, settings.site)
        done[feed.path] = untouched.or_new(feed.path, key, make, put)
    return done


def write_names(archive: Archive, settings: Settings, stage: Path) -> dict[str, Done]:
    """Put the files that the fields of the indexes find names in, of a long one of speakers, into ``stage``.

    So are those by which long lists of statements are filtered.
    """
    files = speaker_page.facet_files(archive) | {tag_index.NAMES_FILE: tag_index.tag_names(archive)}
    if speaker_index.has_letters(len(archive.speakers)):
        files[speaker_index.NAMES_FILE] = speaker_index.speaker_names(speaker_index.speaker_counts(archive))
    return {
        path: Done(key=digest(data), site=(put_into(stage, path=path, data=data, unless_in=settings.site_folder),))
        for path, data in files.items()
    }


def _written(feed: Feed, site: Site) -> dict[str, bytes]:
    return {feed.path: feed_text(feed, site).encode()}


def _lines(archive: Archive, jobs: Mapping[str, Done], store: Store) -> Iterator[DataLines]:
    """The lines of each article, in the order of the archive."""
    articles = [list(own) for _, own in groupby(archive.statements, key=lambda one: one.article.slug)]
    for start in range(0, len(articles), _AT_ONCE):
        some = [(_key(own[0], jobs), own) for own in articles[start : start + _AT_ONCE]]
        found: dict[str, DataLines] = store.get(LINES, [key for key, _ in some if key])
        yield from (found.get(key) or DataLines.of(own) for key, own in some)


def _key(record: Record, jobs: Mapping[str, Done]) -> str:
    """The key of all that the record's article left; of one that keeps its pages, of the record itself."""
    done = jobs.get(f"articles/{record.article.slug}")
    return done.key if done else digest(record)
