"""From the network's numbers to reports: whole words, whole quotation marks, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import numpy as np

Range = tuple[int, int]
Span = tuple[int, int]

NONE, CONTENT, SOURCE, CUE = range(4)
OPENING = "“‘«„‹"
STRAIGHT = "\"'"
EDGES = ".,;:—–-"
"""What a content neither begins nor ends with; an ellipsis, a question and an exclamation mark stay."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One report: its parts as spans of the text, the span of its anchor, and how sure the tagger is of it."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    anchor: Span
    chance: float


BEGINS = np.array([1.0, 3.0, 1.0, 1.0])
"""What it costs, in logarithms of chances, that a run of words with a label begins."""


def smoothed(chances: Any) -> list[int]:
    """Return the likeliest labels of words [words, labels] where each run that begins has its price (Viterbi)."""
    scores = np.log(np.maximum(chances, 1e-6))
    best = scores[0] - BEGINS
    steps = []
    for row in scores[1:]:
        other = best.max() - BEGINS
        steps.append((best >= other, int(best.argmax())))
        best = np.maximum(best, other) + row
    label = int(best.argmax())
    labels = [label]
    for stays, before in reversed(steps):
        label = label if stays[label] else before
        labels.append(label)
    return labels[::-1]


class Decoder:
    """Turns labels of a text's words into reports."""

    def __init__(self, text: str, spans: Sequence[Span], begins: Sequence[bool]) -> None:
        """Take the text's words."""
        self.text, self.spans, self.begins = text, spans, begins

    def word(self, at: int) -> str:
        """Return the word."""
        return self.text[slice(*self.spans[at])]

    def spelled(self, run: Range) -> bool:
        """Tell whether a run has a letter or a digit in it."""
        return any(self.word(i)[0].isalnum() for i in range(*run))

    def report(self, anchor: int, first: int, labels: Sequence[int], chance: float) -> Tagged | None:
        """Return the report of an anchor from the labels of the words from ``first`` on; nothing without a content."""
        runs: dict[int, list[Range]] = {CONTENT: [], SOURCE: [], CUE: []}
        at = first
        for label, group in groupby(labels):
            end = at + len(list(group))
            if label != NONE and (self.spelled((at, end)) or label == CUE):
                runs[label].append((at, end))
            at = end
        contents = [part for run in self.joined(runs[CONTENT]) for part in self.paragraphs(run)]
        contents = [part for part in map(self.trimmed, contents) if part]
        if not contents:
            return None
        sources = self.joined(runs[SOURCE])
        # Of two sources the nearer one; a source in two pieces is rarer than a wrong one.
        source = min(sources, key=lambda run: max(run[0] - anchor, anchor - run[1], 0), default=None)
        cues = [run for run in runs[CUE] if self.spelled(run) or len(runs[CUE]) == 1]
        return Tagged(
            content=tuple(map(self.span, contents)),
            source=(self.span(source),) if source else (),
            cue=tuple(map(self.span, cues)),
            anchor=self.spans[anchor],
            chance=chance,
        )

    def span(self, run: Range) -> Span:
        """Return where a run of words stands."""
        return self.spans[run[0]][0], self.spans[run[1] - 1][1]

    def joined(self, runs: Sequence[Range]) -> list[Range]:
        """Join runs that have a single sign between them, in one paragraph."""
        result: list[Range] = []
        for run in runs:
            gap = range(result[-1][1], run[0]) if result else range(0)
            if (
                result
                and len(gap) <= 1
                and not any(self.word(i)[0].isalnum() or self.begins[i] for i in (*gap, run[0])[:-1])
            ):
                result[-1] = (result[-1][0], run[1])
            else:
                result.append(run)
        return result

    def paragraphs(self, run: Range) -> list[Range]:
        """Cut a run where a paragraph begins in it."""
        cuts = [run[0], *(i for i in range(run[0] + 1, run[1]) if self.begins[i]), run[1]]
        return list(pairwise(cuts))

    def trimmed(self, run: Range) -> Range | None:
        """Return the run without signs at its edges, quotation marks whole; nothing where no word is left."""
        first, last = run
        while first < last and self.word(first) in EDGES:
            first += 1
        while first < last and self.word(last - 1) in EDGES:
            last -= 1
        if first >= last or not self.spelled((first, last)):
            return None
        inside = [self.word(i) for i in range(first, last)]
        opened = sum(w in OPENING for w in inside) - sum(w in "”»›" for w in inside)
        odd = inside.count('"') % 2 == 1
        if (opened > 0 and "“" in inside) or odd:
            last = self.closed(last)
        if (opened < 0 or odd) and first > 0 and self.word(first - 1) in '“"«' and not self.begins[first]:
            first -= 1
        return first, last

    def closed(self, last: int) -> int:
        """Return the end of a content with the closing mark that follows it, if one does."""
        for at in range(last, min(last + 2, len(self.spans))):
            if self.begins[at] or self.word(at)[0].isalnum():
                break
            if self.word(at) in '”"»':
                return at + 1
        return last
