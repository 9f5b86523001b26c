"""Work on other machines: what they read and write themselves, and what is left to this one."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from onrecord.article import Article
from onrecord.pages.page import Page
from onrecord.reading.decode import decode
from onrecord.remote.folder import RemoteError, RemoteFolder
from onrecord.work.job import Job
from onrecord.work.runner import Afar, Runner
from onrecord.write import by_hand

Result = TypeVar("Result")
_AT_ONCE = 100
"""Jobs whose pages wait together for what this machine does with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An article without its text: the last ``characters`` of its seed, which lies in the folder at ``url``."""

    article: Article
    url: str
    characters: int

    def read(self) -> Article:
        """The article with its text.

        Raises:
            RemoteError: the seed cannot be read here, or is not what it was.

        """
        folder, name = _folder(self.url), self.article.path.rpartition("/")[2]
        data = folder.read(name)
        if hashlib.sha256(data).hexdigest() != self.article.sha256:
            msg = f"{folder.url}/{name} was changed while this build ran; build again"
            raise RemoteError(msg)
        text = decode(data)
        return replace(self.article, text=text[len(text) - self.characters :])


def sent(article: Article, afar: Afar | None) -> Article | Unread:
    """The article as it is sent to whoever works on it: without its text, where that can be read there."""
    if afar is None or afar.seeds is None:
        return article
    return Unread(article=replace(article, text=""), url=afar.seeds, characters=len(article.text))


def carried(
    carry: Callable[[tuple[Job, str]], Result], jobs: Sequence[tuple[Job, str]], *, runner: Runner, docs: Path
) -> Iterator[Result]:
    """What ``carry`` gives for each job, with its key: it writes below ``docs`` and renders, so this machine runs it.

    On other machines only the pages are made, and written where their folder lies at a URL.
    """
    afar = runner.afar
    if afar is None:
        yield from runner.map(carry, jobs)
        return
    standing = partial(_standing, docs) if afar.docs else _nothing
    making = [_Making(job=job, standing=standing(job)) for job, _ in jobs]
    made = zip(jobs, runner.map(partial(_made, url=afar.docs), making), strict=True)
    while some := list(islice(made, _AT_ONCE)):
        afar.written.update(path for _, one in some for path in one.written)
        yield from afar.here.map(
            carry, [(replace(job, make=partial(tuple, one.pages)), key) for (job, key), one in some]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Making:
    """A job, and what stands at its paths: the digest of each page, ``None`` for one that is written by hand."""

    job: Job
    standing: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    pages: tuple[Page, ...]
    written: tuple[str, ...]


def _made(making: _Making, *, url: str | None) -> _Made:
    pages = tuple(making.job.make())
    written = []
    for page in pages if url else ():
        data = str(page).encode()
        if making.standing.get(page.path, "") not in {None, _digest(data)}:
            _folder(url or "").write(page.path, data)
            written.append(page.path)
    return _Made(pages=pages, written=tuple(written))


def _standing(docs: Path, job: Job) -> dict[str, str | None]:
    ours = {path: docs / path for path in job.paths if (docs / path).is_file()}
    return {path: _digest(file.read_bytes()) for path, file in ours.items()} | dict.fromkeys(by_hand(docs, ours))


def _nothing(_: Job) -> dict[str, str | None]:
    return {}


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@cache
def _folder(url: str) -> RemoteFolder:
    return RemoteFolder(url)
