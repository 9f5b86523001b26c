"""What the commands ask of a build is all that it goes by, and one build leaves nothing behind for the next."""

import fcntl
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from mkdocs.plugins import BasePlugin

import onrecord.build.conductor
import onrecord.build.plan
from incremental.builds import load
from onrecord.build.build import build, configuration, publish
from onrecord.build.outcome import asked_for
from onrecord.build.settings import PREVIEW, Asked, Settings
from onrecord.drafts.drafting import Drafts
from onrecord.plugin import OnRecordPlugin
from onrecord.work.executors import Background
from publishing.project import Project, make_project

ARTICLE = "The mayor, Ada Lund, said the bridge would open in May.\n“It is safe,” Lund said.\n"
OTHER = "“We are late,” said Boris Vale, the engineer.\n"
ASKED = Asked(workers=1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    load()
    project = make_project(tmp_path / "project")
    project.seed("bridge.txt", ARTICLE)
    return project


def settings(project: Project) -> Path:
    return project.root / "mkdocs.yml"


def test_where_nothing_changed_the_outcome_is_that_of_the_last_build(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.seed("broken.txt", b"\0")
    first = publish(configuration(settings(project)), ASKED)
    assert (first.articles, sum(first.kinds.values()), len(first.problems)) == (1, 2, 1)
    before = project.bytes_of("site")
    with monkeypatch.context() as patch:
        patch.setattr(onrecord.build.build, "build", interrupted)  # it is not so much as begun
        assert publish(configuration(settings(project)), ASKED) == first
    assert project.bytes_of("site") == before
    (project.root / "seeds/broken.txt").unlink()
    assert publish(configuration(settings(project)), ASKED) == replace(first, problems=(), changed=0)


@pytest.mark.parametrize("again", [True, False], ids=["one-configuration", "read-anew"])
def test_builds_into_other_folders_do_not_mix(project: Project, tmp_path: Path, again: bool) -> None:
    config = configuration(settings(project))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/late.txt").write_text(OTHER)
    elsewhere = replace(ASKED, seeds=tmp_path / "seeds", docs=tmp_path / "docs", site=tmp_path / "site")
    theirs = publish(config, elsewhere)
    assert not (project.root / "site").exists()
    assert project.pages() == {}
    ours = publish(config if again else configuration(settings(project)), ASKED)
    assert (theirs.kinds["direct"], ours.kinds["direct"]) == (1, 1)
    for root, mine, other in ((project.root, "bridge", "late"), (tmp_path, "late", "bridge")):
        assert (root / f"site/articles/{mine}/index.html").is_file()
        assert not (root / f"site/articles/{other}").exists()
        assert not (root / f"docs/articles/{other}.md").exists()
        assert mine in (root / "seeds/registry.jsonl").read_text()
        assert (root / "site/guide/index.html").is_file()  # the hand-written pages are the configured ones
    assert publish(config if again else configuration(settings(project)), elsewhere) == theirs


def test_a_preview_leaves_the_registry_as_it_is(project: Project) -> None:
    assert build(configuration(settings(project)), PREVIEW).registry
    assert not (project.root / "seeds/registry.jsonl").exists()
    assert (project.root / "site/articles/bridge/index.html").is_file()


def test_without_a_cache_nothing_is_left_for_the_next_build(project: Project) -> None:
    build(configuration(settings(project)), replace(ASKED, caching=False))
    assert not (project.root / ".cache").exists()


def interrupted(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


STAGES = {
    "reading": (onrecord.build.plan, "read_inputs"),
    "extraction": (Drafts, "make"),
    "archive": (onrecord.build.plan, "put_together"),
    "pages": (onrecord.build.conductor, "render_pages"),
    "registry": (onrecord.build.conductor, "write_registry"),
    "exports": (onrecord.build.conductor, "write_data"),
    "swap": (onrecord.build.conductor, "take_place"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_an_interrupt_leaves_the_site_as_it_was_and_lets_go_of_the_lock(
    project: Project, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    publish(configuration(settings(project)), ASKED)
    before = project.bytes_of("site")
    project.seed("late.txt", OTHER)
    config = configuration(settings(project))
    folders = config.docs_dir, config.site_dir
    with monkeypatch.context() as patch:
        patch.setattr(*STAGES[stage], interrupted)
        with pytest.raises(KeyboardInterrupt):
            publish(config, ASKED)
    assert project.bytes_of("site") == before
    assert not list(project.root.glob(".site.*"))
    assert not locked(project.root)
    assert (config.docs_dir, config.site_dir) == folders
    assert publish(config, ASKED).articles == 2
    assert (project.root / "site/articles/late/index.html").is_file()


def locked(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def test_an_interrupt_just_after_a_process_was_begun_lets_it_write_nothing_more(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    submit = Background.submit

    def submitted(self: Background, *call: Any, **options: Any) -> NoReturn:
        submit(self, *call, **options)
        assert self._process is not None
        begun.append(self._process.pid or 0)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Background, "submit", submitted)
        patch.setattr(Settings, "preload", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            publish(configuration(settings(project)), ASKED)
    assert begun
    assert not any(Path(f"/proc/{pid}").exists() for pid in begun)
    assert not list(project.root.glob(".site.*"))


@pytest.mark.parametrize("at", ["aside", "into place"])
def test_an_interrupt_between_the_renames_of_a_swap_puts_the_site_back(
    project: Project, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    publish(configuration(settings(project)), ASKED)
    before = project.bytes_of("site")
    project.seed("late.txt", OTHER)
    rename = Path.rename

    def renamed(path: Path, to: Path) -> Path:
        if at == "into place" and path.name == ".site.new":
            raise KeyboardInterrupt
        done = rename(path, to)
        if at == "aside" and path.name == "site":
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", renamed)
        with pytest.raises(KeyboardInterrupt):
            publish(configuration(settings(project)), ASKED)
    assert project.bytes_of("site") == before
    assert not list(project.root.glob(".site.*"))


def test_nothing_can_be_set_on_the_plugin_but_what_mkdocs_sets() -> None:
    ours = {name for name in {*vars(OnRecordPlugin), *vars(OnRecordPlugin())} if not name.startswith("_")}
    assert {name for name in ours - set(dir(BasePlugin)) if not name.startswith("on_")} == set()


def test_what_is_asked_within_a_build_is_not_asked_of_the_next(project: Project) -> None:
    build(configuration(settings(project)), replace(ASKED, recording=False))
    assert asked_for(serving=False).asked == Asked()
    assert asked_for(serving=True).asked == PREVIEW
