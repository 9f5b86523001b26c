"""The corrections given for the articles of an archive, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.drafts.draft import Draft
from onrecord.model.article import Article, FaultsError, Problem, Reading, Topic
from onrecord.model.correction import Correction
from onrecord.reading.correction_files import correction_files, read_corrections, shown_path
from onrecord.text.slug import article_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The corrections given, by the names of their articles, and the slugs of articles whose corrections are broken."""

    corrections: Mapping[str, tuple[Correction, ...]]
    refused: frozenset[str]
    problems: tuple[Problem, ...]


def given_corrections(
    seeds: Path, articles: Sequence[Article], reading: Reading, *, topics: Sequence[Topic], shown_as: str
) -> Given:
    """The corrections of each of ``articles``; those of files that no article has are problems."""
    files = correction_files(seeds)
    given, refused, problems = {}, set(), []
    for article in articles:
        if article.name not in files or article.metadata.withdraw:
            continue
        try:
            given[article.name] = read_corrections(files[article.name], topics=(topic.name for topic in topics))
        except FaultsError as error:
            refused.add(article.slug)
            problems += _at(shown_path(article.name, shown_as=shown_as), error.faults)
    names = {article.name for article in articles}
    problems += [
        Problem(path=shown_path(name, shown_as=shown_as), message="corrects an article that is not there; rename it")
        for name in files
        if name not in names and article_slug(name) not in reading.refused
    ]
    return Given(corrections=given, refused=frozenset(refused), problems=tuple(problems))


def faults_of(
    articles: Sequence[Article], drafts: Mapping[str, Draft], *, shown_as: str
) -> tuple[list[Problem], list[Problem]]:
    """The corrections that fit nothing, and those that are no longer needed."""
    told = "this correction is no longer needed: the extraction gives the same by itself; remove it"
    faults, unneeded = [], []
    for article in articles:
        if article.name in drafts:
            path = shown_path(article.name, shown_as=shown_as)
            faults += _at(path, drafts[article.name].faults)
            unneeded += _at(path, [(line, told) for line in drafts[article.name].unneeded])
    return faults, unneeded


def _at(path: str, faults: Sequence[tuple[int, str]]) -> list[Problem]:
    return [Problem(path=path, line=line, message=message) for line, message in faults]
