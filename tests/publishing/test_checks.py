"""What others published stands with the statements that it is about, in their words, and nothing else does."""

import json
from html import unescape

import pytest

from publishing.project import Project

TEXT = "The bridge cost 5 million dollars.\n\n“We are ready,” said Ada Lund, the mayor.\n"
CHECKS = """\
- words: The bridge cost 5 million dollars
  url: https://facts.example/bridge?a=1&b=2
  publisher: Fact & Org
  verdict: Mostly *false* {{ 6*7 }}
  day: 2016-05-01
- words: We are ready
  url: https://depth.example/ready
  publisher: Depth Org
  background: What it takes to be ready
"""
BAD = """\
- words: The bridge was free
  url: https://facts.example/free
  publisher: Fact Org
  verdict: Wrong
- words: The bridge cost 5 million dollars
  url: javascript:alert(1)
  publisher: Fact Org
  verdict: Wrong
- words: We are ready
  url: https://facts.example/ready
  publisher: Fact Org
  verdict: <img src=x onerror=alert(1)>
"""


@pytest.fixture
def checked(project: Project) -> Project:
    project.seed("bridge.txt", TEXT)
    project.seed("checks.yml", CHECKS)
    return project


def texts(project: Project, folder: str) -> str:
    return "\n".join(text for path, text in project.pages().items() if path.startswith(f"{folder}/"))


def test_it_is_shown_on_the_statement_in_lists_and_in_the_data_set(checked: Project) -> None:
    assert checked.run("onrecord", "build").returncode == 0
    by_page = [text for path, text in checked.pages().items() if path.startswith("statements/") and "found" in text]
    (bridge,) = [text for text in by_page if "Fact &amp; Org" in text]
    assert 'href="https://facts.example/bridge?a=1&amp;b=2"' in bridge
    assert "1 May 2016" in bridge
    assert "<q" in bridge
    for folder in ("kinds", "speakers", "articles"):
        assert "Depth Org adds: “What it takes to be ready”" in texts(checked, folder), folder
    assert "Fact & Org: “Mostly *false* {{ 6*7 }}”" in unescape(texts(checked, "kinds"))
    lines = (checked.root / "site/statements.jsonl").read_text().splitlines()
    found = {line["text"]: line["findings"] for line in map(json.loads, lines)}
    assert found["The bridge cost 5 million dollars."] == [
        {
            "url": "https://facts.example/bridge?a=1&b=2",
            "publisher": "Fact & Org",
            "verdict": "Mostly *false* {{ 6*7 }}",
            "day": "2016-05-01",
        }
    ]
    site = "\n".join(page.read_text() for page in (checked.root / "site/statements").rglob("index.html"))
    assert "ClaimReview" not in site
    ended = checked.run("onrecord", "verify")
    assert ended.returncode == 0, ended.stdout


def test_what_is_wrong_is_named_with_its_line_and_the_rest_is_published(checked: Project) -> None:
    checked.seed("checks.yml", BAD + CHECKS)
    ended = checked.run("onrecord", "build")
    assert ended.returncode == 1
    told = [line.partition("seeds/")[2] for line in ended.stderr.splitlines() if "checks.yml" in line]
    assert sorted(told) == [
        'checks.yml:12: verdict "<img src=x onerror=alert(1)>" is not plain text: it holds markup; write it as readers '
        "see it",
        'checks.yml:1: no statement has the words "The bridge was free"; copy them from its page',
        'checks.yml:6: url "javascript:alert(1)" is not a web address; it must start with https:// or http:// and hold '
        "no spaces",
    ]
    shown = texts(checked, "statements")
    assert "Depth Org" in shown
    assert "javascript:" not in shown
    assert "onerror" not in shown


def test_a_file_that_cannot_be_read_keeps_what_was_shown(checked: Project) -> None:
    assert checked.run("onrecord", "build").returncode == 0
    before = texts(checked, "statements")
    checked.seed("checks.yml", "- words: [\n")
    assert checked.run("onrecord", "build").returncode == 1
    assert texts(checked, "statements") == before
    (checked.root / "seeds/checks.yml").unlink()
    assert checked.run("onrecord", "build").returncode == 0
    assert "Depth Org" not in texts(checked, "statements")


def test_the_command_proposes_checks_for_the_record(checked: Project) -> None:
    claim = {"@type": "ClaimReview", "claimReviewed": "The bridge cost 5 million dollars", "url": "https://f.example/"}
    rating = {"reviewRating": {"alternateName": "Wrong"}, "author": {"name": "Fact Org"}}
    (checked.root / "feed.json").write_text(json.dumps([{**claim, **rating}]))
    ended = checked.run("onrecord", "checks", "feed.json")
    assert ended.returncode == 0, ended.stderr
    assert '- words: "The bridge cost 5 million dollars."' in ended.stdout
    assert "1 of 1 reviews fit a statement" in ended.stderr
    (checked.root / "feed.json").write_text("{")
    ended = checked.run("onrecord", "checks", "feed.json")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Error: feed.json:1: is not JSON; give the JSON-LD of a page, or a feed of ClaimReviews"
    ]
