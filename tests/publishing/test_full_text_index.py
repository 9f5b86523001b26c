"""The full-text index: what Pagefind is given, what it gives back, and what is said where it fails."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pagefind.service
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord.search.full_text
from onrecord.model.attribution import Kind
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.search.full_text import BUNDLED, Part, full_text_index, parts, parts_file
from onrecord.search.index import indexed

ODD = [
    "a\u200bb",
    "a\u00a0b  c",
    " a\tb\nc ",
    "x ___PAGEFIND_ANCHOR___div:0:s1 y",
    "“It’s safe.” She “agreed.”",
    "<b>&amp;</b>",
]


def entry(number: int, words: tuple[str, ...], *, article: str = "bridge", speaker: str = "Ada Lund") -> Record:
    listed = ArticleRecord(slug=article, title=Title(text="The bridge"), outlet=None, published="2024-05-01")
    return Record(
        id=f"id{number:08}", kind=Kind.DIRECT, words=words, content=((number, number + 1),), rule="given",
        speaker=speaker, speaker_page="ada-lund", article=listed,
    )  # fmt: skip


def shown(entries: list[Record]) -> dict[str, tuple[str, str]]:
    """The words and the speaker of each statement as a page shows them that has only the index."""
    (part,) = parts(entries)
    found = full_text_index(part, entries, [indexed(one.words) for one in entries])
    texts = {}
    for path, data in found.items():
        if "/fragment/" in path:
            bundle: dict[str, dict[str, Any]] = json.loads(gzip.decompress(data))
            for fragment in bundle.values():
                meta = fragment["meta"] | json.loads(fragment["meta"].get("exact", "{}"))
                texts[fragment["url"]] = ("".join(meta.get("sentences", [fragment["content"]])), meta["title"])
    return texts


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(ODD), min_size=1))
def test_the_words_come_back_character_for_character(texts: list[str]) -> None:
    entries = [entry(number, (f"word {text}",), speaker=text) for number, text in enumerate(texts)]
    assert shown(entries) == {one.id: (one.words[0], one.speaker) for one in entries}


def test_the_statements_of_an_article_are_in_one_part_whatever_else_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.search.full_text, "FEWEST", 20)
    many = [entry(number, ("Yes.",), article=f"article-{number // 3:03}") for number in range(90)]
    found = parts(many)
    assert [part.folder for part in found] == ["pagefind", "pagefind/1", "pagefind/2", "pagefind/3"]
    assert sorted(number for part in found for number in part.numbers) == list(range(90))
    by_article = {many[number].article.slug: part.language for part in found for number in part.numbers}
    assert all(by_article[many[number].article.slug] == part.language for part in found for number in part.numbers)
    fewer = many[3:87]
    for part in parts(fewer):
        assert {by_article[fewer[number].article.slug] for number in part.numbers} == {part.language}
    listed: dict[str, int] = json.loads(parts_file(found)["pagefind/parts.json"])
    assert list(listed) == ["", "1/", "2/", "3/"]
    assert list(listed.values()) == [-(-len(part.numbers) // BUNDLED) for part in found]


@pytest.mark.parametrize(
    ("statements", "count"), [(1, 1), (2_999, 1), (3_000, 2), (10_000, 6), (50_000, 2), (90_000, 1)]
)
def test_there_are_as_many_parts_as_are_large_enough_and_a_reader_can_afford(statements: int, count: int) -> None:
    alike = entry(0, ("Yes.",))
    articles = [ArticleRecord(slug=f"a{n}", title=alike.article.title, outlet=None, published=None) for n in range(200)]
    many = [replace(alike, article=articles[number * 200 // statements]) for number in range(statements)]
    assert len(parts(many)) == count


def test_few_statements_are_in_one_part_and_none_in_none() -> None:
    (part,) = parts([entry(1, ("Yes.",)), entry(2, ("No.",), article="other")])
    assert (part.folder, part.numbers) == ("pagefind", (0, 1))
    assert parts([]) == []


@pytest.mark.parametrize("printed", ["", "eyJub25zZW5zZSI6", "bm90IGpzb24=,"])
def test_a_pagefind_that_fails_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{printed}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind.service, "get_executable", lambda: program)
    with pytest.raises(RuntimeError, match="the search index could not be built"):
        full_text_index(
            Part(folder="pagefind", language="en", numbers=(0,)), [entry(0, ("Yes.",))], [indexed(("Yes.",))]
        )


def test_without_a_pagefind_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind.service, "get_executable", lambda: None)
    with pytest.raises(RuntimeError, match="there is no Pagefind for this system"):
        full_text_index(Part(folder="pagefind", language="en", numbers=()), [], [])
