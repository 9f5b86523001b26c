"""Tell where a clause is what others say, which a verb of saying only takes up: "responded to claims that …"."""

from onrecord.extract.sentences.clauses import NAMES, Clauses, core
from onrecord.lexicon.lists import verbs, words

ADJOINING = frozenset(("in", "with", "by", "from", "through", "during", "via"))
"""Prepositions before a noun that says where somebody spoke: "said in a statement that"."""
POINTING = frozenset(("point", "points", "pointed", "pointing"))
"""A verb that brings forward as so what others say."""
OPENS = 2
"""Tokens before a noun at most that a verb takes it up with: "responded to", "pointed back to"."""


def said_by_others(clauses: Clauses, verb: int, start: int) -> bool:
    """Tell whether the clause from token ``start`` on is others': "Lee answered the claims that …".

    Whoever makes a claim ("issued a warning that"), denies it ("rejected reports that") or has one of their own ("his
    view that") says that it is so, or that it is not.
    """
    at = start - 1 if clauses.lower[start - 1] != "that" else start - 2
    if at <= verb or clauses.masked(at) or clauses.lower[at + 1 : at + 2] != ("that",):
        return False
    if clauses.parse.tags[at] in NAMES:  # "told the Hollin Post that"
        return False
    noun, word = clauses.lower[at].removesuffix("s"), clauses.lower[verb]
    if noun not in words("content_nouns") | words("nouns_of_others") or word in {*verbs("making_verbs"), *POINTING}:
        return False
    first = max(core(clauses, at)[0], verb + 1)
    before = clauses.lower[verb + 1 : first]
    owned = {"PRP$", "POS"}.intersection(clauses.parse.tags[first:at])
    near = len(before) <= OPENS and ADJOINING.isdisjoint(before)
    return near and not owned and word not in verbs("object_verbs")
