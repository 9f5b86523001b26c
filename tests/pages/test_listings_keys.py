"""A listing's page is made again when it changes, and only then."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model.article import Topic
from onrecord.model.record import Record, Title
from pages.test_listings import archive, jobs_of, with_pages

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found() -> list[Record]:
    """An archive with some hundred speakers and more articles than fit on a page."""
    return archive(2500)


def edited(found: list[Record], what: str) -> list[Record]:
    """The archive with one thing changed in it."""
    at = next(number for number, entry in enumerate(found) if entry.speaker and number > 700)
    one = found[at]
    match what:
        case "nothing":
            changed = [replace(entry) for entry in found]
        case "place in the text":
            changed = [*found[:at], replace(one, offset=one.offset + 1), *found[at + 1 :]]
        case "words":
            changed = [*found[:at], replace(one, words=("Other words.",)), *found[at + 1 :]]
        case "words beyond the opening":
            changed = [*found[:at], replace(one, words=(*one.words, "and on " * 60)), *found[at + 1 :]]
        case "source":
            changed = [*found[:at], replace(one, source="the mayor"), *found[at + 1 :]]
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
    return with_pages(changed)


@pytest.mark.parametrize(
    "what",
    [
        "nothing", "place in the text", "words", "words beyond the opening", "source", "topics", "title", "date",
        "new speaker", "one less",
    ],
)  # fmt: skip
def test_a_job_s_key_changes_exactly_when_its_page_does(found: list[Record], what: str) -> None:
    topics = (Topic(name="Weather", phrases=("rain",)), Topic(name="Food", phrases=("bread",)))
    before, after = ({job.name: job for job in jobs_of(one, topics=topics)} for one in (found, edited(found, what)))
    differ = {name for name in before.keys() & after.keys() if before[name].key != after[name].key}
    shown = {
        name
        for name in before.keys() & after.keys()
        if [str(page) for page in before[name].make()] != [str(page) for page in after[name].make()]
    }
    assert differ == shown
    assert bool(shown) == (what not in ("nothing", "place in the text"))


def test_no_two_jobs_have_one_key_or_one_path(found: list[Record]) -> None:
    jobs = jobs_of(found)
    assert (
        len({job.key for job in jobs})
        == len({job.paths for job in jobs})
        == len({job.name for job in jobs})
        == len(jobs)
    )


def test_keys_are_the_same_in_every_process() -> None:
    code = "from pages.test_listings import archive, jobs_of; print(*(job.key for job in jobs_of(archive(150))))"
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
    assert keys.pop().split() == [job.key for job in jobs_of(archive(150))]
