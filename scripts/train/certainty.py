"""Learn how likely the speaker of a statement is right, by what decided it.

usage: python -m train.certainty ARTICLES.jsonl … [--write]

The articles are those of ``shared/evaluation``: labeled, with speakers.  Every statement that is found and has a
speaker counts, whether its source was found right or not.  The weights are those of a logistic regression; what
held-back articles say of each level is printed for five folds.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from onrecord.evaluate.gold import Document, read
from onrecord.evaluate.scoring import WORD, pairs, same_speaker, tokens_in
from onrecord.extract import extract
from onrecord.extract.reports.reports import Report
from onrecord.extract.speakers import certainty, speakers
from onrecord.extract.speakers.phrases import Answer
from onrecord.model.attribution import Attribution, Kind, Span

Row = tuple[tuple[str, ...], bool]
ROUNDS, RATE, DECAY = 1500, 1.0, 0.001
FOLDS = 5
LEVELS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98)


class Noted(speakers.Speakers):
    """Keeps the answer beside each attribution."""

    def attribute(self, report: Report, kind: Kind, content: tuple[Span, ...]) -> Attribution:
        """Return what the speakers say, and note who was found."""
        answer = self.answers.get(report.source[0]) if report.source else self.continued(report, content)[0]
        if answer and answer.someone:
            NOTED[content] = answer
        return super().attribute(report, kind, content)


NOTED: dict[tuple[Span, ...], Answer] = {}


def rows_of(article: Document) -> list[Row]:
    """Return why each speaker of an article was found, and whether it is right."""
    NOTED.clear()
    with patch("onrecord.extract.pipeline.Speakers", Noted):
        found = [a for a in extract(article.text).attributions if a.kind is not Kind.ASSERTION]
    tokens = [match.span() for match in WORD.finditer(article.text)]
    gold = [a for a in article.attributions if a.kind != "assertion" and not a.ignore]
    matched = pairs([tokens_in(a.content, tokens) for a in gold], [tokens_in(a.content, tokens) for a in found])
    result = []
    for i, j in matched:
        answer = NOTED.get(found[j].content)
        if answer and answer.someone:
            result.append((tuple(certainty.reasons(answer)), same_speaker(gold[i], answer.someone.name)))
    return result


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of the reasons."""
    weights: defaultdict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        for names, right in rows:
            error = right - probability(names, weights)
            for name in ("every", *names):
                slope[name] += error
        for name, value in slope.items():
            weights[name] += RATE * (value / len(rows) ** 0.5 - DECAY * weights[name] * len(rows) ** 0.5) / 10
    return weights


def probability(names: Sequence[str], weights: dict[str, float]) -> float:
    """Return how likely an answer with some reasons is right."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in ("every", *names))))


def main() -> None:
    """Learn, print what held-back articles say of each level, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    articles = [rows_of(article) for path in options.articles for article in read(path)]
    held: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fitted([row for n, own in enumerate(articles) if n % FOLDS != fold for row in own])
        test = [row for n, own in enumerate(articles) if n % FOLDS == fold for row in own]
        held += [(probability(names, weights), right) for names, right in test]
    for low, high in zip(LEVELS, (*LEVELS[1:], 1.1), strict=True):
        inside = [right for chance, right in held if low <= chance < high]
        above = [right for chance, right in held if chance >= low]
        sys.stdout.write(f"{low:.2f} to {high:.2f}: {sum(inside)} of {len(inside)} right; from {low:.2f} up: ")
        sys.stdout.write(f"{sum(above)} of {len(above)}, {sum(above) / max(1, len(above)):.1%}\n")
    weights = fitted([row for own in articles for row in own])
    seen = Counter(name for own in articles for names, _ in own for name in names)
    lines = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items())]
    for line in lines:
        sys.stdout.write(f"{line}\t{seen[line.split(chr(9))[0]]}\n")
    if options.write:
        path = Path(certainty.__file__).parent / "trained" / "certainty.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
