"""An archive of one's own has the whole site, with nothing of this repository but the package."""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from incremental.builds import load
from onrecord.cli import main
from publishing.project import ROOT
from site_checker import check

THREE_LINES = "site_name: The Pond Papers\ntheme: material\nplugins: [onrecord]\n"
FAST = "site_name: The Pond Papers\ntheme: material\nplugins: [onrecord: {model: fast}]\n"
ARTICLE = "The mayor, Ada Lund, said the bridge would open in May.\n“It is safe,” Lund said.\n"
PAGES = ("index.html", "search/index.html", "method/index.html", "data/index.html", "tags/index.html", "404.html")
FOLDER = ROOT / "scripts/onrecord/starting/folder"
NAVIGATION = re.compile(r'<nav class="site-nav".*?</nav>', re.DOTALL)


def run(folder: Path, *command: str) -> Result:
    load()
    ended = CliRunner().invoke(main, ["--quiet", *command, "--config", str(folder / "mkdocs.yml")])
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended


def archive(folder: Path, settings: str = FAST, **pages: str) -> Path:
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds/bridge.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name, text in pages.items():
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def navigation(site: Path) -> list[str]:
    """The titles in the navigation, in their order."""
    [found] = NAVIGATION.findall((site / "index.html").read_text(encoding="utf-8"))
    return re.findall(r"<a [^>]*>(.*?)</a>", found)


@pytest.mark.parametrize("settings", [THREE_LINES, FAST], ids=["three lines", "fast"])
def test_three_lines_and_an_article_give_the_whole_site(tmp_path: Path, settings: str) -> None:
    folder = archive(tmp_path / "own", settings)
    ended = run(folder, "build")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert [page for page in PAGES if not (folder / "site" / page).is_file()] == []
    assert check(folder / "site") == []
    assert navigation(folder / "site") == ["Articles", "Speakers", "Topics", "Kinds", "Tags", "Method", "About"]
    home = (folder / "site/index.html").read_text(encoding="utf-8")
    assert "<title>The Pond Papers: quotations and claims in the news</title>" in home
    assert "onrecord:" not in home  # each slot is filled
    assert list((folder / "docs").glob("*.md")) == []  # the pages come along, they are not written
    assert run(folder, "verify").exit_code == 0


def test_an_archive_without_an_article_is_a_whole_site_too(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own")
    (folder / "seeds/bridge.txt").unlink()
    assert run(folder, "build").exit_code == 0
    assert check(folder / "site") == []
    assert "<code>seeds/NAME.txt</code>" in (folder / "site/index.html").read_text(encoding="utf-8")


def test_a_page_that_the_editor_writes_stands_in_place_of_the_one_that_comes_along(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own", README="# Our home\n", method="# Our way\n", about="# About us\n")
    assert run(folder, "build").exit_code == 0
    for page, heading in [
        ("index.html", "Our home"),
        ("method/index.html", "Our way"),
        ("about/index.html", "About us"),
    ]:
        assert re.search(rf"<h1[^>]*>{heading}</h1>", (folder / "site" / page).read_text(encoding="utf-8"))
    assert navigation(folder / "site")[-2:] == ["Our way", "About us"]
    assert check(folder / "site") == []


def test_a_page_that_comes_along_can_be_left_out(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own", f"{FAST}exclude_docs: /method.md\n")
    assert run(folder, "build").exit_code == 0
    assert not (folder / "site/method").exists()
    assert check(folder / "site") == []


def test_a_navigation_of_the_editors_is_left_as_it_is(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own", f"{FAST}nav: [index.md, {{How: method.md}}, {{People: speakers/index.md}}]\n")
    assert run(folder, "build").exit_code == 0
    assert navigation(folder / "site") == ["How", "People"]


def test_with_another_plugin_the_navigation_is_the_same(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own", FAST.replace("plugins: [", "plugins: [search, "))
    assert run(folder, "build").exit_code == 0
    assert navigation(folder / "site") == ["Articles", "Speakers", "Topics", "Kinds", "Tags", "Method", "About"]
    assert check(folder / "site") == []


def test_a_docs_folder_of_another_name_is_not_made(tmp_path: Path) -> None:
    folder = archive(tmp_path / "own", f"{FAST}docs_dir: dcos\n")
    ended = run(folder, "build")
    assert ended.exit_code == 1
    assert "dcos" in ended.stderr
    assert not (folder / "docs").exists()


# The folder that `onrecord new` writes


def test_a_new_folder_is_a_site_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "my record"
    ended = CliRunner().invoke(main, ["new", str(folder)])
    assert ended.exit_code == 0
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {
        "mkdocs.yml",
        "README.md",
        "requirements.txt",
        ".gitattributes",
        ".gitignore",
        ".github/workflows/pages.yml",
        "docs/index.md",
        "seeds/footbridge.txt",
        "seeds/footbridge.yml",
    }
    assert set(ended.stdout.splitlines()) == {str(folder / path) for path in written}
    assert f"cd '{folder}' && onrecord serve" in ended.stderr
    built = run(folder, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert check(folder / "site") == []
    assert "Footbridge to open in May" in (folder / "site/articles/footbridge/index.html").read_text(encoding="utf-8")
    assert (folder / "site/speakers/ada-lund/index.html").is_file()


def test_what_is_to_be_ignored_is_all_that_a_build_leaves_beside_its_pages(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    assert run(folder, "build").exit_code == 0
    told = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    tops = {line[3:].partition("/")[0] for line in told.splitlines()}
    given = {".gitattributes", ".github", ".gitignore", "README.md", "mkdocs.yml", "requirements.txt"}
    assert tops == {"docs", "seeds", *given}


def test_the_guide_shows_what_is_ignored() -> None:
    ignored = (FOLDER / "dot-gitignore").read_text(encoding="utf-8").splitlines()
    lines = [line for line in ignored if line and not line.startswith("#")]
    assert "```\n{}\n```\n".format("\n".join(lines)) in (ROOT / "docs/guide.md").read_text(encoding="utf-8")


def test_nothing_is_written_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for taken in (tmp_path, tmp_path / "mine.txt"):
        ended = CliRunner().invoke(main, ["new", str(taken)])
        assert ended.exit_code != 0
        assert len(ended.stderr.strip().splitlines()[-1:]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_what_publishes_it_may_do_no_more_than_it_must() -> None:
    ours = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    theirs = yaml.safe_load((FOLDER / "dot-github/workflows/pages.yml").read_text(encoding="utf-8"))
    for workflow in (ours, theirs):
        assert workflow["permissions"] == {"contents": "read"}
    assert theirs["jobs"]["publish"] == ours["jobs"]["publish"]
    used = [[step["uses"] for step in one["jobs"]["build"]["steps"] if "uses" in step] for one in (ours, theirs)]
    assert used[0] == used[1]


# What is published


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


def environment(folder: Path) -> Path:
    """A fresh environment with what the package stands on, pinned; its folder of commands."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip(folder / "bin", "--require-hashes", "--only-binary", ":all:", "--requirement", ROOT / "requirements/run.txt")
    return folder / "bin"


def pip(commands: Path, *options: str | Path) -> None:
    subprocess.run([commands / "python", "-m", "pip", "--quiet", "install", *options], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("which", [0, 1], ids=["wheel", "sdist"])
def test_the_built_package_gives_the_whole_site_in_a_fresh_environment(
    tmp_path: Path, built: tuple[Path, Path], which: int
) -> None:
    commands = environment(tmp_path / "fresh")
    pip(commands, "--no-deps", "--no-build-isolation", built[which])
    subprocess.run([commands / "python", "-m", "pip", "check"], check=True)
    three = archive(tmp_path / "three", THREE_LINES)
    new = tmp_path / "new"
    subprocess.run([commands / "onrecord", "new", new], cwd=tmp_path, check=True)
    for folder in (three, new):
        subprocess.run([commands / "onrecord", "--quiet", "build"], cwd=folder, check=True)
        assert [page for page in PAGES if not (folder / "site" / page).is_file()] == []
        assert check(folder / "site") == []
    before = (three / "site/index.html").read_bytes()
    shutil.rmtree(three / "site")
    subprocess.run([commands / "mkdocs", "build", "--quiet", "--strict"], cwd=three, check=True)
    assert (three / "site/index.html").read_bytes() == before


@pytest.mark.slow
def test_properdocs_builds_the_same_site(tmp_path: Path, built: tuple[Path, Path]) -> None:
    commands = environment(tmp_path / "fresh")
    pip(commands, "--no-deps", built[0])
    pip(commands, "--no-deps", "--require-hashes", "--requirement", ROOT / "requirements" / "properdocs.txt")
    folder = archive(tmp_path / "three", THREE_LINES)
    sites = []
    for command in ("mkdocs", "properdocs"):
        (folder / "docs").mkdir(exist_ok=True)
        subprocess.run([commands / command, "build", "--quiet", "-f", "mkdocs.yml"], cwd=folder, check=True)
        site = folder / "site"
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
        shutil.rmtree(site)
        shutil.rmtree(folder / ".cache")
    assert sites[0]
    assert sites[0] == sites[1]


@pytest.mark.slow
def test_the_wheel_and_the_sdist_hold_every_file_of_the_package(built: tuple[Path, Path]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "scripts/onrecord"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    ours = {name.removeprefix("scripts/") for name in listed.stdout.splitlines()}
    with zipfile.ZipFile(built[0]) as wheel:
        assert {name for name in wheel.namelist() if ".dist-info/" not in name} == ours
    with tarfile.open(built[1]) as sdist:
        inside = {name.partition("/scripts/")[2] for name in sdist.getnames() if "/scripts/onrecord/" in name}
    assert inside >= ours
