"""The package's commands, each in a process forked from one that has loaded what they need: that is most of their work.

Run as a script, this is the process that they are forked from.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

AT_START = ("PYTHON", "LANG", "LC_", "TZ")
"""What the variables begin with that are read when a process starts: a command with others is no fork."""


def run(arguments: tuple[str, ...], *, cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run ``onrecord`` with the arguments, and wait until it has ended."""
    with tempfile.TemporaryDirectory() as folder:
        stdout, stderr = Path(folder, "stdout"), Path(folder, "stderr")
        asked = {
            "arguments": arguments,
            "cwd": str(cwd),
            "env": dict(env),
            "stdout": str(stdout),
            "stderr": str(stderr),
        }
        server = _server()
        assert server.stdin
        assert server.stdout
        print(json.dumps(asked), file=server.stdin, flush=True)
        status = int(server.stdout.readline())
        return subprocess.CompletedProcess(
            ["onrecord", *arguments], status, stdout.read_text(encoding="utf-8"), stderr.read_text(encoding="utf-8")
        )


@cache
def _server() -> "subprocess.Popen[str]":
    server = subprocess.Popen(
        [sys.executable, "-P", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    import onrecord.build.conductor
    import onrecord.checking.rebuild
    import onrecord.plugin  # noqa: F401 - so that a fork has it
    from onrecord.extract import extract

    extract("“It is safe,” she said.", model="fast")
    for line in sys.stdin:
        if child := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - to the tests
        else:
            _become(**json.loads(line))


def _become(*, arguments: list[str], cwd: str, env: dict[str, str], stdout: str, stderr: str) -> NoReturn:
    """Be the command."""
    from onrecord.__main__ import run as run_command

    try:
        for number, path in enumerate((os.devnull, stdout, stderr)):
            opened = os.open(path, os.O_RDWR | os.O_CREAT)
            os.dup2(opened, number)
            os.close(opened)
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(env)
        sys.argv = ["onrecord", *arguments]
        run_command()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(1)


if __name__ == "__main__":
    _serve()
