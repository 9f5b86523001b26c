import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.extract import extract
from onrecord.model.attribution import Attribution
from onrecord.model.options import ACCURATE, FAST

GOLD = Path(__file__).parents[1] / "golden" / "seed" / "gold.jsonl"
DOCUMENT: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
TEXT: str = DOCUMENT["text"]
Row = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None, str | None, bool]


def found_rows(text: str, model: str = FAST) -> list[Row]:
    return [row(text, a) for a in extract(text, model=model).attributions]


def row(text: str, a: Attribution) -> Row:
    content, source, cue = (tuple(text[s:e] for s, e in spans) for spans in (a.content, a.source, a.cue))
    return str(a.kind), a.rule, content, source, cue, a.speaker, a.basis and str(a.basis), a.unnamed


def spans(value: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in value)


@pytest.mark.parametrize("model", [ACCURATE, FAST])
def test_every_statement_of_the_shipped_article_comes_out_and_no_other(model: str) -> None:
    found = extract(TEXT, model=model).attributions
    assert len(found) == len(DOCUMENT["attributions"])
    for gold, ours in zip(DOCUMENT["attributions"], found, strict=True):
        assert ours.kind in (gold["kind"], *gold.get("accept", ()))
        assert ours.content == spans(gold["content"])
        assert ours.source == spans(gold["source"])
        assert ours.cue == spans(gold["cue"])
        assert ours.speaker == gold["speaker"]
        assert ours.unnamed == gold.get("unnamed", False)
        assert ours.basis == gold.get("basis")


@pytest.mark.parametrize(
    "marks",
    [
        {"“": '"', "”": '"', "’": "'"},
        {"“": "‘", "”": "’"},
        {"“": "'", "”": "'", "’": "'"},
        {"“": "«", "”": "»"},
        {"“": "„", "”": "“"},
        {"“": "''", "”": "''"},
        {"\n": "\r\n"},
        {"\n": "\r"},
    ],
    ids=["straight", "single", "straight single", "angular", "low", "doubled single", "CRLF", "CR"],
)
def test_other_marks_and_line_ends_change_nothing(marks: dict[str, str]) -> None:
    table = str.maketrans(marks)
    expected = [
        (kind, rule, *(tuple(part.translate(table) for part in parts) for parts in (content, source, cue)), *rest)
        for kind, rule, content, source, cue, *rest in found_rows(TEXT)
    ]
    assert found_rows(TEXT.translate(table)) == expected


@pytest.mark.parametrize(
    ("office", "name", "title", "pronoun"),
    [
        ("Chancellor", "Olaf Brandt", "the chancellor", "he"),
        ("Prime Minister", "Margaret Okafor", "the prime minister", "she"),
        ("Sen.", "Maria Quill", "the senator", "she"),
        ("Governor", "Lee Chatfield", "the governor", "he"),
        ("Mayor", "Nguyen Van Thieu", "the mayor", "he"),
    ],
)
def test_other_names_and_offices_change_nothing(office: str, name: str, title: str, pronoun: str) -> None:
    def renamed(text: str) -> str:
        for old, new in (
            ("President Joe Biden", f"{office} {name}"),
            ("Joe Biden", name),
            ("Biden", name.split()[-1]),
            ("the president", title),
            (" he said", f" {pronoun} said"),
            (" his ", " her " if pronoun == "she" else " his "),
        ):
            text = text.replace(old, new)
        return text

    expected = []
    for kind, rule, content, source, cue, speaker, *rest in found_rows(TEXT):
        source = tuple(pronoun if part == "he" else renamed(part) for part in source)
        expected.append((kind, rule, tuple(map(renamed, content)), source, cue, renamed(speaker or "") or None, *rest))
    assert found_rows(renamed(TEXT)) == expected
