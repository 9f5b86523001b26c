"""What contributors are told is so: every file that is named is there, and the rooms are those that are checked."""

import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "scripts" / "onrecord"
PAGES = ("docs/architecture.md", "CONTRIBUTING.md", "SECURITY.md")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)#:]+)\)")
PATH = re.compile(r"[\w.-]*/[\w./-]*|[\w.-]+\.(?:md|py|toml|yml)")
# What a build makes, and names that stand for others.
NOT_KEPT = re.compile(r"\.cache/|.*/NAME\.\w+")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def paths(text: str) -> set[str]:
    """Give every path that stands in code within the text."""
    words = {word for span in CODE.findall(text) for word in re.split(r"[\s\"=]+", span)}
    return {word for word in words if PATH.fullmatch(word) and not NOT_KEPT.fullmatch(word)}


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_for_contributors_names_is_there(page: str) -> None:
    named = paths((ROOT / page).read_text(encoding="utf-8"))
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists() and not (PACKAGE / path).exists()) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_for_contributors_leads_to_a_file(page: str) -> None:
    file = ROOT / page
    links = LINK.findall(file.read_text(encoding="utf-8"))
    assert sorted(link for link in links if not (file.parent / link).exists()) == []


def test_the_rooms_are_told_in_the_order_in_which_they_may_import() -> None:
    layers = SETTINGS["importlinter"]["contracts"][0]["layers"]
    upwards = [room for layer in reversed(layers) for room in layer.split(" | ")]
    told = re.findall(
        r"^\| `([^`]+)` \|", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [room.removesuffix("/").removesuffix(".py") for room in told] == upwards


def test_no_name_is_kept_from_the_search_for_dead_code_that_it_would_not_report(tmp_path: Path) -> None:
    nothing = tmp_path / "empty.toml"
    nothing.touch()
    vulture = SETTINGS["vulture"]
    search = [
        sys.executable,
        "-m",
        "vulture",
        "--config",
        str(nothing),
        "--min-confidence",
        str(vulture["min_confidence"]),
    ]
    told = subprocess.run([*search, *vulture["paths"]], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    reported = re.findall(r"unused \w+ '([^']+)'", told)
    assert reported
    kept = vulture["ignore_names"]
    assert [name for name in kept if not any(fnmatchcase(one, name) for one in reported)] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_for_issues_is_one_that_a_forge_shows(form: Path) -> None:
    document = yaml.safe_load(form.read_text(encoding="utf-8"))
    if form.stem == "config":
        assert document == {"blank_issues_enabled": True}
        return
    assert document["name"]
    assert document["description"]
    fields = [field for field in document["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields) > 0
    assert all(field["type"] in {"input", "textarea"} and field["attributes"]["label"] for field in fields)


def test_what_runs_before_a_commit_fetches_nothing() -> None:
    document = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in document["repos"]] == ["local"]
    assert {hook["language"] for repository in document["repos"] for hook in repository["hooks"]} == {"system"}
