"""Compares a built site with the one that the seeds give, and names every place where they differ."""

import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from onrecord.model.article import Problem
from onrecord.store.files import files_below
from onrecord.text.escape import escape_controls

_SHOWN = 30
"""How much of a line is shown on either side of the place where it differs."""
_MORE = 1024
"""Bytes of a file that are read beyond those that it should have, twice: lines may have been put in."""


def differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[Problem]:
    """A problem for each line of each file that is not as it should be, and for each file too few or too many.

    Files are given by their paths.
    """
    for path in sorted({*found, *wanted}):
        shown = escape_controls(path)
        if path not in found:
            yield Problem(path=shown, message="is missing")
        elif path not in wanted:
            yield Problem(path=shown, message="is no part of the site")
        elif (here := found[path]) != (there := wanted[path]):
            yield from _lines(shown, here, there)


class Files(Mapping[str, bytes]):
    """The content of the regular files below ``folder``, by their paths there; each is read when it is asked for.

    ``only`` says by its path which are meant.  Of those that are to be as ``like`` has them, as much is read as tells
    whether they are.  Then what nobody wants is not read, for it may be without end, and what may not be read is as if
    it were empty.
    """

    def __init__(
        self, folder: Path, *, like: "Files | None" = None, only: Callable[[str], bool] = lambda _: True
    ) -> None:
        self._folder = folder
        self._like = like
        below = filter(only, files_below(folder))
        self._paths = frozenset(path for path in below if stat.S_ISREG((folder / path).lstat().st_mode))

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        if self._like is None:
            return (self._folder / path).read_bytes()
        if path not in self._like:
            return b""
        try:
            with (self._folder / path).open("rb") as file:
                return file.read(2 * (self._like._folder / path).stat().st_size + _MORE)
        except OSError:
            return b""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)


def strange(folder: Path) -> Iterator[Problem]:
    """A problem for each thing below ``folder`` that no build leaves there: a link, pipe, empty folder, odd rights."""
    for path in sorted(folder.rglob("*")):
        mode, shown = path.lstat().st_mode, escape_controls(path.relative_to(folder).as_posix())
        if stat.S_ISDIR(mode):
            if not any(path.iterdir()):
                yield Problem(path=shown, message="is an empty folder, which no build leaves")
        elif not stat.S_ISREG(mode):
            yield Problem(path=shown, message="is no regular file")
        if not stat.S_ISLNK(mode) and mode & (
            stat.S_ISUID | stat.S_ISVTX | (0 if stat.S_ISDIR(mode) else stat.S_ISGID)
        ):
            yield Problem(path=shown, message="runs with another's rights (set-uid, set-gid or sticky)")


def _lines(path: str, found: bytes, wanted: bytes) -> Iterator[Problem]:
    here, there = (data.decode("utf-8", "backslashreplace").split("\n") for data in (found, wanted))
    blocks: Sequence[tuple[str, int, int, int, int]]
    if len(here) == len(there):
        blocks = [
            ("replace", n, n + 1, n, n + 1) for n, pair in enumerate(zip(here, there, strict=True)) if len({*pair}) > 1
        ]
    else:
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    for tag, start, end, begin, stop in blocks:
        if tag != "equal":
            message = _shown("\n".join(here[start:end]), "\n".join(there[begin:stop]))
            yield Problem(path=path, line=start + 1, message=message)


def _shown(found: str, wanted: str) -> str:
    """Where two lines part, and what stands around that."""
    at = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted)))
    start, end = max(0, at - _SHOWN), at + _SHOWN
    return f"column {at + 1}: {found[start:end]!r} stands where the seeds give {wanted[start:end]!r}"
