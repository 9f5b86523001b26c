"""One build of the site: the stages, between which MkDocs renders the pages that are left to it."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, closing, contextmanager, nullcontext
from pathlib import Path

from onrecord.archive.look_alikes import look_alikes
from onrecord.archive.people import People
from onrecord.build.exports import LINES, write_data, write_feeds, write_names
from onrecord.build.indexes import Indexes
from onrecord.build.ledger import Done, Ledger, Row, row, stands
from onrecord.build.outcome import Built, Outcome
from onrecord.build.plan import REGISTRY_LEFT, plan
from onrecord.build.read import registry_digest, unread
from onrecord.build.render_pages import done_before, keyed, render_pages
from onrecord.build.settings import Settings, log
from onrecord.build.swap import SwapError, begun, link_files, put_in_place, take_place
from onrecord.catalog.language import spoken
from onrecord.export.data_set import FILES
from onrecord.export.feeds import feeds
from onrecord.export.opensearch import write_opensearch
from onrecord.model.article import Problem
from onrecord.model.page import Job
from onrecord.pages.docs_folder import (
    FOLDERS,
    by_hand,
    delete_others,
    delete_partials,
    generated_names,
    left_out,
    text_of,
    written_elsewhere,
)
from onrecord.permanence.registry import AddressesError, dump, write_registry
from onrecord.reading.read import READINGS
from onrecord.reading.readings import write_readings
from onrecord.rendering.render import Renderer
from onrecord.store.cache import Store
from onrecord.store.digest import PACKAGE, digest
from onrecord.store.files import files_below, regular_files
from onrecord.text.escape import escape_controls

NAVIGATION = frozenset(f"{folder}/index.md" for folder in FOLDERS if folder != "statements")
"""The generated pages that stand in the navigation: MkDocs renders them as it does the hand-written ones."""
COMING_ALONG = PACKAGE / "docs"
"""The pages that a site has where its editor has not written them, in a folder for each language."""
SHOWN = "articles and statements are shown as they are now, lists and the search as before, until a build succeeds"


class Build:
    """A build under way; ``stage`` is the folder that the next site is put into, ``untouched`` what stood before."""

    problems: list[Problem]

    def __init__(self, settings: Settings, preloaded: Executor | None, beside: Executor) -> None:
        """Find out what is to be published, and let the indexes of it be made ``beside``; see `Indexes`.

        ``preloaded`` has the parser loaded.

        Raises:
            AddressesError: the registry is damaged, an address in it would lead nowhere, or a folder of the build's
                leads elsewhere; nothing was written.

        """
        self.settings = settings
        self._beside = beside
        self.store = settings.store or Store(settings.store_file)
        self.changed = 0
        self.problems = []
        self.jobs: dict[str, Done] = {}
        self.others: tuple[Row, ...] = ()
        self.staged: frozenset[str] = frozenset()
        with preloaded or nullcontext():
            if elsewhere := tuple(written_elsewhere(settings.docs, settings.seeds / READINGS)):
                raise AddressesError(*elsewhere)
            delete_partials(settings.docs)
            folders = filter(None, (settings.docs, settings.written_docs))
            self.left_out = (*(problem for folder in folders for problem in left_out(folder)), *unread(settings))
            self._not_published = {one.path for one in self.left_out}
            with settings.progress.stage("looking"):
                self.ledger = _ledger(settings, self.store)
                self.untouched = self.ledger.untouched(docs=settings.docs, site=settings.site_folder)
            self.plan = plan(settings, self.store, ours=self.untouched.docs, preloaded=preloaded)
        # Before anything is under way that would have to be ended where it fails.
        self.stage = begun(settings.site_folder)
        # For the benchmark's row "seed saved to page shown": all that the article's own pages need not wait for.
        stood = self.ledger.jobs
        self._articles_first = bool(settings.showing and stood) and stood.keys() <= self.untouched.jobs.keys()
        self._shown, self._has_shown = ExitStack(), False
        self.indexes = None if self._articles_first else self._begin_indexes()
        self.feeds = tuple(feeds(self.plan.archive, settings.site))
        self.feed_paths = frozenset(feed.path for feed in self.feeds)

    # Between MkDocs' steps

    @property
    def endless(self) -> bool:
        """Whether anything stands in the docs folder that may have no end: a link to elsewhere, a device, a pipe."""
        return bool(regular_files(self.settings.docs)[1])

    def is_left_out(self, path: str) -> bool:
        """Whether a path below the docs folder is one of what is left out, or stands in it."""
        within = Path(self.settings.docs, escape_controls(path))
        return not self._not_published.isdisjoint(map(str, (within, *within.parents)))

    def hidden_pages(self) -> frozenset[str]:
        """The pages that must not go through MkDocs: all but those of the navigation, and those written by hand.

        Some that stand in the docs folder now may be the build's and be no more.
        """
        docs = self.settings.docs
        there = (path for path in generated_names(docs) if path.partition("/")[0] in FOLDERS)
        paths = self.plan.paths.union(there)
        return paths - by_hand(docs, paths - self.untouched.docs) - NAVIGATION

    def other_written_pages(self) -> Iterator[tuple[str, str]]:
        """The hand-written files from elsewhere: their paths and folders, the editor's before those that come along.

        They stand in the configured docs folder, where the pages go to another one, and in this package.
        """
        for folder in (self.settings.written_docs, COMING_ALONG / spoken()):
            if folder and folder != self.settings.docs:
                yield from ((uri, str(folder)) for uri in regular_files(folder, but=FOLDERS)[0])

    def navigation(self) -> dict[str, str]:
        """The text of each generated page of the navigation; one that is written by hand stands in its place."""
        wanted = NAVIGATION - by_hand(self.settings.docs, NAVIGATION)
        jobs = [job for job in self.plan.jobs if not wanted.isdisjoint(job.paths)]
        return {page.path: text_of(page) for job in jobs for page in job.make()}

    def render_pages(self, renderer: Renderer | None, *, rendered_with: str) -> None:
        """Make, write and render the pages that changed; without a ``renderer`` MkDocs renders them.

        ``rendered_with`` is a digest of all that they are rendered with, but for this package.
        """
        settings = self.settings
        with settings.progress.stage("pages"):
            jobs = keyed(self.plan.jobs, settings, rendered_with=rendered_with, feeds=self.feed_paths)
            self.jobs = {job.name: done for job in jobs if (done := done_before(job, self.untouched))}
            todo = [job for job in jobs if job.name not in self.jobs]
            if self._articles_first and renderer:
                self._render(filter(_is_of_article, todo), renderer)
                self._show()
                todo = [job for job in todo if job.name not in self.jobs]
            self.indexes = self.indexes or self._begin_indexes()
            self._render(todo, renderer)
            self.changed += delete_others(settings.docs, self.plan.paths)
        if settings.options.recording:
            write_readings(settings.seeds, self.plan.readable, self.plan.read)
            write_registry(settings.seeds, dump(self.plan.archive.registry))
            self.store.put(
                REGISTRY_LEFT, {str(settings.docs.absolute()): (registry_digest(settings.seeds), frozenset())}
            )

    # After all pages are rendered

    def finish(self, rendered: Collection[str]) -> Built:
        """Write what goes beside the pages, let the new site take the old one's place, and say what came of it.

        ``rendered`` are the files that MkDocs has put into the folder ``stage``.

        Raises:
            SwapError: somebody else has taken some of the next site away.

        """
        settings, archive, during = self.settings, self.plan.archive, self.settings.progress.stage
        with during("exports"):
            write_data(archive, self.jobs, settings.site, self.stage, self.store)
            write_opensearch(self.stage, settings.site, settings.description)
            self.jobs |= write_feeds(self.feeds, self.jobs, self.untouched, settings, self.stage)
            self.jobs |= write_names(archive, settings, self.stage)
        self.staged = self.staged.union(rendered, FILES)
        assert self.indexes  # noqa: S101 - begun with the pages
        with during("indexes"):
            self.jobs |= self.indexes.finish(self.stage)
        with during("swap"):
            self._take_place()
        alike = _alike(archive.people, self.store)
        self._close()
        problems = (*self.left_out, *self.plan.problems, *self.problems)
        outcome = Outcome.of(archive, changed=self.changed, alike=alike, problems=problems)
        return Built(
            outcome=outcome,
            readable=self.plan.readable,
            registry=archive.registry,
            notices=self.plan.warnings,
            speakers=archive.people.everyone,
        )

    def give_up(self) -> None:
        """Leave everything as it was, but for what is worth keeping for the next try, and what is shown already."""
        if self.indexes:
            self.indexes.stop()
        if self._has_shown:
            log.warning(SHOWN)
        self._close()

    def _begin_indexes(self) -> Indexes:
        with self.settings.progress.stage("indexes"):
            return Indexes.begin(self.plan, self.settings, self.untouched, self._beside)

    def _render(self, jobs: Iterable[Job], renderer: Renderer | None) -> None:
        with closing(render_pages([*jobs], self.settings, self.stage, renderer)) as did:
            for job, rendered in did:
                self.jobs[job.name] = rendered.done
                self.changed += rendered.changed
                self.problems += rendered.problems
                if rendered.lines:
                    self.store.put(LINES, {rendered.done.key: rendered.lines})

    def _show(self) -> None:
        """Let readers have the pages that are there; all else of the site they find as it was, until the build ends."""
        assert self.settings.showing  # noqa: S101 - see __init__
        done = self.jobs
        self.jobs, self.others, self._has_shown = {**self.ledger.jobs, **done}, self.ledger.others, True
        self._take_place(more=True)
        self.jobs, self.others = done, ()
        self._shown.enter_context(self.settings.showing())

    def _close(self) -> None:
        self._shown.close()
        if self.store is not self.settings.store:
            self.store.close()

    def _take_place(self, *, more: bool = False) -> None:
        """Let what is staged stand in the site; with ``more`` to come it is put there file by file."""
        staged = files_below(self.stage)
        self._check_whole(staged)
        owned = {path for done in self.jobs.values() for path, _, _ in done.site}
        self.others += tuple(row(self.stage, path) for path in staged if path not in owned)
        ledger = Ledger(jobs=self.jobs, others=self.others)
        now = {path for path, _, _ in ledger.site}
        before = {path for path, _, _ in self.ledger.site}
        site, in_place = self.settings.site_folder, self.settings.in_place
        if more:
            put_in_place(site, written=staged, files=now, before=before)
        else:
            take_place(site, written=staged, files=now, before=before, in_place=in_place, store=self.store)
        self.ledger = ledger
        self.store.put("ledger", {self.settings.place(): ledger})

    def _check_whole(self, staged: Collection[str]) -> None:
        """See to it that all which was put together for the next site is there still, and nothing else in its place."""
        there = frozenset(staged)
        new = (done for name, done in self.jobs.items() if done is not self.untouched.jobs.get(name))
        rows = [one for done in new for one in done.site]
        put = [one for one in rows if one[0] in there]
        stood = [one for one in rows if one[0] not in there]
        if not (self.staged <= there and stands(self.stage, put) and stands(self.settings.site_folder, stood)):
            msg = f"{self.stage}: something else took away or changed what the build had put here; build again"
            raise SwapError(msg)


def _is_of_article(job: Job) -> bool:
    """Whether the job makes pages of articles and statements, those included that end or move an address."""
    return job.paths[0].startswith(("articles/", "statements/"))


def _alike(people: People, store: Store) -> int:
    """How many pairs of speakers may be one person; they are looked for again only where there are others."""
    key = digest([(one.name, one.slug, one.unnamed, one.organization, one.told, one.person) for one in people.everyone])
    alike: int | None = store.get("alike", [key]).get(key)
    if alike is None:
        alike = len(look_alikes(people.everyone))
        store.put("alike", {key: alike})
        store.keep_only("alike", [key])
    return alike


def _ledger(settings: Settings, store: Store) -> Ledger:
    """What the last build left; where a newer site is named to begin as, that, if it is whole."""
    site, model = settings.site_folder, settings.begin_as
    place, other = settings.place(), settings.place(model)
    stored: dict[str, Ledger] = store.get("ledger", [place, other])
    # What is deleted goes by it: one that others wrote must lead nowhere else.
    ledgers = {name: one for name, one in stored.items() if one.is_inside}
    if model and other in ledgers and _changed(model) > (_changed(site) if place in ledgers else 0):
        files = list(ledgers[other].site)
        if stands(model, files):
            shutil.rmtree(site, ignore_errors=True)
            site.mkdir(parents=True, exist_ok=True)
            link_files(model, site, (path for path, _, _ in files))
            return ledgers[other]
    return ledgers.get(place, Ledger())


def _changed(folder: Path) -> float:
    """When something in the folder itself was last put or taken away; 0 where it is not there."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


@contextmanager
def hand_written(docs: Path, *, but: Collection[str], into: Path) -> Iterator[Path]:
    """A folder for MkDocs, which looks at every file, with all that is in ``docs`` but the generated pages ``but``.

    It is made at ``into``, for as long as it is needed.  Where the system makes no links it is ``docs`` itself, at
    which MkDocs looks longer.
    """
    try:
        into.mkdir()
        _link_all(docs.absolute(), into, but)
    except OSError:
        yield docs
    else:
        yield into
    finally:
        shutil.rmtree(into, ignore_errors=True)


def _link_all(docs: Path, into: Path, but: Collection[str]) -> None:
    for path in (*regular_files(docs, but=FOLDERS)[0], *generated_names(docs)):
        if path not in but:
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).symlink_to(docs / path)
