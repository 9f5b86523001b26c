"""However many processes work side by side: the same bytes, and one clear line where one of them is killed."""

import os
import signal
from pathlib import Path

import pytest

import onrecord.build.render_pages
import onrecord.drafts.drafting
from incremental.builds import build, differences, leave_pagefind_out, twin
from onrecord.work.runner import FEW, Processes, WorkerError
from permanence.sites import ARTICLE, TOPICS, make_site
from publishing.project import Project

ARTICLES = 8


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    leave_pagefind_out(monkeypatch)
    project = make_site(tmp_path / "project")
    for number in range(ARTICLES):
        project.seed(f"more-{number}.txt", f"{ARTICLE}“We counted {number} stones,” Boris Vale said.\n")
    return project


def test_the_number_of_workers_does_not_show(project: Project, tmp_path: Path) -> None:
    others = {workers: twin(project, tmp_path / f"with-{workers}") for workers in (2, 5)}
    alone = build(project, workers=1)
    for workers, other in others.items():
        assert differences(build(other, workers=workers), alone) == []
    for one in (project, others[5]):
        one.seed("topics.yml", TOPICS.replace("Bridges", "Ways"))
    assert differences(build(others[5], workers=5), build(project, workers=1)) == []


@pytest.mark.parametrize("stage", ["drafts", "pages"])
def test_a_worker_that_is_killed_ends_the_build_with_one_line_and_leaves_the_site(
    project: Project, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    before = build(project, workers=2)
    for number in range(ARTICLES):
        project.seed(f"more-{number}.txt", f"{ARTICLE}“We counted {number} bolts,” Boris Vale said.\n")
    parent = os.getpid()

    def killed(*given: object, **options: object) -> object:
        if os.getpid() != parent and "7 bolts" in repr(given):
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given, **options)

    module, name = (onrecord.drafts.drafting, "find") if stage == "drafts" else (onrecord.build.render_pages, "_render")
    whole = getattr(module, name)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, killed)
        left = build(project, workers=2)
    assert left.status == 1
    assert left.said.count("\n") == 1
    assert left.said.startswith("Error: a worker process was killed")
    assert left.site == before.site
    assert not list(project.root.glob(".site.*"))
    clean = twin(project, project.root.with_name("clean"))
    assert differences(build(project, workers=2), build(clean)) == []


def test_results_come_in_the_order_of_the_items_from_every_number_of_workers() -> None:
    for workers in (1, 2, 5):
        for count in (0, 1, FEW, FEW + 1, 100, 333):
            assert list(Processes(workers).map(str, range(count))) == [str(number) for number in range(count)]


def test_an_error_of_a_worker_is_that_of_the_item() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Processes(2).map((1).__truediv__, [*range(50, -1, -1)]))


def test_a_worker_that_is_killed_is_an_error() -> None:
    with pytest.raises(WorkerError, match="build again"):
        list(Processes(2).map(_killed_at, range(100)))
    assert list(Processes(2).map(str, range(9)))[-1] == "8"


def _killed_at(number: int) -> int:
    if number == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
