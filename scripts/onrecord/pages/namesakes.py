"""Pages for names that several speakers have and none of them for an address: who they are, to choose from."""

from collections.abc import Mapping
from functools import partial

from onrecord.archive.people import Merged
from onrecord.model.page import Page
from onrecord.pages.templating import fill
from onrecord.store.digest import digest
from onrecord.text.escape import front_matter
from onrecord.work.job import Job


def namesakes(merged: Merged, labels: Mapping[str, str]) -> list[Job]:
    """A page at the plain address of each such name, where a link from when there was only one still leads."""
    taken = {one.slug for one in merged.everyone}
    names = {one.slug: one.name for one in merged.everyone}
    jobs = []
    for plain, slugs in merged.shared.items():
        if plain not in taken:
            path = f"speakers/{plain}.md"
            rows = tuple((slug, labels[slug]) for slug in slugs)
            name = names[slugs[0]]
            make = partial(_page, path, name, rows)
            jobs.append(Job(name=path, key=digest(path, name, rows), paths=(path,), make=make))
    return jobs


def _page(path: str, name: str, rows: tuple[tuple[str, str], ...]) -> list[Page]:
    body = fill("namesakes.md.jinja", name=name, rows=rows)
    return [Page(path=path, front={"title": front_matter(name), "hide": ("navigation", "toc")}, body=body)]
