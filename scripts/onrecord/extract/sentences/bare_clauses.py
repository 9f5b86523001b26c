"""Find where a clause without "that" begins behind a cue, its addressee and its adjuncts.

"told the court | no one had come", "said on Monday | about a third of the boats sank": the tree often hangs the
clause's subject on the words before it.  The words alone tell more: after one noun phrase another begins with an
article, a pronoun, a number, or where capitals end or begin.
"""

from onrecord.extract.sentences.clauses import COMMON, FINITE, NAMES, Clauses
from onrecord.lexicon.lists import group, words

OBJECTS = frozenset(("me", "him", "her", "us", "them", "you", "it"))
"""Pronouns of one who is told."""
SHARES = frozenset(("half", "third", "quarter", "dozen", "hundred", "thousand", "million", "fifth", "tenth"))
STARTERS = group("phrase_starts", "determiner", "pronoun", "quantity")
MEASURES = group("phrase_starts", "measure")
OPENERS = (STARTERS | MEASURES) - group("phrase_starts", "pronoun")
BETWEEN = frozenset(("a", "an", "to", "least", "most", "many", "much", "few", "as", "over", "under", "just", "the"))
"""Words between a measure and its number: "as many as 90"."""
VERBS = words("auxiliaries") | words("modals")
MARKS = frozenset((",", ":", ";", "--", "that", "to", "how", "why", "whether", "if", "which"))
ADJOINING = words("prepositions") - {"of", "for", "from", "with"}
OBJECT_STARTS = COMMON | {"DT", "PRP", "PRP$", "CD"}
TIMES = words("time_nouns")
LONGEST = 24
"""Tokens from a cue to the verb of its clause, at most."""


def finite_word(clauses: Clauses, at: int) -> bool:
    """Tell whether the token is a finite verb by its tag, or by its form whatever its tag."""
    tag, word = clauses.parse.tags[at], clauses.lower[at]
    if tag == "VBN" and at and clauses.parse.tags[at - 1] in COMMON | NAMES | {"PRP"}:
        # A participle after a noun has no object: "the school needed help".
        after = clauses.parse.tags[at + 1] if at + 1 < clauses.size else ""
        return after in OBJECT_STARTS or (word == "used" and clauses.lower[at + 1] == "to")
    return tag in FINITE or (tag[:1] in "VM" and word in VERBS)


def verb_after(clauses: Clauses, at: int) -> int | None:
    """Return the first finite verb from ``at`` before any mark, or a participle that can be the past tense."""
    participle = None
    for i in range(at, min(at + LONGEST, clauses.size)):
        if clauses.masked(i) or (clauses.lower[i] in MARKS and not measured(clauses, i - 1)):
            break
        if finite_word(clauses, i):
            return i
        if participle is None and clauses.parse.tags[i] == "VBN" and i > at:
            participle = i
    return participle


def number(clauses: Clauses, at: int) -> bool:
    """Tell whether the token counts: "300", "two", "$"."""
    word = clauses.lower[at] if at < clauses.size else ""
    return word[:1].isdigit() or word == "$" or word in words("numbers") or clauses.parse.tags[at : at + 1] == ("CD",)


def measured(clauses: Clauses, at: int) -> bool:
    """Tell whether the token measures the number or share behind it: "about a third", "up to 40", "as many as 90"."""
    if at < 0 or clauses.lower[at] not in MEASURES:
        return False
    near = range(at + 1, min(at + 4, clauses.size))
    for i in near:
        if number(clauses, i) or clauses.lower[i] in SHARES:
            ages = clauses.lower[at] in ("under", "over") and i + 1 < clauses.size and finite_word(clauses, i + 1)
            return not ages  # "children under five must"
        if clauses.lower[i] not in BETWEEN:
            return False
    return False


def starts_phrase(clauses: Clauses, at: int) -> bool:
    """Tell whether the token can only be the first of a noun phrase."""
    word = clauses.lower[at]
    if word in ("last", "this", "next", "that") and clauses.lower[at + 1 : at + 2] and clauses.lower[at + 1] in TIMES:
        return clauses.lower[at + 2 : at + 3] == ("'s",)
    if word in STARTERS or measured(clauses, at):
        return True
    if number(clauses, at):
        named = clauses.unit.words[at - 1][:1].isupper() and clauses.unit.words[at + 1 : at + 2]
        return not (named and named[0][:1].isupper())  # "Channel 4 News"
    return False


def closes_phrase(clauses: Clauses, at: int) -> bool:
    """Tell whether a noun phrase can end with the token."""
    word, tag = clauses.lower[at], clauses.parse.tags[at]
    if word in OBJECTS or word in words("time_words") or capital(clauses, at):
        return True
    opens = word in OPENERS or number(clauses, at)
    return tag in COMMON | NAMES and not opens


def capital(clauses: Clauses, at: int) -> bool:
    """Tell whether the token is spelled as a name's."""
    return clauses.unit.words[at][:1].isupper() and clauses.lower[at] != "i"


def changes(clauses: Clauses, at: int) -> bool:
    """Tell whether the token begins another phrase than the noun before it by its looks alone.

    Capitals begin or end here, a date is over, or a gerund follows a noun.
    """
    before, tag = at - 1, clauses.parse.tags[at]
    if clauses.lower[at] in ("and", "of", "'s", "&", "'", "in", "on", "at"):
        return False
    if clauses.lower[before] in words("time_nouns") and clauses.lower[before - 1] == "'s":
        return False  # "the Herald's Sunday edition"
    dated = clauses.lower[before] in words("time_nouns") and clauses.lower[at] not in words("time_nouns")
    nominal = tag in COMMON | NAMES | {"JJ", "VBG", "PRP$", "VBN"} and clauses.lower[at] not in words("function_words")
    if dated or tag == "VBG":
        return nominal
    named = capital(clauses, at) and clauses.lower[before] in words("outlet_nouns")  # "the daily Le Monde"
    return nominal and not named and capital(clauses, before) != capital(clauses, at)


def last_noun(clauses: Clauses, first: int, verb: int) -> int | None:
    """Return where the last noun before ``verb`` begins, with its adjectives, if another noun stands before it."""
    at = verb - 1
    while at > first and clauses.parse.tags[at] == "RB":
        at -= 1
    if clauses.parse.tags[at] not in COMMON:
        return None
    while at > first and clauses.parse.tags[at - 1] in ("JJ", "JJR", "JJS"):
        at -= 1
    if at - 2 > first and clauses.lower[at - 1] == "and" and clauses.parse.tags[at - 2] in COMMON:
        at -= 2
    left = clauses.parse.tags[at - 1] in COMMON and not capital(clauses, at - 1)
    return at if at > first and left else None


def next_phrase(clauses: Clauses, first: int, *, split: bool) -> int | None:
    """Return where the noun phrase begins that follows the one at ``first`` and is the subject of a verb.

    ``split`` parts a compound where nothing else does: "told the council | officials had".
    """
    verb = verb_after(clauses, first + 1)
    if verb is None:
        return None
    own = clauses.lower[first] == "her" and (number(clauses, first + 1) or not starts_phrase(clauses, first + 1))
    if clauses.lower[first] in OBJECTS and not own:
        return clause_start(clauses, first + 1)
    inside = range(first + 2 if own else first + 1, verb)
    alone = first if clauses.lower[first] not in OPENERS else -1  # a noun for certain, whatever its tag
    for begins in (starts_phrase, changes):
        found = (i for i in inside if (i - 1 == alone or closes_phrase(clauses, i - 1)) and begins(clauses, i))
        if (at := next(found, None)) is not None:
            return at
    if split and (at := last_noun(clauses, first, verb)) is not None:
        return at
    return first + 1 if own and split and first + 1 < verb else None


def clause_start(clauses: Clauses, at: int) -> int | None:
    """Return where the clause begins behind the adjuncts at ``at``, or nothing where no finite verb follows."""
    while at < clauses.size and not starts_phrase(clauses, at):
        late = clauses.lower[at] in ("late", "early") and clauses.lower[at + 1 : at + 2] in (("on",), ("in",))
        after = at + 1 if late else clauses.adjunct_end(at) + 1
        if after <= at or precedes(clauses, at, after):
            break
        if clauses.lower[at] in words("prepositions"):
            begins = next_phrase(clauses, at + 1, split=True)
            after = begins if begins is not None else after
        at = after
    return at if at < clauses.size and verb_after(clauses, at) is not None else None


def precedes(clauses: Clauses, at: int, verb: int) -> bool:
    """Tell whether a clause of time begins at a token that is said too: "said | after it broke, he left"."""
    joins = clauses.lower[at] in ("after", "before", "once", "until") and verb < clauses.size
    behind = range(verb + 1, clauses.size - 1)
    return joins and clauses.parse.tags[verb] in FINITE and any(clauses.lower[i] == "," for i in behind)


def addressee(clauses: Clauses, at: int, *, must: bool) -> tuple[int, int] | None:
    """Return the last token of the one who is told from ``at`` on, and the first of the clause after it.

    Unless somebody ``must`` be told, what stands at ``at`` may be the clause's own subject: "warned prices would rise".
    """
    if not must and clauses.lower[at] == "it":
        return at - 1, at
    begins = next_phrase(clauses, at, split=must)
    if begins is None:
        return None if must or verb_after(clauses, at) is None else (at - 1, at)
    last = next((i - 1 for i in range(at + 1, begins) if adjoined(clauses, i)), begins - 1)
    return last, begins


def brings_clause(clauses: Clauses, at: int) -> bool:
    """Tell whether a form of a cue brings in a clause, whatever its tag: "Lee, a plumber, explained | water had".

    It does so after a name or a comma where a noun phrase and its verb follow; what may be a plural ("claims") only
    after a comma or the sentence's first words.
    """
    if not at or clauses.masked(at - 1) or clauses.lower[at].endswith("ing"):
        return False
    first = next((i for i in range(at, 0, -1) if not capital(clauses, i - 1)), 0)
    name = first < at and (not clauses.lower[at].endswith("s") or (first == 0 and clauses.lower[0] not in OPENERS))
    relative = name and first > 0 and clauses.lower[first - 1] in ("which", "that")
    if relative and not VERBS.isdisjoint(clauses.lower[at + 1 : at + 2]):
        return True  # "the dam that Lee warned | was old"
    that = clauses.skip_adjuncts(at + 1) if name else clauses.size
    if clauses.lower[that : that + 1] == ("that",) and that + 1 < clauses.size and not finite_word(clauses, that + 1):
        return True
    comma = clauses.lower[at - 1] == "," and at > 1
    start = clause_start(clauses, at + 1) if name or comma else None
    if start is None or clauses.lower[start] in words("time_nouns"):
        return False
    nominal = clauses.parse.tags[start] in COMMON | NAMES | {"JJ", "PRP$"} or starts_phrase(clauses, start)
    verb = verb_after(clauses, start + 1) if nominal else None
    return verb is not None and finite_word(clauses, verb) and "who" not in clauses.lower[start:verb]


def adjoined(clauses: Clauses, at: int) -> bool:
    """Tell whether the token begins an adjunct of the telling: "on Monday", "in Port Eldon", "earlier"."""
    word, tag = clauses.lower[at], clauses.parse.tags[at]
    return (word in ADJOINING and tag in ("IN", "TO", "RP", "RB")) or word in words("time_words")
