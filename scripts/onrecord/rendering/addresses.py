"""Addresses where ``use_directory_urls`` is off: what the record links to by itself keeps them, and links name files.

A statement's address is for good, whatever a configuration says: its page stays ``statements/ID/index.html``.  Pages
that an editor writes go where MkDocs puts them.
"""

import re

from mkdocs.structure.files import File, Files

from onrecord.pages.docs_folder import FOLDERS

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


def naming_files(html: str) -> str:
    """A page whose links to folders name the page in them: opened from a disk, a folder shows none."""
    return _LINK.sub(lambda match: f"{match[1]}{match[2].rstrip('/')}/index.html", html)
