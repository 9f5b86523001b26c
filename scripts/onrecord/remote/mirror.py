"""A copy on this machine of a folder at a URL: fetched before a build, and what the build changes is sent back."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from onrecord.cache.store import Store
from onrecord.remote.folder import RemoteError, RemoteFolder, Stamp
from onrecord.site.ledger import Row, row

Known = dict[str, tuple[Stamp, Row]]
"""Of each file how it was there and here when both were alike."""
_KIND = "mirror"


@dataclass(slots=True, kw_only=True)
class Mirror:
    """The folder at a URL, and its copy in ``folder``; ``known`` is what is known of files that are alike."""

    remote: RemoteFolder
    folder: Path
    known: Known

    @classmethod
    def of(cls, url: str, folder: Path, store: Store) -> "Mirror":
        """The mirror that earlier builds left in ``folder``, or a new one."""
        folder.mkdir(parents=True, exist_ok=True)
        known: Known = store.get(_KIND, [str(folder)]).get(str(folder), {})
        return cls(remote=RemoteFolder(url), folder=folder, known=known)

    def fetch(self) -> None:
        """Make the copy what the folder at the URL is now; only what changed on either side is copied."""
        there, here = self.remote.files(), self._here()
        for path in there:
            _check(self.remote.url, path)
        for path in here.keys() - there.keys():
            (self.folder / path).unlink()
        alike = {path for path in there if path in here and self.known.get(path) == (there[path], here[path])}
        for path in there.keys() - alike:
            (self.folder / path).unlink(missing_ok=True)
        self.remote.get(sorted(there.keys() - alike), self.folder)
        self.known = {path: (stamp, row(self.folder, path)) for path, stamp in there.items()}

    def check_unchanged(self, path: str) -> None:
        """Refuse to go on where somebody else wrote the file at the URL since it was fetched.

        Raises:
            RemoteError: somebody did.

        """
        now, before = self.remote.files().get(path), self.known.get(path)
        if now != (before and before[0]):
            msg = (
                f"{self.remote.url}/{path} was changed while this build ran, so the site was not published; build again"
            )
            raise RemoteError(msg)

    def send(self, *, only: Collection[str] | None = None, written: Collection[str] = ()) -> None:
        """Send what the build changed here since `fetch`, and delete at the URL what it deleted.

        ``only`` are the paths that may be sent, ``written`` those that were written at the URL already.
        """
        there, here = self.remote.files(), self._here()
        changed = {path for path, now in here.items() if path not in self.known or self.known[path][1] != now}
        arrived = {path for path in changed.intersection(written, there) if there[path][0] == here[path][1]}
        gone = {path for path in self.known if path not in here and path in there}
        if only is not None:
            changed, gone = changed.intersection(only), gone.intersection(only)
        self._change(changed - arrived, gone, arrived=arrived)

    def send_whole(self) -> None:
        """Make the folder at the URL what the copy is: first what a page needs, then the pages, then what went."""
        there, here = self.remote.files(), self._here()
        changed = {path for path, now in here.items() if self.known.get(path) != (there.get(path), now)}
        self._change(changed, there.keys() - here.keys())

    def remember(self, store: Store) -> None:
        """Keep what is known for the next build."""
        store.put(_KIND, {str(self.folder): self.known})

    def _here(self) -> dict[str, Row]:
        return {path: row(self.folder, path) for path in _files(self.folder)}

    def _change(self, sent: Collection[str], gone: Collection[str], *, arrived: Collection[str] = ()) -> None:
        pages = {path for path in sent if path.endswith((".html", "pagefind-entry.json"))}
        for some in (pages.symmetric_difference(sent), pages):
            self.remote.put(sorted(some), self.folder)
        self.remote.delete(sorted(gone))
        if not sent and not gone and not arrived:
            return
        there = self.remote.files()
        # Of the others somebody else may have written some since: those are fetched by the next build.
        self.known = {path: known for path, known in self.known.items() if path not in gone} | {
            path: (there[path], row(self.folder, path)) for path in (*sent, *arrived) if path in there
        }


def _check(url: str, path: str) -> None:
    """Refuse a name that would lead out of the copy, as a store of objects may hold."""
    parts = path.split("/")
    if "\0" in path or PurePosixPath(path).is_absolute() or any(part in {"", ".", ".."} for part in parts):
        msg = f"{url} holds a file with the name {path!r}, which no folder can hold; rename it"
        raise RemoteError(msg)


def _files(folder: Path) -> Iterator[str]:
    for top, _, names in os.walk(folder):
        below = Path(top).relative_to(folder).as_posix()
        for name in names:
            yield name if below == "." else f"{below}/{name}"
