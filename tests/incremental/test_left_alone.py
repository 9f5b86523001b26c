"""What is no article and no page is not read, not published and not deleted, but named; every build ends."""

import os
import random
from pathlib import Path

import pytest

from incremental.builds import build, differences, left
from onrecord.store.files import regular_files
from permanence.sites import make_site
from publishing.project import GENERATED, Project

PLACES = ("seeds", "seeds/corrections", "seeds/readings", "docs", "docs/images", *(f"docs/{one}" for one in GENERATED))
NAMES = ("x.txt", "x.md", "x.yml", "x.html", "ürn.md", "a b.svg", "new\nline.md", "x.jsonl")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = make_site(tmp_path / "project")
    assert build(project).refused == ()
    return project


def plant(path: Path, kind: int) -> None:
    """Something that must not be read: a link out, to a device, a folder, itself or nothing, a pipe, a socket."""
    targets = ["/dev/zero", "/dev/null", "/proc", "/etc/hostname", ".", "..", path.name, "nothing", "/"]
    if kind < len(targets):
        path.symlink_to(targets[kind])
    else:
        os.mkfifo(path)


@pytest.mark.parametrize("rounds", [4, pytest.param(120, marks=pytest.mark.slow)])
def test_links_devices_pipes_and_circles_are_named_and_the_rest_is_published(project: Project, rounds: int) -> None:
    chance = random.Random(rounds)  # noqa: S311 - not for secrets
    before = left(project)
    for number in range(rounds):
        places = [project.root / chance.choice(PLACES) for _ in range(4)]
        planted = []
        for kind, place in enumerate(places, start=number % 7):
            place.mkdir(exist_ok=True)
            path = place / f"{kind}{chance.choice(NAMES)}"
            plant(path, kind)
            planted.append(path)
        found = build(project)
        assert found.status == 1
        for path in planted:
            assert path.name.replace("\n", "\\n") in found.said, path
            assert os.path.lexists(path)
            path.unlink()
        assert found.site.keys() == before.site.keys()
        after = build(project)
        assert differences(after, before) == []


def test_foreign_files_among_the_pages_are_left_out_and_named_but_partial_ones_are_deleted(project: Project) -> None:
    before = left(project)
    docs = project.root / "docs"
    page = next((docs / "statements").iterdir())
    (docs / "statements" / "stray.html").write_text("<p>Stray.</p>")
    (docs / "speakers" / "stray").mkdir()
    (docs / "speakers" / "stray" / "index.html").write_text("<p>Stray.</p>")
    for partial in (f"{page.name}.partial", f".{page.name}.partial"):
        (docs / "statements" / partial).write_text("---\ngenerated: true\nid: ")
    for _ in range(2):
        found = build(project)
        message = "is no page, but stands among the generated ones, so it is not published; move it"
        assert found.refused == (f"docs/speakers/stray: {message}", f"docs/statements/stray.html: {message}")
        assert found.status == 1
        assert found.site == before.site
    assert (docs / "statements" / "stray.html").exists()
    assert not list(docs.rglob("*.partial"))


def test_two_links_to_a_folder_itself_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_text("x")
    for name in ("a", "b"):
        (tmp_path / "in" / name).symlink_to(".")
    (tmp_path / "also").symlink_to("in/file")
    (tmp_path / "out").symlink_to(tmp_path.parent)
    files, refused = regular_files(tmp_path)
    assert files == ["also", "in/file"]
    assert refused.keys() == {"in/a", "in/b", "out"}
