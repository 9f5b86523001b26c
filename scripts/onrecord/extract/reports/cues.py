"""Find the words that signal a report: reporting verbs with their auxiliaries, each to be framed by its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.reports.unsaid import unsaid
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.bare_clauses import brings_clause
from onrecord.extract.sentences.clauses import FINITE, Clauses, Range
from onrecord.lexicon.lists import entries, verbs, words

LONGEST_ACCUSED = 20
"""Tokens of who is charged, with what stands in apposition, before "with"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token ``verb``; its group runs from ``first`` to ``last`` with auxiliaries and particles.

    ``clausal`` when it takes a clause, ``quoting`` when it takes a quotation, ``objective`` when it reports by its
    object, ``fragmentary`` when it does so only with a quoted fragment in the object.
    """

    verb: int
    first: int
    last: int
    base: str
    clausal: bool
    quoting: bool
    objective: bool
    passive: bool
    fragmentary: bool


def particles(clauses: Clauses, at: int, base: str) -> int:
    """Return the last token of a cue of verb and particle ("pointed out"), or the verb's own."""
    found = [tuple(rest) for first, *rest in map(str.split, entries("particle_cues")) if first == base]
    after = at + 1
    if found and after + 2 < clauses.size and base != "put":  # "called on Friday for", "spoke movingly of"
        dated = clauses.lower[after + 1 if clauses.lower[after] == "on" else after]
        if dated in (words("time_words") | words("time_nouns")) - {"instead"}:
            after += 2 if clauses.lower[after] == "on" else 1
        elif clauses.parse.tags[after] == "RB" and clauses.lower[after] not in ("not", "out", "up", "instead"):
            after += 1
    ends = (after + len(rest) for rest in found if clauses.lower[after : after + len(rest)] == rest)
    return max(ends, default=at + 1) - 1


def group_start(clauses: Clauses, at: int) -> int:
    """Return the first token of the verb's group: its auxiliaries and the adverbs among them."""
    first = at
    for i in range(at - 1, -1, -1):
        if clauses.lower[i] in words("auxiliaries") and clauses.parse.tags[i][:1] in ("V", "M"):
            first = i
        elif clauses.parse.tags[i] not in ("RB", "RBR") or clauses.masked(i):
            break
    return first


def attributive(clauses: Clauses, at: int, first: int) -> bool:
    """Tell whether a participle stands before a noun or alone: "his proposed ban", "when asked"."""
    tags, before = clauses.parse.tags, at - 1
    while before > 0 and ((tags[at], tags[before]) == ("VBN", "RB") or (tags[at], tags[before]) == ("NNS", "VBN")):
        before -= 1
    if before >= 0 and clauses.lower[before] in ("which", "what", "whose"):
        return clauses.lower[before] != "which" or before == 0 or tags[at] not in FINITE
    determined = before >= 0 and tags[before] in ("PRP$", "DT", "CD", "POS")
    if determined and clauses.lower[before] not in ("that", "this", "all", "both", "some"):
        return tags[at] in ("VBN", "VBG", "NNS") or clauses.lower[before] in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
        )
    if before > 0 and clauses.lower[before] == "'s":
        after = "".join(clauses.lower[at + 1 : at + 2]).removesuffix("s")
        if clauses.lower[at] in words("nouns_like_cues") or after in words("content_nouns"):
            return True
    if tags[at] != "VBN" or first < at or brings_clause(clauses, at):
        return False
    parted = before >= 0 and (clauses.masked(before) or tags[before] == "RB")
    if parted or clauses.parse.child(at, "nsubj") is not None or is_main(clauses, at):
        return False
    if clauses.lower[at] not in verbs("cue_verbs") or clauses.lower[at] in words("describing_participles"):
        return True
    if clauses.parse.labels[at] not in ("acl", "amod", "advcl", "acl:relcl", "compound", "nmod") and before >= 0:
        return False
    goes_on = clauses.masked(at + 1) or clauses.lower[at + 1 : at + 2] == ("that",)
    return clauses.parse.labels[at] != "conj" and not goes_on


def is_main(clauses: Clauses, at: int) -> bool:
    """Tell whether a verb that could be a participle is the sentence's own: "Lee called it a farce"."""
    word, after = clauses.lower[at], at + 1
    if word == "said":
        return clauses.lower[after : after + 1] != ("to",)
    if word == "called" and particles(clauses, at, "call") > at:
        return True
    if clauses.lower[at - 1] in (",", "and", "("):
        return False
    agent = clauses.lower[after : after + 1] == ("by",)
    return at > 0 and not agent and not clauses.finite(0, at - 1) and not clauses.finite(after, clauses.size - 1)


def answered(clauses: Clauses, at: int, first: int) -> bool:
    """Tell whether the verb says only that somebody was asked: "asked whether it rained, Lee said", "was asked why"."""
    if clauses.lower[at] != "asked" or any(clauses.masked(i) for i in range(at + 1, min(at + 4, clauses.size))):
        return False
    helped = [word for word in clauses.lower[first:at] if word in words("auxiliaries")]
    being = helped[-1:] and helped[-1] not in ("has", "have", "had", "'ve", "did")
    return bool(being) or at == 0 or clauses.lower[at - 1] in ("when", "if", "once")


@cache
def forms() -> frozenset[str]:
    """Return every form of a verb that can be a cue: most words are none, and are asked for one by one."""
    return frozenset().union(*map(verbs, ("cue_verbs", "object_verbs", "particle_verbs", "fragment_verbs")))


def cue_at(clauses: Clauses, at: int) -> Cue | None:
    """Return the cue whose verb is the token, if it is one."""
    word = clauses.lower[at]
    if word not in forms() or clauses.masked(at) or clauses.unit.quoted(at):
        return None
    clausal, objective = verbs("cue_verbs").get(word), verbs("object_verbs").get(word)
    fragment = verbs("fragment_verbs").get(word)
    base = clausal or objective or verbs("particle_verbs").get(word) or verbs("fragment_verbs")[word]
    if not clauses.is_verb(at) and not (clausal and word != base and brings_clause(clauses, at)):
        return None
    last = particles(clauses, at, base)
    if not (clausal or objective or fragment) and last == at:
        return None
    first = group_start(clauses, at)
    if unsaid(clauses, at):
        return None
    before = clauses.lower[at - 1] if at else ""
    if before == "to":
        going = clauses.lower[at - 2] in words("going_on_verbs")
        if at < 2 or not (going or clauses.lower[at - 2] == "on"):
            return None
        first = at - 2 if going else max(0, at - 3)
        if unsaid(clauses, first) or clauses.lower[max(0, first - 1)] == "to":
            return None
    elif clauses.parse.tags[at] == "VB" and before not in ("did", "does", "do") and word not in words("bare_cues"):
        return None
    taken = base == "claim" and takes(clauses, last + 1)
    if taken or titled(clauses, at) or attributive(clauses, at, first) or answered(clauses, at, first):
        return None
    pointing = clauses.lower[last] == "out" and base == "point"
    return Cue(
        verb=at,
        first=first,
        last=last,
        base=base,
        clausal=(bool(clausal) and base not in words("quote_only_verbs")) or pointing,
        quoting=bool(clausal) or pointing or base == "put",
        objective=base != "put" and (bool(objective) or last > at or (base == "charge" and accuses(clauses, last + 1))),
        passive=is_passive(clauses, first, at),
        fragmentary=bool(fragment),
    )


def titled(clauses: Clauses, at: int) -> bool:
    """Tell whether a participle is a headline's word: "Mayor Asking Residents To Leave"."""
    return clauses.parse.tags[at] == "VBG" and at > 0 and clauses.unit.words[at][0].isupper()


def takes(clauses: Clauses, at: int) -> bool:
    """Tell whether what is claimed from a token on is taken rather than said: "claimed four lives", "the title"."""
    near = range(at, min(at + 4, clauses.size))
    thing = any(clauses.lower[i] in words("things_claimed") for i in near)
    said = any(clauses.masked(i) or clauses.lower[i] == "," for i in range(max(0, at - 3), at))
    plain = clauses.lower[at : at + 1] != ("that",) and not clauses.finite(at, clauses.size - 1)
    return thing and not said and plain


def accuses(clauses: Clauses, at: int) -> bool:
    """Tell whether whoever is named at a token is charged "with" a crime, rather than to pay or "with a cable"."""
    near = range(at + 1, min(at + LONGEST_ACCUSED, clauses.size - 1))
    crime = next((i + 1 for i in near if clauses.lower[i] == "with"), 0)
    told = clauses.parse.tags[crime] != "DT" or not words("crimes").isdisjoint(clauses.lower[crime : crime + 3])
    return bool(crime) and told and not clauses.finite(at, crime)


def is_passive(clauses: Clauses, first: int, at: int) -> bool:
    """Tell whether a verb whose group begins at ``first`` is what is done to its subject: "was quoted"."""
    being = {"is", "are", "was", "were", "been", "being", "be"}.intersection(clauses.lower[first:at])
    estimated = clauses.lower[at] in words("impersonal_participles")
    impersonal = estimated and clauses.lower[max(0, first - 1) : first + 1] == ("it", "'s")  # "it's estimated that"
    return (bool(being) or impersonal) and clauses.parse.tags[at] in ("VBN", "VBD")


def cues(clauses: Clauses) -> Iterator[Cue]:
    """Yield the reporting verbs of a unit from left to right."""
    yield from filter(None, (cue_at(clauses, at) for at in range(clauses.size)))


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of what is said, and the rule that found them."""

    ranges: tuple[Range, ...]
    rule: Rule
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class CueFrame:
    """Where a cue's group stands: ``first`` to ``last`` covers source, auxiliaries and verb.

    ``after`` when the source stands after the verb; ``floor`` is the least token that may belong to the content.
    """

    cue: Cue
    source: Range | None
    after: bool
    floor: int

    @property
    def first(self) -> int:
        """Return the first token of source and cue."""
        return min(self.cue.first, self.source[0]) if self.source and not self.after else self.cue.first

    def begin(self, clauses: Clauses) -> int:
        """Return the first token of the group, "as" before it included: "as Lee put it"."""
        return self.first - 1 if self.first and clauses.lower[self.first - 1] == "as" else self.first

    @property
    def last(self) -> int:
        """Return the last token of cue and inverted source."""
        return self.source[1] if self.source and self.after else self.cue.last
