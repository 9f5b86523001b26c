"""Renames, corrections, limits and withdrawals as an editor and a reader meet them on the built site."""

import json
import re
from pathlib import Path

import pytest
import yaml

from onrecord.build.plan import Plan
from onrecord.model.article import Problem
from onrecord.permanence.registry import AddressesError
from permanence.sites import ARTICLE, SITE, make_site
from publishing.pages import write_pages
from site_checker import check

OTHER = "The ferry sank in May, police said.\n“Nobody was hurt,” Boris Vale said.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "seeds/corrections").mkdir(parents=True)
    (tmp_path / "seeds/harbor.txt").write_text(ARTICLE)
    (tmp_path / "seeds/ferry.txt").write_text(OTHER)
    return tmp_path / "seeds"


def build(seeds: Path, *, context: str = "full") -> Plan:
    return write_pages(seeds, seeds.parent / "docs", recording=True, context=context)


def front(seeds: Path, path: str) -> dict[str, object]:
    loaded = yaml.safe_load((seeds.parent / "docs" / path).read_text().split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def id_of(published: Plan, words: str) -> str:
    [found] = [one.id for one in published.archive.statements if words in " ".join(one.words)]
    return found


def ids(published: Plan) -> list[str]:
    return [one.id for one in published.archive.statements]


def test_a_renamed_seed_keeps_its_address_and_its_ids(seeds: Path) -> None:
    before = build(seeds)
    (seeds / "harbor.txt").rename(seeds / "quay.txt")
    after = build(seeds)
    assert ids(after) == ids(before)
    assert front(seeds, "articles/harbor.md")["seed"] == "seeds/quay.txt"
    assert not (seeds.parent / "docs/articles/quay.md").exists()


def test_another_article_under_an_old_name_has_an_address_of_its_own(seeds: Path) -> None:
    build(seeds)
    (seeds / "harbor.txt").rename(seeds / "quay.txt")
    (seeds / "harbor.txt").write_text("The lighthouse is dark, Eda Quist said.\n")
    after = build(seeds)
    keys = {article.slug for article in after.archive.articles}
    assert {"harbor", "ferry"} < keys
    assert len(keys) == 3


def test_a_preview_records_nothing(seeds: Path) -> None:
    write_pages(seeds, seeds.parent / "docs")
    assert not (seeds / "registry.jsonl").exists()


def test_an_edited_statement_leaves_its_words_and_a_revision_word_by_word(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "ferry.txt").write_text(OTHER.replace("Nobody was hurt", "Nobody was badly hurt"))
    after = build(seeds)
    gone = front(seeds, f"statements/{old}.md")
    assert (gone["state"], gone["words_were"]) == ("gone", ["“Nobody was hurt,”"])
    page = (seeds.parent / "docs/articles/ferry.md").read_text()
    new = id_of(after, "badly")
    altered = f'Altered: <a href="../../statements/{new}/">“Nobody was <ins>badly</ins> hurt,”</a>'
    assert altered in page
    assert f'<li id="{old}"' in page
    assert "Added:" not in page
    assert "Removed:" not in page
    assert build(seeds).archive.statements == after.archive.statements
    assert altered in (seeds.parent / "docs/articles/ferry.md").read_text()


def test_a_corrected_page_says_what_was_corrected(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "corrections/ferry.yml").write_text(
        "- words: Nobody was hurt\n  speaker: Eda Quist\n  note: By the tape.\n- words: The ferry sank\n  kind: mixed\n"
    )
    after = build(seeds)
    assert after.problems == ()
    page = front(seeds, f"statements/{old}.md")
    assert (page["speaker"], page["corrected"]) == ("Eda Quist", ["speaker"])
    assert (
        "The speaker is Eda Quist, not Boris Vale. By the tape."
        in (seeds.parent / f"docs/statements/{old}.md").read_text()
    )


def test_boundaries_that_an_editor_moved_lead_from_the_old_address_to_the_new(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "corrections/ferry.yml").write_text("- words: Nobody was hurt\n  content: Nobody was hurt\n")
    after = build(seeds)
    page = front(seeds, f"statements/{old}.md")
    assert (page["state"], page["to"]) == ("moved", [id_of(after, "Nobody was hurt")])
    (seeds / "corrections/ferry.yml").unlink()
    build(seeds)
    assert "words" in front(seeds, f"statements/{old}.md")


def test_a_statement_that_an_editor_withdrew_says_why(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "corrections/ferry.yml").write_text("- words: Nobody was hurt\n  withdraw: The tape is <lost>.\n")
    build(seeds)
    assert front(seeds, f"statements/{old}.md")["state"] == "gone"
    page = (seeds.parent / f"docs/statements/{old}.md").read_text()
    assert "An editor withdrew it. The reason given: The tape is &lt;lost&gt;." in page


def test_a_faulty_correction_keeps_the_last_good_pages_and_says_where(seeds: Path) -> None:
    before = build(seeds)
    (seeds / "corrections/ferry.yml").write_text("\n- words: Nobody was hurd\n  speaker: X\n")
    after = build(seeds)
    [problem] = after.problems
    assert (problem.path, problem.line) == ("seeds/corrections/ferry.yml", 2)
    assert '"“Nobody was hurt,”"' in problem.message
    assert ids(after) == ids(before)
    assert front(seeds, "articles/ferry.md")["kept"]


def test_corrections_of_no_article_or_with_no_such_topic_are_refused(seeds: Path) -> None:
    (seeds / "corrections/fairy.yml").write_text("- words: x\n  kind: direct\n")
    (seeds / "corrections/ferry.yml").write_text("- words: Nobody was hurt\n  topics: [Ships]\n")
    assert set(build(seeds).problems) == {
        Problem(
            path="seeds/corrections/fairy.yml", message="corrects an article that is not there; rename it", line=None
        ),
        Problem(
            path="seeds/corrections/ferry.yml",
            message='the topic "Ships" is not in topics.yml; add it there, or mend its name',
            line=1,
        ),
    }


def test_a_correction_no_longer_needed_is_reported(seeds: Path) -> None:
    (seeds / "corrections/ferry.yml").write_text("- words: Nobody was hurt\n  speaker: Boris Vale\n")
    published = build(seeds)
    assert not published.problems
    assert [(one.path, one.line) for one in published.warnings] == [("seeds/corrections/ferry.yml", 1)]
    assert "no longer needed" in published.warnings[0].message


@pytest.mark.parametrize("context", ["none", "sentence", "paragraph"])
def test_no_more_of_an_article_is_published_than_its_rights_allow(tmp_path: Path, context: str) -> None:
    project = make_site(tmp_path / "project")
    project.seed(
        "harbor.txt",
        f"Unstated one? {ARTICLE}\nWhat of the unstated two?\nWhy? “We sail,” Ada Lund said. Hidden three?\n",
    )
    with (project.root / "seeds/harbor.yml").open("a") as file:
        file.write(f"context: {context}\n")
    ended = project.run("onrecord", "build", SITE_URL=SITE)
    assert ended.returncode == 0, ended.stderr
    site = project.bytes_of("site") | {f"docs/{path}": text for path, text in project.bytes_of("docs").items()}
    everything = "\n".join(data.decode("utf-8", "replace") for data in site.values())
    assert "We sail" in everything
    assert "unstated two" not in everything
    assert ("Hidden three" in everything) == (context == "paragraph")
    assert ("Unstated one" in everything) == (context == "paragraph")
    assert ("Mayor Ada Lund told reporters" in everything) == (context != "none")
    assert project.run("onrecord", "verify").returncode == 0


def test_the_site_s_limit_holds_where_an_article_has_none(seeds: Path) -> None:
    (seeds / "ferry.yml").write_text("context: full\n")
    build(seeds, context="none")
    docs = seeds.parent / "docs"
    assert "police said" in (docs / "articles/ferry.md").read_text()
    assert "told reporters" not in (docs / "articles/harbor.md").read_text()
    assert "Only parts of this article are published here" in (docs / "articles/harbor.md").read_text()


def test_an_article_taken_down_leaves_no_word_anywhere(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    assert project.run("onrecord", "build", SITE_URL=SITE).returncode == 0
    ids = [p.stem for p in (project.root / "docs/statements").glob("*.md") if "ferry" in p.read_text()]
    assert ids
    project.seed("plain.yml", "withdraw: The publisher asked for it.\n")
    ended = project.run("onrecord", "build", SITE_URL=SITE)
    assert ended.returncode == 0, ended.stderr
    files = {
        **{f"docs/{path}": data for path, data in project.bytes_of("docs").items()},
        **{f"site/{path}": data for path, data in project.bytes_of("site").items()},
        "registry": (project.root / "seeds/registry.jsonl").read_bytes(),
    }
    assert [path for path, data in files.items() if b"Nobody was hurt" in data or b"ferry sank in" in data] == []
    for path in (*(f"site/statements/{id_}" for id_ in ids), "site/articles/plain"):
        assert b"The publisher asked for it." in files[f"{path}/index.html"]
    assert check(project.root / "site", base=SITE) == []


def test_a_moved_statement_s_page_sends_readers_on_and_stays_out_of_the_search(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    (project.root / "seeds/corrections").mkdir()
    project.seed("corrections/plain.yml", "- words: Nobody was hurt\n  content: Nobody was hurt\n")
    assert project.run("onrecord", "build").returncode == 0
    [old] = [p.stem for p in (project.root / "docs/statements").glob("*.md") if 'words: ["Nobody was' in p.read_text()]
    (project.root / "seeds/corrections/plain.yml").unlink()
    ended = project.run("mkdocs", "build", "--strict", "--quiet")
    assert (ended.returncode, ended.stderr) == (0, "")
    page = (project.root / f"site/statements/{old}/index.html").read_text()
    sent = re.search(r'<meta http-equiv="refresh" content="0; url=\.\./(\w+)/">', page)
    assert sent
    assert "“Nobody was hurt,”" in (project.root / f"site/statements/{sent[1]}/index.html").read_text()
    assert old not in (project.root / "site/statements.jsonl").read_text()
    assert check(project.root / "site", base="/") == []


def test_a_published_address_that_would_be_orphaned_stops_the_build_and_is_named(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "ferry.txt").write_bytes(b"\0")
    page = seeds.parent / f"docs/statements/{old}.md"
    page.unlink()
    kept = {path: path.read_bytes() for path in seeds.parent.rglob("*") if path.is_file()}
    with pytest.raises(AddressesError, match=f"the published address /statements/{old}/ would lead nowhere"):
        build(seeds)
    assert {path: path.read_bytes() for path in seeds.parent.rglob("*") if path.is_file()} == kept


def test_a_registry_that_was_lost_begins_anew_from_the_pages(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds / "ferry.txt").write_text(OTHER.replace("hurt", "harmed"))
    build(seeds)
    (seeds / "registry.jsonl").unlink()
    changed = id_of(build(seeds), "The harbor must")
    assert front(seeds, f"statements/{old}.md")["words_were"] == ["“Nobody was hurt,”"]
    (seeds / "registry.jsonl").unlink()
    (seeds / "harbor.txt").write_text(ARTICLE.replace("harbor", "quay"))
    build(seeds)
    assert front(seeds, f"statements/{changed}.md")["state"] == "gone"
    assert front(seeds, f"statements/{old}.md")["state"] == "gone"


def test_a_hand_written_page_never_takes_a_published_address(seeds: Path) -> None:
    old = id_of(build(seeds), "Nobody was hurt")
    (seeds.parent / f"docs/statements/{old}.md").write_text("# Mine\n")
    with pytest.raises(AddressesError, match=f"a hand-written page stands at the published address /statements/{old}/"):
        build(seeds)


def test_what_a_page_s_head_says_is_whole_and_leads_to_what_is_there(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    project.seed("stones.txt", "".join(f"“We counted {number} of them,” said Boris Vale.\n" for number in range(10)))
    assert project.run("onrecord", "build", SITE_URL=SITE).returncode == 0
    docs = (project.root / "docs/statements").glob("*.md")
    [id_] = [one.stem for one in docs if re.search("^words: .*every bolt", one.read_text(), re.MULTILINE)]
    page = project.root / "site/statements" / id_ / "index.html"
    assert [path.name for path in page.parent.iterdir()] == ["index.html"]
    text = page.read_text()
    assert 'property="og:title" content="Quotation: Ada Lund"' in text
    annotation = re.search(r'<script type="application/ld\+json" data-annotation>(.*?)</script>', text)
    assert annotation
    assert [target["selector"][1]["exact"] for target in json.loads(annotation[1])["target"]] == [
        "“It is safe,”", "“We have tested every bolt of the bridge.”"
    ]  # fmt: skip
    structured = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert structured
    assert json.loads(structured[1])["@type"] == "Quotation"
    for link in re.findall(r'<link rel="alternate" type="[^"]*" href="([^"]*)"', text):
        target = link.removeprefix(SITE)
        assert (project.root / "site" / target).is_file() or (page.parent / target).is_file()
    home = (project.root / "site/index.html").read_text()
    assert f'href="{SITE}feeds/index.atom"' in home
    many = (project.root / "site/speakers/boris-vale/index.html").read_text()
    assert f'href="{SITE}feeds/speakers/boris-vale.atom"' in many
    few = (project.root / "site/speakers/ada-lund/index.html").read_text()
    assert "feeds/speakers/" not in few
    assert f'href="{SITE}feeds/index.atom"' in few


def test_without_an_address_nothing_is_written_that_needs_one(tmp_path: Path) -> None:
    project = make_site(tmp_path / "project")
    assert project.run("onrecord", "build", SITE_URL="").returncode == 0
    names = {path.name for path in (project.root / "site").rglob("*")}
    assert not {"feeds", "oembed.json"} & names
    assert {"statements.jsonl", "statements.csv", "annotations.jsonld", "datapackage.json"} <= names
