"""Find content that stands before its cue, and what goes on after it: "A, he said, B"."""

from onrecord.extract.reports.content_end import ends_at_joint, mask_end, right_end
from onrecord.extract.reports.cue_frame import Frame
from onrecord.extract.sentences.clauses import SUBORDINATORS, Clauses, Range
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words


def has_left(clauses: Clauses, frame: Frame, after: int) -> bool:
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
    medial = clauses.lower[after : after + 1] == (",",) and after + 1 < clauses.size and frame.cue.clausal
    medial = (
        medial and not clauses.masked(after + 1) and clauses.parse.tags[after + 1] != "VBG" and clauses.lower[at] == ","
    )
    return (medial and clauses.finite(after + 1, clauses.size - 1)) or clauses.finite(frame.floor, at - 1)


def idle(clauses: Clauses, at: int) -> bool:
    """Tell whether what follows the group from ``at`` is no clause and no object, so that nothing is said there."""
    if clauses.finite(at, clauses.size - 1) or clauses.lower[at] in ("that", "to"):
        return False
    return clauses.parse.tags[at] not in STARTS


def left_range(clauses: Clauses, frame: Frame) -> Range | None:
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
    if clauses.lower[first : first + 3] == ("for", "example", ",") or clauses.lower[first : first + 3] == (
        "for",
        "instance",
        ",",
    ):
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


def second_part(clauses: Clauses, frame: Frame, at: int, left: Range) -> Range | None:
    """Return the tokens after the group that go on with what stood before it: "A, he said, B"."""
    parse = clauses.parse
    if at >= clauses.size:
        return None
    if clauses.masked(left[1]):
        mask = next((i for i in range(at, clauses.size) if clauses.masked(i)), None)
        if mask is not None and not any(
            clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i) for i in range(at, mask)
        ):
            return mask, mask_end(clauses, frame.cue, mask)
    if clauses.masked(at):
        return at, right_end(clauses, frame.cue, at)
    if clauses.lower[at] not in (",", "--"):
        return None
    after = at + 1
    if after >= clauses.size:
        return None
    if clauses.masked(after):
        return after, right_end(clauses, frame.cue, after)
    word = clauses.lower[after]
    if ends_at_joint(clauses, frame.cue, at, at):
        return None
    if not clauses.masked(left[1]) and not clauses.finite(left[0], left[1]):
        return after, right_end(clauses, frame.cue, after)
    if (
        parse.tags[after] == "VBG"
        or word in ("who", "whose", "when", "after", "as", "while")
        or (word == "which" and frame.after)
    ):
        return None
    if clauses.masked(left[1]) or word in ("but", "although", "while", "even"):
        return None
    return after, right_end(clauses, frame.cue, after)


def brings_quotation(clauses: Clauses, frame: Frame, at: int) -> bool:
    """Tell whether a quotation follows cue and comma, after its mere occasion: "When asked, he said, “…”"."""
    if at + 1 >= clauses.size or clauses.lower[at] != "," or not (clauses.masked(at + 1) or clauses.unit.opens(at + 1)):
        return False
    before = range(frame.floor, frame.begin(clauses))
    return not any(clauses.masked(i) or clauses.unit.quoted(i) for i in before) and any(
        clauses.lower[i] in SUBORDINATORS or clauses.lower[i] in ("asked", "pressed") for i in list(before)[:2]
    )
