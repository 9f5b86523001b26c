"""A listing's page is made again when it changes, and only then."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.archive.archive import Archive
from onrecord.model.article import Topic
from onrecord.model.record import Record, Title
from onrecord.pages.docs_folder import text_of
from onrecord.pages.listing import listings
from pages.test_listings import archive, generated

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found() -> Archive:
    """An archive with some hundred speakers and more articles than fit on a page."""
    return generated(2500)


TOPICS = (Topic(name="Weather", phrases=("rain",)), Topic(name="Food", phrases=("bread",)))


def edited(found: Sequence[Record], what: str) -> list[Record]:
    """The statements with one thing changed in them."""
    at = next(number for number, entry in enumerate(found) if entry.speaker and number > 700)
    one = found[at]
    match what:
        case "nothing":
            changed = [replace(entry) for entry in found]
        case "place in the text":
            changed = [
                *found[:at],
                replace(one, content=tuple((start + 1, end + 1) for start, end in one.content)),
                *found[at + 1 :],
            ]
        case "words":
            changed = [*found[:at], replace(one, words=("Other words.",)), *found[at + 1 :]]
        case "words beyond the opening":
            changed = [*found[:at], replace(one, words=(*one.words, "and on " * 60)), *found[at + 1 :]]
        case "source":
            changed = [*found[:at], replace(one, source_words="the mayor"), *found[at + 1 :]]
        case "topics":
            changed = [*found[:at], replace(one, topics=("Weather",)), *found[at + 1 :]]
        case "title":
            article = replace(one.article, title=Title(text="Another title"))
            changed = [
                replace(entry, article=article) if entry.article.slug == article.slug else entry for entry in found
            ]
        case "date":
            article = replace(one.article, published="1999-01-01")
            changed = [
                replace(entry, article=article) if entry.article.slug == article.slug else entry for entry in found
            ]
        case "new speaker":
            changed = [*found[:at], replace(one, speaker="Zoë Quux"), *found[at + 1 :]]
        case _:
            changed = [*found[:at], *found[at + 1 :]]
    return changed


@pytest.mark.parametrize(
    "what",
    [
        "nothing", "place in the text", "words", "words beyond the opening", "source", "topics", "title", "date",
        "new speaker", "one less",
    ],
)  # fmt: skip
def test_a_job_s_key_changes_exactly_when_its_page_does(found: Archive, what: str) -> None:
    before, after = (
        {job.name: job for job in listings(archive(some, topics=TOPICS))}
        for some in (found.statements, edited(found.statements, what))
    )
    differ = {name for name in before.keys() & after.keys() if before[name].key != after[name].key}
    shown = {
        name
        for name in before.keys() & after.keys()
        if list(map(text_of, before[name].make())) != list(map(text_of, after[name].make()))
    }
    assert differ == shown
    assert bool(shown) == (what not in ("nothing", "place in the text"))


def test_no_two_jobs_have_one_key_or_one_path(found: Archive) -> None:
    jobs = listings(found)
    assert (
        len({job.key for job in jobs})
        == len({job.paths for job in jobs})
        == len({job.name for job in jobs})
        == len(jobs)
    )


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "from onrecord.pages.listing import listings\n"
        "from pages.test_listings import generated\n"
        "print(*(job.key for job in listings(generated(150))))"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'scripts'}:{ROOT / 'tests'}"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1
    assert keys.pop().split() == [job.key for job in listings(generated(150))]
