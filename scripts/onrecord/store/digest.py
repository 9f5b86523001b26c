"""Digests: of values, and of the code, word lists and models that make others of them."""

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from onrecord.model.options import ACCURATE
from onrecord.store.files import files_below

PACKAGE = Path(__file__).parents[1]
_WEIGHTS = "extract/tagger/model"
"""Of the accurate model: 70 MB, which only what is made with it waits for ("one article edited", "nothing changed")."""
_VERSION = re.compile(r"^Version: (.*)", re.MULTILINE)
# A package's name, the extras that are asked of it, and the one that it is needed for (PEP 508).
_REQUIRED = re.compile(r"^Requires-Dist: ([\w.-]+)\s*(?:\[(.*?)\])?(?:.*\bextra == ['\"]([\w.-]+))?", re.MULTILINE)


def digest(*parts: object) -> str:
    """Thirty-two hexadecimal digits (BLAKE2b, RFC 7693) of values that print alike only when they are alike.

    Frozen dataclasses, tuples, texts and numbers do; sets do not, since they print in any order.
    """
    return bytes_digest("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass"))


def bytes_digest(data: bytes) -> str:
    """Thirty-two hexadecimal digits (BLAKE2b, RFC 7693) of bytes, such as a file's."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@cache
def version_of_all(model: str | None = None, *, package: Path = PACKAGE) -> str:
    """A digest of what a site is made by: the files of ``package``, Python, and the packages that it stands on.

    ``model`` is one of the package's own, or a spaCy model by its name or its folder; without one, the files that the
    accurate model alone has are left out.
    """
    if model:  # which asks for the rest once more: as others do, so that it is read once
        own = _files(package / _WEIGHTS) if model == ACCURATE else ()
        rest = version_of_all() if package is PACKAGE else version_of_all(package=package)
        return digest(rest, model, _model(model), own)
    return digest(_files(package, but=f"{_WEIGHTS}/"), _environment())


def _files(folder: Path, *, but: str = "\0") -> list[tuple[str, str]]:
    """The files in a folder with a digest of each, but for what Python compiled and what is below another folder."""
    paths = [path for path in files_below(folder) if not path.endswith(".pyc") and not path.startswith(but)]
    return [(path, bytes_digest((folder / path).read_bytes())) for path in paths]


@cache
def _environment() -> tuple[tuple[str, str], ...]:
    """The versions of Python, of each package that this one needs, and of those that they need."""
    found = {"Python": sys.version}
    seen: set[tuple[str, str]] = set()
    waiting = [(PACKAGE.name, "")]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) not in seen:
            seen.add((name, extras))
            found[name], required = _installed(name)
            waiting += [(other, asked) for other, asked, extra in required if not extra or extra in extras.split(",")]
    return tuple(sorted(found.items()))


def _installed(name: str) -> tuple[str, Iterable[tuple[str, str, str]]]:
    """A package's version and what it requires; neither where it is not installed, as those for other systems."""
    try:
        # The head of its metadata: to have them parsed, with the README behind, takes four times as long.
        head, _, _ = (distribution(name).read_text("METADATA") or "").partition("\n\n")
    except PackageNotFoundError:
        return "", ()
    version = _VERSION.search(head)
    return version[1] if version else "", _REQUIRED.findall(head)


def _model(name: str) -> str:
    version, _ = _installed(name)
    folder = Path(name)
    stats = ((path, (folder / path).stat()) for path in files_below(folder, follow_links=True))
    return version or digest([(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats])
