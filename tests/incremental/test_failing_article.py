"""An article over which the extraction raises is refused by its name; everything else is published."""

from pathlib import Path

import pytest

import onrecord.drafts.draft
import onrecord.drafts.drafting
from incremental.builds import build, cache_of, differences, twin
from onrecord.model.entity import Found
from permanence.sites import ARTICLE
from publishing.project import Project, make_project

ARTICLES = 8
"""More than are read in this process."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_project(tmp_path / "project")
    for number in range(ARTICLES):
        project.seed(f"odd-{number}.txt", f"{ARTICLE}“We counted {number} stones,” Boris Vale said.\n")
    return project


def raising(patch: pytest.MonkeyPatch, words: str, error: Exception) -> None:
    """Let the extraction raise over each text with these words."""
    whole = onrecord.drafts.draft.find

    def find(text: str, **options: object) -> Found:
        if words in text:
            raise error
        return whole(text, **options)  # type: ignore[arg-type]  # as they were given

    patch.setattr(onrecord.drafts.drafting, "find", find)


@pytest.mark.parametrize(
    ("workers", "error"), [(1, IndexError("<b>\x1b[2J")), (2, RecursionError()), (1, MemoryError())]
)
def test_it_is_named_its_traceback_kept_and_the_rest_published(
    project: Project, monkeypatch: pytest.MonkeyPatch, workers: int, error: Exception
) -> None:
    with monkeypatch.context() as patch:
        raising(patch, "3 stones", error)
        left = build(project, workers=workers)
    assert left.status == 1
    name = type(error).__name__
    where = ".cache/onrecord/tracebacks/odd-3.txt"
    assert left.refused == (f"seeds/odd-3.txt: reading it failed ({name}), which is our fault; report it with {where}",)
    assert name in (project.root / where).read_text()
    assert {path for path in left.pages if path.startswith("articles/odd")} == {
        f"articles/odd-{number}.md" for number in range(ARTICLES) if number != 3
    }
    again = build(project, workers=workers)
    assert (again.status, again.refused) == (0, ())
    assert differences(again, build(twin(project, project.root.with_name("twin")))) == []


def test_what_was_published_of_it_stays(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(project)
    project.seed("odd-3.txt", f"{ARTICLE}“We counted 3 bolts,” Boris Vale said.\n")
    with monkeypatch.context() as patch:
        raising(patch, "3 bolts", ValueError())
        left = build(project)
        assert (left.status, left.registry) == (1, before.registry)
        assert left.pages.keys() == before.pages.keys()
        assert "3 stones" in left.pages["articles/odd-3.md"].decode()
    assert build(project).status == 0


def test_a_model_that_is_not_there_is_no_fault_of_an_article(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, "3 stones", OSError("no such model"))
    left = build(project)
    assert (left.status, left.said) == (1, "Error: no such model\n")
    assert not (cache_of(project) / "tracebacks").exists()
