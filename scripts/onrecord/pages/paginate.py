"""Lists in pages: at most a hundred rows on each, made of nothing but the values that their keys are made of."""

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from onrecord.catalog.language import gettext
from onrecord.model.page import Job, Page
from onrecord.model.readers_words import KINDS, MEANINGS
from onrecord.pages.charts import kinds_bar, timeline
from onrecord.pages.front_matter import heading, typed_page
from onrecord.pages.templating import fill
from onrecord.store.digest import bytes_digest, digest

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


def paginate(listing: Listing) -> list[Job]:
    """A job for each page of a list; there is one page at least."""
    last = page_count(len(listing.rows))
    return [_job(listing, number, last) for number in range(1, last + 1)]


def page_count(rows: int) -> int:
    """How many pages that many rows take."""
    return max(1, -(-rows // PER_PAGE))


def page_numbers(number: int, last: int) -> tuple[int | None, ...]:
    """The pages that page ``number`` of ``last`` links to, itself among them; ``None`` where some are passed over.

    Tens, hundreds and so on, the next of each on either side, let one reach any of a thousand pages in a few steps.
    """
    wanted = {1, last, *range(number - 1, number + 2)}
    step = 10
    while step < last:
        wanted |= {(number - 1) // step * step, (number // step + 1) * step}
        step *= 10
    linked: list[int | None] = []
    before = 0
    for one in sorted(one for one in wanted if 1 <= one <= last):
        if one - before > 1:
            linked.append(one - 1 if one - before == 2 else None)
        linked.append(one)
        before = one
    return tuple(linked)


def _job(listing: Listing, number: int, last: int) -> Job:
    here = listing
    if last > 1:
        here = replace(here, rows=here.rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    if number > 1:
        here = replace(here, front={}, first={})
    path = f"{listing.path}{_suffix(number)}.md"
    # The rows make most of a key; in this format equal ones give equal bytes, in half the time that printing takes.
    rows = bytes_digest(marshal.dumps(tuple(map(tuple, here.rows)), 2))
    key = digest(here.path, here.title, here.template, here.front, here.first, here.each, rows, number, last)
    return Job(name=path, key=key, paths=(path,), make=partial(_pages, path, here, number, last))


def _pages(path: str, listing: Listing, number: int, last: int) -> list[Page]:
    stem = listing.path.rpartition("/")[2]
    # The way from the page to its folder: the folder's own index is there already.
    base = "" if (stem, number) == ("index", 1) else "../"

    def to(other: int) -> str:
        name = f"{stem}{_suffix(other)}"
        return base + ("" if name == "index" else f"{name}/") or "./"

    body = fill(
        listing.template,
        **listing.each,
        **listing.first,
        title=listing.title,
        rows=listing.rows,
        number=number,
        last=last,
        base=base,
        up=Markup(base + "../" * listing.path.count("/")),  # noqa: S704 - dots and slashes
        to=to,
        pager=[(one, to(one) if one else None) for one in page_numbers(number, last)],
        earlier=to(number - 1) if number > 1 else None,
        later=to(number + 1) if number < last else None,
        kinds=KINDS,
        meanings=MEANINGS,
        kinds_bar=kinds_bar,
        timeline=timeline,
    )
    title = listing.title
    if number > 1:
        title = gettext("{title}, page {number}").format(title=title, number=number)
    return [typed_page(path, {**heading(title), **listing.front}, body)]


def _suffix(number: int) -> str:
    return "" if number == 1 else f".{number}"
