"""``onrecord verify`` finds every character that is not as the seeds give it."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.checking.compare import differences
from onrecord.checking.verify import evidence
from onrecord.model.article import Article
from onrecord.permanence.registry import dump, parse
from permanence.sites import SITE, make_site
from publishing.project import Project

ALTERATIONS = 200


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_site(tmp_path_factory.mktemp("verify") / "project")
    ended = project.run("onrecord", "build", SITE_URL=SITE)
    assert ended.returncode == 0, ended.stderr
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    shutil.copytree(built.root, tmp_path / "project")
    return Project(tmp_path / "project")


def test_a_site_as_it_was_built_is_found_right(project: Project) -> None:
    ended = project.run("onrecord", "verify")
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stdout + ended.stderr
    assert "everything is as the seeds give it" in ended.stderr


def test_what_it_leaves_when_it_is_killed_it_removes_the_next_time(project: Project, tmp_path: Path) -> None:
    top = tmp_path / "temporary"
    top.mkdir()
    environment = {**os.environ, "TMPDIR": str(top), "NO_MKDOCS_2_WARNING": "1"}
    command = [str(Path(sys.executable).with_name("onrecord")), "verify"]
    with subprocess.Popen(command, cwd=project.root, env=environment, start_new_session=True) as running:
        while running.poll() is None and not any(top.glob("*/work/.site.indexes")):
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
    (left,) = top.glob("onrecord-*")
    os.utime(left, (0, 0))
    ended = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert not list(top.iterdir())


def test_two_hundred_planted_alterations_are_all_found_and_named(project: Project) -> None:
    chance = random.Random(5)  # noqa: S311 - not for secrets
    site = project.root / "site"
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.stat().st_size > 1)
    ours = [path for path in paths if "assets/stylesheets" not in path.as_posix() and path.suffix != ".map"]
    planted: set[tuple[str, int | None]] = set()
    while len(planted) < ALTERATIONS:
        path = chance.choice(ours)
        data = path.read_bytes()
        at = chance.randrange(len(data))
        name = path.relative_to(site).as_posix()
        text = b"\0" not in data
        place = (name, data[:at].count(b"\n") + 1 if text else None)
        if place in planted or (name, None) in planted or data[at : at + 1] == b"\n":
            continue
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 if text else data[at] ^ 0x55]) + data[at + 1 :])
        planted.add(place)
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)
    named = set()
    for line in ended.stdout.splitlines():
        found = re.match(r"(.+?)(?::(\d+))?: ", line)
        assert found, line
        named |= {(found[1], int(found[2]) if found[2] else None), (found[1], None)}
    missed = {place for place in planted if place not in named}
    assert not missed


def test_a_character_lost_or_added_is_found(project: Project) -> None:
    page = next((project.root / "site/statements").glob("*/index.html"))
    text = page.read_text()
    for changed in (text.replace("safe", "saf", 1), text + " ", text.replace("\n", "", 1)):
        page.write_text(changed if changed != text else text[:-1])
        ended = project.run("onrecord", "verify", SITE_URL=SITE)
        assert ended.returncode == 1
        assert page.relative_to(project.root / "site").as_posix() in ended.stdout


def test_a_file_too_few_or_too_many_a_page_and_the_registry_are_named(project: Project) -> None:
    (project.root / "site/statements.csv").unlink()
    (project.root / "site/extra.html").write_text("x")
    page = next((project.root / "docs/statements").glob("*.md"))
    page.write_text(page.read_text().replace("safe", "sale").replace("ferry", "berry") + "\n")
    registry = project.root / "seeds/registry.jsonl"
    registry.write_text(dump(replace(parse(registry.read_text()), topics={})))
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert ended.returncode == 1
    assert "statements.csv: is missing" in ended.stdout
    assert "extra.html: is no part of the site" in ended.stdout
    assert f"docs/statements/{page.name}:" in ended.stdout
    assert "registry.jsonl: does not hold what these seeds publish" in ended.stdout


def test_what_no_build_leaves_in_a_site_is_named(project: Project) -> None:
    site = project.root / "site"
    (site / "link.html").symlink_to("index.html")
    (site / "folder").symlink_to("/proc")
    os.mkfifo(site / "articles" / "pipe")
    (site / "empty" / "inner").mkdir(parents=True)
    (site / "index.html").chmod(0o4755)
    (project.root / "docs/statements/stray.html").write_text("x")
    (project.root / "docs/statements/x.md.partial").write_text("x")
    os.mkfifo(project.root / "docs" / "pipe")
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert ended.returncode == 1
    named = {line.partition(": ")[0].removeprefix(f"{project.root}/") for line in ended.stdout.splitlines()}
    docs = {"docs/statements/stray.html", "docs/statements/x.md.partial", "docs/pipe"}
    assert named == docs | {"link.html", "folder", "articles/pipe", "empty/inner", "index.html"}
    assert f"checked as the site of {SITE}" in ended.stderr


def test_a_seed_that_changed_after_the_build_is_noticed(project: Project) -> None:
    seed = project.root / "seeds/harbor.txt"
    seed.write_text(seed.read_text().replace("safe", "sale"))
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert ended.returncode == 1
    assert re.search(r"articles/harbor/index\.html:\d+: shows .*safe", ended.stdout)


def test_verifying_changes_nothing(project: Project) -> None:
    before = {folder: project.bytes_of(folder) for folder in ("docs", "site", "seeds")}
    project.run("onrecord", "verify", SITE_URL=SITE)
    assert {folder: project.bytes_of(folder) for folder in before} == before


def test_a_site_that_is_not_there_is_one_clear_line(project: Project) -> None:
    ended = project.run("onrecord", "verify", "nowhere")
    assert ended.returncode == 1
    assert re.fullmatch(r"Error: .*nowhere: there is no such folder; build the site first\n", ended.stderr)


def test_a_damaged_registry_is_refused(project: Project) -> None:
    registry = project.root / "seeds/registry.jsonl"
    registry.write_text("<<<<<<< ours\n" + registry.read_text())
    for command in ("verify", "build"):
        before = project.bytes_of("docs"), project.bytes_of("site"), registry.read_bytes()
        ended = project.run("onrecord", command, SITE_URL=SITE)
        assert ended.returncode == 1
        assert "seeds/registry.jsonl:1: a merge conflict" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert (project.bytes_of("docs"), project.bytes_of("site"), registry.read_bytes()) == before


ONE = Article(name="a", slug="a", path="seeds/a.txt", sha256="0", text="It is safe & sound, she said.")


@pytest.mark.parametrize(
    ("shown", "offsets", "fault"),
    [
        ("It is safe &amp; sound", "0-18", None),
        ("It is <em>safe</em> &amp; sound<a href=x></a>", "0-18", None),
        (
            "It is sale &amp; sound",
            "0-18",
            "shows 'It is sale & sound' where seeds/a.txt has 'It is safe & sound' at 0-18",
        ),
        (
            "It is safe &amp; sound",
            "0-17",
            "shows 'It is safe & sound' where seeds/a.txt has 'It is safe & soun' at 0-17",
        ),
        ("It is safe", "0-x", "the offsets '0-x' are not two numbers"),
    ],
)
def test_the_words_on_a_page_are_held_against_the_seed_by_their_offsets(
    shown: str, offsets: str, fault: str | None
) -> None:
    page = f'<br><div data-article-id="a">\n<p data-article-text="{offsets}">{shown}</p> other</div>'
    problems = list(evidence({"statements/0000000000/index.html": page.encode()}, {"a": ONE}))
    assert [str(problem) for problem in problems] == ([f"statements/0000000000/index.html:2: {fault}"] if fault else [])


def test_each_line_that_differs_is_named_even_where_lines_were_added() -> None:
    found = {"a.txt": b"one\ntwo\nthree\nfour\nfive"}
    wanted = {"a.txt": b"one\ntwa\nthree\nfour\nmore\nfive"}
    assert [problem.line for problem in differences(found, wanted)] == [2, 5]
