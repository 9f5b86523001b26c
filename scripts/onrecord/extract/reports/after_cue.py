"""Find content that stands after its cue: a quotation, a clause, or the object of some verbs."""

from onrecord.extract.reports.content_end import fragment_end, mask_end, right_end, subordinate_end
from onrecord.extract.reports.cue_frame import Content, Frame
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, SUBORDINATORS, Clauses
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words

OPENERS = words("complementizers")


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
    return end if clauses.lower[at] != "it" else at


def right_start(clauses: Clauses, frame: Frame) -> tuple[int, int]:
    """Return the first token that could be content after the group, and the addressee's last token."""
    told = addressee_end(clauses, frame)
    at = told + 1
    limit = min(clauses.size, at + 14) if frame.cue.last == frame.cue.verb or frame.cue.base == "go" else at
    clause = clauses.parse.child(frame.cue.verb, "ccomp")
    mark = clauses.parse.child(clause, "mark") if clause is not None else None
    if (
        mark is not None
        and told < mark < told + 30
        and clauses.lower[mark] == "that"
        and not clauses.finite(at, mark - 1)
    ):
        return mark, told
    for i in range(at, limit):
        tag = clauses.parse.tags[i] if clauses.lower[i] == "that" else ""
        if tag == "IN" or (tag in ("WDT", "DT") and (i == at or clauses.parse.labels[i] == "mark")):
            return i, told
        if clauses.masked(i) or clauses.parse.tags[i] in FINITE or clauses.lower[i] in (",", ":", ";"):
            break
    skipped = clauses.skip_adjuncts(at)
    if clause is not None and clause > told:
        left = clauses.parse.left[clause]
        if at <= left <= skipped:
            return left, told
    return skipped, told


def right_content(clauses: Clauses, frame: Frame, at: int, told: int) -> Content | None:
    """Return what stands after the cue: a quotation, a clause or, for some verbs, an object."""
    cue = frame.cue
    word = clauses.lower[at]
    addressed = told if told > frame.last else None
    if word in (",", ":") and at + 1 < clauses.size:
        if clauses.masked(at + 1) or word == ":":
            return Content(((at + 1, mask_end(clauses, cue, at + 1)),), Rule.CUE_FIRST, addressed)
        if (
            (cue.clausal or cue.base == "put")
            and frame.begin(clauses) < frame.first
            and clauses.finite(at + 1, clauses.last_word())
        ):
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
    if word in ("and", "but") and at + 1 < clauses.size and clauses.lower[at + 1] in verbs("cue_verbs"):
        return None
    if word in words("empty_objects") and not clauses.finite(at, clauses.last_word()):
        return None
    if start >= clauses.size:
        return None
    end = subordinate_end(clauses, frame, start, right_end(clauses, cue, start))
    if object_relative(clauses, frame):
        return None
    if cue.quoting and clauses.unit.opens(start) and not cue.objective:
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    evident = cue.clausal or (cue.base in ("find", "show") and (word == "that" or documentary(clauses, frame)))
    clausal = evident and (
        word == "that"
        or word in OPENERS
        or clauses.finite(start, end)
        or (clauses.parse.child(cue.verb, "ccomp") or 0) >= start
        or (cue.base in words("infinitive_verbs") and word == "to")
        or (
            cue.base == "say"
            and end - start > 2
            and clauses.parse.tags[start] in STARTS
            and clauses.lower[start] not in words("empty_objects")
        )
    )
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
    if (
        (clauses.parse.labels[cue.verb] == "acl:relcl" and not quoted)
        or before == "what"
        or (cue.passive and not quoted)
    ):
        return None
    if clauses.parse.tags[cue.verb] == "VBG" and frame.cue.verb and clauses.parse.tags[frame.cue.verb - 1] == "IN":
        return None
    near = quoted and not clauses.finite(start, inside[0] - 1) if inside and inside[0] > start else quoted
    names = cue.base == "call" and cue.last == cue.verb and not quoted
    if not frame.source or (names and not names_twice(clauses, told + 1)):
        return None
    if not quoted:
        end = object_end(clauses, start, end)
    if word in OPENERS and cue.objective and clauses.finite(start, end):
        return Content(((start, end),), Rule.CUE_FIRST, addressed)
    if ((cue.objective and end - start > 1) or (cue.fragmentary and near)) and end > start:
        return Content(((told + 1 if cue.last >= told else start, end),), Rule.OBJECT_OF_CUE, addressed)
    return None


def names_twice(clauses: Clauses, start: int) -> bool:
    """Tell whether an object and what it is called follow: "called | the plan | a mistake"."""
    after = clauses.noun_phrase_end(start) + 1
    return start < after < clauses.size and clauses.lower[after] in ("a", "an", "the", "one")


def object_end(clauses: Clauses, start: int, end: int) -> int:
    """Return where an object without marks ends: before a clause of time or reason."""
    for at in range(start + 2, end):
        if clauses.lower[at] in ("after", "when", "while", "because", "as") and clauses.finite(
            at + 1, min(at + 8, end)
        ):
            return at - 1
    return end


def documentary(clauses: Clauses, frame: Frame) -> bool:
    """Tell whether the source is a document, a poll or a study: only those "show" and "find" without "that"."""
    if not frame.source:
        return False
    nouns = words("document_nouns")
    return any(
        clauses.lower[i] in nouns or clauses.lower[i].removesuffix("s") in nouns
        for i in range(frame.source[0], frame.source[1] + 1)
    )


def object_relative(clauses: Clauses, frame: Frame) -> bool:
    """Tell whether the cue's own object is the noun before it: "the lawsuit Lee announced on Monday"."""
    if clauses.parse.labels[frame.cue.verb] != "acl:relcl" or not frame.source or frame.after:
        return False
    before = frame.source[0] - 1
    return (
        before >= 0
        and clauses.parse.heads[frame.cue.verb] == before
        and clauses.lower[frame.source[0]] not in ("who", "which")
    )
