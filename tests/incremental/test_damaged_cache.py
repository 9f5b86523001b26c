"""What one build leaves for the next may be lost, damaged or of another version: the site is the same, to the byte."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord.build.swap
import onrecord.store.digest
from incremental.builds import build, cache_of, differences, preview, twin
from incremental.pickles import call, keep
from onrecord.build.build import configuration
from onrecord.build.settings import Asked, Settings
from onrecord.store.cache import Store
from permanence.sites import make_site
from publishing.project import Project

KINDS = ["alike", "seed", "yaml", "found", "draft", "ledger", "lines", "outcome", "registry", "spare"]
chance = random.Random(8)  # noqa: S311 - not for secrets


@pytest.fixture(scope="module", autouse=True)
def _quick_builds() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onrecord.build.swap, "SPARE_FROM", 1)
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_site(tmp_path_factory.mktemp("incremental") / "project")


@pytest.fixture
def project(built: Project) -> Project:
    """A site with all that builds leave for the next: what the test before left, where that is whole."""
    if kinds(built) != set(KINDS):
        shutil.rmtree(cache_of(built), ignore_errors=True)
        for number in range(2):
            swim(built, number)
            build(built)
    return built


def kinds(project: Project) -> set[str]:
    """The kinds of what is kept, where SQLite finds no damage."""
    if not store_file(project).is_file():
        return set()
    try:
        with sqlite3.connect(store_file(project)) as database:
            whole = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return {kind for (kind,) in database.execute("SELECT DISTINCT kind FROM kept") if whole}
    except sqlite3.Error:
        return set()
    finally:
        database.close()


def swim(project: Project, number: int) -> None:
    project.seed("plain.txt", f"The ferry sank in May, police said.\n“{number} people swam,” a spokesman said.\n")


def store_file(project: Project) -> Path:
    return cache_of(project) / "cache.sqlite"


def check(project: Project, tmp_path: Path) -> None:
    """Build after a change: the next test finds what this leaves for it."""
    swim(project, chance.randrange(10**6))
    clean = twin(project, tmp_path / "clean")
    assert differences(build(project), build(clean)) == []


def random_bytes(path: Path) -> None:
    path.write_bytes(chance.randbytes(5000))


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere") / "file")


def other_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE other (a, b)")
    database.close()


def a_table_of_that_name(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE kept (a, b)")
        database.execute("INSERT INTO kept VALUES (1, 2)")
    database.close()


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in chance.sample(range(len(data)), 200):
        data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def flipped_behind_the_header(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in chance.sample(range(4096, len(data)), 500):
        data[at] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def values_of_other_kinds(path: Path) -> None:
    with sqlite3.connect(path) as database:
        ((value,),) = database.execute("SELECT value FROM kept WHERE kind = 'found' LIMIT 1")
        database.execute("UPDATE kept SET value = ? WHERE kind IN ('ledger', 'draft', 'found')", (value[:-1] + b"x",))
    database.close()


def of_the_format_before(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 0")
        database.execute("UPDATE kept SET value = substr(value, 1, 15)")
        database.execute("INSERT INTO kept VALUES ('sheets', 'a', 'b')")
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        of_the_format_before,
        half,
        nothing,
        folder,
        a_table_of_that_name,
        flipped_behind_the_header,
        values_of_other_kinds,
        *(pytest.param(one, marks=pytest.mark.slow) for one in (random_bytes, link_to_nowhere, other_tables, flipped)),
    ],
)
def test_a_damaged_cache_changes_nothing(project: Project, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(store_file(project))
    check(project, tmp_path)


@pytest.mark.parametrize("damage", [of_the_format_before, random_bytes, half, flipped_behind_the_header])
def test_a_damaged_cache_is_begun_anew(project: Project, damage: Callable[[Path], None]) -> None:
    damage(store_file(project))
    for number in range(2):
        swim(project, number)
        build(project)
    assert kinds(project) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_of_the_cache_that_is_lost_changes_nothing(project: Project, tmp_path: Path, kind: str) -> None:
    with sqlite3.connect(store_file(project)) as database:
        assert database.execute("DELETE FROM kept WHERE kind = ?", (kind,)).rowcount
    database.close()
    check(project, tmp_path)


def test_every_kind_of_what_is_kept_is_tried_here(project: Project) -> None:
    assert kinds(project) == set(KINDS)


def test_a_cache_without_its_newest_values_changes_nothing(project: Project, tmp_path: Path) -> None:
    """As where a build was killed before it told the ledger, or a backup of the cache was put back."""
    shutil.copy(store_file(project), tmp_path / "older")
    project.seed("new.txt", "“Nobody counted the stones,” said Boris Vale, the engineer.\n")
    build(project)
    shutil.copy(tmp_path / "older", store_file(project))
    (project.root / "seeds/new.txt").unlink()
    check(project, tmp_path)


def test_the_spare_may_be_lost(project: Project, tmp_path: Path) -> None:
    (spare,) = cache_of(project).glob("spare-*")
    shutil.rmtree(spare)
    check(project, tmp_path)


def test_a_pickle_that_would_run_code_does_not(project: Project, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    keep(store_file(project), call("onrecord.search.full_text", "os.mkdir", str(mine)))
    check(project, tmp_path)
    assert not mine.exists()


def test_what_another_version_left_is_done_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, int] = {}
    put = Store.put

    def counting(store: Store, kind: str, values: Mapping[str, object]) -> None:
        made[kind] = made.get(kind, 0) + len(values)
        put(store, kind, values)

    monkeypatch.setattr(Store, "put", counting)
    swim(project, chance.randrange(10**6))
    build(project)
    assert made["found"] == 1
    made.clear()
    environment = onrecord.store.digest._environment()
    monkeypatch.setattr(onrecord.store.digest, "_environment", lambda: (*environment, ("Python", "another")))
    onrecord.store.digest.version_of_all.cache_clear()
    swim(project, chance.randrange(10**6))
    build(project)
    assert made["found"] == 2
    check(project, tmp_path)
    monkeypatch.undo()
    onrecord.store.digest.version_of_all.cache_clear()
    check(project, tmp_path)


def test_a_cache_that_cannot_be_written_to_changes_nothing(project: Project, tmp_path: Path) -> None:
    aside = cache_of(project).rename(tmp_path / "aside")
    cache_of(project).write_text("a file where the folder would be")
    check(project, tmp_path)
    cache_of(project).unlink()
    aside.rename(cache_of(project))
    check(project, tmp_path)


@pytest.mark.skipif(
    shutil.which("setpriv") is None and os.geteuid() == 0, reason="everything may be written to by root"
)
def test_a_cache_that_may_only_be_read_changes_nothing(project: Project, tmp_path: Path) -> None:
    swim(project, chance.randrange(10**6))
    clean = twin(project, tmp_path / "clean")
    by_command(clean)
    file, folders = [store_file(project)], [cache_of(project)]
    for paths in (file, folders):
        for path in paths:
            path.chmod(path.stat().st_mode & ~0o222)
        try:
            by_command(project)
        finally:
            for path in paths:
                path.chmod(path.stat().st_mode | 0o200)
        assert project.bytes_of("docs") == clean.bytes_of("docs")
        assert project.bytes_of("site") == clean.bytes_of("site")


def by_command(project: Project) -> None:
    # Root may write whatever it is told not to, but for the capability to.
    as_others = ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    ended = subprocess.run(
        [*as_others, Path(sys.executable).with_name("onrecord"), "--quiet", "build"], cwd=project.root,
        capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x", "{outside}"])
def test_a_ledger_that_leads_out_of_the_site_is_dropped(project: Project, tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.write_text("not ours")
    path = path.format(outside=outside)
    settings = Settings.of(configuration(project.root / "mkdocs.yml"), Asked())
    with closing(Store(settings.store_file)) as store:
        [ledger] = store.get("ledger", [settings.place()]).values()
        assert ledger.is_inside
        store.put("ledger", {settings.place(): replace(ledger, others=(*ledger.others, (path, 1, 1)))})
    project.seed("plain.txt", "“Two ferries sank,” said Boris Vale.\n")
    assert preview(project).status == 0
    assert outside.read_text() == "not ours"
    with closing(Store(settings.store_file)) as store:
        assert store.get("ledger", [settings.place()])[settings.place()].is_inside
