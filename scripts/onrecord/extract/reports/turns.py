"""Find reports that layout makes: labeled turns of a transcript, block quotations, "Name: ..." headlines."""

import re
from collections.abc import Sequence

from onrecord.extract.reports.quoted import block_introduced
from onrecord.extract.reports.reports import Report
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, Clauses
from onrecord.model.attribution import Span

LABEL = re.compile(
    r"\s*[\u201c\"]?(?P<open>[*_]{0,3})(?P<label>(?:[A-Z][A-Z.]*\.?\s+)?(?:(?:O[\u2019']|Mc|Mac|[DL][\u2019'])?[A-Z][A-Z.\u2019'-]+)(?:\s+[A-Z][A-Z.\u2019'-]+){0,3}"
    r"|[QA]|[A-Z][\w\u2019'.-]+(?:\s+[A-Z][\w\u2019'.-]+){0,3})(?P<close>[*_]{0,3}):(?P<after>[*_]{0,3})\s+(?=\S)"
)
HEADLINES = 2
"""Paragraphs at the start of an article that may be a headline and its second deck."""


def label_at(text: str, paragraph: Span) -> re.Match[str] | None:
    """Return the match of a turn's label at the start of the paragraph, if it looks like one."""
    match = LABEL.match(text, *paragraph)
    return match if match and match.end() < paragraph[1] and text[match.end()] not in '\u201c"\u2018\u00ab' else None


def certain(match: re.Match[str]) -> bool:
    """Tell whether the label alone shows a turn: capitals, one of Q and A, or bold type."""
    label, bold = match["label"], match["open"] and (match["close"] or match["after"])
    return label in ("Q", "A") or (label.upper() == label and len(label) > 2) or bool(bold)


def turns(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the turns of a transcript by the number of their paragraph.

    A label in capitals, in bold or of Q and A counts when the article has two; a name in plain letters when the
    article has three, of two people at least.
    """
    matches = {n: m for n, p in enumerate(paragraphs) if (m := label_at(text, p))}
    sure = {n for n, m in matches.items() if certain(m)}
    plain = [m["label"] for n, m in matches.items() if n not in sure and n > 0]
    counted = plain if len(plain) >= 3 and 2 <= len(set(plain)) < len(plain) else []
    result = {}
    for number, match in matches.items():
        if not ((number in sure and len(sure) >= 2) or (number > 0 and match["label"] in counted)):
            continue
        end = paragraphs[number][0] + len(text[slice(*paragraphs[number])].rstrip())
        if match.end() < end:
            colon = match.end("close"), match.end("close") + 1
            result[number] = Report(((match.end(), end),), (match.span("label"),), (colon,), Rule.TRANSCRIPT_TURN, -1)
    return result


def headline(clauses: Clauses, number: int) -> Report | None:
    """Return the report of a headline such as "Senator: The bill is dead"."""
    colon = next((i for i in range(min(clauses.size, 9)) if clauses.lower[i] == ":"), None)
    if not colon or colon + 3 > clauses.size or clauses.unit.paragraph >= HEADLINES:
        return None
    if any(clauses.parse.tags[i] in FINITE or clauses.masked(i) for i in range(colon)):
        return None
    if not clauses.finite(colon + 1, clauses.size - 1) or not clauses.unit.words[0][0].isupper():
        return None
    content = clauses.spans(colon + 1, clauses.last_word())
    masks = clauses.quotations(colon, clauses.size - 1)
    return Report(content, clauses.spans(0, colon - 1), (clauses.unit.spans[colon],), Rule.COLON, number, masks)


def block(before: Clauses | None, clauses: Clauses, number: int, paragraph: Span) -> Report | None:
    """Return the report of a paragraph without marks that follows a cue and a colon."""
    if before is None or before.unit.paragraph == clauses.unit.paragraph or clauses.unit.masks:
        return None
    found = block_introduced(before, quoted=False)
    return Report((paragraph,), *found, number) if found else None
