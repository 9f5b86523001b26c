"""However many processes work side by side: the same bytes, and one clear line where one of them is killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path

import pytest

import onrecord.build.render_pages
import onrecord.drafts.drafting
from incremental.builds import build, differences, twin
from onrecord.work.executors import FEW, Here, WorkerError, background, each, processes
from permanence.sites import ARTICLE, TOPICS, make_site
from publishing.project import Project

ARTICLES = 8


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_site(tmp_path / "project")
    for number in range(ARTICLES):
        project.seed(f"more-{number}.txt", f"{ARTICLE}“We counted {number} stones,” Boris Vale said.\n")
    return project


@pytest.mark.parametrize("workers", [5, pytest.param(2, marks=pytest.mark.slow)])
def test_the_number_of_workers_does_not_show(project: Project, tmp_path: Path, workers: int) -> None:
    other = twin(project, tmp_path / "other")
    assert differences(build(other, workers=workers), build(project, workers=1)) == []
    for one in (project, other):
        one.seed("topics.yml", TOPICS.replace("Bridges", "Ways"))
    assert differences(build(other, workers=workers), build(project, workers=1)) == []


@pytest.fixture(autouse=True)
def _even_a_few_pages_are_rendered_in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.build.render_pages, "_QUICK", 1)


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


@pytest.mark.parametrize(
    "maker",
    [Here, ThreadPoolExecutor, background, *(partial(processes, 100, workers=workers) for workers in (1, 2, 5))],
)
def test_results_come_in_the_order_of_the_items_from_every_executor(maker: Callable[[], Executor]) -> None:
    for count in (0, 1, FEW, FEW + 1, 100, 333, 1500):
        with maker() as executor:
            assert list(each(executor, str, range(count))) == [str(number) for number in range(count)]


@pytest.mark.parametrize("maker", [partial(processes, 100, workers=2), background])
def test_they_do_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch, maker: Callable[[], Executor]) -> None:
    spawning = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(multiprocessing, "get_context", lambda *_: spawning)
    with maker() as executor:
        assert list(each(executor, str, range(100))) == [str(number) for number in range(100)]
        assert executor.submit(int, "3").result() == 3


def test_what_cannot_be_sent_is_found_by_processes_that_are_forked() -> None:
    with processes(100, workers=2) as executor:
        assert list(each(executor, lambda function: function(), [lambda: 3] * 20)) == [3] * 20
    with background() as executor:
        assert executor.submit(lambda: 3).result() == 3


def test_processes_that_were_forked_for_other_items_are_sent_the_new_ones() -> None:
    with processes(100, workers=2) as executor:
        assert list(each(executor, str, range(20))) == [str(number) for number in range(20)]
        assert list(each(executor, hex, range(30))) == [hex(number) for number in range(30)]


def test_not_many_results_are_worked_out_before_they_are_asked_for() -> None:
    begun: list[int] = []
    with ThreadPoolExecutor(1) as executor:
        results = each(executor, begun.append, range(100_000))
        next(results)
        wait([executor.submit(str)])
        assert len(begun) < 3000
        results.close()  # type: ignore[attr-defined]
    assert len(begun) < 3000
    with Here() as executor:
        results = each(executor, begun.append, range(200_000, 200_010))
        next(results)
    assert begun[-1] == 200_000


@pytest.mark.parametrize("maker", [Here, partial(processes, 100, workers=2), background])
def test_an_error_of_a_worker_is_that_of_the_item(maker: Callable[[], Executor]) -> None:
    with pytest.raises(ZeroDivisionError), maker() as executor:
        list(each(executor, (1).__truediv__, [*range(50, -1, -1)]))


@pytest.mark.parametrize("maker", [partial(processes, 100, workers=2), background])
def test_a_worker_that_is_killed_is_an_error(maker: Callable[[], Executor]) -> None:
    with pytest.raises(WorkerError, match=r"a worker process was killed.*build again"), maker() as executor:
        list(each(executor, _killed_at, range(100)))
    with processes(100, workers=2) as executor:
        assert list(each(executor, str, range(9)))[-1] == "8"


def test_an_executor_in_the_background_goes_on_after_an_error_and_keeps_what_it_has() -> None:
    with background() as executor:
        failed = executor.submit(int, "none")
        pids = {executor.submit(os.getpid).result() for _ in range(3)}
        with pytest.raises(ValueError, match="none"):
            failed.result()
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_an_executor_in_the_background_ends_at_once_whatever_it_does_and_leaves_nothing() -> None:
    started = time.monotonic()
    executor = background()
    pid = executor.submit(os.getpid).result()
    waiting = executor.submit(time.sleep, 60)
    executor.shutdown()
    assert time.monotonic() - started < 10
    assert waiting.cancelled()
    with pytest.raises(ProcessLookupError):  # no zombie either
        os.kill(pid, 0)


@pytest.mark.parametrize("ended", ["executor.shutdown()", "executor = None", "os._exit(0)", "raise SystemExit(0)"])
def test_an_executor_in_the_background_is_quiet_when_the_command_ends(ended: str) -> None:
    code = (
        "import os, time; from onrecord.work.executors import background;"
        f" executor = background(); executor.submit(time.sleep, 60); {ended}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("maker", ["background()", "processes(100, workers=2)"])
def test_the_processes_of_a_build_that_is_killed_end_with_it(maker: str) -> None:
    code = (
        "import os, time; from onrecord.work.executors import background;"
        " from onrecord.work.executors import processes;"
        f" executor = {maker}; print(executor.submit(os.getpid).result(), flush=True);"
        " executor.submit(time.sleep, 60).result()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        parent.kill()
    end = time.monotonic() + 20
    while Path(f"/proc/{child}/stat").exists() and " Z " not in Path(f"/proc/{child}/stat").read_text():
        assert time.monotonic() < end
        time.sleep(0.05)


def _killed_at(number: int) -> int:
    if number == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_every_module_loads_where_there_is_neither_fork_nor_the_locks_of_unix() -> None:
    code = (
        "import sys, os, importlib, pkgutil, multiprocessing.context; sys.modules['fcntl'] = None\n"
        "del os.fork, os.sched_getaffinity, multiprocessing.context.ForkProcess\n"
        "import onrecord\n"
        "for module in pkgutil.walk_packages(onrecord.__path__, 'onrecord.'):\n"
        " module.name.endswith('__main__') or importlib.import_module(module.name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
