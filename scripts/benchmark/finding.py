"""Measures the search in real Chromium and prints the tables: ``python -m benchmark.finding``."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmark.corpora import Corpus, corpora
from benchmark.measure import Answer, Cost, asked, cost
from benchmark.peers import TOKENIZERS, Peer
from benchmark.queries import (
    ABSENT_WORDS,
    GROUPS,
    JOINED,
    KEYWORDS,
    MEANT,
    NINE,
    PARAPHRASE,
    RARE,
    TWO,
    UNCHANGED,
    Query,
    Typist,
    holds,
)  # fmt: skip
from benchmark.serving import served
from benchmark.sites import write_index, write_material, write_site
from onrecord.text.fold import fold

SIZES = (30_000,)
SAMPLE = 40
OTHERS_SAMPLE = 5
COSTED = 8
FLAGS = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
FOUND = ("exact", "close", "cut", "meaning", "outside")
SHORT = (TWO, RARE, PARAPHRASE)
Pairs = Sequence[tuple[Query, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One archive: what ours answered, how many of each group the others had right, and what it costs."""

    corpus: Corpus
    ours: Pairs
    others: Mapping[str, Mapping[str, tuple[int, int]]]
    cost: Cost
    index: int


def measured(corpus: Corpus, site: Path, browser: Browser, *, sample: int, material: bool) -> Measured:
    """Ask ours every query, SQLite's too, and Material's worker a few of each group."""
    queries = list(Typist(corpus, seed=1).queries(sample))
    index = write_index(corpus, site)
    others = {}
    for name, tokenizer in TOKENIZERS.items():
        peer = Peer.of(corpus.records, tokenizer)
        others[name] = _right((query, peer.first(query.typed)[:1]) for query in queries)(corpus)
    with served(site) as meter:
        ours = list(zip(queries, asked(browser, meter, "ours", queries), strict=True))
        if material:
            write_material(corpus.records, site)
            few = list(_few(queries))
            answers = asked(browser, meter, "material", few)
            others["material"] = _right((q, a.ids[:1]) for q, a in zip(few, answers, strict=True))(corpus)
        costs = cost(browser, meter, [query for query in queries if query.group == "nine words"][:COSTED])
    return Measured(corpus=corpus, ours=ours, others=others, cost=costs, index=index)


def _few(queries: Sequence[Query]) -> Iterator[Query]:
    taken: dict[str, int] = {}
    for query in queries:
        taken[query.group] = taken.get(query.group, 0) + 1
        if taken[query.group] <= OTHERS_SAMPLE:
            yield query


def _right(answers: Iterator[tuple[Query, Sequence[str]]]) -> Callable[[Corpus], dict[str, tuple[int, int]]]:
    pairs = list(answers)

    def counted(corpus: Corpus) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for query, ids in pairs:
            if query.words:
                right, all_ = found.get(query.group, (0, 0))
                found[query.group] = right + _has(query, ids, corpus), all_ + 1
        return found

    return counted


def _has(query: Query, ids: Sequence[str], corpus: Corpus) -> bool:
    return any(query.right(corpus.said[one]) for one in ids)


def table(one: Measured) -> str:
    """The right statement first by groups, ours beside the others."""
    ours = _right((query, answer.ids[:1]) for query, answer in one.ours)(one.corpus)
    names = ["ours", *one.others]
    columns = [ours, *one.others.values()]
    rows = [[group, *(_share(column.get(group)) for column in columns)] for group in GROUPS if group in ours]
    long = [group for group in ours if group not in SHORT]
    rows.append(["**three words and more, but paraphrase**", *(_share(_sum(column, long)) for column in columns)])
    head = [f"right statement first, %: {one.corpus.name}", *names]
    return _table([head, ["---", *["---:"] * len(names)], *rows])


def figures(one: Measured) -> str:
    """The rows of what must hold."""
    pairs, corpus, costs = one.ours, one.corpus, one.cost

    def part(groups: Sequence[str], holds_: Callable[[Query, Answer], bool]) -> str:
        chosen = [(query, answer) for query, answer in pairs if query.group in groups]
        return _share((sum(holds_(query, answer) for query, answer in chosen), len(chosen)))

    def among(first: int) -> str:
        return part([PARAPHRASE], lambda query, answer: _has(query, answer.ids[:first], corpus))

    partly = [
        query.group for query, _ in pairs if not query.whole and query.group not in (KEYWORDS, ABSENT_WORDS, NINE)
    ]
    whole = [query.group for query, _ in pairs if query.whole and query.group not in (TWO, RARE)]
    said_exact = part(partly, lambda query, answer: "exact" in answer.verdicts and not _stands(query, corpus))
    counted = [query.group for query, _ in pairs if len(fold(query.typed)) <= 9]
    rows = [
        ["paraphrase: first · among three", f"{among(1)} · {among(3)}"],
        ["false “exact” · false “not found”", f"{said_exact} · {part(whole, lambda _, a: 'absent' in a.verdicts)}"],
        ["any nine words of an article found, with the place", part([NINE], _placed)],
        ["absent words said to be there", str(sum(a.count > 0 for q, a in pairs if q.group == ABSENT_WORDS))],
        ["counts that are right", part(counted, lambda q, a: _counts(q, a, corpus))],
        ["negation or number changed: “meaning differs”", part(MEANT, lambda _, a: "meaning" in a.verdicts)],
        ["“meaning differs” where the sense is the same", part(UNCHANGED, lambda _, a: "meaning" in a.verdicts)],
        ["two articles joined called exact", part([JOINED], lambda _, a: a.verdicts == ("exact",))],
        ["three keywords: “not found”", part([KEYWORDS], lambda _, a: "absent" in a.verdicts)],
        ["first cold answer, check and list: KB · files", f"{costs.bytes / 1000:.0f} · {costs.files:.0f}"],
        ["warm: check · list, ms", f"{costs.verdict:.0f} · {costs.list:.0f}"],
        ["Slow 3G: something said · verdict · list, s", " · ".join(f"{seconds:.1f}" for seconds in costs.slow)],
        ["index on disk against the statements' text", f"{one.index / corpus.size:.2f} ×"],
    ]
    return _table([[corpus.name, "measured"], ["---", "---:"], *rows])


def _stands(query: Query, corpus: Corpus) -> bool:
    """Whether all that was typed stands in one statement after all."""
    own = fold(query.typed)
    return any(holds(words, own) for words in corpus.said.values())


def _placed(query: Query, answer: Answer) -> bool:
    own = fold(query.typed)
    return any(one in FOUND for one in answer.verdicts) and any(holds(fold(text), own) for text in answer.places)


def _counts(query: Query, answer: Answer, corpus: Corpus) -> bool:
    true = corpus.count(fold(query.typed))
    return answer.count <= true if answer.least else answer.count == true


def _sum(column: Mapping[str, tuple[int, int]], groups: Sequence[str]) -> tuple[int, int]:
    return sum(column.get(one, (0, 0))[0] for one in groups), sum(column.get(one, (0, 0))[1] for one in groups)


def _share(pair: tuple[int, int] | None) -> str:
    return f"{100 * pair[0] / pair[1]:.1f}" if pair and pair[1] else "–"


def _table(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, and print the tables as soon as each archive is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="statements in each generated archive")
    parser.add_argument("--no-prose", action="store_true", help="leave the evaluation's articles out")
    parser.add_argument("--no-material", action="store_true", help="leave Material's worker out: it takes minutes")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="queries of each group")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        site = write_site(Path(folder))
        browser = playwright.chromium.launch(executable_path=options.chromium, args=list(FLAGS))
        for corpus in corpora(options.sizes, real=not options.no_prose):
            one = measured(corpus, site, browser, sample=options.sample, material=not options.no_material)
            sys.stdout.write(f"{table(one)}\n\n{figures(one)}\n\n")
            sys.stdout.flush()
        browser.close()
    sys.stdout.write(NOTES)


NOTES = """Not on record as a whole: whatever a group changes, leaves out or joins.  Counts: of all queries of nine
words and fewer, against a count one by one.  Costs: fresh profiles, the bytes of the files as they stand; warm is the
third question in one page, from its address; the slow line has 2 s of latency and 50 KB/s, and nothing is packed.
"""


if __name__ == "__main__":
    main()
