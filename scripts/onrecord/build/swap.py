"""Last stage: the next site is put together beside the one that stands, and takes its place whole.

Only what changed is written; the rest is the same files under two names (hard links).  Linking 16,000 of them takes 3 s
of the 6 s of the benchmark's row "one article edited", so the site of the build before last is kept as a *spare*, which
is brought up to date with the few files by which it differs, and swapped in.
"""

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.ledger import inside
from onrecord.store.cache import Store
from onrecord.store.digest import digest

SPARE_FROM = 3000
"""Files from which on a spare saves more time than it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """What is known of the spare of a ``site``, and by which files it is behind it; digests say which folders it is of.

    Anything that is put into the site or taken out by others changes its digest, and the spare is made anew.
    """

    site: str
    spare: str
    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


class SwapError(OSError):
    """Why the next site cannot take the old one's place, in one line; the one that stands is as it was."""


def begun(site: Path) -> Path:
    """The empty folder that the next site is put into; what an interrupted build left is put right first.

    Raises:
        SwapError: something that no build leaves stands in the way.

    """
    stage, old = _stage(site), _old(site)
    for path in (site, old, *_temporary(site)):
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            what = "link" if path.is_symlink() else "file"
            msg = f"{path}: a {what} stands where the build puts a folder; take it away"
            raise SwapError(msg)
    site.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not site.exists():
        old.rename(site)
    for folder in (old, *_temporary(site)):
        _remove(folder)
        if folder.exists():  # of another user, as the site whose place another took
            msg = f"{folder}: what an earlier build left cannot be removed by this user; take it away"
            raise SwapError(msg)
    stage.mkdir()
    return stage


def given_up(site: Path) -> None:
    """Remove what a build that failed had put together."""
    for folder in _temporary(site):
        _remove(folder)


def written_docs(site: Path) -> Path:
    """The folder in which MkDocs finds the hand-written pages alone; what is left of it, the next build removes."""
    return site.with_name(f".{site.name}.docs")


def indexes_folder(site: Path) -> Path:
    """The folder in which the indexes wait; what is left of it, the next build removes."""
    return site.with_name(f".{site.name}.indexes")


def put_aside(site: Path) -> None:
    """Put what is staged out of the way of MkDocs, which empties the folder before it renders."""
    _stage(site).rename(_aside(site))


def put_back(site: Path) -> None:
    """Put what was put aside where it was."""
    if _aside(site).exists():
        _remove(_stage(site))
        _aside(site).rename(_stage(site))


def take_place(
    site: Path,
    *,
    written: Collection[str],
    files: Collection[str],
    before: Collection[str],
    in_place: bool,
    store: Store,
) -> None:
    """Let the staged site take its place; ``written`` are the files that are staged, ``files`` all that it has.

    ``before`` are those of the one that stands.  ``in_place`` lets a reader meanwhile see some of both.  The spare is
    kept beside the file of the ``store``.
    """
    stage, aside = _stage(site), _aside(site)
    spare = store.path.with_name(f"spare-{digest(str(site))}") if store.path and store.keeps and not in_place else None
    deleted = sorted(set(before).difference(files))
    if in_place and before and site.exists():  # or what nobody knows of would stay
        put_in_place(site, written=written, files=files, before=before)
    elif spare and (known := _taken(spare, site, before, store)):
        behind = sorted(set(known.written).difference(written, deleted))
        _delete(aside, known.deleted)  # in this order: see _apply
        _delete(aside, behind)
        link_files(site, aside, behind)
        _apply(stage, aside, written, deleted)
        _swap(site, aside)
        with suppress(OSError):  # else it is made anew
            aside.rename(spare)
            _remember(spare, site, files, store, written=tuple(written), deleted=tuple(deleted))
    else:
        link_files(site, stage, sorted(set(files).difference(written)))
        _swap(site, stage)
        if spare:
            _make(spare, site, files, store)
    given_up(site)  # the site before, and what has no use any more


def put_in_place(site: Path, *, written: Collection[str], files: Collection[str], before: Collection[str]) -> None:
    """Put what is staged into the site that stands, file by file, as `take_place`; more may be staged afterwards."""
    _apply(_stage(site), site, written, sorted(set(before).difference(files)))


def link_files(folder: Path, into: Path, paths: Iterable[str]) -> None:
    """Give files of a folder a second name in another one."""
    paths = tuple(paths)
    _make_folders(into, _folders(paths))
    for path in paths:
        _link(f"{folder}/{path}", f"{into}/{path}")


def _taken(spare: Path, site: Path, before: Iterable[str], store: Store) -> Spare | None:
    """The spare, put where the next build removes it if this one is killed; none but the one that is known."""
    known: Spare | None = store.get("spare", [spare.name]).get(spare.name)
    with suppress(OSError):
        if known and not all(map(inside, (*known.written, *known.deleted))):
            return None
        if known and (known.site, known.spare) == (_state(site, before), _state(spare)):
            spare.rename(_aside(site))
            return known
    return None


def _make(spare: Path, site: Path, files: Collection[str], store: Store) -> None:
    """Make the spare anew, of the same files as the site's, where there are enough and it could be swapped in."""
    shutil.rmtree(spare, ignore_errors=True)
    with suppress(OSError):
        if len(files) >= SPARE_FROM and spare.parent.stat().st_dev == site.stat().st_dev:
            spare.mkdir()
            link_files(site, spare, files)
            _remember(spare, site, files, store)


def _remember(spare: Path, site: Path, files: Iterable[str], store: Store, **behind: tuple[str, ...]) -> None:
    store.put("spare", {spare.name: Spare(site=_state(site, files), spare=_state(spare), **behind)})


def _state(folder: Path, files: Iterable[str] = ()) -> str:
    """A digest of the folder, of its files' names, and of when anything last came into their folders or went."""
    names = sorted(files)
    times = [os.stat(f"{folder}/{below}").st_mtime_ns for below in sorted(_folders(names))]  # noqa: PTH116 - see _folders
    return digest(folder.stat().st_ino, names, times)


def _apply(stage: Path, folder: Path, written: Collection[str], deleted: Iterable[str]) -> None:
    """Move what is staged into another folder, once those are ``deleted`` that it is not to have."""
    _delete(folder, deleted)  # first: a file may take the place of a folder, or a folder that of a file
    folders = _folders(written)
    _check_inside(folder, folders)
    _make_folders(folder, folders)
    for path in written:
        os.replace(f"{stage}/{path}", f"{folder}/{path}")  # noqa: PTH105 - see _folders


def _delete(folder: Path, paths: Iterable[str]) -> None:
    """Delete files, and what folders they leave empty."""
    paths = tuple(paths)
    folders = _folders(paths)
    _check_inside(folder, folders)
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(f"{folder}/{path}")  # noqa: PTH108 - see _folders
    for below in sorted(folders - {""}, reverse=True):  # what is inside before what it is in
        with suppress(OSError):
            (folder / below).rmdir()


def _check_inside(folder: Path, folders: Iterable[str]) -> None:
    """See to it that no link leads from the folder to where files of others would be deleted or written over."""
    for below in folders:
        if (folder / below).is_symlink():
            msg = f"{folder / below}: a link stands where the site has a folder; take it away"
            raise SwapError(msg)


def _make_folders(top: Path, folders: Set[str]) -> None:
    for below in sorted(folders - {""}):  # where somebody took away the one above all, it is not made again
        (top / below).mkdir(exist_ok=True)


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders above files, by their own paths; "" is the one that all are below.

    Where a `pathlib.Path` was made of each, the swap took three times as long ("one article edited").
    """
    found = {""}
    for path in paths:
        below = path.rpartition("/")[0]
        while below not in found:
            found.add(below)
            below = below.rpartition("/")[0]
    return found


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


def _remove(folder: Path) -> None:
    """Remove a folder; what is none, as a pipe, on which removing would wait without end, stays."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)


def _temporary(site: Path) -> tuple[Path, ...]:
    return _stage(site), _aside(site), written_docs(site), indexes_folder(site)


def _stage(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.aside")


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
