"""Tell of each line of a page whether it holds sentences of the article, and from where to where.

What no reader would call a statement of the article is left out before anything is looked for in it, and each piece
that is left out has its reason.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.layout.leads import LIST_MARK, leads
from onrecord.extract.layout.notices import byline, clutter
from onrecord.lexicon.lists import CAPITAL, any_of, verbs
from onrecord.model.attribution import Omission, Omitted, Span

STOP = re.compile(r"[.!?…](?:[\"”’'»)\]*_]|\[\d+\])*\s*$")
SHORT_FORM = re.compile(r"(?:\b[A-Z]\.|\b[ap]\.m\.|\b(?:Inc|Co|Corp|Jr|Sr|Ltd|No|St|vs)\.)\s*$")
GOES_ON = re.compile(r"[:,;–—―-]\s*$")
MARKS = re.compile(r"[“”\"«»„]|''|(?<!\w)[‘'](?=\w)")
AUTHOR = re.compile(rf"{CAPITAL}[\w’'-]+(?: (?:[a-z]{{2,3}} )?{CAPITAL}[\w’'.-]*){{1,3}}")
HEAD = 8
"""Lines at the start of a page among which the line that says who wrote is looked for."""
LONGEST_HEAD = 45
LATE = 6
"""Lines at the end of a page where authors are introduced."""
LISTED = re.compile(rf"\b{any_of(verbs('cue_verbs'))}(?: [^\s:.]+){{0,4}}:\Z")
"""How a line ends that brings in a list of what somebody says: "The mayor also said:"."""
LONGEST_HEADING = 25
"""Words of a line without a full stop that is a heading or a link; a longer one has only lost its stop."""


@dataclass(frozen=True, slots=True)
class Line:
    """What of a paragraph is read as text of the article, if anything, and what is left out of it."""

    body: Span | None
    omitted: tuple[Omitted, ...] = ()


def lines(text: str, paragraphs: Sequence[Span], spoken: Mapping[int, Sequence[Span]]) -> tuple[Line, ...]:
    """Return the lines of a page; the ``spoken`` ones are known to be somebody's words, with what is read of them."""
    first = head(text, paragraphs, spoken)
    authors = signed_by(text, paragraphs[1:first])
    found: list[Line] = []
    listing = False
    for number, span in enumerate(paragraphs):
        before = text[slice(*paragraphs[number - 1])].rstrip() if number else ""
        item = bool(LIST_MARK.match(text, *span))
        listing = item and (listing or bool(LISTED.search(before)))
        introduced = before.endswith(":") or listing
        if number in spoken:
            # What stands before a name that labels a turn is the page's.
            begins = [start for start, _ in spoken[number] if span[0] <= start < span[1]]
            found.append(Line((min(begins, default=span[0]), span[1])))
        elif number < first:
            found.append(left_out(text, span, Omission.BYLINE if byline(text, span) else Omission.HEADLINE))
        elif (number or len(paragraphs) > 1) and not introduced and is_heading(text, paragraphs, number):
            late = number >= len(paragraphs) - LATE
            begun = clutter(text, span, late=late)
            found.append(left_out(text, span, begun[1] if begun and begun[0] == span[0] else Omission.HEADLINE))
        else:
            late = number >= len(paragraphs) - LATE
            above = text[slice(*paragraphs[number - 1])].strip() if number else ""
            named = [*authors, above] if AUTHOR.fullmatch(above) else authors  # a box with who wrote the article
            if late and any(text.startswith(name, span[0]) for name in named):
                found.append(left_out(text, span, Omission.BYLINE))
            else:
                found.append(line(text, span, late=late, introduced=introduced))
    return tuple(found)


def signed_by(text: str, above: Sequence[Span]) -> list[str]:
    """Return the names of two words or more in the lines between a headline and its article."""
    said = (re.sub(r"^\s*(?:By|BY|Words|From)\b:?", "", text[slice(*span)]) for span in above)
    return [name[0].title() if name[0].isupper() else name[0] for one in said for name in AUTHOR.finditer(one)]


def left_out(text: str, span: Span, reason: Omission) -> Line:
    """Return a line that is left out as a whole."""
    if not re.search(r"\w", text[slice(*span)]):
        return Line(None)
    return Line(None, (Omitted(span=trim(text, span), reason=reason),))


def trim(text: str, span: Span) -> Span:
    """Return a span that holds more than white space without that at its edges."""
    said = text[slice(*span)]
    start = span[0] + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def line(text: str, span: Span, *, late: bool, introduced: bool) -> Line:
    """Return a line of text without the notice at its end and without what stands before its first sentence."""
    begun = None if introduced else clutter(text, span, late=late)
    after: tuple[Omitted, ...] = ()
    if begun:
        if not re.search(r"\w", text[span[0] : begun[0]]):
            return left_out(text, span, begun[1])
        after = (Omitted(span=trim(text, (begun[0], span[1])), reason=begun[1]),)
        span = (span[0], begun[0])
    start, before = leads(text, span)
    return Line((start, span[1]), (*before, *after))


def head(text: str, paragraphs: Sequence[Span], spoken: Container[int]) -> int:
    """Return how many lines stand above the article: its headline and all down to who wrote it and when."""
    if len(paragraphs) < 2 or 0 in spoken or not is_heading(text, paragraphs, 0, strict=True):
        return 0
    result = 1 if is_heading(text, paragraphs, 0) else 0
    for number in range(1, min(HEAD, len(paragraphs) - 1)):
        span = paragraphs[number]
        if number in spoken or text[slice(*span)].count(" ") > LONGEST_HEAD:
            break
        if byline(text, span):
            result = number + 1
    return result


def is_heading(text: str, paragraphs: Sequence[Span], number: int, *, strict: bool = False) -> bool:
    """Tell whether a line without a full stop is a heading or a link rather than a sentence that lost its stop.

    ``strict`` looks at a headline that a byline follows: one may end in a short form, or be a whole quotation.
    """
    said = text[slice(*paragraphs[number])].rstrip()
    shouted = said.isupper() and said.endswith(("...", "…"))
    stops = bool(STOP.search(said)) and not shouted and not (strict and SHORT_FORM.search(said))
    if stops or GOES_ON.search(said) or said.count(" ") >= LONGEST_HEADING:
        return False
    if number + 1 < len(paragraphs) and text[slice(*paragraphs[number + 1])].lstrip()[:1].islower():
        return False
    return number == 0 or not MARKS.search(said)
