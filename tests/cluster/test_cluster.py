"""``onrecord build --cluster`` with a real scheduler and workers that are processes of their own."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import onrecord
from cluster.dask_processes import LIMIT, Cluster, cluster, wait_until
from publishing.project import Project

PATIENCE = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s"}


@contextmanager
def begun(project: Project, *options: str) -> "Iterator[subprocess.Popen[str]]":
    program = Path(sys.executable).with_name("onrecord")
    with subprocess.Popen(
        [program, "--quiet", "build", *options],
        cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **PATIENCE},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def build(project: Project, *options: str) -> tuple[int | None, str]:
    with begun(project, *options) as process:
        output, _ = process.communicate(timeout=LIMIT)
    return process.returncode, output


def killed_in_the_middle(running: Cluster, process: "subprocess.Popen[str]", number: int) -> None:
    """Kill the first workers once some of the 15 batches of articles are done: each of them has others to do then."""
    wait_until(lambda: running.done() >= 3 or process.poll() is not None)
    for worker in running.workers[:number]:
        os.kill(worker.pid, signal.SIGKILL)
    assert running.done() < 12
    assert process.poll() is None
    for worker in running.workers[:number]:
        assert worker.wait() == -signal.SIGKILL


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_changes_no_byte(
    project: Project, local: Project, tmp_path: Path
) -> None:
    with cluster(tmp_path / "dask") as running, begun(project, "--cluster", running.address) as process:
        killed_in_the_middle(running, process, 1)
        output, _ = process.communicate(timeout=LIMIT)
    assert (process.returncode, output) == (0, "")
    assert project.bytes_of("seeds") == local.bytes_of("seeds")
    assert project.bytes_of("docs") == local.bytes_of("docs")
    assert project.bytes_of("site") == local.bytes_of("site")


@pytest.mark.slow
def test_when_the_last_worker_is_gone_one_line_says_so(project: Project, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as running, begun(project, "--cluster", running.address) as process:
        killed_in_the_middle(running, process, 2)
        output, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert output == (
        f"Error: the Dask scheduler at {running.address} had no worker for 3 s; start some with:"
        f" dask worker {running.address} --nthreads 1\n"
    )
    assert not (project.root / "site").exists()


@pytest.mark.slow
def test_when_the_scheduler_is_gone_one_line_says_so(project: Project, tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as running, begun(project, "--cluster", running.address) as process:
        wait_until(lambda: running.done() >= 3 or process.poll() is not None)
        running.scheduler.kill()
        output, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert output == (
        f"Error: the Dask scheduler at {running.address} is gone; start it and its workers, and build again\n"
    )
    assert not (project.root / "site").exists()


def test_without_a_scheduler_one_line_says_so_in_time(project: Project) -> None:
    code, output = build(project, "--cluster", "tcp://127.0.0.1:1")
    assert code == 1
    assert output == (
        "Error: no Dask scheduler answers at tcp://127.0.0.1:1 within 3 s; check the address, or start one with:"
        " dask scheduler\n"
    )


def test_a_worker_with_another_version_is_named_before_it_is_given_work(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(Path(onrecord.__file__).parent, other / "onrecord")
    with (other / "onrecord" / "text" / "slug.py").open("a") as file:
        file.write("# another\n")
    with cluster(tmp_path / "dask", workers=1, PYTHONPATH=str(other)) as running:
        code, output = build(project, "--cluster", running.address)
        assert running.done() == 0
    assert code == 1
    assert output.startswith("Error: the worker tcp://127.0.0.1:")
    assert "works with other code, words or packages; install there what this machine has: onrecord" in output
    assert output.count("\n") == 1


def test_where_the_extra_is_not_installed_one_line_says_what_to_install(project: Project) -> None:
    code = "import sys; sys.modules['distributed'] = None; from onrecord.cli import main; main()"
    ended = project.run("python", "-c", code, "--quiet", "build", "--cluster=tcp://127.0.0.1:1")
    assert ended.returncode == 1
    assert ended.stderr.endswith("is not installed: install onrecord[cluster]\n")
    assert ended.stderr.count("\n") == 1


def test_a_build_on_this_machine_loads_nothing_of_what_a_cluster_needs(project: Project) -> None:
    for path in (project.root / "seeds").glob("a[1-9]*"):
        path.unlink()
    code = (
        "import sys; from onrecord.cli import main; main(['--quiet', 'build'], standalone_mode=False);"
        " print({'dask', 'distributed'} & sys.modules.keys())"
    )
    ended = project.run("python", "-c", code)
    assert (ended.returncode, ended.stdout) == (0, "set()\n")
