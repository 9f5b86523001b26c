"""Where the machine gives no more, a build ends with one line and the site stays; links and devices end nothing."""

import ctypes
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
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


def without_rights() -> None:
    """Let even the administrator's next program write only where the rights of files say so (on Linux)."""
    for capability in (1, 2, 3):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
        ctypes.CDLL(None).prctl(24, capability)  # PR_CAPBSET_DROP


@pytest.mark.parametrize(
    "folder", ["docs/statements", "seeds", ".", pytest.param("docs/articles", marks=pytest.mark.slow)]
)
def test_a_folder_that_may_only_be_read_is_named_in_one_line(project: Project, folder: str) -> None:
    before, registry = project.bytes_of("site"), (project.root / "seeds/registry.jsonl").read_bytes()
    (project.root / folder).chmod(0o555)
    ended = subprocess.run(
        [ONRECORD, "--quiet", "build"], cwd=project.root, preexec_fn=without_rights, text=True, capture_output=True,
        check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, timeout=120,
    )  # fmt: skip
    (project.root / folder).chmod(0o755)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert re.match(rf"Error: .*Permission denied.*{re.escape(str(project.root))}", line)
    assert project.bytes_of("site") == before
    assert (project.root / "seeds/registry.jsonl").read_bytes() == registry
    assert not list(project.root.glob(".site.*"))


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
