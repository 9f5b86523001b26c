"""Digests: of values, and of the code and word lists that make others of them."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_EXTRACTING = ("drafts", "extract", "lexicon", "model", "reading", "text")
_EXTRACTING_WITH = ("spacy", "thinc", "numpy", "nupunkt")
_RENDERING_WITH = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "pyyaml", "pagefind")


def digest(*parts: object) -> str:
    """Thirty-two hexadecimal digits (BLAKE2b, RFC 7693) of values that print alike only when they are alike.

    Frozen dataclasses, tuples, texts and numbers do; sets do not, since they print in any order.
    """
    return hashlib.blake2b("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def extracting_version(model: str | None = None) -> str:
    """A digest of what an article's draft is made by: code, word lists, the parser, and the packages they stand on."""
    return digest(_files(_EXTRACTING), _versions((*_EXTRACTING_WITH, *((model,) if model else ()))))


@cache
def version_of_all() -> str:
    """A digest of what a site is made by: the whole package and the packages it stands on."""
    return digest(_files((".",)), _versions((*_EXTRACTING_WITH, *_RENDERING_WITH)))


def _files(names: tuple[str, ...]) -> str:
    found = hashlib.blake2b(digest_size=16)
    for name in names:
        top = _PACKAGE / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc":
                data = path.read_bytes()
                found.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _versions(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("python", sys.version), *((name, _version(name)) for name in names))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a model named by its folder
        return _folder(Path(name))


def _folder(path: Path) -> str:
    return digest(*((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(path.rglob("*"))))
