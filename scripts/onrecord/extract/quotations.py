"""Pair quotation marks: curly, straight, doubled single, angular and low ones, nested, left open, across paragraphs.

The outermost pair makes a quotation.  A double mark left open at the end of a paragraph goes on in the next one
when that begins with an opening mark (Chicago Manual of Style, 13.30); otherwise it is reported and taken to end
with its paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.lists import CAPITAL, any_of, words
from onrecord.model.attribution import Span, Warned

MARK = re.compile(r"''|``|’’|‘‘|,,(?=\w)|[“”\"„«»‹›]")
CLOSERS = {
    "“": ("”", '"', "“", "’’", "''"),
    "”": ("”", '"', "’’"),
    '"': ('"', "”", "’’", "''"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "''": ("''", '"', "’’"),
    "``": ("''", '"', "``", "’’"),
    "‘‘": ("’’", "''", "”"),
    ",,": ("''", '"', "”", "“", "’’"),
    "‹": ("›",),
}
BOTH = ('"', "''", "``", "“", "”")
"""Marks that close what they have opened."""
EITHER = ('"', "''", "”", "»")
"""Marks that open where white space or nothing stands before them and a word after."""
MOST_OPEN = 5
"""Paragraphs of a quotation that begin with no mark of their own before the one that closes it."""
SINGLE_MARK = re.compile("[‘’']")
OPENING_MARKS = tuple("“\"„«‘'")
BEFORE_OPENING = frozenset("([{—–-/“\"‘«„'…>*_")
ELISION = re.compile(rf"(?:\d\ds?|{any_of(words('elisions'))})\b", re.IGNORECASE)
FRAME = re.compile(
    rf",\s(?:(?:he|she|they)\s\w+|(?:{CAPITAL}[\w’'.-]+\s){{1,4}}{any_of(words('plain_cues'))}\b"
    r"|(?:said|says|wrote)\s\w)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between a pair of marks, marks included: one part a paragraph.

    ``closed`` when the last mark is there, ``repaired`` when the place of a missing one had to be guessed.
    """

    parts: tuple[Span, ...]
    closed: bool = True
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """One paragraph's pairs, where a mark is left ``opened``, and the end of one that is ``missing`` its pair."""

    pairs: list[Span]
    opened: int | None
    missing: int | None
    single: bool


@dataclass(slots=True)
class Reader:
    """Reads one paragraph's marks from left to right; ``opened`` is where an open double mark stood."""

    text: str
    start: int
    end: int
    found: list[Span]
    opened: int | None = None
    opener: str = ""
    missing: int | None = None

    def opens(self, at: int, after: int) -> bool:
        """Tell whether a mark that has no direction opens, by the white space around it."""
        before = at == self.start or self.text[at - 1].isspace() or self.text[at - 1] in BEFORE_OPENING
        return before and after < self.end and not self.text[after].isspace()

    def closes(self, mark: str, at: int, after: int) -> bool:
        """Tell whether the mark ends the quotation that is open."""
        if mark not in CLOSERS.get(self.opener, ()):
            return False
        return mark != self.opener or (mark in BOTH and not self.reopens(at, after))

    def reopens(self, at: int, after: int) -> bool:
        """Tell whether a straight mark inside an open quotation can only be an opening one."""
        apart = at > self.start and self.text[at - 1].isspace()
        return apart and after < self.end and (self.text[after].isalnum() or self.text[after] in "[‘'")

    def double(self, mark: str, at: int, after: int, *, lonely: bool = False) -> None:
        """Take one double mark; ``lonely`` when the next mark can only close."""
        if self.opened is None:
            straight = mark in EITHER and self.opens(at, after)
            forced = mark == '"' and lonely and self.text[at - 1] in ",:"
            if straight or forced or mark in ("“", "„", "«", "‹", "``", "‘‘", ",,"):
                self.opened, self.opener = at, mark
            elif self.missing is None and mark in ('"', "”", "''", "’’") and not self.found:
                self.missing = after
        elif self.closes(mark, at, after):
            self.found.append((self.opened, after))
            self.opened = None
        elif mark == self.opener and (mark == "“" or mark == '"'):
            said = self.text[self.opened : at].rstrip()
            if said.endswith((".", "!", "?", "…")):  # a paragraph's end, where a page has run its paragraphs together
                self.found.append((self.opened, self.opened + len(said)))
            self.opened = at


def apostrophe(text: str, at: int) -> bool:
    """Tell whether the single mark stands between two letters or begins a shortened word."""
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return inside or bool(text[at] != "‘" and ELISION.match(text, at + 1) and (at == 0 or not text[at - 1].isalnum()))


def single_spans(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """Return the pairs of single marks of a stretch that has no double ones, and where one is left open.

    Apostrophes are told apart: a mark after a full stop or comma closes for certain; one after a letter may be a
    plural's apostrophe, and is passed over when a certain one comes before the next opening mark.
    """
    found: list[Span] = []
    opened: int | None = None
    maybe: int | None = None
    for at in (match.start() for match in SINGLE_MARK.finditer(text, start, end)):
        if apostrophe(text, at):
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if text[at] != "’" and (before.isspace() or before in BEFORE_OPENING) and not after.isspace():
            if opened is not None and maybe is not None:
                found.append((opened, maybe + 1))
            opened, maybe = at, None
        elif opened is not None and text[at] != "‘" and not before.isspace():
            if before in ",.?!…;—" or (before != "s" and not after.isalnum()):
                found.append((opened, at + 1))
                opened = maybe = None
            elif maybe is None:
                maybe = at
    if opened is not None and maybe is not None:
        found.append((opened, maybe + 1))
        opened = None
    return found, opened


def read_paragraph(text: str, span: Span) -> Marks:
    """Pair the marks of one paragraph: the double ones, then the single ones outside them."""
    reader = Reader(text, *span, [])
    found = list(MARK.finditer(text, *span))
    for match, after in zip(found, [*found[1:], None], strict=False):
        lonely = after is not None and after.group() == '"' and not reader.opens(*after.span())
        reader.double(match.group(), *match.span(), lonely=lonely)
    stop = span[1] if reader.opened is None else reader.opened
    edges = [span[0], *(edge for pair in reader.found for edge in pair), stop]
    pairs = [wrapped(text, pair) for pair in reader.found]
    single: int | None = None
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        inner, single = single_spans(text, start, end)
        pairs += inner
    opened = single if reader.opened is None else reader.opened
    return Marks(sorted(pairs), opened, reader.missing, single=opened is not reader.opened)


def wrapped(text: str, pair: Span) -> Span:
    """Return a pair of double marks with single ones right around it."""
    start, end = pair
    around = start > 0 and text[start - 1] in "'‘" and text[end : end + 1] in ("'", "’")
    return (start - 1, end + 1) if around and not text[max(0, start - 2)].isalnum() else pair


def opening_mark(text: str, span: Span) -> str:
    """Return the opening mark that the paragraph begins with, or nothing."""
    first = text[span[0] : span[1]].lstrip()[:2]
    return first if first in ("''", "``") else first[:1] if first[:1] in OPENING_MARKS else ""


def repaired_end(text: str, start: int, end: int) -> int:
    """Return where a quotation that is never closed most likely ends: before "he said", else with its paragraph."""
    frame = FRAME.search(text, start, end)
    return frame.start() + 1 if frame else end


def repaired_start(text: str, span: Span, at: int) -> int | None:
    """Return where a quotation without an opening mark begins: with its paragraph, if a stop is before the mark."""
    if at - span[0] < 3 or text[at - 2] not in ",.?!…":
        return None
    return at - len(text[span[0] : at].lstrip())


def is_reopened(text: str, spans: Sequence[Span], opened: int | None, end: int) -> bool:
    """Tell whether the second paragraph begins with the mark that the first leaves open."""
    if opened is None or len(spans) < 2 or end - opened <= 2:
        return False
    return opening_mark(text, spans[1]) == opening_mark(text, (opened, end))


def run_on(text: str, spans: Sequence[Span], read: list[Marks]) -> set[int]:
    """Join the paragraphs of quotations that have a mark at their start and their end only; return all but the last.

    A paragraph in between has no mark: it is made to look as if its first word had one.
    """
    result: set[int] = set()
    for opened in range(len(read)):
        last = closed_in(read, opened)
        for at in range(opened + 1, last + 1):
            first = spans[at][1] - len(text[slice(*spans[at])].lstrip())
            missing = read[at].missing
            if missing is None:
                read[at] = replace(read[at], opened=first)
            else:
                later = (pair for pair in read[at].pairs if pair[0] >= missing)
                read[at] = replace(read[at], pairs=[(first, missing), *later], missing=None)
        result |= set(range(opened, last))
    return result


def closed_in(read: Sequence[Marks], opened: int) -> int:
    """Return the paragraph that closes what another leaves open, with no mark between them; else that one itself."""
    if read[opened].opened is None or read[opened].single:
        return opened
    for at in range(opened + 1, min(opened + MOST_OPEN, len(read))):
        marks = read[at]
        if marks.missing is not None and not marks.single:
            return at
        if marks.pairs or marks.opened is not None:
            break
    return opened


def quotations(text: str, spans: Sequence[Span]) -> tuple[tuple[Quotation, ...], tuple[Warned, ...]]:
    """Return an article's outermost quotations, given its paragraphs, and a warning for each mark without its pair."""
    result: list[Quotation] = []
    warnings: list[Warned] = []
    running: list[Span] = []

    def unclosed(at: int) -> None:
        warnings.append(Warned(offset=at, message="quotation mark is never closed"))

    read = [read_paragraph(text, span) for span in spans]
    ongoing = run_on(text, spans, read)
    for i, (span, marks) in enumerate(zip(spans, read, strict=True)):
        pairs, end = marks.pairs, span[0] + len(text[span[0] : span[1]].rstrip())
        goes_on = i in ongoing or is_reopened(text, spans[i : i + 2], marks.opened, end)
        if marks.missing is not None and (start := repaired_start(text, span, marks.missing)) is not None:
            warnings.append(Warned(offset=marks.missing - 1, message="closing quotation mark without an opening one"))
            result.append(Quotation(((start, marks.missing),), repaired=True))
            pairs = [pair for pair in pairs if pair[0] >= marks.missing]
        if running and pairs:
            result.append(Quotation((*running, pairs[0])))
            running, pairs = [], pairs[1:]
        result += (Quotation((pair,)) for pair in pairs)
        if goes_on and marks.opened is not None:
            running.append((marks.opened, end))
        elif running:
            unclosed(running[0][0])
            result.append(Quotation((*running, (span[0] if marks.opened is None else marks.opened, end)), closed=False))
            running = []
        elif marks.opened is not None and (not marks.single or text[marks.opened] == "‘"):
            unclosed(marks.opened)
            if not marks.single:
                result.append(
                    Quotation(((marks.opened, repaired_end(text, marks.opened, end)),), closed=False, repaired=True)
                )
    kept = (q for q in result if sum(end - start for start, end in q.parts) > 2)
    return tuple(sorted(kept, key=lambda q: q.parts)), tuple(sorted(warnings, key=lambda w: w.offset))
