"""Files as they are written, replaced and found."""

import errno
import os
import stat
from collections.abc import Collection
from pathlib import Path

_RIGHTS = "let the user who builds read and write it, or build as the one who may"
_ROOM = "make room on the disk, and build again"
_ADVICE = {
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "allow larger files (ulimit -f), and build again",
    errno.EMFILE: "allow more open files (ulimit -n), and build again",
    errno.ENFILE: "close other programs, and build again",
}


def told(error: BaseException) -> str:
    """The error in one line; where the system refused something, with what to do."""
    advice = _ADVICE.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{error}; {advice}" if advice else str(error)


def write_file(path: str | Path, data: bytes, *, sync: bool = False) -> None:
    """Write the file, and make its folder where there is none; with ``sync`` it is on the disk then."""
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115 - a Path for each of 100,000 takes longer
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(data)
        if sync:
            file.flush()
            os.fsync(file.fileno())


def replace_file(path: Path, data: bytes, *, sync: bool = False) -> None:
    """Write the file whole: who reads it meanwhile, or after a crash, finds what stood there, or all of ``data``.

    With ``sync`` so does who reads it after the power failed.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        write_file(partial, data, sync=sync)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def files_below(folder: str | Path, *, follow_links: bool = False, but: Collection[str] = ()) -> list[str]:
    """The paths of all files below a folder, POSIX style from there, sorted; none where there is no such folder.

    Links to files are files.  Links to folders are followed where ``follow_links`` says so, else left out, as are the
    folder's own folders with the names ``but``.
    """
    found = []
    top = os.fspath(folder)
    for here, folders, names in os.walk(top, followlinks=follow_links):
        below = os.path.relpath(here, top).replace(os.sep, "/") + "/" if here != top else ""
        if not below:
            folders[:] = [name for name in folders if name not in but]
        found += [f"{below}{name}" for name in names]
    return sorted(found)


def regular_files(folder: Path, *, but: Collection[str] = ()) -> tuple[list[str], dict[str, str]]:
    """The regular files below a folder, as `files_below` gives them, and why each other thing in it is left out.

    A link to a file within the folder is a file.  A link that leads out of it or to a folder (which may hold the link
    itself), a device or a pipe is left out, and nothing of it is read.
    """
    top = os.path.realpath(folder)
    found, refused = [], {}
    for path in _entries(folder, but):
        try:
            if reason := _reason(f"{top}/{path}", top):
                refused[path] = reason
            else:
                found.append(path)
        except OSError as error:
            refused[path] = f"cannot be read ({error.strerror})"
    return sorted(found), dict(sorted(refused.items()))


def _entries(folder: Path, but: Collection[str]) -> list[str]:
    """What is no folder below a folder; links are not followed."""
    found, left = [], [""]
    while left:
        below = left.pop()
        try:
            with os.scandir(f"{folder}/{below}") as entries:
                for entry in entries:
                    if not below and entry.name in but:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        left.append(f"{below}{entry.name}/")
                    else:
                        found.append(f"{below}{entry.name}")
        except OSError:  # as `os.walk` does with what may not be read
            continue
    return found


def _reason(path: str, top: str) -> str:
    """Why the file is not taken; nothing where it is."""
    there = os.lstat(path)
    if stat.S_ISLNK(there.st_mode):
        real = os.path.realpath(path, strict=True)
        if not real.startswith(f"{top}{os.sep}"):
            return "is a link that leads out of the folder; put a copy of the file there instead"
        there = os.stat(real)  # noqa: PTH116
        if stat.S_ISDIR(there.st_mode):
            return "is a link to a folder; put a copy of the folder there instead"
    return "" if stat.S_ISREG(there.st_mode) else "is not a regular file; take it away"
