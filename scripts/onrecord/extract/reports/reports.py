"""Apply the rule families to a unit: each gives reports, source and cue and content as spans of the article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.extract.reports.contents import JOINTS, content, past_link
from onrecord.extract.reports.cues import Content, Cue, CueFrame, cues, group_start, is_passive
from onrecord.extract.reports.ends import before_outer
from onrecord.extract.reports.others import said_by_others
from onrecord.extract.reports.sources import joined_body_end, source
from onrecord.extract.reports.unsaid import unsaid, unsaid_by
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import (
    BEFORE_HEAD,
    FINITE,
    NAMES,
    NOMINAL,
    STARTS,
    Clauses,
    Range,
    core,
    phrase,
    titled_name_end,
)
from onrecord.lexicon.lists import verbs, words
from onrecord.model.attribution import Span

INNER = words("subordinators") | {"who", "which", "that", "and", "but", "whose"}
"""Words that begin a clause inside another."""
LONGEST_CITED = 20
"""Tokens after "quoted" within which "as saying" stands."""


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
    cue = [(frame.cue.first or frame.cue.verb, cue_last)]
    if frame.source and cue[0][0] < frame.source[0] and frame.source[1] < cue_last:  # "quoted Lee as saying"
        cue = [(frame.cue.first, frame.source[0] - 1), (frame.source[1] + 1, cue_last)]
    return Report(
        content=tuple(dict.fromkeys(spans)),
        source=clauses.spans(*frame.source) if frame.source else (),
        cue=tuple(clauses.unit.text_range(*part) for part in cue),
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
    outer: tuple[Range, int] | None = None  # the source of the report that others stand in, and where it ends
    for cue in cues(clauses):
        if cited := cites(clauses, cue):
            yield from quoted_as(clauses, cue, cited, floor)
            continue
        trailing = outer and clauses.parse.tags[cue.verb] == "VBG" and clauses.lower[cue.first - 1] == ","
        found_source, after = source(clauses, cue, outer[0] if outer and trailing else before)
        if unsaid_by(clauses, cue.verb, found_source) or not hears(clauses, cue, found_source):
            continue
        frame = CueFrame(cue, found_source, after, floor)
        found = content(clauses, frame)
        if found is None and found_source and not after and (wider := back_to_comma(clauses, frame)):
            found = content(clauses, wider)
            found = found if found and found.rule is not Rule.CUE_FIRST else None
            frame = wider if found else frame
        if (
            found is None
            or said_by_others(clauses, cue.verb, found.ranges[0][0])
            or not any(clauses.spans(*part) for part in found.ranges)
        ):
            continue
        found = without_agent(clauses, frame, found)
        end = found.ranges[-1][1]
        if found.rule in (Rule.CUE_LAST, Rule.CUE_MIDDLE):
            floor = frame.last + 1
        elif clauses.lower[end + 1 : end + 2] == (";",):
            floor = end + 2
        before = frame.source or before
        if frame.source and (outer is None or cue.verb > outer[1]):
            outer = frame.source, end
        yield frame, found


def without_agent(clauses: Clauses, frame: CueFrame, found: Content) -> Content:
    """Return a content up to who says it in a passive: "as sound" of "described as sound by Lee"."""
    start, end = found.ranges[-1]
    by = frame.source[0] - 1 if frame.source and frame.cue.passive else 0
    if not start < by < end or clauses.lower[by] != "by" or frame.source is None or frame.source[1] < end - 1:
        return found
    return replace(found, ranges=(*found.ranges[:-1], (start, by - 1)))


def quoted_as(clauses: Clauses, cue: Cue, verb: int, floor: int) -> Iterator[tuple[CueFrame, Content]]:
    """Yield what somebody is quoted by ``verb`` "as saying", where "saying" is the cue."""
    if verb == cue.verb:
        return
    if not is_cited(clauses, verb):
        if found := content(clauses, (whole := citing(clauses, cue, verb, floor))):
            yield replace(whole, source=(verb + 1, cue.first - 2)), found
        return
    first = group_start(clauses, verb)
    found_source, after = source(clauses, replace(cue, verb=verb, first=first, last=verb, passive=False))
    frame = CueFrame(replace(cue, first=first, passive=False), found_source, after, floor)
    if found := content(clauses, frame):
        yield frame, found


def hears(clauses: Clauses, cue: Cue, found: Range | None) -> bool:
    """Tell whether a verb is another than "heard", or its source a body that hears what is said before it."""
    return cue.base != "hear" or bool(found and clauses.lower[found[1]] in words("hearing_bodies"))


def cites(clauses: Clauses, cue: Cue) -> int:
    """Return the verb of whoever passes on what another says: of "quoted" and of "saying" in "quoted Lee as saying".

    It is 0 where neither is the cue.
    """
    lower, at, quoting = clauses.lower, cue.verb, verbs("citing_verbs")
    if lower[at - 1 : at + 1] == ("as", "saying"):
        verb = next((i for i in range(at - 2, max(0, at - LONGEST_CITED), -1) if lower[i] in quoting), 0)
    elif lower[at] in quoting:
        near = range(at + 2, min(clauses.size, at + LONGEST_CITED))
        verb, at = at, next((i for i in near if lower[i - 1 : i + 1] == ("as", "saying")), 0)
    else:
        return 0
    return verb if verb and at and not clauses.finite(verb + 1, at - 1) and not unsaid(clauses, verb) else 0


def is_cited(clauses: Clauses, verb: int) -> bool:
    """Tell whether what follows the verb is not who is quoted: "was quoted as saying", "quoted by the Herald"."""
    passive = is_passive(clauses, group_start(clauses, verb), verb)
    return passive or clauses.lower[verb + 1] in words("prepositions") | {"as"}


def citing(clauses: Clauses, cue: Cue, verb: int, floor: int) -> CueFrame:
    """Return the frame of "saying" with all from whoever quotes somebody as its source: what is said lies outside."""
    first = group_start(clauses, verb)
    outer, after = source(clauses, replace(cue, verb=verb, first=first, last=verb))
    begin = outer[0] if outer and not after else core(clauses, first - 1)[0]
    return CueFrame(replace(cue, first=first), (begin, cue.first - 2), after=False, floor=floor)


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
        if start == at + 4:
            end = apposed_end(clauses, end)
        tail, before = clauses.last_word(), lower[at - 1] if at else ";"
        apart = at > 0 and before not in ("and", "that") and lower[end + 1 : end + 2] == (",",)
        if apart and not clauses.finite(end + 1, tail):
            end = tail
        comma = lower[end + 1 : end + 2] == (",",)
        first = end + 2 if comma else end + 1
        begins = past_link(clauses, int(lower[0] in JOINTS))
        ranges: tuple[Range, ...] = ((begins, at - 1),)
        if before in (";", ":") or (comma and (start == at + 4 or before in ("and", "but", "that"))):
            ranges = ((first, tail),)
        elif comma and first < tail and (begins == at or lower[first] not in ("who", "which", "and", "a", "the")):
            ranges = ((begins, at - 1), (first, tail))
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
    """Yield the reports of nouns: "Lee's claim that ...", "a warning from officials that ...", "her view is that"."""
    parse = clauses.parse
    for at in range(1, clauses.size - 2):
        if not parse.tags[at].startswith("NN") or clauses.masked(at):
            continue
        noun = clauses.lower[at].removesuffix("s")
        found, that, first = None, at + 1, at
        if noun in words("content_nouns"):
            found, that = nominal_source(clauses, at)
        if found is None and noun in words("content_nouns") | words("nouns_made"):
            (found, first), that = made(clauses, at), at + 1
        elif found and clauses.lower[that] in ("is", "was") and that + 1 < clauses.size:
            that += 1
        if found is None or clauses.lower[that] != "that" or parse.tags[that] not in ("IN", "WDT", "DT", "RB"):
            continue
        last = nominal_end(clauses, that, min(at, found[0]))
        if last <= that or not any(begins_group(clauses, i) for i in range(that + 1, last + 1)):
            continue
        spans = clauses.spans(that + 1, min(last, clauses.last_word()))
        cue = (clauses.unit.text_range(first, max(at, that - 1) if that - at == 2 and first == at else at),)
        yield Report(spans, clauses.spans(*found), cue, Rule.NOUN_CUE, number, clauses.quotations(that, last))


def nominal_end(clauses: Clauses, that: int, first: int) -> int:
    """Return where the clause of a noun ends: before the noun's own verb where the noun begins the sentence."""
    parse, clause = clauses.parse, clauses.parse.heads[that]
    last = parse.right[clause] if clause > that else clauses.last_word()
    joints = (i for i in range(that + 1, last) if clauses.lower[i] in (",", "--"))
    last = next((i - 1 for i in joints if clauses.finite(that + 1, i)), last)
    begins = parse.tags[:first]
    if clauses.lower[that - 1] in ("is", "was") or any(tag[:2] in ("VB", "MD", "IN") for tag in begins):
        return last
    groups = [i for i in range(that + 1, clauses.size) if begins_group(clauses, i)]
    for before, verb in pairwise(groups):
        inner = (i for i in range(before + 1, verb) if clauses.lower[i] in INNER)
        if all(clauses.lower[i + 1] in words("time_nouns") for i in inner):
            return verb - 1
    return last


def begins_group(clauses: Clauses, at: int) -> bool:
    """Tell whether a group of verbs begins with the token, one that the tagger took for a participle among them."""
    tag, before = clauses.parse.tags[at], at - 1
    if clauses.masked(at):
        return not clauses.masked(before)
    while before > 0 and clauses.parse.tags[before] in ("RB", "TO"):
        before -= 1
    helped = clauses.lower[before] in words("auxiliaries") or clauses.parse.tags[before] == "MD"
    goes_on = clauses.parse.tags[at + 1 : at + 2] and clauses.parse.tags[at + 1] in STARTS | {"IN", "TO", "RB", "RBR"}
    own = clauses.lower[at + 1 : at + 2] != ("by",) and clauses.lower[at - 1] != "to" and bool(goes_on)
    taken = tag in ("VBN", "VB") and own
    return (tag in FINITE or taken) and not helped


def made(clauses: Clauses, at: int) -> tuple[Range | None, int]:
    """Return who makes what the noun says, and the verb: "Lee issued a stern warning that ..."."""
    verb, making = at - 1, verbs("making_verbs")
    while verb > 0 and clauses.lower[verb] not in making and clauses.parse.tags[verb] in BEFORE_HEAD:
        verb -= 1
    base = making.get(clauses.lower[verb])
    named = clauses.unit.words[verb][0].isupper()  # "the Post reports that"
    if verb < 1 or base is None or named or clauses.masked(verb) or unsaid(clauses, verb):
        return None, at
    first = group_start(clauses, verb)
    if clauses.lower[max(0, first - 1)] == "to":
        return None, at
    cue = Cue(verb, first, verb, base, clausal=False, quoting=False, objective=False, passive=False, fragmentary=False)
    found, after = source(clauses, cue)
    return (None, at) if found is None or after or unsaid_by(clauses, verb, found) else (found, first)


def nominal_source(clauses: Clauses, at: int) -> tuple[Range | None, int]:
    """Return the possessor of a noun, or who stands after it with "from" or "by", and the token after all that."""
    first = at - 1
    while first >= 0 and clauses.parse.tags[first] in ("JJ", "JJR", "JJS", "NN", "VBN", "RB", "RBR"):
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
    flat = max(clauses.long_noun_phrase_end(start), titled_name_end(clauses, start) or start, start)
    if clauses.lower[flat + 1 : flat + 2] == ("by",):  # "a statement by Ana Lund"
        flat = max(flat, clauses.long_noun_phrase_end(flat + 2))
    _, last = phrase(clauses, flat, start, clauses.last_word())
    stops = (
        i for i in range(flat + 1, last + 1) if clauses.lower[i] in (",", "--", ".", ";", ":") or clauses.masked(i)
    )
    end = joined_body_end(clauses, next(stops, max(flat, last) + 1) - 1)
    while clauses.parse.tags[end] in NAMES and words("name_heads").intersection(clauses.unit.words[end + 1 : end + 2]):
        end += 1
    return end


def apposed_end(clauses: Clauses, end: int) -> int:
    """Return where a noun phrase ends with what stands in apposition to it: up to the comma before a quotation."""
    mask = next((i for i in range(end + 1, clauses.size) if clauses.masked(i) or clauses.unit.opens(i)), end)
    apposed = mask > end + 3 and clauses.lower[end + 1] == clauses.lower[mask - 1] == ","
    return mask - 2 if apposed and not clauses.finite(end + 1, mask - 1) else end


def reports(clauses: Clauses, number: int) -> tuple[Report, ...]:
    """Return every report of one unit, in the order of its rule families."""
    return (*verbal(clauses, number), *according(clauses, number), *nominal(clauses, number))


def extended(first: Report, spans: tuple[Span, ...], quotations: frozenset[int]) -> Report:
    """Return the report with further content."""
    return replace(first, content=tuple(sorted({*first.content, *spans})), quotations=first.quotations | quotations)
