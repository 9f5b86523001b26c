"""Find content that stands after its cue: a quotation, a clause, or the object of some verbs."""

from dataclasses import replace

from onrecord.extract.reports.content_end import fragment_end, mask_end, right_end, subordinate_end
from onrecord.extract.reports.cue_frame import Content, CueFrame
from onrecord.extract.reports.cues import Cue
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, SUBORDINATORS, Clauses, Range
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words

OPENERS = words("complementizers")


def addressee_end(clauses: Clauses, frame: CueFrame) -> int:
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


def right_start(clauses: Clauses, frame: CueFrame) -> tuple[int, int]:
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


def right_content(clauses: Clauses, frame: CueFrame, at: int, told: int) -> Content | None:
    """Return what stands after the cue: a quotation, a clause or, for some verbs, an object."""
    found = said_from(clauses, frame, at, told)
    return replace(found, addressee=told) if found and told > frame.last else found


def said_from(clauses: Clauses, frame: CueFrame, at: int, told: int) -> Content | None:
    """Return the content that begins with ``at`` or with what that token sets off."""
    cue = frame.cue
    if clauses.lower[at] in (",", ":") and at + 1 < clauses.size:
        if apart := set_off(clauses, frame, at + 1):
            return Content((apart,), Rule.CUE_FIRST)
        resumed = past_insertion(clauses, cue, at + 1)
        if resumed is None:
            return None
        at = resumed
    if clauses.masked(at) and cue.quoting:
        return Content(((at, mask_end(clauses, cue, at)),), Rule.CUE_FIRST)
    if says_nothing(clauses, at) or object_relative(clauses, frame):
        return None
    start = past_complementizer(clauses, at)
    said = start, subordinate_end(clauses, frame, start, right_end(clauses, cue, start))
    if cue.quoting and clauses.unit.opens(start) and not cue.objective:
        return Content((said,), Rule.CUE_FIRST)
    if is_clause(clauses, frame, at, said):
        return None if is_occasion(clauses, cue, at, said) else Content((said,), Rule.CUE_FIRST)
    return object_content(clauses, frame, at, said, told)


def set_off(clauses: Clauses, frame: CueFrame, at: int) -> Range | None:
    """Return what a colon, or a comma before a quotation or after "as Lee put it", sets off from its cue."""
    cue = frame.cue
    if clauses.masked(at) or clauses.lower[at - 1] == ":":
        return at, mask_end(clauses, cue, at)
    put = (cue.clausal or cue.base == "put") and frame.begin(clauses) < frame.first
    if (put and clauses.finite(at, clauses.last_word())) or (cue.quoting and clauses.unit.opens(at)):
        return at, right_end(clauses, cue, at)
    return None


def past_insertion(clauses: Clauses, cue: Cue, at: int) -> int | None:
    """Return where content begins after words between commas: "said, when asked, that ..."."""
    begins = next((i + 1 for i in range(at, min(at + 8, clauses.size)) if clauses.lower[i] == ","), clauses.size)
    if not cue.clausal or begins >= clauses.size:
        return None
    goes_on = clauses.lower[begins] == "that" or clauses.masked(begins)
    return begins if goes_on or clauses.finite(begins, clauses.last_word()) else None


def says_nothing(clauses: Clauses, at: int) -> bool:
    """Tell whether another cue or an empty object stands where content would begin: "said and wrote", "said so"."""
    if clauses.lower[at] in ("and", "but") and at + 1 < clauses.size and clauses.lower[at + 1] in verbs("cue_verbs"):
        return True
    return clauses.lower[at] in words("empty_objects") and not clauses.finite(at, clauses.last_word())


def past_complementizer(clauses: Clauses, at: int) -> int:
    """Return the token after a "that" that brings in a clause; one that is an article or a subject is content."""
    if clauses.lower[at] != "that" or at + 1 >= clauses.size or clauses.parse.tags[at + 1] in FINITE:
        return at
    determiner = clauses.parse.labels[at] == "det" and clauses.parse.tags[at + 1] in ("NN", "JJ")
    return at if determiner else at + 1


def is_clause(clauses: Clauses, frame: CueFrame, at: int, said: Range) -> bool:
    """Tell whether the cue takes a clause and the tokens from ``at``, or ``said`` without its "that", are one."""
    cue, word, (start, end) = frame.cue, clauses.lower[at], said
    if not cue.clausal and not (cue.base in ("find", "show") and (word == "that" or documentary(clauses, frame))):
        return False
    if word in OPENERS or clauses.finite(start, end) or (clauses.parse.child(cue.verb, "ccomp") or 0) >= start:
        return True
    if word == "to" and cue.base in words("infinitive_verbs"):
        return True
    nominal = clauses.parse.tags[start] in STARTS and clauses.lower[start] not in words("empty_objects")
    return cue.base == "say" and end - start > 2 and nominal


def is_occasion(clauses: Clauses, cue: Cue, at: int, said: Range) -> bool:
    """Tell whether the clause says only when or why: "said after he left", with no main clause behind it."""
    if clauses.lower[at] not in SUBORDINATORS - OPENERS or clauses.parse.child(cue.verb, "ccomp"):
        return False
    comma = next((i for i in range(*said) if clauses.lower[i] == ","), None)
    return comma is None or not clauses.finite(comma, said[1])


def object_content(clauses: Clauses, frame: CueFrame, at: int, said: Range, told: int) -> Content | None:
    """Return the object of a cue that reports by it: "criticized the plan", "called it “a farce”"."""
    cue, (start, end) = frame.cue, said
    quoted = [i for i in range(start, end + 1) if clauses.unit.quoted(i)]
    if not reports_by_object(clauses, frame, told, quoted=bool(quoted)):
        return None
    if not quoted:
        end = object_end(clauses, start, end)
    elif cue.objective or cue.fragmentary:
        end = fragment_end(clauses, quoted[-1], end)
    if cue.objective and clauses.lower[at] in OPENERS and clauses.finite(start, end):
        return Content(((start, end),), Rule.CUE_FIRST)
    near = cue.fragmentary and quoted and not clauses.finite(start, quoted[0] - 1)
    if end > start and ((cue.objective and end - start > 1) or near):
        return Content(((told + 1 if cue.last >= told else start, end),), Rule.OBJECT_OF_CUE)
    return None


def reports_by_object(clauses: Clauses, frame: CueFrame, told: int, *, quoted: bool) -> bool:
    """Tell whether the cue stands so that its object can report: a source before it, no relative or passive form."""
    cue, tags = frame.cue, clauses.parse.tags
    if not frame.source or (frame.first and clauses.lower[frame.first - 1] == "what"):
        return False
    if cue.verb and tags[cue.verb] == "VBG" and tags[cue.verb - 1] == "IN":
        return False
    if quoted:
        return True
    if cue.passive or clauses.parse.labels[cue.verb] == "acl:relcl":
        return False
    return cue.base != "call" or cue.last != cue.verb or names_twice(clauses, told + 1)


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


def documentary(clauses: Clauses, frame: CueFrame) -> bool:
    """Tell whether the source is a document, a poll or a study: only those "show" and "find" without "that"."""
    if not frame.source:
        return False
    nouns = words("document_nouns")
    return any(
        clauses.lower[i] in nouns or clauses.lower[i].removesuffix("s") in nouns
        for i in range(frame.source[0], frame.source[1] + 1)
    )


def object_relative(clauses: Clauses, frame: CueFrame) -> bool:
    """Tell whether the cue's own object is the noun before it: "the lawsuit Lee announced on Monday"."""
    if clauses.parse.labels[frame.cue.verb] != "acl:relcl" or not frame.source or frame.after:
        return False
    before = frame.source[0] - 1
    return (
        before >= 0
        and clauses.parse.heads[frame.cue.verb] == before
        and clauses.lower[frame.source[0]] not in ("who", "which")
    )
