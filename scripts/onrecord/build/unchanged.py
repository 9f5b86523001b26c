"""Whether there is anything to build: nothing is, where all that went in and all that came out is as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.ledger import Ledger, stands
from onrecord.build.outcome import Outcome
from onrecord.build.settings import Settings
from onrecord.pages.docs_folder import FOLDERS
from onrecord.reading.reserved import REGISTRY
from onrecord.store.cache import Store
from onrecord.store.digest import bytes_digest, digest
from onrecord.store.files import files_below

Inputs = Mapping[str, str]
"""What goes into a build: a digest of each file, and of what is not in files, by names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    inputs: str
    outcome: Outcome


def inputs(settings: Settings, *, configured: str) -> Inputs:
    """All that goes into a build: seeds, hand-written pages and configuration.

    ``configured`` is a digest of the configuration.
    """
    options = (settings.site, settings.options, settings.in_place)
    given = {"configured": configured, "options": digest(options)}
    given |= {
        f"seeds/{name}": _digest(settings.seeds / name) for name in files_below(settings.seeds, follow_links=True)
    }
    for folder in dict.fromkeys(filter(None, (settings.docs, settings.written_docs))):
        own = files_below(folder, follow_links=True, but=FOLDERS)
        given |= {f"{folder}/{name}": _digest(folder / name) for name in own}
    return given


def unchanged(settings: Settings, given: Inputs) -> Outcome | None:
    """What came of the last build, if this one, with ``given``, would give the same to the byte."""
    store = Store(settings.store_file)
    try:
        remembered: _Remembered | None = store.get("outcome", [settings.place()]).get(settings.place())
        if remembered is None or remembered.inputs != _all(given, settings, ledger := _ledger(store, settings)):
            return None
        docs = (row for done in ledger.jobs.values() for row in done.docs)
        whole = stands(settings.docs, docs) and stands(settings.site_folder, ledger.site)
        return remembered.outcome if whole else None
    finally:
        store.close()


def remember(settings: Settings, given: Inputs, outcome: Outcome) -> None:
    """Keep what came of the build that ``given`` went into; the registry is as that build left it."""
    store = Store(settings.store_file)
    registry = settings.seeds / REGISTRY
    if registry.is_file():
        given = {**given, f"seeds/{REGISTRY}": _digest(registry)}
    now = _Remembered(inputs=_all(given, settings, _ledger(store, settings)), outcome=outcome)
    store.put("outcome", {settings.place(): now})
    store.close()


def _ledger(store: Store, settings: Settings) -> Ledger:
    ledger: Ledger = store.get("ledger", [settings.place()]).get(settings.place(), Ledger())
    return ledger


def _all(given: Inputs, settings: Settings, ledger: Ledger) -> str:
    """A digest of what went in, and of the hand-written pages that stand among the generated ones."""
    ours = {path for done in ledger.jobs.values() for path, _, _ in done.docs}
    by_hand = [
        (path, _digest(settings.docs / path))
        for folder in FOLDERS
        for name in files_below(settings.docs / folder, follow_links=True)
        if (path := f"{folder}/{name}") not in ours
    ]
    return digest(sorted(given.items()), sorted(by_hand))


def _digest(path: Path) -> str:
    try:
        return bytes_digest(path.read_bytes())
    except OSError as error:
        return str(error.errno)
