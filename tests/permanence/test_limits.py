"""Where the machine gives no more, a build ends with one line and the site stays; links and devices end nothing."""

import ctypes
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from incremental.builds import build
from permanence.sites import ARTICLE, listening, make_site
from publishing.project import Project

ONRECORD = Path(sys.executable).with_name("onrecord")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_site(tmp_path_factory.mktemp("limits") / "project")
    assert build(project).status == 0
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    project = Project(Path(shutil.copytree(built.root, tmp_path / "project")))
    project.seed("harbor.txt", f"{ARTICLE}Another ship sank in May, police said.\n")
    return project


def limited(project: Project, **limits: int) -> subprocess.CompletedProcess[str]:
    """Build within limits of the system."""
    by_name = {"files": resource.RLIMIT_NOFILE, "bytes": resource.RLIMIT_FSIZE}

    def limit() -> None:
        for name, value in limits.items():
            resource.setrlimit(by_name[name], (value, value))

    return subprocess.run(
        [ONRECORD, "--quiet", "build", "--workers", "1"], cwd=project.root, preexec_fn=limit, text=True,
        capture_output=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    "limits",
    [
        {"bytes": 0},
        {"bytes": 4096},
        {"files": 12},
        *(pytest.param({"bytes": size}, marks=pytest.mark.slow) for size in (1, 512, 20_000, 60_000, 200_000)),
        *(pytest.param({"files": number}, marks=pytest.mark.slow) for number in (3, 5, 8, 16, 20, 24, 32, 48)),
    ],
    ids=str,
)
def test_a_limit_of_the_system_leaves_the_old_site_or_gives_the_new(project: Project, limits: dict[str, int]) -> None:
    before, registry = project.bytes_of("site"), (project.root / "seeds/registry.jsonl").read_bytes()
    ended = limited(project, **limits)
    if ended.returncode:
        assert project.bytes_of("site") == before
        assert (project.root / "seeds/registry.jsonl").read_bytes()[:1] == registry[:1]
        assert "Traceback" not in ended.stderr
        assert ended.stderr.count("Error: ") == 1 or min(limits.values()) < 10
    left = build(project)
    assert left.status == 0
    assert "Another ship" in left.site["articles/harbor/index.html"].decode()
    assert not list(project.root.glob(".site.*"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("mount") is None or not mounted(disk, "size=64m"):
        pytest.skip("only the administrator can mount a disk")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def mounted(disk: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(disk)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    "room",
    [16, *(pytest.param(size, marks=pytest.mark.slow) for size in (0, 4, 32, 64, 128, 192, 256, 512, 1024, 2048))],
)
def test_a_full_disk_leaves_the_old_site_or_gives_the_new(project: Project, disk: Path, room: int) -> None:
    """With so many kilobytes left on it."""
    project = Project(Path(shutil.copytree(project.root, disk / "project")))
    before, registry = project.bytes_of("site"), (project.root / "seeds/registry.jsonl").read_bytes()
    used = shutil.disk_usage(disk).used // 1024
    assert mounted(disk, f"remount,size={used + room}k")
    ended = limited(project)
    if ended.returncode:
        assert re.fullmatch(
            r"Error: .*No space left on device.*; make room on the disk, and build again\n", ended.stderr
        )
        assert project.bytes_of("site") == before
        assert (project.root / "seeds/registry.jsonl").read_bytes().startswith(registry[:1])
    assert room > 1000 or ended.returncode == 1
    assert mounted(disk, "remount,size=64m")
    left = build(project)
    assert left.status == 0
    assert "Another ship" in left.site["articles/harbor/index.html"].decode()
    assert not list(project.root.glob(".site.*"))


def without_rights() -> None:
    """Let even the administrator's next program write only where the rights of files say so (on Linux)."""
    for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, capability)  # PR_CAPBSET_DROP


def unprivileged(project: Project) -> subprocess.CompletedProcess[str]:
    """Build without the administrator's rights."""
    return subprocess.run(
        [ONRECORD, "--quiet", "build", "--workers", "1"], cwd=project.root, preexec_fn=without_rights, text=True,
        capture_output=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    "folder", ["docs/statements", "seeds", ".", pytest.param("docs/articles", marks=pytest.mark.slow)]
)
def test_a_folder_that_may_only_be_read_is_named_in_one_line(project: Project, folder: str) -> None:
    before, registry = project.bytes_of("site"), (project.root / "seeds/registry.jsonl").read_bytes()
    (project.root / folder).chmod(0o555)
    ended = unprivileged(project)
    (project.root / folder).chmod(0o755)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert re.match(rf"Error: .*Permission denied.*{re.escape(str(project.root))}", line)
    assert project.bytes_of("site") == before
    assert (project.root / "seeds/registry.jsonl").read_bytes() == registry
    assert not list(project.root.glob(".site.*"))


OTHERS = [  # of another user: a folder, its mode, and whether a build can go on without
    ("seeds", 0o700, False), ("docs/speakers", 0o755, False), (".cache", 0o700, True),
    *(
        pytest.param(*one, marks=pytest.mark.slow)
        for one in (
            ("seeds", 0o755, False), ("docs", 0o700, False), ("docs", 0o755, False), ("docs/statements", 0o700, False),
            (".cache", 0o755, True), (".cache/onrecord", 0o700, True), ("site", 0o755, True), (".", 0o755, False),
        )
    ),
]  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator can give files away")
@pytest.mark.parametrize(("folder", "mode", "goes_on"), OTHERS)
def test_a_folder_of_another_user_is_named_with_what_to_do(
    project: Project, folder: str, mode: int, goes_on: bool
) -> None:
    before, registry = project.bytes_of("site"), (project.root / "seeds/registry.jsonl").read_bytes()
    whose = project.root / folder
    for path in (whose, *whose.rglob("*")):
        os.chown(path, 65534, 65534, follow_symlinks=False)
    whose.chmod(mode)
    ended = unprivileged(project)
    if goes_on:
        assert (ended.returncode, ended.stderr) == (0, "")
        assert "Another ship" in (project.root / "site/articles/harbor/index.html").read_text()
    else:
        assert ended.returncode == 1
        assert re.fullmatch(
            rf"Error: \[Errno 13\] Permission denied: '{re.escape(str(project.root))}.*'; let the user who builds .*\n",
            ended.stderr,
        )
        assert project.bytes_of("site") == before
        assert (project.root / "seeds/registry.jsonl").read_bytes() == registry
        assert not list(project.root.glob(".site.*"))
    if folder == "site":  # it took the other's place, and what stood there cannot be removed
        assert unprivileged(project).stderr == ""  # as nothing changed
        project.seed("harbor.txt", ARTICLE)
        left = project.root / ".site.new"
        message = f"Error: {left}: what an earlier build left cannot be removed by this user; take it away\n"
        assert unprivileged(project).stderr == message


def to(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


THINGS: dict[str, Callable[[Path], object]] = {
    "zeros without end": to("/dev/zero"),
    "a terminal": to("/dev/tty"),
    "a file outside": to("/etc/passwd"),
    "a folder outside": to("/usr"),
    "the root": to("/"),
    "itself": lambda path: path.symlink_to(path.name),
    "its folder": to("."),
    "the folder above": to(".."),
    "nothing": to("nothing"),
    "a process": to("/proc/self/fd"),
    "a pipe": os.mkfifo,
    "a socket": listening,
}
PLACES = [
    "seeds/{}.txt", "seeds/{}.yml", "seeds/{}", "seeds/corrections/{}.yml", "seeds/readings/{}.jsonl",
    "docs/{}.md", "docs/{}", "docs/images/{}.png", "docs/statements/{}.md", "docs/topics/{}",
]  # fmt: skip


def test_a_hundred_and_twenty_links_devices_and_loops_end_no_build(project: Project) -> None:
    """All at once: each is named, nothing of it is read, and what is published is as it would be without."""
    clean = build(project)
    for folder in ("seeds/corrections", "seeds/readings", "docs/images"):
        (project.root / folder).mkdir(exist_ok=True)
    planted = []
    for number, (place, thing) in enumerate(product(PLACES, THINGS)):
        path = project.root / place.format(f"thing{number}")
        THINGS[thing](path)
        planted.append((thing, path))
    assert len(planted) == 120
    left = build(project)
    assert left.status == 1
    unnamed = [(thing, str(path)) for thing, path in planted if path.name not in left.said]
    assert unnamed == []
    assert left.said.count("\n") < 150
    assert left.site == clean.site
    assert all(os.path.lexists(path) for _, path in planted)
