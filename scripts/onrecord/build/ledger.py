"""What earlier builds wrote, job by job, and whether it still stands as it was written."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.store.files import write_file

Row = tuple[str, int, int]
"""A file: its path below the folder, its size in bytes and the time of its last change in nanoseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a job left: its key, and its files below the docs folder and below the site."""

    key: str
    docs: tuple[Row, ...] = ()
    site: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that a build left: of each job by its name, and the other files of the site."""

    jobs: Mapping[str, Done] = field(default_factory=dict)
    others: tuple[Row, ...] = ()

    @property
    def site(self) -> Iterable[Row]:
        """Every file of the site."""
        for done in self.jobs.values():
            yield from done.site
        yield from self.others

    @property
    def is_inside(self) -> bool:
        """Whether all its paths stay below their folders."""
        return all(inside(one[0]) for done in self.jobs.values() for one in done.docs) and all(
            inside(path) for path, _, _ in self.site
        )

    def untouched(self, *, docs: Path, site: Path) -> "Untouched":
        """What of it is there as it was written."""
        top = str(docs)
        return Untouched(
            docs=frozenset(one[0] for done in self.jobs.values() for one in done.docs if stands(top, [one])),
            jobs={name: done for name, done in self.jobs.items() if stands(site, done.site)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Untouched:
    """What an earlier build left and is there as it wrote it: pages in the docs folder, and jobs' files in the site."""

    docs: frozenset[str] = frozenset()
    jobs: Mapping[str, Done] = field(default_factory=dict)

    def or_new(self, name: str, key: str, make: Callable[[], Mapping[str, bytes]], put: Callable[..., Row]) -> Done:
        """What a job left that has this key and is untouched; else what it makes, each file ``put`` into the site."""
        done = self.jobs.get(name)
        if done and done.key == key:
            return done
        return Done(key=key, site=tuple(put(path=path, data=data) for path, data in make().items()))


def put_into(stage: Path, *, path: str, data: bytes, unless_in: Path) -> Row:
    """Put a file into ``stage``, unless the site that stands has it already; either way, how it stands there."""
    try:
        there = row(unless_in, path)
        if there[1] == len(data) and (unless_in / path).read_bytes() == data:
            return there
    except OSError:
        pass
    write_file(f"{stage}/{path}", data)
    return row(stage, path)


def row(folder: str | Path, path: str) -> Row:
    """The file as it is now."""
    found = os.stat(f"{folder}/{path}", follow_symlinks=False)  # noqa: PTH116 - a Path for each of 100,000 takes longer
    return (path, found.st_size, found.st_mtime_ns)


def stands(folder: str | Path, rows: Iterable[Row]) -> bool:
    """Whether each file is there as it was written: a file that was touched counts as another."""
    top = str(folder)
    try:
        return all(row(top, one[0]) == one for one in rows)
    except OSError:
        return False


def inside(path: str) -> bool:
    """Whether the path, which may be another's word, stays below the folder that it is put after."""
    return not (
        path.startswith("/") or "\\" in path or ":" in path.partition("/")[0] or {"..", ""} & {*path.split("/")}
    )
