"""Files as they are written, replaced and found."""

import os
from collections.abc import Collection
from pathlib import Path


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
