"""Find what a cue reports: the clause, quotation or object after it, before it, or on both sides of it."""

from dataclasses import dataclass

from onrecord.extract.clauses import DASHES, FINITE, STOPS, SUBORDINATORS, Clauses, Range
from onrecord.extract.cues import Cue
from onrecord.extract.lexicon import verbs, words
from onrecord.extract.rules import Rule
from onrecord.extract.sources import STARTS

JOINTS = frozenset((",", "--", "-", ";"))
OPENERS = frozenset(("that", "whether", "if", "how", "why", "what", "where", "who"))


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of what is said, and the rule that found them."""

    ranges: tuple[Range, ...]
    rule: Rule
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a cue's group stands: ``first`` to ``last`` covers source, auxiliaries and verb; ``floor`` is the least token
    that may belong to its content."""

    cue: Cue
    source: Range | None
    after: bool
    floor: int

    @property
    def first(self) -> int:
        """Return the first token of source and cue."""
        return min(self.cue.first, self.source[0]) if self.source and not self.after else self.cue.first

    @property
    def last(self) -> int:
        """Return the last token of cue and inverted source."""
        return self.source[1] if self.source and self.after else self.cue.last


def has_left(clauses: Clauses, frame: Frame) -> bool:
    """Tell whether something that could be said stands before the group, set off by a comma, dash or mark."""
    at = frame.first - 1
    if at < frame.floor:
        return False
    if clauses.masked(at):
        return True
    return clauses.lower[at] in (",", "--", "-") and at > frame.floor and clauses.finite(frame.floor, at - 1)


def addressee_end(clauses: Clauses, frame: Frame) -> int:
    """Return the last token of the one who is told, or the cue's last."""
    cue = frame.cue
    if frame.after or cue.base not in words("addressee_verbs"):
        return frame.last
    at = cue.last + 1
    if at >= clauses.size or clauses.masked(at) or clauses.lower[at] in OPENERS or clauses.parse.tags[at] not in STARTS:
        return frame.last
    end = clauses.long_noun_phrase_end(at)
    if clauses.lower[end + 1 : end + 2] == ("'s",):
        end = clauses.noun_phrase_end(end + 2)
    if end + 2 < clauses.size and clauses.lower[end + 1] in ("and", "&") and clauses.parse.tags[end + 2] in STARTS:
        more = clauses.noun_phrase_end(end + 2)
        if more > end + 2 or clauses.lower[more + 1 : more + 2] in (("that",), (",",)):
            end = more
    return end if clauses.lower[at] not in ("it",) else at


def ends_at_joint(clauses: Clauses, cue: Cue, at: int, start: int) -> bool:
    """Tell whether the content stops before the comma, dash or conjunction at ``at``: what follows goes with the cue."""
    parse = clauses.parse
    after = at + 1 if clauses.lower[at] in JOINTS else at
    if after >= clauses.size or clauses.masked(after):
        return False
    word = clauses.lower[after]
    if word == "according":
        return True
    comma = after > at
    if comma and parse.tags[after] == "VBG" and (verbs("cue_verbs").get(word) or verbs("object_verbs").get(word)):
        return True
    if comma and parse.tags[after] in ("RB", "VBG") and after + 1 < clauses.size and clauses.lower[after + 1] in ("saying", "adding"):
        return True
    if word in ("and", "but") and after + 1 < clauses.size:
        head = parse.heads[after]
        joined = parse.heads[head] if parse.labels[head] == "conj" else head
        follows = clauses.lower[after + 1]
        skip = after + 2 if parse.tags[after + 1] == "RB" and after + 2 < clauses.size else after + 1
        if parse.tags[skip] in ("VBD", "VBZ") and verbs("cue_verbs").get(clauses.lower[skip]) and follows_cue(clauses, skip, parse.tags[cue.verb]):
            return True
        if parse.labels[head] == "conj" and head > after and joined == cue.verb and clauses.is_verb(head):
            own = parse.child(head, "nsubj", "nsubj:pass")
            if own is None:
                return parse.tags[head] in FINITE and (comma or follows in verbs("cue_verbs")) and follows != "that"
            return comma and word == "but" and clauses.lower[own] not in words("pronouns")
    if comma:
        top = after
        while at < parse.heads[top] and parse.heads[top] != top:
            top = parse.heads[top]
        if parse.heads[top] == cue.verb and top > after - 1 and parse.labels[top] in ("advcl", "conj") and word not in ("and", "that"):
            return word in SUBORDINATORS or parse.tags[after] == "VBG" or word == "but"
    return False


def follows_cue(clauses: Clauses, at: int, tag: str) -> bool:
    """Tell whether a verb after "and" is a cue of its own: it has the first cue's tense, or its content begins at once."""
    if clauses.parse.tags[at] == tag:
        return True
    after = at + 1
    return after < clauses.size and (clauses.masked(after) or clauses.lower[after] in ("that", ":") or clauses.unit.opens(after))


def relative_end(clauses: Clauses, cue: Cue, start: int, last: int) -> int:
    """Return where a relative clause ends, when the sentence's own verb follows it: "the mayor, who said so, left"."""
    for at in range(start + 1, last):
        if clauses.lower[at] == "," and clauses.parse.tags[at + 1] in FINITE:
            return at - 1
    return last


def preposed_end(clauses: Clauses, cue: Cue, start: int, last: int) -> int:
    """Return where the clause of a cue that stands before its main clause ends: "After saying so, the mayor left"."""
    head = clauses.parse.heads[cue.verb]
    if clauses.parse.labels[cue.verb] not in ("advcl", "csubj") or head <= start:
        return last
    subject = clauses.parse.child(head, "nsubj", "nsubj:pass")
    limit = min(head, subject if subject is not None and subject > start else head)
    commas = [at for at in range(start + 1, limit) if clauses.lower[at] == ","]
    return commas[-1] - 1 if commas else last


def right_end(clauses: Clauses, cue: Cue, start: int) -> int:
    """Return the last token of content that begins at ``start`` after the cue."""
    last = clauses.last_word()
    if clauses.parse.labels[cue.verb] == "acl:relcl":
        last = relative_end(clauses, cue, start, last)
    last = preposed_end(clauses, cue, start, last)
    for at in range(start + 1, last + 1):
        if (clauses.lower[at] in JOINTS or clauses.lower[at] in ("and", "but") or clauses.lower[at] == "according") and ends_at_joint(clauses, cue, at, start):
            return at - 1
    return last


def right_start(clauses: Clauses, frame: Frame) -> tuple[int, int]:
    """Return the first token that could be content after the group, and the addressee's last token."""
    told = addressee_end(clauses, frame)
    at = told + 1
    limit = min(clauses.size, at + 14)
    for i in range(at, limit):
        if clauses.lower[i] == "that" and clauses.parse.tags[i] in ("IN", "WDT", "DT"):
            if clauses.parse.tags[i] == "IN" or i == at or clauses.parse.labels[i] == "mark":
                return i, told
        if clauses.masked(i) or clauses.parse.tags[i] in FINITE or clauses.lower[i] in (",", ":", ";"):
            break
    clause = clauses.parse.child(frame.cue.verb, "ccomp")
    skipped = clauses.skip_adjuncts(at)
    if clause is not None and clause > told:
        left = clauses.parse.left[clause]
        if at <= left <= skipped:
            return left, told
    return skipped, told


def left_range(clauses: Clauses, frame: Frame) -> Range | None:
    """Return the tokens before the group that are said."""
    last = frame.first - 1
    if not clauses.masked(last):
        last -= 1
    first = frame.floor
    while first <= last and not clauses.masked(first) and clauses.lower[first] in (",", "--", "-", ":", '"', "'"):
        first += 1
    if first > last:
        return None
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
        if mask is not None and not any(clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i) for i in range(at, mask)):
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
    if parse.tags[after] == "VBG" or word in ("who", "which", "whose", "when", "after", "as", "while"):
        return None
    top = after
    while parse.heads[top] > at and parse.heads[top] != top:
        top = parse.heads[top]
    head = parse.heads[top]
    if head < frame.first and left[0] <= head <= left[1]:
        return after, right_end(clauses, frame.cue, after)
    if any(clauses.masked(i) for i in range(left[0], left[1] + 1)) and not any(clauses.masked(i) for i in range(after, clauses.size)):
        return None
    if word in ("because", "since", "although", "though", "unless", "until", "even", "not", "including", "which", "so", "despite"):
        return after, right_end(clauses, frame.cue, after)
    return None


def content(clauses: Clauses, frame: Frame) -> Content | None:
    """Return what the cue reports, or nothing."""
    cue = frame.cue
    at, told = right_start(clauses, frame)
    ended = at >= clauses.size or clauses.lower[at] in STOPS or at > clauses.last_word()
    if has_left(clauses, frame) and cue.quoting and not cue.passive:
        joint = ended or clauses.lower[at] in (",", "--", "-", ")", '"') or clauses.lower[at] in SUBORDINATORS
        if joint or frame.after or clauses.masked(frame.first - 1) and not clauses.masked(at) and clauses.lower[at] not in ("that", ":"):
            left = left_range(clauses, frame)
            if left:
                more = None if ended else second_part(clauses, frame, at, left)
                return Content((left, more) if more else (left,), Rule.CUE_MIDDLE if more else Rule.CUE_LAST)
    if ended:
        return None
    return right_content(clauses, frame, at, told)


def right_content(clauses: Clauses, frame: Frame, at: int, told: int) -> Content | None:
    """Return what stands after the cue: a quotation, a clause or, for some verbs, an object."""
    cue = frame.cue
    word = clauses.lower[at]
    addressed = told if told > frame.last else None
    if word in (",", ":") and at + 1 < clauses.size:
        if clauses.masked(at + 1) or word == ":":
            return Content(((at + 1, mask_end(clauses, cue, at + 1)),), Rule.CUE_FIRST, addressed)
        close = next((i for i in range(at + 1, min(at + 9, clauses.size)) if clauses.lower[i] == ","), None)
        if close is None or not cue.clausal:
            return None
        at = close + 1
        if at >= clauses.size:
            return None
        if clauses.lower[at] != "that" and not clauses.masked(at) and not clauses.finite(at, clauses.last_word()):
            return None
        word = clauses.lower[at]
    if clauses.masked(at) and cue.quoting:
        return Content(((at, mask_end(clauses, cue, at)),), Rule.CUE_FIRST, addressed)
    start = at + 1 if word == "that" else at
    if start >= clauses.size:
        return None
    end = right_end(clauses, cue, start)
    if object_relative(clauses, frame):
        return None
    clausal = cue.clausal and (word == "that" or word in OPENERS or clauses.finite(start, end) or (clauses.parse.child(cue.verb, "ccomp") or 0) >= start or cue.base in words("infinitive_verbs") and word == "to")
    if clausal and word in SUBORDINATORS and word not in OPENERS and not clauses.parse.child(cue.verb, "ccomp"):
        comma = next((i for i in range(start, end) if clauses.lower[i] == ","), None)
        if comma is None or not clauses.finite(comma, end):
            return None
    if clausal:
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    if clauses.parse.labels[cue.verb] == "acl:relcl" or frame.first and clauses.lower[frame.first - 1] == "what":
        return None
    if cue.objective and end > start:
        return Content(((told + 1 if cue.last >= told else start, end),), Rule.OBJECT_OF_CUE, addressed)
    return None


def object_relative(clauses: Clauses, frame: Frame) -> bool:
    """Tell whether the cue's own object is the noun before it: "the lawsuit Lee announced on Monday"."""
    if clauses.parse.labels[frame.cue.verb] != "acl:relcl" or not frame.source or frame.after:
        return False
    before = frame.source[0] - 1
    return before >= 0 and clauses.parse.heads[frame.cue.verb] == before and clauses.lower[frame.source[0]] not in ("who", "which")


def mask_end(clauses: Clauses, cue: Cue, at: int) -> int:
    """Return the end of content that begins with a masked quotation."""
    if not clauses.masked(at):
        return right_end(clauses, cue, at)
    end = at
    while end + 1 < clauses.size and clauses.masked(end + 1):
        end += 1
    rest = end + 1
    if rest >= clauses.size or clauses.lower[rest] in STOPS | DASHES | {","}:
        return end
    return right_end(clauses, cue, end)
