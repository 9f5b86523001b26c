"""The benchmark of builds: what it measures with, and what it measures on."""

from pathlib import Path

import pytest

from benchmark.archive import GeneratedArticle, Said, generate
from benchmark.processes import CommandError, Cost, peak_memory, run
from benchmark.seeds import prose, write_seeds
from benchmark.table import CLEAN, EDITED, PEER, Measured, growth, table
from onrecord.reading.read import read

MEGABYTE = 1_000_000
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"


def article(*said: Said) -> GeneratedArticle:
    return GeneratedArticle(name="one", title="A title", outlet="The Courier", published="2026-01-02", said=said)


def test_a_statement_becomes_a_sentence_of_its_kind_in_which_names_keep_their_capitals() -> None:
    given = article(
        Said(kind="direct", speaker="Ada Lund", words="The law stands."),
        Said(kind="direct", speaker="Ada Lund", words="Who will pay?"),
        Said(kind="indirect", speaker="Ada Lund", words="The law stands."),
        Said(kind="indirect", speaker="Ada Lund", words="I voted for it."),
        Said(kind="mixed", speaker="Ada Lund", words="James Gora wrote the law."),
        Said(kind="assertion", speaker=None, words="The law stands."),
    )
    assert prose(given).splitlines() == [
        "“The law stands,” Ada Lund said.",
        "“Who will pay?” Ada Lund said.",
        "Ada Lund said that the law stands.",
        "Ada Lund said that I voted for it.",
        "Ada Lund said that James “Gora wrote the law.”",
        "The law stands.",
    ]


def test_seeds_are_read_whole_with_their_metadata_and_topics(tmp_path: Path) -> None:
    articles = list(generate(60))
    write_seeds(articles, tmp_path / "seeds")
    reading = read(tmp_path / "seeds")
    assert reading.problems == ()
    assert [one.metadata.title for one in reading.articles] == [one.title for one in articles]
    assert [one.text for one in reading.articles] == [prose(one) for one in articles]
    assert reading.topics


def test_articles_have_about_as_many_words_as_in_a_newspaper() -> None:
    lengths = [len(prose(one).split()) for one in generate(2000)]
    assert 380 < sum(lengths) / len(lengths) < 500


def test_the_processors_seconds_are_those_of_all_processes(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    assert run("python", "-c", CHILD, busy, folder=tmp_path).cpu > 0.3


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such luck"):
        run("python", "-c", "raise SystemExit('no such luck')", folder=tmp_path)
    with pytest.raises(CommandError):
        peak_memory("python", "-c", "raise SystemExit(1)", folder=tmp_path)


def test_the_peak_of_memory_counts_what_processes_share_once(tmp_path: Path) -> None:
    filled = "import os, time; held = bytearray(b'x') * 80_000_000; pid = os.fork(); time.sleep(0.4)"
    peak = peak_memory("python", "-c", f"{filled}; pid and os.wait()", folder=tmp_path)
    assert 80 * MEGABYTE < peak < 140 * MEGABYTE


def test_the_table_holds_each_build_to_its_peer() -> None:
    given = Measured(
        statements=1000,
        costs={PEER: Cost(wall=10, cpu=10), CLEAN: Cost(wall=5, cpu=8), EDITED: Cost(wall=0.5, cpu=0.4)},
        memory=1_200 * MEGABYTE,
        files=1_500,
        below=1_000,
    )
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table(given).splitlines()]
    assert rows[3] == ["clean", "5.0", "8.0", "0.50", "0.80", "0.60", "0.40"]
    assert rows[4] == ["one article edited", "0.5", "0.4", "1/20", "1/25", "1/14", "1/40"]
    assert rows[5][:2] == ["peak memory", "1.20 GB"]
    assert rows[6][:2] == ["files below statements/ an address", "1.00"]
    assert rows[7] == ["files a statement", "1.50", "", "", "", "1.7", "1.4"]


def test_a_statement_s_cost_is_compared_between_archives() -> None:
    small = Measured(statements=1000, costs={CLEAN: Cost(wall=5, cpu=8)}, memory=0)
    large = Measured(statements=10_000, costs={CLEAN: Cost(wall=40, cpu=60)}, memory=0)
    assert "5.00 ms at 1,000, 4.00 ms at 10,000: 0.80 times" in growth(small, large)
