"""What answers at the addresses of speakers, topics, outlets and authors, build after build."""

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import onrecord.drafts.draft
from onrecord.model.attribution import Attribution, Extraction, Kind
from onrecord.model.options import ACCURATE, FAST
from onrecord.model.registry import NAMED
from onrecord.pages.docs_folder import published
from onrecord.pages.front_matter import typed_page
from onrecord.permanence.registry import AddressesError, read_registry
from onrecord.text import front_matter
from publishing.pages import write_pages
from publishing.project import ROOT

LINE = re.compile(r"(?:(?P<source>(?P<name>[^,:\n]+)[^:\n]*): )?(?P<words>[^\n]+)")


def extract(text: str, *, model: str) -> Extraction:
    """Each line as a statement: "Ada Lund, the mayor: the bridge is safe"."""
    assert model == FAST
    lines = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
    found = [match for start, end in lines if (match := LINE.fullmatch(text, start, end))]
    return Extraction(
        paragraphs=lines,
        sentences=lines,
        attributions=tuple(
            Attribution(
                kind=Kind.INDIRECT,
                content=(match.span("words"),),
                source=(match.span("source"),) if match["source"] else (),
                speaker=match["name"],
                unnamed=match["name"] == "police",
                rule="made-up",
            )
            for match in found
        ),
    )


@pytest.fixture(autouse=True)
def _lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.drafts.draft, "extract", extract)


class World:
    """A folder of seeds and one of pages."""

    def __init__(self, root: Path) -> None:
        self.seeds, self.docs = root / "seeds", root / "docs"
        self.seeds.mkdir()

    def give(self, files: Mapping[str, str | list[object] | None]) -> None:
        for name, text in files.items():
            path = self.seeds / name
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text if isinstance(text, str) else yaml.safe_dump(text))

    def build(self, files: Mapping[str, str | list[object] | None] | None = None) -> list[str]:
        self.give(files or {})
        return [str(one) for one in write_pages(self.seeds, self.docs, recording=True).problems]

    def addresses(self) -> set[str]:
        """Every address that belongs to a name; lists' further pages are none."""
        names = (f"{folder}/{path.stem}" for folder in NAMED for path in (self.docs / folder).iterdir())
        return {name for name in names if "." not in name and not name.endswith("/index")}

    def front(self, address: str) -> Mapping[str, object]:
        return front_matter.read((self.docs / f"{address}.md").read_text())[0]  # type: ignore[index]

    def body(self, address: str) -> str:
        return (self.docs / f"{address}.md").read_text()

    def answers(self, address: str) -> None:
        page = typed_page(f"{address}.md", self.front(address))
        links = re.findall(r'href="\.\./([a-z0-9-]+)/"', self.body(address)) if "state" in page.front else []
        for link in links:
            assert (self.docs / address).with_name(f"{link}.md").is_file()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_second_person_of_a_name_leaves_the_first_one_s_page_where_it_is_and_each_names_the_other(
    world: World,
) -> None:
    world.build({"a.txt": "Ada Lund, the mayor: the bridge is safe"})
    world.build({"b.txt": "Ada Lund, an engineer: the bridge is not safe"})
    assert world.addresses() == {"speakers/ada-lund", "speakers/ada-lund-engineer", "speakers/not_resolved"}
    assert "the bridge is safe" in world.body("speakers/ada-lund")
    assert "../ada-lund-engineer/" in world.body("speakers/ada-lund")
    assert "../ada-lund/" in world.body("speakers/ada-lund-engineer")


def test_an_outlet_and_an_author_keep_their_addresses_and_those_who_are_gone_are_told(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one", "a.yml": "outlet: Harbor Post\nauthors: [Mara Quill, Tom Ashby]"})
    assert {"outlets/harbor-post", "authors/mara-quill", "authors/tom-ashby"} <= world.addresses()
    world.build({"a.yml": "outlet: HARBOR POST\nauthors: [Mara Quill]"})
    assert world.front("outlets/harbor-post")["title"] == "HARBOR POST"
    assert "No articles by this author are here any more." in world.body("authors/tom-ashby")
    world.build({"a.yml": None, "b.txt": "Ada Lund: two", "b.yml": "outlet: Harbor, Post"})
    assert "No articles of this outlet are here any more." in world.body("outlets/harbor-post")
    (other,) = {one for one in world.addresses() if one.startswith("outlets/")} - {"outlets/harbor-post"}
    assert world.front(other)["title"] == "Harbor, Post"


def test_an_article_that_cannot_be_read_keeps_its_outlet(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one", "a.yml": "outlet: Harbor Post\nauthors: [Mara Quill]"})
    before = world.body("outlets/harbor-post"), world.body("authors/mara-quill")
    assert world.build({"a.yml": "outlet: ["})
    assert (world.body("outlets/harbor-post"), world.body("authors/mara-quill")) == before


def test_an_article_that_is_taken_down_is_in_no_list(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one", "a.yml": "outlet: Harbor Post\npublished: 2016-03-14"})
    assert (world.docs / "days/2016/03/14.md").is_file()
    world.build({"a.yml": "outlet: Harbor Post\npublished: 2016-03-14\nwithdraw: true"})
    assert world.front("outlets/harbor-post")["state"] == "gone"
    assert [path.name for path in (world.docs / "days").iterdir()] == ["index.md"]


def test_where_two_become_one_the_other_address_redirects(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one\nAda Lund: two", "b.txt": "A. B. Lund: three"})
    world.build({"people.yml": [{"name": "Ada Lund", "aliases": ["A. B. Lund"]}]})
    assert world.front("speakers/a-b-lund")["redirect"] == "../ada-lund/"
    assert all(words in world.body("speakers/ada-lund") for words in ("one", "two", "three"))
    world.build({"people.yml": None})
    assert "three" in world.body("speakers/a-b-lund")


def test_an_address_that_is_taken_is_told_with_its_line_and_the_pages_stay(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one\nBoris Vale: two"})
    world.build({"people.yml": [{"name": "Ada Lund", "slug": "lund"}]})
    assert world.front("speakers/ada-lund")["redirect"] == "../lund/"
    problems = world.build({"people.yml": [{"name": "Ada Lund", "slug": "boris-vale"}]})
    assert problems == ['seeds/people.yml:1: the address "boris-vale" is that of "Boris Vale"; choose another “slug”']
    assert "one" in world.body("speakers/lund")
    assert "two" in world.body("speakers/boris-vale")


def test_where_one_becomes_two_the_address_names_both_with_links(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one", "b.txt": "Ada Lund: two"})
    world.build(
        {
            "people.yml": [
                {"name": "Ada Lund", "shown": "Ada Lund (harbor)", "articles": ["a"]},
                {"name": "Ada Lund", "shown": "Ada Lund (bridge)", "articles": ["b"]},
            ]
        }
    )
    body = world.body("speakers/ada-lund")
    assert 'href="../ada-lund-harbor/">Ada Lund (harbor)' in body
    assert 'href="../ada-lund-bridge/">Ada Lund (bridge)' in body
    assert "redirect" not in world.front("speakers/ada-lund")


def test_who_has_no_statements_any_more_has_a_page_that_says_so(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one\npolice: two\nOmar <b>: three", "b.txt": "Eda Quist: four"})
    world.build({"a.txt": None})
    for slug in ("ada-lund", "police", "omar-b"):
        assert world.front(f"speakers/{slug}")["state"] == "gone"
        assert "No statements of this speaker are here any more." in world.body(f"speakers/{slug}")
    world.build({"a.txt": "police: five\nAda Lund: six"})
    assert "five" in world.body("speakers/police")
    assert "six" in world.body("speakers/ada-lund")


def test_an_article_that_cannot_be_read_keeps_its_speakers_where_they_stand(world: World) -> None:
    world.build({"a.txt": "Ada Lund, the mayor: one", "b.txt": "Boris Vale: two"})
    world.build({"a.txt": "\0", "c.txt": "Ada Lund, an engineer: three"})
    assert "one" in world.body("speakers/ada-lund")
    assert "three" in world.body("speakers/ada-lund-engineer")


def test_a_page_that_is_kept_stands_in_the_list_of_the_one_whom_its_speaker_became(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one\nAda Lund: two", "b.txt": "A. B. Lund: three"})
    world.build({"b.txt": "\0", "people.yml": [{"name": "Ada Lund", "aliases": ["A. B. Lund"]}]})
    assert "three" in world.body("speakers/ada-lund")
    assert world.front("speakers/a-b-lund")["redirect"] == "../ada-lund/"


def test_a_topic_keeps_its_address_while_only_capitals_and_spaces_change(world: World) -> None:
    article = "Ada Lund: the clean energy of the harbor"
    world.build({"a.txt": article, "topics.yml": [{"name": "Clean Energy", "phrases": ["energy"]}]})
    world.build({"topics.yml": [{"name": "clean energy", "phrases": ["energy"]}]})
    assert world.front("topics/clean-energy")["topic"] == "clean energy"
    world.build({"topics.yml": [{"name": "Clean, energy", "phrases": ["energy"]}]})
    assert world.front("topics/clean-energy")["state"] == "gone"
    (other,) = world.addresses() - {"topics/clean-energy", "speakers/ada-lund", "speakers/not_resolved"}
    assert world.front(other)["topic"] == "Clean, energy"
    world.build({"topics.yml": [{"name": "Clean Energy", "phrases": ["energy"]}]})
    assert world.front("topics/clean-energy")["topic"] == "Clean Energy"
    assert "No statements stand under this topic any more." in world.body(other)


def test_a_preview_shows_the_same_and_records_nothing(world: World) -> None:
    world.build({"a.txt": "Ada Lund, the mayor: one"})
    before = (world.seeds / "registry.jsonl").read_bytes()
    world.give({"b.txt": "Ada Lund, an engineer: two"})
    write_pages(world.seeds, world.docs)
    shown = {path: path.read_bytes() for path in world.docs.rglob("*.md")}
    assert (world.seeds / "registry.jsonl").read_bytes() == before
    world.build()
    assert {path: path.read_bytes() for path in world.docs.rglob("*.md")} == shown


def test_a_hand_written_page_at_a_published_address_stops_the_build(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one"})
    (world.docs / "speakers/ada-lund.md").write_text("# Mine\n")
    with pytest.raises(AddressesError, match="a hand-written page stands at the published address /speakers/ada-lund/"):
        world.build()


# What earlier versions published


def without_names(world: World) -> str:
    """Make the registry one of version 0.1.0, and return its text."""
    path = world.seeds / "registry.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    old = "".join(line for line in lines if line.startswith(('{"article"', '{"id"')))
    path.write_text(old)
    return old


def test_the_first_build_with_names_in_the_registry_reads_them_in_the_pages_and_only_adds_lines(world: World) -> None:
    # As the version before would have published it, whose plain address named both.
    world.build({"a.txt": "Ada Lund, the mayor: one", "b.txt": "Ada Lund, an engineer: two"})
    old = without_names(world)
    both = world.docs / "speakers/ada-lund.md"
    both.write_text(re.sub(r"(?m)^(state|to|redirect): .*\n", "", both.read_text()))
    for path in world.docs.rglob("*.md"):  # an address that this version would not give
        path.write_text(path.read_text().replace("ada-lund-engineer", "ada-lund-of-old"))
    (world.docs / "speakers/ada-lund-engineer.md").rename(world.docs / "speakers/ada-lund-of-old.md")
    published_before = world.addresses()
    world.build()
    assert world.addresses() == published_before
    assert "two" in world.body("speakers/ada-lund-of-old")
    assert "../ada-lund-of-old/" in both.read_text()
    assert (world.seeds / "registry.jsonl").read_text().partition("\n")[2].startswith(old)
    before = (world.seeds / "registry.jsonl").read_text()
    world.build()
    assert (world.seeds / "registry.jsonl").read_text() == before


def test_a_lost_registry_begins_again_with_what_the_pages_tell_of_names(world: World) -> None:
    world.build({"a.txt": "Ada Lund: one\nAda Lund: two", "b.txt": "A. B. Lund: three", "c.txt": "Eda Quist: four"})
    world.build({"people.yml": [{"name": "Ada Lund", "aliases": ["A. B. Lund"]}]})
    before = read_registry(world.seeds)
    (world.seeds / "registry.jsonl").unlink()
    world.build()
    after = read_registry(world.seeds)
    assert {slug: (one.state, one.to) for slug, one in after.speakers.items()} == {
        slug: (one.state, one.to) for slug, one in before.speakers.items()
    }
    world.build({"c.txt": None})
    (world.seeds / "registry.jsonl").unlink()
    with pytest.raises(AddressesError, match="restore the file as it was committed"):
        world.build()


def test_every_address_in_the_committed_pages_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    before = {page.path for folder in (*NAMED, "statements") for page in published(tmp_path / "docs", folder)}
    path = tmp_path / "seeds/registry.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    old = "".join(line for line in lines if line.startswith(('{"article"', '{"id"')))
    path.write_text(old)
    planned = write_pages(tmp_path / "seeds", tmp_path / "docs", recording=True, model=ACCURATE)
    assert before <= planned.paths
    assert path.read_text().partition("\n")[2].startswith(old)
    assert path.read_text() == (ROOT / "seeds/registry.jsonl").read_text()


# Whatever happens

SPEAKERS = ["Ada Lund", "Ada Lund, the mayor", "Ada Lund, an engineer", "A. B. Lund", "Lund", "police", "Boris Vale"]
WORDS = ["one", "two", "three", "four", "five"]
texts = st.lists(
    st.tuples(st.sampled_from(SPEAKERS), st.sampled_from(WORDS)).map(": ".join), min_size=1, max_size=4
).map("\n".join)
TWO: list[object] = [
    {"name": "Ada Lund", "shown": "Ada Lund (harbor)", "articles": ["a", "b"]},
    {"name": "Ada Lund", "shown": "Ada Lund (bridge)", "articles": ["c", "d"]},
]
people = st.sampled_from(
    [
        None,
        "broken: [",
        [{"name": "Ada Lund", "aliases": ["A. B. Lund"]}],
        [{"name": "Ada Lund", "shown": "Ada Lund of the harbor", "articles": ["a"]}],
        TWO,
    ]
)
topics = st.sampled_from(
    [None, "broken: [", [{"name": "Numbers", "phrases": ["two"]}], [{"name": "numbers", "phrases": ["one"]}]]
)
metadata = st.fixed_dictionaries(
    {},
    optional={
        "outlet": st.sampled_from(["Harbor Post", "HARBOR  post", "Kestrel Daily"]),
        "authors": st.lists(st.sampled_from(["Mara Quill", "mara quill", "Tom Ashby"]), max_size=2, unique=True),
        "withdraw": st.just(True),
    },
).map(yaml.safe_dump)
changes = st.one_of(
    st.tuples(st.sampled_from(["a.yml", "b.yml"]), st.one_of(metadata, st.none(), st.just("broken: ["))),
    st.tuples(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), st.one_of(texts, st.none(), st.just("\0"))),
    st.tuples(st.just("people.yml"), people),
    st.tuples(st.just("topics.yml"), topics),
)


PARTED: list[
    list[tuple[str, str | list[object] | None]]
] = [  # who parts two of a name may say nothing any more when the file cannot be read
    [("people.yml", TWO)],
    [("b.txt", "Ada Lund: one"), ("c.txt", "Ada Lund: one")],
    [("b.txt", None), ("people.yml", "broken: [")],
]


@settings(max_examples=12, deadline=None)
@example(PARTED)
@given(st.lists(st.lists(changes, min_size=1, max_size=3), min_size=1, max_size=5))
def test_every_address_of_a_name_ever_published_answers(
    history: Sequence[Sequence[tuple[str, str | list[object] | None]]],
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.give({"z.txt": "Ada Lund: zero"})
        ever: set[str] = set()
        for files in history:
            world.build(dict(files))
            ever |= world.addresses()
            assert ever <= world.addresses()
            for address in ever:
                world.answers(address)
            before = (world.seeds / "registry.jsonl").read_bytes()
            pages = {path: path.read_bytes() for path in world.docs.rglob("*.md")}
            world.build()
            assert (world.seeds / "registry.jsonl").read_bytes() == before
            assert {path: path.read_bytes() for path in world.docs.rglob("*.md")} == pages
