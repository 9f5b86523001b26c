"""The folder of corrections on the disk: a file ``NAME.yml`` for the seed of the same name."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from onrecord.model.article import FaultsError, Problem
from onrecord.reading.corrections import Correction, corrections
from onrecord.reading.decode import decode, file_bytes
from onrecord.reading.read import MAX_YAML_BYTES
from onrecord.reading.reserved import CORRECTIONS
from onrecord.reading.strict_yaml import StrictYamlError, compose, escape_controls, quote


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
    """The corrections that a file lists.

    Raises:
        FaultsError: each fault's line in the file, a topic that is not in ``topics`` among them.

    """
    try:
        given = corrections(compose(decode(file_bytes(path, within=path.parents[1], max_bytes=MAX_YAML_BYTES))))
    except StrictYamlError as error:
        raise FaultsError((error.line, error.message)) from error
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


def orphaned(files: Mapping[str, Path], names: Iterable[str], *, shown_as: str) -> tuple[Problem, ...]:
    """A problem for each file that corrects no article; ``names`` are those of all seeds, the refused ones included."""
    known = set(names)
    return tuple(
        Problem(path=shown_path(name, shown_as=shown_as), message="corrects an article that is not there; rename it")
        for name in files
        if name not in known
    )
