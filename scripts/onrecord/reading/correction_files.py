"""The folder of corrections on the disk: a file ``NAME.yml`` for the seed of the same name."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from onrecord.model.article import FaultsError
from onrecord.model.correction import Correction
from onrecord.reading.reserved import CORRECTIONS
from onrecord.reading.strict_yaml import load_file
from onrecord.text.messages import escape_controls, quote


def correction_files(seeds: Path) -> dict[str, Path]:
    """The files of corrections in the folder ``seeds`` by the names of the seeds that they correct."""
    try:
        paths = sorted((seeds / CORRECTIONS).iterdir())
    except OSError:
        return {}
    return {
        unicodedata.normalize("NFC", path.stem): path
        for path in paths
        if path.suffix == ".yml" and not path.name.startswith(".")
    }


def read_corrections(path: Path, *, topics: Iterable[str]) -> tuple[Correction, ...]:
    """The corrections that a file lists; `FaultsError` names each fault's line, topics not in ``topics`` included."""
    from onrecord.reading.corrections import corrections  # pydantic takes time: only where there is a file

    given = corrections(load_file(path, within=path.parents[1]))
    known = set(topics)
    faults = [
        (one.line, f"the topic {quote(topic)} is not in topics.yml; add it there, or mend its name")
        for one in given
        for topic in one.topics
        if topic not in known
    ]
    if faults:
        raise FaultsError(*faults)
    return given


def shown_path(name: str, *, shown_as: str) -> str:
    """The path of an article's corrections as messages show it."""
    return f"{shown_as}/{CORRECTIONS}/{escape_controls(name)}.yml"
