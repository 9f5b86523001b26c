import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from incremental.builds import build
from onrecord.build.settings import CACHE, STORE
from onrecord.extract import extract
from onrecord.model.article import Article, FaultsError
from onrecord.model.attribution import Attribution, Extraction, Kind, Warned
from onrecord.reading.readings import dump, parse
from pages.strategies import articles
from publishing.project import Project, make_project

TEXT = "“The bridge is safe,” said Ada Lund, the mayor.\nIt was built in 1911.\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = make_project(tmp_path / "record", model="accurate")
    made.seed("bridge.txt", TEXT)
    return made


def reading(project: Project) -> Path:
    return project.root / "seeds/readings/bridge.jsonl"


def statements(project: Project) -> list[str]:
    lines = (project.root / "site/statements.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["speaker"] for line in lines]


@given(articles())
@settings(max_examples=30)
def test_what_was_read_is_read_back_from_its_file(article: Article) -> None:
    found = extract(article.text, model="fast")
    assert parse(dump(found, article.text), article.text) == found


def test_warnings_are_kept_too() -> None:
    found = Extraction(
        paragraphs=((0, 2),),
        sentences=((0, 2),),
        attributions=(Attribution(kind=Kind.ASSERTION, content=((0, 2),), rule="own-voice"),),
        warnings=(Warned(offset=1, message="never closed \u2028"),),
    )
    assert parse(dump(found, "No."), "No.") == found
    assert len(dump(found, "No.").splitlines()) == 3


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (1, ""),
        (1, "[]"),
        (1, "{}"),
        (2, "{"),
        (2, "{}"),
        (2, '{"kind": "rumor", "content": [[0, 1]], "rule": "colon"}'),
        (2, '{"kind": "direct", "content": [[0, 9999]], "rule": "colon"}'),
        (2, '{"kind": "direct", "content": [[5, 4]], "rule": "colon"}'),
        (2, '{"kind": "direct", "content": [["a", "b"]], "rule": "colon"}'),
        (2, '{"kind": "direct", "rule": "colon"}'),
        (2, '{"offset": 1}'),
    ],
)
def test_a_damaged_line_is_named(line: int, instead: str) -> None:
    lines = dump(extract(TEXT, model="fast"), TEXT).splitlines()
    lines[line - 1] = instead
    with pytest.raises(FaultsError) as raised:
        parse("\n".join(lines) + "\n", TEXT)
    assert [number for number, _ in raised.value.faults] == [line]


def test_a_build_writes_down_what_it_read_and_the_next_one_leaves_it(project: Project) -> None:
    build(project)
    written = reading(project).read_bytes()
    assert parse(written.decode(), TEXT) == extract(TEXT, model="accurate")
    assert "nothing changed" in project.run("onrecord", "build").stderr
    assert reading(project).read_bytes() == written


def test_what_is_written_down_is_published_whatever_would_be_found_today(project: Project) -> None:
    build(project)
    path = reading(project)
    path.write_text(path.read_text(encoding="utf-8").replace('"Ada Lund"', '"A. Lund"'), encoding="utf-8")
    before = path.read_bytes()
    build(project)
    assert statements(project)[0] == "A. Lund"
    assert path.read_bytes() == before
    assert project.run("onrecord", "verify").returncode == 0


def test_an_article_whose_text_changed_is_read_anew(project: Project) -> None:
    build(project)
    project.seed("bridge.txt", TEXT.replace("Ada", "Ida"))
    build(project)
    assert statements(project)[0] == "Ida Lund"
    assert "Ida Lund" in reading(project).read_text(encoding="utf-8")


def test_an_article_is_read_again_when_somebody_asks_for_it(project: Project) -> None:
    build(project)
    right = reading(project).read_bytes()
    reading(project).write_bytes(right.replace(b'"Ada Lund"', b'"A. Lund"'))
    assert project.run("onrecord", "read").stdout == ""
    asked = project.run("onrecord", "read", "--again", "bridge")
    assert (asked.stdout, asked.returncode) == ("bridge: 2 statements\n", 0)
    assert reading(project).read_bytes() == right


def test_a_damaged_file_keeps_the_pages_and_says_what_to_do(project: Project) -> None:
    build(project)
    pages, right = project.pages(), reading(project).read_bytes()
    reading(project).write_bytes(right[:-20])
    left = build(project)
    assert left.status == 1
    assert left.refused == (
        "seeds/readings/bridge.jsonl:3: is not what a build wrote; restore the file, or have the article read again: "
        'onrecord read --again "bridge"',
    )
    assert project.pages().keys() == pages.keys()
    assert project.run("onrecord", "read", "--again", "bridge").returncode == 0
    assert reading(project).read_bytes() == right
    assert build(project).status == 0


def test_reading_one_article_again_forgets_nothing_of_the_others(project: Project) -> None:
    for number in range(3):
        project.seed(f"other-{number}.txt", f"The dam has {number + 2} gates.\n")
    build(project)

    def drafts() -> set[str]:
        with closing(sqlite3.connect(project.root / CACHE / STORE)) as database:
            return {key for (key,) in database.execute("SELECT key FROM kept WHERE kind = 'draft'")}

    before = drafts()
    assert project.run("onrecord", "read", "--again", "bridge").returncode == 0
    assert len(before) >= 4
    assert before <= drafts()


def test_there_must_be_an_article_of_that_name(project: Project) -> None:
    asked = project.run("onrecord", "read", "bridges")
    assert asked.returncode == 1
    assert 'seeds/ has no article of the name "bridges"' in asked.stderr


def test_nothing_is_written_down_where_each_build_reads_the_same(tmp_path: Path) -> None:
    fast = make_project(tmp_path / "fast")
    fast.seed("bridge.txt", TEXT)
    build(fast)
    assert not (fast.root / "seeds/readings").exists()
    assert "is not written down" in fast.run("onrecord", "read").stderr
