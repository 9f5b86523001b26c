"""Pages kept from an earlier build, because their article cannot be read this time."""

from collections.abc import Iterable
from functools import partial

from onrecord.archive.people import Named
from onrecord.lexicon.names import taken_apart
from onrecord.model.page import Page
from onrecord.model.record import Record
from onrecord.pages.docs_folder import text_of
from onrecord.store.digest import digest
from onrecord.text.slug import name_slugs
from onrecord.work.job import Job


def kept_job(page: Page) -> Job:
    """The job that leaves the page as it is."""
    return Job(name=f"kept/{page.path}", key=digest(text_of(page)), paths=(page.path,), make=partial(_same, page))


def kept_named(records: Iterable[Record]) -> list[Named]:
    """The speakers of the pages kept.

    Whether a name of one word is an organization's is not known any more, but the plain address tells as much.
    """
    return [
        Named(
            article=one.article.slug,
            name=one.speaker,
            unnamed=one.unnamed,
            organization=not taken_apart(one.speaker).full
            and one.speaker_page == name_slugs([one.speaker])[one.speaker],
            sources=(one.source_words,) if one.source_words else (),
        )
        for one in records
        if one.speaker
    ]


def _same(page: Page) -> list[Page]:
    return [page]
