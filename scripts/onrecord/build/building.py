"""One build of the site, in the steps between which MkDocs renders the pages that are left to it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import __version__
from onrecord.build.export_cache import Exported
from onrecord.build.feeds import write_sheets
from onrecord.build.indexes import Indexes
from onrecord.build.ledger import Done, Ledger, Standing, row
from onrecord.build.outcome import Outcome
from onrecord.build.plan import Plan, plan
from onrecord.build.publish import Published
from onrecord.build.render_pages import Places, carry_out, outstanding, stage
from onrecord.build.settings import Setting
from onrecord.build.swap import Change, begun, given_up, put_aside, put_back, take_place
from onrecord.export.archive_feeds import archive_sheets, feed_path, feed_paths
from onrecord.export.feeds import Sheet
from onrecord.export.write_data_set import write_data_set
from onrecord.model.article import Problem
from onrecord.pages.docs_folder import by_hand, delete_others
from onrecord.pages.folders import FOLDERS
from onrecord.pages.speaker_index import NAMES_FILE, counted, has_letters, speaker_names
from onrecord.permanence.registry_file import remember, write_registry
from onrecord.rendering.render import Renderer
from onrecord.store.cache import Store
from onrecord.store.digest import digest, version_of_all
from onrecord.work.ahead import Ahead
from onrecord.work.job import Job

NAVIGATION = frozenset({"articles/index.md", "speakers/index.md", "topics/index.md", "kinds/index.md"})
"""The generated pages that stand in the navigation: MkDocs renders them as it does the hand-written ones."""


@dataclass(slots=True)
class Building:
    """A build under way, from `begin` on; ``standing`` is what stood then as an earlier build wrote it."""

    setting: Setting
    plan: Plan
    store: Store
    places: Places
    stage: Path
    ledger: Ledger
    standing: Standing
    sheets: tuple[Sheet, ...]
    indexes: Indexes
    exported: Exported
    changed: int = 0
    problems: list[Problem] = field(default_factory=list)
    jobs: dict[str, Done] = field(default_factory=dict)

    @classmethod
    def begin(cls, setting: Setting, *, ahead: Ahead | None = None) -> "Building":
        """Find out what is to be published, and start the indexes of it; ``ahead`` has the parser loaded.

        Raises:
            AddressesError: the registry is damaged, or an address in it would lead nowhere; nothing was written.

        """
        store = Store(setting.store_file)
        with closing(ahead) if ahead else nullcontext(), setting.progress.stage("planning"):
            ledger = store.get("ledger", [setting.place]).get(setting.place, Ledger())
            standing = ledger.standing(docs=setting.docs, site=setting.standing)
            planned = plan(
                setting.seeds,
                setting.docs,
                options=setting.options,
                store=store,
                runner=setting.cluster or setting.runner,
                progress=setting.progress,
                ours=standing.docs,
                ahead=ahead,
            )
            folder = begun(setting.standing)
        with setting.progress.stage("indexes"):
            indexes = Indexes.begin(planned, setting, standing=standing.jobs)
        return cls(
            setting=setting,
            plan=planned,
            store=store,
            places=Places(docs=setting.docs, standing=setting.standing, stage=folder),
            stage=folder,
            ledger=ledger,
            standing=standing,
            sheets=archive_sheets(planned.entries, setting.site, speakers=planned.speakers, topics=planned.topics),
            indexes=indexes,
            exported=Exported(store),
        )

    @property
    def published(self) -> Published:
        """The plan, as far as it is carried out."""
        return Published.of(
            self.plan, changed=self.changed, problems=tuple(self.problems), feeds=feed_paths(self.sheets)
        )

    def beside(self, there: Iterable[str]) -> frozenset[str]:
        """The pages that must not go through MkDocs: all but those of the navigation, and those written by hand.

        ``there`` are the pages that stand in the docs folder now: some of them may be the build's and be no more.
        """
        paths = self.plan.paths.union(path for path in there if path.partition("/")[0] in FOLDERS)
        return paths - by_hand(self.setting.docs, paths - self.standing.docs) - NAVIGATION

    def navigation(self) -> dict[str, str]:
        """The text of each generated page of the navigation; one that is written by hand stands in its place."""
        wanted = NAVIGATION - by_hand(self.setting.docs, NAVIGATION)
        jobs = [job for job in self.plan.jobs if not wanted.isdisjoint(job.paths)]
        return {page.path: str(page) for job in jobs for page in job.make()}

    def carry_out(self, renderer: Renderer | None, *, rendered_with: str) -> None:
        """Make, write and render the pages that changed; without a ``renderer`` MkDocs renders them.

        ``rendered_with`` is a digest of all that they are rendered with, but for this package.
        """
        with self.setting.progress.stage("pages"):
            self._carry_out(renderer, rendered_with)

    def put_aside(self) -> None:
        """Keep what was carried out from MkDocs, which empties the folder of the next site before it renders."""
        put_aside(self.setting.standing)

    def put_back(self) -> None:
        """Put back what was put aside, if anything was."""
        put_back(self.setting.standing)

    def finish(self) -> Outcome:
        """Write what goes beside the pages, let the new site take the old one's place, and say what came of it."""
        setting = self.setting
        with setting.progress.stage("exports"):
            exported = self.exported.of_pages(self.plan, self.jobs)
            write_data_set(self.stage, exported.lines(self.plan.entries), setting.site, version=__version__)
            self._write_names()
            self.jobs |= write_sheets(
                self.sheets,
                exported,
                self.jobs,
                standing=self.standing.jobs,
                places=self.places,
                folder=self.stage,
                site=setting.site,
            )
        with setting.progress.stage("indexes"):
            self.jobs |= self.indexes.finish(self.stage)
        with setting.progress.stage("swap"):
            self._take_place()
        self.close()
        return Outcome.of(self.published)

    def give_up(self) -> None:
        """Leave everything as it was, but for what is worth keeping for the next try."""
        self.indexes.stop()
        given_up(self.setting.standing)
        self.close()

    def close(self) -> None:
        """Let go of the cache."""
        self.store.close()

    def _carry_out(self, renderer: Renderer | None, rendered_with: str) -> None:
        setting = self.setting
        feeds = feed_paths(self.sheets)
        with_all = digest(version_of_all(), rendered_with, setting.site)
        keyed = [(job, digest(job.key, with_all, sorted(feeds & _feeds_of(job)))) for job in self.plan.jobs]
        todo = outstanding(keyed, self.standing)
        undone = {job.name for job, _ in todo}
        self.jobs = {job.name: self.ledger.jobs[job.name] for job, _ in keyed if job.name not in undone}
        did = carry_out(
            todo,
            places=self.places,
            site=setting.site,
            renderer=renderer,
            runner=setting.runner,
            progress=setting.progress,
        )
        for job, carried in did:
            self.jobs[job.name] = carried.done
            self.changed += carried.changed
            self.problems += carried.problems
            self.exported.add(carried.done.key, carried.exported)
        self.exported.flush()
        self.changed += delete_others(setting.docs, self.plan.paths)
        if setting.options.recording:
            write_registry(setting.seeds, self.plan.registry_text)
            remember(self.plan.registry, self.plan.registry_text, self.store)

    def _write_names(self) -> None:
        """What the field of a long index of speakers finds names in."""
        if has_letters(len(self.plan.speakers)):
            names = speaker_names(counted(self.plan.speakers, self.plan.entries))
            placed = stage(self.places.standing, self.stage, NAMES_FILE, names)
            self.jobs[NAMES_FILE] = Done(key=digest(names), site=(placed,))

    def _take_place(self) -> None:
        setting = self.setting
        staged = sorted(_files(self.stage))
        owned = {path for done in self.jobs.values() for path, _, _ in done.site}
        ledger = Ledger(jobs=self.jobs, others=tuple(row(self.stage, path) for path in staged if path not in owned))
        now = {path for path, _, _ in ledger.site}
        gone = {path for path, _, _ in self.ledger.site} - now
        take_place(
            setting.standing,
            Change(written=tuple(staged), deleted=tuple(sorted(gone))),
            all_files=now,
            spare=setting.cache and setting.cache / f"spare-{setting.place}",
            store=self.store,
            in_place=setting.in_place,
        )
        self.store.put("ledger", {setting.place: ledger})


def _feeds_of(job: Job) -> set[str]:
    """The feeds that the job's pages may name in their heads."""
    names = {path.removesuffix(".md") for path in job.paths} | {"index"}
    return {f"{feed_path(name)}.{suffix}" for name in names for suffix in ("atom", "json")}


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder, by its path from there."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(folder / below) as found:
            for entry in found:
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    yield path
