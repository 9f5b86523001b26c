"""A folder at a URL, such as ``s3://bucket/seeds`` or ``file:///shared/seeds``, on any file system of fsspec's."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

Stamp = tuple[int, str]
"""A file as the file system tells it without reading it: its size in bytes, and what changes whenever it is written."""

_MARKS = ("ETag", "etag", "md5Hash", "content_md5", "md5", "checksum", "LastModified", "last_modified", "mtime",
          "updated", "modified", "created")  # fmt: skip
"""What file systems call that, the surest first."""
_PARTIAL = re.compile(r"(?:.*/)?\.[^/]*\.partial")
_SECRET = re.compile(r"(?<=://)[^/@]*@")


class RemoteError(RuntimeError):
    """A folder at a URL cannot be read or written; the message is one line that says what to do."""


class RemoteFolder:
    """The files of a folder at a URL, each by its path below the folder.

    A file is written whole or not at all: under another name first where the file system can rename, at once where it
    is a store of objects.
    """

    def __init__(self, url: str) -> None:
        self.url = _SECRET.sub("", url).rstrip("/")
        try:
            import fsspec  # nobody else needs it
            from fsspec.asyn import AsyncFileSystem
            from fsspec.implementations.dirfs import DirFileSystem
        except ImportError as error:
            msg = f"{self.url} is a URL, and fsspec is not installed: install onrecord[cluster]"
            raise RemoteError(msg) from error
        with self.telling():
            plain, path = fsspec.url_to_fs(url)
            self._files: Any = DirFileSystem(path=path, fs=plain)
            base = fsspec.AbstractFileSystem
            self._renames = type(plain).mv is not base.mv
            self._lists_all = (
                type(plain)._find is not AsyncFileSystem._find
                if plain.async_impl
                else type(plain).find is not base.find
            )

    def exists(self) -> bool:
        """Whether there is such a folder; in a store of objects, whether it holds anything."""
        with self.telling():
            self._files.invalidate_cache()
            try:
                self._files.info("")  # its exists() takes every error for a no
            except FileNotFoundError:
                return False
            return True

    def files(self) -> dict[str, Stamp]:
        """Every file there is now, but for those that are being written."""
        if not self.exists():
            return {}
        with self.telling():
            found: dict[str, dict[str, Any]] = (
                self._files.find("", detail=True) if self._lists_all else dict(self._walked())
            )
        whole = {path: info for path, info in found.items() if path and not _PARTIAL.fullmatch(path)}
        for path, info in whole.items():
            if info.get("type") == "other" and not self._leads_to_a_file_here(path, info):
                msg = f"{self.url}/{path} leads out of the folder or is no file; put a copy of the file there instead"
                raise RemoteError(msg)
        return {path: _stamp(info) for path, info in whole.items()}

    def read(self, path: str) -> bytes:
        """A file's bytes."""
        with self.telling(path):
            data: bytes = self._files.cat_file(path)
            return data

    def write(self, path: str, data: bytes) -> None:
        """Write a file whole."""
        with self.telling(path), self._placed(path) as name:
            self._files.pipe_file(name, data)

    def get(self, paths: Collection[str], folder: Path) -> None:
        """Copy files into a folder on this machine."""
        for parent in {(folder / path).parent for path in paths}:
            parent.mkdir(parents=True, exist_ok=True)
        with self.telling():
            if paths:
                self._files.get(list(paths), [str(folder / path) for path in paths])

    def put(self, paths: Collection[str], folder: Path) -> None:
        """Copy files from a folder on this machine."""
        if self._renames:
            for path in paths:
                self.write(path, (folder / path).read_bytes())
            return
        with self.telling():
            if paths:
                self._files.put([str(folder / path) for path in paths], list(paths))

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files, and the folders that are empty then."""
        for path in paths:
            with self.telling(path), suppress(FileNotFoundError):
                self._files.rm_file(path)
            if self._renames:  # others have no folders
                with suppress(OSError):
                    for parent in PurePosixPath(path).parents:
                        if parent.name:
                            self._files.rmdir(parent.as_posix())

    @contextmanager
    def telling(self, path: str = "") -> Iterator[None]:
        """Tell in one line what goes wrong within."""
        try:
            yield
        except RemoteError:
            raise
        except FileNotFoundError as error:
            msg = f"{self.url}/{path}: there is no such file; every machine must be able to read and write {self.url}"
            raise RemoteError(msg) from error
        except Exception as error:  # each file system has its own
            reason = next(iter(str(error).splitlines()), "") or type(error).__name__
            msg = f"{self.url}{path and '/'}{path}: {reason}; check the URL, and what its file system needs"
            raise RemoteError(msg) from error

    def _walked(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every file, folder by folder; fsspec's own walk passes over those that it cannot list, as if empty."""
        waiting = [""]
        while waiting:
            top = waiting.pop()
            for info in self._files.ls(top, detail=True):
                path = info["name"].rstrip("/")
                if path == top:
                    continue
                if info["type"] == "directory":
                    waiting.append(path)
                else:
                    yield path, info

    def _leads_to_a_file_here(self, path: str, info: dict[str, Any]) -> bool:
        top = Path(self._files.path)
        real = Path(os.path.realpath(top / path))
        return bool(info.get("islink")) and real.is_file() and real.is_relative_to(os.path.realpath(top))

    @contextmanager
    def _placed(self, path: str) -> Iterator[str]:
        """A name to write to; what is written there is moved to ``path`` in the end."""
        if not self._renames:
            yield path
            return
        whole = PurePosixPath(path)
        partial = whole.with_name(f".{whole.name}.partial").as_posix()
        self._files.makedirs(whole.parent.as_posix(), exist_ok=True)
        yield partial
        self._files.mv(partial, path)


def _stamp(info: dict[str, Any]) -> Stamp:
    mark = next((str(info[name]) for name in _MARKS if info.get(name)), "")
    return (int(info.get("size") or 0), mark)
