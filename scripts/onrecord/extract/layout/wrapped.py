"""Recognize a text whose lines were broken at a width, as in mail and on wires, and undo that for reading.

Such a text has one sentence over several lines.  What tells it from a poem, a list or a page of one sentence a line is
that its lines are full: the first word of the next one would not have fitted.  It is told for the text as a whole; in
one that is wrapped each break is then kept or not.  In any text a line that ends with a comma goes on in the next one
where that begins in lower case.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lexicon.lists import CAPITAL

LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|\Z)")
NARROWEST, WIDEST = 44, 100
"""Characters of the lines of a wrapped text: shorter lines are a poem's or a list's, longer ones whole paragraphs."""
FULL = 0.88
"""Of the width: a line is full when the next word would have made it longer than that."""
MOST = 0.75
"""Of the breaks inside sentences: so many come after a full line in a wrapped text."""
INSIDE = 0.4
"""Of all breaks: so many stand inside a sentence."""
LOWER = 0.4
"""Of the breaks inside sentences: after so many the next line begins in lower case."""
EMPTY_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r(?!\n)|\n)")
STOP = re.compile(r"[.!?…:](?:[\"”’')\]*_]|'')*\s*$")
BEGINS_ITEM = re.compile(
    rf"\s*(?:[•·▪■●◦*+>|#]|[-–—]{{1,2}}\s|\(?(?:\d{{1,2}}|[a-z])[.)]\s|(?:{CAPITAL}[\w.’'-]*\s){{0,3}}{CAPITAL}[\w.’'-]*:)"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A break between two lines that hold text: where it is, and what its two lines show."""

    start: int
    end: int
    length: int
    needed: int
    inside: bool
    lower: bool
    parts: bool
    comma: bool

    def full(self, width: float) -> bool:
        """Tell whether the first word of the next line would have made the line longer than that."""
        return self.needed > width


def broken(text: str) -> list[Broken]:
    """Return the breaks between lines with nothing empty between them."""
    lines = [match for match in LINE.finditer(text) if match.start() < len(text)]
    pairs = [(above, below) for above, below in pairwise(lines) if filled(above) and filled(below)]
    # The first line of a paragraph may be set in; all lines of a text may be.
    base = min((indent(below[0]) for _, below in pairs), default=0)
    found = []
    for before, after in pairs:
        above, below = text[before.start() : before.start(1)], text[after.start() : after.start(1)]
        length = len(above.rstrip())
        first = below.split(maxsplit=1)[0]
        stopped = bool(STOP.search(above))
        parts = indent(below) > base or (stopped and bool(BEGINS_ITEM.match(below)))
        found.append(
            Broken(
                start=before.start() + length,
                end=before.end(),
                length=length,
                needed=length + 1 + len(first),
                inside=not stopped and not parts,
                lower=first.lstrip("“\"'‘(")[:1].islower(),
                parts=parts,
                comma=above.rstrip().endswith(","),
            )
        )
    return found


def filled(line: re.Match[str]) -> bool:
    """Tell whether a line holds more than white space."""
    return bool(line[0].strip())


def indent(line: str) -> int:
    """Return how many characters of white space a line begins with."""
    return len(line) - len(line.lstrip())


def width_of(text: str, breaks: list[Broken]) -> int:
    """Return the width at which the lines of a text were broken, or nothing where they were not."""
    lengths = sorted(one.length for one in breaks)
    width = lengths[(len(lengths) * 9) // 10] if lengths else 0
    inside = [one for one in breaks if one.inside]
    if not NARROWEST <= width <= WIDEST or len(inside) < INSIDE * sum(not one.parts for one in breaks):
        return 0
    longer = sum(match.end() - match.start() > WIDEST + NARROWEST for match in LINE.finditer(text))
    full = sum(one.full(width * FULL) for one in inside)
    lower = sum(one.lower for one in inside)
    sure = full >= MOST * len(inside) and lower >= LOWER * len(inside) and longer <= len(breaks) / 10
    return width if sure else 0


def unwrapped(text: str) -> str:
    """Return the text with a space for each line break that only a width has made; every offset stays what it was.

    Any other text comes back as it is.  A break stays that ends a paragraph: after a line that is not full, before one
    that is set in or that begins an item of a list; and after a full stop where only the width tells.
    """
    breaks = broken(text)
    width = width_of(text, breaks)
    if not width:
        breaks = [one for one in breaks if one.comma and one.lower and one.inside]
    widest = max((one.length for one in breaks), default=0)
    apart = any(one.parts for one in breaks) or bool(EMPTY_LINE.search(text.strip()))
    pieces: list[str] = []
    at = 0
    for one in breaks:
        full = one.full(width * FULL if one.inside or apart else widest)
        if one.parts or not (full or (one.inside and one.lower)):
            continue
        pieces += (text[at : one.start], " " * (one.end - one.start))
        at = one.end
    return "".join((*pieces, text[at:]))
