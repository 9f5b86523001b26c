"""Tells how another article words the same quotation: which words it lacks, has besides, or has in place of others."""

from collections.abc import Sequence

from onrecord.text.difference import word_difference
from onrecord.text.fold import fold

SHOWN = 4
"""How many differences are told at most."""
LONGEST = 8
"""Of more words than this in a row only the first and the last few are told."""
_ENDS = 3
_MARKS = " ,;:!?…—–-\"“”„‟«»‹›'‘’‚()[]"

Pieces = tuple[tuple[str, str], ...]
"""What was done ("=", "-", "+") and the words, as `onrecord.text.difference.word_difference` gives them."""


def difference(here: Sequence[str], there: Sequence[str]) -> Pieces:
    """The pieces that both have ("="), that only ``here`` has ("-") and that only ``there`` has ("+"), in order.

    Takes the words of each content span and gives them as they stand, those that both have as they stand here.
    Capitals, marks and accents make no difference.
    """
    old, new = _Tokens(here), _Tokens(there)
    pieces = []
    for sign, words in word_difference(" ".join(old.folded), " ".join(new.folded)):
        count = len(words.split(" "))
        taken = new.take(count) if sign == "+" else old.take(count)
        if sign == "=":
            new.take(count)
        pieces.append((sign, taken))
    return tuple(pieces)


def told(pieces: Pieces) -> str:
    """What `difference` found, in words: what follows "also quoted in TITLE, " ("with “grain” in place of “oil”")."""
    changes: list[str] = []
    lacking = ""
    for sign, words in (*pieces, ("=", "")):
        if sign == "-":
            lacking = _quoted(words)
            continue
        if sign == "+":
            changes.append(f"with {_quoted(words)}" + (f" in place of {lacking}" if lacking else ""))
        elif lacking:
            changes.append(f"without {lacking}")
        lacking = ""
    if not changes:
        return "word for word"
    left = len(changes) - SHOWN
    if left > 1:
        changes[SHOWN:] = [f"{left} more differences"]
    return changes[0] if len(changes) == 1 else f"{', '.join(changes[:-1])} and {changes[-1]}"


class _Tokens:
    """A text between blanks, and its folded words, each with the place of the token that it is in."""

    def __init__(self, spans: Sequence[str]) -> None:
        self._tokens = " ".join(spans).split()
        self.folded: list[str] = []
        self._owners: list[int] = []
        for number, token in enumerate(self._tokens):
            words = fold(token)
            self.folded += words
            self._owners += [number] * len(words)
        self._at = 0

    def take(self, count: int) -> str:
        """The tokens that hold the next ``count`` folded words."""
        owners = self._owners[self._at : self._at + count]
        self._at += count
        return " ".join(self._tokens[owners[0] : owners[-1] + 1])


def _quoted(words: str) -> str:
    parts = words.split()
    if len(parts) > LONGEST:
        words = " ".join((*parts[:_ENDS], "…", *parts[-_ENDS:]))
    words = words.strip(_MARKS)
    # Initials keep their last stop: "U.S."
    if words.endswith(".") and "." not in words.rsplit(" ", 1)[-1][:-1]:
        words = words.rstrip("." + _MARKS)
    return f"“{words}”"
