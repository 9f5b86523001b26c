"""Find where what a cue reports ends: at what the speaker did next, the article's comment, the next report.

Whether "..., which cost a million" is still the source's or already the author's nobody can know from syntax alone; in
news the two are equally frequent, so only what is mostly the author's is cut off.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.reports.cues import Content, Cue, CueFrame
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.bare_clauses import finite_word
from onrecord.extract.sentences.clauses import COMMON, FINITE, NAMES, STARTS, Clauses
from onrecord.lexicon.lists import verbs, words

JOINTS = frozenset((",", "--", "-", ";", ":"))
NEAR = 7
"""Tokens after a relative pronoun in which its clause has its verb."""
WORD_JOINTS = JOINTS | {"and", "but", "according", "then", "without"}


def ends_at_joint(clauses: Clauses, cue: Cue, at: int, start: int) -> bool:
    """Tell whether content stops before the comma, dash or conjunction: what follows goes with the cue."""
    comma = clauses.lower[at] in JOINTS
    after = at + 1 if comma else at
    if after >= clauses.size:
        return False
    if clauses.masked(after) or clauses.lower[at] == ":":
        return clauses.masked(after) and clauses.lower[at] == ":" and clauses.finite(start, at - 1)
    word = clauses.lower[after]
    if word == "according" or ("but" in (word, clauses.lower[at]) and said_among_more(clauses, cue)):
        return True
    if clauses.unit.quoted(after) and not (word in ("and", "but") and not clauses.unit.quoted(at)):
        return False
    if (
        brings_cue(clauses, at, after)
        or adds_aside(clauses, at, after)
        or withholds(clauses, after)
        or (comma and remarks(clauses, after))
        or acts_next(clauses, cue, start, at)
        or (comma and (participle_reports(clauses, after) or relative_reports(clauses, after)))
        or reports_again(clauses, cue, after, comma=comma)
    ):
        return True
    verb = verb_joined_to(clauses, cue, after)
    if verb is not None:
        return leaves_content(clauses, verb, after, comma=comma)
    return comma and (word in ("while", "compared") or hangs_on_cue(clauses, cue, after))


def said_among_more(clauses: Clauses, cue: Cue) -> bool:
    """Tell whether the saying is one thing of several, the other to come after "but": "not only said A but did B"."""
    near = clauses.lower[max(0, cue.verb - 8) : cue.verb]
    return "only" in near[1:] and near[near.index("only", 1) - 1] in ("not", "n't")


def adds_aside(clauses: Clauses, at: int, after: int) -> bool:
    """Tell whether a dash brings in the author's last remark: "-- a claim that nobody has checked"."""
    starts = ("a", "an", "the", "something", "even", "despite", "one", "but")
    return clauses.lower[at] == "--" and clauses.lower[after] in starts and "--" not in clauses.lower[after:]


def remarks(clauses: Clauses, at: int) -> bool:
    """Tell whether the author speaks of what was said: "a claim that nobody has checked", "echoing the mayor"."""
    word = clauses.lower[at]
    if word in words("remark_participles") or word == "something":
        return True
    near = clauses.lower[at + 1 : at + 4]
    noun = next((i for i, other in enumerate(near) if other in words("remark_nouns")), None)
    if noun is None or word not in ("a", "an", "the", "another"):
        return False
    return all(tag in ("JJ", "NN", "RB") for tag in clauses.parse.tags[at + 1 : at + 1 + noun])


def withholds(clauses: Clauses, at: int) -> bool:
    """Tell whether the author says what a speaker left out: "but gave no date", "without naming anybody"."""
    verbs_, lower = verbs("withheld_verbs"), clauses.lower
    if lower[at] == "without":
        return at + 1 < clauses.size and lower[at + 1].endswith("ing") and lower[at + 1] in verbs_
    if lower[at] not in ("but", "and", "though", "although"):
        return False
    verb = at + 1
    while verb < clauses.size and (lower[verb] in ("he", "she", "they", "it") or clauses.parse.tags[verb] == "RB"):
        verb += 1
    rest = lower[verb + 1 : verb + 2]
    if verb >= clauses.size or not rest:
        return False
    if lower[verb] in words("auxiliaries") | words("modals"):
        return rest[0] in ("not", "n't") and lower[verb + 2 : verb + 3] != () and lower[verb + 2] in verbs_
    bare = lower[verb] in verbs_ and verbs_[lower[verb]] != lower[verb]
    return bare and rest[0] in ("no", "neither", "few", "little", "only")


def acts_next(clauses: Clauses, cue: Cue, start: int, at: int) -> bool:
    """Tell whether "and" or "then" joins what the speaker did next to the cue: "said it would sail and left the room".

    A past tense does not go on "would sail"; where the tenses agree, the verb must be one of a speaker's acts and the
    content's subject nobody who could act so.
    """
    lower, tags, verb = clauses.lower, clauses.parse.tags, at
    while verb < clauses.size and lower[verb] in (",", "and", "then", "later"):
        verb += 1
    if verb >= clauses.size or {"then", "and"}.isdisjoint(lower[at:verb]):
        return False
    known = verbs("speaker_acts").get(lower[verb], lower[verb]) != lower[verb]
    past = tags[cue.verb] in ("VBD", "VBN") and (known or tags[verb] == "VBD")
    if not past or lower[verb] in words("auxiliaries") or clauses.unit.quoted(verb):
        return False
    finite = [i for i in range(start, at) if finite_word(clauses, i)] or [start]
    perfect = any(word in ("have", "had", "has") for word in lower[finite[-1] : at])
    if lower[finite[-1]] in words("modals") | {"will", "would"} and not perfect:
        return True
    return known and not acts(clauses, start, finite[0])


PEOPLE = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ian", "ians")
"""Endings of nouns for people; some things have them too, which then are taken for people."""


def acts(clauses: Clauses, first: int, verb: int) -> bool:
    """Tell whether the subject before ``verb`` can be somebody who leaves, sits down and so on."""
    for at in range(first, verb):
        word, tag = clauses.lower[at], clauses.parse.tags[at]
        if word in ("he", "she", "they", "we", "i", "you", "who") or tag in NAMES:
            return True
        person = word in words("person_roles") or word in words("group_nouns") or word.endswith(PEOPLE)
        if tag in COMMON and person:
            return True
    return False


def participle_reports(clauses: Clauses, at: int) -> bool:
    """Tell whether a participle reports on: "calling it a farce", "also adding that"."""
    word, tag = clauses.lower[at], clauses.parse.tags[at]
    if tag == "VBG" and (word in verbs("cue_verbs") or word in verbs("object_verbs")):
        return True
    return tag in ("RB", "VBG") and clauses.lower[at + 1 : at + 2] in (("saying",), ("adding",))


def relative_reports(clauses: Clauses, at: int) -> bool:
    """Tell whether a relative clause is a report of its own: "which Lena Hart said was sound"."""
    if clauses.lower[at] not in ("which", "whom", "where"):
        return False
    past = FINITE | {"VBN"} | NAMES  # a verb in lower case behind a name is easily taken for part of it
    near = (i for i in range(at + 1, min(at + NEAR, clauses.size)) if clauses.unit.words[i].islower())
    verb = next((i for i in near if clauses.parse.tags[i] in past), None)
    if verb is None or verb == at + 1 or clauses.masked(verb):
        return False
    return clauses.lower[verb] in verbs("cue_verbs") and "," not in clauses.lower[at:verb]


def reports_again(clauses: Clauses, cue: Cue, at: int, *, comma: bool) -> bool:
    """Tell whether "and" or "but" joins another reporting verb to the cue, or "but" any verb without a subject."""
    tags, conjunction = clauses.parse.tags, clauses.lower[at]
    if conjunction not in ("and", "but") or at + 1 >= clauses.size:
        return False
    verb = at + 2 if tags[at + 1] == "RB" and at + 2 < clauses.size else at + 1
    begins = clauses.lower[verb + 1 : verb + 2] in (("that",), ("whether",), ("if",), ("how",), ("why",))
    if tags[verb] not in ("VBD", "VBZ", "VBP") and not (
        tags[verb] == "VBN" and clauses.lower[verb] in words("and_verbs")
    ):
        return comma and begins and tags[cue.verb] == "VBP" and clauses.lower[verb] in verbs("cue_verbs")
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
    if word in words("subordinators") or parse.tags[after] == "VBG":
        return True
    return word == "but" and after + 1 < clauses.size and parse.tags[after + 1] in FINITE


def before_outer(clauses: Clauses, found: Sequence[tuple[CueFrame, Content]]) -> Iterator[tuple[CueFrame, Content]]:
    """Yield reports, those cut short that another holds or follows: "Lee told police that A, papers say"."""
    outer = [frame.begin(clauses) for frame, content in found if content.rule is Rule.CUE_LAST]
    outer += [frame.first for frame, _ in found if frame.first and clauses.lower[frame.first - 1] == ";"]
    for frame, content in found:
        inner = content.rule in (Rule.CUE_FIRST, Rule.OBJECT_OF_CUE)
        begins = next((at for at in outer if inner and at > frame.cue.verb), None)
        if begins is not None:
            ranges = tuple((start, min(end, begins - 1)) for start, end in content.ranges if start < begins)
            yield frame, replace(content, ranges=ranges or content.ranges)
        else:
            yield frame, content


def brings_cue(clauses: Clauses, at: int, after: int) -> bool:
    """Tell whether what follows the joint is a report of its own: "and officials have said", "with Lee telling"."""
    parse = clauses.parse
    first = after + 1 if clauses.lower[after] in ("and", "but", "while", "although", "though", "with") else after
    if (
        (first == after and clauses.lower[at] not in ("--", ";"))
        or first >= clauses.size
        or parse.tags[first] not in STARTS
    ):
        return False
    wanted = ("VBG",) if clauses.lower[after] == "with" else ("VBD", "VBZ", "VBP", "VBN")
    for i in range(first + 1, min(first + 9, clauses.size - 2)):
        if clauses.masked(i) or clauses.lower[i] in (",", "that", "--", "who", "which") or clauses.unit.quoted(i):
            return False
        if parse.tags[i] in wanted and clauses.lower[i] not in words("auxiliaries"):
            known = verbs("cue_verbs").get(clauses.lower[i]) or verbs("object_verbs").get(clauses.lower[i])
            return known is not None and known not in words("quote_only_verbs")
        if parse.tags[i] == "MD":
            return False
    return False


def follows_cue(clauses: Clauses, at: int, tag: str) -> bool:
    """Tell whether a verb after "and" is a cue: it has the first one's tense, or its content begins at once."""
    after, alone = at + 1, clauses.parse.child(at, "nsubj") is None
    if clauses.parse.tags[at] == tag or (alone and clauses.lower[at] in words("and_verbs")):
        return True
    begins = clauses.masked(after) or clauses.lower[after : after + 1] in (("that",), (":",))
    return begins or (after < clauses.size and clauses.unit.opens(after))


def relative_end(clauses: Clauses, start: int, last: int) -> int:
    """Return where a relative clause ends, when the sentence's own verb follows it: "the mayor, who said so, left"."""
    return ends_before(clauses, range(start + 1, last), FINITE | {"VBN", "VB"}, last)


def in_relative(clauses: Clauses, frame: CueFrame) -> bool:
    """Tell whether the cue stands in a relative clause by the word before it: "the dam, which Lee said was sound"."""
    if frame.after or not frame.source:
        return False
    before = clauses.lower[frame.first - 1] if frame.first else ""
    return before in ("which", "that", "whom", "where") or clauses.lower[frame.source[1]] in ("who", "which")


def gap_end(clauses: Clauses, start: int, last: int) -> int:
    """Return where content without a subject ends before the main verb: "the dam that Lee said was old fell"."""
    if not finite_word(clauses, start) and clauses.parse.tags[start] != "VBN":
        return last
    tags, joints = clauses.parse.tags, words("subordinators") | {"and", "but", "or", "that", "which", "who", ","}
    closing = COMMON | NAMES | {"PRP"}
    clear = next((at for at in range(start + 1, last + 1) if clauses.lower[at] in joints), last + 1)
    own = next((at for at in range(start + 2, clear) if tags[at] in FINITE), None)
    if own is None:  # a participle right after a noun can be the past tense
        own = next((at for at in range(start + 2, clear) if tags[at] == "VBN" and tags[at - 1] in closing), None)
    return last if own is None else own - 1


def ends_before(clauses: Clauses, commas: range, tags: Container[str], last: int) -> int:
    """Return the token before the first comma that a token with one of the tags follows, or ``last``."""
    return next((at - 1 for at in commas if clauses.lower[at] == "," and clauses.parse.tags[at + 1] in tags), last)


def preposed_end(clauses: Clauses, cue: Cue, start: int, last: int) -> int:
    """Return where the clause of a cue that stands before its main clause ends: "After saying so, the mayor left"."""
    head = clauses.parse.heads[cue.verb]
    if clauses.parse.tags[cue.verb] == "VBG" and cue.first <= 1:
        return ends_before(clauses, range(start + 1, last), ("NNP", "NNPS", "PRP", "DT", "PRP$"), last)
    if clauses.parse.labels[cue.verb] not in ("advcl", "csubj") or head <= start:
        return last
    subject = clauses.parse.child(head, "nsubj", "nsubj:pass")
    limit = min(head, subject if subject is not None and subject > start else head)
    commas = [at for at in range(start + 1, limit) if clauses.lower[at] == ","]
    return commas[-1] - 1 if commas else last


def subordinate_end(clauses: Clauses, frame: CueFrame, start: int, last: int) -> int:
    """Return where content ends inside a clause that opens its sentence: "While he said he would, it is unlikely"."""
    before = frame.first - 1
    if before < 0 or before > 2 or clauses.lower[before] not in words("subordinators"):
        return last
    for at in range(start + 2, last - 1):
        joint = clauses.lower[at] == "," and clauses.parse.tags[at + 1] in STARTS
        if joint and clauses.finite(start, at) and clauses.finite(at + 1, last):
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
    joints = (at for at in range(start + 1, last + 1) if clauses.lower[at] in WORD_JOINTS)
    return next((at - 1 for at in joints if ends_at_joint(clauses, cue, at, start)), last)
