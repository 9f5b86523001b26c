"""Find what a cue reports: the clause, quotation or object after it, before it, or on both sides of it."""

from dataclasses import dataclass

from onrecord.extract.clauses import AUXILIARIES, DASHES, FINITE, STOPS, SUBORDINATORS, TIMES, Clauses, Range
from onrecord.extract.cues import Cue
from onrecord.extract.lexicon import verbs, words
from onrecord.extract.rules import Rule
from onrecord.extract.sources import STARTS

JOINTS = frozenset((",", "--", "-", ";", ":"))
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

    def begin(self, clauses: Clauses) -> int:
        """Return the first token of the group, "as" before it included: "as Lee put it"."""
        return self.first - 1 if self.first and clauses.lower[self.first - 1] == "as" else self.first

    @property
    def last(self) -> int:
        """Return the last token of cue and inverted source."""
        return self.source[1] if self.source and self.after else self.cue.last


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
    medial = medial and not clauses.masked(after + 1) and clauses.parse.tags[after + 1] != "VBG" and clauses.lower[at] == ","
    return medial and clauses.finite(after + 1, clauses.size - 1) or clauses.finite(frame.floor, at - 1)


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
        return after < clauses.size and clauses.lower[at] == ":" and clauses.finite(start, at - 1)
    if clauses.lower[at] == ":":
        return False
    word = clauses.lower[after]
    if word == "according":
        return True
    if clauses.unit.quoted(after) and not (word in ("and", "but") and not clauses.unit.quoted(at)):
        return False
    comma = after > at
    if brings_cue(clauses, at, after):
        return True
    if clauses.lower[at] == "--" and word in ("a", "an", "the", "something", "even", "despite", "one", "but") and not any(clauses.lower[i] == "--" for i in range(after, clauses.size)):
        return True
    if comma and parse.tags[after] == "VBG" and (verbs("cue_verbs").get(word) or verbs("object_verbs").get(word)):
        return True
    if comma and parse.tags[after] in ("RB", "VBG") and after + 1 < clauses.size and clauses.lower[after + 1] in ("saying", "adding"):
        return True
    if word in ("and", "but") and after + 1 < clauses.size:
        head = parse.heads[after]
        joined = parse.heads[head] if parse.labels[head] == "conj" else head
        follows = clauses.lower[after + 1]
        skip = after + 2 if parse.tags[after + 1] == "RB" and after + 2 < clauses.size else after + 1
        if parse.tags[skip] in ("VBD", "VBZ", "VBP") and (
            verbs("cue_verbs").get(clauses.lower[skip]) or verbs("object_verbs").get(clauses.lower[skip]) or verbs("fragment_verbs").get(clauses.lower[skip])
        ) and follows_cue(clauses, skip, parse.tags[cue.verb]):
            return True
        if parse.labels[head] == "conj" and head > after and joined == cue.verb and clauses.is_verb(head):
            own = parse.child(head, "nsubj", "nsubj:pass")
            if own is None:
                return parse.tags[head] in FINITE and (comma or follows in verbs("cue_verbs")) and follows != "that"
            return comma and word == "but" and clauses.lower[own] not in words("pronouns")
    if comma and word in ("while", "compared"):
        return True
    if comma:
        top = after
        while at < parse.heads[top] and parse.heads[top] != top:
            top = parse.heads[top]
        if parse.heads[top] == cue.verb and top > after - 1 and parse.labels[top] in ("advcl", "conj") and word not in ("and", "that"):
            return word in SUBORDINATORS or parse.tags[after] == "VBG" or word == "but" and parse.tags[after + 1] in FINITE
    return False


def brings_cue(clauses: Clauses, at: int, after: int) -> bool:
    """Tell whether what follows the joint is a report of its own: "and officials have said", "with Lee telling"."""
    parse = clauses.parse
    first = after + 1 if clauses.lower[after] in ("and", "but", "while", "although", "though", "with") else after
    if first == after and clauses.lower[at] != "--" or first >= clauses.size or parse.tags[first] not in STARTS:
        return False
    wanted = ("VBG",) if clauses.lower[after] == "with" else ("VBD", "VBZ", "VBP", "VBN")
    for i in range(first + 1, min(first + 9, clauses.size - 2)):
        if clauses.masked(i) or clauses.lower[i] in (",", "that", "--", "who", "which") or clauses.unit.quoted(i):
            return False
        if parse.tags[i] in wanted and clauses.lower[i] not in AUXILIARIES:
            known = verbs("cue_verbs").get(clauses.lower[i]) or verbs("object_verbs").get(clauses.lower[i])
            return known is not None and known not in words("quote_only_verbs")
        if parse.tags[i] == "MD":
            return False
    return False


def follows_cue(clauses: Clauses, at: int, tag: str) -> bool:
    """Tell whether a verb after "and" is a cue of its own: it has the first cue's tense, or its content begins at once."""
    if clauses.parse.tags[at] == tag:
        return True
    if clauses.lower[at] in words("and_verbs") and clauses.parse.child(at, "nsubj") is None:
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
    if clauses.parse.tags[cue.verb] == "VBG" and cue.first <= 1:
        starts = ("NNP", "NNPS", "PRP", "DT", "PRP$")
        return next((i - 1 for i in range(start + 1, last) if clauses.lower[i] == "," and clauses.parse.tags[i + 1] in starts), last)
    if clauses.parse.labels[cue.verb] not in ("advcl", "csubj") or head <= start:
        return last
    subject = clauses.parse.child(head, "nsubj", "nsubj:pass")
    limit = min(head, subject if subject is not None and subject > start else head)
    commas = [at for at in range(start + 1, limit) if clauses.lower[at] == ","]
    return commas[-1] - 1 if commas else last


def subordinate_end(clauses: Clauses, frame: Frame, start: int, last: int) -> int:
    """Return where content ends inside a clause that opens its sentence: "While he said he would, it is unlikely"."""
    before = frame.first - 1
    if before < 0 or before > 2 or clauses.lower[before] not in SUBORDINATORS:
        return last
    for at in range(start + 2, last - 1):
        if clauses.lower[at] == "," and clauses.parse.tags[at + 1] in STARTS and clauses.finite(start, at) and clauses.finite(at + 1, last):
            return at - 1
    return last


def before_next_quotation(clauses: Clauses, cue: Cue, start: int, last: int) -> int:
    """Return where content without marks ends when a later cue brings in a quotation: "said A, and then added, “B”"."""
    mask = next((i for i in range(start, last + 1) if clauses.masked(i)), None)
    if mask is None or mask < start + 3 or clauses.lower[mask - 1] not in (",", ":"):
        return last
    later = next((i for i in range(mask - 2, max(start, mask - 6), -1) if clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i)), None)
    if later is None or later == cue.verb:
        return last
    joints = [i for i in range(start + 1, later) if clauses.lower[i] in (",", "and", "but", "--", ";")]
    clear = [i for i in joints if clauses.finite(start, i - 1)]
    if not clear:
        return last
    return clear[-1] - 1 if clauses.lower[clear[-1]] not in ("and", "but") or clauses.lower[clear[-1] - 1] != "," else clear[-1] - 2


def right_end(clauses: Clauses, cue: Cue, start: int) -> int:
    """Return the last token of content that begins at ``start`` after the cue."""
    last = clauses.last_word()
    if clauses.parse.labels[cue.verb] == "acl:relcl":
        last = relative_end(clauses, cue, start, last)
    last = preposed_end(clauses, cue, start, last)
    last = before_next_quotation(clauses, cue, start, last)
    for at in range(start + 1, last + 1):
        if (clauses.lower[at] in JOINTS or clauses.lower[at] in ("and", "but") or clauses.lower[at] == "according") and ends_at_joint(clauses, cue, at, start):
            return at - 1
    return last


def right_start(clauses: Clauses, frame: Frame) -> tuple[int, int]:
    """Return the first token that could be content after the group, and the addressee's last token."""
    told = addressee_end(clauses, frame)
    at = told + 1
    limit = min(clauses.size, at + 14) if frame.cue.last == frame.cue.verb or frame.cue.base == "go" else at
    clause = clauses.parse.child(frame.cue.verb, "ccomp")
    mark = clauses.parse.child(clause, "mark") if clause is not None else None
    if mark is not None and told < mark < told + 30 and clauses.lower[mark] == "that" and not clauses.finite(at, mark - 1):
        return mark, told
    for i in range(at, limit):
        if clauses.lower[i] == "that" and clauses.parse.tags[i] in ("IN", "WDT", "DT"):
            if clauses.parse.tags[i] == "IN" or i == at or clauses.parse.labels[i] == "mark":
                return i, told
        if clauses.masked(i) or clauses.parse.tags[i] in FINITE or clauses.lower[i] in (",", ":", ";"):
            break
    skipped = clauses.skip_adjuncts(at)
    if clause is not None and clause > told:
        left = clauses.parse.left[clause]
        if at <= left <= skipped:
            return left, told
    return skipped, told


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
    while first <= last and not clauses.masked(first) and clauses.lower[first] in (",", "--", "-", ":", '"', "'", "but", "and", "--"):
        first += 1
    if first > last:
        return None
    if clauses.lower[first : first + 3] == ("for", "example", ",") or clauses.lower[first : first + 3] == ("for", "instance", ","):
        first += 3
    elif clauses.lower[first + 1 : first + 2] == (",",) and clauses.lower[first] in ("however", "meanwhile", "still", "also", "moreover"):
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
    if not clauses.masked(left[1]) and not clauses.finite(left[0], left[1]):
        return after, right_end(clauses, frame.cue, after)
    if parse.tags[after] == "VBG" or word in ("who", "whose", "when", "after", "as", "while") or word == "which" and frame.after:
        return None
    if clauses.masked(left[1]) or word in ("but", "although", "while", "even"):
        return None
    return after, right_end(clauses, frame.cue, after)


def content(clauses: Clauses, frame: Frame) -> Content | None:
    """Return what the cue reports, or nothing."""
    cue = frame.cue
    at, told = right_start(clauses, frame)
    ended = at >= clauses.size or clauses.lower[at] in STOPS or at > clauses.last_word()
    if brings_quotation(clauses, frame, at):
        return right_content(clauses, frame, at, told)
    if has_left(clauses, frame, at) and cue.quoting and not cue.passive:
        joint = ended or idle(clauses, at) or clauses.lower[at] in (",", "--", "-", ")", '"') or clauses.lower[at] in SUBORDINATORS
        if joint or frame.after or clauses.masked(frame.first - 1) and not clauses.masked(at) and clauses.lower[at] not in ("that", ":"):
            left = left_range(clauses, frame)
            if left:
                more = None if ended else second_part(clauses, frame, at, left)
                return Content((left, more) if more else (left,), Rule.CUE_MIDDLE if more else Rule.CUE_LAST)
    if ended:
        return None
    return right_content(clauses, frame, at, told)


def brings_quotation(clauses: Clauses, frame: Frame, at: int) -> bool:
    """Tell whether a comma and a mark follow the cue, and what stands before is only its occasion: "When asked, he said, “…”"."""
    if at + 1 >= clauses.size or clauses.lower[at] != "," or not (clauses.masked(at + 1) or clauses.unit.opens(at + 1)):
        return False
    before = range(frame.floor, frame.begin(clauses))
    return not any(clauses.masked(i) or clauses.unit.quoted(i) for i in before) and any(
        clauses.lower[i] in SUBORDINATORS or clauses.lower[i] in ("asked", "pressed") for i in list(before)[:2]
    )


def right_content(clauses: Clauses, frame: Frame, at: int, told: int) -> Content | None:
    """Return what stands after the cue: a quotation, a clause or, for some verbs, an object."""
    cue = frame.cue
    word = clauses.lower[at]
    addressed = told if told > frame.last else None
    if word in (",", ":") and at + 1 < clauses.size:
        if clauses.masked(at + 1) or word == ":":
            return Content(((at + 1, mask_end(clauses, cue, at + 1)),), Rule.CUE_FIRST, addressed)
        if cue.clausal and frame.begin(clauses) < frame.first and clauses.finite(at + 1, clauses.last_word()):
            return Content(((at + 1, right_end(clauses, cue, at + 1)),), Rule.CUE_FIRST, addressed)
        if clauses.unit.opens(at + 1) and cue.quoting:
            return Content(((at + 1, right_end(clauses, cue, at + 1)),), Rule.CUE_FIRST, addressed)
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
    complementizer = word == "that" and at + 1 < clauses.size and clauses.parse.tags[at + 1] not in FINITE
    determiner = complementizer and clauses.parse.labels[at] == "det" and clauses.parse.tags[at + 1] in ("NN", "JJ")
    complementizer = complementizer and not determiner
    start = at + 1 if complementizer else at
    if start >= clauses.size:
        return None
    end = subordinate_end(clauses, frame, start, right_end(clauses, cue, start))
    if object_relative(clauses, frame):
        return None
    if cue.quoting and clauses.unit.opens(start) and not cue.objective:
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    evident = cue.clausal or cue.base in ("find", "show") and (word == "that" or documentary(clauses, frame))
    clausal = evident and (word == "that" or word in OPENERS or clauses.finite(start, end) or (clauses.parse.child(cue.verb, "ccomp") or 0) >= start or cue.base in words("infinitive_verbs") and word == "to" or cue.base == "say" and end - start > 2 and clauses.parse.tags[start] in STARTS)
    if clausal and word in SUBORDINATORS and word not in OPENERS and not clauses.parse.child(cue.verb, "ccomp"):
        comma = next((i for i in range(start, end) if clauses.lower[i] == ","), None)
        if comma is None or not clauses.finite(comma, end):
            return None
    if clausal:
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    inside = [i for i in range(start, end + 1) if clauses.unit.quoted(i)]
    quoted = bool(inside)
    if quoted and (cue.objective or cue.fragmentary):
        end = fragment_end(clauses, inside[-1], end)
    before = clauses.lower[frame.first - 1] if frame.first else ""
    if clauses.parse.labels[cue.verb] == "acl:relcl" and not quoted or before == "what" or cue.passive and not quoted:
        return None
    if clauses.parse.tags[cue.verb] == "VBG" and frame.cue.verb and clauses.parse.tags[frame.cue.verb - 1] == "IN":
        return None
    near = quoted and not clauses.finite(start, inside[0] - 1) if inside and inside[0] > start else quoted
    if cue.passive and not frame.source:
        return None
    if word in OPENERS and cue.objective and clauses.finite(start, end):
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    if (cue.objective and end - start > 1 or cue.fragmentary and near) and end > start:
        return Content(((told + 1 if cue.last >= told else start, end),), Rule.OBJECT_OF_CUE, addressed)
    return None


def documentary(clauses: Clauses, frame: Frame) -> bool:
    """Tell whether the source is a document, a poll or a study: only those "show" and "find" without "that"."""
    if not frame.source:
        return False
    nouns = words("document_nouns")
    return any(clauses.lower[i] in nouns or clauses.lower[i].removesuffix("s") in nouns for i in range(frame.source[0], frame.source[1] + 1))


def fragment_end(clauses: Clauses, last: int, end: int) -> int:
    """Return where an object ends whose last quoted token is ``last``: before time, place and occasion."""
    after = last + 1
    if after > end:
        return end
    word = clauses.lower[after]
    if word in SUBORDINATORS or word in words("time_nouns") or word in ("during", "following", "over", "at", "on", "when"):
        return last
    return end


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
    if rest >= clauses.size or clauses.lower[rest] in STOPS | DASHES | SUBORDINATORS | {",", ":"}:
        return end
    if clauses.parse.tags[rest] == "VBG" or clauses.lower[rest : rest + 2] == ("in", "a") or clauses.lower[rest] in TIMES:
        return end
    return right_end(clauses, cue, end)
