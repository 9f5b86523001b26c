"""The built site: rendered beside the one that stands, and swapped in whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def swapped_in(site: Path) -> Iterator[Path]:
    """A folder to build into, which takes the place of ``site`` once the block ends without an error.

    A build that fails leaves the site before it as it was.  One that is killed between the two renames of the swap
    leaves it beside its place; the next build puts it back first.
    """
    fresh = site.with_name(f".{site.name}.new")
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():
        old.rename(site)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        yield fresh
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
