"""Digests: of values, and of the code, word lists and models that make others of them."""

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from onrecord.store.files import files_below

PACKAGE = Path(__file__).parents[1]
_NAMED = re.compile(rf"\b{PACKAGE.name}(?:\.|\s+import\s+)(\w+)".encode())
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
    """A digest of what a site is made by: every file of ``package``, Python, and the packages that it stands on.

    ``model`` is the spaCy model in place of the package's own, by its name or its folder.
    """
    return digest(sorted(_files(package).items()), _environment(), model and _model(model))


@cache
def version_behind(room: str, model: str | None = None, *, package: Path = PACKAGE) -> str:
    """As `version_of_all`, but only of the folder ``room`` of the package and of those that its modules lead to.

    A page's template is none of what an article's draft is made by: an archive whose look changes is not read anew.
    """
    rooms = _reached(room, package)
    files = sorted(one for one in _files(package).items() if _room(one[0]) in rooms)
    return digest(files, _environment(), model and _model(model))


@cache
def _files(package: Path) -> Mapping[str, str]:
    """A digest of each file of the package, by its path there."""
    paths = (path for path in files_below(package) if not path.endswith(".pyc"))
    return {path: bytes_digest((package / path).read_bytes()) for path in paths}


def _reached(room: str, package: Path) -> set[str]:
    """The room, all that its modules name, and what is named there: whatever is imported is named."""
    found: set[str] = set()
    waiting = {room, "__init__"}
    while waiting:
        found |= waiting
        modules = [package / path for path in _files(package) if path.endswith(".py") and _room(path) in waiting]
        waiting = {name.decode() for module in modules for name in _NAMED.findall(module.read_bytes())} - found
    return found


def _room(path: str) -> str:
    """The folder at the package's top, or the module there."""
    return path.partition("/")[0].removesuffix(".py")


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
