"""A template of ours that uses what the build's own rendering does not know of fails the build by name."""

import shutil
from pathlib import Path

import pytest

import onrecord.plugin
from incremental.builds import build
from permanence.sites import make_site
from publishing.project import Project

PLACE = '<article class="md-content__inner'


def with_template(folder: Path, added: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a copy of our theme in its place that has something more on every page."""
    theme = shutil.copytree(onrecord.plugin.THEME, folder)
    main = theme / "base.html"
    text = main.read_text()
    assert PLACE in text
    main.write_text(text.replace(PLACE, f"{{% if page %}}{added}{{% endif %}}{PLACE}"))
    monkeypatch.setattr(onrecord.plugin, "THEME", theme)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_site(tmp_path / "project")


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("{{ page.meta.sha256 }}", r"base\.html:\d+ uses page\.meta\.sha256"),
        ("{{ page.meta['speaker'] }}", r"base\.html:\d+ uses page\.meta\.speaker"),
        ("{{ page.meta.get('words') }}", r"base\.html:\d+ uses page\.meta\.words"),
        ("{% if page.meta.unnamed %}?{% endif %}", r"base\.html:\d+ uses page\.meta\.unnamed"),
        ("{% if 'outlet' in page.meta %}?{% endif %}", r"base\.html:\d+ uses page\.meta\.outlet"),
        ("{{ page.title | upper }}", r"the page’s title as it stands: XHOLETITLEX"),
        ("{{ page.meta.description | e }}", r"the page’s description as it stands: xholedescriptionx&lt;"),
        ("{{ page.markdown }}", r"the page’s markdown as it stands"),
        ("{{ page.content | length }}", r"a template gives (articles|statements|kinds)/\S+\.md “\d+<article"),
        ("{% if 'bolt' in page.content %}?{% endif %}", r"a template gives (articles|statements|kinds)/\S+\.md “\?"),
    ],
)
def test_a_value_that_differs_between_pages_fails_the_build_by_name(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, added: str, named: str
) -> None:
    with_template(tmp_path / "theme", added, monkeypatch)
    with pytest.raises(AssertionError, match=named):
        assert_built(project)
    assert not (project.root / "site").exists()


def assert_built(project: Project) -> None:
    left = build(project)
    assert left.status == 0, left.said


@pytest.mark.parametrize(
    "added", ["{{ page.meta.title }}", "{{ page.meta.kind }}", "{{ page.url }}", "{{ page.title }}"]
)
def test_what_is_known_may_be_used(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, added: str
) -> None:
    with_template(tmp_path / "theme", added, monkeypatch)
    assert_built(project)


def test_an_editor_s_own_template_may_use_anything(project: Project) -> None:
    own = project.root / "own" / "partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text("<footer>{% if page %}{{ page.meta.sha256 }}{% endif %}</footer>")
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  custom_dir: own"))
    assert_built(project)
    pages = list((project.root / "site" / "statements").glob("*/index.html"))
    assert pages
    assert all("<footer>" in page.read_text() for page in pages)
