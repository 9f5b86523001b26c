"""What answers at the address of a speaker or a topic who is not there any more, or is several now."""

from collections.abc import Sequence
from functools import partial

from onrecord.archive.archive import Archive
from onrecord.model.page import EndedPage, Page
from onrecord.model.registry import NamedAddress, State
from onrecord.pages.front_matter import heading
from onrecord.pages.templating import fill
from onrecord.store.digest import digest
from onrecord.work.job import Job

GONE = {
    "speakers": "No statements of this speaker are here any more.",
    "topics": "No statements stand under this topic any more.",
}
OTHERS = "Others of this name:"
ONE = "The statements of this speaker stand at another address now:"
SEVERAL = "Several speakers have this name, or the articles do not tell whether they are one."


def ended_name_jobs(archive: Archive) -> list[Job]:
    """A page at each address where no list of statements is: the way to who stood there, or all of the name."""
    jobs = []
    for (folder, slug), address in archive.registry.names.items():
        if address.state != State.LIVE:
            others = archive.people.shared.get(slug, ()) if folder == "speakers" and len(address.to) != 1 else ()
            rows = tuple((one, _label(archive, one)) for one in sorted({*address.to, *others}))
            make = partial(_page, folder, address, rows)
            path = f"{folder}/{slug}.md"
            jobs.append(Job(name=path, key=digest(folder, address, rows), paths=(path,), make=make))
    return jobs


def _label(archive: Archive, slug: str) -> str:
    return archive.speakers.get(slug) or archive.registry.speakers[slug].name


def _page(folder: str, address: NamedAddress, rows: Sequence[tuple[str, str]]) -> list[Page]:
    if address.state == State.GONE:
        texts = [GONE[folder], *([OTHERS] if rows else [])]
    else:
        texts = [ONE if len(rows) == 1 else SEVERAL]
    front = {
        **heading(address.name),
        "state": str(address.state),
        "to": address.to,
        "redirect": f"../{address.to[0]}/" if len(address.to) == 1 else None,
    }
    body = fill("ended-name.md.jinja", name=address.name, texts=texts, rows=rows)
    path = f"{folder}/{address.slug}.md"
    return [EndedPage(path=path, front=front, body=body, state=address.state, to=address.to)]
