"""Who is one person in small archives of invented names: see ``archives.yml``."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.archive.mentions import Named
from onrecord.archive.people import merge

ARCHIVES = yaml.safe_load(Path(__file__).with_name("archives.yml").read_text(encoding="utf-8"))


def speakers(articles: Mapping[str, Mapping[str, Any]]) -> Iterator[Named]:
    for article, said in articles.items():
        if name := said.get("organization"):
            yield Named(article=article, name=name, organization=True, aliases=tuple(said.get("aliases", ())))
        else:
            for name, sources in said.items():
                yield Named(article=article, name=name, sources=tuple(sources))


def people(named: Sequence[Named]) -> set[str]:
    """The speakers of each person, as the file has them: with the name where an article has several."""
    found: dict[str, set[str]] = {}
    for (article, name), speaker in merge(named).speakers.items():
        several = sum(one.article == article for one in named) > 1
        found.setdefault(speaker.slug, set()).add(f"{article} {name}" if several else article)
    return {" ".join(sorted(each)) for each in found.values()}


@pytest.mark.parametrize("archive", ARCHIVES, ids=[archive["about"] for archive in ARCHIVES])
def test_who_is_one_person(archive: Mapping[str, Any]) -> None:
    named = list(speakers(archive["articles"]))
    assert people(named) == set(archive["people"])
    for start in range(len(named)):
        assert people([*named[start:], *named[:start]]) == set(archive["people"])
        assert people([*named[start::-1], *named[:start:-1]]) == set(archive["people"])
