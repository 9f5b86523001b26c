"""What the README tells a newcomer to type works, in a fresh clone."""

import os
import re
import shlex
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
SHELL_BLOCK = re.compile(r"^```(?:sh|shell|bash|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HERE_DOCUMENT = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
# What a session with other settings than a newcomer's would pass on to the commands.
NOT_PASSED_ON = re.compile(r"MAKE.*|MFLAGS|PYTEST.*|VIRTUAL_ENV|PYTHONPATH|SITE_URL|NO_MKDOCS_2_WARNING")
FIRST_SCREEN = 40
PATIENCE = 300  # seconds


def commands(markdown: str) -> Iterator[str]:
    """Give each command of the shell blocks, with its continuation lines and here-document, without prompt."""
    for block in SHELL_BLOCK.findall(markdown):
        lines = iter(block.splitlines())
        for line in lines:
            command = line.strip().removeprefix("$ ")
            if not command or command.startswith("#"):
                continue
            while command.endswith("\\"):
                command += "\n" + next(lines)
            if end := HERE_DOCUMENT.search(command):
                while not command.endswith("\n" + end[1]):
                    command += "\n" + next(lines)
            yield command


def words_of(command: str) -> list[str]:
    first_line = command.replace("\\\n", " ").partition("\n")[0]
    return shlex.split(first_line, comments=True)


@contextmanager
def served(clone: Path, environment: dict[str, str]) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Start ``make serve`` on a free port and give its address and itself; stop it with all that it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = clone.parent / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["make", "serve", f"PORT={port}"],
            cwd=clone,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        assert answers(address, server), log.read_text(encoding="utf-8", errors="replace")
        yield address, server
    finally:
        for urgency in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):  # it may have ended by itself
                os.killpg(server.pid, urgency)
            with suppress(subprocess.TimeoutExpired):
                server.wait(timeout=20)


def answers(address: str, server: "subprocess.Popen[bytes]") -> bool:
    """Ask until the address answers; not when the server has ended, or patience has."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.3)
    return False


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN])
    shown = [words_of(command) for command in commands(first_screen)]
    assert ["make", "serve"] in shown
    assert ["make", "test"] in shown


def test_every_command_works_in_a_fresh_clone(tmp_path: Path) -> None:
    # The clone's origin is a copy too, so that publishing pushes there.
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--bare", ROOT, origin], check=True)
    subprocess.run(["git", "clone", "--quiet", origin, clone], check=True)
    environment = {name: value for name, value in os.environ.items() if not NOT_PASSED_ON.fullmatch(name)} | {
        "GIT_AUTHOR_NAME": "Reader",
        "GIT_AUTHOR_EMAIL": "reader@example.org",
        "GIT_COMMITTER_NAME": "Reader",
        "GIT_COMMITTER_EMAIL": "reader@example.org",
    }
    folder_to_enter: str | None = None
    done = []
    for command in commands((clone / "README.md").read_text(encoding="utf-8")):
        words = words_of(command)
        if words[:2] == ["git", "clone"]:
            # This test's clone stands in for it; what it would be called is kept for the "cd" that must follow.
            folder_to_enter = words[3] if len(words) > 3 else Path(words[2]).stem
        elif words[0] == "cd":
            assert words == ["cd", folder_to_enter], "the README enters a folder that it did not make"
            folder_to_enter = None
        elif words[:2] == ["make", "test"]:
            subprocess.run(["make", "--dry-run", "test"], cwd=clone, env=environment, check=True, capture_output=True)
        elif words[:2] == ["make", "serve"]:
            with served(clone, environment) as (address, server):
                added = clone / "seeds" / "added-while-serving.txt"
                added.write_text("“It rained,” the mayor said.\n", encoding="utf-8")
                assert answers(f"{address}articles/added-while-serving/", server)
                added.unlink()
        else:
            result = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command],
                cwd=clone,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
        done.append(command)
    assert done
