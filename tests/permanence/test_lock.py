"""Of two builds of one site the second waits, however the first one ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.store.lock import LOCK, locked
from permanence.sites import make_site
from publishing.project import Project

ONRECORD = Path(sys.executable).with_name("onrecord")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_site(tmp_path / "project")


def test_a_second_build_waits_and_says_so(project: Project) -> None:
    with locked(project.root, waiting=lambda _: pytest.fail("nobody else builds")):
        named = (project.root / LOCK).read_text().strip()
        assert named.startswith(f"process {os.getpid()}, started 20")
        running = subprocess.Popen(
            [ONRECORD, "--quiet", "build"], cwd=project.root, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        assert running.stderr
        waits = (
            f"another build of this site is running ({named}); waiting for it to end, or for you to end that process\n"
        )
        assert running.stderr.readline() == waits
        assert running.poll() is None
        assert not (project.root / "site").exists()
    with running:
        running.wait()
    assert running.returncode == 0
    assert (project.root / "site/index.html").is_file()
    assert not (project.root / LOCK).exists()


def test_a_build_that_is_killed_keeps_no_lock_though_a_child_of_it_lives_on(tmp_path: Path) -> None:
    code = (
        "import os, time; from pathlib import Path; from onrecord.store.lock import locked;"
        f" lock = locked(Path({str(tmp_path)!r}), waiting=print); lock.__enter__();"
        " os.fork() or print(os.getpid(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        child = int(os.read(build.stdout.fileno(), 20))
        build.kill()
        build.wait()
        assert f"process {build.pid}, started" in (tmp_path / LOCK).read_text()
        try:
            with locked(tmp_path, waiting=lambda _: pytest.fail("nobody builds")):
                assert f"process {os.getpid()}, started" in (tmp_path / LOCK).read_text()
                os.kill(child, 0)
        finally:
            os.kill(child, signal.SIGKILL)
    assert list(tmp_path.iterdir()) == []


def test_builds_that_all_wait_for_the_lock_have_it_one_after_the_other(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    code = (
        "import os, time; from pathlib import Path; from onrecord.store.lock import locked\n"
        "for _ in range(5):\n"
        f" with locked(Path({str(folder)!r}), waiting=lambda _: None):\n"
        f"  os.mkdir({str(tmp_path / 'alone')!r}); time.sleep(0.01); os.rmdir({str(tmp_path / 'alone')!r})"
    )
    builds = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [build.wait() for build in builds] == [0] * 4
    assert list(folder.iterdir()) == []


def test_where_no_lock_can_be_written_a_build_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()  # to be forbidden to write into the folder, root would not mind
    ran = False
    with locked(tmp_path, waiting=lambda _: pytest.fail("nobody builds")):
        ran = True
    assert ran
    with pytest.raises(OSError, match="a fault of the build"), locked(tmp_path, waiting=lambda _: None):
        raise OSError("a fault of the build")
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]
