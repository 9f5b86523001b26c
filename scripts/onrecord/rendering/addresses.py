"""Addresses: those of the record's pages are nobody else's, whatever a configuration says.

Where ``use_directory_urls`` is off, what the record links to by itself keeps them, and links name files.  A statement's
address is for good: its page stays ``statements/ID/index.html``.  An editor's pages go where MkDocs puts them.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.pages.docs_folder import FOLDERS
from onrecord.rendering.host import File, Files

if TYPE_CHECKING:
    from onrecord.rendering.host import MkDocsConfig

_PLUGIN = "onrecord"
_FIXED = frozenset({"search.md", "method.md", "data.md"})
"""Other pages that ours link to."""
# A relative address that ends in a folder, or is one, before what it may say besides; none that begins with a host.
_FOLDER = r"(?!//)(?:[^\"':?#\s]*/|\.{1,2})"
_LINK = re.compile(rf'(<[^<>]*\s(?:href|action)="|<meta http-equiv="refresh" content="\d+; ?url=)({_FOLDER})(?=[?#"])')


def keep_addresses(files: Files) -> None:
    """Give the pages that ours link to the addresses that they have on every site."""
    for file in files:
        uri = file.src_uri
        if uri in _FIXED or (uri.partition("/")[0] in FOLDERS and file.is_documentation_page()):
            there = File(uri, file.src_dir, file.dest_dir, use_directory_urls=True)
            file.use_directory_urls = True
            file.dest_uri, file.url, file.abs_dest_path = there.dest_uri, there.url, there.abs_dest_path


def refused_files(files: Files, generated: Iterable[str], docs: Path, config: "MkDocsConfig") -> dict[str, str]:
    """Take those of ``files`` out that would stand where ``generated`` pages do, and say why by their paths.

    The generated pages stand below ``docs``; one in whose place another plugin has put its own is put back.
    """
    own = {f"{path.removesuffix('.md').removesuffix('/index')}/index.html": path for path in generated}
    refused = {}
    for file in list(files):
        path, uri = own.get(file.dest_uri), file.src_uri
        theirs = file.generated_by not in (None, _PLUGIN)
        if path is None or (uri == path and not theirs) or file.inclusion.is_excluded():
            continue
        files.remove(file)
        if uri == path:
            files.append(File(path, str(docs), config.site_dir, use_directory_urls=True))
        by = f"a page of the plugin “{file.generated_by}”" if theirs else "a hand-written page"
        address = file.dest_uri.removesuffix("index.html")
        refused[uri] = f"{by} would stand at /{address}, where the build writes one; it is left out: move it"
    return refused


def naming_files(html: str) -> str:
    """A page whose links to folders name the page in them: opened from a disk, a folder shows none."""
    return _LINK.sub(lambda match: f"{match[1]}{match[2].rstrip('/')}/index.html", html)
