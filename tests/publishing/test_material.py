"""A configuration as Material documents it does here what it does there, or is named as doing nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from incremental.builds import build, differences, twin
from onrecord.cli import main
from publishing.project import Project
from site_checker import check

ARTICLE = "The mayor, Ada Lund, said the bridge would open in May.\n“It is safe,” Lund said.\n"
PAGES = {
    "home": "index.html",
    "statement": "statements",
    "article": "articles/bridge/index.html",
    "hand-written": "about/index.html",
    "404": "404.html",
}
THEME = {
    "name": "material",
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "deep purple", "accent": "amber",
         "toggle": {"icon": "material/brightness-7", "name": "To the dark"}},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "teal",
         "toggle": {"icon": "material/brightness-4", "name": "To the light"}},
    ],
    "logo": "mark.svg",
    "favicon": "mark.svg",
    "font": {"text": "Fira Sans", "code": "Fira Code"},
    "features": ["navigation.tabs", "navigation.footer", "navigation.top", "content.action.edit", "navigation.instant"],
    "icon": {"repo": "fontawesome/brands/gitlab", "menu": "material/menu"},
}  # fmt: skip
EVERYTHING = {
    "site_name": "The Pond Papers",
    "site_url": "https://example.org/record/",
    "repo_url": "https://forge.example.org/pond/papers",
    "repo_name": "pond/papers",
    "edit_uri": "edit/main/docs/",
    "copyright": "&copy; 2024 <b>The Pond</b>",
    "theme": THEME,
    "extra_css": ["own.css"],
    "extra_javascript": ["own.js"],
    "markdown_extensions": [
        "admonition",
        {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}},
    ],
    "extra": {
        "social": [{"icon": "fontawesome/brands/mastodon", "link": "https://social.example.org/@pond", "name": "Pond"}],
        "analytics": {"provider": "google", "property": 'G-"><b>', "feedback": {"title": "?"}},
        "consent": {
            "title": "May we count?",
            "description": "It helps us.",
            "cookies": {"analytics": "Counting", "maps": {"name": "Maps", "checked": False}},
            "actions": ["accept", "reject", "manage"],
        },
        "version": {"provider": "mike"},
    },
    "nav": ["index.md", {"About": "about.md"}, {"Speakers": "speakers/index.md"}],
    "plugins": [{"onrecord": {"model": "fast"}}],
}
PLAIN = {"site_name": "The Pond Papers", "theme": "material", "plugins": [{"onrecord": {"model": "fast"}}]}
ABOUT = "# About\n\n```mermaid\ngraph LR; A-->B\n```\n\n!!! note\n    It is so.\n"


class Elements(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of the elements that have what is wanted somewhere in theirs."""
        parts = {key.strip("_").replace("_", "-"): value for key, value in wanted.items()}
        found = [given for name, given in self.found if name == tag]
        return [given for given in found if all(key in given and value in given[key] for key, value in parts.items())]


@dataclass(frozen=True)
class Built:
    project: Project
    log: str

    def text(self, page: str) -> str:
        site = self.project.root / "site"
        if page == "statement":
            return next((site / "statements").glob("*/index.html")).read_text(encoding="utf-8")
        return (site / PAGES[page]).read_text(encoding="utf-8")

    def all(self, page: str, tag: str, **wanted: str) -> list[dict[str, str]]:
        return Elements(self.text(page)).all(tag, **wanted)


def project(root: Path, settings: Mapping[str, object], **files: str) -> Project:
    for name, text in {
        "mkdocs.yml": yaml.safe_dump(dict(settings)),
        "seeds/bridge.txt": ARTICLE,
        "docs/about.md": ABOUT,
        "docs/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "docs/own.css": "b {}",
        "docs/own.js": "1;",
        **files,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Project(root)


def built(one: Project) -> Built:
    ended = CliRunner().invoke(main, ["build", "--workers", "1", "--config", str(one.root / "mkdocs.yml")])
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert ended.exit_code == 0, ended.stderr
    return Built(one, ended.stderr)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with all that is honored, configured."""
    return built(project(tmp_path_factory.mktemp("material") / "site", EVERYTHING))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with nothing configured."""
    return built(project(tmp_path_factory.mktemp("material") / "plain", PLAIN))


EVERY_PAGE = pytest.mark.parametrize("page", PAGES)


@EVERY_PAGE
def test_palettes_are_those_of_the_configuration(everything: Built, plain: Built, page: str) -> None:
    [html] = everything.all(page, "html")
    assert {key: value for key, value in html.items() if key.startswith("data-md")} == {
        "data-md-color-scheme": "default",
        "data-md-color-primary": "deep-purple",
        "data-md-color-accent": "amber",
    }
    [script] = everything.all(page, "script", data_palette="{")
    assert [one["scheme"] for one in yaml.safe_load(script["data-palette"])] == ["default", "slate"]
    switches = everything.all(page, "button", data_palette_switch="")
    assert [one["title"] for one in switches] == ["To the dark", "To the light"]
    assert not any(name.startswith("data-md") for name in plain.all(page, "html")[0])
    assert plain.all(page, "button", aria_label="Dark mode")


@EVERY_PAGE
def test_logo_and_favicon_are_those_of_the_configuration(everything: Built, page: str) -> None:
    assert everything.all(page, "img", class_="brand__logo", src="mark.svg")
    [icon] = everything.all(page, "link", rel="icon")
    assert icon["href"].removeprefix("/record").lstrip("./") == "mark.svg"


def test_a_logo_may_be_an_icon(tmp_path: Path) -> None:
    one = built(project(tmp_path, {**PLAIN, "theme": {"name": "material", "icon": {"logo": "material/anchor"}}}))
    assert 'class="brand__mark" aria-hidden="true"><svg' in one.text("statement")
    assert "has no effect" not in one.log


@EVERY_PAGE
def test_fonts_are_loaded_where_they_are_set_and_nowhere_else(everything: Built, plain: Built, page: str) -> None:
    [sheet] = everything.all(page, "link", href="fonts.googleapis.com")
    assert "Fira+Sans" in sheet["href"]
    assert "Fira+Code" in sheet["href"]
    assert everything.all(page, "link", href="assets/configured/fonts.css")
    assert "fonts.g" not in plain.text(page)
    assert "Fira Sans" in (everything.project.root / "site/assets/configured/fonts.css").read_text(encoding="utf-8")


@EVERY_PAGE
def test_the_editors_style_sheets_come_last_and_their_scripts_load(everything: Built, page: str) -> None:
    sheets = [one["href"] for one in everything.all(page, "link", rel="stylesheet")]
    assert sheets[-1].endswith("own.css")
    assert everything.all(page, "script", src="own.js")


@EVERY_PAGE
def test_social_links_copyright_and_repository_stand_on_every_page(everything: Built, page: str) -> None:
    [social] = everything.all(page, "a", href="https://social.example.org/@pond")
    assert (social["rel"], social["title"]) == ("noopener me", "Pond")
    assert everything.all(page, "a", href="https://forge.example.org/pond/papers", class_="site-source")
    assert "&copy; 2024 <b>The Pond</b>" in everything.text(page)


@pytest.mark.parametrize(
    ("page", "path"),
    [("statement", "seeds/bridge.txt"), ("article", "seeds/bridge.txt"), ("hand-written", "docs/about.md")],
)
def test_a_page_leads_to_where_its_text_is_edited(everything: Built, plain: Built, page: str, path: str) -> None:
    [edit] = everything.all(page, "a", rel="edit")
    assert edit["href"] == f"https://forge.example.org/pond/papers/edit/main/{path}"
    assert plain.all(page, "a", rel="edit") == []


def test_a_page_that_comes_along_has_no_file_to_edit(everything: Built) -> None:
    assert everything.all("home", "a", rel="edit") == []


def test_steps_to_the_pages_before_and_after(everything: Built, plain: Built) -> None:
    assert everything.all("hand-written", "a", rel="next", href="../speakers/")
    assert everything.all("hand-written", "a", rel="prev", href="..")
    assert everything.all("statement", "a", rel="next") == []
    assert plain.all("hand-written", "a", rel="next") == []


@EVERY_PAGE
def test_tabs_and_a_way_to_the_top(everything: Built, plain: Built, page: str) -> None:
    assert everything.all(page, "header", class_="site-header--tabs")
    assert everything.all(page, "p", class_="to-top")
    assert plain.all(page, "header", class_="site-header--tabs") == []
    assert plain.all(page, "p", class_="to-top") == []


@EVERY_PAGE
def test_analytics_wait_for_consent_and_are_a_file(everything: Built, plain: Built, page: str) -> None:
    [script] = everything.all(page, "script", src="assets/configured/analytics.js")
    assert script["data-property"] == 'G-"><b>'
    assert "data-consent" in script
    assert everything.all(page, "form", id="__consent")
    boxes = {one["name"]: "checked" in one for one in everything.all(page, "input", type="checkbox")}
    assert boxes == {"analytics": True, "maps": False}
    assert everything.all(page, "script", src="assets/configured/consent.js")
    assert "analytics" not in plain.text(page)


def test_diagrams_are_drawn_where_there_are_any(everything: Built) -> None:
    assert everything.all("hand-written", "script", src="assets/configured/mermaid.js")
    assert everything.all("home", "script", src="assets/configured/mermaid.js") == []


@EVERY_PAGE
def test_nothing_is_inline_whatever_is_configured(everything: Built, page: str) -> None:
    for script in everything.all(page, "script"):
        assert script.get("src") or script.get("type") == "application/ld+json"
    assert everything.all(page, "style") == []
    assert [given for _, given in Elements(everything.text(page)).found if "style" in given] == []


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", []), ("fr", ["theme.language, but on the pages that you write: the words of all others are English"])],
)
def test_a_language_that_there_are_no_words_in_is_told_by_name(tmp_path: Path, language: str, told: list[str]) -> None:
    one = built(project(tmp_path, {**PLAIN, "theme": {"name": "material", "language": language}}))
    assert re.findall(r"has no effect here: (.*)", one.log) == told
    assert [one.all(page, "html")[0]["lang"] for page in ("statement", "404")] == [language if not told else "en"] * 2
    assert one.all("hand-written", "html")[0]["lang"] == language


def test_what_has_no_effect_is_told_once_by_name(everything: Built, plain: Built) -> None:
    told = re.findall(r"has no effect here: (.*)", everything.log)
    assert sorted(told) == [
        "extra.analytics.feedback",
        "extra.version",
        "theme.features: navigation.instant",
        "theme.icon.menu",
    ]
    assert "has no effect" not in plain.log


def test_other_hosts_are_named_with_the_policy_that_they_need(everything: Built, plain: Built) -> None:
    [line] = re.findall(r"pages load from (.*)", everything.log)
    for host in ("fonts.googleapis.com", "fonts.gstatic.com", "www.googletagmanager.com", "unpkg.com"):
        assert f"https://{host}" in line
    assert re.search(r"script-src 'self' [^;]*https://unpkg\.com", line)
    assert re.search(r"font-src 'self' https://fonts\.gstatic\.com", line)
    assert "pages load" not in plain.log


def test_only_what_pages_load_is_published(everything: Built, plain: Built) -> None:
    for one, more in ((plain, set()), (everything, {"palette.css"})):
        folder = one.project.root / "site/assets/stylesheets"
        sheets = {re.sub(r"\..*\.min", "", path.name) for path in folder.iterdir()}
        assert sheets == {"main.css", *more}
        assert {path.name for path in folder.parent.iterdir()} <= {"stylesheets", "onrecord", "configured"}
    assert not (plain.project.root / "site/assets/configured").exists()


def test_every_file_that_is_loaded_is_there(everything: Built, plain: Built) -> None:
    assert check(plain.project.root / "site") == []
    faults = check(everything.project.root / "site", base="https://example.org/record/")
    assert [fault for fault in faults if "a load from another host: https://fonts." not in fault] == []


@pytest.mark.parametrize(
    ("palette", "attributes", "button"),
    [
        ({"scheme": "slate", "primary": "red"}, {"data-md-color-scheme": "slate", "data-md-color-primary": "red"}, 0),
        ({"primary": "red"}, {"data-md-color-primary": "red"}, 1),
    ],
    ids=["a scheme for all", "the system's scheme"],
)
def test_one_palette_is_for_all(tmp_path: Path, palette: object, attributes: dict[str, str], button: int) -> None:
    one = built(project(tmp_path, {**PLAIN, "theme": {"name": "material", "palette": palette}}))
    [html] = one.all("statement", "html")
    assert {key: value for key, value in html.items() if key.startswith("data-")} == attributes
    assert len(one.all("statement", "button", aria_label="Dark mode")) == button


# Templates of the editor's own

OWN = """\
{% extends "base.html" %}
{% block announce %}<b>We have moved</b>{% endblock %}
{% block extrahead %}<meta name="own" content="{{ page.title if page }}">{% endblock %}
{% block htmltitle %}<title>Own: {{ page.title if page }}</title>{% endblock %}
{% block content %}{{ super() }}<p class="own">{{ lang.t("footer.next") }}</p>{% endblock %}
{% block footer %}<footer>Own foot</footer>{% endblock %}
{% block scripts %}{{ super() }}<script src="{{ 'own.js' | url }}"></script>{% endblock %}
"""
OWN_DIR = {**PLAIN, "theme": {"name": "material", "custom_dir": "overrides"}}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with an editor's main.html, as Material documents it."""
    folder = tmp_path_factory.mktemp("material") / "own"
    return built(project(folder, OWN_DIR, **{"overrides/main.html": OWN, "overrides/partials/copyright.html": ""}))


@EVERY_PAGE
def test_an_editors_main_html_extends_ours(own: Built, plain: Built, page: str) -> None:
    text = own.text(page)
    assert re.search(r'<aside class="md-banner[^>]*><b>We have moved</b></aside>', text)
    assert re.search(r'<meta name="own" content="[^"]*">\s*</head>', text)
    assert "<title>Own: " in text
    assert text.count("<title>") == 1
    assert "Own foot" in text
    assert 'class="site-footer"' not in text
    assert re.search(r'<script src="[^"]*own\.js"></script>\s*</body>', text)
    for part in ("site-header", "page.js", "assets/onrecord/", 'id="content"'):
        assert part in text
    assert [heading for heading in re.findall(r"<h1.*?</h1>", plain.text(page)) if heading not in text] == []


def test_an_editors_main_html_leaves_no_dead_link(own: Built) -> None:
    assert check(own.project.root / "site") == []


def test_a_part_of_the_frame_can_be_written_anew(tmp_path: Path) -> None:
    one = built(project(tmp_path, OWN_DIR, **{"overrides/partials/footer.html": "<footer>Mine</footer>"}))
    assert "<footer>Mine</footer>" in one.text("statement")


# The two ways of rendering


@pytest.mark.parametrize("settings", [EVERYTHING, PLAIN], ids=["everything", "plain"])
def test_mkdocs_renders_the_same_bytes(tmp_path: Path, settings: Mapping[str, object]) -> None:
    one = project(tmp_path / "one", settings)
    other = twin(one, tmp_path / "other")
    (other.root / "nothing.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n")
    (other.root / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "hooks": ["nothing.py"]}))
    assert [one for one in differences(build(one), build(other)) if "pagefind" not in one] == []
