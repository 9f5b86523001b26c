"""Give each quotation that no cue has claimed to a report: by its paragraph, a colon, a dash, or as a continuation."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.extract.quotations import Quotation
from onrecord.extract.reports.cues import Cue, cues
from onrecord.extract.reports.reports import Report, extended, made
from onrecord.extract.reports.sources import SUBJECTS, source
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import NAMES, PARTICLES, Clauses, Range, phrase
from onrecord.extract.sentences.units import is_title
from onrecord.lexicon.lists import words
from onrecord.model.attribution import Span, last_begun

Grounds = tuple[tuple[Span, ...], tuple[Span, ...], Rule]
"""What makes a quotation somebody's: the words of source and cue, and the rule that found them."""


MOST_JOINED = 100
"""Quotations of one paragraph, nothing between them that reports, that are one statement."""
NEAR = 4
"""Units before a quotation of the same paragraph in which what it goes on ends."""
LONGEST_NAME = 7
"""Words of a name with its titles before a colon."""


def lone(clauses: Clauses) -> bool:
    """Tell whether the unit is nothing but masked quotations and punctuation."""
    return all(clauses.masked(i) or not clauses.lower[i][:1].isalnum() for i in range(clauses.size))


def heading(clauses: Clauses) -> bool:
    """Tell whether the unit is a section's heading in quotation marks."""
    first, last = clauses.unit.spans[0][0], clauses.unit.spans[-1][1]
    said = clauses.unit.quotation_words
    return lone(clauses) and last - first < 60 and is_title(said) and said[-1:] not in (".", ",", "?", "!", "…")


def after_colon(clauses: Clauses, mask: int) -> Grounds | None:
    """Return the subject of the words before a colon and a quotation: "Smith was blunt: “…”"."""
    if mask == 0 or clauses.lower[mask - 1] != ":":
        return None
    if name := only_name(clauses, mask - 1):
        return clauses.spans(*name), (clauses.unit.spans[mask - 1],), Rule.COLON
    heads = [i for i in range(mask - 1) if clauses.parse.labels[i] in SUBJECTS and not clauses.masked(i)]
    mains = [i for i in heads if clauses.parse.labels[clauses.parse.heads[i]] == "ROOT"]
    heads = mains or heads
    if not heads and (mask < 2 or clauses.parse.tags[mask - 2] not in NAMES):
        return None
    spans = clauses.spans(*(phrase(clauses, heads[0], 0, mask - 2) if heads else (0, mask - 2)))
    return (spans, (clauses.unit.spans[mask - 1],), Rule.COLON) if spans else None


def only_name(clauses: Clauses, colon: int) -> Range | None:
    """Return a name that stands alone before a colon, or after "from" or "then": "And from Mayor Ruth Calder: “…”"."""
    first = 0
    while first < colon and clauses.lower[first] in words("words_before_colons"):
        first += 1
    named = range(first, colon)
    if not 0 < len(named) <= LONGEST_NAME or any(clauses.masked(i) for i in named):
        return None
    capital = all(clauses.unit.words[i][0].isupper() or clauses.lower[i] in PARTICLES for i in named)
    return (first, colon - 1) if capital and clauses.lower[first] not in words("function_words") else None


def before_dash(clauses: Sequence[Clauses], number: int, mask: int) -> Grounds | None:
    """Return the name after a quotation and a dash, beside it or in a sentence of their own: "“…” — Mary Lee"."""
    unit, after = clauses[number], mask
    while after < unit.size and unit.masked(after):
        after += 1
    while after < unit.size and unit.lower[after] in (".", ","):
        after += 1
    if after >= unit.size and number + 1 < len(clauses):
        unit, after = clauses[number + 1], 0
    if unit.lower[after : after + 1] != ("--",) or unit.size - after > 14 or after + 1 >= unit.size:
        return None
    last = unit.last_word()
    if not unit.unit.words[after + 1][:1].isupper() or unit.finite(after + 1, last):
        return None
    spans = unit.spans(after + 1, last)
    return (spans, (unit.unit.spans[after],), Rule.DASH) if spans else None


def first_sourced(clauses: Clauses, found: Iterable[Cue], rule: Rule) -> Grounds | None:
    """Return the first of the cues that takes a quotation and has a source."""
    sourced = ((cue, at) for cue in found if cue.quoting and (at := source(clauses, cue)[0]))
    grounds = ((clauses.spans(*at), (clauses.unit.text_range(cue.first, cue.last),), rule) for cue, at in sourced)
    return next(grounds, None)


def block_introduced(before: Clauses | None, *, quoted: bool) -> Grounds | None:
    """Return the source of a paragraph that follows "Smith continued:" in the paragraph before it."""
    if before is None or before.lower[-1:] != (":",):
        return None
    blocking = [cue for cue in cues(before) if cue.base in words("block_verbs")]
    if grounds := first_sourced(before, reversed(blocking), Rule.BLOCK_QUOTATION):
        return grounds
    if quoted and {"following", "follows"} & set(before.lower):
        heads = [i for i in range(before.size) if before.parse.labels[i] in SUBJECTS and not before.masked(i)]
        if heads:
            spans = before.spans(*phrase(before, heads[0], 0, before.size - 1))
            return spans, (before.unit.spans[-1],), Rule.BLOCK_QUOTATION
    return None


def sentence_subject(clauses: Clauses) -> tuple[Span, ...]:
    """Return the subject of a sentence when it is a person's name or "he" or "she"."""
    parse = clauses.parse
    heads = [i for i in range(clauses.size) if parse.labels[i] in SUBJECTS]
    mains = [i for i in heads if parse.labels[parse.heads[i]] == "ROOT"]
    alone = [i for i in range(clauses.size) if parse.labels[i] == "ROOT"]  # where a name is read as the sentence's head
    head = next(iter(mains or heads or alone), None)
    firm = head is not None and clauses.lower[head + 1 : head + 2] == ("&",)  # "Marlow & Sons"
    if head is None or not (firm or parse.tags[head] in NAMES or clauses.lower[head] in ("he", "she")):
        return ()
    return clauses.spans(*phrase(clauses, head, 0, clauses.size - 1))


def issued(clauses: Clauses) -> Grounds | None:
    """Return who issues something in a sentence that says no more of it: "The board released a statement."."""
    for at in (i for i in range(1, clauses.size) if clauses.lower[i] in words("issued_papers")):
        found, first = made(clauses, at)
        if found:
            return clauses.spans(*found), (clauses.unit.text_range(first, at),), Rule.NEXT_SENTENCE
    return None


def joined_by_quotation(reports: Sequence[Report]) -> list[Report]:
    """Join the reports of one unit that share a quotation: "“A,” he said, “B,” he added, “C.”" is one statement.

    Of two with the very same content the one with a source stays: "Asked about it, he said, “B.”".
    """
    result: list[Report] = []
    for report in reports:
        last = result[-1] if result else None
        if last is None or last.unit != report.unit:
            result.append(report)
        elif last.content == report.content:
            result[-1] = report if report.source else last
        elif last.quotations & report.quotations and last.rule is report.rule is Rule.CUE_MIDDLE:
            result[-1] = extended(last, report.content, report.quotations)
        else:
            result.append(report)
    return result


def ends_in(last: Report, clauses: Sequence[Clauses], number: int) -> bool:
    """Tell whether what was said last ends in the paragraph of a unit, before it."""
    first = number
    while first and clauses[first - 1].unit.paragraph == clauses[number].unit.paragraph and first > number - NEAR:
        first -= 1
    said = (*last.content, *last.cue, *last.source)
    return any(end > clauses[first].unit.span[0] for _, end in said)


def is_joined(last: Report, clauses: Sequence[Clauses], number: int) -> bool:
    """Tell whether a quotation that begins a unit goes on what was said last: "It was “a bad night,” Lee said. “…”"."""
    if not ends_in(last, clauses, number):
        return False
    if last.quotations:
        return last.unit >= number - 2 and len(last.quotations) < MOST_JOINED
    if last.unit != number - 1 or last.rule is not Rule.CUE_LAST or not last.content:
        return False
    before = clauses[last.unit].unit
    return before.quoted(last_begun(before.spans, last.content[-1][1] - 1))


def adopted(
    clauses: Sequence[Clauses], reports: Sequence[Report], quotations: Sequence[Quotation]
) -> tuple[Report, ...]:
    """Return the reports with every quotation placed that can be, in the order of the article."""
    reports = joined_by_quotation(reports)
    claimed = {q for report in reports for q in report.quotations}
    by_unit: dict[int, list[Report]] = {}
    for report in reports:
        by_unit.setdefault(report.unit, []).append(report)
    last: Report | None = None
    result: dict[int, list[Report]] = {}
    for number, unit in enumerate(clauses):
        placed = [taken_over(report, last, unit) for report in by_unit.get(number, [])]
        for at, quotation in unit.unit.masks.items():
            if quotation in claimed:
                continue
            claimed.add(quotation)
            parts = quotations[quotation].parts
            if last and at <= 1 and is_joined(last, clauses, number):
                grown = extended(last, parts, frozenset((quotation,)))
                home = result.get(last.unit, placed)
                home[home.index(last)] = grown
                last = grown
                continue
            if found := unclaimed(clauses, number, at, quotation, parts, last):
                placed.append(found)
        result[number] = placed
        if placed:
            last = max(placed, key=lambda r: (bool(r.quotations), r.content))
            last = None if last.rule is Rule.POST else last
    return tuple(report for number in sorted(result) for report in result[number])


def unclaimed(
    clauses: Sequence[Clauses], number: int, at: int, quotation: int, parts: tuple[Span, ...], last: Report | None
) -> Report | None:
    """Return the report of a quotation that stands at token ``at`` of a unit and belongs to no cue, if it reports."""
    unit = clauses[number]
    before = clauses[number - 1] if number else None
    same = before is not None and before.unit.paragraph == unit.unit.paragraph
    found = after_colon(unit, at) or before_dash(clauses, number, at) or first_sourced(unit, cues(unit), Rule.NEAR_CUE)
    if found is None and not same and at <= 1:
        found = block_introduced(before, quoted=True)
    told = last is not None and last.unit >= number - 1
    if found is None and before is not None and not told and at <= 1 and lone(unit):
        found = issued(before)
    if found is None and same and before is not None and lone(unit):
        if last and last.unit == number - 1:
            found = last.source, last.cue, Rule.NEXT_SENTENCE
        elif spans := sentence_subject(before):
            found = spans, (), Rule.NEXT_SENTENCE
    after = clauses[number + 1] if number + 1 < len(clauses) else None
    alone = last is None or last.unit < number - 3
    if found is None and alone and at <= 1 and lone(unit) and after and after.unit.paragraph == unit.unit.paragraph:
        spans = sentence_subject(after)
        found = (spans, (), Rule.NEXT_SENTENCE) if spans else None
    if found is None and at <= 1 and (lone(unit) or not same) and not heading(unit):
        apart = last is None or (same and not ends_in(last, clauses, number))
        found = (), (), Rule.UNATTRIBUTED if apart else Rule.CONTINUATION
    return Report(parts, *found, number, frozenset((quotation,))) if found else None


def taken_over(report: Report, last: Report | None, clauses: Clauses) -> Report:
    """Give a report that begins its sentence with "Adding," the source of the report before it."""
    if report.source or not last or not last.source or not report.cue or report.cue[0][0] != clauses.unit.span[0]:
        return report
    return replace(report, source=last.source)


def whole(report: Report, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return the report's content with every paragraph of its quotations, spans joined that overlap."""
    result: list[Span] = []
    parts = (part for number in report.quotations for part in quotations[number].parts)
    for start, end in sorted({*report.content, *parts}):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
