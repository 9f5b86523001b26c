"""A preview shows an article's own pages as soon as they are there; all else is as it was until the rest is."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingEmitter

from incremental.builds import load, said
from onrecord.build.build import BuildFailedError, build, configuration
from onrecord.build.conductor import SHOWN
from onrecord.build.preview import showing, watch
from onrecord.build.settings import Asked
from publishing.project import Project, make_project

OWN = ("articles", "statements/")
ONE = "“It is safe,” said Ada Lund, the mayor.\n"
TWO = f"{ONE}“We open the bridge in May,” Lund said.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    load()
    project = make_project(tmp_path / "project")
    project.seed("bridge.txt", ONE)
    return project


def shown(project: Project) -> list[dict[str, bytes]]:
    """The site as a reader has it each time that a preview's build shows what there is, and at its end."""
    seen = []

    @contextmanager
    def look() -> Iterator[None]:
        seen.append(project.bytes_of("site"))
        yield

    build(configuration(project.root / "mkdocs.yml"), Asked(recording=False, in_place=True, showing=look, workers=1))
    return [*seen, project.bytes_of("site")]


def own(site: dict[str, bytes]) -> dict[str, bytes]:
    """The pages of articles and statements, but for the list of all articles."""
    return {path: data for path, data in site.items() if path.startswith(OWN) and path != "articles/index.html"}


def others(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in site.items() if path not in own(site)}


def test_articles_are_shown_before_lists_and_the_search_have_what_is_new(project: Project, tmp_path: Path) -> None:
    [before] = shown(project)
    project.seed("bridge.txt", TWO)
    first, last = shown(project)
    assert "open the bridge in May" in first["articles/bridge/index.html"].decode()
    assert own(first) == own(last) != own(before)
    assert others(first) == others(before)
    for changed in ("quotation/index.json", "speakers/ada-lund/index.html", "statements.jsonl"):
        assert last[changed] != before[changed]

    clean = make_project(tmp_path / "clean")
    clean.seed("bridge.txt", TWO)
    assert shown(clean) == [last]


def test_an_address_that_ends_is_answered_as_soon_as_what_took_its_place_is_shown(project: Project) -> None:
    assert project.run("onrecord", "build").returncode == 0
    before = own(project.bytes_of("site"))
    [ended] = [path for path in before if path.startswith("statements/")]
    project.seed("bridge.txt", ONE.replace("It is safe", "Nobody may cross"))
    first, last = shown(project)
    assert first[ended] != before[ended]
    assert own(first) == own(last)
    assert len([path for path in first if path.startswith("statements/")]) == 2


def test_what_does_not_stand_is_waited_for(project: Project) -> None:
    shown(project)
    (project.root / "site/quotation/index.json").unlink()
    project.seed("bridge.txt", TWO)
    [last] = shown(project)
    assert "quotation/index.json" in last


def test_articles_stay_where_the_indexes_fail_and_it_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = others(shown(project)[-1])
    project.seed("bridge.txt", TWO)

    def fail(*_: object) -> None:
        raise RuntimeError("no index")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.build.indexes.index_files", fail)
        with said() as told, pytest.raises(BuildFailedError, match="no index"):
            shown(project)
    assert [line for line in told if SHOWN in line]
    there = project.bytes_of("site")
    assert "open the bridge in May" in there["articles/bridge/index.html"].decode()
    assert others(there) == before
    _, last = shown(project)
    assert others(last) != before


def test_the_server_answers_while_it_shows_and_makes_readers_wait_for_the_rest(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    told, answered, held = threading.Event(), threading.Event(), threading.Event()

    def rebuild() -> None:
        page.write_text("pages")
        with showing(server):
            told.set()
            assert answered.wait(20)
        page.write_text("half")
        held.set()
        time.sleep(0.3)
        page.write_text("all")

    def read() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=20) as answer:
            text: str = answer.read().decode()
            return text

    server = LiveReloadServer(builder=rebuild, host="127.0.0.1", port=0, root=str(tmp_path))
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    server._want_rebuild = True
    threading.Thread(target=server._build_loop, daemon=True).start()
    try:
        assert told.wait(20)
        assert read() == "pages"
        answered.set()
        assert held.wait(20)
        assert read() == "all"
    finally:
        server.shutdown()


def test_a_preview_of_a_built_site_answers_and_leaves_nothing_behind_when_told_to_end(
    project: Project, tmp_path: Path
) -> None:
    assert project.run("onrecord", "build").returncode == 0
    own, log = tmp_path / "temporary", tmp_path / "log"
    own.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "onrecord", "serve", "--port", str(port)],
            cwd=project.root,
            env={**os.environ, "TMPDIR": str(own)},
            stderr=output,
        )
        try:
            while b"Serving on" not in log.read_bytes():
                assert server.poll() is None, log.read_text()
                time.sleep(0.05)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                assert answer.status == 200
            server.terminate()
            assert server.wait(20) == 0
        finally:
            server.kill()
    assert "the preview ends" in log.read_text()
    assert not list(own.iterdir())


def test_what_links_lead_to_is_not_watched(project: Project) -> None:
    for folder in (project.root / "seeds", project.root / "docs/images"):
        (folder / "one").symlink_to(".")
        (folder / "two").symlink_to(".")
        (folder / "out").symlink_to("/usr")
    (project.root / "docs/out").symlink_to("/usr")
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root=str(project.root), mount_path="/")
    try:
        watch(server, configuration(project.root / "mkdocs.yml"))
        seen: set[str] = set()
        for emitter in server.observer.emitters:
            assert isinstance(emitter, PollingEmitter)
            seen |= {str(path) for path in emitter._take_snapshot().paths}
    finally:
        server.server_close()
    assert str(project.root / "seeds/bridge.txt") in seen
    assert str(project.root / "docs/images/statement.png") in seen
    assert len(seen) < 100
    assert not any(path.startswith("/usr") for path in seen)
