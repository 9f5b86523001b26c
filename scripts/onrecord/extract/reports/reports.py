"""Apply the rule families to a unit: each gives reports, source and cue and content as spans of the article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.reports.contents import content
from onrecord.extract.reports.cues import Content, CueFrame, cues
from onrecord.extract.reports.ends import before_outer
from onrecord.extract.reports.sources import source
from onrecord.extract.reports.unsaid import unsaid_by
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import NOMINAL, STARTS, Clauses, Range, core, phrase
from onrecord.lexicon.lists import words
from onrecord.model.attribution import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Source, cue and content of one report, before its speaker is known."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: Rule
    unit: int
    quotations: frozenset[int] = frozenset()


def of_frame(clauses: Clauses, frame: CueFrame, found: Content, number: int) -> Report | None:
    """Turn token ranges into spans of the article."""
    spans = [span for part in found.ranges for span in clauses.spans(*part)]
    if not spans:
        return None
    cue_last = found.addressee if found.addressee is not None else frame.cue.last
    return Report(
        content=tuple(dict.fromkeys(spans)),
        source=clauses.spans(*frame.source) if frame.source else (),
        cue=(clauses.unit.text_range(frame.cue.first or frame.cue.verb, cue_last),),
        rule=found.rule,
        unit=number,
        quotations=frozenset().union(*(clauses.quotations(*part) for part in found.ranges)),
    )


def verbal(clauses: Clauses, number: int) -> Iterator[Report]:
    """Yield the reports of the unit's reporting verbs."""
    for frame, found in before_outer(clauses, list(framed(clauses))):
        if report := of_frame(clauses, frame, found, number):
            yield report


def framed(clauses: Clauses) -> Iterator[tuple[CueFrame, Content]]:
    """Yield the frame of each reporting verb that reports, with what it reports."""
    floor = 0
    before: Range | None = None
    for cue in cues(clauses):
        found_source, after = source(clauses, cue, before)
        if unsaid_by(clauses, cue.verb, found_source):
            continue
        frame = CueFrame(cue, found_source, after, floor)
        found = content(clauses, frame)
        if found is None and found_source and not after and (wider := back_to_comma(clauses, frame)):
            found = content(clauses, wider)
            found = found if found and found.rule is not Rule.CUE_FIRST else None
            frame = wider if found else frame
        if found is None or not any(clauses.spans(*part) for part in found.ranges):
            continue
        end = found.ranges[-1][1]
        if found.rule in (Rule.CUE_LAST, Rule.CUE_MIDDLE):
            floor = frame.last + 1
        elif clauses.lower[end + 1 : end + 2] == (";",):
            floor = end + 2
        before = frame.source or before
        yield frame, found


def back_to_comma(clauses: Clauses, frame: CueFrame) -> CueFrame | None:
    """Take the source back to the comma before it: "It is strong, teachers and union officials said"."""
    comma = frame.first - 1
    while comma > 0 and clauses.lower[comma] != ",":
        tag = clauses.parse.tags[comma]
        if clauses.masked(comma) or tag not in NOMINAL | {"IN", "CC"} or frame.first - comma > 12:
            return None
        comma -= 1
    if comma <= 0 or comma == frame.first - 1 or frame.source is None:
        return None
    return replace(frame, source=(comma + 1, frame.source[1]))


def according(clauses: Clauses, number: int) -> Iterator[Report]:
    """Yield the reports of "according to" and its like."""
    lower = clauses.lower
    for at in range(clauses.size - 2):
        if lower[at : at + 2] == ("according", "to"):
            start = at + 2
        elif lower[at : at + 4] == ("in", "the", "words", "of") and at + 4 < clauses.size:
            start = at + 4
        else:
            continue
        if clauses.parse.tags[start] not in STARTS:
            continue
        end = according_end(clauses, start)
        tail, before = clauses.last_word(), lower[at - 1] if at else ";"
        apart = at > 0 and before not in ("and", "that") and lower[end + 1 : end + 2] == (",",)
        if apart and not clauses.finite(end + 1, tail):
            end = tail
        comma = lower[end + 1 : end + 2] == (",",)
        first = end + 2 if comma else end + 1
        ranges: tuple[Range, ...] = ((0, at - 1),)
        if before in (";", ":") or (comma and (start == at + 4 or before in ("and", "but", "that"))):
            ranges = ((first, tail),)
        elif comma and first < tail and lower[first] not in ("who", "which", "and", "a", "the"):
            ranges = ((0, at - 1), (first, tail))
        spans = [span for first, last in ranges if last >= first for span in clauses.spans(first, last)]
        if not spans:
            continue
        yield Report(
            content=tuple(spans),
            source=clauses.spans(start, end),
            cue=(clauses.unit.text_range(at, start - 1),),
            rule=Rule.ACCORDING_TO,
            unit=number,
            quotations=frozenset().union(*(clauses.quotations(*part) for part in ranges)),
        )


def nominal(clauses: Clauses, number: int) -> Iterator[Report]:
    """Yield the reports of nouns: "Lee's claim that ...", "a warning from officials that ..."."""
    nouns, parse = words("content_nouns"), clauses.parse
    for at in range(1, clauses.size - 2):
        nominal = parse.tags[at].startswith("NN") and not clauses.masked(at)
        if not nominal or clauses.lower[at].removesuffix("s") not in nouns:
            continue
        found, that = nominal_source(clauses, at)
        if found is None or clauses.lower[that] != "that" or parse.tags[that] not in ("IN", "WDT", "DT"):
            continue
        clause = parse.heads[that]
        last = parse.right[clause] if clause > that else clauses.last_word()
        joints = (i for i in range(that + 1, last) if clauses.lower[i] in (",", "--"))
        last = next((i - 1 for i in joints if clauses.finite(that + 1, i)), last)
        if last <= that or not clauses.finite(that + 1, last):
            continue
        spans = clauses.spans(that + 1, min(last, clauses.last_word()))
        cue = (clauses.unit.text_range(at, at),)
        yield Report(spans, clauses.spans(*found), cue, Rule.NOUN_CUE, number, clauses.quotations(that, last))


def nominal_source(clauses: Clauses, at: int) -> tuple[Range | None, int]:
    """Return the possessor of a noun, or who stands after it with "from" or "by", and the token after all that."""
    first = at - 1
    while first >= 0 and clauses.parse.tags[first] in ("JJ", "NN", "VBN", "RB"):
        first -= 1
    if first > 0 and clauses.lower[first - 1] in ("in", "during", "at", "to", "with", "for", "on"):
        return None, at
    if first >= 0 and clauses.parse.tags[first] == "PRP$":
        return (first, first), at + 1
    if first > 0 and clauses.parse.tags[first] == "POS":
        return (core(clauses, first - 1)[0], first - 1), at + 1
    if clauses.lower[at + 1] in ("from", "by"):
        end = clauses.long_noun_phrase_end(at + 2)
        if end > at + 1 and end + 1 < clauses.size:
            return (at + 2, end), end + 1
    return None, at


def according_end(clauses: Clauses, start: int) -> int:
    """Return the end of the noun phrase after "according to"."""
    flat = max(clauses.long_noun_phrase_end(start), start)
    _, last = phrase(clauses, flat, start, clauses.last_word())
    stops = (
        i for i in range(flat + 1, last + 1) if clauses.lower[i] in (",", "--", ".", ";", ":") or clauses.masked(i)
    )
    return next(stops, max(flat, last) + 1) - 1


def reports(clauses: Clauses, number: int) -> tuple[Report, ...]:
    """Return every report of one unit, in the order of its rule families."""
    return (*verbal(clauses, number), *according(clauses, number), *nominal(clauses, number))


def extended(first: Report, spans: tuple[Span, ...], quotations: frozenset[int]) -> Report:
    """Return the report with further content."""
    return replace(first, content=tuple(sorted({*first.content, *spans})), quotations=first.quotations | quotations)
