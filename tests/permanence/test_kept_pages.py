"""What was published of an article that cannot be read now is published again only as it was, to the character."""

from pathlib import Path

import pytest

from onrecord.build.plan import Plan
from onrecord.permanence.registry import AddressesError
from onrecord.text import front_matter
from permanence.sites import ARTICLE, METADATA, TOPICS
from publishing.pages import write_pages

PEOPLE = "- name: Ada Lund\n  aliases: [the mayor of the harbor]\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder whose article, topics and people were published once and cannot be read any more."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, text in (
        ("harbor.txt", ARTICLE),
        ("harbor.yml", METADATA),
        ("topics.yml", TOPICS),
        ("people.yml", PEOPLE),
    ):
        (seeds / name).write_text(text)
    build(seeds)
    for name in ("harbor.txt", "topics.yml", "people.yml"):
        (seeds / name).write_bytes(b"\0")
    return seeds


def build(seeds: Path, *, recording: bool = True) -> Plan:
    return write_pages(seeds, seeds.parent / "docs", recording=recording)


def pages(seeds: Path) -> dict[str, bytes]:
    docs = seeds.parent / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*.md")}


def test_it_stays_build_after_build(seeds: Path) -> None:
    for _ in range(3):
        planned = build(seeds)
        assert [one.path for one in planned.problems] == ["seeds/harbor.txt", "seeds/people.yml", "seeds/topics.yml"]
        assert len(planned.archive.statements) == 4


@pytest.mark.parametrize("kept_before", [False, True])
@pytest.mark.parametrize(
    ("folder", "words", "others"),
    [
        ("statements", "dredged", "dragged"),
        ("statements", 'speaker: "Ada Lund"', 'speaker: "Ada Lunt"'),
        ("statements", 'sha256: "', 'sha256: "0'),
        ("articles", "carries two lanes", "carries ten lanes"),
        ("articles", "Eda Quist", "Eda Quest"),
        ("topics", '"bolt"]', '"bold"]'),
        ("speakers", "the mayor of the harbor", "the mayor of the herring"),
    ],
)
def test_what_was_changed_by_a_character_is_named_and_nothing_written(
    seeds: Path, folder: str, words: str, others: str, kept_before: bool
) -> None:
    if kept_before:
        build(seeds)
    folder_of = seeds.parent / "docs" / folder
    page = next(path for path in sorted(folder_of.glob("*.md")) if words in path.read_text())
    page.write_text(page.read_text().replace(words, others))
    before = pages(seeds), (seeds / "registry.jsonl").read_bytes()
    with pytest.raises(AddressesError) as raised:
        build(seeds)
    assert [problem.path for problem in raised.value.problems] == [str(page)]
    assert "restore it" in str(raised.value)
    assert (pages(seeds), (seeds / "registry.jsonl").read_bytes()) == before
    assert str(page) in {problem.path for problem in build(seeds, recording=False).problems}


def test_other_words_are_not_those_of_the_registry_whatever_their_digest(seeds: Path) -> None:
    page = next(path for path in (seeds.parent / "docs/statements").glob("*.md") if "dredged" in path.read_text())
    parts = front_matter.read(page.read_text().replace("dredged", "dragged"))
    assert parts
    page.write_text(front_matter.write(*parts))
    assert front_matter.is_whole(page.read_text())
    with pytest.raises(AddressesError, match="was changed"):
        build(seeds)


@pytest.mark.parametrize(
    "lines",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: !!python/name:os.system x\n",
        "a: [\n",
        "words: 3\n",
        "- x\n",
        "? [x]\n: y\n",
    ],
)
def test_front_matter_that_no_build_writes_is_not_read(seeds: Path, lines: str) -> None:
    page = next(path for path in (seeds.parent / "docs/statements").glob("*.md") if "dredged" in path.read_text())
    page.write_text(page.read_text().replace("title:", f"{lines}title:", 1))
    with pytest.raises(AddressesError) as raised:
        build(seeds)
    assert str(page) in str(raised.value)
