"""The hand-written part of a docs folder, for MkDocs to read: it looks at every file, and the build has thousands."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.pages.docs_folder import FOLDERS, generated_names


@contextmanager
def hand_written(docs: Path, *, but: Collection[str]) -> Iterator[Path]:
    """A folder that has all that is in ``docs``, but for the generated pages ``but``.

    Where the system makes no links it is ``docs`` itself, at which MkDocs looks longer.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-") as name:
        try:
            _link_all(docs.absolute(), Path(name), but)
        except OSError:
            yield docs
        else:
            yield Path(name)


def _link_all(docs: Path, into: Path, but: Collection[str]) -> None:
    for entry in docs.iterdir():
        if entry.name not in FOLDERS:
            (into / entry.name).symlink_to(entry)
    for path in generated_names(docs):
        if path not in but:
            (into / path).parent.mkdir(exist_ok=True)
            (into / path).symlink_to(docs / path)
