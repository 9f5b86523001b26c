"""What a build is about: where things are, and how it is done."""

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model.options import Options
from onrecord.model.record import Site
from onrecord.store.digest import digest
from onrecord.work.progress import Progress
from onrecord.work.runner import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a build is about.

    ``cluster`` extracts, if there is one; ``runner`` does all else.  ``cache`` is the folder of what one build leaves
    for the next, if it is to leave anything; ``in_place`` says that nobody reads the site but the one who edits it, so
    that it need not be swapped whole.
    """

    seeds: Path
    docs: Path
    standing: Path
    site: Site
    options: Options
    cache: Path | None
    runner: Runner
    cluster: Runner | None = None
    in_place: bool = False
    progress: Progress = field(default_factory=Progress)

    @property
    def store_file(self) -> Path | None:
        """The file of the store."""
        return self.cache / "cache.sqlite" if self.cache else None

    @property
    def place(self) -> str:
        """A name for what stands in these two folders."""
        return digest(str(self.docs.absolute()), str(self.standing.absolute()))
