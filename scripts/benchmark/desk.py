"""How many of the mistakes stand at the beginning of the desk's queue: ``python -m benchmark.desk``.

The articles of each gold file are one archive.  A statement that is found is a mistake unless it is wholly right by the
score's own measure; what the gold ignores is neither.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.desk.queue import doubt
from onrecord.evaluate.gold import Document, Labeled, predicted, read
from onrecord.evaluate.report import SHARED, read_by
from onrecord.evaluate.scoring import ALL, KINDS, score_document
from onrecord.model.attribution import Attribution
from onrecord.model.options import ACCURATE

GOLD = ("news_dev", "wikinews_dev")


@dataclass(frozen=True, slots=True)
class Beginning:
    """Statements in the queue, mistakes among them, and mistakes among its first tenth."""

    statements: int
    mistakes: int
    first: int

    @property
    def share(self) -> float:
        """What the first tenth has of all mistakes, between 0 and 1."""
        return self.first / self.mistakes if self.mistakes else 0.0


def beginning(documents: Iterable[Document], model: str = ACCURATE) -> Beginning:
    """What stands at the beginning of the queue of an archive of these articles."""
    rows = sorted(
        ((doubt(_row(document, one)), wrong) for document in documents for one, wrong in _told(document, model)),
        key=lambda row: row[0],
    )
    wrong = [is_wrong for _, is_wrong in rows]
    return Beginning(len(wrong), sum(wrong), sum(wrong[: len(wrong) // 10]))


def _told(document: Document, model: str) -> Iterator[tuple[Attribution, bool]]:
    """Each statement that is found and counts, and whether it is a mistake: without it as much is right."""
    found = read_by(model, document).attributions
    labels = predicted(found)
    whole = _counts(document, labels)
    for number, one in enumerate(found):
        without = _counts(document, labels[:number] + labels[number + 1 :])
        if without["predicted", ALL] < whole["predicted", ALL]:
            yield one, without["whole predicted", ALL] == whole["whole predicted", ALL]


def _counts(document: Document, labels: tuple[Labeled, ...]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    score_document(document, labels, counts, KINDS)
    return counts


def _row(document: Document, one: Attribution) -> dict[str, object]:
    text = " ".join(document.text[start:end] for start, end in one.content)
    return {"kind": str(one.kind), "speaker": one.speaker, "certainty": one.certainty, "text": text}


def main() -> None:
    """Print a line for each gold file."""
    for name in GOLD:
        found = beginning(read(SHARED / f"{name}.jsonl"))
        sys.stdout.write(
            f"{name:14}{found.statements:6,} statements {found.mistakes:5,} mistakes, "
            f"{found.first:4,} of them in the first tenth: {100 * found.share:.0f} %\n"
        )


if __name__ == "__main__":
    main()
