"""From the seeds to the pages: the one call into the core that the command line and the MkDocs plugin share.

It comes in two steps, so that a site can be rendered between them: ``plan`` finds out what is to be published and which
pages that takes, ``publish`` writes them as well.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path

from onrecord.article import Article, FaultsError, Problem, Reading, Topic
from onrecord.cache.digest import digest
from onrecord.cache.store import Store
from onrecord.draft import NOTHING, Editing
from onrecord.editing.correction_files import correction_files, orphaned, read_corrections, shown_path
from onrecord.editing.corrections import Correction
from onrecord.pages.article_page import article_pages, article_title
from onrecord.pages.ended_page import ended_jobs, history
from onrecord.pages.entry import ArticleEntry, Entry, Title
from onrecord.pages.listing import listings
from onrecord.pages.page import Page
from onrecord.permanence.addresses import check_addresses
from onrecord.permanence.adopt import adopted
from onrecord.permanence.article_keys import keyed, refused_keys
from onrecord.permanence.registry import FILE, Registry, StatementRecord, owners
from onrecord.permanence.registry_file import read_registry, write_registry
from onrecord.permanence.revisions import revisions
from onrecord.permanence.succession import settle
from onrecord.quotation.indexed import Indexed, indexed
from onrecord.reading.read import MAX_BYTES, read
from onrecord.slug import article_slug, name_slugs
from onrecord.state import Stated, standing, state
from onrecord.statement import Identifier, lf
from onrecord.work.drafting import Drafted, drafts
from onrecord.work.job import Job
from onrecord.work.runner import Here, Runner
from onrecord.write import ByHandError, delete_others, kept_pages, kept_topics, write_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be published: the listings' entries, every problem and warning met, and the pages to make.

    ``readable`` are the articles that are published anew, with their keys; ``speakers`` maps slugs to names,
    ``topics`` names to slugs.  ``indexed`` is parallel to ``entries``.  ``registry`` says what answers at each address,
    ``jobs`` give the pages: those of ``articles`` first, one job an article.
    """

    articles: tuple[ArticleEntry, ...]
    entries: tuple[Entry, ...]
    speakers: Mapping[str, str]
    topics: Mapping[str, str]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    readable: tuple[Article, ...]
    registry: Registry
    jobs: tuple[Job, ...]
    indexed: tuple[Indexed, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The path of every page, below the docs folder."""
        return frozenset(path for job in self.jobs for path in job.paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Plan):
    """A plan carried out, how many files of the docs folder that changed, and which feeds there are."""

    changed: int
    feeds: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, plan: Plan, *, changed: int, problems: tuple[Problem, ...], feeds: frozenset[str] = frozenset()
    ) -> "Published":
        """The plan, carried out with ``problems`` in the end."""
        planned = {field.name: getattr(plan, field.name) for field in fields(Plan)}
        return cls(**planned | {"problems": (*plan.problems, *problems), "changed": changed, "feeds": feeds})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish.

    ``shown_as`` stands for the seeds' folder in what people read.  ``editing.topics`` is not heeded: they are read from
    the seeds.  ``recording`` says that the addresses are published for good: they are put into the registry; a preview
    leaves it as it is.
    """

    max_bytes: int = MAX_BYTES
    shown_as: str = "seeds"
    editing: Editing = field(default_factory=Editing)
    recording: bool = False


def publish(
    seeds: Path,
    docs: Path,
    *,
    options: Options | None = None,
    recording: bool = False,
    store: Store | None = None,
    runner: Runner | None = None,
) -> Published:
    """Write the pages of every article in ``seeds`` into ``docs``; what was refused stands in the result.

    Raises:
        AddressesError: the registry is damaged, or an address in it would lead nowhere; nothing was written.

    """
    options = replace(options or Options(), recording=recording)
    planned = plan(seeds, docs, options=options, store=store, runner=runner)
    changed, problems = 0, []
    for job in planned.jobs:
        for page in job.make():
            try:
                changed += write_page(docs, page)
            except ByHandError as error:
                problems.append(error.problem)
    changed += delete_others(docs, planned.paths)
    if options.recording:
        write_registry(seeds, planned.registry)
    return Published.of(planned, changed=changed, problems=tuple(problems))


def plan(
    seeds: Path, docs: Path, *, options: Options, store: Store | None = None, runner: Runner | None = None
) -> Plan:
    """What the articles in ``seeds`` give, and what stands in ``docs`` of those that cannot be read this time.

    An article that cannot be read keeps the pages of its last good build, marked so.

    Raises:
        AddressesError: the registry is damaged, or an address in it would lead nowhere.

    """
    registry = read_registry(seeds, shown_as=options.shown_as)
    reading = read(seeds, max_bytes=options.max_bytes, shown_as=options.shown_as)
    if options.recording and not os.path.lexists(seeds / FILE):
        registry = adopted(docs, reading.articles)
    known = {article_slug(one.name) for one in registry.articles.values() if one.reason is None}
    refused = refused_keys(registry, reading.refused) | (reading.refused - known)
    topics = kept_topics(docs) if reading.topics is None else reading.topics
    articles = keyed(reading.articles, registry, refused=reading.refused)
    corrected = _corrections(seeds, articles, reading, topics=topics, shown_as=options.shown_as)
    drafted = drafts(
        [one for one in articles if not one.metadata.withdraw and one.slug not in corrected.refused],
        given=corrected.given,
        editing=replace(options.editing, topics=tuple(topics)),
        store=store or Store(None),
        runner=runner or Here(),
    )
    problems, warnings = _editors_faults(articles, drafted, shown_as=options.shown_as)
    refused |= corrected.refused | {
        one.slug for one in articles if one.name in drafted and drafted[one.name].draft.faults
    }
    identifier = Identifier(taken=_held(registry, refused), owners=owners(registry))
    stated = [
        state(one, drafted[one.name].draft if one.name in drafted else NOTHING, identifier)
        for one in articles
        if one.slug not in refused
    ]
    kept = kept_pages(docs, refused)
    after = settle(registry, [standing(one) for one in stated], refused=refused)
    names = {s.attribution.speaker for one in stated for s in one.statements} | {e.speaker for e in kept.entries}
    slugs = name_slugs(filter(None, names))
    topic_slugs = name_slugs(topic.name for topic in topics)
    shown = [one for one in stated if not one.article.metadata.withdraw]
    records = _by_article(after)
    jobs = []
    entries = [*kept.entries]
    words = {entry.id: indexed(entry.words) for entry in kept.entries}
    entered = [ArticleEntry.read(page.front) for page in kept.pages if "statements" in page.front]
    for one in shown:
        title = article_title(one.article, one.shown)
        listed = ArticleEntry.of(one.article, title)
        entered.append(listed)
        own = _entries(one, listed, slugs)
        entries += own
        words |= zip((entry.id for entry in own), drafted[one.article.name].draft.indexed, strict=True)
        told = history(revisions(after, one.article.slug, records[one.article.slug]), records[one.article.slug])
        jobs.append(
            _article_job(one, drafted[one.article.name].key, title=title, speakers=slugs, topics=topic_slugs, told=told)
        )
    entries.sort(key=_order)
    jobs += [_kept_job(page) for page in kept.pages]
    jobs += ended_jobs(after, titles={one.slug: one.title.text for one in entered})
    speakers = {slug: name for name, slug in slugs.items()}
    jobs += listings(entries, entered, speakers=speakers, topics=topics, topic_slugs=topic_slugs)
    check_addresses(after, {path for job in jobs for path in job.paths}, docs)
    return Plan(
        articles=tuple(entered),
        entries=tuple(entries),
        speakers=speakers,
        topics=topic_slugs,
        problems=(*reading.problems, *corrected.problems, *problems),
        warnings=(*(warning for one in stated for warning in _warnings(one)), *warnings),
        readable=tuple(one.article for one in shown),
        registry=after,
        jobs=tuple(jobs),
        indexed=tuple(words[entry.id] for entry in entries),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Corrected:
    """The corrections given, by the names of their articles, and the slugs of articles whose corrections are broken."""

    given: Mapping[str, tuple[Correction, ...]]
    refused: frozenset[str]
    problems: tuple[Problem, ...]


def _corrections(
    seeds: Path, articles: Sequence[Article], reading: Reading, *, topics: Sequence[Topic], shown_as: str
) -> _Corrected:
    files = correction_files(seeds)
    given, refused, problems = {}, set(), []
    for article in articles:
        if article.name not in files or article.metadata.withdraw:
            continue
        try:
            given[article.name] = read_corrections(files[article.name], topics=(topic.name for topic in topics))
        except FaultsError as error:
            refused.add(article.slug)
            problems += _at(shown_path(article.name, shown_as=shown_as), error.faults)
    lost = [
        one
        for one in orphaned(files, [article.name for article in articles], shown_as=shown_as)
        if article_slug(Path(one.path).stem) not in reading.refused
    ]
    return _Corrected(given=given, refused=frozenset(refused), problems=(*problems, *lost))


def _editors_faults(
    articles: Sequence[Article], drafted: Mapping[str, Drafted], *, shown_as: str
) -> tuple[list[Problem], list[Problem]]:
    """The corrections that fit nothing, and those that are no longer needed."""
    told = "this correction is no longer needed: the extraction gives the same by itself; remove it"
    faults, unneeded = [], []
    for article in articles:
        if article.name in drafted:
            path = shown_path(article.name, shown_as=shown_as)
            faults += _at(path, drafted[article.name].draft.faults)
            unneeded += _at(path, [(line, told) for line in drafted[article.name].draft.unneeded])
    return faults, unneeded


def _at(path: str, faults: Sequence[tuple[int, str]]) -> list[Problem]:
    return [Problem(path=path, line=line, message=message) for line, message in faults]


def _held(registry: Registry, refused: frozenset[str]) -> list[str]:
    """The ids of the articles that could not be read: they stay where they are."""
    return [one.id for one in registry.statements.values() if one.article in refused]


def _by_article(registry: Registry) -> dict[str, list[StatementRecord]]:
    records: dict[str, list[StatementRecord]] = {key: [] for key in registry.articles}
    for one in registry.statements.values():
        records[one.article].append(one)
    return records


def _entries(one: Stated, listed: ArticleEntry, slugs: Mapping[str, str]) -> list[Entry]:
    return [
        Entry.of(
            one.article,
            statement,
            listed=listed,
            shown=one.shown,
            speaker_page=slugs[statement.attribution.speaker] if statement.attribution.speaker else None,
        )
        for statement in one.statements
    ]


def _article_job(
    one: Stated, key: str, *, title: Title, speakers: Mapping[str, str], topics: Mapping[str, str], told: str
) -> Job:
    """The pages of an article and its statements, with those speakers and topics of the archive that they need."""
    ids = tuple(statement.id for statement in one.statements)
    names = {s.attribution.speaker for s in one.statements}
    names |= {entity.name for s in one.statements for entity in s.entities}
    own = {name: speakers[name] for name in sorted(filter(None, names)) if name in speakers}
    touched = {name: topics[name] for name in sorted({topic for s in one.statements for topic in s.topics})}
    article = one.article
    return Job(
        name=f"articles/{article.slug}",
        key=digest(
            key, article.name, article.slug, article.path, article.sha256, article.metadata, ids, own, touched, told
        ),
        paths=(f"articles/{article.slug}.md", *(f"statements/{id_}.md" for id_ in ids)),
        make=partial(article_pages, one, title=title, speakers=own, topics=touched, history=told),
    )


def _kept_job(page: Page) -> Job:
    return Job(name=f"kept/{page.path}", key=digest(str(page)), paths=(page.path,), make=partial(_same, page))


def _same(page: Page) -> list[Page]:
    return [page]


def _order(entry: Entry) -> tuple[str, int, str]:
    return (entry.article.slug, entry.offset, entry.id)


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
