"""The version that everything in the cache is kept under moves with whatever its values are made by."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.store import digest
from onrecord.store.digest import PACKAGE, version_of_all
from onrecord.store.files import files_below
from permanence.sites import make_site
from publishing.project import Project

ALL_FILES = [path for path in files_below(PACKAGE) if not path.endswith(".pyc")]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the package, of each file no more than its beginning: it is only to be looked at, not run."""
    folder = tmp_path_factory.mktemp("copied") / "onrecord"
    for path in ALL_FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((PACKAGE / path).read_bytes()[:500])
    yield folder
    version_of_all.cache_clear()


def still(version: Callable[[], str], package: Path, paths: list[str]) -> list[str]:
    """Those of the files that can be changed by a line without another version."""
    version_of_all.cache_clear()
    before, found = version(), []
    for path in paths:
        data = (package / path).read_bytes()
        (package / path).write_bytes(data + b"\n# another line\n")
        version_of_all.cache_clear()
        if version() == before:
            found.append(path)
        (package / path).write_bytes(data)
    version_of_all.cache_clear()
    assert version() == before
    return found


def test_a_line_changed_in_any_module_list_template_theme_or_model_file_gives_another_version(package: Path) -> None:
    assert {"search/index.py", "lexicon/en/cue_verbs.txt", "pages/templates/article.md.jinja"} < {*ALL_FILES}
    assert {"theme/base.html", "extract/sentences/parser/tok2vec/model", "cli.py"} < {*ALL_FILES}
    assert still(lambda: version_of_all("accurate", package=package), package, ALL_FILES) == []


def test_the_accurate_model_s_weights_are_looked_at_only_for_what_is_made_with_it(package: Path) -> None:
    left_out = still(lambda: version_of_all("fast", package=package), package, ALL_FILES)
    assert left_out == [path for path in ALL_FILES if path.startswith("extract/tagger/model/")] != []
    assert still(lambda: version_of_all(package=package), package, left_out) == left_out


def test_a_file_more_or_fewer_gives_another_version_but_compiled_code_does_not(package: Path) -> None:
    version_of_all.cache_clear()
    before = version_of_all(package=package)
    (package / "search/__pycache__").mkdir()
    (package / "search/__pycache__/grams.cpython-311.pyc").write_bytes(b"compiled")
    version_of_all.cache_clear()
    assert version_of_all(package=package) == before
    (package / "search/more.py").write_bytes(b"")
    version_of_all.cache_clear()
    assert version_of_all(package=package) != before
    (package / "search/more.py").rename(package / "more.py")
    version_of_all.cache_clear()
    assert version_of_all(package=package) != before
    (package / "more.py").unlink()


def test_another_version_of_python_or_of_any_package_gives_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = digest._installed
    names = {name for name, version in digest._environment() if version}
    assert {"Python", "spacy", "thinc", "numpy", "mkdocs-material", "pymdown-extensions", "pyyaml"} <= {
        name.lower() for name in names
    } | {"Python"}
    assert not any("distributed" in name for name in names), "only what every installation has"

    def changed(name: str) -> tuple[str, object]:
        version, required = installed(name)
        return version + (".1" if name == "thinc" else ""), required

    before = version_of_all()
    with monkeypatch.context() as patch:
        patch.setattr(digest, "_installed", changed)
        digest._environment.cache_clear()
        version_of_all.cache_clear()
        assert version_of_all() != before
    digest._environment.cache_clear()
    version_of_all.cache_clear()
    assert version_of_all() == before


def test_a_changed_model_gives_another_version(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights").write_bytes(b"1")
    before = version_of_all(str(tmp_path / "model"))
    (tmp_path / "model" / "weights").write_bytes(b"12")
    version_of_all.cache_clear()
    assert version_of_all(str(tmp_path / "model")) != before != version_of_all()


@pytest.mark.slow
def test_a_changed_constant_of_the_quotation_index_gives_the_index_that_a_clean_build_gives(tmp_path: Path) -> None:
    package = tmp_path / "code" / "onrecord"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    one, other = make_site(tmp_path / "one"), make_site(tmp_path / "other")
    first = index_of(one, package)
    index = (package / "search/index.py").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^VERSION = \d+$", "VERSION = 99", index)
    assert changed != index
    (package / "search/index.py").write_text(changed, encoding="utf-8")
    assert index_of(one, package) != first
    assert index_of(one, package) == index_of(other, package)


def index_of(project: Project, package: Path) -> dict[str, bytes]:
    """The index of quotations that this code leaves after a build."""
    ran = project.run("onrecord", "--quiet", "build", PYTHONPATH=str(package.parent))
    assert (ran.returncode, ran.stderr) == (0, "")
    return {path: data for path, data in project.bytes_of("site").items() if path.startswith("quotation/")}
