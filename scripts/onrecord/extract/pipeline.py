"""The stages in their order: segment, quotations, units, parse, reports, speakers, assertions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.extract.kinds import SHOWN, kind_of, settled
from onrecord.extract.layout.lines import lines
from onrecord.extract.layout.wrapped import unwrapped
from onrecord.extract.nested import nested
from onrecord.extract.omissions import left_over, unstated
from onrecord.extract.quotations import Quotation, quotations
from onrecord.extract.reports.quoted import adopted
from onrecord.extract.reports.reports import Report, reports
from onrecord.extract.reports.turns import block, spoken
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import Clauses, parsed
from onrecord.extract.sentences.parse import parse
from onrecord.extract.sentences.segment import paragraphs, sentences
from onrecord.extract.sentences.units import units
from onrecord.extract.speakers.speakers import Speakers
from onrecord.extract.stretches import Stretches
from onrecord.extract.tagged import Both
from onrecord.extract.tagger.tagger import Reading
from onrecord.model.attribution import Attribution, Extraction, Kind, Span, touching

LONGEST = 500
"""Tokens of a unit that cues are looked for in; no sentence that means something is longer."""


def reported(
    text: str, bodies: Sequence[Span | None], clauses: Sequence[Clauses], turned: Mapping[int, Report]
) -> Iterator[Report]:
    """Yield the reports of every unit: those that layout makes, else those of its cues."""
    blocked = 0
    for number, item in enumerate(clauses):
        before = clauses[number - 1] if number else None
        if turn := turned.get(item.unit.paragraph):
            content = turn.content if not before or before.unit.paragraph != item.unit.paragraph else ()
            yield replace(turn, unit=number, content=content, quotations=frozenset(item.unit.masks.values()))
            continue
        if item.size > LONGEST or item.unit.span[0] < blocked:
            continue
        if special := block(text, bodies, before, item, number):
            blocked = special[-1].content[-1][1]
            yield from special
        else:
            yield from reports(item, number)


def extracted(text: str, *, model: str, read: Callable[[str], Reading] | None) -> Extraction:
    """Return what is read in an article by the rules and, where there is one, a tagger."""
    text = unwrapped(text)
    blocks = paragraphs(text)
    turned = spoken(text, blocks)
    page = lines(text, blocks, {n: (*r.source, *r.cue, *r.content) for n, r in turned.items()})
    bodies = [line.body for line in page]
    marks, warnings = quotations(text, [body for body in bodies if body])
    trees = parsed(units(text, bodies, marks), lambda some: parse(some, model=model))
    clauses = Stretches(trees, lambda item: item.size + 1)
    spans = [item.unit.span for item in clauses]  # once: to look through all that is packed takes its time
    placed = adopted(clauses, tuple(reported(text, bodies, clauses, turned)), marks)
    if read:
        placed = Both(text, clauses, spans, [body for body in bodies if body], marks, read(text)).together(placed)
    speakers = Speakers(text, clauses, spans, placed)
    said = [*attributed(text, speakers, placed, marks, model=model)]
    parts = (part for report in placed for part in (*report.content, *report.cue))
    reporting = {report.unit for report in placed} | {at for part in parts for at in touching(spans, part)}
    blocks_said = sorted(span for r in placed if r.rule is Rule.BLOCK_QUOTATION for span in r.content)
    for number, item in enumerate(clauses):
        silent = item.unit.masks or touching(blocks_said, item.unit.span)
        if number not in reporting and not silent and not unstated(text, item):
            said.append(Attribution(kind=Kind.ASSERTION, content=(item.unit.span,), rule=Rule.OWN_VOICE))
    cut = [sentence for line in page if line.body for sentence in sentences(text, line.body)]
    beside = [omitted for line in page for omitted in line.omitted]
    left = [*beside, *left_over(text, cut, clauses, spans, said)]
    return Extraction(
        paragraphs=blocks,
        sentences=tuple(sorted([*cut, *(part for one in beside for part in sentences(text, one.span))])),
        attributions=tuple(sorted(said, key=lambda a: (a.content, a.cue))),
        warnings=warnings,
        omitted=tuple(sorted(left, key=lambda one: one.span)),
    )


def attributed(
    text: str, speakers: Speakers, placed: Sequence[Report], marks: Sequence[Quotation], *, model: str
) -> Iterator[Attribution]:
    """Yield the reports with their speakers, and those that stand inside what they say."""
    quoted = sorted(part for mark in marks for part in mark.parts)
    outer: dict[int, Attribution] = {}
    telling = list(marks)
    for report in sorted((r for r in placed if r.content), key=lambda r: (r.unit, r.content)):
        kind, content = settled(text, report, marks, quoted)
        yield (one := speakers.attribute(report, kind, content))
        if report.rule in SHOWN:
            outer[len(telling)] = one
            telling.append(Quotation(content))
        else:
            outer |= dict.fromkeys(report.quotations, one)
    for inner in nested(text, telling, model=model):
        if inner.quotation in outer:
            kind = kind_of(text, inner.report.content, inner.quoted)
            yield speakers.nested(inner.report, kind, outer[inner.quotation])
