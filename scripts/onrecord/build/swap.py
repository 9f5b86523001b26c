"""The site's folder: the next site is put together beside the one that stands, and takes its place whole.

Where one stood before, only what changed is written.  The rest is the same files under two names (hard links): linking
a hundred thousand of them takes a second, so the site of the build before last is kept as a *spare*, which is brought
up to date with the few files by which it differs, and swapped in.  Without a spare all files are linked.
"""

import errno
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.store.cache import Store
from onrecord.store.digest import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """By which files two sites differ: paths below the site's folder."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """What is known of the spare: how it and the site were named by the system, and by what it is behind the site.

    ``files`` are those of the site, ``folders`` is a digest of when something was last added to any of its folders, or
    taken out.
    """

    site: int
    spare: int
    behind: Change
    files: frozenset[str]
    folders: str


def begun(site: Path) -> Path:
    """The empty folder that the next site is put into; what an interrupted build left is put right first."""
    stage, old = _stage(site), _old(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(stage, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(_aside(site), ignore_errors=True)
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


SPARE_FROM = 3000
"""Files from which on a spare saves more time than it takes."""


def take_place(
    site: Path, change: Change, *, all_files: Collection[str], spare: Path | None, store: Store, in_place: bool
) -> None:
    """Let the staged site take its place; ``change`` is how it differs from the one that stands.

    ``all_files`` are those of the new site.  ``spare`` is the spare's folder, where there may be one; ``store`` keeps
    what is known of it.
    """
    key = str(spare)
    known: Spare | None = store.get("spare", [key]).get(key) if spare else None
    if in_place and site.exists():
        finished_in_place(site, change)
    elif spare and known and _inodes(site, spare) == (known.site, known.spare):
        store.put("spare", {key: None})  # until it is done, nothing is known of the spare
        # What the site had and the next has not, whatever is remembered otherwise of the build before.
        change = replace(change, deleted=tuple(sorted(known.files.difference(all_files))))
        untouched = _folders(site, known.files) == known.folders
        finished_by_spare(site, spare, change, known)
        if untouched:  # or a file that somebody put into the site would come back with it
            store.put("spare", {key: _told(site, spare, change, all_files)})
    else:
        finished_whole(site, kept=sorted(set(all_files).difference(change.written)))
        if spare and len(all_files) >= SPARE_FROM and store.keeps:
            made_spare(site, spare, all_files)
            store.put("spare", {key: _told(site, spare, Change(), all_files)})


def finished_whole(site: Path, *, kept: Iterable[str]) -> None:
    """Let the staged site take its place, with the files ``kept`` of the one that stands."""
    stage = _stage(site)
    made: set[str] = {""}
    for path in kept:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (stage / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        _link(f"{site}/{path}", f"{stage}/{path}")
    _swap(site, stage)
    shutil.rmtree(stage, ignore_errors=True)


def finished_in_place(site: Path, change: Change) -> None:
    """Move what is staged into the site that stands; a reader meanwhile may see some of both."""
    stage = _stage(site)
    _apply(stage, site, change)
    shutil.rmtree(stage, ignore_errors=True)


def finished_by_spare(site: Path, spare: Path, change: Change, known: Spare) -> None:
    """Bring the spare up to date with the site, then with what is staged, and swap the two."""
    _delete(spare, known.behind.deleted)
    for path in sorted(set(known.behind.written).difference(change.written, change.deleted)):
        with suppress(FileNotFoundError):
            (spare / path).unlink()
        (spare / path).parent.mkdir(parents=True, exist_ok=True)
        _link(f"{site}/{path}", f"{spare}/{path}")
    _apply(_stage(site), spare, change)
    _swap(site, spare)
    shutil.rmtree(_stage(site), ignore_errors=True)


def made_spare(site: Path, spare: Path, paths: Iterable[str]) -> None:
    """Make the spare anew: the same files as the site's."""
    shutil.rmtree(spare, ignore_errors=True)
    spare.mkdir(parents=True)
    made: set[str] = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (spare / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        _link(f"{site}/{path}", f"{spare}/{path}")


def _told(site: Path, spare: Path, behind: Change, files: Collection[str]) -> Spare | None:
    """What to remember of the spare; ``None`` where there is none that could be swapped in."""
    inodes = _inodes(site, spare)
    folders = _folders(site, files)
    if inodes is None or folders is None:
        return None
    return Spare(site=inodes[0], spare=inodes[1], behind=behind, files=frozenset(files), folders=folders)


def _inodes(site: Path, spare: Path) -> tuple[int, int] | None:
    """How the system names two folders, if each could have the other's place."""
    try:
        one, other = site.stat(), spare.stat()
    except OSError:
        return None
    return (one.st_ino, other.st_ino) if one.st_dev == other.st_dev else None


def _folders(site: Path, files: Iterable[str]) -> str | None:
    """A digest of when the folders of these files, all of a site, last changed; ``None`` where one is missing."""
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    try:
        # A Path for each of 50,000 takes longer.
        return digest([os.stat(f"{site}/{folder}").st_mtime_ns for folder in sorted(folders)])  # noqa: PTH116
    except OSError:
        return None


def _apply(stage: Path, folder: Path, change: Change) -> None:
    _delete(folder, change.deleted)  # first: a file may take the place of a folder, or a folder that of a file
    for path in change.written:
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


def _swap(site: Path, other: Path) -> None:
    """Give each the other's name; where there is no site yet, the other takes its name."""
    old = _old(site)
    if site.exists():
        site.rename(old)
    try:
        other.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    if old.exists():
        old.rename(other)


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
