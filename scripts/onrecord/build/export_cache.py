"""What the exports say of each statement, kept between builds job by job."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from onrecord.build.ledger import Done
from onrecord.build.plan import Plan
from onrecord.export.feeds import Told
from onrecord.export.write_data_set import DataLines
from onrecord.model.entry import Entry
from onrecord.model.record import Record
from onrecord.store.cache import Store
from onrecord.work.job import Job

T = TypeVar("T")
Statements = Mapping[str, tuple[Told, DataLines]]
"""Of each statement of a job, by its id, what feeds tell of it, and its lines in the data set."""
_AT_ONCE = 100


def exported_by(job: Job) -> Statements:
    """What the exports say of the statements on the job's pages."""
    records = [Record.read(page.front) for page in job.make() if "words" in page.front]
    return {record.id: (Told.of(record), DataLines.of(record)) for record in records}


@dataclass(slots=True)
class Exported:
    """The statements of all jobs: those that were done in this build, and those that an earlier one left."""

    store: Store
    _new: dict[str, Statements] = field(default_factory=dict)
    _jobs: dict[str, tuple[str, Job]] = field(default_factory=dict)

    def add(self, key: str, statements: Statements) -> None:
        """Keep what a job gave; ``key`` is that of all it left."""
        if statements:
            self._new[key] = statements
        if len(self._new) >= _AT_ONCE and self.store.keeps:
            self.flush()

    def flush(self) -> None:
        """Hand over to the store what was added."""
        if self.store.keeps:
            for kind, part in (("told", 0), ("lines", 1)):
                self.store.put(
                    kind, {key: {id_: both[part] for id_, both in own.items()} for key, own in self._new.items()}
                )
            self._new.clear()

    def of_pages(self, plan: Plan, done: Mapping[str, Done]) -> "Exported":
        """With the plan's jobs, to be asked for statements by their ids."""
        for job in plan.jobs:
            for path in job.paths:
                if path.startswith("statements/"):
                    self._jobs[path.removeprefix("statements/").removesuffix(".md")] = (done[job.name].key, job)
        for kind in ("told", "lines"):
            self.store.keep_only(kind, {key for key, _ in self._jobs.values()})
        return self

    def lines(self, entries: Iterable[Entry]) -> Iterator[DataLines]:
        """The lines of each entry, in their order."""
        for some in _batches([list(own) for _, own in groupby(entries, key=lambda entry: self._jobs[entry.id][0])]):
            found: dict[str, Mapping[str, DataLines]]
            found = self._of("lines", {self._jobs[own[0].id][0]: self._jobs[own[0].id][1] for own in some})
            for own in some:
                for entry in own:
                    yield found[self._jobs[entry.id][0]][entry.id]

    def told(self, ids: Iterable[str]) -> dict[str, Told]:
        """What feeds tell of the statements with these ids."""
        ids = list(ids)
        told: dict[str, Told] = {}
        for some in _batches(list({self._jobs[id_][0]: self._jobs[id_][1] for id_ in ids}.items())):
            for own in self._of("told", dict(some)).values():
                told |= own
        return {id_: told[id_] for id_ in ids}

    def _of(self, kind: str, jobs: Mapping[str, Job]) -> dict[str, Any]:
        """What is told or the lines of jobs, by their keys; what the store has lost is made again."""
        part = 0 if kind == "told" else 1
        found = self.store.get(kind, [key for key in jobs if key not in self._new])
        for key in jobs.keys() - found.keys():
            made = self._new[key] if key in self._new else exported_by(jobs[key])
            found[key] = {id_: both[part] for id_, both in made.items()}
        return found


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
