"""Find reports inside quotations: “The study concluded that the dam is sound,” Vale said.

The words between two marks are another's text, read for itself: only where source, verb and clause are plain, since
spoken sentences are often broken off.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.quotations import Quotation, quotations
from onrecord.extract.reports.quoted import whole
from onrecord.extract.reports.reports import Report, reports
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, Clauses, parsed
from onrecord.extract.sentences.parse import parse
from onrecord.extract.sentences.segment import sentences, trimmed
from onrecord.extract.sentences.units import MARKS, units
from onrecord.lexicon.lists import any_of, verbs, words
from onrecord.model.attribution import Span

FORMS = frozenset(form for form, base in verbs("cue_verbs").items() if base in words("plain_reports"))
CUE = re.compile(rf"\b(?:{any_of(FORMS)}|according to)\b", re.IGNORECASE)
PLAIN = (Rule.CUE_FIRST, Rule.CUE_LAST, Rule.ACCORDING_TO)
OWN = frozenset(("i", "we"))
"""Sources by which a speaker means himself."""
LEAST = 3
"""Words of a content inside a quotation."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A report inside the quotation with that number, in which ``quoted`` words stand between further marks."""

    report: Report
    quotation: int
    quoted: Sequence[Span]


def nested(text: str, marks: Sequence[Quotation], *, model: str) -> Iterator[Nested]:
    """Yield the reports inside the quotations of an article."""
    places = [(span, n) for n, mark in enumerate(marks) for part in mark.parts for span in telling(text, part)]
    spans = [span for span, _ in places]
    inner, _ = quotations(text, spans)
    quoted = sorted(part for mark in inner for part in mark.parts)
    for number, clauses in enumerate(parsed(units(text, spans, inner), lambda some: parse(some, model=model))):
        for report in plain(clauses, reports(clauses, number)):
            placed = replace(report, content=whole(report, inner), quotations=frozenset())
            yield Nested(placed, places[clauses.unit.paragraph][1], quoted)


def telling(text: str, part: Span) -> Iterator[Span]:
    """Yield the sentences between the marks of a quotation that have a plain cue and ask nothing."""
    said = text[slice(*part)]
    inside = trimmed(text, part[0] + len(said) - len(said.lstrip(MARKS)), part[1] - len(said) + len(said.rstrip(MARKS)))
    for span in sentences(text, inside) if inside else ():
        if text[span[1] - 1] != "?" and CUE.search(text, *span):
            yield span


def plain(clauses: Clauses, found: Iterable[Report]) -> Iterator[Report]:
    """Yield those of the reports whose source, cue and content stand there in so many words."""
    spans = clauses.unit.spans
    for report in found:
        if report.rule not in PLAIN or not report.source or not report.content:
            continue
        source = [i for i, span in enumerate(spans) if report.source[0][0] <= span[0] < report.source[-1][1]]
        cue = [i for i, span in enumerate(spans) if report.cue[0][0] <= span[0] < report.cue[-1][1]]
        content = [i for i, span in enumerate(spans) if any(s <= span[0] < e for s, e in report.content)]
        if not source or not cue or len(content) < LEAST:
            continue
        if report.rule is Rule.ACCORDING_TO or (clause(clauses, content) and speaks(clauses, source, cue)):
            masked = tuple(dict.fromkeys(spans[i] for i in content if clauses.masked(i)))
            yield replace(report, content=masked or report.content)


def clause(clauses: Clauses, content: Sequence[int]) -> bool:
    """Tell whether what is said is a clause with a verb of its own: after "that", else one that its subject begins."""
    parse, first = clauses.parse, content[0]
    if first and clauses.lower[first - 1] == "that":
        return True
    if not (clauses.finite(first, content[-1]) or any(parse.tags[i] == "VBN" for i in content)):
        return False
    if first == 0 or clauses.masked(first):
        return True
    subjects = (i for i in content if parse.labels[i].startswith("nsubj"))
    return clauses.lower[first - 1] not in ("and", "but") and any(parse.left[i] <= first for i in subjects)


def speaks(clauses: Clauses, source: Sequence[int], cue: Sequence[int]) -> bool:
    """Tell whether a source and a verb say that something was said: not "I say", "you said", "as she said"."""
    first, before = clauses.lower[source[0]], clauses.lower[source[0] - 1] if source[0] else ""
    if first in words("no_nested_sources") or before in ("as", "like", "than", "what"):
        return False
    tags = [clauses.parse.tags[i] for i in cue]
    past = "VBD" in tags or "VBN" in tags
    told = any(clauses.lower[i] in FORMS and tag != "VBG" for i, tag in zip(cue, tags, strict=True))
    return told and not FINITE.isdisjoint(tags) and (past or first not in OWN)
