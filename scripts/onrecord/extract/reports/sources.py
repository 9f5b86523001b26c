"""Find the words that name the source of a cue: the noun phrase beside it, or its subject in the tree."""

from dataclasses import replace

from onrecord.extract.reports.cues import Cue
from onrecord.extract.sentences.bare_clauses import brings_clause
from onrecord.extract.sentences.clauses import (
    COMMON,
    FINITE,
    LONGEST,
    NAMES,
    PARTICLES,
    STARTS,
    Clauses,
    Range,
    apposition_end,
    capitalized,
    core,
    phrase,
    titled_name_end,
    widened,
)
from onrecord.lexicon.lists import verbs, words
from onrecord.lexicon.nouns import Sort, sort_of

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
LEAST = 2
"""Tokens of a clause before a comma and its cue, at least."""
LISTING = frozenset(("and", "or", "&"))
OPENINGS = frozenset(("DT", "NNP", "NNPS", "PRP", "PRP$"))
"""Tags of words with which a noun phrase clearly begins."""
INHERIT = ("conj", "xcomp", "advcl", "parataxis")


def subject(clauses: Clauses, at: int, depth: int = 0) -> int | None:
    """Return the head of the verb's subject in the tree, taken over from the verb it depends on where it has none."""
    parse = clauses.parse
    for i in reversed([i for i in parse.children[at] if i < at] or parse.children[at]):
        if parse.labels[i] in SUBJECTS and not clauses.masked(i) and clauses.lower[i] not in words("time_words"):
            if clauses.lower[i] in ("who", "which", "that") and parse.labels[at].startswith("acl"):
                return parse.heads[at]
            return i
    head = parse.heads[at]
    whole = parse.tags[at] == "VBG" and at > 0 and clauses.lower[at - 1] in words("participle_times")
    if head == at or depth > 4 or whole:  # a participle of time has the main clause's subject
        return None
    if parse.labels[at] in INHERIT and (clauses.is_verb(head) or parse.labels[at] != "parataxis"):
        return subject(clauses, head, depth + 1)
    if parse.labels[at].startswith("acl") and parse.tags[head][:1] in ("N", "P"):
        return head
    return None


def beside_before(clauses: Clauses, cue: Cue) -> int | None:
    """Return the pronoun or name right before the verb group: it beats the parse."""
    at = cue.first - 1
    while at >= 0 and (clauses.parse.tags[at] in ("RB", "MD") or clauses.lower[at] in ("both", "all", "each")):
        at -= 1
    if at > 0 and clauses.lower[at] in words("time_nouns"):
        at -= 2 if clauses.lower[at - 1] in ("on", "last", "this", "in") else 1
    if at < 0 or clauses.masked(at):
        return None
    named = clauses.parse.tags[at] in NAMES and clauses.lower[at] not in words("time_nouns")
    return at if named or clauses.lower[at] in words("pronouns") - {"who"} else None


def poster(clauses: Clauses, cue: Cue) -> Range | None:
    """Return who wrote where a participle tells what: Lee in "Lee posted on Facebook accusing"."""
    at = cue.first - 1
    if at < 0 or clauses.parse.tags[cue.verb] != "VBG" or clauses.masked(at):
        return None
    wrote = core(clauses, at)[0] - 2
    if wrote < 1 or clauses.lower[wrote + 1] not in words("prepositions") | {"to"}:
        return None
    if not clauses.is_verb(wrote) and not clauses.masked(wrote) and clauses.lower[wrote + 1] in ("to", "on", "via"):
        wrote = core(clauses, wrote)[0] - 1
    if wrote < 1 or not clauses.is_verb(wrote):
        return None
    writer = clauses.parse.tags[wrote - 1] in (*NAMES, *COMMON, "PRP")
    return (core(clauses, wrote - 1)[0], wrote - 1) if writer else None


def inverted(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the noun phrase after the verb in ", said Smith, a teacher"."""
    at, before = cue.last + 1, cue.first - 1
    if at >= clauses.size or clauses.masked(at):
        return None
    titled = titled_name_end(clauses, at)
    if clauses.lower[at] in words("time_nouns") and titled is None:
        return None
    begins = before < 0 and not clauses.lower[cue.verb].endswith("ing")
    quoted = clauses.masked(before) or (begins and (titled or clauses.parse.tags[at] in (*NAMES, "PRP")))
    if not quoted and (before <= 0 or clauses.lower[before] not in (",", "--", "-")):
        return None
    if titled is not None and (quoted or ends_in_name(clauses, cue, titled)):
        return at, name_with_apposition(clauses, at, titled)
    if not quoted and (last := interruption_end(clauses, at, before)):
        return at, last
    if not quoted and brings_clause(clauses, cue.verb):
        return None
    if clauses.parse.tags[at] not in STARTS and not (quoted and clauses.unit.words[at][0].isupper()):
        return None
    own = clauses.parse.child(cue.verb, *SUBJECTS)
    if not quoted and not inverted_after_clause(clauses, cue, at, own):
        return None
    end = clauses.noun_phrase_end(at)
    return inverted_phrase(clauses, at, max(end, at) if quoted else end, own)


def ends_in_name(clauses: Clauses, cue: Cue, end: int) -> bool:
    """Tell whether a clause stands before the verb, and behind it nothing but a name, which so is its subject.

    ``end`` is the last token of the name.
    """
    clausal = cue.clausal and cue.base not in words("addressee_verbs") and cue.first > LEAST
    stop = next((i for i in range(end + 1, clauses.size) if clauses.lower[i] == ";"), clauses.size)
    return clausal and not clauses.finite(end + 1, stop - 1)


def name_with_apposition(clauses: Clauses, first: int, end: int) -> int:
    """Return where the words for somebody end whose name ends with token ``end``: "Lee of Ohio", "Lee, a baker"."""
    if end + 2 >= clauses.size or clauses.lower[end + 1] not in (",", "of", "for", "from", "("):
        return end
    found = inverted_phrase(clauses, first, end, max(range(first, end + 1), key=clauses.parse.right.__getitem__))
    return found[1] if found else end


def inverted_after_clause(clauses: Clauses, cue: Cue, at: int, own: int | None) -> bool:
    """Tell whether the noun after the verb is its subject without a quotation before it: "It rained, said Lee".

    ``own`` is the verb's subject in the tree.
    """
    before, tags = cue.first - 1, clauses.parse.tags
    if tags[at] == "PRP" or cue.base in words("addressee_verbs"):
        return False
    if own is not None and own < before and clauses.parse.right[own] >= before - 1:
        return False
    if own is not None and own >= cue.verb:
        return True
    after = clauses.noun_phrase_end(at) + 1
    closed = after >= clauses.size or clauses.lower[after] in (".", ",", ";")
    if closed and tags[at] in NAMES and (own is None or not clauses.finite(after, clauses.size - 1)):
        return True
    said = any(tag in FINITE for tag in tags[: max(0, before)])
    return cue.clausal and after > at and said and not loose_verb(clauses, after)


def inverted_phrase(clauses: Clauses, at: int, end: int, own: int | None) -> Range | None:
    """Return the noun phrase from ``at`` to ``end`` with its apposition, as far as the tree or a comma carries it."""
    if end < at:
        return None
    head = own if own is not None and at <= own <= end else end
    last = max(end, min(clauses.parse.right[head], at + LONGEST))
    _, last = phrase(clauses, head, at, last)
    stop = next((i for i in range(end + 1, last + 1) if clauses.masked(i) or clauses.lower[i] in ('"', ";")), last + 1)
    last = min(last, stop - 1)
    if last == end and end + 2 < clauses.size and clauses.lower[end + 1] in (",", "of", "for"):
        last = apposition_end(clauses, end)
    return at, max(last, end)


def loose_verb(clauses: Clauses, start: int) -> bool:
    """Tell whether a finite verb follows that no "who" or "which" brings in: there the words are content."""
    relative = {"who", "which", "whose", "that", "when", "while", "after", "before", "as"}
    first = next((i for i in range(start, clauses.size) if clauses.lower[i] in relative), clauses.size)
    return clauses.finite(start, first - 1) or any(clauses.masked(i) for i in range(first + 1, clauses.size))


def between_mask_and_cue(clauses: Clauses, cue: Cue) -> Range | None:
    """Return all that stands between a quotation and the verb group: "“…,” Lee, a retired teacher from Ohio, said"."""
    last = cue.first - 1
    while last >= 0 and (clauses.lower[last] in (",", "--") or clauses.parse.tags[last] == "RB"):
        last -= 1
    first = last
    while first >= 0 and not clauses.masked(first):
        if clauses.lower[first] in (".", ":", ";") or last - first > LONGEST:
            return None
        first -= 1
    if first < 0 or first == last:
        return None
    first += 1
    while first <= last and clauses.lower[first] in (",", "--", "-"):
        first += 1
    if first > last or clauses.parse.tags[first] not in STARTS or clauses.parse.tags[first] == "VBG":
        return None
    verbal = [i for i in range(first, last + 1) if clauses.parse.tags[i] in FINITE]
    if verbal and not any(clauses.lower[i] in ("who", "which", "whose", "that") for i in range(first, verbal[0])):
        return None
    return first, last


def by_agent(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the noun phrase after "by" of a passive cue."""
    near = clauses.lower[cue.last + 1 : cue.last + 8]
    start = cue.last + 2 + near.index("by") if "by" in near else clauses.size
    end = joined_body_end(clauses, clauses.long_noun_phrase_end(start))
    return (start, end) if end >= start else None


def joined_body_end(clauses: Clauses, end: int) -> int:
    """Return where a body's name with "and" in it ends, and whoever it has: "the Dock | and Pier Union's head Lee"."""
    begins = end + 2
    if begins >= clauses.size or clauses.lower[end + 1] not in ("and", "&") or clauses.parse.tags[begins] not in NAMES:
        return end
    more = clauses.noun_phrase_end(begins)
    inside = clauses.unit.words[begins : more + 1]
    if words("name_heads").isdisjoint(inside) or clauses.parse.tags[end] not in NAMES:
        return end
    named = clauses.parse.tags[more] in COMMON and clauses.parse.tags[more + 1 : more + 2] == ("NNP",)
    return clauses.noun_phrase_end(more + 1) if named else more


def source(clauses: Clauses, cue: Cue, before: Range | None = None) -> tuple[Range | None, bool]:
    """Return the source's tokens and whether they stand after the verb; ``before`` is the source of the last cue."""
    if (main := verb_before(clauses, cue)) is not None:
        cue = replace(cue, verb=main, first=main, last=main)
    wrote = poster(clauses, cue) or document_before(clauses, cue.first)
    found, after = (wrote, False) if wrote else own_source(clauses, cue)
    if before and shares(clauses, cue):
        return before, False
    if found is None and not cue.passive:
        found = past_apposition(clauses, cue)
        if found is None and clauses.parse.tags[cue.verb] == "VBG":
            found = main_subject(clauses, cue) if cue.first else subject_behind(clauses, cue)
    if found and not wrote and follows_place(clauses, cue, found):
        found = main_subject(clauses, cue) or found
    return found and from_its_start(clauses, past_opening(clauses, found)), after


def follows_place(clauses: Clauses, cue: Cue, found: Range) -> bool:
    """Tell whether a participle's source is only the name before its comma: "spoke in Tulsa, Oklahoma, arguing"."""
    if clauses.parse.tags[cue.verb] != "VBG" or found[1] != cue.first - 2 or clauses.lower[cue.first - 1] != ",":
        return False
    return clauses.parse.tags[found[1]] in NAMES


def from_its_start(clauses: Clauses, found: Range) -> Range:
    """Return a source with what the tree has cut from its start: "The Ely, | Maine-based firm", "Ana | Lund"."""
    first, last = found
    at = first - 1
    if at > 0 and clauses.lower[first].endswith("-based") and clauses.lower[at] == ",":
        at -= 1
    elif clauses.unit.words[first] not in words("name_heads") and clauses.parse.labels[at:first] != ("nsubj",):
        return found
    if clauses.masked(first) or not is_named(clauses, at):
        return found
    while at > 0 and (is_named(clauses, at - 1) or joins_names(clauses, at - 1)):
        at -= 1
    before = clauses.parse.tags[at - 1] if at else ""
    return found if before in ("IN", "TO") else (at - (before == "DT"), last)


def is_named(clauses: Clauses, at: int) -> bool:
    """Tell whether a token is a name's, and no day's."""
    return at >= 0 and clauses.parse.tags[at] in NAMES and clauses.lower[at] not in words("time_nouns")


def joins_names(clauses: Clauses, at: int) -> bool:
    """Tell whether "and" stands between two names: "Roads | and | Bridges Department"."""
    return at > 0 and clauses.lower[at] in ("and", "&") and clauses.parse.tags[at - 1] in NAMES


def past_opening(clauses: Clauses, found: Range) -> Range:
    """Return a source without what leads up to it: "Citing the cost, | the mayor", "In | a talk, | Mayor Ana Lund"."""
    first, last = found
    if first and clauses.lower[first - 1] in ("in", "during", "at"):
        commas = (i for i in range(first + 1, last) if clauses.lower[i] == ",")
        first = next((i + 1 for i in commas if clauses.parse.tags[i + 1] in OPENINGS), first)
        found = first, last
    word = clauses.lower[first]
    tells = word.endswith("ing") and word in verbs("cue_verbs")
    if first == last or (clauses.parse.tags[first] not in ("VBG", "VBN") and not tells):
        return found
    if not tells and capitalized(clauses.unit.words[first + 1]):  # "Rising Tide, a charity"
        return found
    ends = (i + 1 for i in range(first + 1, last) if clauses.lower[i] == "," or clauses.masked(i))
    return next((i for i in ends if clauses.parse.tags[i] in OPENINGS and not clauses.masked(i)), first), last


def verb_before(clauses: Clauses, cue: Cue) -> int | None:
    """Return the verb that "by" and a participle go with: "opened by accusing the board"."""
    at = cue.verb - 2
    if at < 1 or cue.first != cue.verb or clauses.parse.tags[cue.verb] != "VBG" or clauses.lower[at + 1] != "by":
        return None
    return at if clauses.parse.tags[at] in (*FINITE, "VBN") else None


def interruption_end(clauses: Clauses, at: int, before: int) -> int | None:
    """Return where the words for somebody end that stand between a subject and its verb: "Members, said Lee, are …".

    What somebody is of, and where, belongs to them: "said Lee of the Harbor Board in Ely".
    """
    end = titled_name_end(clauses, at) or clauses.noun_phrase_end(at)
    if clauses.lower[before] != "," or end < at or not clauses.unit.words[end][0].isupper():
        return None
    while end + 2 < clauses.size and clauses.lower[end + 1] in ("of", "at", "for", "from", "in"):
        more = clauses.noun_phrase_end(end + 2)
        if more < end + 2:
            return None
        end = more
    after = end + 1
    verb = after + 1 < clauses.size and clauses.lower[after] == "," and clauses.parse.tags[after + 1] in FINITE
    return end if verb else None


def shares(clauses: Clauses, cue: Cue) -> bool:
    """Tell whether the cue has the source of the cue before it: "... and said", "..., adding"."""
    if clauses.parse.child(cue.verb, *SUBJECTS) is not None and clauses.parse.tags[cue.verb] != "VBG":
        return False
    at = cue.first - 1
    while at >= 0 and clauses.parse.tags[at] == "RB":
        at -= 1
    if at < 0 or clauses.masked(at):
        return False
    joints = (",", "--", "and", "but", "then") if clauses.parse.tags[cue.verb] == "VBG" else ("and", "but", "then")
    return clauses.lower[at] in joints


def past_apposition(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the noun phrase before an apposition that ends right before the verb: "Lee, 58, who is a baker, says"."""
    at = cue.first - 1
    if at < 2 or clauses.lower[at] not in (",", ")"):
        return None
    for comma in (i for i in range(1, at) if clauses.lower[i] in (",", "(")):
        head = comma - 1
        if (
            clauses.masked(head)
            or clauses.parse.tags[head][:2] not in ("NN", "CD")
            or clauses.lower[head] in words("time_words")
        ):
            continue
        inside = [i for i in range(comma + 1, at) if clauses.parse.tags[i] in FINITE]
        if inside and not any(clauses.lower[i] in ("who", "which", "whose") for i in range(comma + 1, inside[0])):
            continue
        first, _ = core(clauses, head)
        while first > 1 and clauses.lower[first - 1] == "of" and clauses.parse.tags[first - 2][:2] == "NN":
            first, _ = core(clauses, first - 2)
        if clauses.parse.tags[head] in NAMES or first == 0 or clauses.lower[first - 1] in (",", "that", "and", "but"):
            return first, at - 1
    return None


def main_subject(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the subject of the last finite verb before a participle that the tree has hung nowhere useful."""
    labels, main = clauses.parse.labels, ("ROOT", "conj", "ccomp", "parataxis")
    heads = [i for i in range(cue.first) if labels[i] in ("nsubj", "nsubj:pass") and not clauses.masked(i)]
    heads = [i for i in heads if labels[clauses.parse.heads[i]] in main and clauses.parse.heads[i] < cue.first]
    return phrase(clauses, heads[-1], 0, cue.first - 1) if heads else None


def subject_behind(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the main clause's subject behind a participle that begins its sentence: "Accusing the firm, Lee said"."""
    comma = next((i for i in range(cue.last, clauses.size) if clauses.lower[i] == ","), clauses.size)
    parse, last = clauses.parse, clauses.last_word()
    main = next((i for i in range(comma + 1, last) if parse.labels[i] == "ROOT" and parse.tags[i] in FINITE), last)
    own = (i for i in range(comma + 1, main) if parse.labels[i] in SUBJECTS and parse.heads[i] == main)
    found = next(own, None)
    if found is not None:
        return None if clauses.masked(found) else phrase(clauses, found, comma + 1, last)
    clear = comma + 1 < main < last and parse.tags[comma + 1] in OPENINGS and not clauses.masked(comma + 1)
    return (comma + 1, main - 1 - (clauses.lower[main - 1] == ",")) if clear else None


def own_source(clauses: Clauses, cue: Cue) -> tuple[Range | None, bool]:
    """Return the source that stands with the cue itself, and whether it stands after the verb."""
    agent = by_agent(clauses, cue) if cue.passive else None
    if agent or (cue.passive and cue.base != "quote" and clauses.lower[cue.verb] != "saying"):  # "was quoted as saying"
        return agent, False
    near = beside_before(clauses, cue)
    if near is not None and clauses.parse.tags[near] not in NAMES:
        return (near, near), False
    if beside := after_quotation(clauses, cue, near) or plural_before(clauses, cue):
        return beside, False
    if after := inverted(clauses, cue):
        return after, True
    clausal = clause_subject(clauses, cue.first)
    return (clausal, False) if clausal else by_tree(clauses, cue, near)


def by_tree(clauses: Clauses, cue: Cue, near: int | None) -> tuple[Range | None, bool]:
    """Return the verb's subject in the tree and whether it stands after the verb; ``near`` is a name right before."""
    head = subject(clauses, cue.verb)
    if near is not None:
        return widened(clauses, name_before(clauses, cue, near, head)), False
    if head is None or clauses.masked(head) or head == cue.verb:
        return surface(clauses, cue), False
    if clauses.lower[head] in ("who", "which") and head > 1 and (named := antecedent(clauses, head)):
        return named, False
    if head < cue.verb:
        return subject_phrase(clauses, cue, head), False
    set_off = clauses.masked(cue.first - 1) or (cue.first > 0 and clauses.lower[cue.first - 1] in (",", "--"))
    if head > cue.last and set_off:
        return phrase(clauses, head, cue.last + 1, clauses.last_word()), True
    return surface(clauses, cue), False


def clause_subject(clauses: Clauses, first: int) -> Range | None:
    """Return who stands between a conjunction and the verb group that begins at a token, whatever the tree says.

    That is "a judge" in "Lee was jailed after a judge said …", where the parser reads "after a judge" as when.
    """
    at, tags = first - 1, clauses.parse.tags
    while at >= 0 and tags[at] in ("RB", "MD"):
        at -= 1
    if at < 2 or clauses.masked(at) or tags[at] not in NAMES | COMMON:
        return None
    start, _ = core(clauses, at)
    bare = tags[at] == "NN" and start == at
    speaks = tags[at] in NAMES or sort_of(clauses.lower[at]) in (Sort.PERSON, Sort.BODY)
    joined = start > 1 and clauses.lower[start - 1] in words("subordinators")
    told = any(tags[i] in FINITE or tags[i] == "VBN" for i in range(start - 1))
    return (start, at) if joined and told and speaks and not bare else None


def document_before(clauses: Clauses, verb: int) -> Range | None:
    """Return the document behind a preposition that a participle tells the words of: "in a suit | accusing"."""
    at = verb - 1
    if at < 1 or clauses.parse.tags[verb] != "VBG" or sort_of(clauses.lower[at].removesuffix("s")) is not Sort.DOCUMENT:
        return None
    first, _ = core(clauses, at)
    return (first, at) if first and clauses.lower[first - 1] in words("prepositions") else None


def plural_before(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the plural noun with all its words that stand between a comma and the verb: ", court documents say"."""
    at = cue.first - 1
    if at < 0 or clauses.masked(at) or clauses.parse.tags[at] != "NNS":
        return None
    first, _ = core(clauses, at)
    return (first, at) if first == 0 or clauses.lower[first - 1] in (",", ";") else None


def subject_phrase(clauses: Clauses, cue: Cue, head: int) -> Range:
    """Return the phrase of the subject ``head`` before the verb, as the words right before the verb correct it."""
    if clauses.lower[head] in ("who", "which") and head > 1 and (named := antecedent(clauses, head)):
        return named
    first, last = phrase(clauses, head, 0, cue.first - 1)
    return widened(clauses, (first + (first < head and clauses.lower[first] == "which"), last))


def antecedent(clauses: Clauses, who: int) -> Range | None:
    """Return "who" with the noun phrase right before it, which it stands for: "Lee, who"."""
    at = who - 2 if clauses.lower[who - 1] == "," else who - 1
    if clauses.masked(at) or clauses.parse.tags[at] not in NAMES | COMMON:
        return None
    return core(clauses, at)[0], who


def after_quotation(clauses: Clauses, cue: Cue, near: int | None) -> Range | None:
    """Return the source between a quotation and the verb group, only its name where an adverbial stands before it."""
    between = between_mask_and_cue(clauses, cue)
    if between and near is not None and near > between[0] and clauses.parse.tags[between[0]] not in NAMES:
        first, _ = core(clauses, near)
        if first > between[0] and clauses.lower[first - 1] == ",":
            return first, near
    return between


def name_before(clauses: Clauses, cue: Cue, near: int, head: int | None) -> Range:
    """Return the phrase of the name right before the verb: that of the subject ``head`` where it is part of it."""
    first, _ = core(clauses, near)
    if first and clauses.lower[first - 1] in ("that", "which", "whom"):
        return first, near
    if head is not None and head <= near and clauses.parse.under(near, head):
        listed = clauses.parse.child(head, "conj") is not None and not LISTING.isdisjoint(clauses.lower[head:near])
        if listed or "," not in clauses.lower[head:near]:
            found = phrase(clauses, head, 0, cue.first - 1)
            clear = {"who", "which", "whose", "that"}.isdisjoint(clauses.lower[found[0] : first])
            if not (clear and clauses.finite(found[0], first - 1)):
                return with_particles(clauses, found[0]), found[1]
    return first, near


def with_particles(clauses: Clauses, first: int) -> int:
    """Return where a name begins of which the tree has only the surname: "Bram van der | Veen"."""
    begins = first
    while begins and clauses.lower[begins - 1] in PARTICLES:
        begins -= 1
    while 0 < begins < first and clauses.parse.tags[begins - 1] in NAMES:
        begins -= 1
    return begins


def surface(clauses: Clauses, cue: Cue) -> Range | None:
    """Return the noun phrase that ends right before the verb group, where the tree has no subject."""
    at = cue.first - 1
    while at >= 0 and clauses.parse.tags[at] in ("RB", "MD"):
        at -= 1
    tags, nouns = clauses.parse.tags, ("NN", "CD")
    if at < 0 or clauses.masked(at) or (clauses.lower[at] in verbs("cue_verbs") and tags[at] not in COMMON):
        return None
    if clauses.lower[at] not in words("fractions_and_counts") and tags[at][:2] not in nouns:
        return None
    first, _ = core(clauses, at)
    prepositions = ("in", "of", "at", "for", "from", "with")
    while first > 1 and clauses.lower[first - 1] in prepositions and tags[first - 2][:2] in nouns:
        first, _ = core(clauses, first - 2)
    return first, at
