"""Pages that the build renders itself come out as MkDocs would render them, to the byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from browser.hostile import METADATA as HOSTILE_METADATA
from browser.hostile import TEXT as HOSTILE
from browser.hostile import TOPICS as HOSTILE_TOPICS
from incremental.builds import SITE_URL, build, differences, twin
from onrecord.rendering.render import Renderer
from pages.strategies import HOSTILE as PIECES
from permanence.sites import ARTICLE, METADATA, TOPICS, make_site
from publishing.project import Project

NOTHING_DONE = "def on_page_markdown(markdown, **_):\n    return markdown\n"
OWN_TEMPLATE = """\
{% extends "base.html" %}
{% block content %}
<p class="own">{{ page.meta.speaker }} {{ page.title }} {{ page.url }} {{ page.meta.words }} {{ page.meta }}
{{ page.markdown | length }} {{ page.canonical_url }} {{ page.edit_url }} {{ page.is_homepage }} {{ page.file.src_uri }}
{% for one in page.toc %}{{ one.title }} {{ one.url }} {{ one.level }} {{ one.children | length }}{% endfor %}</p>
{{ super() }}
{% endblock %}
"""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project built once, with a page of every kind that there is, and inputs changed since for the next build."""
    project = make_site(tmp_path_factory.mktemp("fast") / "project")
    project.seed("hostile.txt", HOSTILE)
    project.seed("hostile.yml", yaml.safe_dump(HOSTILE_METADATA, allow_unicode=True))
    project.seed(
        "pieces.txt", "\n".join(f"“{piece} is what it says here, and more,” said Boris Vale." for piece in PIECES)
    )
    project.seed("topics.yml", TOPICS + yaml.safe_dump(HOSTILE_TOPICS, allow_unicode=True))
    project.seed("gone.txt", "“It will be gone,” said Eda Quist.\n")
    project.seed("hidden.txt", "“It is nobody’s business,” said Eda Quist.\n")
    project.seed("moved.txt", "“We are late with the bridge,” said Omar Reyes.\n")
    project.seed("kept.txt", "“We keep what we have,” said Eda Quist, the minister.\n")
    project.seed("long.txt", "".join(f"“We counted {number} of them,” said Boris Vale.\n" for number in range(30)))
    project.seed("people.yml", yaml.safe_dump([{"name": "Ada Lund", "wikidata": "Q6279", "aliases": ["Ada Vale"]}]))
    finding = {"url": "https://facts.example/?a=1&b=2", "publisher": "Fact & *Org*", "verdict": "{{ x }} “q” #1"}
    project.seed("checks.yml", yaml.safe_dump([{"words": "We counted 3 of them", **finding}], allow_unicode=True))
    assert build(project).refused == ()
    (project.root / "seeds/gone.txt").unlink()
    project.seed("hidden.yml", "withdraw: at the publisher’s request\n")
    project.seed("moved.txt", "“We are late with the bridge, and with the ferry too,” said Omar Reyes.\n")
    project.seed("kept.txt", b"\0")
    corrections = project.root / "seeds" / "corrections"
    corrections.mkdir()
    shorter = [{"words": "The ferry sank in May", "content": "The ferry sank"}]
    (corrections / "plain.yml").write_text(yaml.safe_dump(shorter))
    half = "The bridge is ninety meters long"
    (corrections / "harbor.yml").write_text(
        yaml.safe_dump(
            [
                {"words": "It is safe", "speaker": "Eda Quist"},
                {"add": half, "kind": "indirect", "speaker": "Ada Lund"},
            ]
        )
    )
    (project.root / "docs/speakers/own.md").write_text("# By hand\n\n[a speaker](ada-lund.md)\n")
    return project


def with_settings(project: Project, old: str, new: str) -> None:
    path = project.root / "mkdocs.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def by_mkdocs(project: Project) -> None:
    """Have a hook take part that changes nothing: so MkDocs renders every page."""
    (project.root / "nothing.py").write_text(NOTHING_DONE)
    with_settings(project, "plugins:", "hooks: [nothing.py]\nplugins:")


def limited(project: Project) -> None:
    with_settings(
        project, "seeds: seeds", "seeds: seeds\n      context: sentence\n      report_url: mailto:a@example.org"
    )


def own_template(project: Project) -> None:
    (project.root / "own").mkdir()
    (project.root / "own" / "main.html").write_text(OWN_TEMPLATE)
    with_settings(project, "name: material", "name: material\n  custom_dir: own")


def own_part_of_ours(project: Project) -> None:
    """An editor's template may stand on ours: a block of it is replaced, the rest stays."""
    (project.root / "own" / "partials").mkdir(parents=True)
    (project.root / "own" / "partials" / "footer.html").write_text(
        "<footer>{% if page %}{{ page.meta.speaker }} {{ page.url }}{% endif %}</footer>"
    )
    with_settings(project, "name: material", "name: material\n  custom_dir: own")


def author_and_more(project: Project) -> None:
    with_settings(
        project,
        "site_name:",
        "site_author: A & B\ncopyright: <b>C</b>\nrepo_url: https://example.org/r/\nedit_uri: edit/\nsite_name:",
    )


def extensions(project: Project) -> None:
    with_settings(project, "plugins:", "markdown_extensions: [admonition, attr_list, smarty, footnotes]\nplugins:")


def plain(project: Project) -> None:
    pass


@pytest.mark.parametrize(
    ("given", "site_url"),
    [
        (plain, SITE_URL),
        pytest.param(limited, "", marks=pytest.mark.slow),
        pytest.param(own_template, SITE_URL, marks=pytest.mark.slow),
        (own_part_of_ours, ""),
        (author_and_more, SITE_URL),
        (extensions, ""),
    ],
)
def test_every_file_is_as_mkdocs_gives_it(
    everything: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: Callable[[Project], None],
    site_url: str,
) -> None:
    monkeypatch.setenv("SITE_URL", site_url)
    ours, theirs = twin(everything, tmp_path / "ours"), twin(everything, tmp_path / "theirs")
    given(ours)
    given(theirs)
    by_mkdocs(theirs)
    left = build(ours)
    assert "articles/harbor/index.html" in left.site
    with monkeypatch.context() as patch:
        patch.delattr(Renderer, "html")  # or this would compare nothing
        assert differences(left, build(theirs)) == []
    check_that_it_has_every_page(left.pages)


def check_that_it_has_every_page(pages: object) -> None:
    assert isinstance(pages, dict)
    texts = {path: data.decode() for path, data in pages.items()}
    assert any('state: "moved"' in text for text in texts.values())
    assert any('state: "gone"' in text for path, text in texts.items() if path.startswith("statements/"))
    assert any('state: "gone"' in text for path, text in texts.items() if path.startswith("articles/"))
    assert "kept as it was before" in texts["articles/kept.md"]
    assert "kinds/direct.2.md" in texts
    assert "speakers/boris-vale.2.md" in texts
    assert any("redirect: " in text for text in texts.values())


@pytest.mark.parametrize("again", ["by-the-fast-path", "by-mkdocs"])
def test_a_site_can_change_from_one_path_to_the_other(tmp_path: Path, again: str) -> None:
    project = make_site(tmp_path / "ours")
    settings = (project.root / "mkdocs.yml").read_text()
    build(project)
    by_mkdocs(project)
    left = build(project)
    assert differences(left, build(twin(project, tmp_path / "clean"))) == []
    if again == "by-the-fast-path":
        (project.root / "mkdocs.yml").write_text(settings)
    project.seed("harbor.txt", f"{ARTICLE}The ferry sank, police said.\n")
    project.seed("harbor.yml", METADATA.replace("Example Post", "Other Post"))
    clean = twin(project, tmp_path / "clean")
    assert differences(build(project), build(clean)) == []


def test_a_hook_that_changes_the_configuration_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_site(tmp_path / "project")
    naming = "import os\ndef on_config(config):\n    config.site_name = os.environ['NAME'] + ' & more'\n"
    (project.root / "naming.py").write_text(naming)
    with_settings(project, "plugins:", "hooks: [naming.py]\nplugins:")
    for name in ("One", "Another"):
        monkeypatch.setenv("NAME", name)
        project.seed("plain.txt", f"The {name} ferry sank in May, police said.\n")
        left = build(project)
        assert f"{name} &amp; more" in left.site["articles/harbor/index.html"].decode()


def test_a_template_of_the_editors_that_changes_is_heeded(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    own_template(project)
    build(project)
    (project.root / "own" / "main.html").write_text(OWN_TEMPLATE.replace("own", "changed"))
    left = build(project)
    assert b'class="changed">Ada Lund' in b"".join(left.site.values())
    assert b'class="own"' not in b"".join(left.site.values())


@pytest.mark.parametrize("name", ["docs/statements/stray.html", "docs/topics/folder/x.md", "docs/tags/_headers"])
def test_a_foreign_file_among_the_pages_is_left_out_where_mkdocs_renders_them_too(tmp_path: Path, name: str) -> None:
    project = make_site(tmp_path / "project")
    by_mkdocs(project)
    before = build(project)
    stray = project.root / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("<p>Theirs")
    left = build(project)
    assert (left.status, left.site) == (1, before.site)
    assert name in left.said or name.rpartition("/")[0] in left.said
    assert stray.read_text() == "<p>Theirs"


def test_a_link_among_the_pages_ends_the_build_where_mkdocs_would_follow_it(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    by_mkdocs(project)
    before = build(project)
    (project.root / "docs/loop").symlink_to(".")
    left = build(project)
    assert (left.status, left.site) == (1, before.site)
    assert "other plugins and hooks have a part in the pages" in left.said
