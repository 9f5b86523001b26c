"""Learn what each feature of a candidate weighs when a pronoun or a bare description names the source of a report.

usage: python -m train.pronouns ARTICLES.jsonl … [--write]

The articles are those of ``shared/evaluation``: labeled, with speakers.  Every source that is a pronoun gives one
choice among those who were mentioned last, or nobody where the right one is not among them.  The weights are those of
a softmax over the candidates, fitted by gradient descent and drawn toward the shipped ones; held-back figures are
printed for five folds over the articles.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar
from unittest.mock import patch

from onrecord.evaluate.gold import read
from onrecord.evaluate.scoring import same_speaker
from onrecord.extract import extract
from onrecord.extract.speakers import references
from onrecord.extract.speakers.phrases import SOMEBODY
from onrecord.extract.speakers.references import Place, Ranked, References, fits

Choice = tuple[list[tuple[str, ...]], int]
"""The features of each candidate, nobody last, and the number of the right one."""
ROUNDS, RATE, PRIOR = 400, 0.5, 0.1
FOLDS = 5


class Noted(References):
    """Writes down among whom each pronoun was ranked."""

    seen: ClassVar[dict[int, list[tuple[str, tuple[str, ...]]]]] = {}

    def ranked(self, word: str, place: Place, said: str = "") -> list[Ranked]:
        """Return what the references say, and note the candidates' features."""
        if word != SOMEBODY:
            fitting = [pair for pair in self.near() if fits(pair[0], word)]
            self.seen[place.at] = [
                (one.name, (f"rank {min(rank, 3)}", *self.features(one, mention, word, place, said)))
                for rank, (one, mention) in enumerate(fitting)
            ]
        return super().ranked(word, place, said)


def choices(path: Path) -> list[list[Choice]]:
    """Return the choices of each article."""
    result = []
    for article in read(path):
        Noted.seen.clear()
        with patch("onrecord.extract.speakers.speakers.References", Noted):
            extract(article.text)
        own = []
        for wanted in article.attributions:
            found = Noted.seen.get(wanted.source[0][1]) if wanted.source and wanted.speaker else None
            if found is None:
                continue
            right = [number for number, (name, _) in enumerate(found) if same_speaker(wanted, name)]
            features = [features for _, features in found] + [("nobody",)]
            own.append((features, right[0] if right else len(found)))
        result.append(own)
    return result


def fitted(found: Sequence[Choice], start: dict[str, float]) -> dict[str, float]:
    """Return the weights that make the right candidates likely."""
    weights = dict(start)
    for _ in range(ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        for candidates, right in found:
            shares = probabilities(candidates, weights)
            for number, features in enumerate(candidates):
                for name in features:
                    slope[name] += (number == right) - shares[number]
        for name in weights:
            weights[name] += RATE * (slope[name] / len(found) - PRIOR * (weights[name] - start[name]))
    return weights


def probabilities(candidates: Sequence[Sequence[str]], weights: dict[str, float]) -> list[float]:
    """Return the share of each candidate."""
    scores = [math.exp(sum(weights[name] for name in features)) for features in candidates]
    return [score / sum(scores) for score in scores]


def report(found: Sequence[Choice], weights: dict[str, float]) -> list[tuple[float, bool]]:
    """Return how likely the best candidate of each choice was, and whether it was right."""
    result = []
    for candidates, right in found:
        shares = probabilities(candidates, weights)
        best = max(range(len(shares)), key=lambda number: shares[number])
        if best < len(shares) - 1:
            result.append((shares[best], best == right))
        else:
            result.append((0.0, False))
    return result


def main() -> None:
    """Learn, print what held-back articles say, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    start = dict(references.weights())
    articles = [own for path in options.articles for own in choices(path)]
    held: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        train = [one for number, own in enumerate(articles) if number % FOLDS != fold for one in own]
        test = [one for number, own in enumerate(articles) if number % FOLDS == fold for one in own]
        held += report(test, fitted(train, start))
    every = [one for own in articles for one in own]
    for name, scored in (("as shipped", report(every, start)), ("held back", held)):
        sys.stdout.write(f"{name}: {sum(ok for _, ok in scored)} of {len(scored)} right;")
        for least in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            shown = [ok for share, ok in scored if share >= least]
            sys.stdout.write(f" ≥{least}: {sum(shown)}/{len(shown)}")
        sys.stdout.write("\n")
    weights = fitted(every, start)
    for name, weight in weights.items():
        sys.stdout.write(f"{name}\t{weight:.2f}\n")
    if options.write:
        path = Path(references.__file__).parent / "trained" / "pronouns.tsv"
        path.write_text("".join(f"{name}\t{weight:.2f}\n" for name, weight in weights.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
