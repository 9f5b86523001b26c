"""The index counts the words of any archive exactly, leads to every run of them, and has nothing else."""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.archive.archive import Archive
from onrecord.model.attribution import Span
from onrecord.search import sections
from onrecord.search.index import index_files
from onrecord.search.sections import indexed_text
from onrecord.text.fold import fold
from search.conftest import Browser, entry
from search.indexes import write_index_of

WORDS = st.one_of(
    st.sampled_from(
        [
            "the",
            "of",
            "and",
            "to",
            "we",
            "will",
            "not",
            "do",
            "don’t",
            "Lund’s",
            "U.S.",
            "1,000",
            "$15",
            "long-range",
            "—",
        ]
    ),
    # A browser may know characters that are newer than Python's tables.
    st.text(st.characters(exclude_categories=("Cs", "Cn")), min_size=1, max_size=8),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
ARCHIVES = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=60)
LOOK_UP = """async ({ index, words, runs }) => {
  const { open } = await import("/assets/onrecord/quotation/index.js");
  const opened = await open(new URL(index, location.origin), "no-store");
  const { found, failed } = await opened.words(words);
  const sections = [];
  for (const run of runs) {
    const { sections: near } = await opened.candidates(run, 50, { further: true });
    sections.push(near.map((one) => one.number));
  }
  return { counts: words.map((word) => [...found.get(word).numbers]), failed, sections, all: opened.sections };
}"""
READ = """async ({ index }) => {
  const { open } = await import("/assets/onrecord/quotation/index.js");
  const opened = await open(new URL(index, location.origin), "no-store");
  const { sections } = await opened.read(Array.from({ length: opened.sections }, (_, number) => number));
  const { kinds, kind, lengths, speakers, speaker, outlets, outlet, dates } = await opened.columns();
  return [...sections.values()].flatMap((section) => section.statements.map((one) => ({
    number: one.number, id: one.id, text: one.text, by: one.by, article: section.article.slug,
    spans: one.spans.map(([start, end]) => section.text.slice(start, end)),
    section: opened.sectionOf(one.number) === section.number,
    sentences: one.sentences.map((start, at) => one.text.slice(start, one.sentences[at + 1])),
    kind: kinds[kind[one.number]], length: lengths[one.number], speaker: speakers[speaker[one.number] - 1] ?? null,
    outlet: outlets[outlet[section.number] - 1] ?? null, date: dates[section.number],
  })));
}"""
BUILD = """
import sys
from pathlib import Path
from search.indexes import write_index_of
from search.archive import STATEMENTS
write_index_of(STATEMENTS, Path(sys.argv[1]))
"""


def forms(word: str) -> set[str]:
    """What a word is found by."""
    return {word, word.removesuffix("'s")} - {""} if len(word) > 2 else {word}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=ARCHIVES)
def test_the_statements_of_every_word_are_known_exactly_and_of_every_other_word_that_there_are_none(
    browser: Browser, spans: list[list[str]]
) -> None:
    entries = [entry(number, *texts, article=f"a{number // 7:03}") for number, texts in enumerate(spans)]
    expected: dict[str, set[int]] = defaultdict(set)
    for number, texts in enumerate(spans):
        for word in (word for text in texts for word in fold(text)):
            for form in forms(word):
                expected[form].add(number)
    if not expected:
        return
    words = [*expected, *(f"{word}x" for word in expected if f"{word}x" not in expected)]
    found = browser.run(LOOK_UP, {"index": browser.index(entries), "words": words, "runs": []})
    assert found["failed"] == []
    assert found["counts"] == [sorted(expected.get(word, ())) for word in words]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=ARCHIVES)
def test_statements_read_back_with_all_that_is_shown_of_them(browser: Browser, spans: list[list[str]]) -> None:
    entries = [entry(number, *texts, article=f"a{number // 7:03}") for number, texts in enumerate(spans)]
    rows = browser.run(READ, {"index": browser.index(entries)})
    assert [row["number"] for row in rows] == list(range(len(entries)))
    for row, one in zip(rows, entries, strict=True):
        assert (row["id"], row["text"], tuple(row["spans"])) == (one.id, "\n".join(one.words), one.words)
        assert "".join(row["sentences"]) == row["text"]
        assert (row["article"], row["by"], row["section"]) == (one.article.slug, one.speaker, True)
        assert (row["kind"], row["outlet"], row["date"]) == (one.kind, one.article.outlet, one.article.published)


def indexed(texts: Sequence[str], shown: Sequence[Sequence[Span]], browser: Browser) -> str:
    """An index of articles of which so much is shown, without statements; gives its path."""
    records = [entry(number, "said", article=f"a{number:03}") for number in range(len(texts))]
    paragraphs = [[span for span in _lines(text) if text[slice(*span)].strip()] for text in texts]
    files = index_files(
        Archive(articles=tuple(record.article for record in records)),
        {
            record.article.slug: indexed_text(text, spans, (), lines)
            for record, text, spans, lines in zip(records, texts, shown, paragraphs, strict=True)
        },
    )
    name = f"site{next(browser.numbers)}"
    for path, data in files.items():
        (browser.folder / name / path).parent.mkdir(parents=True, exist_ok=True)
        (browser.folder / name / path).write_bytes(data)
    return f"/{name}/quotation/"


def _lines(text: str) -> list[Span]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_nine_words_of_an_article_lead_to_them_across_all_sections(browser: Browser, data: st.DataObject) -> None:
    plain = st.text("abcdefgh", min_size=1, max_size=4)
    lines = data.draw(st.lists(st.lists(plain, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=40))
    text = "\n".join(lines)
    before, sections.LONGEST = sections.LONGEST, 300
    try:
        index = indexed([text], [((0, len(text)),)], browser)
    finally:
        sections.LONGEST = before
    words = list(fold(text))
    starts = range(0, max(1, len(words) - 8), 5)
    runs = [words[start : start + 9] for start in starts]
    found: Any = browser.run(LOOK_UP, {"index": index, "words": [], "runs": runs})
    texts = browser.run(
        """async ({ index, all }) => {
          const { open } = await import("/assets/onrecord/quotation/index.js");
          const opened = await open(new URL(index, location.origin), "no-store");
          const { sections } = await opened.read([...Array(all).keys()]);
          return [...sections.values()].map((one) => ` ${one.words.map((word) => word.folded).join(" ")} `);
        }""",
        {"index": index, "all": found["all"]},
    )
    for run, numbers in zip(runs, found["sections"], strict=True):
        assert any(f" {' '.join(run)} " in texts[number] for number in numbers), run


def test_what_is_not_published_of_an_article_is_nowhere_in_the_index(browser: Browser) -> None:
    text = "The open words stand here.\nThe hidden secret stands there.\nMore open words at last.\n"
    hidden = text.index("The hidden")
    index = indexed([text], [((0, hidden - 1), (text.index("More"), len(text)))], browser)
    found = browser.run(LOOK_UP, {"index": index, "words": ["open"], "runs": [["hidden", "secret"], ["here", "more"]]})
    assert found["sections"] == [[], [0]]
    folder = browser.folder / index.strip("/")
    row = browser.run(
        """async ({ index }) => {
          const { open } = await import("/assets/onrecord/quotation/index.js");
          const { sections } = await (await open(new URL(index, location.origin), "no-store")).read([0]);
          const section = sections.get(0);
          return { text: section.text, after: section.breaks.map((at) => section.words[at].folded) };
        }""",
        {"index": index},
    )
    assert row == {"text": "The open words stand here.\nMore open words at last.\n", "after": ["more"]}
    assert not any(b"hidden" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_statement_stands_whole_in_its_section() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    spans = ((0, len(long) // 2), (len(long) // 2 + 1, len(long)))
    for content in ((spans,), ((spans[0],), (spans[1],))):
        for section in indexed_text(
            f"{long}\nEnd.", ((0, len(long) + 5),), content, ((0, len(long)), (len(long) + 1, len(long) + 5))
        ):
            text = "\n".join(section.pieces)
            for statement in section.statements:
                assert all(0 <= start < end <= len(text) for start, end in statement.spans)


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_same_archive_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", BUILD, str(tmp_path / seed)], env=environment, check=True)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_an_archive_without_articles_has_no_index(tmp_path: Path) -> None:
    assert index_files(Archive(), {}) == {}
    write_index_of((), tmp_path)
    assert contents(tmp_path) == {}
