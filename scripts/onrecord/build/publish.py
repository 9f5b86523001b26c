"""From the seeds to the pages in one step: what is planned is written.

The site is built by ``site.building``, which renders what it writes.
"""

from dataclasses import dataclass, fields, replace
from pathlib import Path

from onrecord.build.plan import Plan, plan
from onrecord.model.article import Problem
from onrecord.model.options import Options
from onrecord.pages.docs_folder import ByHandError, delete_others, write_page
from onrecord.permanence.registry_file import write_registry
from onrecord.store.cache import Store
from onrecord.work.runner import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Plan):
    """A plan carried out, how many files of the docs folder that changed, and which feeds there are."""

    changed: int
    feeds: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, plan: Plan, *, changed: int, problems: tuple[Problem, ...], feeds: frozenset[str] = frozenset()
    ) -> "Published":
        """The plan, carried out with ``problems`` in the end."""
        planned = {field.name: getattr(plan, field.name) for field in fields(Plan)}
        return cls(**planned | {"problems": (*plan.problems, *problems), "changed": changed, "feeds": feeds})


def publish(
    seeds: Path,
    docs: Path,
    *,
    options: Options | None = None,
    recording: bool = False,
    store: Store | None = None,
    runner: Runner | None = None,
) -> Published:
    """Write the pages of every article in ``seeds`` into ``docs``; what was refused stands in the result.

    Raises:
        AddressesError: the registry is damaged, or an address in it would lead nowhere; nothing was written.

    """
    options = replace(options or Options(), recording=recording)
    planned = plan(seeds, docs, options=options, store=store, runner=runner)
    changed, problems = 0, []
    for job in planned.jobs:
        for page in job.make():
            try:
                changed += write_page(docs, page)
            except ByHandError as error:
                problems.append(error.problem)
    changed += delete_others(docs, planned.paths)
    if options.recording:
        write_registry(seeds, planned.registry_text)
    return Published.of(planned, changed=changed, problems=tuple(problems))
