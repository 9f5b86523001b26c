"""What is to be published: from the seeds, and what an editor says of them, to the pages that are to be made."""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.archive.people import Merged, Speaker, merge
from onrecord.archive.repeated import repeated
from onrecord.archive.shingles import Shingled
from onrecord.drafts.corrections import faults_of, given_corrections
from onrecord.drafts.draft import NOTHING, Draft
from onrecord.drafts.drafting import drafts
from onrecord.model.article import Article, Problem
from onrecord.model.entry import ArticleEntry, Entry
from onrecord.model.options import Options
from onrecord.model.person import Person
from onrecord.model.registry import Registry
from onrecord.pages.article_job import Telling, article_job
from onrecord.pages.article_page import article_title
from onrecord.pages.docs_folder import Kept, kept_pages, kept_people, kept_topics
from onrecord.pages.ended_page import ended_jobs
from onrecord.pages.kept_page import kept_job, kept_named
from onrecord.pages.listing import listings
from onrecord.pages.namesakes import namesakes
from onrecord.pages.speaker_facts import speaker_facts
from onrecord.permanence.addresses import check_addresses
from onrecord.permanence.adopt import adopted
from onrecord.permanence.article_keys import keyed, refused_keys
from onrecord.permanence.identify import Stated, standing, state
from onrecord.permanence.ids import Identifier
from onrecord.permanence.registry import dump, owners
from onrecord.permanence.registry_file import read_with_text
from onrecord.permanence.succession import settle
from onrecord.reading.read import read
from onrecord.reading.reserved import REGISTRY
from onrecord.search.indexed import Indexed, indexed
from onrecord.store.cache import Store
from onrecord.text.line_ends import lf
from onrecord.text.slug import article_slug, name_slugs
from onrecord.work.ahead import Ahead
from onrecord.work.job import Job
from onrecord.work.progress import Progress
from onrecord.work.runner import Here, Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be published: the listings' entries, every problem and warning met, and the pages to make.

    ``readable`` are the articles that are published anew, with their keys; ``speakers`` maps slugs to names, told apart
    where several have one, ``everyone`` has what is known of each; ``topics`` maps names to slugs.  ``indexed`` is
    parallel to ``entries``.  ``registry`` says what answers at each address, ``registry_text`` is that of its file;
    ``jobs`` give the pages: those of ``articles`` first, one job an article.
    """

    articles: tuple[ArticleEntry, ...]
    entries: tuple[Entry, ...]
    speakers: Mapping[str, str]
    everyone: tuple[Speaker, ...]
    topics: Mapping[str, str]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    readable: tuple[Article, ...]
    registry: Registry
    registry_text: str
    jobs: tuple[Job, ...]
    indexed: tuple[Indexed, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The path of every page, below the docs folder."""
        return frozenset(path for job in self.jobs for path in job.paths)


def plan(
    seeds: Path,
    docs: Path,
    *,
    options: Options,
    store: Store | None = None,
    runner: Runner | None = None,
    progress: Progress | None = None,
    ours: Collection[str] = (),
    ahead: Ahead | None = None,
) -> Plan:
    """What the articles in ``seeds`` give, and what stands in ``docs`` of those that cannot be read this time.

    An article that cannot be read keeps the pages of its last good build, marked so.  ``ours`` are pages in ``docs`` of
    which it is known already that a build wrote them as they stand; ``ahead`` has the parser loaded.

    Raises:
        AddressesError: the registry is damaged, or an address in it would lead nowhere.

    """
    progress = progress or Progress()
    with progress.stage("reading"):
        registry, text = read_with_text(seeds, shown_as=options.shown_as, store=store)
        reading = read(seeds, max_bytes=options.max_bytes, shown_as=options.shown_as, store=store)
        if options.recording and not os.path.lexists(seeds / REGISTRY):
            registry = adopted(docs, reading.articles)
    known = {article_slug(one.name) for one in registry.articles.values() if one.reason is None}
    refused = refused_keys(registry, reading.refused) | (reading.refused - known)
    topics = kept_topics(docs) if reading.topics is None else reading.topics
    people = kept_people(docs) if reading.people is None else reading.people
    articles = keyed(reading.articles, registry, refused=reading.refused)
    given = given_corrections(seeds, articles, reading, topics=topics, shown_as=options.shown_as)
    with progress.stage("extraction"):
        drafted = drafts(
            [one for one in articles if not one.metadata.withdraw and one.slug not in given.refused],
            given=given.corrections,
            editing=replace(options.editing, topics=tuple(topics)),
            store=store or Store(None),
            runner=runner or Here(),
            progress=progress,
            ahead=ahead,
        )
    by_name = {name: one.draft for name, one in drafted.items()}
    problems, warnings = faults_of(articles, by_name, shown_as=options.shown_as)
    refused |= given.refused | {one.slug for one in articles if one.name in by_name and by_name[one.name].faults}
    kept = kept_pages(docs, refused)
    published = [one for one in articles if one.slug not in refused]
    merged = _merged(published, by_name, kept, people)
    identifier = Identifier(taken=_held(registry, refused), owners=owners(registry))
    stated = [state(one, by_name.get(one.name, NOTHING), identifier, speakers=merged.speakers) for one in published]
    after = settle(registry, [standing(one) for one in stated], refused=refused)
    shown = [one for one in stated if not one.article.metadata.withdraw]
    titles = {one.article.slug: article_title(one.article, one.shown) for one in shown}
    entered = [
        *(ArticleEntry.read(page.front) for page in kept.pages if "statements" in page.front),
        *(ArticleEntry.of(one.article, titles[one.article.slug]) for one in shown),
    ]
    telling = Telling.of(
        after,
        merged,
        topics=name_slugs(topic.name for topic in topics),
        articles={one.slug: one for one in entered},
        repeats=repeated([one for each in stated for one in _shingles(each, by_name)]),
        stated=shown,
    )
    entries = _entries(shown, telling, kept)
    words = {entry.id: indexed(entry.words) for entry in kept.entries}
    for one in shown:
        words |= {
            statement.id: each
            for statement, each in zip(one.statements, by_name[one.article.name].indexed, strict=True)
        }
    jobs = [
        *(article_job(one, drafted[one.article.name].key, telling, title=titles[one.article.slug]) for one in shown),
        *map(kept_job, kept.pages),
        *ended_jobs(after, titles={one.slug: one.title.text for one in entered}),
        *listings(
            entries,
            entered,
            speakers=telling.labels,
            topics=topics,
            topic_slugs=telling.topics,
            facts=speaker_facts(merged, people, telling.labels),
        ),
        *namesakes(merged, telling.labels),
    ]
    check_addresses(after, {path for job in jobs for path in job.paths}, docs, ours=ours)
    return Plan(
        articles=tuple(entered),
        entries=tuple(entries),
        speakers=telling.labels,
        everyone=merged.everyone,
        topics=telling.topics,
        problems=(*reading.problems, *given.problems, *problems),
        warnings=(*(warning for one in stated for warning in _warnings(one)), *warnings),
        readable=tuple(one.article for one in shown),
        registry=after,
        registry_text=dump(after, before=registry, text=text),
        jobs=tuple(jobs),
        indexed=tuple(words[entry.id] for entry in entries),
    )


def _merged(articles: Sequence[Article], drafted: Mapping[str, Draft], kept: Kept, people: Sequence[Person]) -> Merged:
    """The speakers of all articles, those of pages kept from an earlier build included."""
    named = [
        replace(one, article=article.slug) for article in articles for one in drafted.get(article.name, NOTHING).named
    ]
    return merge([*named, *kept_named(kept.entries)], people)


def _shingles(one: Stated, drafted: Mapping[str, Draft]) -> Iterable[Shingled]:
    """The quotations of an article as they are compared, under their ids."""
    for shingled in drafted.get(one.article.name, NOTHING).shingled:
        yield replace(shingled, id=one.statements[int(shingled.id)].id, article=one.article.slug)


def _held(registry: Registry, refused: frozenset[str]) -> list[str]:
    """The ids of the articles that could not be read: they stay where they are."""
    return [one.id for one in registry.statements.values() if one.article in refused]


def _entries(shown: Sequence[Stated], telling: Telling, kept: Kept) -> list[Entry]:
    """Every statement that is listed, in the order of articles and then of their text."""
    entries = [
        Entry.of(
            one.article,
            statement,
            listed=telling.articles[one.article.slug],
            shown=one.shown,
            speaker_page=telling.page_of(one, statement),
        )
        for one in shown
        for statement in one.statements
    ]
    return sorted([*kept.entries, *entries], key=lambda entry: (entry.article.slug, entry.offset, entry.id))


def _warnings(one: Stated) -> list[Problem]:
    text = one.article.text
    return [
        Problem(
            path=one.article.path,
            line=one.article.first_line + lf(text[: warning.offset]).count("\n"),
            message=warning.message,
        )
        for warning in one.extraction.warnings
    ]
