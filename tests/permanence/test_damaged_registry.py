"""Whatever becomes of the registry's file: a build refuses it and writes nothing, or leaves all as it was before."""

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from onrecord.permanence.registry import AddressesError, parse
from permanence.sites import ARTICLE, METADATA, TOPICS
from publishing.pages import write_pages

Damage = Callable[[bytes], bytes]
FIRST_FORMAT = Path(__file__).with_name("first_format.jsonl")
"""A registry as builds left it when no line named every address of another: of `ARTICLE`, and of an article gone."""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder whose registry knows what is live, what moved and what is gone, of articles, speakers and topics."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "harbor.txt").write_text(ARTICLE)
    (seeds / "ferry.txt").write_text("The ferry sank in May, police said.\n“Nobody was hurt,” Ida Renn said.\n")
    (seeds / "topics.yml").write_text("- name: Bridges\n  phrases: [bridge]\n- name: Ships\n  phrases: [ferry]\n")
    build(seeds)
    (seeds / "harbor.txt").write_text(ARTICLE.replace("“We are late,” said Boris Vale, the engineer. ", ""))
    (seeds / "ferry.txt").unlink()
    (seeds / "topics.yml").write_text("- name: Bridges\n  phrases: [bridge]\n")
    (seeds / "corrections").mkdir()
    (seeds / "corrections/harbor.yml").write_text("- words: It is safe\n  content: It is safe\n")
    build(seeds)
    return seeds


def build(seeds: Path) -> None:
    write_pages(seeds, seeds.parent / "docs", recording=True)


def all_of(seeds: Path) -> dict[str, bytes]:
    files = [path for path in seeds.parent.rglob("*") if path.is_file()]
    return {path.relative_to(seeds.parent).as_posix(): path.read_bytes() for path in files}


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Damage:
    return lambda data: b"".join(change(data.splitlines(keepends=True)))


def without(at: int) -> Damage:
    return lines(lambda all_: [*all_[:at], *all_[len(all_) if at == -1 else at + 1 :]])


def put(old: bytes, new: bytes) -> Damage:
    return lambda data: data.replace(old, new, 1)


CONFLICT = b"<<<<<<< ours\n%s=======\n%s>>>>>>> theirs\n"
DAMAGES: dict[str, Damage] = {
    "emptied": lambda _: b"",
    "one line end": lambda _: b"\n",
    "an empty object": lambda _: b"{}\n",
    "zeros of a power cut": lambda data: bytes(len(data)),
    "the end in zeros": lambda data: data[:-40] + bytes(40),
    "cut within a line": lambda data: data[: len(data) // 2],
    "cut before the last character": lambda data: data[:-1],
    "cut at a line end": lines(lambda all_: all_[: len(all_) // 2]),
    "the first line alone": lines(lambda all_: all_[:1]),
    "without its first line's second half": lines(lambda all_: [all_[0][:20] + b"\n", *all_[1:]]),
    "without an article": without(1),
    "without a statement": without(4),
    "without the last line": without(-1),
    "a line twice": lines(lambda all_: [*all_[:4], all_[3], *all_[4:]]),
    "all lines twice": lambda data: data * 2,
    "two lines changed places": lines(lambda all_: [*all_[:3], all_[4], all_[3], *all_[5:]]),
    "sorted": lines(sorted),
    "reversed": lines(lambda all_: all_[::-1]),
    "a letter changed": put(b"dredged", b"dragged"),
    "a state changed": put(b'"gone"', b'"live"'),
    "an id changed": put(b'"id": "', b'"id": "0'),
    "a count changed": put(b'{"registry": ', b'{"registry": 1'),
    "a check changed": put(b'"check": "', b'"check": "0'),
    "a key twice": put(b'{"article": ', b'{"article": "harbor", "article": '),
    "a space at a line's end": put(b'"}\n', b'"} \n'),
    "an empty line": put(b"}\n", b"}\n\n"),
    "line ends of Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "a mark at the beginning": lambda data: b"\xef\xbb\xbf" + data,
    "another encoding": lambda data: data.decode().encode("utf-16"),
    "letters that are none": put(b"dredged", b"dr\xffdged"),
    "a conflict": lines(lambda all_: [all_[0], CONFLICT % (all_[1], all_[1]), *all_[2:]]),
    "an object nested without end": lambda data: data + b"[" * 100_000 + b"\n",
    "a line of something else": lambda data: data + b'{"planet": "Mars", "check": "00000000"}\n',
    "deleted": lambda _: b"deleted",
}


@pytest.mark.parametrize("name", DAMAGES)
def test_it_is_refused_and_nothing_written_or_healed(seeds: Path, name: str) -> None:
    whole = all_of(seeds)
    registry = seeds / "registry.jsonl"
    damaged = DAMAGES[name](registry.read_bytes())
    assert damaged != registry.read_bytes()
    if name == "deleted":
        registry.unlink()
    else:
        registry.write_bytes(damaged)
    before = all_of(seeds)
    refused = None
    try:
        build(seeds)
    except AddressesError as error:
        refused = str(error)
    if refused is not None:
        assert all(re.match(r"seeds/registry\.jsonl(:\d+)?: ", line) for line in refused.splitlines())
        assert len(refused) < 20_000
        assert all_of(seeds) == before
        registry.write_bytes(whole["seeds/registry.jsonl"])
        build(seeds)
    assert all_of(seeds) == whole


def test_there_are_as_many_as_were_asked_for() -> None:
    assert len(DAMAGES) >= 30


def test_one_that_is_older_than_the_pages_is_refused(seeds: Path) -> None:
    registry = seeds / "registry.jsonl"
    older = registry.read_bytes()
    (seeds / "quay.txt").write_text("The quay is closed, Edna Moor said.\n")
    build(seeds)
    (seeds / "quay.txt").write_text("The weather was fine, Edna Moor said.\n")
    build(seeds)
    newer = all_of(seeds)
    registry.write_bytes(older)
    with pytest.raises(AddressesError, match=r"does not know /statements/\w+/.*git restore.* or delete statements/"):
        build(seeds)
    registry.write_bytes(newer["seeds/registry.jsonl"])
    build(seeds)
    assert all_of(seeds) == newer


def test_one_that_does_not_know_a_page_of_a_seed_that_went_is_refused(seeds: Path) -> None:
    older = (seeds / "registry.jsonl").read_bytes()
    (seeds / "quay.txt").write_text("The quay is closed, Edna Moor said.\n")
    build(seeds)
    (seeds / "registry.jsonl").write_bytes(older)
    (seeds / "quay.txt").unlink()
    before = all_of(seeds)
    with pytest.raises(AddressesError, match=r"does not know /articles/quay/ \(and 2 more\), whose page stands"):
        build(seeds)
    assert all_of(seeds) == before


def test_a_page_that_only_a_preview_made_goes_with_its_seed(seeds: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    write_pages(seeds, tmp_path / "docs", recording=True, store=store)
    (seeds / "quay.txt").write_text("The quay is closed, Edna Moor said.\n")
    write_pages(seeds, tmp_path / "docs", store=store)
    (seeds / "quay.txt").unlink()
    write_pages(seeds, tmp_path / "docs", recording=True, store=store)
    assert not (tmp_path / "docs/articles/quay.md").exists()


def test_one_that_was_deleted_is_begun_anew_where_the_pages_tell_of_every_address(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "harbor.txt").write_text(ARTICLE)
    build(seeds)
    whole = all_of(seeds)
    (seeds / "registry.jsonl").unlink()
    build(seeds)
    assert all_of(seeds) == whole


def test_one_of_the_first_format_is_taken_on_with_every_address(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    first = FIRST_FORMAT.read_text()
    for name, text in {"harbor.txt": ARTICLE, "harbor.yml": METADATA, "topics.yml": TOPICS}.items():
        (seeds / name).write_text(text)
    (seeds / "registry.jsonl").write_text(first)
    assert not write_pages(seeds, tmp_path / "docs", recording=True, store=tmp_path / "store.sqlite").problems
    now = (seeds / "registry.jsonl").read_text()
    assert ('"format"' in first, '"format": 2' in now) == (False, True)
    left, found = parse(first), parse(now)
    for each in fields(left):
        assert getattr(left, each.name).keys() <= getattr(found, each.name).keys()
