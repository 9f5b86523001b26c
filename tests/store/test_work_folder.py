"""What a command keeps for a while is removed, by itself or, where it was killed, by the next one."""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from onrecord.store.work_folder import work_folder

WORKING = """
import sys
from onrecord.store.work_folder import work_folder
with work_folder() as folder:
    (folder / "half").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_empty_and_goes_whatever_is_raised(top: Path) -> None:
    def work() -> None:
        with work_folder() as folder:
            assert not list(folder.iterdir())
            (folder / "page").write_text("page")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not list(top.iterdir())


def test_that_of_a_killed_command_goes_with_the_next_and_no_other_does(top: Path) -> None:
    command = [sys.executable, "-c", WORKING]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(3)
        ]
        killed, young, working = [Path(str(one.stdout and one.stdout.readline().strip())) for one in processes]
        for process in processes[:2]:
            process.kill()
            process.wait()
        _next_command(top, killed, young, working)
        processes[2].communicate("")
        assert not working.parent.exists()


def _next_command(top: Path, killed: Path, young: Path, working: Path) -> None:
    (top / "onrecord-of-somebody").mkdir()
    (top / "onrecord-link").symlink_to(working.parent)
    for path in (killed.parent, working.parent, top / "onrecord-of-somebody"):
        os.utime(path, (0, 0))
    with work_folder():
        assert not killed.parent.exists()
        assert [young.exists(), working.exists(), (top / "onrecord-of-somebody").exists()] == [True] * 3
