"""A project of its own for each test, with more articles than two workers do at once."""

import shutil
from pathlib import Path

import pytest

from publishing.project import Project, make_project

NAMES = ("Ada Lund", "Boris Vale", "Cora Finch")


def article(number: int) -> str:
    lines = (
        f"“We counted {number * 100 + line} ships in harbor {line},” said {NAMES[(number + line) % 3]}, the engineer."
        f" The council said that quay {line} would open in May, and that nobody had asked for it."
        for line in range(5)
    )
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "project")
    for number in range(60):
        made.seed(f"a{number:02}.txt", article(number))
    made.seed("a00.yml", "title: Ships\npublished: 2024-02-29\n")
    made.seed("topics.yml", "- name: Harbors\n  phrases: [harbor]\n")
    return made


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, built on this machine alone."""
    made = project.__wrapped__(tmp_path_factory.mktemp("local"))  # type: ignore[attr-defined]
    assert isinstance(made, Project)
    ended = made.run("onrecord", "build")
    assert ended.returncode == 0, ended.stderr
    shutil.rmtree(made.root / ".cache")
    return made
