"""A build that is killed, or has a rival, leaves the site and the registry whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.build.swap import begun, given_up, take_place
from onrecord.permanence.registry import read_registry
from onrecord.store.cache import Store
from onrecord.store.lock import locked
from permanence.sites import ARTICLE, make_site
from publishing.project import Project

ONRECORD = Path(sys.executable).with_name("onrecord")
# Builds as ``onrecord build`` does, but for the rendering, in a child of its own for each line that it is sent; it
# loads everything once, so that the time in which a child is killed is time in which it builds.
SMALL_BUILDS = """
import os, sys
from pathlib import Path
from onrecord.extract import extract
from onrecord.build.swap import begun, take_place
from onrecord.store.cache import Store
from onrecord.store.lock import locked
from publishing.pages import write_pages
root = Path(sys.argv[1])
extract("“It is safe,” she said.", model="fast")
for line in sys.stdin:
    child = os.fork()
    if child:
        print(child, flush=True)
        print(os.waitpid(child, 0)[1], flush=True)
        continue
    fresh = begun(root / "site")
    write_pages(root / "seeds", root / "docs", recording=True, store=root / ".cache/store.sqlite")
    for path in sorted((root / "docs").rglob("*.md")):
        (fresh / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path.relative_to(root)).write_bytes(path.read_bytes())
    take_place(root / "site", written=(), files=(), before=(), in_place=False, store=Store(None))
    os._exit(0)
"""


def whole(site: Path) -> tuple[tuple[str, bytes], ...]:
    return tuple((p.relative_to(site).as_posix(), p.read_bytes()) for p in sorted(site.rglob("*")) if p.is_file())


def standing_site(project: Project) -> Path:
    """The site as readers or the next build find it: the one that stands, or the one that a swap had put aside."""
    site, aside = project.root / "site", project.root / ".site.old"
    return site if site.exists() else aside


class Builds:
    """The process that builds in children."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SMALL_BUILDS, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip

    def run(self, *, kill_after: float | None = None) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("build\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it had ended
                os.kill(child, signal.SIGKILL)
        return self.process.stdout.readline().strip()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_site(tmp_path / "project")


@pytest.fixture
def builds(project: Project) -> Iterator[Builds]:
    builds = Builds(project.root)
    with builds.process:
        yield builds
        assert builds.process.stdin
        builds.process.stdin.close()


@pytest.mark.parametrize("rounds", [20, pytest.param(50, marks=pytest.mark.slow)])
def test_a_build_killed_at_many_moments_leaves_the_old_site_or_the_new(
    project: Project, builds: Builds, rounds: int
) -> None:
    assert builds.run() == "0"
    started = time.monotonic()
    assert builds.run() == "0"
    length = time.monotonic() - started
    chance = random.Random(6)  # noqa: S311 - not for secrets
    killed = 0
    for number in range(rounds):
        project.seed("harbor.txt", f"{ARTICLE}The {number}th ship sank in May, police said.\n")
        before = whole(standing_site(project)), read_registry(project.root / "seeds").statements.keys()
        killed += builds.run(kill_after=chance.random() * length) == "9"
        stood = whole(standing_site(project))
        after = read_registry(project.root / "seeds")
        assert before[1] <= after.statements.keys()
        assert {Path(name).stem for name, _ in stood if name.startswith("docs/statements/")} <= after.statements.keys()
        if stood != before[0]:
            assert any(f"The {number}th ship".encode() in text for _, text in stood)
            assert all(text.endswith(b"\n") for _, text in stood)
        if number % 10 == 9:
            assert builds.run() == "0"
            assert f"The {number}th ship" in (project.root / "site/docs/articles/harbor.md").read_text()
            assert not list(project.root.glob(".site.*"))
    assert killed > rounds / 5  # how many a busy machine lets live past their moment is not known


@pytest.mark.parametrize("rounds", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_the_command_killed_at_any_moment_leaves_a_site_that_verifies(
    project: Project, tmp_path: Path, rounds: int
) -> None:
    """And the next build gives what one gives in a project in which none was ever killed."""
    twin = make_site(tmp_path / "twin")
    assert twin.run("onrecord", "build").returncode == 0
    assert project.run("onrecord", "build").returncode == 0
    chance = random.Random(rounds)  # noqa: S311
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    started = time.monotonic()
    assert project.run("onrecord", "build").returncode == 0
    length = time.monotonic() - started
    for number in range(rounds):
        project.seed("harbor.txt", f"{ARTICLE}The {number}th ship sank in May, police said.\n")
        before = whole(project.root / "site")
        with subprocess.Popen(
            [ONRECORD, "--quiet", "build"], cwd=project.root, env=environment, start_new_session=True
        ) as running:
            time.sleep(chance.random() * length)
            os.killpg(running.pid, signal.SIGKILL)
        stood = whole(standing_site(project))
        assert (
            stood == before
            or f"The {number}th ship" in (standing_site(project) / "articles/harbor/index.html").read_text()
        )
        read_registry(project.root / "seeds")
        assert project.run("onrecord", "build").returncode == 0
        assert not list(project.root.glob(".site.*"))
        twin.seed("harbor.txt", (project.root / "seeds/harbor.txt").read_text())
        assert twin.run("onrecord", "build").returncode == 0
        for folder in ("site", "docs", "seeds"):
            assert whole(project.root / folder) == whole(twin.root / folder)
        if number % 10 == 0:
            ended = project.run("onrecord", "verify")
            assert ended.returncode == 0, ended.stdout


def test_a_swap_that_was_killed_between_its_renames_is_undone(tmp_path: Path) -> None:
    site, aside = tmp_path / "site", tmp_path / ".site.old"
    aside.mkdir()
    (aside / "index.html").write_text("old")
    begun(site)
    given_up(site)
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    begun(site).rmdir()  # nothing was built
    with pytest.raises(OSError, match="No such file"):
        take_place(site, written=(), files=(), before=(), in_place=False, store=Store(None))
    assert (site / "index.html").read_text() == "old"


def test_a_full_disk_is_one_clear_line_and_leaves_everything_whole(project: Project) -> None:
    assert project.run("onrecord", "build").returncode == 0
    before = whole(project.root / "site"), (project.root / "seeds/registry.jsonl").read_bytes()
    project.seed("harbor.txt", ARTICLE + "A ship sank in May, police said.\n" * 40)
    limited = f"ulimit -f 8; exec {ONRECORD} --quiet build"  # no file may grow beyond 8 blocks
    ended = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {limited}"], cwd=project.root, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    after = whole(project.root / "site"), (project.root / "seeds/registry.jsonl").read_bytes()
    assert after[0] == before[0]
    read_registry(project.root / "seeds")
    assert not list((project.root / "seeds").glob(".*"))
    assert not list(project.root.glob(".site.*"))


WORKERS = """
import sys, time
from onrecord.work.executors import Background, Processes
Background().submit(time.sleep, 60)
with Processes(3) as executor:
    futures = [executor.submit(time.sleep, 60) for _ in range(3)]
    print(flush=True)
    futures[0].result()
"""


def nobody_left(group: int) -> bool:
    """Whether all processes of the group end within five seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_workers_end_soon_after_their_parent_alone_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORKERS], stdout=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as parent:  # fmt: skip
        assert parent.stdout
        parent.stdout.readline()
        parent.kill()
    assert nobody_left(parent.pid)


@pytest.mark.slow
def test_after_the_parent_alone_was_killed_the_next_build_begins_at_once(project: Project) -> None:
    def seed(number: int) -> None:
        for other in range(12):
            project.seed(f"ship{other}.txt", f"{ARTICLE}The {number}th ship of {other} sank in May, police said.\n")

    command = [str(ONRECORD), "--quiet", "build", "--workers", "3"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    chance = random.Random(60)  # noqa: S311
    seed(0)
    started = time.monotonic()
    subprocess.run(command, cwd=project.root, env=environment, check=True)
    length = time.monotonic() - started
    for number in range(1, 61):
        seed(number)
        with subprocess.Popen(
            command, cwd=project.root, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            time.sleep(chance.uniform(0.2, 1) * length)
            running.send_signal(chance.choice([signal.SIGTERM, signal.SIGKILL]))
        assert nobody_left(running.pid)
        with locked(project.root, waiting=lambda holder: pytest.fail(f"{holder} still has the lock")):
            pass
        read_registry(project.root / "seeds")
    assert project.run("onrecord", "build").returncode == 0
    assert "The 60th ship of 7" in (project.root / "site/articles/ship7/index.html").read_text()
    assert not list(project.root.glob(".site.*"))


def test_a_build_that_is_told_to_end_says_so_and_leaves_the_site(project: Project) -> None:
    assert project.run("onrecord", "build").returncode == 0
    before = whole(project.root / "site")
    project.seed("harbor.txt", f"{ARTICLE}Another ship sank in May, police said.\n")
    with subprocess.Popen(
        [ONRECORD, "--quiet", "build"], cwd=project.root, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    ) as running:  # fmt: skip
        while not (project.root / ".site.new").exists() and running.poll() is None:
            pass
        running.terminate()
        assert running.stderr
        told = running.stderr.read()
    assert (running.returncode, told) == (
        130, "interrupted: the site is as it was before, and the next build goes on from here\n"
    )  # fmt: skip
    assert whole(project.root / "site") == before
    assert not list(project.root.glob(".site.*"))
