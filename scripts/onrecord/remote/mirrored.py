"""The folders of a build, some of them at URLs: what it works with is on this machine all the same."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.cache.digest import digest
from onrecord.cache.store import Store
from onrecord.lock import locked
from onrecord.reading.reserved import REGISTRY
from onrecord.remote.folder import RemoteError
from onrecord.remote.mirror import Mirror
from onrecord.remote.place import is_url

_OUR_SITE = "assets/onrecord/"
"""What every site has that a build made, and no other folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """The folders to work with, ``None`` where the configured one is meant, and the mirrors of those at URLs."""

    seeds: Path | None = None
    docs: Path | None = None
    site: Path | None = None
    urls: Mapping[str, str]
    at_url: Mapping[str, Mirror]

    @property
    def seeds_shown_as(self) -> str | None:
        """What stands for the seeds' folder in what people read, where that is not the folder that is worked with."""
        return "seeds" if "seeds" in self.urls else None

    def url(self, name: str) -> str | None:
        """The URL of a folder, by its name here, where it has one."""
        return self.urls.get(name)

    def publish(self, *, written: Collection[str] = ()) -> None:
        """Send to the URLs what the build changed: the registry, the pages, and the site last.

        ``written`` are the pages that were written at their URL already.
        """
        if seeds := self.at_url.get("seeds"):
            seeds.check_unchanged(REGISTRY)
            seeds.send(only={REGISTRY})
        if docs := self.at_url.get("docs"):
            docs.send(written=written)
        if site := self.at_url.get("site"):
            site.send_whole()


@contextmanager
def mirrored(
    *, seeds: Path | str | None, docs: Path | str | None, site: Path | str | None, cache: Path,
    waiting: Callable[[], object],
) -> Iterator[Mirrored]:  # fmt: skip
    """The folders, those at URLs fetched; paths are left alone.  ``cache`` is the folder for the mirrors.

    Of two builds at once on this machine with any folder at a URL the second calls ``waiting`` and waits.

    Raises:
        RemoteError: a folder at a URL cannot be read, or holds what is no site of ours where the site is to go.

    """
    given = {"seeds": seeds, "docs": docs, "site": site}
    urls = {name: str(where) for name, where in given.items() if is_url(where)}
    paths = {name: Path(where) for name, where in given.items() if where is not None and name not in urls}
    if not urls:
        yield Mirrored(**paths, urls=urls, at_url={})
        return
    home = cache / "mirrors"
    home.mkdir(parents=True, exist_ok=True)
    with locked(home, waiting=waiting):
        store = Store(cache / "cache.sqlite")
        # The site is put together beside the one that stands, so each has a folder to itself.
        mirrors = {name: Mirror.of(url, home / f"{name}-{digest(url)}" / name, store) for name, url in urls.items()}
        store.close()
        for name, mirror in mirrors.items():
            _begin(name, mirror)
        try:
            yield Mirrored(
                **paths, **{name: mirror.folder for name, mirror in mirrors.items()}, urls=urls, at_url=mirrors
            )
        finally:
            store = Store(cache / "cache.sqlite")
            for mirror in mirrors.values():
                mirror.remember(store)
            store.close()


def _begin(name: str, mirror: Mirror) -> None:
    if name == "site":
        there = mirror.remote.files()
        if there and not any(path.startswith(_OUR_SITE) for path in there):
            msg = f"{mirror.remote.url} holds files that are no site of ours; name an empty folder for the site"
            raise RemoteError(msg)
        return
    if name == "seeds" and not mirror.remote.exists():
        msg = f"{mirror.remote.url}: there is no such folder; put the articles there, or name another"
        raise RemoteError(msg)
    mirror.fetch()
