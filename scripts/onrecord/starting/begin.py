"""Writes the folder that an archive begins with: a configuration, an example, and what a forge publishes it with."""

from pathlib import Path

from onrecord.store.digest import PACKAGE
from onrecord.store.files import files_below, write_file

_FOLDER = Path(__file__).parent / "folder"
_HOME = PACKAGE / "docs/en/index.md"
"""The page that comes along where an editor writes none: here it is, to be written anew."""
_DOT = "dot-"
"""What a name begins with in place of a dot, which would make it a setting of this project's own."""


def begin(folder: Path) -> list[str]:
    """Write what an archive begins with into a folder; the paths of the files there.

    Raises:
        FileExistsError: something stands in the folder already; nothing was written.
        OSError: the folder cannot be written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder}: something is there already; name a new folder, or an empty one"
        raise FileExistsError(msg)
    files = {_with_dots(path): _FOLDER / path for path in files_below(_FOLDER)} | {"docs/index.md": _HOME}
    for path, source in files.items():
        write_file(folder / path, source.read_bytes())
    return sorted(files)


def _with_dots(path: str) -> str:
    return "/".join("." + part.removeprefix(_DOT) if part.startswith(_DOT) else part for part in path.split("/"))
