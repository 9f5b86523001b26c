"""Folders at URLs, in fsspec's file system in memory and in that of this machine."""

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TypeVar

import fsspec
import pytest
from click.testing import CliRunner
from fsspec.implementations.local import LocalFileSystem

from cluster.conftest import article
from onrecord.article import Article
from onrecord.cache.store import Store
from onrecord.cli import main
from onrecord.pages.page import Page
from onrecord.remote.folder import RemoteError, RemoteFolder
from onrecord.remote.mirror import Mirror
from onrecord.remote.mirrored import Mirrored, mirrored
from onrecord.work.afar import Unread, carried, sent
from onrecord.work.job import Job
from onrecord.work.runner import Afar, Here
from publishing.project import make_project
from publishing.test_build import settled

Item = TypeVar("Item")
Result = TypeVar("Result")


@pytest.fixture
def memory() -> Iterator[str]:
    """The URL of a folder that is in memory as long as the test runs."""
    yield "memory://record"
    fsspec.filesystem("memory").rm("/record", recursive=True)


@pytest.fixture(params=["memory", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a folder, of a file system that cannot rename and of one that can."""
    if request.param == "file":
        return (tmp_path / "there").as_uri()
    return str(request.getfixturevalue("memory"))


@pytest.fixture
def there(url: str) -> RemoteFolder:
    folder = RemoteFolder(url)
    folder.write("a.txt", b"one")
    folder.write("deep/er/b.txt", b"two")
    return folder


def bytes_of(folder: RemoteFolder) -> dict[str, bytes]:
    return {path: folder.read(path) for path in folder.files()}


def opened(tmp_path: Path, **urls: str) -> AbstractContextManager[Mirrored]:
    given: dict[str, Path | str | None] = {"seeds": None, "docs": None, "site": None, **urls}
    return mirrored(**given, cache=tmp_path / "cache", waiting=lambda: None)


def mirror(url: str, folder: Path) -> Mirror:
    made = Mirror.of(url, folder, Store(None))
    made.fetch()
    return made


def test_a_file_is_written_whole_and_leaves_nothing_else(there: RemoteFolder, tmp_path: Path) -> None:
    there.write("a.txt", b"another")
    assert bytes_of(there) == {"a.txt": b"another", "deep/er/b.txt": b"two"}
    assert not list(tmp_path.rglob("*.partial"))


def test_a_mirror_has_what_is_there_and_sends_what_changes_here(there: RemoteFolder, tmp_path: Path) -> None:
    copy = mirror(there.url, tmp_path / "copy")
    assert (tmp_path / "copy/deep/er/b.txt").read_bytes() == b"two"
    (tmp_path / "copy/a.txt").write_bytes(b"changed")
    (tmp_path / "copy/new.txt").write_bytes(b"new")
    (tmp_path / "copy/deep/er/b.txt").unlink()
    copy.send()
    assert bytes_of(there) == {"a.txt": b"changed", "new.txt": b"new"}


def test_what_another_changed_there_is_fetched_and_never_overwritten(there: RemoteFolder, tmp_path: Path) -> None:
    copy = mirror(there.url, tmp_path / "copy")
    (tmp_path / "copy/new.txt").write_bytes(b"new")
    there.write("a.txt", b"ONE")
    copy.send()
    assert bytes_of(there) == {"a.txt": b"ONE", "deep/er/b.txt": b"two", "new.txt": b"new"}
    copy.fetch()
    assert (tmp_path / "copy/a.txt").read_bytes() == b"ONE"


def test_only_what_changed_is_fetched_again(there: RemoteFolder, tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite")
    mirror(there.url, tmp_path / "copy").remember(store)
    Mirror.of(there.url, tmp_path / "copy", store).remember(store)
    before = (tmp_path / "copy/deep/er/b.txt").stat()
    mirror_ = Mirror.of(there.url, tmp_path / "copy", store)
    (tmp_path / "copy/a.txt").write_bytes(b"damaged")
    there.write("c.txt", b"three")
    mirror_.fetch()
    store.close()
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy").rglob("*.txt")} == {
        "a.txt": b"one",
        "b.txt": b"two",
        "c.txt": b"three",
    }
    assert (tmp_path / "copy/deep/er/b.txt").stat().st_mtime_ns == before.st_mtime_ns
    assert (tmp_path / "copy/deep/er/b.txt").stat().st_ino == before.st_ino


def test_a_file_that_was_written_there_already_is_sent_again_only_where_it_did_not_arrive(
    there: RemoteFolder, tmp_path: Path
) -> None:
    copy = mirror(there.url, tmp_path / "copy")
    for name in ("arrived.md", "lost.md"):
        (tmp_path / "copy" / name).write_bytes(b"here")
    there.write("arrived.md", b"HERE")
    copy.send(written={"arrived.md", "lost.md"})
    assert there.read("arrived.md") == b"HERE"
    assert there.read("lost.md") == b"here"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "there/in.txt").write_text("x")
    (tmp_path / "there/same.txt").symlink_to("in.txt")
    folder = RemoteFolder((tmp_path / "there").as_uri())
    assert folder.files().keys() == {"in.txt", "same.txt"}
    (tmp_path / "there/out.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(RemoteError, match="leads out of the folder"):
        folder.files()


def test_a_name_that_would_lead_out_of_the_copy_is_refused(memory: str, tmp_path: Path) -> None:
    fsspec.filesystem("memory").store["/record/../../out.txt"] = fsspec.filesystem("memory").open("/record/x", "wb")
    with pytest.raises(RemoteError, match="which no folder can hold; rename it"):
        mirror(memory, tmp_path / "copy")


def test_a_folder_that_cannot_be_listed_does_not_count_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there/closed").mkdir(parents=True)
    listed = LocalFileSystem.ls

    def ls(self: object, path: str, **options: object) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(self, path, **options)

    monkeypatch.setattr(LocalFileSystem, "ls", ls)
    with pytest.raises(RemoteError, match="Permission denied"):
        RemoteFolder((tmp_path / "there").as_uri()).files()


def test_what_opens_a_url_is_not_told() -> None:
    with pytest.raises(RemoteError) as caught:
        RemoteFolder("nowhere://me:secret@host/seeds")
    assert str(caught.value).startswith("nowhere://host/seeds: ")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "files", "message"),
    [("site", {"photo.jpg": b""}, "holds files that are no site of ours"), ("seeds", {}, "there is no such folder")],
)
def test_a_url_that_is_surely_not_meant_is_refused(
    memory: str, tmp_path: Path, name: str, files: dict[str, bytes], message: str
) -> None:
    RemoteFolder(memory).write("other/x", b"x")
    for path, data in files.items():
        RemoteFolder(f"{memory}/{name}").write(path, data)
    with pytest.raises(RemoteError, match=message), opened(tmp_path, **{name: f"{memory}/{name}"}):
        pass


def test_of_the_seeds_only_the_registry_is_written_and_never_over_that_of_another_build(
    memory: str, tmp_path: Path
) -> None:
    there = RemoteFolder(f"{memory}/seeds")
    there.write("a.txt", b"one")
    with opened(tmp_path, seeds=there.url) as folders:
        assert folders.seeds
        (folders.seeds / "registry.jsonl").write_bytes(b"first\n")
        (folders.seeds / "a.txt").write_bytes(b"changed")
        folders.publish()
        assert bytes_of(there) == {"a.txt": b"one", "registry.jsonl": b"first\n"}
    with opened(tmp_path, seeds=there.url) as folders:
        assert folders.seeds
        assert (folders.seeds / "a.txt").read_bytes() == b"one"
        (folders.seeds / "registry.jsonl").write_bytes(b"second\n")
        there.write("registry.jsonl", b"of another\n")
        with pytest.raises(RemoteError, match="build again"):
            folders.publish()
    assert there.read("registry.jsonl") == b"of another\n"


class Sending(Here):
    """Does what a cluster does to functions, items and results: sends them, here to this process."""

    def __init__(self, afar: Afar) -> None:
        self.afar = afar

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        for item in items:
            there: tuple[Callable[[Item], Result], Item] = pickle.loads(pickle.dumps((function, item)))  # noqa: S301
            back: Result = pickle.loads(pickle.dumps(there[0](there[1])))  # noqa: S301
            yield back


def test_an_article_is_sent_without_its_text_and_read_where_it_is_worked_on(there: RemoteFolder) -> None:
    data = "\ufeff---\ntitle: Ships\n---\n“Ähm,” he said.\n".encode()
    there.write("ships.md", data)
    text = "“Ähm,” he said.\n"
    whole = Article(
        name="ships", slug="ships", path="seeds/ships.md", sha256=hashlib.sha256(data).hexdigest(), text=text
    )
    assert sent(whole, None) == sent(whole, Afar(here=Here())) == whole
    unread = sent(whole, Afar(here=Here(), seeds=there.url))
    assert isinstance(unread, Unread)
    assert text not in repr(unread)
    assert unread.read() == whole
    there.write("ships.md", data.replace(b"he", b"we"))
    with pytest.raises(RemoteError, match="was changed while this build ran; build again"):
        unread.read()


def test_pages_are_written_there_where_they_differ_and_none_was_written_by_hand(
    there: RemoteFolder, tmp_path: Path
) -> None:
    pages = [Page(path=f"articles/{name}.md", front={"title": name}, body="text") for name in ("new", "same", "own")]
    docs = tmp_path / "docs"
    (docs / "articles").mkdir(parents=True)
    (docs / "articles/same.md").write_text(str(pages[1]))
    (docs / "articles/own.md").write_text("# By hand\n")
    afar = Afar(here=Here(), docs=there.url)
    jobs = [(Job(name=page.path, key="", paths=(page.path,), make=partial(list, [page])), "key") for page in pages]
    got = list(carried(lambda job: (job[1], *job[0].make()), jobs, runner=Sending(afar), docs=docs))
    assert got == [("key", page) for page in pages]
    assert there.read("articles/new.md") == str(pages[0]).encode()
    assert afar.written == {"articles/new.md"}
    assert {path for path in there.files() if path.startswith("articles/")} == {"articles/new.md"}


def test_a_build_whose_folders_are_in_memory_gives_what_one_with_folders_here_gives(
    memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    project, there = make_project(tmp_path / "project"), RemoteFolder(f"{memory}/seeds")
    monkeypatch.chdir(project.root)
    urls = [f"--{name}={memory}/{name}" for name in ("seeds", "docs", "site")]
    for given in ({"a.txt": article(1), "b.txt": article(2)}, {"a.txt": article(1), "c.txt": article(3)}):
        for path in (project.root / "seeds").glob("*.txt"):
            path.unlink()
        there.delete(path for path in there.files() if path.endswith(".txt"))
        for name, text in given.items():
            project.seed(name, text)
            there.write(name, text.encode())
        for options in ([], urls):
            ended = CliRunner().invoke(main, ["--quiet", "build", *options])
            assert (ended.exit_code, ended.output) == (0, "")
        assert bytes_of(there) == project.bytes_of("seeds")
        docs = {path: data.decode() for path, data in bytes_of(RemoteFolder(f"{memory}/docs")).items()}
        assert docs == project.pages()
        assert settled(bytes_of(RemoteFolder(f"{memory}/site"))) == settled(project.bytes_of("site"))
