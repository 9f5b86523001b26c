"""Other plugins have their say about a site, and none of them changes a word of what an article says."""

import os
import random
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from onrecord.checking.verify import evidence
from onrecord.reading.read import read
from publishing.project import Project

STAND_INS = Path(__file__).with_name("stand_ins")
# What the plugins, or what they are made with, give a meaning to: braces, includes, markers, images, white space.
HOSTILE = [
    "{{ 6*7 }}", "{% raw %}", "{% endraw %}", "{% for x in range(9) %}y{% endfor %}", "{# gone #}", "{{ config }}",
    '{% include-markdown "secret.txt" %}', '{% include "secret.txt" %}', '--8<-- "secret.txt"', "[[ x ]]", "[TOC]",
    "{{ git_revision_date_localized }}", "{{ git_creation_date_localized }}", "<!-- material/tags -->", "[TAGS]",
    "<!-- onrecord:counts -->", "<!-- more -->", "![i](x.png){ .off-glb }", "<img src=x>", "a   b", "tab\\there",
    "&amp;", "<b>", "\\\\{", "}}", "{{", "%}", "<!-- minify:off -->", "<pre>", "$$x$$", ":smile:", "==x==", "onrecord",
]  # fmt: skip
PLUGINS = {
    "search": {},
    "macros": {"on_error_fail": True},
    "tags": {},
    "minify": {"minify_html": True, "htmlmin_opts": {"remove_comments": True}},
    "redirects": {"redirect_maps": {"old.md": "index.md"}},
    "rss": {},
    "git-revision-date-localized": {"fallback_to_build_date": True},
    "include-markdown": {},
    "literate-nav": {},
    "section-index": {},
    "glightbox": {},
    "blog": {},
}
QUICK = ("search", "macros")


def seeds(project: Project) -> None:
    """Articles of hostile words, in their texts and in all that is said of them."""
    source = random.Random("plugins")  # noqa: S311 - words, not a secret
    for number in range(3):
        some = [" ".join(source.sample(HOSTILE, 3)) for _ in range(8)]
        said = [f"“We have {words} and no more,” Ana Lopes said on Monday." for words in some[:4]]
        own = [f"The town of {words} has two bridges." for words in some[4:]]
        project.seed(f"a{number}.txt", "\n\n".join([*said, *own]) + "\n")
        facts = {"title": f"About {some[0]}", "outlet": f"Post {some[1]}", "authors": [f"Ida {some[2]}"]}
        project.seed(f"a{number}.yml", yaml.safe_dump({**facts, "published": "2016-03-14"}))
    project.seed("secret.txt~", "SECRET")
    for folder in (project.root, project.root / "docs"):
        (folder / "secret.txt").write_text("SECRET")


class Words(HTMLParser):
    """The words of a page's text, without those of the frame around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - HTMLParser passes both
        self._depth += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words += data.split()


def built(project: Project, plugin: str, options: object) -> dict[str, bytes]:
    """The pages of the site, with another plugin before ours."""
    config = project.root / "mkdocs.yml"
    own = {"onrecord": {"seeds": "seeds", "model": "fast"}}
    facts = {"site_name": "Record", "site_url": "https://example.org/", "theme": {"name": "material"}}
    plugins = [{plugin: options}, own] if plugin else [own]
    config.write_text(yaml.safe_dump({**facts, "plugins": plugins}))
    path = os.pathsep.join(filter(None, (str(STAND_INS), os.environ.get("PYTHONPATH"))))
    ended = project.run("mkdocs", "build", "--strict", "--quiet", PYTHONPATH=path)
    assert ended.returncode == 0, ended.stderr
    site = project.root / "site"
    return {page.relative_to(site).as_posix(): page.read_bytes() for page in site.rglob("index.html")}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, bytes]]:
    """The site without any other plugin."""
    project = Project(tmp_path_factory.mktemp("plugins"))
    (project.root / "seeds").mkdir()
    (project.root / "docs").mkdir()
    seeds(project)
    return project, built(project, "", {})


def words(page: bytes) -> list[str]:
    parser = Words()
    parser.feed(page.decode())
    return parser.words


@pytest.mark.parametrize(
    "plugin", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in PLUGINS]
)
def test_no_plugin_changes_an_article_s_words(
    alone: tuple[Project, dict[str, bytes]], tmp_path: Path, plugin: str
) -> None:
    project, expected = alone
    copy = Project(tmp_path / "project")
    shutil.copytree(project.root, copy.root, ignore=shutil.ignore_patterns("site", ".cache"))
    found = built(copy, plugin, PLUGINS[plugin])
    articles = {article.slug: article for article in read(copy.root / "seeds").articles}
    assert list(evidence(found, articles)) == []
    marks = re.compile(rb"data-article-text=")
    ours = [path for path in expected if path.partition("/")[0] not in ("search", "method", "data", "about")]
    assert len(ours) > len(articles) * 9
    for path in ours:
        assert len(marks.findall(found[path])) == len(marks.findall(expected[path])), path
        assert words(found[path]) == words(expected[path]), path
    assert not [path for path, page in found.items() if b"SECRET" in page]
