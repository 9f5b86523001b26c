"""MkDocs' collection of files, without the pages that the build renders itself but with an answer for links to them."""

from collections.abc import Collection, Iterable
from pathlib import PurePath

from mkdocs.structure.files import File, Files, InclusionLevel


class RecordFiles(Files):
    """Files of which MkDocs renders all that it sees; those of ``beside`` (paths of pages) it finds only when asked."""

    def __init__(self, files: Iterable[File], beside: Collection[str], *, docs: str, site: str) -> None:
        super().__init__(files)
        self.beside = beside
        self._folders = (docs, site)

    def get_file_from_path(self, path: str) -> File | None:
        """The file of that path, below the docs folder."""
        uri = PurePath(path).as_posix()
        if uri not in self.beside:
            return super().get_file_from_path(path)
        docs, site = self._folders
        return File(uri, docs, site, use_directory_urls=True, inclusion=InclusionLevel.NOT_IN_NAV)
