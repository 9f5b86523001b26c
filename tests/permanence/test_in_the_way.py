"""What others put beside the site, or take away from it while a build runs, never makes a wrong site of it."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from incremental.builds import build, differences, twin
from onrecord.build.conductor import Build
from onrecord.build.swap import SwapError, begun, given_up, take_place
from onrecord.store.cache import Store
from permanence.sites import ARTICLE, make_site
from publishing.project import Project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_site(tmp_path_factory.mktemp("way") / "project")
    assert build(project).status == 0
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    project = Project(Path(shutil.copytree(built.root, tmp_path / "project")))
    project.seed("harbor.txt", f"{ARTICLE}Another ship sank in May, police said.\n")
    return project


def put(way: Path, what: str, other: Path) -> None:
    if what == "file":
        way.write_text("theirs")
    elif what == "pipe":
        os.mkfifo(way)
    else:
        way.symlink_to(other if what == "link" else "nothing")


@pytest.mark.parametrize("name", ["site", ".site.new", ".site.old", ".site.aside", ".site.docs", ".site.indexes"])
@pytest.mark.parametrize("what", ["file", "link", "link to nothing", "pipe"])
def test_what_stands_in_the_way_is_named_and_left_alone(tmp_path: Path, name: str, what: str) -> None:
    way, other = tmp_path / name, tmp_path / "other"
    other.mkdir()
    (other / "theirs.html").write_text("theirs")
    put(way, what, other)
    there = way.lstat().st_ino
    with pytest.raises(SwapError) as raised:
        begun(tmp_path / "site")
    kind = "link" if "link" in what else "file"
    assert str(raised.value) == f"{way}: a {kind} stands where the build puts a folder; take it away"
    given_up(tmp_path / "site")
    assert way.lstat().st_ino == there
    assert [path.read_text() for path in other.iterdir()] == ["theirs"]


@pytest.mark.parametrize(("name", "what"), [("site", "link"), (".site.new", "pipe"), (".site.docs", "file")])
def test_a_build_says_so_in_one_line(project: Project, tmp_path: Path, name: str, what: str) -> None:
    way = project.root / name
    if name == "site":
        way.rename(tmp_path / "other")
    put(way, what, tmp_path / "other")
    before, there = project.bytes_of("docs"), way.lstat().st_ino
    left = build(project)
    assert left.status == 1
    lines = [line for line in left.said.splitlines() if line.startswith(("ERROR", "Error"))]
    kind = "link" if what == "link" else "file"
    assert lines == [f"Error: {way}: a {kind} stands where the build puts a folder; take it away"]
    assert (project.bytes_of("docs"), way.lstat().st_ino) == (before, there)


def emptied(stage: Path) -> None:
    for one in list(stage.iterdir()):
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


VICTIMS: dict[str, Callable[[Path], object]] = {
    "all of it": shutil.rmtree,
    "all that is in it": emptied,
    "home": lambda stage: (stage / "index.html").unlink(),
    "a page": lambda stage: (stage / "articles/harbor/index.html").unlink(),
    "a script": lambda stage: (stage / "assets/onrecord/page.js").unlink(),
    "the page of addresses that are not there": lambda stage: (stage / "404.html").unlink(),
    "a page for another": lambda stage: (stage / "articles/harbor/index.html").write_text("theirs"),
}


@pytest.mark.parametrize(
    ("when", "victim"),
    [
        *(("_take_place", victim) for victim in VICTIMS),
        # MkDocs has not rendered anything yet.
        *(pytest.param("render_pages", victim, marks=pytest.mark.slow) for victim in VICTIMS if "page" in victim[:7]),
        pytest.param("render_pages", "all of it", marks=pytest.mark.slow),
    ],
)
def test_what_is_taken_from_the_next_site_ends_the_build(
    project: Project, monkeypatch: pytest.MonkeyPatch, when: str, victim: str
) -> None:
    before = project.bytes_of("site")
    whole = getattr(Build, when)

    def robbed(self: Build, *given: object, **options: object) -> object:
        if when == "render_pages":
            done = whole(self, *given, **options)
        if when == "_take_place" or (self.stage / "articles/harbor").is_dir():
            VICTIMS[victim](self.stage)
        return whole(self, *given, **options) if when == "_take_place" else done

    with monkeypatch.context() as patch:
        patch.setattr(Build, when, robbed)
        left = build(project)
    assert left.status == 1
    assert (
        f"Error: {project.root}/.site.new: something else took away or changed what the build had put here" in left.said
    )
    assert left.site == before
    assert not list(project.root.glob(".site.*"))
    clean = build(twin(project, project.root.with_name("twin")))
    assert differences(build(project), clean) == []


@pytest.mark.slow
def test_the_next_site_deleted_at_any_moment_leaves_the_old_one_or_gives_the_new(project: Project) -> None:
    chance = Random(8)  # noqa: S311 - not for secrets
    stage = project.root / ".site.new"
    robbed = 0
    for number in range(25):
        project.seed("harbor.txt", f"{ARTICLE}The {number}th ship sank in May, police said.\n")
        before = project.bytes_of("site")
        thread = threading.Thread(target=_rob, args=(stage, chance.uniform(0, 0.3)))
        thread.start()
        left = build(project)
        thread.join()
        clean = build(twin(project, project.root.with_name("twin")))
        if left.status:
            robbed += 1
            assert left.site == before
            assert left.said.count("Error: ") == 1
        else:
            assert left.site == clean.site
    assert robbed


def _rob(stage: Path, after: float) -> None:
    until = time.monotonic() + 20
    while not stage.exists() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(after)
    shutil.rmtree(stage, ignore_errors=True)


@pytest.mark.parametrize("name", ["docs/statements", "docs/days", "docs/days/2024", "seeds/readings"])
@pytest.mark.parametrize("what", ["link", "file"])
def test_nothing_is_written_by_way_of_a_link(project: Project, tmp_path: Path, name: str, what: str) -> None:
    way, other = project.root / name, tmp_path / "other"
    other.mkdir()
    if way.exists():
        shutil.rmtree(way)
    put(way, what, other)
    before = project.bytes_of("site")
    left = build(project)
    said = "is no folder, but the build writes into it"
    if what == "link":
        said = "is a link, through which the build would write"
    assert (left.status, left.site) == (1, before)
    assert f"Error: {way}: {said}; take it away\n" in left.said
    assert list(other.iterdir()) == []


@pytest.mark.parametrize("below", ["a", "a/b"])
def test_no_file_is_deleted_or_written_over_by_way_of_a_link_in_the_site(tmp_path: Path, below: str) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    other.mkdir()
    (other / "theirs").write_text("theirs")
    (site / below).parent.mkdir(parents=True)
    (site / below).symlink_to(other)
    path = f"{below}/theirs"
    for written, files in (((), ()), ((path,), (path,))):
        stage = begun(site)
        for name in written:
            (stage / name).parent.mkdir(parents=True)
            (stage / name).write_text("ours")
        with pytest.raises(SwapError, match="a link stands where the site has a folder"):
            take_place(site, written=written, files=files, before=(path,), in_place=True, store=Store(None))
    assert (other / "theirs").read_text() == "theirs"
