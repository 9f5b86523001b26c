"""Cut a text into the tagger's words and each word into the pieces of its vocabulary.

A word is a run of letters and digits or a single other sign, as BERT's basic tokenizer has them; pieces are WordPiece's
(Schuster & Nakajima 2012): the longest known beginning, then the longest known continuation.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import overload

Span = tuple[int, int]

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
LONGEST = 60
"""Letters of a word that has pieces; a longer one is unknown as a whole."""
BEGIN, END, UNKNOWN = "<s>", "</s>", "[UNK]"


class Spans(Sequence[Span]):
    """Where words stand, in eight bytes each."""

    def __init__(self) -> None:
        """Begin with none."""
        self.edges = array("i")

    def append(self, span: Span) -> None:
        """Take in where another word stands."""
        self.edges.extend(span)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.edges) // 2

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Span, ...]: ...

    def __getitem__(self, at: int | slice) -> Span | tuple[Span, ...]:
        """Return where a word stands, or several."""
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        if not 0 <= at < len(self):
            msg = f"word {at} of {len(self)}"
            raise IndexError(msg)
        return self.edges[2 * at], self.edges[2 * at + 1]


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words side by side: where each stands, what it looks like, and whether it begins a paragraph."""

    spans: Sequence[Span]
    shapes: Sequence[int]
    begins: Sequence[bool]


def case(word: str) -> int:
    """Return a number for what the word's letters look like."""
    if not word[0].isalnum():
        return 6
    if word.isdigit():
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    return 1 if word.istitle() else 4 if word.lower() != word else 7


def words(text: str) -> Words:
    """Return the text's words."""
    spans = Spans()
    shapes = bytearray()
    begins: list[bool] = []
    before = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        gap = text[before:start]
        begin = not spans or "\n" in gap or "\r" in gap
        spans.append((start, end))
        begins.append(begin)
        shapes.append(case(match.group()) * 4 + begin * 2 + (not gap))
        before = end
    return Words(spans, shapes, begins)


class Pieces:
    """The vocabulary: a word's pieces as numbers."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the pieces in the order of their numbers."""
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.begin, self.end = self.numbers[BEGIN], self.numbers[END]
        self.unknown = self.numbers[UNKNOWN]
        self.of = lru_cache(maxsize=50_000)(self._of)

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        """Read a vocabulary, one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def _of(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
        if not plain or len(plain) > LONGEST:
            return (self.unknown,)
        result: list[int] = []
        start = 0
        while start < len(plain):
            prefix = "##" if start else ""
            ends = range(len(plain), start, -1)
            found = next((end for end in ends if prefix + plain[start:end] in self.numbers), None)
            if found is None:
                return (self.unknown,)
            result.append(self.numbers[prefix + plain[start:found]])
            start = found
        return tuple(result)
