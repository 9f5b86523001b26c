"""The registry on the disk: read before a build, refused where it was damaged, and replaced whole."""

import os
from pathlib import Path

from onrecord.model.article import FaultsError, Problem
from onrecord.model.registry import Registry
from onrecord.permanence.registry import parse
from onrecord.reading.decode import decode, file_bytes
from onrecord.reading.reserved import REGISTRY
from onrecord.store.cache import Store
from onrecord.store.digest import digest
from onrecord.store.files import replace_file

_MAX_BYTES = 2**31
_KIND = "registry"


class AddressesError(Exception):
    """The published addresses cannot be kept, so nothing was written; each problem says which and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_registry(seeds: Path, *, shown_as: str = "seeds") -> Registry:
    """The registry in the folder ``seeds``; an empty one where there is none yet.

    Raises:
        AddressesError: the file is not as a build wrote it.

    """
    return read_with_text(seeds, shown_as=shown_as)[0]


def read_with_text(seeds: Path, *, shown_as: str = "seeds", store: Store | None = None) -> tuple[Registry, str]:
    """The registry in the folder ``seeds``, and the text of its file; a text that ``store`` knows is not read anew.

    Raises:
        AddressesError: the file is not as a build wrote it.

    """
    path = seeds / REGISTRY
    if not os.path.lexists(path):
        return Registry(), ""
    try:
        text = decode(file_bytes(path, within=seeds, max_bytes=_MAX_BYTES))
        known = store.get(_KIND, [digest(text)]).get(digest(text)) if store else None
        registry = Registry.of(*known) if known else parse(text)
    except FaultsError as error:
        where = f"{shown_as}/{REGISTRY}"
        raise AddressesError(*(Problem(path=where, line=line, message=text) for line, text in error.faults)) from error
    if store and not known:
        remember(registry, text, store)
    return registry, text


def remember(registry: Registry, text: str, store: Store) -> None:
    """Keep what a text says for the next build."""
    key = digest(text)
    parts = (registry.articles, registry.statements, registry.speakers, registry.topics)
    store.put(_KIND, {key: tuple(tuple(part.values()) for part in parts)})
    store.keep_only(_KIND, [key])


def write_registry(seeds: Path, text: str) -> bool:
    """Replace the file whole where its text differs, and say whether it did."""
    path = seeds / REGISTRY
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    if not data and not path.exists():
        return False
    replace_file(path, data, sync=True)
    return True
