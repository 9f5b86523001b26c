"""Writes pages and the registry as a build does, but renders nothing: quick enough for hundreds of rounds."""

from contextlib import closing
from pathlib import Path

from onrecord.build.plan import Plan, plan
from onrecord.build.settings import Settings
from onrecord.model.options import FAST, Editing, Options
from onrecord.model.site import Site
from onrecord.pages.docs_folder import delete_others, write_page
from onrecord.permanence.registry import dump, write_registry
from onrecord.store.cache import Store


def write_pages(
    seeds: Path,
    docs: Path,
    *,
    recording: bool = False,
    context: str = "full",
    model: str = FAST,
    store: Path | None = None,
) -> Plan:
    """Write the pages that the folder ``seeds`` gives into ``docs``; ``store`` is the file of what builds leave."""
    settings = Settings(
        seeds=seeds,
        docs=docs,
        site_folder=docs.with_name("site"),
        site=Site("On the Record"),
        options=Options(editing=Editing(context=context, model=model), recording=recording),
        workers=1,
        in_place=not recording,
    )
    with closing(Store(store)) as kept:
        planned = plan(settings, kept)
    for job in planned.jobs:
        for page in job.make():
            write_page(docs, page)
    delete_others(docs, planned.paths)
    if recording:
        write_registry(seeds, dump(planned.archive.registry))
    return planned
