"""The site's folder becomes the wanted one, whichever way, and is never found half done by the next build."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord.build.swap
from onrecord.build.swap import begun, take_place
from onrecord.store.cache import Store

Files = Mapping[str, bytes]
# A page can take the place of a folder, and a folder that of a page.
PATHS = ["a", "a/b", "a/b/c", "d/e", "d/f", "g/h/i", "g/h", "index.html", "ä ö/ü"]


def possible(files: Files) -> bool:
    return not any(other.startswith(f"{path}/") for path in files for other in files)


trees = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=3), min_size=1).filter(possible)
histories = st.lists(trees, min_size=1, max_size=6)


class Cut(BaseException):
    """The process was killed here."""


class Sites:
    """A site that one build after the other brings up to date, as they would."""

    def __init__(self, root: Path, *, spare: bool, in_place: bool) -> None:
        self.site = root / "site"
        self.store = Store(root / "cache" / "store" if spare else None)
        self.in_place = in_place
        self.before: Files = {}

    def build(self, wanted: Files) -> None:
        stage = begun(self.site)
        standing = there(self.site)
        written = [path for path, data in wanted.items() if standing.get(path) != data]
        for path in written:
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(wanted[path])
        take_place(
            self.site, written=written, files=wanted, before=self.before, in_place=self.in_place, store=self.store
        )
        self.before = wanted

    def spares(self) -> list[Path]:
        return list((self.site.parent / "cache").glob("spare-*"))


def there(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty_folders(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]


@contextmanager
def sites(*, spare: bool = False, in_place: bool = False) -> Iterator[Sites]:
    with tempfile.TemporaryDirectory() as name, mock.patch.object(onrecord.build.swap, "SPARE_FROM", 0):
        made = Sites(Path(name), spare=spare, in_place=in_place)
        yield made
        made.store.close()


ways = pytest.mark.parametrize("way", [{}, {"spare": True}, {"in_place": True}], ids=["whole", "by-spare", "in-place"])


@ways
@given(history=histories)
@settings(max_examples=40)
def test_the_site_is_what_was_wanted_after_any_changes(way: dict[str, bool], history: list[Files]) -> None:
    with sites(**way) as one:
        for wanted in history:
            one.build(wanted)
            assert there(one.site) == wanted
            assert not empty_folders(one.site)
            assert not list(one.site.parent.glob(".site.*"))


@given(history=histories.filter(lambda some: len(some) > 2))
@settings(max_examples=20)
def test_the_spare_is_used_from_the_second_build_on(history: list[Files]) -> None:
    with sites(spare=True) as one:
        one.build(history[0])
        with mock.patch.object(onrecord.build.swap, "_make", side_effect=AssertionError):
            for wanted in history[1:]:
                one.build(wanted)


@pytest.mark.parametrize("way", [{}, {"spare": True}], ids=["whole", "by-spare"])
@given(data=st.data(), history=histories)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_build_cut_off_at_any_step_leaves_the_site_before_it_or_the_new_one(
    way: dict[str, bool], data: st.DataObject, history: list[Files]
) -> None:
    with sites(**way) as one:
        for wanted in history:
            one.build(wanted)
        before, new = history[-1], data.draw(trees)
        with cut_off(after=data.draw(st.integers(0, 30))):
            one.build(new)
        begun(one.site)
        stood = there(one.site)
        assert stood in (before, new)
        # What the ledger says is of the build before: it is written last.
        following = data.draw(trees)
        for wanted in (following, new):
            one.build(wanted)
            assert there(one.site) == wanted
            assert not empty_folders(one.site)


@contextmanager
def cut_off(*, after: int) -> Iterator[None]:
    """Nothing reaches the disk any more after so many changes to its folders."""
    left = [after]

    def cutting(function: Callable[..., object]) -> Callable[..., object]:
        def called(*args: object, **options: object) -> object:
            if left[0] <= 0:
                raise Cut
            left[0] -= 1
            return function(*args, **options)

        return called

    with ExitStack() as patches:
        for name in ("link", "rename", "replace", "unlink", "rmdir", "mkdir"):
            patches.enter_context(mock.patch.object(os, name, cutting(getattr(os, name))))
        with suppress(Cut):
            yield


def test_a_ledger_that_was_lost_does_not_bring_back_what_was_deleted() -> None:
    with sites(spare=True) as one:
        one.build({"index.html": b"1", "gone": b"1"})
        one.build({"index.html": b"2", "gone": b"1"})
        one.before = {}
        one.build({"index.html": b"3"})
        assert there(one.site) == {"index.html": b"3"}


def test_a_file_that_somebody_puts_into_the_site_does_not_come_back_with_the_spare() -> None:
    with sites(spare=True) as one:
        one.build({"a/b": b"1"})
        one.build({"a/b": b"2"})
        for stray in ("stray", "a/stray"):
            (one.site / stray).write_bytes(b"")
            for number in range(4):
                one.build({"a/b": b"%d" % number})
                assert there(one.site) == {"a/b": b"%d" % number}


def test_a_file_that_somebody_deletes_from_the_site_is_there_again() -> None:
    with sites(spare=True) as one:
        one.build({"a": b"1", "b": b"1"})
        one.build({"a": b"2", "b": b"2"})
        (one.site / "a").unlink()
        one.build({"a": b"2", "b": b"2"})
        assert there(one.site) == {"a": b"2", "b": b"2"}


def test_a_spare_that_somebody_deleted_is_made_again() -> None:
    with sites(spare=True) as one:
        one.build({"a": b"1"})
        (spare,) = one.spares()
        shutil.rmtree(spare)
        one.build({"a": b"2"})
        assert there(one.site) == there(spare) == {"a": b"2"}


def test_a_preview_between_builds_does_not_mislead_the_spare() -> None:
    with sites(spare=True) as one:
        one.build({"a": b"1", "b": b"1"})
        one.in_place = True
        one.build({"a": b"2", "b": b"1"})
        one.in_place = False
        one.build({"a": b"2", "b": b"2"})
        assert there(one.site) == {"a": b"2", "b": b"2"}


def test_a_preview_makes_no_spare() -> None:
    with sites(spare=True, in_place=True) as one:
        one.build({"a": b"1"})
        one.build({"a": b"2"})
        assert not one.spares()


def test_a_file_system_without_hard_links_gives_the_same_site() -> None:
    with sites(spare=True) as one, mock.patch.object(os, "link", side_effect=PermissionError(1, "no links")):
        for wanted in ({"a": b"1", "b": b"1"}, {"a": b"2", "b": b"1"}, {"b": b"1"}, {"b": b"1", "c/d": b"1"}):
            one.build(wanted)
            assert there(one.site) == wanted
