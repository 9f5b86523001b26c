from pathlib import Path

from publishing.project import make_project

TEXT = """Dam leaks again

By Ida Renn

The dam leaked on Monday.

READ MORE: The dam was built in a hurry.

Who will pay for it?
"""


def test_an_article_page_names_what_is_no_statement_and_why(tmp_path: Path) -> None:
    project = make_project(tmp_path / "record")
    project.seed("dam.txt", TEXT)
    assert project.run("onrecord", "build").returncode == 0
    page = project.pages()["articles/dam.md"]
    _, _, listed = page.partition("## What is no statement")
    for why, words in [
        ("Headline", "Dam leaks again"),
        ("Author line", "By Ida Renn"),
        ("Link", "READ MORE: The dam was built in a hurry."),
        ("Question", "Who will pay for it?"),
    ]:
        assert f'<span class="left-out__why">{why}</span>' in listed
        assert words in listed


def test_what_an_editor_adds_is_no_longer_listed_there(tmp_path: Path) -> None:
    project = make_project(tmp_path / "record")
    project.seed("dam.txt", TEXT)
    (project.root / "seeds/corrections").mkdir()
    correction = "- add: Dam leaks again\n  kind: assertion\n"
    (project.root / "seeds/corrections/dam.yml").write_text(correction, encoding="utf-8")
    assert project.run("onrecord", "build").returncode == 0
    _, _, listed = project.pages()["articles/dam.md"].partition("## What is no statement")
    assert "Dam leaks again" not in listed.partition("</details>")[0]
    assert "By Ida Renn" in listed
