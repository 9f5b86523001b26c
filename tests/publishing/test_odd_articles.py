"""Articles that are odd but fine are published without fuss; what an editor should look at is pointed out."""

from pathlib import Path

import pytest

from onrecord.build.plan import Plan
from publishing.pages import write_pages


def published(tmp_path: Path, data: bytes) -> Plan:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "odd.txt").write_bytes(data)
    return write_pages(seeds, tmp_path / "docs")


ODD = {
    "one word": b"Word",
    "one mark": b"?",
    "pairs of marks": "“”".encode() * 200,
    "straight marks": b'"' * 999,
    "apostrophes": "’".encode() * 500,
    "marks of all kinds": "»«„“”'\"‘’".encode() * 50,
    "a byte order mark and no line end": b"\xef\xbb\xbfOne line",
    "CRLF": b"First.\r\nSecond.\r\n\r\n\r\nThird.",
    "blank lines first": b"\n\n\n  \t \nLate.",
    "other scripts": "👩‍👩‍👧‍👦 said: “שלום”".encode(),
    "one long word": b"a" * 100_000,
    "nothing but cues": b"said " * 2_000,
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_an_odd_article_is_published_whole(tmp_path: Path, data: bytes) -> None:
    result = published(tmp_path, data)
    assert not result.problems
    page = (tmp_path / "docs/articles/odd.md").read_text()
    article, _, beside = page.partition("\n## Statements by speaker\n")
    lines = [line for line in data.decode("utf-8-sig").splitlines() if line.strip()]
    assert article.count("data-article-text=") == len(lines)
    assert beside


def test_line_ends_change_offsets_but_neither_ids_nor_words(tmp_path: Path) -> None:
    text = "“We begin in May,” Ada Lund said.\n“We end in June.\n“We rest in July.”\n"
    one, other = tmp_path / "lf", tmp_path / "crlf"
    one.mkdir()
    other.mkdir()
    with_lf = published(one, text.encode()).archive.statements
    with_crlf = published(other, text.replace("\n", "\r\n").encode()).archive.statements
    assert [(record.id, record.words, record.speaker) for record in with_lf] == [
        (record.id, record.words, record.speaker) for record in with_crlf
    ]
    assert [record.offset for record in with_lf] != [record.offset for record in with_crlf]


def test_a_quotation_mark_that_is_never_closed_is_pointed_out_with_its_line(tmp_path: Path) -> None:
    result = published(tmp_path, "All is well.\n\n“It is not, Ada Lund said.\n".encode())
    assert not result.problems
    assert [(warning.path, warning.line) for warning in result.warnings] == [("seeds/odd.txt", 3)]
    assert "never closed" in result.warnings[0].message
