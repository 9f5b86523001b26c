"""Last stage: the next site is put together beside the one that stands, and takes its place whole.

Only what changed is written; the rest is the same files under two names (hard links).
"""

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def begun(site: Path) -> Path:
    """The empty folder that the next site is put into; what an interrupted build left is put right first."""
    stage, old = _stage(site), _old(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not site.exists():
        old.rename(site)
    for folder in (stage, old, _aside(site)):
        shutil.rmtree(folder, ignore_errors=True)
    stage.mkdir()
    return stage


def given_up(site: Path) -> None:
    """Remove what a build that failed had put together."""
    shutil.rmtree(_stage(site), ignore_errors=True)
    shutil.rmtree(_aside(site), ignore_errors=True)


def put_aside(site: Path) -> None:
    """Put what is staged out of the way of MkDocs, which empties the folder before it renders."""
    _stage(site).rename(_aside(site))


def put_back(site: Path) -> None:
    """Put what was put aside where it was."""
    if _aside(site).exists():
        shutil.rmtree(_stage(site), ignore_errors=True)
        _aside(site).rename(_stage(site))


def take_place(
    site: Path, *, written: Iterable[str], kept: Iterable[str], deleted: Iterable[str], in_place: bool
) -> None:
    """Let the staged site take its place; ``written`` are the files that are staged, ``kept`` the others it has.

    ``deleted`` are those of the one that stands.  ``in_place`` lets a reader meanwhile see some of both.
    """
    stage = _stage(site)
    if in_place and site.exists():
        _delete(site, deleted)  # first: a file may take the place of a folder, or a folder that of a file
        _move(stage, site, written)
    else:
        link_files(site, stage, kept)
        _swap(site, stage)
    shutil.rmtree(stage, ignore_errors=True)


def link_files(folder: Path, into: Path, paths: Iterable[str]) -> None:
    """Give files of a folder a second name in another one."""
    made: set[str] = {""}
    for path in paths:
        parent = path.rpartition("/")[0]
        if parent not in made:
            os.makedirs(f"{into}/{parent}", exist_ok=True)  # noqa: PTH103 - a Path for each of 50,000 takes longer
            made.add(parent)
        _link(f"{folder}/{path}", f"{into}/{path}")


def _move(stage: Path, folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        try:
            (stage / path).replace(folder / path)
        except FileNotFoundError:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).replace(folder / path)


def _delete(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            (folder / path).unlink()
        for parent in Path(path).parents:
            try:
                if parent.name:
                    (folder / parent).rmdir()
            except OSError:
                break


def _swap(site: Path, stage: Path) -> None:
    """Give the staged site its name; what had it before is removed with the stage."""
    old = _old(site)
    try:
        if site.exists():
            site.rename(old)
        stage.rename(site)
    except BaseException:  # an interrupt too
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    if old.exists():
        old.rename(stage)


def _link(path: str, to: str) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copy2(path, to, follow_symlinks=False)  # a file system without hard links


def _stage(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.aside")


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
