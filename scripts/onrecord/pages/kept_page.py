"""Pages kept from an earlier build, because their article cannot be read this time."""

from collections.abc import Iterable
from functools import partial

from onrecord.archive.people import Named
from onrecord.model.entry import Entry
from onrecord.model.page import Page
from onrecord.store.digest import digest
from onrecord.text.slug import name_slugs
from onrecord.work.job import Job


def kept_job(page: Page) -> Job:
    """The job that leaves the page as it is."""
    return Job(name=f"kept/{page.path}", key=digest(str(page)), paths=(page.path,), make=partial(_same, page))


def kept_named(entries: Iterable[Entry]) -> list[Named]:
    """The speakers of the pages kept.

    Whether a name of one word is an organization's is not known any more, but the plain address tells as much.
    """
    return [
        Named(
            article=entry.article.slug,
            name=entry.speaker,
            unnamed=entry.unnamed,
            organization=entry.speaker_page == name_slugs([entry.speaker])[entry.speaker],
            sources=(entry.source,) if entry.source else (),
        )
        for entry in entries
        if entry.speaker
    ]


def _same(page: Page) -> list[Page]:
    return [page]
