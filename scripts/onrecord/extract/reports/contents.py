"""Find what a cue reports, before it, after it or on both sides of it."""

from dataclasses import replace

from onrecord.extract.reports.cues import Content, Cue, CueFrame
from onrecord.extract.reports.ends import ends_at_joint, gap_end, in_relative, relative_end, right_end, subordinate_end
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.bare_clauses import (
    addressee,
    clause_start,
    finite_word,
    measured,
    number,
    starts_phrase,
    verb_after,
)
from onrecord.extract.sentences.clauses import (
    COMMON,
    FINITE,
    LONGEST,
    NAMES,
    STARTS,
    STOPS,
    Clauses,
    Range,
)
from onrecord.lexicon.lists import verbs, words

AFTER_CUE = words("subordinators") | {",", "--", "-", ")", '"'}
AFTER_QUOTATION = STOPS | words("subordinators") | words("time_words") | {",", ":", "--", "-"}
POINTERS = frozenset(("this", "these", "those"))
"""Words for what was said elsewhere, where nothing belongs to them."""
OCCASIONS = words("subordinators") | words("time_nouns") | {"during", "following", "over", "at", "on", "when"}


SORTS = frozenset(("kind", "sort", "type"))
"""Nouns that "that" points out: "that kind of thing is wrong"."""
JOINTS = frozenset(("but", "and", "yet"))
"""What joins a sentence to the one before."""


def fragment_end(clauses: Clauses, last: int, end: int) -> int:
    """Return where an object ends whose last quoted token is ``last``: before time, place and occasion."""
    return last if last < end and clauses.lower[last + 1] in OCCASIONS else end


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
    rest = next((i for i in range(at, clauses.size) if not clauses.masked(i)), clauses.size)
    end = rest - 1
    leaves = clauses.lower[rest : rest + 2] == ("in", "a") or frame_follows(clauses, rest)
    if leaves or rest >= clauses.size or clauses.lower[rest] in AFTER_QUOTATION or clauses.parse.tags[rest] == "VBG":
        return end
    return right_end(clauses, cue, end)


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
    medial = commas and (frame.cue.clausal or frame.cue.base == "put") and not clauses.masked(after + 1)
    participle = clauses.parse.tags[after + 1 : after + 2] == ("VBG",)
    goes_on = medial and not participle and clauses.finite(after + 1, clauses.size - 1)
    return goes_on or frame.after or states(clauses, frame.floor, at) or verbless(clauses, frame, at, after)


def states(clauses: Clauses, first: int, end: int) -> bool:
    """Tell whether the tokens before ``end`` have a finite verb, or a participle inside that can be the past tense."""
    if clauses.finite(first, end - 1):
        return True
    opens = clauses.lower[first] in words("subordinators") or clauses.parse.tags[first] in ("VBN", "VBG")
    return not opens and not {"VBN", "VB"}.isdisjoint(clauses.parse.tags[first + 1 : end])


def verbless(clauses: Clauses, frame: CueFrame, comma: int, after: int) -> bool:
    """Tell whether words without a verb stand alone before a group that ends its sentence: "Just him, Lee said"."""
    ended = after >= clauses.size or clauses.lower[after] in STOPS
    nominal = clauses.parse.tags[frame.floor] in STARTS and clauses.lower[frame.floor] not in words("time_nouns")
    return ended and nominal and frame.source is not None and comma - frame.floor > 2


def idle(clauses: Clauses, at: int) -> bool:
    """Tell whether what follows the group from ``at`` is no clause and no object, so that nothing is said there."""
    begins = clauses.lower[at] in ("that", "to") or clauses.parse.tags[at] in STARTS
    return not begins and not clauses.finite(at, clauses.size - 1)


LONGEST_LINK = 5
"""Tokens up to the comma behind what links a sentence, that included."""


def past_link(clauses: Clauses, first: int) -> int:
    """Return the token behind what only links a sentence to the one before: "However, | ", "In addition, | "."""
    near = range(first + 1, min(first + LONGEST_LINK, clauses.size))
    comma = next((at for at in near if clauses.lower[at] == ","), first)
    links = " ".join(clauses.lower[first:comma]) in words("linking_adverbs") and not clauses.unit.quoted(first)
    return comma + 1 if links and comma + 1 < clauses.size else first


def left_range(clauses: Clauses, frame: CueFrame) -> Range | None:
    """Return the tokens before the group that are said."""
    last = frame.begin(clauses) - 1
    if not clauses.masked(last):
        last -= 1
    first = frame.floor
    before = JOINTS | {",", "--", "-", ":", '"', "'"}
    while first <= last and not clauses.masked(first) and clauses.lower[first] in before:
        first += 1
    if first > last:
        return None
    first = past_link(clauses, first)
    if clauses.masked(last):
        mask = next((i + 1 for i in range(last, first - 1, -1) if not clauses.masked(i)), first)
        if mask > first and clauses.lower[mask - 1] in (",", ":", "--", ".", ";", "?", "!"):
            first = next((i for i in range(first, mask) if clauses.masked(i)), mask)
    return first, last


def second_part(clauses: Clauses, frame: CueFrame, at: int, left: Range) -> Range | None:
    """Return the tokens after the group that go on with what stood before it: "A, he said, B"."""
    if clauses.masked(left[1]) and (resumed := resumed_quotation(clauses, frame, at)):
        return resumed
    begins = at if clauses.masked(at) else at + 1
    if begins >= clauses.size or (begins > at and clauses.lower[at] not in (",", "--")):
        return None
    leaves = ends_at_joint(clauses, frame.cue, at, at) or leaves_report(clauses, frame, begins, left)
    if leaves and not clauses.masked(begins):
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
        clauses.lower[i] in words("subordinators") or clauses.lower[i] in ("asked", "pressed") for i in list(before)[:2]
    )


OPENERS = words("complementizers")


def addressee_end(clauses: Clauses, frame: CueFrame) -> int:
    """Return the last token of the one who is told, or the cue's last."""
    cue = frame.cue
    bidding = " ".join((cue.base, *clauses.lower[cue.verb + 1 : cue.last + 1])) in words("bidding_verbs")
    telling = cue.base in words("addressee_verbs") and (cue.last == cue.verb or cue.base == "ask")
    if frame.after or not (bidding or telling):
        return frame.last
    at = cue.last + 1
    if at >= clauses.size or clauses.masked(at) or clauses.lower[at] in OPENERS or clauses.parse.tags[at] not in STARTS:
        return frame.last
    end = clauses.noun_phrase_end(at)
    if asks_for(clauses, cue, end + 1):
        return end
    end = clauses.long_noun_phrase_end(at)
    if clauses.lower[end + 1 : end + 2] == ("'s",):
        end = clauses.noun_phrase_end(end + 2)
    if end + 2 < clauses.size and clauses.lower[end + 1] in ("and", "&") and clauses.parse.tags[end + 2] in STARTS:
        more = clauses.noun_phrase_end(end + 2)
        if more > end + 2 or clauses.lower[more + 1 : more + 2] in (("that",), (",",)):
            end = more
    if bidding or not clauses.masked(at):
        end = bidden_end(clauses, end)
    if bidding and not bids(clauses, clauses.skip_adjuncts(end + 1)):
        return frame.last
    return end if clauses.lower[at] != "it" else at


def bidden_end(clauses: Clauses, end: int) -> int:
    """Return the end of who is told with "in the valley" after it, where what is to be done follows."""
    if clauses.lower[end + 1 : end + 2] and clauses.lower[end + 1] in ("in", "at", "from", "across", "with"):
        more = clauses.noun_phrase_end(end + 2)
        if more > end + 1 and bids(clauses, more + 1) and clauses.lower[more] not in words("time_nouns"):
            return more
    return end


def bids(clauses: Clauses, at: int) -> bool:
    """Tell whether the tokens from ``at`` are what somebody is told to do: "to leave", "not to leave"."""
    at += clauses.lower[at : at + 1] == ("not",)
    return clauses.lower[at : at + 1] == ("to",) and clauses.parse.tags[at + 1 : at + 2] in (("VB",), ("RB",), ("NN",))


def asks_for(clauses: Clauses, cue: Cue, at: int) -> bool:
    """Tell whether the tokens from ``at`` are what somebody is asked for: "begged the court | for time"."""
    if clauses.lower[at : at + 1] != ("for",) or clauses.masked(at + 1) or clauses.parse.tags[at + 1] not in STARTS:
        return False
    last = clauses.lower[clauses.noun_phrase_end(at + 1)]
    times = {last, last.removesuffix("s")} & words("time_nouns")
    return cue.base in ("ask", "beg", "plead", "press", "implore") and not times


def right_start(clauses: Clauses, frame: CueFrame) -> tuple[int, int]:
    """Return the first token that could be content after the group, and the addressee's last token."""
    told = addressee_end(clauses, frame)
    at = told + 1
    limit = min(clauses.size, at + 14) if frame.cue.last == frame.cue.verb or frame.cue.base == "go" else at
    clause = clauses.parse.child(frame.cue.verb, "ccomp")
    mark = clauses.parse.child(clause, "mark") if clause is not None else None
    near = mark is not None and told < mark < told + 30
    if mark is not None and near and clauses.lower[mark] == "that" and not clauses.finite(at, mark - 1):
        return mark, told
    for i in range(at, limit):
        tag = clauses.parse.tags[i] if clauses.lower[i] == "that" else ""
        if tag == "IN" or (tag in ("WDT", "DT") and (i == at or clauses.parse.labels[i] == "mark")):
            return i, told
        spoken = clauses.parse.tags[i] == "VBG" and clauses.lower[i] in verbs("cue_verbs")
        if spoken or clauses.masked(i) or clauses.parse.tags[i] in FINITE or clauses.lower[i] in (",", ":", ";"):
            break
    if found := bare_start(clauses, frame):
        return found
    if bids(clauses, at) and (told > frame.last or frame.cue.base in words("infinitive_verbs")):
        return at, told
    if told > frame.last and asks_for(clauses, frame.cue, at):
        return at, told
    skipped = clauses.skip_adjuncts(at)
    left = clauses.parse.left[clause] if clause is not None and clause > told else skipped
    return left if at <= left <= skipped else skipped, told


def bare_start(clauses: Clauses, frame: CueFrame) -> tuple[int, int] | None:
    """Return the first token of a clause without "that" and the addressee's last token, as the words tell."""
    cue, at = frame.cue, frame.last + 1
    if not cue.clausal or cue.base == "ask" or frame.after or at >= clauses.size:
        return None
    must = cue.base in words("addressee_needed")
    tells = clauses.parse.tags[at] in STARTS | (FINITE if must else set()) or starts_phrase(clauses, at)
    if cue.base in words("addressee_verbs") and tells:
        found = addressee(clauses, at, must=must)
        return (found[1], found[0]) if found else None
    start = clause_start(clauses, at)
    return (start, frame.last) if start is not None else None


def right_content(clauses: Clauses, frame: CueFrame, at: int, told: int) -> Content | None:
    """Return what stands after the cue: a quotation, a clause or, for some verbs, an object."""
    found = put_so(clauses, frame, at) or said_from(clauses, frame, at, told)
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
    colon = next((i for i in range(at + 1, min(at + LONGEST, clauses.size - 1)) if clauses.lower[i] == ":"), 0)
    if colon and clauses.masked(colon + 1) and names_what_follows(clauses, at, colon - 1):
        return Content(((colon + 1, mask_end(clauses, cue, colon + 1)),), Rule.CUE_FIRST)
    if says_nothing(clauses, at) or object_relative(clauses, frame):
        return None
    start = past_complementizer(clauses, at)
    end = subordinate_end(clauses, frame, start, right_end(clauses, cue, start))
    if in_relative(clauses, frame):
        end = gap_end(clauses, start, relative_end(clauses, start, end))
    said = start, end
    if cue.quoting and clauses.unit.opens(start) and not cue.objective:
        return Content((said,), Rule.CUE_FIRST)
    if is_clause(clauses, frame, at, said):
        return None if is_occasion(clauses, cue, at, said) else Content((said,), Rule.CUE_FIRST)
    return object_content(clauses, frame, at, said, told)


def names_what_follows(clauses: Clauses, first: int, last: int) -> bool:
    """Tell whether the tokens before a colon are a noun for the words behind it: "added a caveat: “…”"."""
    said = words("content_nouns") | words("own_words") | words("nouns_of_others")
    return clauses.parse.tags[first] in ("DT", "PRP$", "CD") and clauses.lower[last].removesuffix("s") in said


def put_so(clauses: Clauses, frame: CueFrame, at: int) -> Content | None:
    """Return what stands after "as Lee put it, perhaps in a letter to the board," to the end of the sentence."""
    comma = next((i for i in range(at, clauses.size - 1) if clauses.lower[i] == ","), None)
    if (
        comma is None
        or frame.cue.base != "put"
        or frame.begin(clauses) not in (0, 1)
        or clauses.lower[frame.first - 1] != "as"
    ):
        return None
    return Content(((comma + 1, mask_end(clauses, frame.cue, comma + 1)),), Rule.CUE_FIRST)


def set_off(clauses: Clauses, frame: CueFrame, at: int) -> Range | None:
    """Return what a colon, or a comma before a quotation or after "as Lee put it", sets off from its cue."""
    cue = frame.cue
    if clauses.masked(at) or clauses.lower[at - 1] == ":":
        return at, mask_end(clauses, cue, at)
    like = frame.begin(clauses) < frame.first and (cue.clausal or cue.base == "put")
    if (like and verb_after(clauses, at) is not None) or (cue.quoting and clauses.unit.opens(at)):
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
    """Tell whether another cue or an empty object stands where content would begin: "said and wrote", "said this"."""
    if clauses.lower[at] in ("and", "but") and at + 1 < clauses.size and clauses.lower[at + 1] in verbs("cue_verbs"):
        return True
    if clauses.lower[at] in POINTERS and (at + 1 >= clauses.size or clauses.parse.tags[at + 1] in ("IN", ".")):
        return True
    counts = clauses.parse.tags[at + 1 : at + 2] in (("NN",), ("NNS",), ("JJ",))  # "more information"
    return clauses.lower[at] in words("empty_objects") and not counts and verb_after(clauses, at + 1) is None


def past_complementizer(clauses: Clauses, at: int) -> int:
    """Return the token after a "that" that brings in a clause; one that is an article or a subject is content."""
    if clauses.lower[at] != "that" or at + 1 >= clauses.size or clauses.lower[at + 1] in SORTS:
        return at
    if number(clauses, at + 1):
        return at + 1
    if clauses.parse.tags[at + 1] in FINITE:
        return at
    determiner = clauses.parse.labels[at] == "det" and clauses.parse.tags[at + 1] in ("NN", "JJ")
    if determiner and clauses.parse.tags[clauses.noun_phrase_end(at + 1)] == "NNS":
        return at + 1  # "that young people"
    return at if determiner else at + 1


def is_clause(clauses: Clauses, frame: CueFrame, at: int, said: Range) -> bool:
    """Tell whether the cue takes a clause and the tokens from ``at``, or ``said`` without its "that", are one."""
    cue, word, (start, end) = frame.cue, clauses.lower[at], said
    if bids(clauses, at) and (cue.base in words("infinitive_verbs") or told_before(clauses, frame, at)):
        return True
    if cue.passive and word not in OPENERS and clauses.parse.tags[start] in ("VBN", "VBD", "IN"):
        return False
    if not cue.clausal and not (cue.base in ("find", "show") and (word == "that" or documentary(clauses, frame))):
        return False
    if word in OPENERS or clauses.finite(start, end) or (clauses.parse.child(cue.verb, "ccomp") or 0) >= start:
        return True
    verb = verb_after(clauses, start)
    if verb is not None and verb > start and (cue.base in ("say", "tell", "hear") or finite_word(clauses, verb)):
        return True
    nominal = clauses.parse.tags[start] in STARTS and clauses.lower[start] not in words("empty_objects")
    return cue.base == "say" and end - start > 2 and nominal


def told_before(clauses: Clauses, frame: CueFrame, at: int) -> bool:
    """Tell whether who is told stands between the cue and the token: "urged residents | to leave"."""
    return frame.last < addressee_end(clauses, frame) < at


def is_occasion(clauses: Clauses, cue: Cue, at: int, said: Range) -> bool:
    """Tell whether the clause says only when or why: "said after he left", with no main clause behind it."""
    if clauses.lower[at] not in words("subordinators") - OPENERS or clauses.parse.child(cue.verb, "ccomp"):
        return False
    if measured(clauses, at):
        return False
    comma = next((i for i in range(*said) if clauses.lower[i] == ","), None)
    return comma is None or not clauses.finite(comma, said[1])


def object_content(clauses: Clauses, frame: CueFrame, at: int, said: Range, told: int) -> Content | None:
    """Return the object of a cue that reports by it: "criticized the plan", "called it “a farce”"."""
    cue, (start, end) = frame.cue, said
    if told > frame.last and asks_for(clauses, cue, start):
        return Content((said,), Rule.OBJECT_OF_CUE)
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
    if end > start + (cue.objective and not brief(cue)) and (cue.objective or near):
        return Content(((told + 1 if cue.last >= told else start, end),), Rule.OBJECT_OF_CUE)
    return None


def denies_saying(clauses: Clauses, at: int) -> bool:
    """Tell whether what is denied from the token on is only that it was said: "denied ever having said"."""
    while at + 1 < clauses.size and (clauses.parse.tags[at] == "RB" or clauses.lower[at] == "having"):
        at += 1
    return (
        at < clauses.size
        and clauses.lower[at] in verbs("cue_verbs")
        and clauses.parse.tags[at] in ("VBG", "VBN", "VBD")
    )


def reports_by_object(clauses: Clauses, frame: CueFrame, told: int, *, quoted: bool) -> bool:
    """Tell whether the cue stands so that its object can report: a source before it, no relative or passive form."""
    cue, tags = frame.cue, clauses.parse.tags
    if not frame.source or (frame.first and clauses.lower[frame.first - 1] == "what"):
        return False
    if cue.verb and tags[cue.verb] == "VBG" and tags[cue.verb - 1] == "IN" and not opens_by(clauses, cue.verb):
        return False
    if quoted:
        return True
    subject = clauses.lower[frame.source[1]] in ("who", "which") and cue.base not in ("cite", "quote")
    relative = clauses.parse.labels[cue.verb] == "acl:relcl" and not subject
    if cue.passive or relative:
        return False
    return cue.base != "call" or cue.last != cue.verb or names_it(clauses, told + 1)


def brief(cue: Cue) -> bool:
    """Tell whether two words are object enough, since the verb does nothing but report: "denied the charge"."""
    evaluating = cue.base not in verbs("cue_verbs") and cue.base not in words("verbs_with_things")
    return cue.last > cue.verb or evaluating or cue.base in ("deny", "demand")


def opens_by(clauses: Clauses, at: int) -> bool:
    """Tell whether "by" and a participle are how somebody began or answered: "opened by accusing the board"."""
    return at > 1 and clauses.lower[at - 1] == "by" and clauses.lower[at - 2] in words("opening_verbs")


def names_it(clauses: Clauses, first: int) -> bool:
    """Tell whether an object and what it is called stand from the token on: "the plan | a mistake", "him | unfit"."""
    tags = clauses.parse.tags
    after = clauses.noun_phrase_end(first) + 1
    if first + 1 < after < clauses.size and clauses.lower[after] in ("a", "an", "the", "one", "his", "her", "its"):
        return True
    nouns = NAMES | COMMON | {"PRP", "VBG"}
    ends = (i for i in range(first + 1, clauses.size) if clauses.lower[i] == "," or clauses.masked(i))
    joints = [i for i in range(first + 1, next(ends, clauses.size)) if tags[i - 1] in nouns]
    if any(clauses.lower[i] in words("judging_adjectives") and tags[i + 1 : i + 2] != ("NN",) for i in joints):
        return True
    placed = "IN" in tags[first : joints[0] + 1] if joints else True
    return any(clauses.lower[i] in ("a", "an") for i in joints) or (not placed and tags[joints[0]] == "JJ")


def object_end(clauses: Clauses, start: int, end: int) -> int:
    """Return where an object without marks ends: before a clause of time or reason, another clause, or the medium."""
    for at in range(start + 1, end):
        word, after = clauses.lower[at], clauses.lower[at + 1]
        if word in ("after", "when", "while", "because", "as"):
            near = at + 3 if word == "as" else at + 8  # "as false, and then he left"
            ends = at > start + 1 and clauses.finite(at + 1, min(near, end))
        elif word == ",":
            ends = after in ("and", "but", "while", "though", "although") and clauses.finite(at + 1, min(at + 8, end))
        else:
            noun = clauses.noun_phrase_end(at + 1)
            ends = word == "in" and after in ("a", "an", "his", "her") and clauses.lower[noun] in words("media_nouns")
        if ends:
            return at - 1
    return end


def documentary(clauses: Clauses, frame: CueFrame) -> bool:
    """Tell whether the source is a document, a poll or a study: only those "show" and "find" without "that"."""
    if not frame.source:
        return False
    nouns = words("document_nouns")
    found = clauses.lower[frame.source[0] : frame.source[1] + 1]
    return any(word in nouns or word.removesuffix("s") in nouns for word in found)


def object_relative(clauses: Clauses, frame: CueFrame) -> bool:
    """Tell whether the cue's own object is the noun before it: "the lawsuit Lee announced on Monday"."""
    if not frame.source or frame.after:
        return False
    first, after = frame.source[0], frame.cue.last + 1
    if first and in_relative(clauses, frame) and after < clauses.size and finite_word(clauses, after):
        return not leaves_gap(clauses, after, first) and clauses.lower[first] not in ("who", "which")
    if first and {clauses.parse.tags[first - 1], clauses.parse.tags[first]} <= NAMES:
        return False  # two words of one name
    own = clauses.parse.labels[frame.cue.verb] == "acl:relcl" and clauses.parse.heads[frame.cue.verb] == first - 1
    return own and clauses.lower[after : after + 1] != ("that",) and clauses.lower[first] not in ("who", "which")


def leaves_gap(clauses: Clauses, at: int, first: int) -> bool:
    """Tell whether the clause from ``at`` has its subject before the source: "the dam that Lee said was old fell".

    The sentence has a verb of its own then: "the deal that Lee announced was signed" reports nothing.
    """
    last = clauses.last_word()
    own = clauses.lower[first - 1] == "which" and any(finite_word(clauses, i) for i in range(first - 1))
    return own or gap_end(clauses, at, relative_end(clauses, at, last)) < last


def content(clauses: Clauses, frame: CueFrame) -> Content | None:
    """Return what the cue reports, or nothing."""
    cue = frame.cue
    at, told = right_start(clauses, frame)
    if cue.base == "deny" and denies_saying(clauses, cue.last + 1):
        return None
    ended = at >= clauses.size or clauses.lower[at] in STOPS or at > clauses.last_word()
    if brings_quotation(clauses, frame, at):
        return right_content(clauses, frame, at, told)
    if has_left(clauses, frame, at) and cue.quoting and not cue.passive:
        joint = ended or frame.after or idle(clauses, at) or clauses.lower[at] in AFTER_CUE
        quoted = clauses.masked(frame.first - 1) and not clauses.masked(at)
        left = left_range(clauses, frame)
        if left and (joint or (quoted and clauses.lower[at] not in ("that", ":"))):
            more = None if ended else second_part(clauses, frame, at, left)
            return Content((left, more) if more else (left,), Rule.CUE_MIDDLE if more else Rule.CUE_LAST)
    if ended:
        return None
    return right_content(clauses, frame, at, told)
