"""Find the extent of a noun phrase: its flat core, its appositions and relative clauses."""

from onrecord.extract.sentences.clauses import NAMES, Clauses, Range
from onrecord.lexicon.lists import words

STARTS = frozenset(("DT", "NNP", "NNPS", "NN", "NNS", "JJ", "PRP", "PRP$", "CD", "JJS", "JJR", "VBG"))
BEFORE_HEAD = (STARTS | {"POS", "VBN", "HYPH"}) - {"PRP"}
LONGEST = 40
"""Tokens of a source phrase; a longer one is a misparse and cut to its core."""


def core(clauses: Clauses, head: int) -> Range:
    """Return the flat noun phrase around a head noun."""
    first = head
    while (
        first > 0
        and clauses.lower[first - 1] not in words("time_nouns")
        and clauses.parse.tags[first - 1] in BEFORE_HEAD
        and not clauses.masked(first - 1)
    ):
        first -= 1
    return first, max(head, clauses.noun_phrase_end(head))


def phrase(clauses: Clauses, head: int, floor: int, ceiling: int) -> Range:
    """Return the noun phrase of ``head`` with its appositions and clauses, inside ``floor`` and ``ceiling``.

    What the subtree wrongly holds is cut off: masked quotations, and what stands before a conjunction at its start.
    """
    first, last = max(clauses.parse.left[head], floor), min(clauses.parse.right[head], ceiling)
    for i in range(first, head):
        if clauses.masked(i) or clauses.lower[i] in ("--", ";", ":"):
            first = i + 1
    for i in range(head, last + 1):
        if clauses.masked(i) or clauses.lower[i] in (";", ":"):
            last = i - 1
            break
    if first > 1 and (clauses.parse.tags[first - 1] == "POS" or clauses.lower[first - 1] == "'"):
        first = min(first, core(clauses, first - 2)[0])
    while first < head and (
        clauses.lower[first] in (",", "and", "but", "or", "--", '"', "that", "as")
        or clauses.parse.tags[first] in ("RB", "CC", "IN")
    ):
        first += 1
    while last > head and clauses.lower[last] in (",", "--", '"', ".", "and", "but"):
        last -= 1
    if (
        0 < first < head
        and clauses.lower[first] in words("time_nouns")
        and clauses.lower[first - 1] in ("in", "on", "last", "this", "by")
    ):
        first += 1
    if last - first > LONGEST:
        return core(clauses, head)
    return first, last


def apposition_end(clauses: Clauses, end: int) -> int:
    """Return the end of "of ..." or ", a professor at ..." after a noun phrase that the tree has cut short."""
    if clauses.lower[end + 1] in ("of", "for"):
        long = clauses.long_noun_phrase_end(end)
        return long if long > end else clauses.noun_phrase_end(end + 2)
    if clauses.lower[end + 2] in words("apposition_starts"):
        at = end + 2
        while at < clauses.size and not clauses.masked(at) and clauses.lower[at] not in (".", ";", "--", '"', ":"):
            if (
                clauses.lower[at] == ","
                and at + 1 < clauses.size
                and (clauses.masked(at + 1) or clauses.lower[at + 1] in ("and", "but", "adding"))
            ):
                break
            at += 1
        return at - 1
    return end


def widened(clauses: Clauses, found: Range) -> Range:
    """Take in the name before an apposition that the tree took for the subject: "Lee, a baker, said"."""
    first, last = found
    at = first - 2
    if first > 4 and clauses.lower[first - 1] == "," and clauses.lower[at] == ")":
        at = next((i for i in range(at, max(0, at - 8), -1) if clauses.lower[i] == "("), at) - 1
    if (
        first > 1
        and clauses.lower[first - 1] == ","
        and clauses.parse.tags[at] in NAMES
        and clauses.lower[at] not in words("time_nouns")
    ):
        name, _ = core(clauses, at)
        if clauses.lower[last + 1 : last + 2] == (",",):
            return name, last
    while first + 1 < last and clauses.lower[first] in words("time_nouns") and clauses.lower[first + 1] == ",":
        first += 2
    return first, last
