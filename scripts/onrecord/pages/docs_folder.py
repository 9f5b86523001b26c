"""The docs folder: what the build wrote there, what it keeps, and what it writes anew."""

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.archive.mentions import Named, year_of
from onrecord.lexicon.names import taken_apart
from onrecord.model.article import Problem
from onrecord.model.page import ArticlePage, Job, Page, PeoplePage, StatementPage, TopicPage
from onrecord.model.record import Record
from onrecord.model.registry import NAMED, Registry
from onrecord.pages.front_matter import typed_page
from onrecord.pages.templating import fill
from onrecord.store.digest import digest
from onrecord.store.files import regular_files, replace_file
from onrecord.text import front_matter
from onrecord.text.escape import escape_controls
from onrecord.text.slug import name_slugs

FOLDERS = ("statements", "articles", "speakers", "topics", "kinds", "tags", "outlets", "authors", "days")
"""The folders below ``docs/`` that the build writes; a page in them without the build's mark is left alone."""
_DAYS = re.compile(r"days(?:/\d{4}(?:/\d{2})?)?")
"""The only ones with folders of their own: for years, and in these for months."""
_ADDRESS = re.compile(r"(?!(?:index|not_resolved)$)[^.]+")
"""What the page of one thing is called: no index, no second page of a list, nor the list of what is left open."""
_OURS = front_matter.OPENING.encode()


class ByHandError(Exception):
    """A hand-written page stands where the build writes one."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.problem = Problem(path=str(path), message="a hand-written page stands where the build writes one: move it")


def published(docs: Path, folder: str) -> Iterator[Page]:
    """The pages that earlier builds wrote into a folder below ``docs``, read back."""
    for path in _ours(docs, folder):
        if page := read_page(docs, path.relative_to(docs).as_posix()):
            yield page


def read_page(docs: Path, path: str) -> Page | None:
    """The page that an earlier build wrote at ``path`` below ``docs``; nothing where there is none that can be read."""
    try:
        parts = front_matter.read((docs / path).read_text(encoding="utf-8"))
        return typed_page(path, *parts) if parts else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def address_pages(docs: Path, *, but: Collection[str]) -> Iterator[str]:
    """The paths, but for some, of the pages at addresses that the registry has, as a build wrote them to the byte."""
    for folder in ("articles", "statements", *NAMED):
        for path in _ours(docs, folder, but=but):
            if _ADDRESS.fullmatch(path.stem) and front_matter.is_whole(path.read_text("utf-8", "replace")):
                yield path.relative_to(docs).as_posix()


def altered(docs: Path, pages: Iterable[Page], registry: Registry) -> Iterator[Problem]:
    """A problem for each of these pages, read back, that does not stand as a build wrote and the registry has it."""
    for page in pages:
        path = docs / page.path
        whole = front_matter.is_whole(path.read_text(encoding="utf-8"))
        if isinstance(page, StatementPage) and whole:
            known = registry.statements.get(page.record.id)
            whole = known is None or known.words in (None, page.record.words)
        if not whole:
            message = "was changed since a build wrote it, and only it has what was published: restore it"
            yield Problem(path=str(path), message=message)


def kept_pages(docs: Path, refused: frozenset[str]) -> tuple[ArticlePage | StatementPage, ...]:
    """The published pages of the articles with the slugs ``refused``, each marked as kept."""
    if not refused:
        return ()
    return tuple(
        page if page.front.get("kept") else replace(page, front={**page.front, "kept": True}, body=_kept(page.body))
        for folder in ("articles", "statements")
        for page in published(docs, folder)
        if (isinstance(page, ArticlePage) and page.article.slug in refused)
        or (isinstance(page, StatementPage) and page.record.article.slug in refused)
    )


def kept_job(page: Page) -> Job:
    """The job that leaves the page as it is."""
    return Job(name=f"kept/{page.path}", key=digest(text_of(page)), paths=(page.path,), make=partial(list, (page,)))


def kept_named(records: Iterable[Record]) -> list[Named]:
    """The speakers of the pages kept.

    Whether a name of one word is an organization's is not known any more, but the plain address tells as much.
    """
    return [
        Named(
            article=one.article.slug,
            name=one.speaker,
            unnamed=one.unnamed,
            organization=not taken_apart(one.speaker).full
            and one.speaker_page == name_slugs([one.speaker])[one.speaker],
            sources=(one.source_words,) if one.source_words else (),
            year=year_of(one.article.published),
        )
        for one in records
        if one.speaker
    ]


def kept_topics(docs: Path) -> tuple[TopicPage, ...]:
    """The pages that have the topics of the last good build."""
    return tuple(page for page in published(docs, "topics") if isinstance(page, TopicPage))


def kept_people(docs: Path) -> tuple[PeoplePage, ...]:
    """The page that has the people whom an editor listed at the last good build."""
    return tuple(page for page in published(docs, "speakers") if isinstance(page, PeoplePage))


def kept_checks(docs: Path) -> tuple[StatementPage, ...]:
    """The pages that have what others published about their statements at the last good build."""
    pages = (page for page in published(docs, "statements") if isinstance(page, StatementPage))
    return tuple(page for page in pages if page.record.findings)


def text_of(page: Page) -> str:
    """The page as its file has it."""
    return front_matter.write(page.front, page.body)


def write_page(docs: Path, page: Page) -> bool:
    """Write a page where its bytes differ from what stands there, and say whether they did.

    The file is replaced whole, so that a build that is interrupted leaves no half page.

    Raises:
        ByHandError: what stands there was not written by the build.

    """
    path, text = docs / page.path, text_of(page).encode()
    with suppress(FileNotFoundError):
        if not _is_file(path):
            raise ByHandError(path)
        there = path.read_bytes()
        if there == text:
            return False
        if not there.startswith(_OURS):
            raise ByHandError(path)
    replace_file(path, text)
    return True


def delete_others(docs: Path, wanted: Collection[str]) -> int:
    """Delete the build's pages that are not among the paths ``wanted``, and say how many that were."""
    gone = [path for folder in FOLDERS for path in _ours(docs, folder, but=wanted)]
    for path in gone:
        path.unlink()
    emptied = {folder.as_posix() for path in gone for folder in path.relative_to(docs).parents}
    for folder in sorted(filter(_DAYS.fullmatch, emptied), reverse=True):
        with suppress(OSError):  # another page stands there
            (docs / folder).rmdir()
    return len(gone)


def by_hand(docs: Path, paths: Iterable[str]) -> set[str]:
    """Those of ``paths`` at which a hand-written page stands."""
    return {path for path in paths if _opening(docs / path) not in (None, _OURS)}


def generated_names(docs: Path) -> Iterator[str]:
    """The paths of the pages that stand in the folders of generated pages, whoever wrote them."""
    return (path for folder in FOLDERS for path in _paths(docs, folder) if path.endswith(".md"))


def left_out(docs: Path) -> Iterator[Problem]:
    """What stands below ``docs`` and is not published: what is no regular file, and what is no page among the pages."""
    refused = regular_files(docs, but=FOLDERS)[1]
    for folder in FOLDERS:
        for path, entry in sorted(_entries(docs, folder)):
            if not (entry.is_file(follow_symlinks=False) and path.endswith(".md")):
                refused[path] = "is no page, but stands among the generated ones, so it is not published; move it"
    return (Problem(path=str(docs / escape_controls(path)), message=message) for path, message in refused.items())


def written_elsewhere(docs: Path, *others: Path) -> Iterator[Problem]:
    """A problem for each folder that a build writes into, in ``docs`` and ``others``, that is a link or no folder."""
    days = [path for pattern in ("*", "*/*") for path in (docs / "days").glob(pattern) if not path.suffix]
    for path in (*(docs / folder for folder in FOLDERS), *days, *others):
        if path.is_symlink():
            yield Problem(path=str(path), message="is a link, through which the build would write; take it away")
        elif path.exists() and not path.is_dir():
            yield Problem(path=str(path), message="is no folder, but the build writes into it; take it away")


def delete_partials(docs: Path) -> None:
    """Delete what `replace_file` had not finished when a build was killed."""
    for folder in FOLDERS:
        for path in _paths(docs, folder):
            if path.endswith(".md.partial"):
                (docs / path).unlink(missing_ok=True)


def _kept(body: str) -> str:
    heading, _, rest = body.partition("\n")
    return f"{heading}\n\n{fill('kept.md.jinja')}\n{rest}"


def _ours(docs: Path, folder: str, *, but: Collection[str] = ()) -> Iterator[Path]:
    """The pages in a folder that the build wrote, but for those of the paths ``but``."""
    for path in sorted(_paths(docs, folder)):
        if path.endswith(".md") and path not in but and _opening(docs / path) == _OURS:
            yield docs / path


def _paths(docs: Path, folder: str) -> list[str]:
    """The files in a folder of generated pages."""
    return [path for path, entry in _entries(docs, folder) if entry.is_file(follow_symlinks=False)]


def _entries(docs: Path, folder: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """What stands in a folder of generated pages, by its path below ``docs``."""
    try:
        with os.scandir(docs / folder) as entries:
            there = list(entries)
    except OSError:
        return
    for entry in there:
        path = f"{folder}/{entry.name}"
        if _DAYS.fullmatch(path) and entry.is_dir(follow_symlinks=False):
            yield from _entries(docs, path)
        else:
            yield path, entry


def _opening(path: Path) -> bytes | None:
    """The file's first bytes, as many as the mark of a generated page has; none of what is no regular file."""
    try:
        if not _is_file(path):
            return b""
        with path.open("rb") as file:
            return file.read(len(_OURS))
    except OSError:
        return None


def _is_file(path: Path) -> bool:
    """Whether it is a file, and no link: what a link leads to may have no end."""
    return stat.S_ISREG(path.lstat().st_mode)
