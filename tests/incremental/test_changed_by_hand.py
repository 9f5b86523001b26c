"""What somebody changed by hand among the files of a build is put right by the next one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onrecord.build.swap
from incremental.builds import build, differences, left, twin
from permanence.sites import make_site
from publishing.project import GENERATED, Project


@pytest.fixture(scope="module", params=[1, 10**9], ids=["with-a-spare", "without"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onrecord.build.swap, "SPARE_FROM", request.param)
        patch.setenv("SITE_URL", "https://example.org/record/")
        yield make_site(tmp_path_factory.mktemp("by-hand") / "project")


@pytest.fixture
def project(built: Project) -> Project:
    if not (built.root / "site").exists():
        build(built)
    return built


def other_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"e", b"E"))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def gone(path: Path) -> None:
    path.unlink()


def another(path: Path) -> None:
    """Another file under the name, as editors save one; the old file may have a second name."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:-2] + b"xx")


changes = pytest.mark.parametrize(
    "change", [other_bytes, pytest.param(truncated, marks=pytest.mark.slow), gone, another]
)


@changes
def test_generated_pages_are_put_right(project: Project, change: Callable[[Path], None]) -> None:
    before = left(project)
    for folder in GENERATED:
        for path in (project.root / "docs" / folder).glob("*.md"):
            change(path)
            if path.exists():  # a page without the build's mark is one written by hand
                path.write_bytes(b"---\ngenerated: true\n" + path.read_bytes())
    assert differences(build(project), before) == []


@changes
def test_files_of_the_site_are_put_right(project: Project, change: Callable[[Path], None]) -> None:
    before = left(project)
    files = [path for path in (project.root / "site").rglob("*") if path.is_file()]
    for path in files:
        if path.stat().st_size > 3:
            change(path)
    assert differences(build(project), before) == []
    check_after_changes(project)


def check_after_changes(project: Project) -> None:
    """What was changed does not come back with a later build either."""
    for number in range(2):
        project.seed("plain.txt", f"“{number} ferries sank,” said Boris Vale.\n")
        clean = twin(project, project.root.with_name("clean"))
        found = build(project)
    assert differences(found, build(clean)) == []


def test_files_that_nobody_knows_vanish_from_the_site_at_the_next_build_that_changes_anything(project: Project) -> None:
    site = project.root / "site"
    page = next(iter((site / "statements").iterdir()))
    for stray in (site / "stray.txt", page / "stray.html", site / "strays" / "one.txt", site / "quotation" / "old.bin"):
        stray.parent.mkdir(exist_ok=True)
        stray.write_text("nobody knows")
    check_after_changes(project)


def test_a_site_that_was_deleted_is_built_again(project: Project) -> None:
    before = build(project)
    (project.root / "site").rename(project.root / "elsewhere")
    assert differences(build(project), before) == []
    (project.root / "site").rename(project.root / "elsewhere.2")
    (project.root / "elsewhere").rename(project.root / "site")
    assert differences(build(project), before) == []


def test_a_page_of_the_build_that_one_written_by_hand_replaces_is_told_of_until_it_is_gone(project: Project) -> None:
    page = project.root / "docs/kinds/indirect.md"
    before = page.read_bytes()
    page.write_text("# By hand\n")
    for number in (1, 2, 2):
        project.seed("plain.txt", f"“{number} ferries sank,” said Boris Vale.\n")
        found = build(project)
        assert found.refused == (
            "docs/kinds/indirect.md: a hand-written page stands where the build writes one: move it",
        )
        assert found.status == 1
        assert b"By hand" in found.site["kinds/indirect/index.html"]
        clean = twin(project, project.root.with_name("clean"))
    assert differences(found, build(clean)) == []
    page.unlink()
    assert build(project).pages["kinds/indirect.md"] == before


@pytest.mark.parametrize("folder", ["statements", "speakers"])
def test_a_page_written_by_hand_at_a_published_address_stops_the_build_and_nothing_changes(
    project: Project, folder: str
) -> None:
    before = build(project)
    page = min((project.root / "docs" / folder).glob("[!i]*.md"))
    text = page.read_bytes()
    page.write_text("# By hand\n")
    found = build(project)
    assert found.status == 1
    assert "a hand-written page stands at the published address" in found.said
    assert found.site == before.site
    page.write_bytes(text)
    assert differences(build(project), before) == []
