"""Archives as they come: a few articles are broken, many are alike, one is enormous, and the disk says no."""

from pathlib import Path

import pytest

from publishing.pages import write_pages
from publishing.project import Project

ARTICLE = "The mayor, Ada Lund, said bridge number {number} would open in May.\n“It is safe,” Lund said.\n"
BROKEN = {
    "latin.txt": b"The caf\xe9 closed.\n",
    "nothing.txt": b"",
    "packed.txt": b"\0\0\0",
    "open.md": b"---\ntitle: Never closed\n\nThe ship sank.\n",
}


def seeds(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"a{number:05}.txt").write_text(ARTICLE.format(number=number), encoding="utf-8")
    return folder


def test_of_an_archive_with_a_few_broken_articles_all_others_are_published_and_each_is_named(project: Project) -> None:
    seeds(project.root / "seeds", 400)
    for name, data in BROKEN.items():
        project.seed(name, data)
    ended = project.run("onrecord", "--quiet", "build")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert len(list((project.root / "site/articles").glob("a*/index.html"))) == 400
    for name in BROKEN:
        assert f"seeds/{name}:" in ended.stderr
        assert not (project.root / "site/articles" / Path(name).stem).exists()
    again = project.run("onrecord", "--quiet", "build")
    assert (again.returncode, sorted(again.stderr.splitlines())) == (1, sorted(ended.stderr.splitlines()))


def test_three_hundred_articles_with_one_title_have_an_address_each(tmp_path: Path) -> None:
    folder = seeds(tmp_path / "seeds", 300)
    for number in range(300):
        (folder / f"a{number:05}.yml").write_text("title: The bridge opens\n")
    published = write_pages(folder, tmp_path / "docs")
    assert not published.problems
    assert len({article.slug for article in published.archive.articles}) == 300
    assert {article.title.text for article in published.archive.articles} == {"The bridge opens"}
    assert len({record.id for record in published.archive.statements}) == 600


def test_where_the_next_site_cannot_be_put_the_old_one_stays_and_one_line_says_why(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    assert project.run("onrecord", "build").returncode == 0
    before = project.bytes_of("site")
    project.seed("bridge.txt", ARTICLE + "The bridge is red.\n")
    in_the_way = project.root / ".site.new"
    in_the_way.write_text("a file where a folder must be\n")
    ended = project.run("onrecord", "--quiet", "build")
    assert ended.returncode == 1
    assert [line for line in ended.stderr.splitlines() if line.startswith("Error: ")] == ended.stderr.splitlines()
    assert ".site.new" in ended.stderr
    assert project.bytes_of("site") == before
    in_the_way.unlink()
    assert project.run("onrecord", "build").returncode == 0


def test_an_article_of_one_word_has_a_page(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/word.txt").write_text("Ships")
    assert not write_pages(tmp_path / "seeds", tmp_path / "docs").problems
    assert (tmp_path / "docs/articles/word.md").is_file()


@pytest.mark.slow
def test_an_article_of_two_hundred_thousand_words_is_published(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    text = "".join(ARTICLE.format(number=number) for number in range(12_500))
    assert len(text.split()) >= 200_000
    (tmp_path / "seeds/long.txt").write_text(text)
    published = write_pages(tmp_path / "seeds", tmp_path / "docs")
    assert not published.problems
    assert len(published.archive.statements) >= 12_500


@pytest.mark.slow
def test_twenty_thousand_seeds_in_one_folder_are_published(tmp_path: Path) -> None:
    published = write_pages(seeds(tmp_path / "seeds", 20_000), tmp_path / "docs")
    assert not published.problems
    assert len(published.archive.articles) == 20_000
