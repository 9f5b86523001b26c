"""The version that everything in the cache is kept under moves with whatever its values are made by."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.store import digest
from onrecord.store.digest import PACKAGE, version_behind, version_of_all
from onrecord.store.files import files_below
from permanence.sites import make_site
from publishing.project import Project

ALL_FILES = [path for path in files_below(PACKAGE) if not path.endswith(".pyc")]
READS = """
import sys
opened = set()
sys.addaudithook(lambda event, given: opened.add(given[0]) if event == "open" else None)
import onrecord.drafts.drafting
from onrecord.drafts.draft import draft, find
from onrecord.model.article import Article, Metadata, Topic
from onrecord.model.options import Editing
text = "“It is safe,” said Ada Lund of the NSF, the mayor, on May 3, 2024. The bridge cost $5, a report found."
article = Article(name="a", slug="a", path="a", sha256="", text=text, first_line=1, metadata=Metadata())
editing = Editing(topics=(Topic(name="A", phrases=("bridge",)),))
draft(article, find(text), corrections=(), editing=editing)
print(*(str(path) for path in opened), sep="\\n")
"""


def forget() -> None:
    for cached in (version_of_all, version_behind, digest._files):
        cached.cache_clear()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the package, of each file no more than its beginning: it is only to be looked at, not run."""
    folder = tmp_path_factory.mktemp("copied") / "onrecord"
    for path in ALL_FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((PACKAGE / path).read_bytes()[:20_000])
    yield folder
    forget()


def still(version: Callable[[], str], package: Path, paths: list[str]) -> list[str]:
    """Those of the files that can be changed by a line without another version."""
    forget()
    before, found = version(), []
    for path in paths:
        data = (package / path).read_bytes()
        (package / path).write_bytes(data + b"\n# another line\n")
        forget()
        if version() == before:
            found.append(path)
        (package / path).write_bytes(data)
    forget()
    assert version() == before
    return found


def test_a_line_changed_in_any_module_list_template_theme_or_model_file_gives_another_version(package: Path) -> None:
    assert {"search/grams.py", "lexicon/en/cue_verbs.txt", "pages/templates/article.md.jinja"} < {*ALL_FILES}
    assert {"theme/main.html", "extract/sentences/parser/tok2vec/model", "cli.py"} < {*ALL_FILES}
    assert still(lambda: version_of_all(package=package), package, ALL_FILES) == []


def test_a_file_more_or_fewer_gives_another_version_but_compiled_code_does_not(package: Path) -> None:
    forget()
    before = version_of_all(package=package)
    (package / "search/__pycache__").mkdir()
    (package / "search/__pycache__/grams.cpython-311.pyc").write_bytes(b"compiled")
    forget()
    assert version_of_all(package=package) == before
    (package / "search/more.py").write_bytes(b"")
    forget()
    assert version_of_all(package=package) != before
    (package / "search/more.py").rename(package / "more.py")
    forget()
    assert version_of_all(package=package) != before
    (package / "more.py").unlink()


def test_every_file_that_is_read_while_an_article_is_drafted_gives_another_version_of_drafts(package: Path) -> None:
    ran = subprocess.run([sys.executable, "-B", "-c", READS], capture_output=True, text=True, check=True)
    opened = {Path(line) for line in ran.stdout.splitlines() if line.startswith(f"{PACKAGE}{os.sep}")}
    read = {source(path).relative_to(PACKAGE).as_posix() for path in opened if path.is_file()}
    needed = sorted(path for path in read if path in ALL_FILES)
    assert {"__init__.py", "drafts/draft.py", "search/grams.py", "archive/shingles.py", "text/fold.py"} < {*needed}
    assert {"lexicon/en/cue_verbs.txt", "extract/sentences/parser/tok2vec/model"} < {*needed}
    assert still(lambda: version_behind("drafts", package=package), package, needed) == []


def source(path: Path) -> Path:
    return path.parents[1] / f"{path.name.partition('.')[0]}.py" if path.suffix == ".pyc" else path


def test_drafts_outlive_a_change_of_what_no_draft_is_made_by(package: Path) -> None:
    ours = ["theme/main.html", "theme/404.html", "cli.py", "checking/verify.py"]
    assert still(lambda: version_behind("drafts", package=package), package, ours) == ours


def test_a_module_named_in_any_way_of_importing_it_is_part_of_what_is_behind(tmp_path: Path) -> None:
    package = tmp_path / "onrecord"
    modules = {
        "__init__.py": "", "one/a.py": "from onrecord.two.b import c", "two/b.py": "if 1:\n    import onrecord.three",
        "three/d.py": "from onrecord import four", "four/e.py": "", "four/words.txt": "", "five/f.py": "", "six.py": "",
    }  # fmt: skip
    for path, text in modules.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text)
    assert still(lambda: version_behind("one", package=package), package, [*modules]) == ["five/f.py", "six.py"]


def test_another_version_of_python_or_of_any_package_gives_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = digest._installed
    names = {name for name, version in digest._environment() if version}
    assert {"Python", "spacy", "thinc", "numpy", "mkdocs-material", "pymdown-extensions", "pyyaml"} <= {
        name.lower() for name in names
    } | {"Python"}
    assert any("pagefind" in name and "bin" in name for name in names), "what a package asks of another's extras"
    assert not any("distributed" in name for name in names), "only what every installation has"

    def changed(name: str) -> tuple[str, object]:
        version, required = installed(name)
        return version + (".1" if name == "thinc" else ""), required

    before = (version_of_all(), version_behind("drafts"))
    with monkeypatch.context() as patch:
        patch.setattr(digest, "_installed", changed)
        digest._environment.cache_clear()
        forget()
        assert version_of_all() != before[0]
        assert version_behind("drafts") != before[1]
    digest._environment.cache_clear()
    forget()
    assert (version_of_all(), version_behind("drafts")) == before


def test_a_changed_model_gives_another_version(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights").write_bytes(b"1")
    before = version_of_all(str(tmp_path / "model"))
    (tmp_path / "model" / "weights").write_bytes(b"12")
    forget()
    assert version_of_all(str(tmp_path / "model")) != before != version_of_all()


def test_a_changed_constant_of_the_quotation_index_gives_the_index_that_a_clean_build_gives(tmp_path: Path) -> None:
    package = tmp_path / "code" / "onrecord"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    one, other = make_site(tmp_path / "one"), make_site(tmp_path / "other")
    first = index_of(one, package)
    grams = (package / "search/grams.py").read_text(encoding="utf-8")
    assert "0x01000193" in grams, "in the hash of words, which every draft has of its statements"
    changed = grams.replace("0x01000193", "0x01000195")
    (package / "search/grams.py").write_text(changed, encoding="utf-8")
    assert index_of(one, package) != first
    assert index_of(one, package) == index_of(other, package)


def index_of(project: Project, package: Path) -> dict[str, bytes]:
    """The index of quotations that this code leaves after a build."""
    ran = project.run("onrecord", "--quiet", "build", PYTHONPATH=str(package.parent))
    assert (ran.returncode, ran.stderr) == (0, "")
    return {path: data for path, data in project.bytes_of("site").items() if path.startswith("quotation/")}
