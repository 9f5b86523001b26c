"""Whether there is anything to build: nothing is, where all that went in and all that came out is as it was."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from onrecord.build.ledger import Ledger, stands
from onrecord.build.outcome import Outcome
from onrecord.build.settings import TRACEBACKS, Settings
from onrecord.pages.docs_folder import FOLDERS
from onrecord.reading.read import READINGS, REGISTRY
from onrecord.store.cache import Store
from onrecord.store.digest import digest, version_of_all
from onrecord.store.files import files_below, regular_files


def inputs(settings: Settings, *, configured: str) -> dict[str, str]:
    """A digest of each file that goes into a build, and of the configuration, ``configured``, by names."""
    options = digest((settings.site, settings.options, settings.in_place))
    digests = {"configured": configured, "options": options, "model": version_of_all(settings.options.editing.model)}
    folders = {"seeds": settings.seeds} | {str(one): one for one in (settings.docs, settings.written_docs) if one}
    for name, folder in folders.items():
        paths, others = regular_files(folder, but=() if name == "seeds" else FOLDERS)
        digests |= {f"{name}/{path}": _digest(folder / path) for path in paths}
        digests |= {f"{name}/{path}": reason for path, reason in others.items()}
    return digests


def unchanged(settings: Settings, digests: Mapping[str, str]) -> Outcome | None:
    """What came of the last build, if this one, with these ``digests``, would give the same to the byte."""
    with closing(Store(settings.store_file)) as store:
        ledger = _ledger(store, settings)
        before, outcome = store.get("outcome", [settings.place()]).get(settings.place(), (None, None))
        failed = settings.cache and os.access(settings.cache / TRACEBACKS, os.F_OK)  # for want of memory, perhaps
        if outcome is None or failed or before != _all(digests, settings, ledger):
            return None
        docs = (row for done in ledger.jobs.values() for row in done.docs)
        whole = stands(settings.docs, docs) and stands(settings.site_folder, ledger.site)
        return outcome if whole else None


def remember(settings: Settings, digests: Mapping[str, str], outcome: Outcome) -> None:
    """Keep what came of the build that these ``digests`` went into; what it wrote among the seeds is as it left it."""
    written = [REGISTRY, *(f"{READINGS}/{path}" for path in files_below(settings.seeds / READINGS))]
    now = {f"seeds/{path}": _digest(settings.seeds / path) for path in written if (settings.seeds / path).is_file()}
    digests = {**digests, **now}
    with closing(Store(settings.store_file)) as store:
        kept = (_all(digests, settings, _ledger(store, settings)), outcome)
        store.put("outcome", {settings.place(): kept})


def _ledger(store: Store, settings: Settings) -> Ledger:
    ledger: Ledger = store.get("ledger", [settings.place()]).get(settings.place(), Ledger())
    return ledger


def _all(digests: Mapping[str, str], settings: Settings, ledger: Ledger) -> str:
    """A digest of what went in, and of the hand-written pages that stand among the generated ones."""
    ours = {path for done in ledger.jobs.values() for path, _, _ in done.docs}
    by_hand = []
    for folder in FOLDERS:
        paths, others = regular_files(settings.docs / folder)
        found = [f"{folder}/{name}" for name in paths]
        by_hand += [(path, _digest(settings.docs / path)) for path in found if path not in ours]
        by_hand += [(f"{folder}/{name}", reason) for name, reason in others.items()]
    return digest(sorted(digests.items()), sorted(by_hand))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError as error:
        return str(error.errno)
