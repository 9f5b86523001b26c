"""``onrecord build`` as an editor meets it."""

import re
import shutil
import subprocess
from pathlib import Path

import yaml

from publishing.project import ROOT, Project

ARTICLE = "The mayor, Ada Lund, said the bridge would open in May.\n“It is safe,” Lund said.\n"
OTHER = "“We are late,” said Boris Vale, the engineer.\n"


def front(text: str) -> dict[str, object]:
    loaded = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


def test_a_build_writes_a_page_for_each_statement_and_a_site(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    ended = project.run("onrecord", "build")
    assert ended.returncode == 0, ended.stderr
    statements = [page for path, page in project.pages().items() if path.startswith("statements/")]
    assert {front(page)["speaker"] for page in statements} == {"Ada Lund"}
    for page in statements:
        assert (project.root / "site/statements" / str(front(page)["id"]) / "index.html").is_file()
    assert (project.root / "site/quotation/index.json").is_file()


def test_the_metadata_beside_a_seed_stands_on_its_pages(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("bridge.yml", "title: 'Bridge & *river*'\noutlet: The Post\npublished: 2024-02-29\nauthors: [A. B.]\n")
    assert project.run("onrecord", "build").returncode == 0
    page = project.pages()["articles/bridge.md"]
    assert front(page)["article_title"] == "Bridge & *river*"
    assert front(page)["published"] == "2024-02-29"
    assert "The Post" in page
    assert re.search(r"<dt>Rights</dt><dd>not stated</dd>", page)


def test_a_title_that_is_not_given_is_the_opening_words_and_marked_so(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    assert project.run("onrecord", "build").returncode == 0
    page = project.pages()["articles/bridge.md"]
    assert front(page)["article_title"] == "The mayor, Ada Lund, said the bridge would open …"
    assert "No title is given" in page


def test_with_no_seeds_the_home_page_says_how_to_add_one(project: Project) -> None:
    ended = project.run("onrecord", "build")
    assert ended.returncode == 0, ended.stderr
    assert "seeds/NAME.txt" in (project.root / "site/index.html").read_text()


def test_a_refused_seed_is_named_and_the_others_are_published(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("broken.txt", b"fine\n\xff\n")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    assert re.search(r"seeds/broken\.txt:2: .*byte 5", ended.stderr)
    assert "Traceback" not in ended.stderr
    assert "articles/bridge.md" in project.pages()
    assert (project.root / "site/articles/bridge/index.html").is_file()


def test_a_seed_that_breaks_keeps_the_pages_of_its_last_good_build_marked_so(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("late.txt", OTHER)
    assert project.run("onrecord", "build").returncode == 0
    before = project.pages()
    project.seed("late.txt", b"\0")
    for _ in range(2):
        assert project.run("onrecord", "build").returncode == 1
        after = project.pages()
        assert after.keys() == before.keys()
        changed = {path for path in after if after[path] != before[path]}
        assert changed
        for path in changed:
            assert front(after[path])["article"] == "late"
            assert "kept as it was before" in after[path]
    project.seed("late.txt", OTHER)
    assert project.run("onrecord", "build").returncode == 0
    assert project.pages() == before


def test_broken_topics_keep_the_topics_of_the_last_good_build(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("topics.yml", "- name: Bridges\n  phrases: [bridge]\n")
    assert project.run("onrecord", "build").returncode == 0
    before = project.pages()
    assert "topics/bridges.md" in before
    project.seed("topics.yml", "- nome: x\n")
    assert project.run("onrecord", "build").returncode == 1
    assert project.pages() == before


def test_a_removed_seed_leaves_at_its_addresses_that_it_is_gone_and_no_other_page_changes(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("late.txt", OTHER)
    own = project.root / "docs/speakers/own.md"
    assert project.run("onrecord", "build").returncode == 0
    before = project.pages()
    own.write_text("# By hand\n")
    (project.root / "seeds/late.txt").unlink()
    assert project.run("onrecord", "build").returncode == 0
    after = project.pages()
    assert after.keys() == before.keys() | {"speakers/own.md"}
    its_own = {path for path in before if front(before[path]).get("article") == "late"} | {"speakers/boris-vale.md"}
    assert {front(after[path])["state"] for path in its_own} == {"gone"}
    assert after["speakers/ada-lund.md"] == before["speakers/ada-lund.md"]
    assert own.read_text() == "# By hand\n"


def test_a_hand_written_page_is_never_overwritten(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    own = project.root / "docs/speakers/ada-lund.md"
    own.parent.mkdir()
    own.write_text("# By hand\n")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    assert "ada-lund.md" in ended.stderr
    assert own.read_text() == "# By hand\n"


def test_a_second_build_writes_nothing(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    assert project.run("onrecord", "build").returncode == 0
    times = {path: path.stat().st_mtime_ns for path in (project.root / "docs").rglob("*.md")}
    assert project.run("onrecord", "build").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (project.root / "docs").rglob("*.md")} == times


def test_the_same_inputs_give_the_same_bytes_anywhere(project: Project, tmp_path: Path) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("late.txt", OTHER)
    site = "https://example.org/record/"
    assert project.run("onrecord", "build", SITE_URL=site).returncode == 0
    elsewhere = Project(tmp_path / "elsewhere" / "deeper")
    shutil.copytree(project.root, elsewhere.root)
    shutil.rmtree(elsewhere.root / "site")
    environment = {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    assert elsewhere.run("onrecord", "build", SITE_URL=site, **environment).returncode == 0
    assert elsewhere.bytes_of("docs") == project.bytes_of("docs")
    assert elsewhere.bytes_of("site") == project.bytes_of("site")


def test_plain_mkdocs_gives_the_same_site_and_is_strict_clean(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    assert project.run("onrecord", "build").returncode == 0
    ours = project.bytes_of("site")
    ended = project.run("mkdocs", "build", "--strict", "--quiet")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert project.bytes_of("site") == ours


def test_plain_mkdocs_goes_on_past_a_refused_seed_and_strict_fails(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    project.seed("broken.txt", b"")
    assert project.run("mkdocs", "build").returncode == 0
    assert (project.root / "site/articles/bridge/index.html").is_file()
    assert project.run("mkdocs", "build", "--strict").returncode == 1


def test_the_folders_can_be_named_on_the_command_line(project: Project, tmp_path: Path) -> None:
    seeds, docs, site = tmp_path / "s", tmp_path / "d", tmp_path / "out" / "w"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text(ARTICLE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ended = Project(elsewhere).run(
        "onrecord", "build", "--seeds", "../s", "--docs", "../d", "--site", "../out/w",
        "--config", str(project.root / "mkdocs.yml"),
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert (docs / "articles/bridge.md").is_file()
    assert (site / "search/index.html").is_file()
    assert (site / "articles/bridge/index.html").is_file()
    assert not (project.root / "site").exists()
    assert "--seeds" not in (docs / "articles/bridge.md").read_text()


def test_a_build_that_fails_leaves_the_site_before_it(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    assert project.run("onrecord", "build").returncode == 0
    before = project.bytes_of("site")
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  custom_dir: broken"))
    (project.root / "broken").mkdir()
    (project.root / "broken/404.html").write_text("{% nonsense %}")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert project.bytes_of("site") == before


def test_a_seed_of_any_name_has_a_page(project: Project) -> None:
    names = ["with space", "dots.in.name", "статья", "記事", "Ünïcode", "a'b\"c", "index", "con"]
    for name in names:
        project.seed(f"{name}.txt", ARTICLE)
    ended = project.run("mkdocs", "build", "--strict", "--quiet")
    assert (ended.returncode, ended.stderr) == (0, "")
    pages = [path for path in project.pages() if path.startswith("articles/") and path != "articles/index.md"]
    assert len(pages) == len(names)
    assert all(re.fullmatch(r"articles/[a-z0-9_-]+\.md", page) for page in pages)


def test_many_statements_are_listed_a_hundred_to_a_page(project: Project) -> None:
    project.seed("long.txt", "".join(f"“We counted {number} of them,” said Boris Vale.\n" for number in range(130)))
    ended = project.run("mkdocs", "build", "--strict", "--quiet")
    assert (ended.returncode, ended.stderr) == (0, "")
    pages = project.pages()
    ids = [set(re.findall(r"statements/(\w+)/", pages[f"speakers/boris-vale{n}.md"])) for n in ("", ".2")]
    assert [len(some) for some in ids] == [100, 30]
    assert not ids[0] & ids[1]


def test_the_build_script_is_the_same_as_the_command(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    ended = project.run("python", str(ROOT / "scripts/build.py"))
    assert ended.returncode == 0, ended.stderr
    assert (project.root / "site/articles/bridge/index.html").is_file()


def test_the_site_can_be_deployed_with_mkdocs_own_command(project: Project, tmp_path: Path) -> None:
    project.seed("bridge.txt", ARTICLE)
    bare = tmp_path / "remote.git"
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q", "--bare", str(bare)], check=True)
    subprocess.run([*git, "init", "-q"], cwd=project.root, check=True)
    subprocess.run([*git, "remote", "add", "origin", str(bare)], cwd=project.root, check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "first"], cwd=project.root, check=True)
    identity = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    ended = project.run("mkdocs", "gh-deploy", "--force", "--quiet", **identity)
    assert ended.returncode == 0, ended.stderr
    listed = subprocess.run(
        [*git, "--git-dir", str(bare), "ls-tree", "-r", "--name-only", "gh-pages"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    assert "articles/bridge/index.html" in listed
    assert "quotation/index.json" in listed


def test_a_hand_written_index_stays_in_the_navigation(project: Project) -> None:
    project.seed("bridge.txt", ARTICLE)
    own = project.root / "docs/speakers/index.md"
    own.parent.mkdir()
    own.write_text("# Everyone, by hand\n")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    assert "speakers/index.md: a hand-written page stands where the build writes one" in ended.stderr
    assert "Everyone, by hand" in (project.root / "site/speakers/index.html").read_text()
    assert own.read_text() == "# Everyone, by hand\n"


def test_what_others_put_at_an_address_of_the_record_is_refused_by_name(project: Project) -> None:
    project.seed("bridge.txt", "The bridge opened in May.\n")
    project.seed("bridge.yml", "published: 2016-03-14\noutlet: Harbor Post\n")
    taken = "a hand-written page would stand at"
    others = {
        "topics.md": f"{taken} /topics/",
        "days/2016/index.md": f"{taken} /days/2016/",
        "days/2016/03.md": "a hand-written page stands where the build writes one",
    }
    for path in others:
        (project.root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / "docs" / path).write_text("# Mine\n")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    for path, message in others.items():
        assert f"{project.root / 'docs' / path}: {message}" in ended.stderr
        assert (project.root / "docs" / path).read_text() == "# Mine\n"
    assert "Mine" not in (project.root / "site/topics/index.html").read_text()
    assert "Mine" not in (project.root / "site/days/2016/index.html").read_text()


def test_a_page_of_another_plugin_at_an_address_of_the_record_is_refused_by_name(project: Project) -> None:
    project.seed("bridge.txt", "The bridge opened in May.\n")
    (project.root / "taken.py").write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'authors/index.md', content='# Theirs'))\n"
        "    files.append(File.generated(config, 'kinds.md', content='# Theirs'))\n"
    )
    with (project.root / "mkdocs.yml").open("a") as config:
        config.write("hooks: [taken.py]\n")
    ended = project.run("onrecord", "build")
    assert ended.returncode == 1
    assert "authors/index.md: a page of the plugin “taken.py” would stand at /authors/" in ended.stderr
    assert "kinds.md: a page of the plugin “taken.py” would stand at /kinds/" in ended.stderr
    assert not [page for page in (project.root / "site").rglob("*.html") if "Theirs" in page.read_text()]
