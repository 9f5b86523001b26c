"""Reads articles without building a site: those that were never read, and those that are to be read again."""

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass

from onrecord.build.build import BuildFailedError
from onrecord.build.plan import drafted, failures
from onrecord.build.read import read_inputs
from onrecord.build.settings import Settings
from onrecord.model.article import Problem
from onrecord.model.options import ACCURATE
from onrecord.reading.readings import forget, write_readings
from onrecord.store.cache import Store
from onrecord.text.escape import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """How many statements were found in each article that was read, by its name, and what was refused."""

    statements: Mapping[str, int]
    problems: tuple[Problem, ...]


def read_articles(settings: Settings, names: Collection[str], *, again: bool) -> Read:
    """Read the named articles, or all, that were never read; with ``again`` those that were, too.

    Raises:
        BuildFailedError: there is no article of a name, or the model is one whose answers are not written down.

    """
    model = settings.options.editing.model
    if model != ACCURATE:
        msg = f"what the model {quote(model)} reads is not written down: it reads the same each time"
        raise BuildFailedError(msg)
    with closing(Store(settings.store_file)) as store:
        inputs = read_inputs(settings, store)
        wanted = [one for one in inputs.articles if not names or one.name in names]
        if missing := sorted(set(names).difference(one.name for one in wanted)):
            msg = f"{settings.options.shown_as}/ has no article of the name {quote(missing[0])}"
            raise BuildFailedError(msg)
        if again:
            forget(settings.seeds, wanted)
            inputs = read_inputs(settings, store)
        to_read = [one for one in inputs.to_draft if one in wanted and one.name not in inputs.readings]
        drafts = drafted(settings, inputs, to_read, store)
    write_readings(settings.seeds, to_read, drafts.new)
    statements = {name: len(drafts.made[name].extraction.attributions) for name in drafts.new}
    return Read(statements=statements, problems=(*inputs.problems, *failures(settings, to_read, drafts)))
