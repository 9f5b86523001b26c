"""Which kind of statement a report is: by how many of its words stand inside quotation marks."""

import re
from collections.abc import Sequence

from onrecord.extract.quotations import Quotation
from onrecord.extract.reports.quoted import whole
from onrecord.extract.reports.reports import Report
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.units import WORDS
from onrecord.lexicon.lists import CAPITAL
from onrecord.model.attribution import Kind, Span, last_begun

SHOWN = frozenset((Rule.TRANSCRIPT_TURN, Rule.INTERVIEW, Rule.POST, Rule.SIGNATURE))
"""The rules by which layout alone says that words are somebody's, marks or none."""
ASIDE = re.compile(r"\([^()\n]{1,60}\),?\s+(?=[a-z])")
REMARK = re.compile(rf"\s\({CAPITAL}\w+(?: [^\s()]+){{4,}}\)?\Z|\s\([^\s()]+\Z")
LAID_OUT = SHOWN | {Rule.BLOCK_QUOTATION}


def kind_of(text: str, content: tuple[Span, ...], quoted: Sequence[Span]) -> Kind:
    """Return the kind by how many of the content's words stand inside sorted quotations: all, some or none."""
    found = [match.start() for start, end in content for match in WORDS.finditer(text, start, end)]
    inside = {(at := last_begun(quoted, start)) >= 0 and start < quoted[at][1] for start in found}
    return Kind.MIXED if len(inside) > 1 else Kind.DIRECT if True in inside else Kind.INDIRECT


def settled(
    text: str, report: Report, marks: Sequence[Quotation], quoted: Sequence[Span]
) -> tuple[Kind, tuple[Span, ...]]:
    """Return the kind and the whole content of a report."""
    content = report.content if report.rule in SHOWN else whole(report, marks)
    kind = Kind.DIRECT if report.rule in LAID_OUT else kind_of(text, content, quoted)
    if kind is Kind.INDIRECT:
        content = without_aside(text, content)
    return kind, content if kind is Kind.DIRECT else without_remark(text, content)


def without_remark(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without a sentence in brackets at its end, or its first word: "it sank | (Lee was there)"."""
    start, end = content[-1] if content else (0, 0)
    remark = REMARK.search(text, start, end)
    return (*content[:-1], (start, remark.start())) if remark and remark.start() > start else content


def without_aside(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without a bracket before its first word: that is about who was told, "Lee (her boss) that …"."""
    aside = ASIDE.match(text, *content[0]) if content else None
    return ((aside.end(), content[0][1]), *content[1:]) if aside else content
