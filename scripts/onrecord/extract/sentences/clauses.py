"""A parsed unit, the questions that every rule asks about its words and tree, and the extent of its noun phrases."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.sentences.parse import Parse
from onrecord.extract.sentences.units import Unit
from onrecord.lexicon.lists import group, verbs, words
from onrecord.lexicon.names import STAND_IN, acronyms
from onrecord.model.attribution import Span

Range = tuple[int, int]
"""Tokens from the first to the last, both included."""

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NAMES = frozenset(("NNP", "NNPS"))
COMMON = frozenset(("NN", "NNS"))
NOMINAL = NAMES | COMMON | {"CD", "JJ", "JJR", "JJS", "DT", "PRP$", "POS", "VBN", "PRP", "HYPH", "#", "$", "ADD", "NFP"}
STOPS = frozenset((".", "?", "!", ";", "..."))

AT_ONCE, WORDS_AT_ONCE = 1024, 50_000
"""Units that are parsed together, and about their words: some units are monstrous."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """A unit with its parse and its words in lower case, but for short names that are words then: "WHO", "US"."""

    unit: Unit
    parse: Parse
    lower: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many tokens the unit has."""
        return len(self.lower)

    def masked(self, at: int) -> bool:
        """Tell whether the token stands for a masked quotation."""
        return at in self.unit.masks

    def quotations(self, first: int, last: int) -> frozenset[int]:
        """Return the numbers of the quotations masked in the range."""
        return frozenset(self.unit.masks[i] for i in range(first, last + 1) if self.masked(i))

    def is_verb(self, at: int) -> bool:
        """Tell whether the token is a verb, by its tag or because the form can be nothing else."""
        if self.parse.tags[at].startswith("VB") or self.lower[at] in words("plain_cues"):
            return True
        if at and self.masked(at - 1) and verbs("cue_verbs").get(self.lower[at], self.lower[at]) != self.lower[at]:
            return True  # whatever the tag: nothing but a verb has such a form right after a quotation
        if self.parse.tags[at] == "NNS" and at == self.last_word() and at and self.lower[at] in verbs("cue_verbs"):
            return self.lower[at - 1] in words("document_nouns") or self.named_behind_comma(at - 1)
        object_follows = self.parse.tags[at + 1 : at + 2] in (("IN",), ("PRP",), ("NNP",))
        return self.parse.labels[at] == "ROOT" and self.parse.tags[at] == "NNS" and object_follows

    def named_behind_comma(self, at: int) -> bool:
        """Tell whether a name alone stands between a comma and its last token: "..., the Herald reports."."""
        while at > 0 and (self.parse.tags[at] in NAMES or self.lower[at] == "the"):
            at -= 1
        return self.lower[at] == ","

    def finite(self, first: int, last: int) -> bool:
        """Tell whether a finite verb, or a masked quotation, stands in the range."""
        return any(self.parse.tags[i] in FINITE or i in self.unit.masks for i in range(first, last + 1))

    def last_word(self) -> int:
        """Return the last token that is not final punctuation."""
        at = self.size - 1
        while at > 0 and (self.lower[at] in STOPS or self.lower[at] in ('"', "'", ")", "]")):
            at -= 1
        return at

    def noun_phrase_end(self, at: int) -> int:
        """Return the last token of the flat noun phrase that begins at ``at``, or ``at - 1`` where none does.

        A name right after a common noun begins another phrase: "told the crowd | Trump would win".
        """
        tags, i = self.parse.tags, at
        while i < self.size and (tags[i] in NOMINAL or (i > at and self.joins_nouns(i))) and not self.masked(i):
            if i > at and (
                tags[i] in ("PRP", "DT", "PRP$")
                or (tags[i] in NAMES and tags[i - 1] in COMMON)
                or (tags[i] == "VBN" and self.lower[i] in verbs("cue_verbs"))
            ):
                break
            if tags[i] == "PRP":
                return i
            i += 1
        while i > at and tags[i - 1] in ("DT", "PRP$"):
            i -= 1
        return i - 1

    def joins_nouns(self, at: int) -> bool:
        """Tell whether a token stands inside a noun phrase whatever its tag: "Times | / | Herald", "Tern’s polling"."""
        after, before = self.parse.tags[at + 1 : at + 2], self.parse.tags[at - 1]
        if self.lower[at] == "/":
            return before in NAMES and not {*after}.isdisjoint(NAMES)
        return self.parse.tags[at] == "VBG" and before == "POS" and not {*after}.isdisjoint(COMMON)

    def long_noun_phrase_end(self, at: int) -> int:
        """Return the end of a noun phrase with its "of" and "and" chains."""
        end = self.noun_phrase_end(at)
        while end >= at and end + 2 < self.size and self.lower[end + 1] in ("of", "for", "&"):
            more = self.noun_phrase_end(end + 2)
            if more <= end + 1:
                break
            end = more
        return end

    def skip_adjuncts(self, at: int) -> int:
        """Return the first token after words of time, place, manner and medium: "on Monday", "in an interview"."""
        while at < self.size and (after := self.adjunct_end(at) + 1) > at:
            at = after
        return at

    def adjunct_end(self, at: int) -> int:
        """Return the last token of the adjunct that begins at ``at``, or ``at - 1`` where none does."""
        word, tag = self.lower[at], self.parse.tags[at]
        if self.lower[at + 1 : at + 2] == ("'s",):
            return at - 1  # "Tuesday's vote"
        if tag in COMMON and word in words("time_nouns") and at and self.lower[at - 1] in words("time_words"):
            return at
        if word in words("time_words") or (tag == "RB" and word not in ("not", "n't", "so")) or tag == "RP":
            return self.time_end(at)
        if word in words("prepositions") and tag in ("IN", "TO", "VBG", "RP", "RB"):
            end = self.long_noun_phrase_end(at + 1)
            return end if end > at else at - 1
        if word == "(":
            return next((i for i in range(at, min(at + 12, self.size)) if self.lower[i] == ")"), at - 1)
        return at - 1

    def time_end(self, at: int) -> int:
        """Return the last token of an adverb or "last week", or ``at - 1`` where "last" or "this" begins an object."""
        after, tag = at + 1, self.parse.tags[at]
        adjective = self.lower[at] in ("last", "this", "early", "late") and tag in ("JJ", "DT", "RB")
        if after >= self.size or not adjective:
            return at
        dated = self.parse.tags[after] in NOMINAL - {"DT"} and self.lower[after] in words("time_nouns")
        return after if dated else at - 1

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """Return the article spans of a range of tokens: one, or one for each masked part at its edges."""
        before = (",", ";", ":", "--", "-", '"', "'", ")", "...")
        while first <= last and not self.masked(first) and self.lower[first] in before:
            first += 1
        while last >= first and not self.masked(last) and self.lower[last] in (",", ";", ":", "--", "-", ".", "("):
            last -= 1
        return (self.unit.text_range(first, last),) if first <= last else ()


def parsed(units: Iterable[Unit], parse: Callable[[Sequence[Sequence[str]]], Sequence[Parse]]) -> Iterator[Clauses]:
    """Yield units with their parses, of which ``parse`` gives those of some."""
    some: list[Unit] = []
    size = 0
    for unit in units:
        some.append(unit)
        size += len(unit.words)
        if len(some) == AT_ONCE or size > WORDS_AT_ONCE:
            yield from with_parses(some, parse)
            some, size = [], 0
    if some:
        yield from with_parses(some, parse)


def with_parses(
    units: Sequence[Unit], parse: Callable[[Sequence[Sequence[str]]], Sequence[Parse]]
) -> Iterator[Clauses]:
    """Yield some units with their parses."""
    named = [acronyms(unit.words) for unit in units]
    shown = [
        [STAND_IN if at in own else word for at, word in enumerate(unit.words)] if own else unit.words
        for unit, own in zip(units, named, strict=True)
    ]
    for unit, own, tree in zip(units, named, parse(shown), strict=True):
        lower = (word if at in own else word.lower() for at, word in enumerate(unit.words))
        yield Clauses(unit, tree, tuple(lower))


STARTS = frozenset(("DT", "NNP", "NNPS", "NN", "NNS", "JJ", "PRP", "PRP$", "CD", "JJS", "JJR", "VBG"))
PARTICLES = group("particles", "either", "small")
BEFORE_HEAD = (STARTS | {"POS", "VBN", "HYPH"}) - {"PRP"}
LONGEST = 40
"""Tokens of a source phrase; a longer one is a misparse and cut to its core."""


def core(clauses: Clauses, head: int) -> Range:
    """Return the flat noun phrase around a head noun."""
    first, tags = head, clauses.parse.tags
    while first and not clauses.masked(first - 1):
        named = capitalized(clauses.unit.words[first]) or clauses.lower[first] in PARTICLES
        inside = first > 1 and (clauses.lower[first - 1] in PARTICLES or clauses.lower[first - 1] == "&") and named
        if tags[first - 1] not in BEFORE_HEAD and not inside:
            break
        if clauses.lower[first - 1] in words("time_nouns"):
            break
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
    last = next((i - 1 for i in range(head, last + 1) if clauses.masked(i) or clauses.lower[i] in (";", ":")), last)
    if first > 1 and (clauses.parse.tags[first - 1] == "POS" or clauses.lower[first - 1] == "'"):
        first = min(first, core(clauses, first - 2)[0])
    while first < head and (
        clauses.lower[first] in (",", "and", "but", "or", "--", '"', "that", "as")
        or clauses.parse.tags[first] in ("RB", "CC", "IN")
    ):
        first += 1
    while last > head and clauses.lower[last] in (",", "--", '"', ".", "and", "but"):
        last -= 1
    dated = clauses.lower[first] in words("time_nouns") and clauses.lower[first - 1] in (
        "in",
        "on",
        "last",
        "this",
        "by",
    )
    if dated and 0 < first < head:
        first += 1
    return core(clauses, head) if last - first > LONGEST else (first, last)


def apposition_end(clauses: Clauses, end: int) -> int:
    """Return the end of "of ..." or ", a professor at ..." after a noun phrase that the tree has cut short."""
    if clauses.lower[end + 1] in ("of", "for"):
        long = clauses.long_noun_phrase_end(end)
        return long if long > end else clauses.noun_phrase_end(end + 2)
    if begins_apposition(clauses, end + 2):
        for at in range(end + 2, clauses.size):
            leaves = clauses.masked(at + 1) or leaves_apposition(clauses, at + 1)
            stops = clauses.lower[at] in (".", ";", "--", '"', ":") or (clauses.lower[at] == "," and leaves)
            if stops or clauses.masked(at):
                return at - 1
        return clauses.size - 1
    return end


def begins_apposition(clauses: Clauses, at: int) -> bool:
    """Tell whether the token after a name and a comma begins what the named one is: ", 67", ", head of the union"."""
    if clauses.masked(at) or clauses.lower[at] in words("time_nouns"):
        return False
    age = clauses.lower[at].isdigit() and len(clauses.lower[at]) < 4
    return age or clauses.lower[at] in words("apposition_starts") or clauses.parse.tags[at] in COMMON


def leaves_apposition(clauses: Clauses, at: int) -> bool:
    """Tell whether the token after a comma no longer belongs to the apposition: "and", "adding", "in a statement"."""
    if at >= clauses.size:
        return False
    return clauses.lower[at] in ("and", "but", "in", "on", "at", "during") or clauses.parse.tags[at] == "VBG"


def titled_name_end(clauses: Clauses, at: int) -> int | None:
    """Return the last token of a name that begins at ``at`` with what it is: "Norvale engineer Ana Reyes".

    Read from the words alone, since the parser knows few trades: nouns and adjectives in lower case lead up to a name.
    """
    words_, last, i = clauses.unit.words, -1, at
    while i < clauses.size and not clauses.masked(i):
        word, before = words_[i], clauses.lower[i - 1] if i > at else ""
        timed = clauses.lower[i] in words("time_nouns")
        if timed and (i > at or (capitalized(word) and not capitalized(" ".join(words_[i + 1 : i + 2])))):
            break
        if capitalized(word):
            last = i
        elif (
            not ((timed and i == at) or leads_to_name(clauses, i) or (i > at and joins_name(clauses, i, before)))
            or i - at > LONGEST
        ):
            break
        i += 1
    if last < at or (
        last + 1 < i and (clauses.parse.tags[last + 1] in COMMON or clauses.lower[last + 1] in ("'s", "'"))
    ):
        return None
    return last


def capitalized(word: str) -> bool:
    """Tell whether a word is spelled as a name is: with a capital at its start or after a hyphen ("al-Sayed")."""
    return any(part[:1].isupper() for part in word.split("-"))


def leads_to_name(clauses: Clauses, at: int) -> bool:
    """Tell whether a word in lower case can stand before a name as part of its title: "34-year-old", "engineer"."""
    word = clauses.lower[at]
    if word in ("a", "an", "the", "former", "still", "his", "her", "their", "its", "our", "my"):
        return True
    lists = ("function_words", "prepositions", "subordinators", "auxiliaries", "pronouns", "time_nouns", "time_words")
    closed = any(word in words(name) for name in lists)
    return word[0].isalnum() and not closed and clauses.parse.tags[at] != "MD"


def joins_name(clauses: Clauses, at: int, before: str) -> bool:
    """Tell whether a word stands between the parts of a title or a name: "'s", "&", "of", "van"."""
    word = clauses.lower[at]
    if word in ("'s", "'", "&", "-") or word in PARTICLES:
        return True
    return word in ("and", "of", "for") and before.isalpha() and clauses.unit.words[at - 1].islower()


def widened(clauses: Clauses, found: Range) -> Range:
    """Take in the name before an apposition that the tree took for the subject: "Lee, a baker, said"."""
    first, last = found
    at = first - 2
    if first > 4 and clauses.lower[first - 1] == "," and clauses.lower[at] == ")":
        at = next((i for i in range(at, max(0, at - 8), -1) if clauses.lower[i] == "("), at) - 1
    named = clauses.parse.tags[at] in NAMES and clauses.lower[at] not in words("time_nouns")
    if first > 1 and named and clauses.lower[first - 1] == "," and clauses.lower[last + 1 : last + 2] == (",",):
        return core(clauses, at)[0], last
    while first + 1 < last and clauses.lower[first] in words("time_nouns") and clauses.lower[first + 1] == ",":
        first += 2
    return first, last
