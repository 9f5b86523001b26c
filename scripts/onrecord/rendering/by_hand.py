"""The hand-written part of a docs folder, for MkDocs to read: it looks at every file, and the build has thousands."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from onrecord.pages.folders import FOLDERS


def generated_names(docs: Path) -> Iterator[str]:
    """The paths of the files that stand in the folders of generated pages, whoever wrote them."""
    for folder in FOLDERS:
        try:
            yield from (f"{folder}/{name}" for name in os.listdir(docs / folder))  # noqa: PTH208 - Path is slow for many
        except OSError:
            continue


def linked_by_hand(docs: Path, into: Path, *, but: Collection[str]) -> None:
    """Fill the new folder ``into`` with links to all that is in ``docs``, but for the generated pages ``but``.

    Raises:
        OSError: the system makes no links.

    """
    docs = docs.absolute()
    for entry in docs.iterdir():
        if entry.name not in FOLDERS:
            (into / entry.name).symlink_to(entry)
    for path in generated_names(docs):
        if path not in but:
            (into / path).parent.mkdir(exist_ok=True)
            (into / path).symlink_to(docs / path)
