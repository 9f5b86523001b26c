"""The folder of corrections: a file ``NAME.yml`` for the seed of the same name."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from onrecord.model.article import Article, FaultsError, Problem, Reading
from onrecord.model.correction import Correction
from onrecord.reading.read import CORRECTIONS
from onrecord.reading.strict_yaml import load_file
from onrecord.text.escape import escape_controls, quote
from onrecord.text.slug import article_slug


def read_corrections(
    seeds: Path, articles: Sequence[Article], reading: Reading, *, topics: Collection[str], shown_as: str
) -> tuple[dict[str, tuple[Correction, ...]], frozenset[str], list[Problem]]:
    """The corrections of ``articles`` by their names, the slugs of those whose corrections are refused, and problems.

    Files that no article has are problems, as are ``topics`` that are not among those there are.
    """
    try:
        paths = sorted((seeds / CORRECTIONS).iterdir())
    except OSError:
        paths = []
    files = {
        unicodedata.normalize("NFC", path.stem): path
        for path in paths
        if path.suffix == ".yml" and not path.name.startswith(".")
    }
    corrections, refused, found = {}, set(), []
    for article in articles:
        if article.name in files and not article.metadata.withdraw:
            try:
                corrections[article.name] = _read(files[article.name], topics)
            except FaultsError as error:
                refused.add(article.slug)
                found += problems(shown_path(article.name, shown_as=shown_as), error.faults)
    orphans = files.keys() - {article.name for article in articles}
    found += [
        Problem(path=shown_path(name, shown_as=shown_as), message="corrects an article that is not there; rename it")
        for name in files
        if name in orphans and article_slug(name) not in reading.refused
    ]
    return corrections, frozenset(refused), found


def _read(path: Path, topics: Collection[str]) -> tuple[Correction, ...]:
    from onrecord.reading.corrections import corrections  # pydantic takes time: only where there is a file

    read = corrections(load_file(path, within=path.parents[1]))
    faults = [
        (one.line, f"the topic {quote(topic)} is not in topics.yml; add it there, or mend its name")
        for one in read
        for topic in one.topics or ()
        if topic not in topics
    ]
    if faults:
        raise FaultsError(*faults)
    return read


def shown_path(name: str, *, shown_as: str) -> str:
    """The path of an article's corrections as messages show it."""
    return f"{shown_as}/{CORRECTIONS}/{escape_controls(name)}.yml"


def problems(path: str, faults: Iterable[tuple[int, str]]) -> list[Problem]:
    """The faults of one file, lines with what is wrong there, as problems."""
    return [Problem(path=path, line=line, message=message) for line, message in faults]
