"""Carries a plan out: makes the pages of each job that changed, writes them, and renders them for the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from onrecord.build.ledger import Done, Row, Standing, row
from onrecord.export.beside import beside
from onrecord.export.feeds import Told
from onrecord.export.write_data_set import DataLines
from onrecord.model.article import Problem
from onrecord.model.page import Page
from onrecord.model.record import Record, Site
from onrecord.pages.docs_folder import ByHandError, write_page
from onrecord.rendering.render import Renderer
from onrecord.store.digest import digest
from onrecord.store.files import put
from onrecord.work.job import Job
from onrecord.work.progress import Progress
from onrecord.work.runner import Runner

Keyed = tuple[Job, str]
"""A job, and the key of all that it leaves: its own, and of what its pages are rendered with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The docs folder, the site that stands (if any), and the folder that the next one is put into, if there is one."""

    docs: Path
    standing: Path
    stage: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of a job: what it left, how much of that is new, and its statements in the exports, by their ids."""

    done: Done
    changed: int
    problems: tuple[Problem, ...]
    exported: Mapping[str, tuple[Told, DataLines]]


def outstanding(jobs: Iterable[Keyed], standing: Standing) -> list[Keyed]:
    """The jobs that are not done, as what stands tells."""
    return [(job, key) for job, key in jobs if not _is_done(job, key, standing)]


def carry_out(
    jobs: Sequence[Keyed], *, places: Places, site: Site, renderer: Renderer | None, runner: Runner, progress: Progress
) -> Iterator[tuple[Job, Carried]]:
    """Do the jobs; without a ``renderer`` MkDocs renders their pages itself."""
    carry = partial(_carry, places=places, site=site, renderer=renderer)
    # What the first one sets up, as compiled templates, the processes that do the others find done.
    did = chain(map(carry, jobs[:1]), runner.map(carry, jobs[1:]))
    watched = progress.watch(did, len(jobs), "articles and listings written")
    return zip((job for job, _ in jobs), watched, strict=True)


def _is_done(job: Job, key: str, standing: Standing) -> bool:
    done = standing.jobs.get(job.name)
    return (
        done is not None
        and done.key == key
        and len(done.docs) == len(job.paths)  # a page that one written by hand is in the way of is told of each time
        and all(path in standing.docs for path, _, _ in done.docs)
    )


def _carry(given: Keyed, *, places: Places, site: Site, renderer: Renderer | None) -> Carried:
    job, key = given
    docs: list[Row] = []
    staged: list[Row] = []
    problems: list[Problem] = []
    exported: dict[str, tuple[Told, DataLines]] = {}
    changed = 0
    for page in job.make():
        record = Record.read(page.front) if "words" in page.front else None
        if record:
            exported[record.id] = (Told.of(record), DataLines.of(record))
        try:
            changed += write_page(places.docs, page)
        except ByHandError as error:
            problems.append(error.problem)
            continue
        docs.append(row(places.docs, page.path))
        if places.stage:
            staged += [
                stage(places.standing, places.stage, path, data)
                for path, data in _site_files(page, record, site=site, renderer=renderer)
            ]
    return Carried(
        done=Done(
            key=key,
            docs=tuple(docs),
            site=tuple(staged),
            told=tuple((id_, digest(told)) for id_, (told, _) in exported.items()),
        ),
        changed=changed,
        problems=tuple(problems),
        exported=exported,
    )


def _site_files(
    page: Page, record: Record | None, *, site: Site, renderer: Renderer | None
) -> Iterator[tuple[str, bytes]]:
    name = page.path.removesuffix(".md")
    if renderer and not page.path.endswith("/index.md"):  # the navigation's own pages are left to MkDocs
        yield f"{name}/index.html", renderer.html(page)
    if record:
        for file, text in beside(record, site):
            yield f"{name}/{file}", text.encode()


def stage(standing: Path, folder: Path, path: str, data: bytes) -> Row:
    """Put a file into ``folder``, unless the site that stands has it already; either way, how it stands there."""
    try:
        there = row(standing, path)
        if there[1] == len(data) and (standing / path).read_bytes() == data:
            return there
    except OSError:
        pass
    put(f"{folder}/{path}", data)
    return row(folder, path)
