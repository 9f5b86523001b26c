"""Beside the sixth stage: the indexes of quotations, our own, and of the full text, Pagefind's."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.build.ledger import Done, Untouched, put_into
from onrecord.build.plan import Plan
from onrecord.build.settings import Settings
from onrecord.search.full_text import FOLDER as FULL_TEXT
from onrecord.search.full_text import PARTS_FILE, full_text_index, parts, parts_file
from onrecord.search.index import FOLDER as QUOTATION
from onrecord.search.index import quotation_files
from onrecord.store.digest import digest
from onrecord.work.executors import background

INDEXES = (FULL_TEXT, QUOTATION)
"""What the names of the parts begin with."""
_PASSING = "indexes"
_AT_ONCE = 2
"""Parts of the indexes: while Pagefind makes one, this process makes another."""
_LARGE = 20_000
"""Statements from which on one is made after the other: the parts are large then, and so is what Pagefind holds."""
Files = Mapping[str, bytes]
"""By their paths below the site."""


@dataclass(slots=True, kw_only=True)
class Indexes:
    """The indexes of one build, which are made in a process of their own while the pages are rendered.

    ``output`` is where they wait until MkDocs has emptied the folder of the next site.
    """

    output: Path
    executor: Executor
    making: Future[dict[str, Done]]

    @classmethod
    def begin(cls, plan: Plan, settings: Settings, untouched: Untouched) -> "Indexes":
        """Start to make what does not stand as it must be."""
        output = _emptied(settings.cache)
        executor = background()
        making = executor.submit(_made, plan, untouched, site=settings.site_folder, output=output)
        return cls(output=output, executor=executor, making=making)

    def wait(self) -> dict[str, Done]:
        """Wait for them: what there is of each part, by its name.

        Raises:
            RuntimeError: Pagefind failed, or the process was killed.

        """
        return self.making.result()

    def finish(self, folder: Path) -> dict[str, Done]:
        """Wait for them, and put what is new into ``folder``: what there is of each part, by its name.

        Raises:
            RuntimeError: Pagefind failed, or the process was killed.

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
    """Make what does not stand as it must be, and put of it into ``output`` what is not in the site to the byte."""
    put = partial(put_into, output, unless_in=site)
    wanted = _wanted(plan)
    with ThreadPoolExecutor(1 if len(plan.indexed) >= _LARGE else _AT_ONCE) as threads:
        done = threads.map(lambda name: untouched.or_new(name, *wanted[name], put), wanted)
        return dict(zip(wanted, done, strict=True))


def _wanted(plan: Plan) -> dict[str, tuple[str, Callable[[], Files]]]:
    """The parts of the indexes by their names: a key of what each is made from, and what makes it."""
    wanted: dict[str, tuple[str, Callable[[], Files]]] = {}
    records = plan.archive.statements
    full_text = parts(records)
    for part in full_text:
        # One by one: all of a large part in one text take as much memory as the records.
        key = digest(part.folder, part.language, [digest(records[number]) for number in part.numbers])
        wanted[part.folder] = (key, partial(full_text_index, part, records, plan.indexed))
    if full_text:
        key = digest([key for key, _ in wanted.values()])
        wanted[QUOTATION] = (key, partial(quotation_files, records, plan.indexed))
        wanted[PARTS_FILE] = (key, partial(parts_file, full_text))
    return wanted


def _emptied(cache: Path | None) -> Path:
    """An empty folder: in the cache, if anything can be written there."""
    if cache is not None:
        try:
            folder = cache / _PASSING
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            pass
    return Path(tempfile.mkdtemp(prefix="onrecord-"))
