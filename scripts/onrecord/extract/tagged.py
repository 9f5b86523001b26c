"""The tagger's reports beside the rules': who reports indirectly is the tagger's, quotations are the rules'.

The rules know where marks open and close, what layout shows, and which words make a verb of saying report nothing; the
tagger knows cues, sources and where a content ends.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from onrecord.extract.kinds import LAID_OUT, kind_of, settled
from onrecord.extract.quotations import Quotation
from onrecord.extract.reports.contents import JOINTS, SORTS, past_link
from onrecord.extract.reports.others import said_by_others
from onrecord.extract.reports.reports import Report
from onrecord.extract.reports.sources import SUBJECTS, clause_subject, document_before
from onrecord.extract.reports.unsaid import unsaid, unsaid_by
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, Clauses, core
from onrecord.extract.sentences.units import WORDS
from onrecord.extract.tagger.decode import Tagged
from onrecord.extract.tagger.tagger import Reading
from onrecord.lexicon.lists import verbs, words
from onrecord.lexicon.nouns import Sort, sort_of
from onrecord.model.attribution import Kind, Span, last_begun, touching

Item = TypeVar("Item")
CITED = re.compile(r"\bas saying$")
REMARK = re.compile(r",\s+(?:an?\s+[\w-]+|something)\s+(?:that\s+)?")
QUOTED_NEXT = re.compile(r"[.!?]\s+(?=[“\"])")
OPENING = frozenset('“"‘«„')
ENDING = frozenset('.!?…”"')
BEING = frozenset(("is", "are", "was", "were", "been", "being", "be"))
OPEN = frozenset(("the", "a", "an", "and", "or", "more", "less", "no", "never"))
"""Words that no phrase ends with."""
NEAR = 40
"""Characters in which the last word before some place stands."""
FEW = 3
"""Words that are hardly all that somebody says."""
SIGNED = LAID_OUT | {Rule.DASH}
"""The rules that go by a page's layout, which the tagger does not see."""
UNDOUBTED = frozenset((Rule.COLON, Rule.NOUN_CUE, Rule.ACCORDING_TO))
"""The rules whose cues the tagger does not know well enough to doubt them."""
DOUBTED = 0.1
"""The chance below which the tagger takes a cue of the rules for none."""
LONGEST = 2000
"""Tokens of a unit that are looked through for those that a span touches."""
STRETCH = 500
"""Characters of a text in which things are near each other."""
QUOTED = 0.9
"""What is covered of a quotation, at least, where all of it is."""
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


def rule_of(text: str, found: Tagged) -> Rule:
    """Return the rule that says where the cue of a report stands."""
    if any("according" in text[start:end].lower() for start, end in found.cue):
        return Rule.ACCORDING_TO
    start, end = (found.cue or found.source or (found.anchor,))[0]
    before, after = found.content[0][0] < start, found.content[-1][1] > end
    return Rule.CUE_MIDDLE if before and after else Rule.CUE_LAST if before else Rule.CUE_FIRST


def tokens(clauses: Clauses, span: Span) -> list[int]:
    """Return the tokens that a span of the text touches; one that stands for a quotation can reach over others."""
    if clauses.size > LONGEST:
        return [*touching(clauses.unit.spans, span)]
    return [i for i, (start, end) in enumerate(clauses.unit.spans) if start < span[1] and span[0] < end]


def whole_words(clauses: Clauses, found: Tagged) -> Tagged:
    """Return what the tagger found with no word cut in two: "O | 'Neil", "U. | S."."""
    spans = clauses.unit.spans

    def word(place: int) -> Span:
        at = last_begun(spans, place)
        return spans[at] if at >= 0 and place < spans[at][1] else (place, place)

    def begin(place: int) -> int:
        at = last_begun(spans, place)
        hour = at >= 0 and clauses.lower[at] in ("a.m.", "p.m.") and place > spans[at][0]  # "at 9 p.m. | 900 left"
        return spans[at + 1][0] if hour and at + 1 < len(spans) else word(place)[0]

    def wide(some: Iterable[Span]) -> tuple[Span, ...]:
        return tuple((begin(a), word(b)[1] if word(b)[0] < b else b) for a, b in some)

    content, cue = wide(found.content), []
    for start, end in found.cue:
        cut = word(end)
        if cut[0] < end < cut[1]:
            end = spans[max(0, last_begun(spans, cut[0]) - 1)][1]
            content = tuple((cut[0], b) if cut[1] <= a <= cut[1] + 1 else (a, b) for a, b in content)
        cue.append((start, end))
    return replace(found, content=content, source=wide(found.source), cue=tuple(cue))


def without_that(clauses: Clauses, spans: Iterable[Span], cue: Sequence[Span]) -> Iterator[Span]:
    """Yield spans without the "that" which brings in a clause, and without "as" or "of" right behind the cue.

    That is "described as sound", "accused of lying"; "said as it rained" is left as it is.
    """
    last = max((at for span in cue for at in tokens(clauses, span)), default=-2)
    judging = last >= 0 and clauses.lower[last] not in words("plain_cues") and clauses.is_verb(last)
    for start, end in spans:
        for at in tokens(clauses, (start, start + 1))[:1]:
            joint = clauses.lower[at] in ("as", "of") and at == last + 1 and judging
            joins = clauses.parse.tags[at] == "IN" or clauses.lower[at + 1 : at + 2] in (("once",), ("when",), ("if",))
            that = clauses.lower[at] == "that" and joins and SORTS.isdisjoint(clauses.lower[at + 1 : at + 2])
            if (that or joint) and at + 1 < clauses.size:
                start = clauses.unit.spans[at + 1][0]
        if start < end:  # "that" may be all there is
            yield start, end


def with_preposition(clauses: Clauses, spans: Sequence[Span], cue: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of a clause with the preposition that its first words lack: "warned | at | this stage it is"."""
    found = [at for start, end in spans[:1] for at in tokens(clauses, (start, end))]
    at = found[0] - 1 if found else -1
    said = at >= 0 and clauses.lower[at] in ("at", "in", "by") and clauses.parse.tags[at] == "IN"
    if not said or overlap(cue, (clauses.unit.spans[at],)) or not clauses.finite(found[0], found[-1]):
        return tuple(spans)
    return ((clauses.unit.spans[at][0], spans[0][1]), *spans[1:])


def without_link(clauses: Clauses, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans of what is said without what links its sentence to the one before: "However, | it leaks"."""
    if not spans or clauses.masked(0) or clauses.unit.quoted(0):
        return spans
    first = past_link(clauses, int(clauses.lower[0] in JOINTS and clauses.size > 1))
    begins, (start, end) = clauses.unit.spans[first][0], spans[0]
    inside = first > 0 and clauses.unit.spans[0][0] <= start < begins < end  # be it from the link's second word on
    return ((begins, end), *spans[1:]) if inside else spans


def is_told(clauses: Clauses, source: int, cue: Sequence[int]) -> bool:
    """Tell whether what stands before a cue is who was told, not who says it: "residents were told"."""
    verb = next((at for at in cue if verbs("cue_verbs").get(clauses.lower[at]) in words("addressee_needed")), -1)
    told = clauses.lower[verb].endswith("ed") or clauses.lower[verb] == "told"
    return source < verb and told and not BEING.isdisjoint(clauses.lower[source + 1 : verb])


def takes_place(clauses: Clauses, found: Tagged) -> bool:
    """Tell whether the words around a report's cue leave it one: it is not denied, asked for, due or conditional."""
    at = tokens(clauses, found.anchor)
    if not at or clauses.masked(at[0]) or not clauses.is_verb(at[0]):
        return True
    source = tokens(clauses, found.source[0]) if found.source else []
    return not unsaid(clauses, at[0]) and not (source and unsaid_by(clauses, at[0], (source[0], source[-1])))


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
    """One article as the rules and the tagger read it.

    ``spans`` are those of its units, ``bodies`` the parts of its lines that are the article's.
    """

    text: str
    clauses: Sequence[Clauses]
    spans: Sequence[Span]
    bodies: Sequence[Span]
    marks: Sequence[Quotation]
    reading: Reading

    def together(self, placed: Sequence[Report]) -> tuple[Report, ...]:
        """Return what is kept of the rules' reports and of the tagger's."""
        quoted = sorted(part for mark in self.marks for part in mark.parts)
        ours = [Ours(report, *settled(self.text, report, self.marks, quoted)) for report in placed]
        laid_out = Places((span, (span,)) for one in ours if one.report.rule in SIGNED for span in one.spans)
        silent = {one.report.unit for one in ours if one.report.rule in SIGNED and not one.content}
        own = (one for one in self.tagged() if one.unit not in silent)
        found = [one for one in own if not overlap(spans := spans_of(one), laid_out.near(spans))]
        theirs = [(one, kind_of(self.text, one.content, quoted)) for one in found]
        near = Places((number, spans_of(one)) for number, (one, _) in enumerate(theirs))
        chances = Places((item, (item[0],)) for item in self.reading.chances.items())
        nested = {number for pair in self.nested(ours) for number in pair}
        kept: list[Report] = []
        lost: set[int] = set()
        for number, one in enumerate(ours):
            same = [at for at in near.near(one.spans) if alike_or_same_cue(one, theirs[at][0])]
            cites = is_citing(self.text, one.report) or self.is_item(one)
            if one.report.rule in SIGNED or not one.content or cites:
                kept.append(one.report)
                lost.update(same if cites else ())
            elif one.kind is Kind.DIRECT:
                kept += self.spoken(one, [theirs[at] for at in same if at not in lost])
            elif twins := [at for at in same if overlap(one.report.cue, theirs[at][0].cue)]:
                if number in nested or any(self.ragged(one, theirs[at][0]) for at in twins):
                    kept.append(one.report)
                    lost.update(twins)
            elif not same and (self.undoubted(one) or chance(one.report, chances) >= DOUBTED):
                kept.append(one.report)
        quoted_words = Places((span, (span,)) for one in ours if one.kind is Kind.DIRECT for span in one.content)
        for at, (report, kind) in enumerate(theirs):
            if kind is not Kind.DIRECT:
                kept += [] if at in lost else [report]
            elif report.source and report.cue:
                kept += [] if overlap(report.content, quoted_words.near(report.content)) else [report]
        return tuple(kept)

    def tagged(self) -> Iterator[Report]:
        """Yield the tagger's reports that take place, each in the unit of its anchor; none outside all units."""
        told: defaultdict[tuple[Span, ...], list[Span]] = defaultdict(list)
        for found in self.reading.reports:
            at = last_begun(self.spans, found.anchor[0])
            if at < 0 or found.anchor[0] >= self.spans[at][1]:
                continue
            found = whole_words(self.clauses[at], found)
            content = tuple(without_that(self.clauses[at], self.own(found.content), found.cue))
            content = with_preposition(self.clauses[at], content, (*found.cue, *found.source))
            content = self.first_sentence(without_link(self.clauses[at], content))
            found = replace(found, source=self.own_source(self.clauses[at], found))
            around = (*found.source, *found.cue)
            fits = content and length(self.own(around)) == length(around) and not self.remarked(found)
            again = content in told and (not around or overlap(told[content], around) > 0)
            again = again or self.said_by_others(self.clauses[at], found)
            if fits and not again and takes_place(self.clauses[at], found):
                told[content] += around
                yield Report(content, found.source, found.cue, rule_of(self.text, found), at)

    def first_sentence(self, content: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return a content up to a sentence that is a quotation, where nothing before it is."""
        start, end = content[0] if content else (0, 0)
        cut = QUOTED_NEXT.search(self.text, start, end)
        return ((start, cut.start()),) if cut and not OPENING & {*self.text[start : cut.start()]} else content

    def said_by_others(self, clauses: Clauses, found: Tagged) -> bool:
        """Tell whether the verb of a report only takes up what others say."""
        verb, start = tokens(clauses, found.anchor), tokens(clauses, found.content[0])
        return bool(verb and start) and start[0] > verb[0] and said_by_others(clauses, verb[0], start[0])

    def own_source(self, clauses: Clauses, found: Tagged) -> tuple[Span, ...]:
        """Return the source of a report, that of the cue's own clause where the tagger has one further off."""
        cue = tokens(clauses, found.cue[0]) if found.cue else []
        if cue[:1] == [0] and clauses.lower[0].endswith("ing") and clauses.lower[0] != "according":
            return self.source_behind(clauses, found)
        if cue and (document := document_before(clauses, cue[0])):
            return clauses.spans(*document)
        source = [at for span in found.source[:1] for at in tokens(clauses, span)]
        cut = clauses.lower[source[-1] : source[-1] + 2] if source else ()
        if len(source) > 2 and cut[:1] == ("the",) and cut[1:] in (("time",), ("moment",)):  # "Residents at the | time"
            del source[-2:]
            found = replace(found, source=(*clauses.spans(source[0], source[-1]), *found.source[1:]))
        before = clauses.parse.tags[source[0] - 1] if source and source[0] else ""
        if before in ("POS", "DT", "PRP$"):  # "Tilden Steel's | statement"
            return clauses.spans(core(clauses, source[0])[0], source[-1])
        if source and is_told(clauses, source[-1], cue):
            return ()
        own = clause_subject(clauses, cue[0]) if cue and clauses.is_verb(cue[-1]) else None
        if own is None or not found.source or found.source[0][1] > clauses.unit.spans[own[0]][0]:
            return found.source
        return clauses.spans(*own)

    def source_behind(self, clauses: Clauses, found: Tagged) -> tuple[Span, ...]:
        """Return the source of a participle that begins its sentence: Lee in "Calling it a gift, Lee said …"."""
        if found.source and found.source[0] > found.content[-1]:
            return found.source
        start, end = found.content[-1][1], clauses.unit.span[1]
        later = (one for one in self.reading.reports if start <= one.anchor[0] < end and one.source)
        return next((one.source for one in later if one.source[0][0] >= start), ())

    def goes_on(self, first: Span, span: Span) -> bool:
        """Tell whether a piece of a content that begins with the ``first`` can be one: in its line, or a sentence."""
        before = self.text[first[1] : span[0]]
        begins = self.text[span[0]] in OPENING or before.endswith("\n") or before.rstrip()[-1:] in ENDING
        return "\n" not in before or begins

    def own(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield what is the article's own of spans: no label, no line of the page."""
        for start, end in spans:
            for number in touching(self.bodies, (start, end)):
                yield max(start, self.bodies[number][0]), min(end, self.bodies[number][1])

    def remarked(self, found: Tagged) -> bool:
        """Tell whether the source comes in a remark on what somebody else said: "…, a charge that the firm denies"."""
        if not found.source or found.source[0][0] < found.content[-1][1]:
            return False
        return bool(REMARK.fullmatch(self.text, found.content[-1][1], found.source[0][0]))

    def undoubted(self, one: "Ours") -> bool:
        """Tell whether a report of the rules is one, however little the tagger thinks of its cue."""
        start = one.content[0][0]
        after_that = self.text[max(0, start - NEAR) : start].rstrip().endswith(" that")
        cue = tokens(self.clauses[one.unit], one.report.cue[0]) if one.report.cue else []
        if cue and document_before(self.clauses[one.unit], cue[0]):
            return True
        named = any(self.text[slice(*span)] in words("acronyms_like_words") for span in one.report.source)
        return one.report.rule in UNDOUBTED or after_that or named or self.fills_sentence(one) or self.is_shown(one)

    def is_item(self, one: "Ours") -> bool:
        """Tell whether a report is an item of a list below its cue and a colon."""
        cue = one.report.cue[-1][1] if one.report.cue else 0
        line = self.text.find("\n", cue, one.content[0][0]) if one.report.rule is Rule.COLON else -1
        return line >= 0 and self.text[cue:line].rstrip().endswith(":")

    def is_shown(self, one: "Ours") -> bool:
        """Tell whether a document is all that stands before "shows", and a clause behind it: "The results show …"."""
        clauses = self.clauses[one.unit]
        cue = [at for span in one.report.cue[:1] for at in tokens(clauses, span)]
        source = [at for span in one.report.source for at in tokens(clauses, span)]
        said = [at for span in one.content for at in tokens(clauses, span)]
        begins = source[:1] == [0] and clauses.parse.labels[cue[0]] == "ROOT" if cue else False
        document = any(sort_of(clauses.lower[at]) is Sort.DOCUMENT for at in source[-1:])
        shows = verbs("cue_verbs").get(clauses.lower[cue[-1]]) in ("find", "show") if cue else False
        return bool(begins and document and shows and said and clauses.finite(said[0], said[-1]))

    def fills_sentence(self, one: "Ours") -> bool:
        """Tell whether a sentence is nothing but the report of an object: "Lee complained about the noise."."""
        clauses = self.clauses[one.unit]
        cue = [at for span in one.report.cue[:1] for at in tokens(clauses, span)]
        is_main = [clauses.parse.labels[at] for at in cue[:1]] == ["ROOT"]
        before = self.text[clauses.unit.span[0] : one.report.source[0][0]] if one.report.source else "no source"
        whole = all(word[0].isupper() for word in WORDS.findall(before))  # "Ana | Lund"
        rest = self.text[one.content[-1][1] : clauses.unit.span[1]]
        return one.report.rule is Rule.OBJECT_OF_CUE and is_main and whole and not WORDS.search(rest)

    def nested(self, ours: Sequence["Ours"]) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the rules' reports of which one, its source last, has the other in what it says."""
        told = Places((number, one.content) for number, one in enumerate(ours) if one.kind is Kind.INDIRECT)
        for number, one in enumerate(ours):
            for at in told.near(one.report.cue) if one.kind is Kind.INDIRECT else ():
                last = ours[at].report.cue and ours[at].report.cue[0][0] > ours[at].content[-1][0]
                if at != number and last and overlap(one.report.cue, ours[at].content) == length(one.report.cue) > 0:
                    yield number, at

    def ragged(self, one: "Ours", other: Report) -> bool:
        """Tell whether the tagger's content begins or ends within a phrase, or is in pieces that the rules join.

        What holds the tagger's source is no better.
        """
        beside = not one.report.source or one.report.source[0][0] == other.source[0][0] if other.source else False
        if overlap(one.content, other.source) and (beside or overlap(one.report.source, other.content)):
            return False
        begins, ends = other.content[0][0], other.content[-1][1]
        said = self.lower_words(*other.content[0])
        inside_start = one.content[0][0] != begins and (
            not OPEN.isdisjoint(self.lower_words(max(0, begins - NEAR), begins)[-1:])
            or not words("prepositions").isdisjoint(said[:1])
        )
        last = self.lower_words(max(begins, ends - NEAR), ends)[-1:]
        inside_end = one.content[-1][1] != ends and not (
            words("prepositions") | words("auxiliaries") | OPEN
        ).isdisjoint(last)
        inside_end = inside_end or self.lacks_verb(one, other)
        apart = "\n" in self.text[begins:ends] and all(self.goes_on(other.content[0], span) for span in other.content)
        pieces = len(one.content) < len(other.content) and not apart
        inside_end = inside_end or self.cuts_quotation(one, other)
        short = len(said) <= FEW and length(other.content) < length(one.content)
        cut = inside_start or inside_end or pieces or short or self.lacks_second_verb(one, other)
        return cut or self.lacks_subject(one) or self.lacks_subject(other)

    def lower_words(self, start: int, end: int) -> list[str]:
        """Return the words between two places in the text, in lower case."""
        return [word.lower() for word in WORDS.findall(self.text, start, end)]

    def lacks_subject(self, one: "Ours | Report") -> bool:
        """Tell whether a content begins with its verb, as in "which Lee said was sound"."""
        clauses = self.clauses[one.unit]
        start = one.content[0][0]
        return any(clauses.parse.tags[at] in FINITE for at in tokens(clauses, (start, start + 1))[:1])

    def lacks_second_verb(self, one: "Ours", other: Report) -> bool:
        """Tell whether only the rules' content goes on behind its cue: "It sank, Lee said, | and was never found"."""
        clauses = self.clauses[one.unit]
        more = [at for span in one.content[1:] for at in tokens(clauses, span)]
        resumed = len(more) > 1 and clauses.lower[more[0]] == "and" and clauses.parse.tags[more[1]] in FINITE
        return resumed and not overlap(one.content[1:], other.content)

    def cuts_quotation(self, one: "Ours", other: Report) -> bool:
        """Tell whether the tagger's content has only a part of a quotation that is the rules' report's as a whole."""
        parts = [part for number in one.report.quotations for part in self.marks[number].parts]
        return 0 < overlap(parts, other.content) < QUOTED * length(parts)

    def lacks_verb(self, one: "Ours", other: Report) -> bool:
        """Tell whether the tagger's content ends with a subject whose verb only the rules' content holds."""
        clauses = self.clauses[one.unit]
        end = other.content[-1][1]
        at = next(iter(tokens(clauses, (end - 1, end))), -1)
        if at < 0 or clauses.masked(at):
            return False
        heads, labels = clauses.parse.heads, clauses.parse.labels
        while heads[at] < at and labels[at] not in SUBJECTS:
            at = heads[at]
        verb = heads[at]
        return labels[at] in SUBJECTS and verb > at and overlap((clauses.unit.spans[verb],), one.content) > 0

    def spoken(self, one: "Ours", same: Sequence[tuple[Report, Kind]]) -> Iterator[Report]:
        """Yield a quotation, perhaps with the tagger's source; nothing where it is part of what the tagger has."""
        for other, kind in same:
            # A quotation that the tagger has as part of a longer content under the same cue is that report's.
            if kind is not Kind.DIRECT and overlap(one.content, other.content) >= QUOTED * length(one.content):
                return
        outside = (o for o, _ in same if o.source and not overlap((*o.cue, *o.source), one.content))
        said = next((o for o in outside if alike(one.content, o.content)), None)
        yield replace(one.report, source=said.source, cue=said.cue) if said else one.report


def is_citing(text: str, report: Report) -> bool:
    """Tell whether somebody is quoted by another, which the tagger knows badly: "quoted Lee as saying"."""
    inside = bool(report.source) and len(report.cue) > 1 and report.cue[0] < report.source[0] < report.cue[-1]
    return inside or (bool(report.source) and any(CITED.search(text[start:end]) for start, end in report.cue))


@dataclass(frozen=True, slots=True)
class Ours:
    """A report of the rules with its kind and its whole content."""

    report: Report
    kind: Kind
    content: tuple[Span, ...]

    @property
    def unit(self) -> int:
        """The number of the unit that it stands in."""
        return self.report.unit

    @property
    def spans(self) -> tuple[Span, ...]:
        """All that it covers."""
        return spans_of(replace(self.report, content=self.content))


def spans_of(report: Report) -> tuple[Span, ...]:
    """Return all that a report covers."""
    return (*report.content, *report.cue, *report.source)


def alike_or_same_cue(one: Ours, other: Report) -> bool:
    """Tell whether two reports are the same, by their cue or by their content."""
    return overlap(one.report.cue, other.cue) > 0 or alike(one.content, other.content)


def chance(report: Report, chances: Places[tuple[Span, float]]) -> float:
    """Return the tagger's chance that a word of the report's cue, or of its source, is what a report hangs on."""
    spans = report.cue or report.source
    return max((p for span, p in chances.near(spans) if overlap((span,), spans)), default=0.0)
