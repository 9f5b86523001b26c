"""Eighty alterations of over thirty kinds, planted in a site and in what it is made from: verify names them all."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.permanence.registry import dump, parse
from permanence.sites import SITE, listening, make_site
from publishing.project import Project

Plant = Callable[[Path], None]
"""Alters what stands at a path, or puts something there."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of which one article was published and cannot be read any more."""
    project = make_site(tmp_path_factory.mktemp("planted") / "project")
    project.seed("kept.txt", "“The pier is closed,” said Orla Fitch, a captain. She has a boat.\n")
    for name in ("alpha", "beta", "gamma"):
        project.seed(f"{name}.txt", f"“The {name} bridge is open,” said Dana Brook, a minister.\n")
    assert project.run("onrecord", "build", SITE_URL=SITE).returncode == 0
    project.seed("kept.txt", b"\0")
    assert project.run("onrecord", "build", SITE_URL=SITE).returncode == 1
    return project


def bytes_of(change: Callable[[bytes], bytes]) -> Plant:
    def plant(path: Path) -> None:
        before = path.read_bytes()
        after = change(before)
        assert after != before, path
        path.write_bytes(after)

    return plant


def put(pattern: str, other: str) -> Plant:
    """What the pattern finds first becomes something else."""
    return bytes_of(lambda data: re.sub(pattern.encode(), other.encode(), data, count=1))


def flip(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 0x55]) + data[len(data) // 2 + 1 :]


def swapped(data: bytes) -> bytes:
    """Two bytes that differ change places: the one has the other's facet."""
    at = next(n for n in range(len(data) - 1, 0, -1) if data[n] != data[n - 1])
    return data[: at - 1] + data[at : at + 1] + data[at - 1 : at] + data[at + 1 :]


def link(to: str) -> Plant:
    def plant(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.symlink_to(to)

    return plant


def copy_elsewhere(path: Path) -> None:
    """A link to the very same bytes outside of the site, which may be others tomorrow."""
    outside = path.parents[len(path.parts) - 2 - path.parts.index("site")].parent / f"outside-{path.parent.name}"
    path.rename(outside)
    path.symlink_to(outside)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


def folders(path: Path) -> None:
    path.mkdir(parents=True)


def text(words: str) -> Plant:
    def plant(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)

    return plant


def mode(bits: int) -> Plant:
    return lambda path: path.chmod(path.stat().st_mode | bits)


def folder_in_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


KINDS: dict[str, tuple[Plant, tuple[str, ...]]] = {
    "a word of a statement": (put("safe", "sale"), ("site/statements/*safe*", "docs/statements/*safe*")),
    "a word of an article": (put("lanes", "planes"), ("site/articles/harbor/index.html",)),
    "who said it": (put("Boris Vale", "Boris Dale"), ("site/statements/*We are late*", "site/speakers/index.html")),
    "a count": (
        put(r"\(7\)|<strong>3</strong>", "8"),
        ("site/kinds/index.html", "site/speakers/dana-brook/index.html"),
    ),
    "a sentence about the record": (put("No statements", "Some statements"), ("site/kinds/mixed/index.html",)),
    "a kind": (put("Reported", "Quotation"), ("site/statements/*dredged*",)),
    "a day": (put("2024-02-29", "2024-02-28"), ("site/feeds/index.json", "site/statements.jsonl")),
    "a heading": (put("<h1[^>]*>", "<h1>Not "), ("site/topics/index.html", "site/topics/bridges/index.html")),
    "an address of another host": (
        put("https://example.org", "https://example.net"),
        ("site/sitemap.xml", "site/opensearch.xml", "site/articles/index.html", "site/feeds/index.atom"),
    ),
    "a link": (put('href="', 'href="x'), ("site/data/index.html", "site/tags/index.html")),
    "a script within a page": (put("</head>", "<script>1</script></head>"), ("site/search/index.html",)),
    "a style": (put("<p", '<p style="display:none"'), ("site/method/index.html", "site/kinds/direct/index.html")),
    "a quotation as data": (put("bolt", "colt"), ("site/annotations.jsonld", "site/statements.csv")),
    "facets of the search": (bytes_of(swapped), ("site/quotation/*/columns.bin",)),
    "a byte of the search": (
        bytes_of(flip),
        ("site/quotation/*/runs/0.bin", "site/quotation/*/sections/0.bin", "site/quotation/*/words/0.bin"),
    ),
    "which index is asked": (bytes_of(flip), ("site/quotation/index.json",)),
    "a name to find": (put("Bridges", "Ridges"), ("site/tags/names.json",)),
    "a script": (bytes_of(lambda data: data + b"\nalert(1);"), ("site/assets/onrecord/page.js",)),
    "a style sheet": (put("{", "{color:red;"), ("site/assets/onrecord/site.css", "site/assets/onrecord/lists.css")),
    "a picture": (bytes_of(flip), ("site/images/statement.png",)),
    "a file cut off": (bytes_of(lambda data: data[:-9]), ("site/404.html", "site/assets/onrecord/box.js")),
    "a file emptied": (bytes_of(lambda _: b""), ("site/assets/onrecord/names.js", "site/kinds/indirect/index.html")),
    "a file twice": (bytes_of(lambda data: data * 9), ("site/guide/index.html", "site/assets/onrecord/scheme.js")),
    "a mark at the beginning": (bytes_of(lambda data: b"\xef\xbb\xbf" + data), ("site/speakers/police/index.html",)),
    "other line ends": (bytes_of(lambda data: data.replace(b"\n", b"\r\n")), ("site/speakers/ada-lund/index.html",)),
    "a space": (
        bytes_of(lambda data: data + b" "),
        ("site/kinds/assertion/index.html", "site/assets/onrecord/favicon.svg"),
    ),
    "a file too few": (Path.unlink, ("site/assets/onrecord/search.js", "site/speakers/boris-vale/index.html")),
    "a file too many": (
        text("<p>x"),
        ("site/extra.html", "site/statements/stray/index.html", "site/.htaccess", "site/a\nb\x1b[2J.html"),
    ),
    "a half-written file": (text("x"), ("site/.index.html.partial", "docs/articles/.harbor.md.partial")),
    "a file without end": (sparse, ("site/huge.bin", "site/assets/onrecord/search.css")),
    "a link out": (link("/etc/hostname"), ("site/host.txt", "docs/host.txt", "docs/statements/host.md")),
    "a link to the same bytes": (
        copy_elsewhere,
        ("site/speakers/spokesman/index.html", "site/statements/*Nobody was hurt*"),
    ),
    "a link to a folder": (link("/proc"), ("site/proc", "site/articles/root", "docs/proc")),
    "a link to nothing": (link("nothing"), ("site/nowhere.html",)),
    "a link to itself": (link("."), ("site/self", "docs/self")),
    "a pipe": (os.mkfifo, ("site/pipe", "site/articles/pipe", "docs/pipe", "docs/speakers/pipe.md")),
    "a socket": (listening, ("site/socket",)),
    "an empty folder": (folders, ("site/empty", "site/speakers/a/b")),
    "a folder in place of a file": (folder_in_place, ("site/assets/onrecord/answers.css",)),
    "another's rights": (mode(0o4000), ("site/assets/onrecord/answers.js", "site/speakers/not_resolved/index.html")),
    "a sticky folder": (mode(0o1000), ("site/feeds",)),
    "a page that was not written": (
        text('---\ngenerated: true\ntitle: "x"\n---\n\n# x\n'),
        ("docs/statements/0000000000.md", "docs/topics/war.md"),
    ),
    "a page that is missing": (Path.unlink, ("docs/articles/plain.md", "docs/speakers/index.md")),
    "a page that was changed": (put("is open", "is shut"), ("docs/articles/alpha.md", "docs/articles/beta.md")),
    "a page that is kept": (put("closed", "opened"), ("docs/articles/kept.md", "docs/statements/*pier is closed*")),
    "a foreign file among the pages": (text("x"), ("docs/statements/stray.html", "docs/tags/_headers")),
    "a folder among the pages": (folders, ("docs/tags/folder",)),
}


def places(root: Path) -> Iterator[tuple[str, Plant, Path]]:
    """Each kind with how it is planted and where; ``*words*`` is the page of the statement that has the words."""
    for kind, (plant, patterns) in KINDS.items():
        for pattern in patterns:
            if found := re.fullmatch(r"(site|docs)/statements/\*(.+)\*", pattern):
                id_ = id_of(root, found[2])
                page = f"site/statements/{id_}/index.html" if found[1] == "site" else f"docs/statements/{id_}.md"
                yield kind, plant, root / page
            else:
                yield kind, plant, next(root.glob(pattern)) if "*" in pattern else root / pattern


def id_of(root: Path, words: str) -> str:
    having = re.compile(f"^words: .*{words}", re.MULTILINE)
    (page,) = [path for path in root.glob("docs/statements/*.md") if having.search(path.read_text())]
    return page.stem


def shown(root: Path, place: Path) -> str:
    """How verify names what stands at the place: as a file of the site, or else with its whole path."""
    name = str(place).removeprefix(f"{root}/site/")
    return name.replace("\n", "\\n").replace("\x1b", "\\x1b")


def named(project: Project) -> set[str]:
    """What verify names, but for the article that cannot be read."""
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False), ended.stderr
    found = [re.match(r"(.+?)(?::\d+)?: ", line) for line in ended.stdout.splitlines()]
    return {one[1] for one in found if one} - {"seeds/kept.txt"}


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    shutil.copytree(built.root, tmp_path / "project")
    return Project(tmp_path / "project")


def test_eighty_alterations_are_all_named_and_nothing_else(project: Project) -> None:
    assert named(project) == set()
    planted = list(places(project.root))
    assert len(planted) >= 80
    assert len({place for *_, place in planted}) == len(planted)
    for _, plant, place in planted:
        plant(place)
    wanted = {shown(project.root, place): kind for kind, _, place in planted}
    found = named(project)
    assert {name: kind for name, kind in wanted.items() if name not in found} == {}
    # What was changed in a page that is kept is in the page that is made of it too, and a folder is empty now.
    kept = {f"statements/{id_of(project.root, 'pier is')}/index.html", "articles/kept/index.html"}
    assert found - wanted.keys() == kept | {"speakers/boris-vale"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_each_is_named_by_itself(project: Project, kind: str) -> None:
    for _, plant, place in [one for one in places(project.root) if one[0] == kind]:
        plant(place)
        assert shown(project.root, place) in named(project)


def test_lines_that_the_registry_lost_are_named(project: Project) -> None:
    registry = project.root / "seeds/registry.jsonl"
    whole = registry.read_text()
    registry.write_text(dump(replace(parse(whole), topics={})))
    assert str(registry) in named(project)
    registry.write_text(whole.rpartition('{"speaker"')[0])
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert ended.returncode == 1
    assert re.search(r"seeds/registry\.jsonl:\d+: names the speaker \S+, which the file does not hold", ended.stderr)


def test_the_address_is_the_one_asked_for_before_that_of_the_site(project: Project) -> None:
    for page in (project.root / "site").rglob("*.html"):
        page.write_text(page.read_text().replace("https://example.org/", "https://example.net/"))
    ended = project.run("onrecord", "verify", SITE_URL=SITE)
    assert ended.returncode == 1
    assert "index.html:" in ended.stdout
    assert f"checked as the site of {SITE}\n" in ended.stderr
    ended = project.run("onrecord", "verify", SITE_URL="")
    assert "checked as the site of no address\n" in ended.stderr
    assert ended.returncode == 1
    ended = project.run("onrecord", "verify")
    assert "checked as the site of https://example.net/record/\n" in ended.stderr
    settings = project.root / "mkdocs.yml"
    settings.write_text(re.sub("site_url:.*", f"site_url: {SITE}", settings.read_text()))
    ended = project.run("onrecord", "verify")
    assert ended.returncode == 1
    assert f"checked as the site of {SITE}\n" in ended.stderr
