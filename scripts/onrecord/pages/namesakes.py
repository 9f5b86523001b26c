"""Pages for names that several speakers have and none of them for an address: who they are, to choose from."""

from collections.abc import Mapping
from functools import partial

from onrecord.archive.people import People
from onrecord.model.page import Page
from onrecord.pages.front_matter import heading
from onrecord.pages.templating import fill
from onrecord.store.digest import digest
from onrecord.work.job import Job


def namesakes(people: People, labels: Mapping[str, str]) -> list[Job]:
    """A page at the plain address of each such name, where a link from when there was only one still leads."""
    taken = {one.slug for one in people.everyone}
    names = {one.slug: one.name for one in people.everyone}
    jobs = []
    for plain, slugs in people.shared.items():
        if plain not in taken:
            path = f"speakers/{plain}.md"
            rows = tuple((slug, labels[slug]) for slug in slugs)
            name = names[slugs[0]]
            make = partial(_page, path, name, rows)
            jobs.append(Job(name=path, key=digest(path, name, rows), paths=(path,), make=make))
    return jobs


def _page(path: str, name: str, rows: tuple[tuple[str, str], ...]) -> list[Page]:
    body = fill("namesakes.md.jinja", name=name, rows=rows)
    return [Page(path=path, front=heading(name), body=body)]
