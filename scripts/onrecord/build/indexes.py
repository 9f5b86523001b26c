"""Beside the sixth stage: the index that the search asks."""

import shutil
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.build.ledger import Done, Untouched, put_into
from onrecord.build.plan import Plan
from onrecord.build.settings import Settings
from onrecord.build.swap import indexes_folder
from onrecord.catalog.language import spoken
from onrecord.search.index import FOLDER, index_files
from onrecord.store.digest import digest


@dataclass(slots=True, kw_only=True)
class Indexes:
    """The index of one build, which is made in a process of their own while the pages are rendered.

    ``output`` is where they wait until MkDocs has emptied the folder of the next site.
    """

    output: Path
    executor: Executor
    making: Future[dict[str, Done]]

    @classmethod
    def begin(cls, plan: Plan, settings: Settings, untouched: Untouched, executor: Executor) -> "Indexes":
        """Start to make what does not stand as it must be; the ``executor`` does it."""
        output = indexes_folder(settings.site_folder)
        output.mkdir()
        making = executor.submit(_made, plan, untouched, site=settings.site_folder, output=output)
        return cls(output=output, executor=executor, making=making)

    def wait(self) -> dict[str, Done]:
        """Wait for them: what there is of each part, by its name.

        Raises:
            RuntimeError: the process was killed.

        """
        return self.making.result()

    def finish(self, folder: Path) -> dict[str, Done]:
        """Wait for them, and put what is new into ``folder``: what there is of each part, by its name.

        Raises:
            RuntimeError: the process was killed.

        """
        done = self.wait()
        for path in self.output.iterdir():
            if (folder / path.name).exists():  # by the editor's hand
                shutil.copytree(path, folder / path.name, dirs_exist_ok=True)
            else:
                shutil.move(path, folder / path.name)
        self.stop()
        return done

    def stop(self) -> None:
        """End what is still running, and remove what no build is to find."""
        self.executor.shutdown()
        shutil.rmtree(self.output, ignore_errors=True)


def _made(plan: Plan, untouched: Untouched, *, site: Path, output: Path) -> dict[str, Done]:
    """Make the index if it does not stand as it must be, and put of it into ``output`` what is not in the site."""
    if not plan.archive.articles:
        return {}
    archive = plan.archive
    # One by one: all of a large archive in one text take as much memory as the records.
    key = digest(
        spoken(),
        [digest(one) for one in archive.statements],
        [digest(slug, *plan.indexed[slug]) for slug in plan.indexed],
    )
    make = partial(index_files, archive, plan.indexed)
    return {FOLDER: untouched.or_new(FOLDER, key, make, partial(put_into, output, unless_in=site))}
