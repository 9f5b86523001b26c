"""Apply the rule families to a unit: each gives reports, source and cue and content as spans of the article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.attribution import Span
from onrecord.extract.clauses import Clauses, Range
from onrecord.extract.contents import Content, Frame, content
from onrecord.extract.cues import cues
from onrecord.extract.rules import Rule
from onrecord.extract.sources import STARTS, phrase, source


@dataclass(frozen=True, slots=True)
class Report:
    """Source, cue and content of one report, before its speaker is known."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: Rule
    unit: int
    quotations: frozenset[int] = frozenset()


def of_frame(clauses: Clauses, frame: Frame, found: Content, number: int) -> Report | None:
    """Turn token ranges into spans of the article."""
    spans: list[Span] = []
    for first, last in found.ranges:
        spans += clauses.spans(first, last)
    if not spans:
        return None
    cue_last = found.addressee if found.addressee is not None else frame.cue.last
    masks = {clauses.unit.masks[i] for first, last in found.ranges for i in range(first, last + 1) if clauses.masked(i)}
    return Report(
        content=tuple(dict.fromkeys(spans)),
        source=clauses.spans(*frame.source) if frame.source else (),
        cue=(clauses.unit.text_range(frame.cue.first if frame.cue.first else frame.cue.verb, cue_last),),
        rule=found.rule,
        unit=number,
        quotations=frozenset(masks),
    )


def verbal(clauses: Clauses, number: int) -> Iterator[Report]:
    """Yield the reports of the unit's reporting verbs."""
    floor = 0
    before: Range | None = None
    for cue in cues(clauses):
        words, after = source(clauses, cue, before)
        frame = Frame(cue, words, after, floor)
        found = content(clauses, frame)
        if found is None:
            continue
        report = of_frame(clauses, frame, found, number)
        if report is None:
            continue
        if found.rule in (Rule.CUE_LAST, Rule.CUE_MIDDLE):
            floor = frame.last + 1
        before = words or before
        yield report


def according(clauses: Clauses, number: int) -> Iterator[Report]:
    """Yield the reports of "according to" and its like."""
    lower = clauses.lower
    for at in range(clauses.size - 2):
        if lower[at] != "according" or lower[at + 1] != "to":
            continue
        start = at + 2
        if clauses.parse.tags[start] not in STARTS:
            continue
        end = according_end(clauses, start)
        ranges: tuple[Range, ...]
        after = end + 1
        comma = after < clauses.size and lower[after] == ","
        begins = at == 0 or lower[at - 1] in ("and", "but", "that") and comma or lower[at - 1] in (";", ":")
        if begins:
            first = after + 1 if comma else after
            if first >= clauses.size:
                continue
            ranges = ((first, clauses.last_word()),)
        else:
            left = at - 1
            ranges = ((0, left),)
            if comma and after + 1 < clauses.last_word() and lower[after + 1] not in ("who", "which", "and", "a", "the"):
                ranges = ((0, left), (after + 1, clauses.last_word()))
        spans = [span for first, last in ranges if last >= first for span in clauses.spans(first, last)]
        if not spans:
            continue
        masks = {clauses.unit.masks[i] for first, last in ranges for i in range(first, last + 1) if clauses.masked(i)}
        yield Report(
            content=tuple(spans),
            source=clauses.spans(start, end),
            cue=(clauses.unit.text_range(at, at + 1),),
            rule=Rule.ACCORDING_TO,
            unit=number,
            quotations=frozenset(masks),
        )


def according_end(clauses: Clauses, start: int) -> int:
    """Return the end of the noun phrase after "according to"."""
    flat = clauses.long_noun_phrase_end(start)
    flat = max(flat, start)
    head = flat
    first, last = phrase(clauses, head, start, clauses.last_word())
    del first
    stop = flat
    for i in range(flat + 1, last + 1):
        if clauses.lower[i] in (",", "--", ".", ";", ":") or clauses.masked(i):
            break
        stop = i
    return stop


def reports(clauses: Clauses, number: int) -> tuple[Report, ...]:
    """Return every report of one unit, in the order of its rule families."""
    return (*verbal(clauses, number), *according(clauses, number))


def joined(first: Report, spans: tuple[Span, ...], quotations: frozenset[int]) -> Report:
    """Return the report with further content."""
    return replace(
        first, content=tuple(sorted({*first.content, *spans})), quotations=first.quotations | quotations
    )
