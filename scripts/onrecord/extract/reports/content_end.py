"""Find where content ends: before what goes with the cue, with the author, or with the next report.

Whether "..., which cost a million" is still the source's or already the author's nobody can know from syntax alone; in
news the two are equally frequent, so only what is mostly the author's is cut off.
"""

from onrecord.extract.reports.cue_frame import Frame
from onrecord.extract.reports.cues import Cue
from onrecord.extract.sentences.clauses import AUXILIARIES, DASHES, FINITE, STOPS, SUBORDINATORS, TIMES, Clauses
from onrecord.extract.sentences.phrases import STARTS
from onrecord.lexicon.lists import verbs, words

JOINTS = frozenset((",", "--", "-", ";", ":"))
STARTERS = frozenset(("NNP", "NNPS", "PRP", "DT", "PRP$"))


def ends_at_joint(clauses: Clauses, cue: Cue, at: int, start: int) -> bool:
    """Tell whether content stops before the comma, dash or conjunction: what follows goes with the cue."""
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
    if (
        clauses.lower[at] == "--"
        and word in ("a", "an", "the", "something", "even", "despite", "one", "but")
        and not any(clauses.lower[i] == "--" for i in range(after, clauses.size))
    ):
        return True
    if comma and parse.tags[after] == "VBG" and (verbs("cue_verbs").get(word) or verbs("object_verbs").get(word)):
        return True
    if (
        comma
        and parse.tags[after] in ("RB", "VBG")
        and after + 1 < clauses.size
        and clauses.lower[after + 1] in ("saying", "adding")
    ):
        return True
    if word in ("and", "but") and after + 1 < clauses.size:
        head = parse.heads[after]
        joined = parse.heads[head] if parse.labels[head] == "conj" else head
        follows = clauses.lower[after + 1]
        skip = after + 2 if parse.tags[after + 1] == "RB" and after + 2 < clauses.size else after + 1
        if (
            parse.tags[skip] in ("VBD", "VBZ", "VBP")
            and (
                verbs("cue_verbs").get(clauses.lower[skip])
                or verbs("object_verbs").get(clauses.lower[skip])
                or verbs("fragment_verbs").get(clauses.lower[skip])
            )
            and follows_cue(clauses, skip, parse.tags[cue.verb])
        ):
            return True
        if comma and word == "but" and parse.tags[skip] in ("VBD", "VBZ", "VBP"):
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
        if (
            parse.heads[top] == cue.verb
            and top > after - 1
            and parse.labels[top] in ("advcl", "conj")
            and word not in ("and", "that")
        ):
            return (
                word in SUBORDINATORS
                or parse.tags[after] == "VBG"
                or (word == "but" and parse.tags[after + 1] in FINITE)
            )
    return False


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


def subordinate_end(clauses: Clauses, frame: Frame, start: int, last: int) -> int:
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
    later = next(
        (
            i
            for i in range(mask - 2, max(start, mask - 6), -1)
            if clauses.lower[i] in verbs("cue_verbs") and clauses.is_verb(i)
        ),
        None,
    )
    if later is None or later == cue.verb:
        return last
    joints = [i for i in range(start + 1, later) if clauses.lower[i] in (",", "and", "but", "--", ";")]
    clear = [i for i in joints if clauses.finite(start, i - 1)]
    if not clear:
        return last
    return (
        clear[-1] - 1
        if clauses.lower[clear[-1]] not in ("and", "but") or clauses.lower[clear[-1] - 1] != ","
        else clear[-1] - 2
    )


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
    word = clauses.lower[after]
    if (
        word in SUBORDINATORS
        or word in words("time_nouns")
        or word in ("during", "following", "over", "at", "on", "when")
    ):
        return last
    return end


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
        or clauses.lower[rest] in STOPS | DASHES | SUBORDINATORS | {",", ":"}
        or frame_follows(clauses, rest)
    ):
        return end
    if (
        clauses.parse.tags[rest] == "VBG"
        or clauses.lower[rest : rest + 2] == ("in", "a")
        or clauses.lower[rest] in TIMES
    ):
        return end
    return right_end(clauses, cue, end)
