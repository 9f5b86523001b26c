"""The docs folder: what the build wrote there, what it keeps, and what it writes anew."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from onrecord.model.article import Problem, Topic
from onrecord.model.entry import Entry
from onrecord.model.page import MARK, Page
from onrecord.model.person import Person
from onrecord.pages.folders import FOLDERS
from onrecord.pages.templating import fill
from onrecord.store.files import put

_FRONT = re.compile(r"---\n(.*?\n)---\n+(.*)", re.DOTALL)
_OURS = f"---\n{MARK}: true\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Pages of an earlier build that stay, because their article could not be read this time."""

    pages: tuple[Page, ...] = ()
    entries: tuple[Entry, ...] = ()


def kept_pages(docs: Path, refused: frozenset[str]) -> Kept:
    """The published pages of the articles with the slugs ``refused``, each marked as kept."""
    if not refused:
        return Kept()
    pages = tuple(
        page
        if page.front.get("kept")
        else replace(page, front={**page.front, "kept": True}, body=_mark_kept(page.body))
        for folder in ("articles", "statements")
        for page in published(docs, folder)
        if page.front.get("article") in refused
    )
    return Kept(pages=pages, entries=tuple(Entry.read(page.front) for page in pages if "words" in page.front))


def kept_topics(docs: Path) -> tuple[Topic, ...]:
    """The topics of the last good build, read back from their pages."""
    return tuple(
        Topic(name=page.front["topic"], phrases=tuple(page.front["phrases"]))
        for page in published(docs, "topics")
        if "phrases" in page.front and "." not in Path(page.path).stem
    )


def kept_people(docs: Path) -> tuple[Person, ...]:
    """The people that an editor listed at the last good build, read back from their pages."""
    given = [
        page.front["person"]
        for page in published(docs, "speakers")
        if "person" in page.front and "." not in Path(page.path).stem
    ]
    return tuple(
        Person(
            name=one["name"],
            shown=one["shown"],
            aliases=tuple(one.get("aliases", ())),
            roles=tuple(one.get("roles", ())),
            articles=tuple(one.get("articles", ())),
            wikidata=one.get("wikidata"),
        )
        for one in given
    )


class ByHandError(Exception):
    """A hand-written page stands where the build writes one."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.problem = Problem(path=str(path), message="a hand-written page stands where the build writes one: move it")


def write_page(docs: Path, page: Page) -> bool:
    """Write a page where its bytes differ from what stands there, and say whether they did.

    The file is replaced whole, so that a build that is interrupted leaves no half page.

    Raises:
        ByHandError: what stands there was not written by the build.

    """
    path, text = docs / page.path, str(page).encode()
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        pass
    else:
        if there == text:
            return False
        if not there.startswith(_OURS.encode()):
            raise ByHandError(path)
    partial = path.with_suffix(".md.partial")
    put(partial, text)
    partial.replace(path)
    return True


def delete_others(docs: Path, wanted: Collection[str]) -> int:
    """Delete the build's pages that are not among the paths ``wanted``, and say how many that were."""
    gone = [path for folder in FOLDERS for path in _ours(docs, folder, but=wanted)]
    for path in gone:
        path.unlink()
    return len(gone)


def by_hand(docs: Path, paths: Iterable[str]) -> set[str]:
    """Those of ``paths`` at which a hand-written page stands."""
    found = set()
    for path in paths:
        try:
            with (docs / path).open("rb") as file:
                if file.read(len(_OURS)) != _OURS.encode():
                    found.add(path)
        except OSError:
            continue
    return found


def _mark_kept(body: str) -> str:
    heading, _, rest = body.partition("\n")
    return f"{heading}\n\n{fill('kept.md.jinja')}\n{rest}"


def _ours(docs: Path, folder: str, *, but: Collection[str] = ()) -> Iterator[Path]:
    """The pages in a folder that the build wrote, but for those of the paths ``but``."""
    try:
        names = sorted(name for name in os.listdir(docs / folder) if name.endswith(".md"))  # noqa: PTH208 - see below
    except OSError:
        return
    for name in names:
        if f"{folder}/{name}" in but:  # tens of thousands, for which Path is slow
            continue
        path = docs / folder / name
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            if file.read(len(_OURS)) == _OURS:
                yield path


def published(docs: Path, folder: str) -> Iterator[Page]:
    """The pages that earlier builds wrote into a folder below ``docs``, read back."""
    for path in _ours(docs, folder):
        if parts := _FRONT.fullmatch(path.read_text(encoding="utf-8")):
            front: Mapping[str, Any] = yaml.safe_load(parts[1])
            plain = {key: _frozen(value) for key, value in front.items() if key != MARK}
            yield Page(path=path.relative_to(docs).as_posix(), front=plain, body=parts[2])


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
