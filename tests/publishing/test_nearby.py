"""Beside a statement stand those of earlier articles by its speaker and on its topic, so later ones change nothing."""

import re

from publishing.project import Project

TOPICS = "- name: Bridge\n  phrases: [bridge]\n"


def add(project: Project, number: int, text: str, published: str | None) -> None:
    project.seed(f"a{number}.txt", text)
    project.seed(f"a{number}.yml", f"title: Article {number}\n" + (f"published: {published}\n" if published else ""))


def told(number: int, speaker: str = "Ann Lee") -> str:
    return f"“The bridge opens in {1990 + number},” said {speaker}.\n\nThe bridge is old.\n"


def beside(project: Project, number: int) -> dict[str, list[str]]:
    """By its heading, the years that the statements beside that article's quotation name."""
    [page] = [
        text
        for text in project.pages().values()
        if re.search(rf'^words: \["“The bridge opens in {1990 + number}', text, re.MULTILINE)
    ]
    parts = re.findall(r"<h2>More (?:by|on) <a [^>]*>([^<]*)</a></h2>\n<ul[^>]*>\n(.*?)</ul>", page, re.DOTALL)
    return {heading: re.findall(r"opens in (\d+)", rows) for heading, rows in parts}


def test_the_nearest_earlier_articles_are_shown_and_a_new_one_changes_no_older_page(project: Project) -> None:
    project.seed("topics.yml", TOPICS)
    for number in range(5):
        add(project, number, told(number), f"2015-03-0{number + 1}")
    add(project, 5, told(5, "Bo Falk"), "2015-04-01")
    add(project, 6, told(6), None)
    assert project.run("onrecord", "build").returncode == 0
    assert beside(project, 0) == {}
    assert beside(project, 4) == {"Ann Lee": ["1993", "1992", "1991"], "Bridge": ["1993", "1992", "1991"]}
    assert beside(project, 5) == {"Bridge": ["1994", "1993", "1992"]}
    assert beside(project, 6) == {}
    before = {path: text for path, text in project.pages().items() if path.startswith(("articles/a", "statements/"))}
    add(project, 7, told(7), "2016-01-01")
    assert project.run("onrecord", "build").returncode == 0
    after = project.pages()
    assert {path: after[path] for path in before} == before
    assert beside(project, 7) == {"Ann Lee": ["1994", "1993", "1992"], "Bridge": ["1995", "1994", "1993"]}


def test_people_without_a_name_are_not_taken_for_one(project: Project) -> None:
    for number in range(2):
        add(project, number, told(number, "officials"), f"2015-03-0{number + 1}")
    assert project.run("onrecord", "build").returncode == 0
    assert beside(project, 1) == {}
