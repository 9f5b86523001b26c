"""Read what the words beside a name call its bearer: before it, after it, and as what it "is"."""

from collections.abc import Iterator

from onrecord.extract.sentences.clauses import FINITE, NAMES, Clauses
from onrecord.lexicon.lists import words
from onrecord.lexicon.nouns import AGED, Sort, people_nouns, sort_of

LONGEST_NOUN_PHRASE = 12
"""Tokens of a description that are looked through for its noun."""
OLDEST = 2
"""Digits of an age."""
FIELD_JOINTS = frozenset(("of", "for", "the", "and", "&"))
"""Words between the capitalized ones for what an office is over."""
COPULAS = frozenset(("is", "was", "became", "remains", "'s"))

Called = tuple[str, tuple[str, ...], int]
"""A noun, the words before it in its phrase, and the token that it is; -1 where it is none of its own."""


def before(item: Clauses, first: int) -> Iterator[Called]:
    """Yield what stands before a name: "engineer", "Her neighbor", and in "the mayor of Ely, Ana Lund" the mayor."""
    at = first - 1
    if at < 0 or item.masked(at):
        return
    if item.lower[at] != ",":
        at = over_field(item, at)
        if noun(item, at):
            start = phrase_start(item, at)
            yield item.lower[at], (*item.lower[start:at], *item.lower[at + 1 : first]), at
        return
    if is_field(item, first):
        return
    if (office := over_fields(item, at)) is not None:
        yield item.lower[office], item.lower[phrase_start(item, office) : office], office
        return
    start = max((i + 1 for i in range(max(0, at - LONGEST_NOUN_PHRASE), at) if ends_phrase(item, i)), default=0)
    head = next((i for i in range(start, at) if preposition(item, i)), at) - 1
    if head < start or not noun(item, head):
        return
    own = phrase_start(item, head)
    if own == start + 1 and item.parse.tags[start] == "IN":  # "For the council, Ana Lund said"
        return
    definite = item.parse.tags[own] in ("DT", "PRP$") or "POS" in item.parse.tags[own:head]
    definite = definite and item.lower[own] not in ("a", "an")
    if definite or sort_of(item.lower[head]) is Sort.PERSON:
        yield item.lower[head], item.lower[own:head], head


def is_field(item: Clauses, first: int) -> bool:
    """Tell whether a name of one word is in a list, as what an office is over is: "of Trade, | Budget and Health,"."""
    at = first + 1 + (item.lower[first + 1 : first + 2] == (",",))
    if item.lower[at : at + 1] not in (("and",), ("&",)):
        return False
    ends = next((i for i in range(at + 1, item.size) if item.parse.tags[i] not in NAMES), item.size)
    return ends > at + 1 and item.lower[ends : ends + 1] == (",",)


def over_fields(item: Clauses, comma: int) -> int | None:
    """Return the office whose fields, a list that "and" ends, stand before a comma: "Minister of Trade and Budget,"."""
    at = comma - 1
    while at > 0 and item.parse.tags[at] in NAMES:
        at -= 1
    if item.lower[at] not in ("and", "&"):
        return None
    while at > 0 and (item.parse.tags[at] in NAMES or item.lower[at] in FIELD_JOINTS or item.lower[at] == ","):
        at -= 1
    at += item.lower[at] not in people_nouns()
    return at if item.lower[at] in people_nouns() and item.lower[at + 1] in ("of", "for") else None


def is_of_firm(item: Clauses, first: int, last: int) -> bool:
    """Tell whether what only a firm has stands beside a name: "Tellmark shares", "shares in Tellmark"."""
    belongings = words("belongings_of_firms")
    owned = last + 2 if item.parse.tags[last + 1 : last + 2] == ("POS",) else last + 1
    has = owned < item.size and item.unit.words[owned] in belongings
    of = first > 1 and item.lower[first - 1] in ("in", "of") and item.unit.words[first - 2].lower() in belongings
    return (has and not item.masked(owned)) or of


def over_field(item: Clauses, at: int) -> int:
    """Return the token of the noun that the capitalized words up to a token belong to.

    That is "Minister" in "Minister of State for Defense" before a name.
    """
    start = at
    if item.parse.tags[at] not in NAMES:
        return at
    while at > 0 and (item.parse.tags[at] in NAMES or item.lower[at] in FIELD_JOINTS):
        at -= 1
    at += item.lower[at] not in people_nouns() and at < start
    over = next((i for i in range(at + 1, start) if item.lower[i] in ("of", "for")), 0)
    if over and item.lower[over - 1] in people_nouns():
        return over - 1
    while start > 0 and item.parse.tags[start] in NAMES:  # a run cut at an owner or a body
        start -= 1
    return start


def after(item: Clauses, last: int) -> Iterator[Called]:
    """Yield what stands after a name: its bearer's age, ", a baker", "(58)", ", who is a baker", "is a baker"."""
    at = last + 1
    if at + 1 >= item.size:
        return
    if item.lower[at] in (",", "(", "--", "-"):
        at += 1
        if item.lower[at].isdigit() and len(item.lower[at]) <= OLDEST:
            yield f"{item.lower[at]}-{AGED}", (), -1
            at += 2 if item.lower[at + 1 : at + 2] == (",",) else 1
        if item.lower[at : at + 1] == ("who",):
            at += 1
            if not COPULAS.intersection(item.lower[at : at + 1]):
                return
    if at + 1 < item.size and item.lower[at] in COPULAS and item.parse.tags[at + 1] == "DT":
        at += 1
    elif at == last + 1:
        return
    yield from appositions(item, at)


def appositions(item: Clauses, at: int) -> Iterator[Called]:
    """Yield the nouns of the noun phrase at a token, "and" and another one included."""
    start = at
    while at < item.size and at - start < LONGEST_NOUN_PHRASE and in_phrase(item, at):
        at += 1
    head = at - 1
    if head < start or not noun(item, head) or item.lower[head] in words("time_nouns"):
        return
    if at < item.size and (item.parse.tags[at] in FINITE or item.masked(at)):
        return
    yield item.lower[head], item.lower[start:head], head
    if item.lower[at : at + 1] == ("and",) and item.parse.tags[start] == "DT":
        yield from appositions(item, at + 1)


def ends_phrase(item: Clauses, at: int) -> bool:
    """Tell whether a token stands before a noun phrase rather than in it: a finite verb, a comma, a quotation."""
    return item.parse.tags[at] in FINITE or item.masked(at) or item.lower[at] == ","


def in_phrase(item: Clauses, at: int) -> bool:
    """Tell whether a token can stand in a flat noun phrase."""
    tag = item.parse.tags[at]
    return not item.masked(at) and (tag[:2] in ("NN", "JJ", "CD", "DT") or tag in ("PRP$", "POS", "VBN", "HYPH", "VBG"))


def phrase_start(item: Clauses, head: int) -> int:
    """Return the first token of the flat noun phrase that ends at a token."""
    at = head
    while at > 0 and head - at < LONGEST_NOUN_PHRASE and in_phrase(item, at - 1):
        at -= 1
        if item.parse.tags[at] in ("DT", "PRP$"):
            break
    return at


def noun(item: Clauses, at: int) -> bool:
    """Tell whether a token is a common noun, by its tag or because it names people."""
    if at < 0 or item.masked(at) or not item.lower[at][-1:].isalpha():
        return False
    listed = item.lower[at] in people_nouns()
    return listed or item.parse.tags[at] in ("NN", "NNS") or item.lower[at].endswith(AGED)


def preposition(item: Clauses, at: int) -> bool:
    """Tell whether a token begins what a noun is over: "of the town", "who leads the work"."""
    return item.parse.tags[at] in ("IN", "TO", "WP", "WDT", "VBG", "VBN") and at > 0
