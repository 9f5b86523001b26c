"""Find content that stands before its cue, and what goes on after it: "A, he said, B"."""

from onrecord.extract.reports.content_end import ends_at_joint, mask_end, right_end
from onrecord.extract.reports.cue_frame import CueFrame
from onrecord.extract.sentences.clauses import SUBORDINATORS, Clauses, Range
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words

LEAVING = frozenset(("who", "whose", "when", "after", "as", "while", "but", "although", "even"))
"""Words that after a parenthesis begin what the author adds."""


def has_left(clauses: Clauses, frame: CueFrame, after: int) -> bool:
    """Tell whether something that could be said stands before the group, set off by a comma, dash or mark.

    ``after`` is the first token after the group and its adjuncts: a comma there makes the group a parenthesis.
    """
    at = frame.begin(clauses) - 1
    if at < frame.floor:
        return False
    if clauses.masked(at):
        return True
    if clauses.lower[at] not in (",", "--", "-") or at <= frame.floor:
        return False
    commas = clauses.lower[at] == "," and clauses.lower[after : after + 1] == (",",)
    if commas and frame.cue.clausal and not clauses.masked(after + 1):
        medial = clauses.parse.tags[after + 1 : after + 2] != ("VBG",) and clauses.finite(after + 1, clauses.size - 1)
        return medial or clauses.finite(frame.floor, at - 1)
    return clauses.finite(frame.floor, at - 1)


def idle(clauses: Clauses, at: int) -> bool:
    """Tell whether what follows the group from ``at`` is no clause and no object, so that nothing is said there."""
    if clauses.finite(at, clauses.size - 1) or clauses.lower[at] in ("that", "to"):
        return False
    return clauses.parse.tags[at] not in STARTS


def left_range(clauses: Clauses, frame: CueFrame) -> Range | None:
    """Return the tokens before the group that are said."""
    last = frame.begin(clauses) - 1
    if not clauses.masked(last):
        last -= 1
    first = frame.floor
    while (
        first <= last
        and not clauses.masked(first)
        and clauses.lower[first] in (",", "--", "-", ":", '"', "'", "but", "and", "--")
    ):
        first += 1
    if first > last:
        return None
    if clauses.lower[first : first + 3] in (("for", "example", ","), ("for", "instance", ",")):
        first += 3
    elif clauses.lower[first + 1 : first + 2] == (",",) and clauses.lower[first] in words("linking_adverbs"):
        first += 2
    if clauses.masked(last):
        mask = last
        while mask - 1 >= first and clauses.masked(mask - 1):
            mask -= 1
        before = clauses.lower[mask - 1] if mask > first else ""
        if before in (",", ":", "--", ".", ";", "?", "!"):
            inner = [i for i in range(first, mask) if clauses.masked(i)]
            first = min(inner) if inner else mask
    return first, last


def second_part(clauses: Clauses, frame: CueFrame, at: int, left: Range) -> Range | None:
    """Return the tokens after the group that go on with what stood before it: "A, he said, B"."""
    if clauses.masked(left[1]) and (resumed := resumed_quotation(clauses, frame, at)):
        return resumed
    begins = at if clauses.masked(at) else at + 1
    if begins >= clauses.size or (begins > at and clauses.lower[at] not in (",", "--")):
        return None
    if not clauses.masked(begins) and (
        ends_at_joint(clauses, frame.cue, at, at) or leaves_report(clauses, frame, begins, left)
    ):
        return None
    return begins, right_end(clauses, frame.cue, begins)


def resumed_quotation(clauses: Clauses, frame: CueFrame, at: int) -> Range | None:
    """Return the tokens of the next quotation that no other cue brings in."""
    mask = next((i for i in range(at, clauses.size) if clauses.masked(i)), None)
    if mask is None or any(clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i) for i in range(at, mask)):
        return None
    return mask, mask_end(clauses, frame.cue, mask)


def leaves_report(clauses: Clauses, frame: CueFrame, after: int, left: Range) -> bool:
    """Tell whether what follows a parenthesis is the author's again: "A, he said, though B"."""
    quoted = clauses.masked(left[1])
    if not quoted and not clauses.finite(*left):
        return False
    word = clauses.lower[after]
    return quoted or clauses.parse.tags[after] == "VBG" or word in LEAVING or (word == "which" and frame.after)


def brings_quotation(clauses: Clauses, frame: CueFrame, at: int) -> bool:
    """Tell whether a quotation follows cue and comma, after its mere occasion: "When asked, he said, “…”"."""
    if at + 1 >= clauses.size or clauses.lower[at] != "," or not (clauses.masked(at + 1) or clauses.unit.opens(at + 1)):
        return False
    before = range(frame.floor, frame.begin(clauses))
    return not any(clauses.masked(i) or clauses.unit.quoted(i) for i in before) and any(
        clauses.lower[i] in SUBORDINATORS or clauses.lower[i] in ("asked", "pressed") for i in list(before)[:2]
    )
