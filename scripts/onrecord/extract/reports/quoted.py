"""Give each quotation that no cue has claimed to a report: by its paragraph, a colon, a dash, or as a continuation."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.quotations.marks import Quotation
from onrecord.extract.reports.cues import cues
from onrecord.extract.reports.reports import Report, joined
from onrecord.extract.reports.sources import SUBJECTS, source
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import NAMES, Clauses
from onrecord.extract.sentences.phrases import phrase
from onrecord.extract.sentences.units import is_title
from onrecord.lexicon.lists import words
from onrecord.model.attribution import Span


def lone(clauses: Clauses) -> bool:
    """Tell whether the unit is nothing but masked quotations and punctuation."""
    return all(clauses.masked(i) or not clauses.lower[i][:1].isalnum() for i in range(clauses.size))


def heading(clauses: Clauses) -> bool:
    """Tell whether the unit is a section's heading in quotation marks."""
    first, last = clauses.unit.spans[0][0], clauses.unit.spans[-1][1]
    said = clauses.unit.quotation_words
    return lone(clauses) and last - first < 60 and is_title(said) and said[-1:] not in (".", ",", "?", "!", "…")


def colon_report(clauses: Clauses, mask: int, number: int, parts: tuple[Span, ...], quotation: int) -> Report | None:
    """Return the report of "Smith was blunt: “…”", whose source is the subject of the words before the colon."""
    if mask == 0 or clauses.lower[mask - 1] != ":":
        return None
    heads = [i for i in range(mask - 1) if clauses.parse.labels[i] in SUBJECTS and not clauses.masked(i)]
    mains = [i for i in heads if clauses.parse.labels[clauses.parse.heads[i]] == "ROOT"]
    heads = mains or heads
    spans: tuple[Span, ...] = ()
    if heads:
        spans = clauses.spans(*phrase(clauses, heads[0], 0, mask - 2))
    elif mask > 1 and clauses.parse.tags[mask - 2] in NAMES:
        spans = clauses.spans(0, mask - 2)
    return (
        Report(parts, spans, (clauses.unit.spans[mask - 1],), Rule.COLON, number, frozenset((quotation,)))
        if spans
        else None
    )


def dash_report(
    clauses: Sequence[Clauses], number: int, mask: int, parts: tuple[Span, ...], quotation: int
) -> Report | None:
    """Return the report of "“…” — Mary Lee", the dash and name after the quotation or in a sentence of their own."""
    home, unit = number, clauses[number]
    after = mask
    while after < unit.size and unit.masked(after):
        after += 1
    while after < unit.size and unit.lower[after] in (".", ","):
        after += 1
    if after >= unit.size and number + 1 < len(clauses):
        unit, after = clauses[number + 1], 0
    if unit.lower[after : after + 1] != ("--",) or unit.size - after > 14 or after + 1 >= unit.size:
        return None
    last = unit.last_word()
    named = unit.unit.words[after + 1][:1].isupper() and not unit.finite(after + 1, last)
    if not named:
        return None
    spans = unit.spans(after + 1, last)
    return Report(parts, spans, (unit.unit.spans[after],), Rule.DASH, home, frozenset((quotation,))) if spans else None


def near_report(clauses: Clauses, number: int, parts: tuple[Span, ...], quotation: int) -> Report | None:
    """Return the report of a cue elsewhere in the quotation's sentence."""
    for cue in cues(clauses):
        found, _ = source(clauses, cue)
        if cue.quoting and found:
            span = clauses.unit.text_range(cue.first, cue.last)
            return Report(parts, clauses.spans(*found), (span,), Rule.NEAR_CUE, number, frozenset((quotation,)))
    return None


def block_report(
    before: Clauses | None, number: int, parts: tuple[Span, ...], quotation: frozenset[int]
) -> Report | None:
    """Return the report of a paragraph that follows "Smith continued:" in the paragraph before it."""
    if before is None or before.lower[-1:] != (":",):
        return None
    for cue in reversed(tuple(cues(before))):
        found, _ = source(before, cue)
        if cue.quoting and found and cue.base in words("block_verbs"):
            span = before.unit.text_range(cue.first, cue.last)
            return Report(parts, before.spans(*found), (span,), Rule.BLOCK_QUOTATION, number, quotation)
    if {"following", "follows"} & set(before.lower):
        heads = [i for i in range(before.size) if before.parse.labels[i] in SUBJECTS and not before.masked(i)]
        found = phrase(before, heads[0], 0, before.size - 1) if heads else None
        colon = before.unit.spans[-1]
        if found and quotation:
            return Report(parts, before.spans(*found), (colon,), Rule.BLOCK_QUOTATION, number, quotation)
    return None


def sentence_subject(clauses: Clauses) -> tuple[Span, ...]:
    """Return the subject of a sentence when it is a person's name or "he" or "she"."""
    for i in range(clauses.size):
        if clauses.parse.labels[i] in SUBJECTS:
            if clauses.parse.tags[i] in NAMES or clauses.lower[i] in ("he", "she"):
                return clauses.spans(*phrase(clauses, i, 0, clauses.size - 1))
            return ()
    return ()


def joined_by_quotation(reports: Sequence[Report]) -> list[Report]:
    """Join the reports of one unit that share a quotation: "“A,” he said, “B,” he added, “C.”" is one statement.

    Of two with the very same content the one with a source stays: "Asked about it, he said, “B.”".
    """
    result: list[Report] = []
    for report in reports:
        last = result[-1] if result else None
        if last and last.unit == report.unit and last.content == report.content:
            result[-1] = report if report.source else last
        elif (
            last
            and last.unit == report.unit
            and last.quotations & report.quotations
            and {last.rule, report.rule} == {Rule.CUE_MIDDLE}
        ):
            result[-1] = joined(last, report.content, report.quotations)
        else:
            result.append(report)
    return result


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
            before = clauses[number - 1] if number else None
            same = before is not None and before.unit.paragraph == unit.unit.paragraph
            if last and same and last.unit >= number - 2 and last.quotations and at <= 1:
                grown = joined(last, parts, frozenset((quotation,)))
                home = result.get(last.unit, placed)
                home[home.index(last)] = grown
                last = grown
                continue
            found = unclaimed(clauses, number, at, quotation, parts, last)
            if found:
                placed.append(found)
        result[number] = placed
        if placed:
            last = max(placed, key=lambda r: (bool(r.quotations), r.content))
    return tuple(report for number in sorted(result) for report in result[number])


def unclaimed(
    clauses: Sequence[Clauses], number: int, at: int, quotation: int, parts: tuple[Span, ...], last: Report | None
) -> Report | None:
    """Return the report of a quotation that stands at token ``at`` of a unit and belongs to no cue, if it reports."""
    unit, own = clauses[number], frozenset((quotation,))
    before = clauses[number - 1] if number else None
    same = before is not None and before.unit.paragraph == unit.unit.paragraph
    report = (
        colon_report(unit, at, number, parts, quotation)
        or dash_report(clauses, number, at, parts, quotation)
        or near_report(unit, number, parts, quotation)
    )
    if report is None and not same and at <= 1:
        report = block_report(before, number, parts, own)
    if report is None and same and before is not None and lone(unit):
        if last and last.unit == number - 1:
            return Report(parts, last.source, last.cue, Rule.NEXT_SENTENCE, number, own)
        if spans := sentence_subject(before):
            return Report(parts, spans, (), Rule.NEXT_SENTENCE, number, own)
    after = clauses[number + 1] if number + 1 < len(clauses) else None
    alone = last is None or last.unit < number - 3
    if report is None and alone and at <= 1 and lone(unit) and after and after.unit.paragraph == unit.unit.paragraph:
        spans = sentence_subject(after)
        report = Report(parts, spans, (), Rule.NEXT_SENTENCE, number, own) if spans else None
    if report is None and at <= 1 and (lone(unit) or not same) and not heading(unit):
        return Report(parts, (), (), Rule.CONTINUATION if last else Rule.UNATTRIBUTED, number, own)
    return report


def taken_over(report: Report, last: Report | None, clauses: Clauses) -> Report:
    """Give a report that begins its sentence with "Adding," the source of the report before it."""
    if report.source or not last or not last.source or not report.cue or report.cue[0][0] != clauses.unit.span[0]:
        return report
    return replace(report, source=last.source)


def whole(report: Report, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return the report's content with every paragraph of its quotations."""
    spans = set(report.content)
    for number in report.quotations:
        spans.update(quotations[number].parts)
    return merged(sorted(spans))


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return sorted spans with those joined that overlap."""
    result: list[Span] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def is_pronoun(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether the source is one pronoun."""
    return len(spans) == 1 and text[slice(*spans[0])].lower() in words("pronouns")
