"""The stages in their order: segment, quotations, units, parse, reports, speakers, assertions."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.quotations import quotations
from onrecord.extract.reports.quoted import adopted, whole
from onrecord.extract.reports.reports import Report, reports
from onrecord.extract.reports.turns import block, headline, turns
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, Clauses
from onrecord.extract.sentences.parse import parse
from onrecord.extract.sentences.segment import paragraphs, sentences, trimmed
from onrecord.extract.sentences.units import WORDS, units
from onrecord.extract.speakers.speakers import Speakers
from onrecord.lexicon.lists import any_of, words
from onrecord.model.attribution import Attribution, Extraction, Kind, Span

STATES = re.compile(r"[.!…](?:[\"”’')\]]|\[\d+\])*$")
CAPTION = re.compile(rf"\b{any_of(words('caption_labels'))}s?: ?\S|^{any_of(words('notice_starts'))}\b")


def boilerplate(text: str) -> bool:
    """Tell whether the sentence is a caption, a credit or a standing notice."""
    return bool(CAPTION.search(text)) or any(phrase in text.lower() for phrase in words("boilerplate"))


def asserts(text: str, clauses: Clauses) -> bool:
    """Tell whether the unit, which reports nothing, states something checkable."""
    said = text[slice(*clauses.unit.span)]
    if not STATES.search(said) or clauses.size < 4 or boilerplate(said):
        return False
    own = [i for i in range(clauses.size) if not clauses.masked(i)]
    finite = any(clauses.parse.tags[i] in FINITE or clauses.parse.labels[i].startswith("nsubj") for i in own)
    # A sentence has a verb: a participle that could as well be the past tense ("opened") is it where nothing else is.
    finite = finite or any(clauses.parse.tags[i] == "VBN" and clauses.lower[i].endswith("ed") for i in own)
    return finite and clauses.parse.tags[0] != "VB"


def assertions(text: str, clauses: Sequence[Clauses], reported: frozenset[int]) -> tuple[Span, ...]:
    """Return the spans of the sentences that assert, given the numbers of the units that report."""
    return tuple(
        item.unit.span for number, item in enumerate(clauses) if number not in reported and asserts(text, item)
    )


LONGEST = 500
"""Tokens of a unit that cues are looked for in; no sentence that means something is longer."""


def kind_of(text: str, content: tuple[Span, ...], quoted: Sequence[Span], starts: Sequence[int]) -> Kind:
    """Return the kind by how many of the content's words stand inside quotation marks: all, some or none.

    ``starts`` are the starts of the sorted ``quoted`` spans.
    """
    inside = outside = 0
    for start, end in content:
        for match in WORDS.finditer(text, start, end):
            at = bisect_right(starts, match.start()) - 1
            if at >= 0 and match.start() < quoted[at][1]:
                inside += 1
            else:
                outside += 1
    if not inside:
        return Kind.INDIRECT
    return Kind.MIXED if outside else Kind.DIRECT


def reported(text: str, blocks: Sequence[Span], clauses: Sequence[Clauses]) -> Iterator[Report]:
    """Yield the reports of every unit: those that layout makes, else those of its cues."""
    turned = turns(text, blocks)
    blocked = -1
    for number, item in enumerate(clauses):
        turn = turned.get(item.unit.paragraph)
        if turn:
            inside = frozenset(item.unit.masks.values())
            first = number == 0 or clauses[number - 1].unit.paragraph != item.unit.paragraph
            yield replace(turn, unit=number, content=turn.content if first else (), quotations=inside)
            continue
        if item.unit.paragraph == blocked:
            continue
        before = clauses[number - 1] if number else None
        paragraph = trimmed(text, *blocks[item.unit.paragraph]) or item.unit.span
        special = headline(item, number) or block(before, item, number, paragraph)
        if item.size > LONGEST:
            continue
        if special:
            blocked = item.unit.paragraph if special.rule is Rule.BLOCK_QUOTATION else blocked
            yield special
        else:
            yield from reports(item, number)


def extract(text: str, *, model: str | None = None) -> Extraction:
    """Return the paragraphs, sentences and attributions of an article.

    ``model`` names an installed spaCy pipeline to parse with instead of the shipped one.  Any text is fine, an
    empty one too; offsets count code points of ``text``.
    """
    blocks = paragraphs(text)
    marks, warnings = quotations(text, blocks)
    pieces = units(text, blocks, marks)
    trees = parse([unit.words for unit in pieces], model=model)
    clauses = tuple(Clauses(u, t, tuple(w.lower() for w in u.words)) for u, t in zip(pieces, trees, strict=True))
    found = tuple(reported(text, blocks, clauses))
    placed = adopted(clauses, found, marks)
    quoted = sorted(part for mark in marks for part in mark.parts)
    starts = [start for start, _ in quoted]
    speakers = Speakers(text, clauses)
    said: list[Attribution] = []
    for report in sorted((r for r in placed if r.content), key=lambda r: (r.unit, r.content)):
        turn = report.rule is Rule.TRANSCRIPT_TURN
        content = report.content if turn else whole(report, marks)
        kind = Kind.DIRECT if turn or report.rule is Rule.BLOCK_QUOTATION else kind_of(text, content, quoted, starts)
        said.append(speakers.attribute(report, kind, content))
    reporting = frozenset(report.unit for report in placed)
    blocked = {clauses[r.unit].unit.paragraph for r in placed if r.rule is Rule.BLOCK_QUOTATION}
    silent = {n for n, c in enumerate(clauses) if c.unit.masks or c.unit.paragraph in blocked}
    own = assertions(text, clauses, reporting | silent)
    said += [Attribution(kind=Kind.ASSERTION, content=(span,), rule=Rule.OWN_VOICE) for span in own]
    return Extraction(
        paragraphs=blocks,
        sentences=tuple(s for block in blocks for s in sentences(text, block)),
        attributions=tuple(sorted(said, key=lambda a: (a.content, a.cue))),
        warnings=warnings,
    )
