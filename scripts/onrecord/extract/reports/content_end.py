"""Find where content ends: before what goes with the cue, with the author, or with the next report.

Whether "..., which cost a million" is still the source's or already the author's nobody can know from syntax alone; in
news the two are equally frequent, so only what is mostly the author's is cut off.
"""

from onrecord.extract.reports.cue_frame import CueFrame
from onrecord.extract.reports.cues import Cue
from onrecord.extract.sentences.clauses import AUXILIARIES, DASHES, FINITE, STOPS, SUBORDINATORS, TIMES, Clauses
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words

JOINTS = frozenset((",", "--", "-", ";", ":"))
AFTER_QUOTATION = STOPS | DASHES | SUBORDINATORS | TIMES | {",", ":"}
OCCASIONS = SUBORDINATORS | words("time_nouns") | {"during", "following", "over", "at", "on", "when"}


def ends_at_joint(clauses: Clauses, cue: Cue, at: int, start: int) -> bool:
    """Tell whether content stops before the comma, dash or conjunction: what follows goes with the cue."""
    comma = clauses.lower[at] in JOINTS
    after = at + 1 if comma else at
    if after >= clauses.size:
        return False
    if clauses.masked(after) or clauses.lower[at] == ":":
        return clauses.masked(after) and clauses.lower[at] == ":" and clauses.finite(start, at - 1)
    word = clauses.lower[after]
    if word == "according":
        return True
    if clauses.unit.quoted(after) and not (word in ("and", "but") and not clauses.unit.quoted(at)):
        return False
    if (
        brings_cue(clauses, at, after)
        or adds_aside(clauses, at, after)
        or (comma and participle_reports(clauses, after))
        or reports_again(clauses, cue, after, comma=comma)
    ):
        return True
    verb = verb_joined_to(clauses, cue, after)
    if verb is not None:
        return leaves_content(clauses, verb, after, comma=comma)
    return comma and (word in ("while", "compared") or hangs_on_cue(clauses, cue, after))


def adds_aside(clauses: Clauses, at: int, after: int) -> bool:
    """Tell whether a dash brings in the author's last remark: "-- a claim that nobody has checked"."""
    return (
        clauses.lower[at] == "--"
        and clauses.lower[after] in ("a", "an", "the", "something", "even", "despite", "one", "but")
        and "--" not in clauses.lower[after:]
    )


def participle_reports(clauses: Clauses, at: int) -> bool:
    """Tell whether a participle reports on: "calling it a farce", "also adding that"."""
    word, tag = clauses.lower[at], clauses.parse.tags[at]
    if tag == "VBG" and (word in verbs("cue_verbs") or word in verbs("object_verbs")):
        return True
    return tag in ("RB", "VBG") and clauses.lower[at + 1 : at + 2] in (("saying",), ("adding",))


def reports_again(clauses: Clauses, cue: Cue, at: int, *, comma: bool) -> bool:
    """Tell whether "and" or "but" joins another reporting verb to the cue, or "but" any verb without a subject."""
    tags, conjunction = clauses.parse.tags, clauses.lower[at]
    if conjunction not in ("and", "but") or at + 1 >= clauses.size:
        return False
    verb = at + 2 if tags[at + 1] == "RB" and at + 2 < clauses.size else at + 1
    if tags[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    known = any(clauses.lower[verb] in verbs(name) for name in ("cue_verbs", "object_verbs", "fragment_verbs"))
    return (comma and conjunction == "but") or (known and follows_cue(clauses, verb, tags[cue.verb]))


def verb_joined_to(clauses: Clauses, cue: Cue, at: int) -> int | None:
    """Return the verb that "and" or "but" joins to the cue by the tree."""
    parse = clauses.parse
    verb = parse.heads[at]
    if clauses.lower[at] not in ("and", "but") or at + 1 >= clauses.size or verb <= at:
        return None
    joined = parse.labels[verb] == "conj" and parse.heads[verb] == cue.verb and clauses.is_verb(verb)
    return verb if joined else None


def leaves_content(clauses: Clauses, verb: int, at: int, *, comma: bool) -> bool:
    """Tell whether a verb that the tree joins to the cue by "and" or "but" is the author's, not part of the content."""
    own = clauses.parse.child(verb, "nsubj", "nsubj:pass")
    follows = clauses.lower[at + 1]
    if own is None:
        return clauses.parse.tags[verb] in FINITE and follows != "that" and (comma or follows in verbs("cue_verbs"))
    return comma and clauses.lower[at] == "but" and clauses.lower[own] not in words("pronouns")


def hangs_on_cue(clauses: Clauses, cue: Cue, after: int) -> bool:
    """Tell whether a clause of time or reason, or a participle, belongs to the cue by the tree."""
    parse, word = clauses.parse, clauses.lower[after]
    top = after
    while after <= parse.heads[top] != top:
        top = parse.heads[top]
    if parse.heads[top] != cue.verb or parse.labels[top] not in ("advcl", "conj") or word in ("and", "that"):
        return False
    if word in SUBORDINATORS or parse.tags[after] == "VBG":
        return True
    return word == "but" and after + 1 < clauses.size and parse.tags[after + 1] in FINITE


def brings_cue(clauses: Clauses, at: int, after: int) -> bool:
    """Tell whether what follows the joint is a report of its own: "and officials have said", "with Lee telling"."""
    parse = clauses.parse
    first = after + 1 if clauses.lower[after] in ("and", "but", "while", "although", "though", "with") else after
    if (first == after and clauses.lower[at] != "--") or first >= clauses.size or parse.tags[first] not in STARTS:
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
    """Tell whether a verb after "and" is a cue: it has the first one's tense, or its content begins at once."""
    if clauses.parse.tags[at] == tag:
        return True
    if clauses.lower[at] in words("and_verbs") and clauses.parse.child(at, "nsubj") is None:
        return True
    after = at + 1
    return after < clauses.size and (
        clauses.masked(after) or clauses.lower[after] in ("that", ":") or clauses.unit.opens(after)
    )


def relative_end(clauses: Clauses, start: int, last: int) -> int:
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
        return next(
            (i - 1 for i in range(start + 1, last) if clauses.lower[i] == "," and clauses.parse.tags[i + 1] in starts),
            last,
        )
    if clauses.parse.labels[cue.verb] not in ("advcl", "csubj") or head <= start:
        return last
    subject = clauses.parse.child(head, "nsubj", "nsubj:pass")
    limit = min(head, subject if subject is not None and subject > start else head)
    commas = [at for at in range(start + 1, limit) if clauses.lower[at] == ","]
    return commas[-1] - 1 if commas else last


def subordinate_end(clauses: Clauses, frame: CueFrame, start: int, last: int) -> int:
    """Return where content ends inside a clause that opens its sentence: "While he said he would, it is unlikely"."""
    before = frame.first - 1
    if before < 0 or before > 2 or clauses.lower[before] not in SUBORDINATORS:
        return last
    for at in range(start + 2, last - 1):
        if (
            clauses.lower[at] == ","
            and clauses.parse.tags[at + 1] in STARTS
            and clauses.finite(start, at)
            and clauses.finite(at + 1, last)
        ):
            return at - 1
    return last


def before_next_quotation(clauses: Clauses, cue: Cue, start: int, last: int) -> int:
    """Return where content ends when a later cue brings in a quotation: "said A, and then added, “B”"."""
    mask = next((i for i in range(start, last + 1) if clauses.masked(i)), None)
    if mask is None or mask < start + 3 or clauses.lower[mask - 1] not in (",", ":"):
        return last
    near = range(mask - 2, max(start, mask - 6), -1)
    later = next((i for i in near if clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i)), None)
    if later is None or later == cue.verb:
        return last
    joints = [i for i in range(start + 1, later) if clauses.lower[i] in (",", "and", "but", "--", ";")]
    clear = [i for i in joints if clauses.finite(start, i - 1)]
    if not clear:
        return last
    after_comma = clauses.lower[clear[-1]] in ("and", "but") and clauses.lower[clear[-1] - 1] == ","
    return clear[-1] - 2 if after_comma else clear[-1] - 1


def right_end(clauses: Clauses, cue: Cue, start: int) -> int:
    """Return the last token of content that begins at ``start`` after the cue."""
    last = clauses.last_word()
    if clauses.parse.labels[cue.verb] == "acl:relcl":
        last = relative_end(clauses, start, last)
    last = preposed_end(clauses, cue, start, last)
    last = before_next_quotation(clauses, cue, start, last)
    for at in range(start + 1, last + 1):
        if (
            clauses.lower[at] in JOINTS or clauses.lower[at] in ("and", "but") or clauses.lower[at] == "according"
        ) and ends_at_joint(clauses, cue, at, start):
            return at - 1
    return last


def fragment_end(clauses: Clauses, last: int, end: int) -> int:
    """Return where an object ends whose last quoted token is ``last``: before time, place and occasion."""
    after = last + 1
    if after > end:
        return end
    return last if clauses.lower[after] in OCCASIONS else end


def frame_follows(clauses: Clauses, start: int) -> bool:
    """Tell whether the tokens from ``start`` are the frame of the quotation before them: "she added,"."""
    for i in range(start, min(start + 9, clauses.size)):
        if clauses.masked(i):
            return False
        if clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i):
            return i + 1 >= clauses.size or clauses.masked(i + 1) or clauses.lower[i + 1] in (",", ".")
    return False


def mask_end(clauses: Clauses, cue: Cue, at: int) -> int:
    """Return the end of content that begins with a masked quotation."""
    if not clauses.masked(at):
        return right_end(clauses, cue, at)
    end = at
    while end + 1 < clauses.size and clauses.masked(end + 1):
        end += 1
    rest = end + 1
    if (
        rest >= clauses.size
        or clauses.lower[rest] in AFTER_QUOTATION
        or frame_follows(clauses, rest)
        or clauses.parse.tags[rest] == "VBG"
        or clauses.lower[rest : rest + 2] == ("in", "a")
    ):
        return end
    return right_end(clauses, cue, end)
