"""The two search indexes of a build: of quotations, our own, and of the full text, Pagefind's."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from onrecord.cache.digest import digest, version_of_all
from onrecord.cache.store import Store
from onrecord.plan import Plan
from onrecord.quotation.index import FOLDER as QUOTATION
from onrecord.quotation.index import quotation_files
from onrecord.search_index import FOLDER as PAGEFIND
from onrecord.search_index import begin_index, end_index, write_searched
from onrecord.site.ledger import Done, Ledger, Row, row, stands
from onrecord.site.setting import Setting
from onrecord.work.runner import here

_SMALL_PAGES = "searched"


@dataclass(slots=True, kw_only=True)
class Indexes:
    """The indexes of one build: that of the full text is made while the pages are rendered.

    ``passing`` is a folder that only this build needs, if there is one; ``before`` are Pagefind's files of the build
    before, as that wrote them.
    """

    plan: Plan
    standing: Path
    stage: Path
    output: Path
    key: str
    kept: dict[str, Done]
    passing: Path | None
    before: frozenset[Row]
    running: "subprocess.Popen[str] | None" = None

    @classmethod
    def begin(cls, plan: Plan, setting: Setting, *, store: Store, ledger: Ledger, stage: Path) -> "Indexes":
        """Start what is not there as it must be."""
        kept_in, standing = _writable(setting.cache), setting.standing
        cache = kept_in or Path(tempfile.mkdtemp(prefix="onrecord-"))
        pages = cache / _SMALL_PAGES
        before = store.get("searched", [str(pages)]).get(str(pages), {})
        searched = write_searched(plan.entries, plan.indexed, pages, before, runner=here(setting.runner))
        store.put("searched", {str(pages): searched})
        key = digest(version_of_all(), [(id_, own) for id_, (own, _) in searched.items()])
        kept = {
            name: done
            for name in (PAGEFIND, QUOTATION)
            if (done := ledger.jobs.get(name)) and done.key == key and stands(standing, done.site)
        }
        output = cache / PAGEFIND  # the folder of the next site is emptied before it is filled
        shutil.rmtree(output, ignore_errors=True)
        started = begin_index(pages, output) if searched and PAGEFIND not in kept else None
        return cls(
            plan=plan,
            standing=standing,
            stage=stage,
            output=output,
            key=key,
            kept=kept,
            passing=None if kept_in else cache,
            before=frozenset(ledger.jobs[PAGEFIND].site if PAGEFIND in ledger.jobs else ()),
            running=started,
        )

    def finish(self) -> dict[str, Done]:
        """Wait for the one and make the other: what there is of each, by its name.

        Raises:
            RuntimeError: Pagefind failed.

        """
        done = dict(self.kept)
        if QUOTATION not in done:
            files = quotation_files(self.plan.entries, indexed=self.plan.indexed)
            for folder in {name.rpartition("/")[0] for name in files}:
                (self.stage / folder).mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                (self.stage / name).write_bytes(data)
            done[QUOTATION] = Done(key=self.key, site=tuple(row(self.stage, name) for name in files))
        if self.running:
            end_index(self.running)
            self.running = None
            shutil.move(self.output, self.stage / PAGEFIND)
        if PAGEFIND not in done:
            done[PAGEFIND] = Done(key=self.key, site=tuple(self._pagefind_rows()))
        self.stop()
        return done

    def stop(self) -> None:
        """End what is still running, and remove what no build is to find."""
        if self.passing:
            shutil.rmtree(self.passing, ignore_errors=True)
        if self.running:
            self.running.kill()
            self.running.communicate()

    def _pagefind_rows(self) -> list[Row]:
        """Pagefind's files; those named by their content that stand already are taken from there."""
        rows = []
        for top, _, names in os.walk(self.stage / PAGEFIND):
            below = Path(top).relative_to(self.stage).as_posix()
            standing = self.standing / below
            there = set(os.listdir(standing)) if below != PAGEFIND and standing.is_dir() else set()  # noqa: PTH208
            for name in names:
                path = f"{below}/{name}"
                new = row(self.stage, path)
                if name in there and (old := row(self.standing, path)) in self.before and old[1] == new[1]:
                    (self.stage / path).unlink()
                    new = old
                rows.append(new)
        return rows


def _writable(cache: Path | None) -> Path | None:
    """The cache's folder, if anything can be written there."""
    if cache is None:
        return None
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return cache
    except OSError:
        return None
