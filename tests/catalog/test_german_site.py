"""A site in German: its own words are German wherever a reader meets them, an article's are told to be English."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
import yaml

from incremental.builds import Left, build, differences
from onrecord.catalog.language import ENGLISH, spoken
from publishing.project import Project

SEEDS = {
    "pier.txt": """“Nobody should pay a dime for the new pier of the islands,” said Ida Marsh, a councilor.

Dana Brook, the harbor minister, told reporters that the gates of the pier would close at night. He called the plan “a
waste of time and money” in March.

“We will see what the talks are for,” she said. The pier has two hundred lamps and three gates.

Who pays for it?
""",
    "pier.yml": "title: The pier and the islands\noutlet: The Elm Courier\npublished: 2016-03-04\nlanguage: en-GB\n"
    "authors: [Ann Lee, Bo Kay]\nurl: https://news.example.org/pier\ndescription: What the pier is for.\n",
    "ferry.txt": """“Nobody should ever pay a dime for the new pier of the islands,” said Ida Marsh, a councilor.

According to Dana Brook, the harbor minister, these are the last talks of the year. The harbor is open.
""",
    "ferry.yml": "title: The ferry\npublished: 2017-05-01\n",
    "topics.yml": "- name: Harbor\n  phrases: [harbor, pier]\n",
    "checks.yml": "- words: Nobody should pay a dime for the new pier of the islands\n  url: https://checks.example.org/1\n"
    "  publisher: Elm Facts\n  verdict: Half right\n",
    "corrections/ferry.yml": "- accepted: “Nobody should ever pay a dime for the new pier of the islands,”\n"
    "  kind: direct\n  speaker: Ida Marsh\n",
}
ENGLISH_WORDS = frozenset(
    {"the", "of", "and", "with", "from", "this", "these", "are", "which", "what", "who", "said", "by"}
)
SPOKEN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
APART = frozenset({"script", "style", "code", "pre", "bdi", "title"})
"""Elements whose text is no reader's word of ours: a title has an article's in it, which can tell no language."""
VOID = frozenset({"meta", "link", "br", "img", "input", "hr", "line", "path"})
EXAMPLES = re.compile(r"„[^“]*“")
"""Of English texts, in the explanations of rules and in the method."""


class Words(HTMLParser):
    """The texts of a page that are in the page's own language, and those of articles, each with its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ours: list[str] = []
        self.articles: list[tuple[str, str]] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        within = self._open[-1][1] if self._open else None
        language = "" if tag in APART else given.get("lang", within)
        if language == "de":
            self.ours += [value for name in SPOKEN_ATTRIBUTES if (value := given.get(name))]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language = self._open[-1][1] if self._open else None
        if language == "de":
            self.ours.append(data)
        elif language:
            self.articles.append((language, data))


def settings(language: str) -> str:
    theme = {"name": "material", "language": language}
    plugin = {"onrecord": {"model": "fast", "report_url": "mailto:desk@example.org", "embed": True}}
    site = {"site_name": "Die Mole", "site_url": "https://example.org/", "theme": theme, "plugins": [plugin]}
    return yaml.safe_dump(site)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("german")
    for name, text in SEEDS.items():
        (root / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings("de"), encoding="utf-8")
    return Project(root)


@pytest.fixture(scope="module")
def site(project: Project) -> Left:
    """What a build in German leaves."""
    left = build(project)
    assert left.status == 0, left.said
    return left


def pages(site: Left) -> Iterator[tuple[str, str]]:
    for path, data in site.site.items():
        if path.endswith(".html"):
            yield path, data.decode()


def test_every_page_is_german_and_no_word_of_ours_is_english(site: Left) -> None:
    counted = 0
    for path, text in pages(site):
        assert re.search(r"<html lang=\"?de\b", text), path
        for words in Words(text).ours:
            plain = EXAMPLES.sub("", re.sub(r"https?:\S+", "", words))
            assert not ENGLISH_WORDS.intersection(re.findall(r"[A-Za-z]+", plain)), (path, words)
            counted += 1
    assert counted > 500


def test_every_piece_of_article_text_tells_its_language(site: Left) -> None:
    found: dict[str, set[str]] = {}
    for _, text in pages(site):
        for language, words in Words(text).articles:
            found.setdefault(language, set()).update(words.split())
    assert set(found) == {"en", "en-GB"}  # what its metadata say, and what is read where they say nothing
    assert {"dime", "ferry"} <= found["en"]
    assert {"reporters", "islands"} <= found["en-GB"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.html", "Was gesagt wurde, wer es gesagt hat und wo es steht."),
        ("index.html", "4. März 2016"),
        ("kinds/index.html", "Sinngemäß"),
        ("days/2016/03/index.html", "März: 1 Artikel, "),
        ("days/2016/03/index.html", '<abbr title="Dienstag">Di</abbr>'),
        ("articles/pier/index.html", "Aussagen nach Stimme"),
        ("search/index.html", "Neueste zuerst"),
        ("about/index.html", "Nur ein Zitat steht in den Worten dessen, der spricht."),
        ("data/index.html", "Die bleibende Kennung der Aussage"),
        ("method/index.html", "Ein Redeverb mit seinem Subjekt"),
        ("404.html", "Unter dieser Adresse gibt es keine Seite"),
    ],
)
def test_pages_say_it_in_german(site: Left, page: str, words: str) -> None:
    assert words in site.site[page].decode()


def test_what_is_taken_along_is_german_and_data_are_as_ever(site: Left) -> None:
    lines = [json.loads(line) for line in site.site["statements.jsonl"].decode().splitlines()]
    reported = next(one for one in lines if one["kind"] == "indirect" and one["outlet"])
    page = site.site[f"statements/{reported['id']}/index.html"].decode()
    assert "Dana Brook, laut The Elm Courier" in page
    assert f"/statements/{reported['id']}/" in page
    assert 'property="og:title" content="Sinngemäß: ' in page
    feed = json.loads(site.site["feeds/index.json"])
    assert {one["tags"][0] for one in feed["items"]} <= {"Zitat", "Teils wörtlich", "Sinngemäß", "Behauptung"}
    assert {one["kind"] for one in lines} <= {"direct", "mixed", "indirect", "assertion"}


@pytest.mark.usefixtures("site")
def test_the_language_is_that_of_one_build() -> None:
    assert spoken() == ENGLISH


def test_another_language_moves_all_that_was_built_and_back(project: Project, site: Left) -> None:
    config = project.root / "mkdocs.yml"
    config.write_text(settings("en"), encoding="utf-8")
    english = build(project)
    assert "Aussage" not in english.site["articles/pier/index.html"].decode()
    assert english.site["statements.jsonl"] == site.site["statements.jsonl"]
    assert english.site["statements.csv"] == site.site["statements.csv"]
    config.write_text(settings("de"), encoding="utf-8")
    again = build(project)
    assert differences(again, site) == []


@pytest.mark.usefixtures("site")
def test_where_a_language_has_no_words_they_are_english(project: Project) -> None:
    config = project.root / "mkdocs.yml"
    config.write_text(settings("fr"), encoding="utf-8")
    french = build(project)
    config.write_text(settings("de"), encoding="utf-8")
    assert '<html lang="en"' in french.site["articles/pier/index.html"].decode()
    assert '<html lang="en"' in french.site["about/index.html"].decode()  # which comes along
    assert "Statements by speaker" in french.site["articles/pier/index.html"].decode()
