"""What is to be published: the stages from the seeds to the pages that are to be made."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, islice
from operator import itemgetter

from onrecord.archive.archive import Archive
from onrecord.archive.findings import findings
from onrecord.build.archive import put_together, with_findings
from onrecord.build.identify import Kept, identify_articles, records_of
from onrecord.build.read import Inputs, read_inputs
from onrecord.build.settings import CACHE, TRACEBACKS, Settings
from onrecord.drafts.draft import Draft, correction_problems
from onrecord.drafts.drafting import Drafts
from onrecord.model.article import Article, FaultsError, Problem
from onrecord.model.page import Job, Page, StatementPage
from onrecord.model.registry import Registry
from onrecord.pages.article_job import article_jobs
from onrecord.pages.docs_folder import address_pages, altered, by_hand, kept_job, kept_pages, kept_people
from onrecord.pages.ended_page import ended_jobs, ended_name_jobs
from onrecord.pages.listing import listings
from onrecord.permanence.identify import Identified
from onrecord.permanence.registry import AddressesError, address_paths, check_addresses, check_known
from onrecord.reading.read import CHECKS, PEOPLE, REGISTRY
from onrecord.search.sections import IndexedSection, indexed_words
from onrecord.store.cache import Store
from onrecord.store.files import replace_file
from onrecord.text.line_ends import lf
from onrecord.work.executors import FEW, processes

REGISTRY_LEFT = "registry"
"""The kind under which the store has, by the docs folder, the digest of the registry that its pages go with, and the
paths of those that builds made since at addresses that are in it only once they are recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be published, every problem and warning met, and the pages to make.

    ``readable`` are the articles that are published anew, with their keys.  ``indexed`` has by its key what the search
    knows of each article, its statements in the archive's order.  ``jobs`` give the pages: those of articles first, one
    job an article.  ``read`` are the files of what was read for the first time, by the articles' names.
    """

    archive: Archive
    jobs: tuple[Job, ...]
    indexed: Mapping[str, tuple[IndexedSection, ...]]
    readable: tuple[Article, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    read: Mapping[str, str]

    @property
    def paths(self) -> frozenset[str]:
        """The path of every page, below the docs folder."""
        return frozenset(path for job in self.jobs for path in job.paths)


def plan(settings: Settings, store: Store, *, ours: Collection[str] = (), preloaded: Executor | None = None) -> Plan:
    """What the seeds give, and what stands in the docs folder of those that cannot be read this time.

    ``ours`` are pages there of which it is known already that a build wrote them as they stand; ``preloaded`` has the
    parser loaded.

    Raises:
        AddressesError: the registry is damaged, an address in it would lead nowhere, one that it does not know would
            be forgotten, or a page that stays was changed.

    """
    stage = settings.progress.stage
    with stage("reading"):
        inputs = read_inputs(settings, store)
    with stage("extraction"):
        drafts = drafted(settings, inputs, inputs.to_draft, store, preloaded)
        drafts.keep_only_these(store)
        by_name = drafts.made
    with stage("identities"):
        problems, warnings = correction_problems(inputs.articles, by_name, shown_as=settings.options.shown_as)
        problems += failures(settings, inputs.articles, drafts)
        faulty = {one.slug for one in inputs.to_draft if one.name not in by_name or by_name[one.name].faults}
        refused = inputs.refused | faulty
        kept = kept_pages(settings.docs, refused)
        problems += _altered(settings, inputs, (*inputs.kept, *kept))
        try:
            identification = identify_articles(inputs, by_name, kept, refused=refused)
        except FaultsError as error:
            pages = kept_people(settings.docs)
            problems += _altered(settings, inputs, pages)
            inputs = replace(inputs, people=tuple(one for page in pages for one in page.people))
            path = f"{settings.options.shown_as}/{PEOPLE}"
            problems += [Problem(path=path, line=line, message=message) for line, message in error.faults]
            identification = identify_articles(inputs, by_name, kept, refused=refused)
    with stage("archive"):
        archive = put_together(inputs, identification, by_name, kept)
        archive, unfit = _checked(archive, inputs, kept)
        path = f"{settings.options.shown_as}/{CHECKS}"
        problems += [Problem(path=path, line=line, message=message) for line, message in unfit]
        published = identification.published
        jobs = _jobs(archive, published, kept, drafts.keys)
    paths = frozenset(path for job in jobs for path in job.paths)
    check_addresses(archive.registry, paths, settings.docs, by_hand=by_hand(settings.docs, paths.difference(ours)))
    if settings.options.recording or settings.in_place:
        _check_known(settings, store, paths, inputs, archive.registry)
    return Plan(
        archive=archive,
        jobs=jobs,
        indexed=_indexed(archive, published, by_name, kept),
        readable=tuple(one.article for one in published),
        problems=(*inputs.problems, *problems),
        warnings=(*(warning for one in identification.articles for warning in _warnings(one)), *warnings),
        read=drafts.new,
    )


def drafted(
    settings: Settings, inputs: Inputs, articles: Sequence[Article], store: Store, preloaded: Executor | None = None
) -> Drafts:
    """The drafts of these of the ``inputs``' articles."""
    editing = replace(settings.options.editing, topics=inputs.topics)
    drafts = Drafts(editing=editing, corrections=inputs.corrections, readings=inputs.readings)
    extracting = partial(_extracting, settings, preloaded)
    drafts.make(articles, store=store, extracting=extracting, progress=settings.progress)
    return drafts


def failures(settings: Settings, articles: Sequence[Article], drafts: Drafts) -> Iterator[Problem]:
    """A problem for each of the articles over which something was raised; the tracebacks go into files."""
    if settings.cache:
        shutil.rmtree(settings.cache / TRACEBACKS, ignore_errors=True)
    for one in articles:
        if failed := drafts.failed.get(one.name):
            where = f"{TRACEBACKS}/{one.slug}.txt"
            if settings.cache:
                replace_file(settings.cache / where, failed.traceback.encode())
            message = f"reading it failed ({failed.error}), which is our fault; report it with {CACHE}/{where}"
            yield Problem(path=one.path, message=message)


def _checked(archive: Archive, inputs: Inputs, kept: Kept) -> tuple[Archive, Sequence[tuple[int, str]]]:
    """The archive with what others published, and what is wrong with the checks that fit none of its statements."""
    if inputs.checks is None:
        pages = (page for page in inputs.kept if isinstance(page, StatementPage))
        return with_findings(archive, {page.record.id: page.record.findings for page in pages}, kept), ()
    found, faults = findings(archive.statements, inputs.checks)
    return with_findings(archive, found, kept), faults


def _altered(settings: Settings, inputs: Inputs, pages: Iterable[Page]) -> list[Problem]:
    """A problem for each page that is to be published again and is not as it was; nothing is published for good then.

    Raises:
        AddressesError: there are such pages, and what is published is recorded.

    """
    problems = list(altered(settings.docs, pages, inputs.registry))
    if problems and settings.options.recording:
        raise AddressesError(*problems)
    return problems


def _check_known(settings: Settings, store: Store, paths: frozenset[str], inputs: Inputs, registry: Registry) -> None:
    """See to it that no page of another build goes at whose address nothing would answer; pages of previews may."""
    docs = str(settings.docs.absolute())
    left, made = store.get(REGISTRY_LEFT, [docs]).get(docs, ("", frozenset()))
    may_go = made if left == inputs.registry_digest else frozenset()
    check_known(address_pages(settings.docs, but=paths | may_go), f"{settings.options.shown_as}/{REGISTRY}")
    made = may_go | (address_paths(registry).keys() - address_paths(inputs.registry).keys())
    store.put(REGISTRY_LEFT, {docs: (inputs.registry_digest, made)})


def _extracting(settings: Settings, preloaded: Executor | None, articles: int) -> Executor:
    """What extracts from so many articles."""
    if preloaded and articles <= FEW:
        return preloaded
    if settings.cluster:
        from onrecord.work.cluster import Cluster

        return Cluster(settings.cluster, model=settings.options.editing.model)
    return processes(articles, workers=settings.workers)


def _jobs(archive: Archive, published: Sequence[Identified], kept: Kept, keys: Mapping[str, str]) -> tuple[Job, ...]:
    titles = {one.slug: one.title.text for one in archive.articles}
    return (
        *article_jobs(archive, published, keys),
        *map(kept_job, kept),
        *ended_jobs(archive.registry, titles=titles),
        *listings(archive),
        *ended_name_jobs(archive),
    )


def _indexed(
    archive: Archive, published: Sequence[Identified], drafts: Mapping[str, Draft], kept: Kept
) -> dict[str, tuple[IndexedSection, ...]]:
    """What the search knows of each article; of one that is kept there are its statements alone."""
    order = {record.id: number for number, record in enumerate(archive.statements)}
    stay = sorted(records_of(kept), key=lambda record: order[record.id])
    found = {
        slug: indexed_words(record.words for record in records)
        for slug, records in groupby(stay, key=lambda record: record.article.slug)
    }
    for one in published:
        numbers = iter([order[each.id] for each in one.statements])
        sections = drafts[one.article.name].indexed if one.article.name in drafts else ()
        found[one.article.slug] = tuple(_in_order(section, numbers) for section in sections)
    return found


def _in_order(section: IndexedSection, numbers: Iterator[int]) -> IndexedSection:
    """The section with its statements in the order of their numbers, which are the next ones."""
    own = list(islice(numbers, len(section.statements)))
    if own == sorted(own):
        return section
    ordered = sorted(zip(own, section.statements, strict=True), key=itemgetter(0))
    return replace(section, statements=tuple(statement for _, statement in ordered))


def _warnings(one: Identified) -> list[Problem]:
    text = one.article.text
    return [
        Problem(
            path=one.article.path,
            line=one.article.first_line + lf(text[: warning.offset]).count("\n"),
            message=warning.message,
        )
        for warning in one.extraction.warnings
    ] + [Problem(path=one.article.path, line=line, message=message) for line, message in one.article.doubts]
