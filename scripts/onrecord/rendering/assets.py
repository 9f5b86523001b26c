"""The theme's scripts and style sheets among the files of MkDocs: bundles in place of what they are made of."""

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.rendering.bundle import FOLDER, BundleError, bundles
from onrecord.rendering.host import BuildError, File, Files

if TYPE_CHECKING:
    from onrecord.rendering.host import MkDocsConfig

_THEME = Path(__file__).parents[1] / "theme"
_MADE_OF = (".js", ".css")


def put_bundles(files: Files, config: "MkDocsConfig") -> None:
    """Put the bundles of the theme's scripts and style sheets in the place of their sources.

    An editor's own file at the path of a source is a part of the bundle in its stead.

    Raises:
        BuildError: a script cannot be bundled.

    """
    sources = {
        file.src_uri.removeprefix(FOLDER): file
        for file in files
        if file.src_uri.startswith(FOLDER) and file.src_uri.endswith(_MADE_OF)
    }
    used: set[str] = set()

    def read(name: str) -> str:
        used.add(name)
        return sources[name].content_string

    try:
        made = bundles(read)
    except BundleError as error:
        raise BuildError(str(error)) from error
    for name, file in sources.items():
        if name in used or Path(file.src_dir or "") == _THEME:
            files.remove(file)
    for name, content in made.items():
        files.append(File.generated(config, FOLDER + name, content=content))
