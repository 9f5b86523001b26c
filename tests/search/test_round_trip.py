"""Whatever an archive holds, its words are found again, and the same archive gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.search.index import quotation_files
from onrecord.text.fold import fold
from search.conftest import Browser, entry

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
            "work",
            "with",
            "our",
            "don’t",
            "U.S.",
            "1,000",
            "long-range",
            "—",
            "peace",
        ]
    ),
    # A browser may know characters that are newer than Python's tables.
    st.text(st.characters(exclude_categories=("Cs", "Cn")), min_size=1, max_size=8),
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
ARCHIVES = st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=60)
BUILD = """
import sys
from pathlib import Path
from benchmark.sites import write_quote_check
from search.archive import STATEMENTS
write_quote_check(STATEMENTS, Path(sys.argv[1]))
"""


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans=ARCHIVES, data=st.data())
def test_any_words_of_any_statement_are_found_exact(
    browser: Browser, spans: list[list[str]], data: st.DataObject
) -> None:
    entries = [entry(number, *texts, article=f"a{number // 7}") for number, texts in enumerate(spans)]
    queries = []
    for texts in spans:
        words = [word for text in texts for word in fold(text)]
        if len(words) >= 3:
            start = data.draw(st.integers(0, len(words) - 3))
            end = data.draw(st.integers(start + 3, min(len(words), start + 30)))
            queries.append(" ".join(words[start:end]))
    answers = browser.check(browser.index(entries), *queries)
    verdicts = [[one["verdict"] for one in answer["checks"]] for answer in answers]
    assert verdicts == [["exact"]] * len(queries)


def test_five_words_that_hundreds_of_statements_share_are_found_exact(browser: Browser) -> None:
    entries = [
        entry(number, f"as we said before the vote number {number} matters to all of us") for number in range(600)
    ]
    queries = ["as we said before the", "number 417 matters to all", "all of us", "before the vote number 599 matters"]
    answers = browser.check(browser.index(entries), *queries)
    assert [answer["checks"][0]["verdict"] for answer in answers] == ["exact"] * 4
    assert answers[1]["checks"][0]["matches"][0]["id"] == "id00000417"
    assert answers[3]["checks"][0]["matches"][0]["id"] == "id00000599"


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_the_same_archive_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        subprocess.run([sys.executable, "-c", BUILD, str(tmp_path / seed)], env=environment, check=True)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_an_archive_without_statements_has_no_index() -> None:
    assert quotation_files((), ()) == {}
