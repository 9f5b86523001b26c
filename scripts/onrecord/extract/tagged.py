"""The tagger's reports beside the rules': who reports indirectly is the tagger's, quotations are the rules'.

The rules know where marks open and close, what layout shows, and which words make a verb of saying report nothing; the
tagger knows cues, sources and where a content ends.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from onrecord.extract.kinds import LAID_OUT, kind_of, settled
from onrecord.extract.quotations import Quotation
from onrecord.extract.reports.reports import Report
from onrecord.extract.reports.unsaid import unsaid, unsaid_by
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import Clauses, Range
from onrecord.extract.tagger.decode import Tagged
from onrecord.extract.tagger.tagger import Reading
from onrecord.model.attribution import Kind, Span

Item = TypeVar("Item")
DOUBTED = 0.1
"""The chance below which the tagger takes a cue of the rules for none."""
STRETCH = 500
"""Characters of a text in which things are near each other."""
ALIKE = 0.5
"""What two contents have in common, of what both cover, when they are the same report's."""


def overlap(some: Iterable[Span], others: Iterable[Span]) -> int:
    """Return how many characters two sets of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in some for c, d in others)


def length(spans: Iterable[Span]) -> int:
    """Return the characters of spans."""
    return sum(end - start for start, end in spans)


def alike(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether two contents have most of their characters in common."""
    shared = overlap(some, others)
    return shared >= ALIKE * max(1, length(some) + length(others) - shared)


def within(report: Report, content: Sequence[Span]) -> bool:
    """Tell whether a report stands, cue and all, inside the content of another."""
    return overlap((*report.cue, *report.source), content) == length((*report.cue, *report.source)) > 0


def rule_of(text: str, found: Tagged) -> Rule:
    """Return the rule that says where the cue of a report stands."""
    if any("according" in text[start:end].lower() for start, end in found.cue):
        return Rule.ACCORDING_TO
    start, end = (found.cue or found.source or (found.anchor,))[0]
    before, after = found.content[0][0] < start, found.content[-1][1] > end
    return Rule.CUE_MIDDLE if before and after else Rule.CUE_LAST if before else Rule.CUE_FIRST


def tokens(clauses: Clauses, span: Span) -> Range | None:
    """Return the first and last token that a span of the text touches."""
    found = [i for i, (start, end) in enumerate(clauses.unit.spans) if start < span[1] and span[0] < end]
    return (found[0], found[-1]) if found else None


def takes_place(clauses: Clauses, found: Tagged) -> bool:
    """Tell whether the words around a report's cue leave it one: it is not denied, asked for, due or conditional."""
    at = tokens(clauses, found.anchor)
    if at is None or clauses.masked(at[0]) or not clauses.is_verb(at[0]):
        return True
    source = tokens(clauses, found.source[0]) if found.source else None
    return not unsaid(clauses, at[0]) and not (source and unsaid_by(clauses, at[0], source))


class Places(Generic[Item]):
    """Finds what has a part near some spans, in time by what is near and not by the length of the article."""

    def __init__(self, items: Iterable[tuple[Item, Iterable[Span]]]) -> None:
        """Take the items with the spans that they have a part in."""
        self.places: dict[int, dict[int, Item]] = {}
        for number, (item, spans) in enumerate(items):
            for place in places(spans):
                self.places.setdefault(place, {})[number] = item

    def near(self, spans: Iterable[Span]) -> list[Item]:
        """Return the items near the spans, in their order."""
        found: dict[int, Item] = {}
        for place in places(spans):
            found |= self.places.get(place, {})
        return [found[number] for number in sorted(found)]


def places(spans: Iterable[Span]) -> set[int]:
    """Return the numbers of the stretches of a text that spans touch."""
    return {place for start, end in spans for place in range(start // STRETCH, end // STRETCH + 1)}


@dataclass(frozen=True, slots=True)
class Both:
    """One article as the rules and the tagger read it."""

    text: str
    clauses: Sequence[Clauses]
    marks: Sequence[Quotation]
    reading: Reading

    def together(self, placed: Sequence[Report]) -> tuple[Report, ...]:
        """Return what is kept of the rules' reports and of the tagger's."""
        quoted = sorted(part for mark in self.marks for part in mark.parts)
        tagged = [(one, kind_of(self.text, one.content, quoted)) for one in self.tagged()]
        ours = [(report, *settled(self.text, report, self.marks, quoted)) for report in placed]
        shown = Places((content, content) for report, _, content in ours if report.rule in LAID_OUT)
        tagged = [
            (one, kind)
            for one, kind in tagged
            if not any(overlap(one.content, c) and not within(one, c) for c in shown.near(one.content))
        ]
        told = [one for one, kind in tagged if kind is not Kind.DIRECT]
        theirs = Places(((one, kind), (*one.content, *one.cue)) for one, kind in tagged)
        chances = Places((item, (item[0],)) for item in self.reading.chances.items())
        kept = [
            self.kept(report, kind, content, theirs.near((*content, *report.cue)), chances)
            for report, kind, content in ours
        ]
        quotations = Places((content, content) for _, kind, content in ours if kind is Kind.DIRECT)
        added = (
            one
            for one, kind in tagged
            if kind is Kind.DIRECT
            and one.source
            and one.cue
            and not any(overlap(one.content, c) for c in quotations.near(one.content))
        )
        return (*filter(None, kept), *told, *added)

    def tagged(self) -> Iterator[Report]:
        """Yield the tagger's reports that take place, each in the unit of its anchor; none outside all units."""
        starts = [item.unit.span[0] for item in self.clauses]
        for found in self.reading.reports:
            at = bisect_right(starts, found.anchor[0]) - 1
            inside = at >= 0 and found.anchor[0] < self.clauses[at].unit.span[1]
            if inside and takes_place(self.clauses[at], found):
                # What layout sets before a sentence, a time or the mark of a list, is no part of it.
                start = starts[at]
                content = tuple((max(a, start) if a < start < b else a, b) for a, b in found.content)
                yield Report(content, found.source, found.cue, rule_of(self.text, found), at)

    def kept(
        self,
        report: Report,
        kind: Kind,
        content: tuple[Span, ...],
        tagged: Sequence[tuple[Report, Kind]],
        chances: "Places[tuple[Span, float]]",
    ) -> Report | None:
        """Return a report of the rules, perhaps with the tagger's source; nothing where the tagger has it otherwise."""
        if report.rule in LAID_OUT or not content:
            return report
        same = [(one, other) for one, other in tagged if overlap(report.cue, one.cue) or alike(content, one.content)]
        if kind is not Kind.DIRECT:
            doubted = report.rule is not Rule.COLON and chance(report, chances) < DOUBTED
            return None if same or doubted else report
        for one, other in same:
            # A quotation that the tagger has as part of a longer content under the same cue is that report's.
            if other is not Kind.DIRECT and overlap(content, one.content) >= 0.9 * length(content):
                return None
        outside = (one for one, _ in same if one.source and not overlap((*one.cue, *one.source), content))
        spoken = next((one for one in outside if alike(content, one.content)), None)
        return replace(report, source=spoken.source, cue=spoken.cue) if spoken else report


def chance(report: Report, chances: Places[tuple[Span, float]]) -> float:
    """Return the tagger's chance that a word of the report's cue, or of its source, is what a report hangs on."""
    spans = report.cue or report.source
    return max((p for span, p in chances.near(spans) if overlap((span,), spans)), default=0.0)
