"""Tell where a verb of saying reports nothing: denied, under a condition, asked, possible or due.

"No one said that …", "if Lee says …", "did Lee say …?" and "stopped short of saying …" put no words into a mouth; what
looks like them may: "not only said", "if it rains, Lee said", "Lee, who might resign, said".
"""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from onrecord.extract.sentences.clauses import COMMON, LONGEST, NAMES, NOMINAL, Clauses, Range
from onrecord.lexicon.lists import entries, verbs, words

UNSAYING = words("negations") | words("modals") | words("near_negations")
ADVERBS = ("RB", "RBR", "RBS")
BEFORE_NOUN = frozenset(("either", "both", "neither", "not"))
NEAR = 6
"""Words between what casts doubt and the "that" which it brings in."""


@cache
def by_last_word(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the entries of a list, each as its words, by their last ones."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in map(tuple, map(str.split, entries(name))):
        found[entry[-1]] = (*found.get(entry[-1], ()), entry)
    return MappingProxyType(found)


def ends_with(clauses: Clauses, last: int, name: str) -> bool:
    """Tell whether an entry of the list, of one word or several, ends with the token."""
    if last < 0:
        return False
    found = by_last_word(name).get(clauses.lower[last], ())
    return any(clauses.lower[max(0, last + 1 - len(entry)) : last + 1] == entry for entry in found)


def before_group(clauses: Clauses, at: int) -> int:
    """Return the last token before the verb's auxiliaries, negations and the adverbs among them."""
    i = at - 1
    while i >= 0 and not clauses.masked(i):
        helping = clauses.lower[i] in words("auxiliaries") or clauses.lower[i] in UNSAYING
        helping = helping and clauses.parse.tags[i] not in NAMES
        if not helping and clauses.parse.tags[i] not in ADVERBS:
            break
        i -= 1
    return i


def unsaid(clauses: Clauses, at: int) -> bool:
    """Tell whether the words of the verb's own group make it none: "never said", "might say", "without saying"."""
    before = before_group(clauses, at)
    group = clauses.lower[before + 1 : at]
    had = "'d" in group and clauses.parse.tags[at] in ("VBD", "VBN")  # "he'd said", but not "he'd say"
    more = any(f"{first} {second}" in words("not_only") for first, second in pairwise(group))
    helping = set(group) - {"'d"} if had else set(group)
    if not more and not UNSAYING.isdisjoint(helping):
        return True
    if any(ends_with(clauses, last, "negative_phrases") for last in range(before, at)):
        return True
    participle = clauses.parse.tags[at] == "VBG" or group[:1] == ("having",)
    if participle and ends_with(clauses, before, "unsaying_before_ing"):
        return True
    joined = before > 1 and clauses.lower[before] in ("or", "nor") and clauses.is_verb(before - 1)
    return joined and unsaid(clauses, before - 1)


def unsaid_by(clauses: Clauses, at: int, source: Range | None) -> bool:
    """Tell whether its source, or what stands before that, makes a verb none: "no one", "if Lee", "did Lee"."""
    told = verbs("cue_verbs").get(clauses.lower[at]) in words("addressee_verbs")
    if told and at + 1 < clauses.size and negative(clauses, at + 1):
        return True
    if source is None:
        return commanded(clauses, at)
    if source[0] > at:
        return negative(clauses, source[0])
    first = subject_start(clauses, source[0])
    before = first - 1
    while before >= 0 and (clauses.parse.tags[before] in ADVERBS or clauses.lower[before] in BEFORE_NOUN):
        before -= 1
    between = clauses.lower[source[1] + 1 : at]
    clausal = not words("subordinators").isdisjoint(clauses.lower[first : source[0]])  # "was jailed after police said"
    return (
        any(negative(clauses, i) for i in {*range(before + 1, first + 1), source[0]})
        or "nor" in clauses.lower[max(0, first - 1) : source[1]]
        or ends_with(clauses, before, "conditions")
        or not words("conditions").isdisjoint(between)
        or (clauses.lower[before] == "until" and clauses.parse.tags[at] in ("VBZ", "VBP"))
        or (inverted(clauses, before) and not clausal)
        or doubted(clauses, before)
        or questioned(clauses, source[0])
    )


def subject_start(clauses: Clauses, first: int) -> int:
    """Return the first token of the noun phrase that a source, cut short, may be the end of: "no one at | the mine"."""
    tags, floor = clauses.parse.tags, max(0, first - LONGEST)
    while first > floor and not clauses.masked(first - 1):
        before = first - 1
        joint = clauses.lower[before] in words("prepositions") and before > 0 and tags[before - 1] in NOMINAL
        own = tags[before] in NOMINAL and tags[first] not in ("DT", "PRP", "PRP$")
        if not joint and (not own or (tags[before] in COMMON and tags[first] in NAMES)):
            break
        first = before
    return first


def negative(clauses: Clauses, first: int) -> bool:
    """Tell whether a noun phrase that begins with the token names nobody: "no one", "neither of them", "few"."""
    word, after = clauses.lower[first], " ".join(clauses.lower[first + 1 : first + 2])
    if word == "no":
        return not after[:1].isdigit() and after not in ("fewer", "less", "more", "doubt", ",")
    if word in words("near_negations"):
        return after in ("any", "anyone", "anybody")
    if word == "not":
        return f"not {after}" not in words("not_only") and after != ","
    return word in words("nobody") and clauses.lower[max(0, first - 1) : first] not in (("a",), ("the",), ("these",))


def inverted(clauses: Clauses, helping: int) -> bool:
    """Tell whether an auxiliary before the subject makes it a question or a condition: "did Lee say", "had Lee said".

    "Only then did Lee say" is neither.
    """
    if helping < 0 or clauses.lower[helping] not in words("auxiliaries") | words("modals"):
        return False
    before = helping - 1
    start = next((i for i in range(before, -1, -1) if clauses.masked(i) or clauses.lower[i] in (",", ";", "--")), -1)
    if "only" in clauses.lower[start + 1 : helping] or "so" in clauses.lower[start + 1 : helping]:
        return False
    own = before >= 0 and clauses.parse.tags[before] in NOMINAL | {"EX", "WDT"}
    return not own or ends_with(clauses, before, "negative_phrases") or clauses.lower[-1] == "?"


def doubted(clauses: Clauses, before: int) -> bool:
    """Tell whether the verb's clause is one that is denied or doubted: "it is not true that Lee said"."""
    lower, proof = clauses.lower, False
    for i in range(before, max(-1, before - NEAR), -1):
        if clauses.masked(i) or lower[i] in (",", ";", "--"):
            return False
        if lower[i] in words("doubts") and (i == before or lower[before] == "that"):
            return True
        if proof and lower[i] in words("negations") | {"no", "little"}:
            return True
        proof = proof or (lower[before] == "that" and lower[i] in words("proofs"))
        if clauses.parse.tags[i].startswith("VB") and lower[i] not in words("auxiliaries"):
            return False
    return False


def questioned(clauses: Clauses, source: int) -> bool:
    """Tell whether the sentence asks who says it, or whether something is so that was said."""
    if clauses.lower[-1] != "?" or clauses.lower[max(0, source - 1)] == ",":
        return False
    first = clauses.lower[1] if clauses.lower[0] in ("and", "but", "so", "or") else clauses.lower[0]
    return first in words("question_words") or first in words("auxiliaries") or first in words("modals")


def commanded(clauses: Clauses, at: int) -> bool:
    """Tell whether a verb without a subject bids somebody to say it: "Please say that …"."""
    if clauses.parse.tags[at] not in ("VB", "VBP"):
        return False
    return at == 0 or clauses.lower[at - 1] in (",", "please", "and", "so", "now", "just", "or", "--", ":")
