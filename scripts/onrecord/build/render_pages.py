"""Sixth stage: makes the pages of each job that changed, writes them, and renders them for the site."""

from collections.abc import Collection, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from onrecord.build.ledger import Done, Row, Untouched, put_into, row
from onrecord.build.settings import Settings
from onrecord.export.cards import OEMBED, oembed
from onrecord.export.data_set import DataLines
from onrecord.export.feeds import ALL, FORMATS, feed_path
from onrecord.model.article import Problem
from onrecord.model.page import Job, StatementPage
from onrecord.pages.docs_folder import ByHandError, write_page
from onrecord.rendering.render import Renderer
from onrecord.store.digest import digest
from onrecord.work.executors import Here, can_fork, each, processes

_QUICK = 10
"""Jobs that take as long as an article's extraction, for which `processes` knows what is too little to share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What came of a job: what it left, how much of that is new, and its statements' lines in the data set."""

    done: Done
    changed: int
    problems: tuple[Problem, ...]
    lines: DataLines | None


def keyed(jobs: Iterable[Job], settings: Settings, *, rendered_with: str, feeds: Collection[str]) -> list[Job]:
    """The jobs with keys of all that they leave; ``feeds`` are the paths of the feeds there are.

    ``rendered_with`` is a digest of all that pages are rendered with, but for this package.
    """
    with_all = digest(rendered_with, settings.site)
    return [
        replace(job, key=digest(job.key, with_all, [path for path in _feeds_of(job) if path in feeds])) for job in jobs
    ]


def done_before(job: Job, untouched: Untouched) -> Done | None:
    """What the job left, where all of that stands and it would leave the same now."""
    done = untouched.jobs.get(job.name)
    if done is None or done.key != job.key or not all(path in untouched.docs for path, _, _ in done.docs):
        return None
    # A page that one written by hand is in the way of is reported each time.
    return done if len(done.docs) == len(job.paths) else None


def render_pages(
    jobs: Sequence[Job], settings: Settings, stage: Path, renderer: Renderer | None
) -> Generator[tuple[Job, Rendered]]:
    """Do the jobs, and put the site's files into the folder ``stage``; without a ``renderer`` MkDocs renders them."""
    render = partial(_render, settings, stage, renderer)
    # A renderer cannot be sent, only forked.
    with processes(len(jobs) // _QUICK, workers=settings.workers) if can_fork() else Here() as executor:
        # What the first one sets up, as compiled templates, the processes that do the others find done.
        did = chain(map(render, jobs[:1]), each(executor, render, jobs[1:]))
        watched = settings.progress.watch(did, len(jobs), "articles and listings written")
        yield from zip(jobs, watched, strict=True)


def _render(settings: Settings, stage: Path, renderer: Renderer | None, job: Job) -> Rendered:
    docs, site = settings.docs, settings.site
    put = partial(put_into, stage, unless_in=settings.site_folder)
    written: list[Row] = []
    staged: list[Row] = []
    problems: list[Problem] = []
    changed = 0
    records = []
    for page in job.make():
        if isinstance(page, StatementPage):
            records.append(page.record)
        try:
            changed += write_page(docs, page)
        except ByHandError as error:
            problems.append(error.problem)
            continue
        written.append(row(docs, page.path))
        if renderer and not page.path.endswith("/index.md"):  # the navigation's own pages are left to MkDocs
            staged.append(put(path=f"{page.name}/index.html", data=renderer.html(page)))
        if isinstance(page, StatementPage) and site.embed and (answer := oembed(page.record, site)):
            staged.append(put(path=f"{page.name}/{OEMBED}", data=answer.encode()))
    return Rendered(
        done=Done(key=job.key, docs=tuple(written), site=tuple(staged)),
        changed=changed,
        problems=tuple(problems),
        lines=DataLines.of(records) if records else None,
    )


def _feeds_of(job: Job) -> list[str]:
    """The feeds that the job's pages may name in their heads."""
    names = {path.removesuffix(".md") for path in job.paths} | {ALL}
    return sorted(feed_path(name, suffix) for name in names for suffix in FORMATS)
