"""First stage: what an editor gives.  Articles with their keys, topics, people, corrections, and the registry."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.settings import Settings
from onrecord.model.article import Article, Person, Problem, Topic
from onrecord.model.check import Check
from onrecord.model.correction import Correction
from onrecord.model.options import ACCURATE
from onrecord.model.page import Page
from onrecord.model.registry import Registry
from onrecord.pages.docs_folder import kept_checks, kept_people, kept_topics, published
from onrecord.permanence.adopt import adopted, with_names
from onrecord.permanence.article_keys import keyed, refused_keys
from onrecord.permanence.registry import read_registry
from onrecord.reading.correction_files import read_corrections
from onrecord.reading.read import CORRECTIONS, READINGS, REGISTRY, read
from onrecord.reading.readings import read_readings
from onrecord.store.cache import Store
from onrecord.store.digest import bytes_digest
from onrecord.store.files import regular_files
from onrecord.text.escape import escape_controls
from onrecord.text.slug import article_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the seeds folder gives.

    ``articles`` can be read, ``refused`` are the keys of those that cannot and keep their pages.  ``corrections`` are
    by the articles' names, as are ``readings``, the files of what was read in them.  ``registry`` is as the last build
    left it, ``registry_digest`` that of its file as it stands.  ``kept`` are the pages that topics, people and checks
    were read back from; ``checks`` is ``None`` where they are those of its statements' pages.
    """

    articles: tuple[Article, ...]
    topics: tuple[Topic, ...]
    people: tuple[Person, ...]
    checks: tuple[Check, ...] | None
    corrections: Mapping[str, tuple[Correction, ...]]
    refused: frozenset[str]
    problems: tuple[Problem, ...]
    registry: Registry
    registry_digest: str
    readings: Mapping[str, str]
    kept: tuple[Page, ...] = ()

    @property
    def to_draft(self) -> list[Article]:
        """The articles that are to be extracted: those that are not taken down."""
        return [one for one in self.articles if not one.metadata.withdraw and one.slug not in self.refused]


def read_inputs(settings: Settings, store: Store) -> Inputs:
    """Read the seeds folder; topics, people and checks that cannot be read stay those of the last good build.

    Raises:
        AddressesError: the registry is damaged.

    """
    seeds, docs, options = settings.seeds, settings.docs, settings.options
    there = registry_digest(seeds)
    registry = read_registry(seeds, shown_as=options.shown_as)
    reading = read(seeds, max_bytes=options.max_bytes, shown_as=options.shown_as, store=store)
    if options.recording and not os.path.lexists(seeds / REGISTRY):
        pages = [page for folder in ("articles", "statements") for page in published(docs, folder)]
        registry = adopted(pages, reading.articles)
    if registry.statements and not registry.names:
        registry = with_names(registry, lambda folder: published(docs, folder))
    known = {article_slug(one.name) for one in registry.articles.values() if one.reason is None}
    topic_pages = kept_topics(docs) if reading.topics is None else ()
    people_pages = kept_people(docs) if reading.people is None else ()
    topics = reading.topics or [page.topic for page in topic_pages]
    people = reading.people or [one for page in people_pages for one in page.people]
    articles = keyed(reading.articles, registry, refused=reading.refused)
    corrections, broken, faults = read_corrections(
        seeds, articles, reading, topics=[topic.name for topic in topics], shown_as=options.shown_as
    )
    readings: dict[str, str] = {}
    if options.editing.model == ACCURATE:
        readings, damaged, more = read_readings(seeds, articles, shown_as=options.shown_as, store=store)
        broken, faults = broken | damaged, [*faults, *more]
    return Inputs(
        articles=articles,
        topics=tuple(topics),
        people=tuple(people),
        checks=reading.checks,
        corrections=corrections,
        refused=refused_keys(registry, reading.refused) | (reading.refused - known) | broken,
        problems=(*reading.problems, *faults),
        registry=registry,
        registry_digest=there,
        readings=readings,
        kept=(*topic_pages, *people_pages, *(kept_checks(docs) if reading.checks is None else ())),
    )


def registry_digest(seeds: Path) -> str:
    """A digest of the registry's file as it stands; of none, an empty text."""
    path = seeds / REGISTRY
    return bytes_digest(path.read_bytes()) if path.is_file() else ""


def unread(settings: Settings) -> Iterator[Problem]:
    """What is no regular file in the seeds' own folders, so that nobody reads it."""
    for folder in (CORRECTIONS, READINGS):
        for path, message in regular_files(settings.seeds / folder)[1].items():
            if not (folder == CORRECTIONS and path.endswith(".yml")):  # named where it is read
                where = f"{settings.options.shown_as}/{folder}/{escape_controls(path)}"
                yield Problem(path=where, message=message)
