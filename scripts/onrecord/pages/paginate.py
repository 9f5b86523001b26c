"""Lists in pages: at most a hundred rows on each, made of nothing but the values that their keys are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from onrecord.model.page import Page
from onrecord.model.readers_words import KINDS, MEANINGS
from onrecord.pages.charts import count_bar
from onrecord.pages.front_matter import heading
from onrecord.pages.front_matter import page as typed
from onrecord.pages.pager import numbers
from onrecord.pages.templating import fill
from onrecord.store.digest import digest
from onrecord.work.job import Job

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list in pages: at ``path.md``, ``path.2.md`` and so on; no slug holds a dot, so they collide with nothing.

    ``rows`` and all other values are texts, numbers, and tuples and dictionaries of these.  ``front`` (front matter)
    and ``first`` go to the first page alone, ``each`` to all.
    """

    path: str
    title: str
    template: str
    rows: Sequence[tuple[Any, ...]]
    front: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)
    each: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where its pages are, below the docs folder."""
        return self.path.rpartition("/")[0]

    @property
    def stem(self) -> str:
        """What its pages' names begin with."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a list: all that there is to know of it."""

    path: str
    stem: str
    number: int
    last: int
    title: str
    template: str
    front: Mapping[str, Any]
    values: Mapping[str, Any]
    rows: Sequence[tuple[Any, ...]]

    @property
    def key(self) -> str:
        """A digest of all that is in it: the same in any process."""
        return digest(self.path, self.last, self.title, self.template, self.front, self.values, self.rows)


def sheets(listing: Listing) -> list[Job]:
    """A job for each page of a list; there is one page at least."""
    last = pages(len(listing.rows))
    return [_job(_sheet(listing, number, last)) for number in range(1, last + 1)]


def pages(rows: int) -> int:
    """How many pages that many rows take."""
    return max(1, -(-rows // PER_PAGE))


def base(stem: str, number: int = 1) -> str:
    """The way from a page of a list to its folder: the folder's own index is there already."""
    return "" if _name(stem, number) == "index" else "../"


def address(stem: str, number: int = 1, *, base: str) -> str:
    """The way to a page of a list, ``base`` being that to its folder."""
    name = _name(stem, number)
    return base + ("" if name == "index" else f"{name}/") or "./"


def _name(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}.{number}"


def _sheet(listing: Listing, number: int, last: int) -> Sheet:
    first = number == 1
    return Sheet(
        path=f"{listing.folder}/{_name(listing.stem, number)}.md",
        stem=listing.stem,
        number=number,
        last=last,
        title=listing.title,
        template=listing.template,
        front=listing.front if first else {},
        values={**listing.each, **(listing.first if first else {})},
        rows=tuple(listing.rows[(number - 1) * PER_PAGE : number * PER_PAGE]),
    )


def _job(sheet: Sheet) -> Job:
    return Job(name=sheet.path, key=sheet.key, paths=(sheet.path,), make=partial(_pages, sheet))


def _pages(sheet: Sheet) -> list[Page]:
    to_folder = base(sheet.stem, sheet.number)
    to = partial(address, sheet.stem, base=to_folder)
    title = sheet.title if sheet.number == 1 else f"{sheet.title}, page {sheet.number}"
    body = fill(
        sheet.template,
        **sheet.values,
        title=sheet.title,
        rows=sheet.rows,
        number=sheet.number,
        last=sheet.last,
        base=to_folder,
        to=to,
        pager=[(one, to(one) if one else None) for one in numbers(sheet.number, sheet.last)],
        earlier=to(sheet.number - 1) if sheet.number > 1 else None,
        later=to(sheet.number + 1) if sheet.number < sheet.last else None,
        kinds=KINDS,
        meanings=MEANINGS,
        count_bar=count_bar,
    )
    return [typed(sheet.path, {**heading(title), **sheet.front}, body)]
