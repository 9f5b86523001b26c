"""Score attributions against gold, by the tokens of what is said.

Tokens are runs of word characters, so marks and punctuation never count.  Gold and prediction are paired one to
one, the greatest overlap first, from an intersection over union of one half.  A pair is *exact* when the tokens are
the same, and *attributed* when the source is right too: a shared token that is no stop word, or the same last word
of the speaker (after the measures of PolNeAR, Newell et al. 2018).  It is *whole*, what a reader would call right,
when it is exact and attributed, of the right kind, and of the speaker that the gold names.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluate.gold import Document, Labeled
from onrecord.model.attribution import Span

KINDS = ("direct", "mixed", "indirect", "assertion")
ALL = "all"
LEAST_OVERLAP = 0.5
"""The intersection over union from which two are a match."""
WORD = re.compile(r"\w+")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
COMPANY_SUFFIXES = frozenset(("inc", "corp", "co", "ltd", "plc", "llc", "company", "corporation"))
STOP_WORDS = frozenset(
    WORD.findall(
        "the a an of in on at to for and or by with his her its their our my your he she they it we i this that these "
        "those one some mr mrs ms dr sen rep gov"
    )
)
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean, each between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one evaluation; every figure is derived from them."""

    counts: Mapping[tuple[str, str], int]

    def count(self, what: str, kind: str = ALL) -> int:
        """Return how often something was counted for a kind."""
        return self.counts.get((what, kind), 0)

    def figures(self, what: str, kind: str = ALL) -> Figures:
        """Return the figures of ``partial``, ``exact``, ``attributed`` or ``whole`` matches."""
        return Figures(
            share(self.count(f"{what} predicted", kind), self.count("predicted", kind)),
            share(self.count(f"{what} gold", kind), self.count("gold", kind)),
        )

    def source(self, kind: str = ALL) -> float:
        """Return how many matches with a gold source have the right one."""
        return share(self.count("source right", kind), self.count("source asked", kind))

    def speaker(self, source_type: str = "any") -> float:
        """Return how many matches whose gold names a speaker have that speaker."""
        return share(self.count("speaker right", source_type), self.count("speaker asked", source_type))

    def speaker_when_named(self) -> float:
        """Return how often a speaker that is given is right."""
        return share(self.count("speaker right", "any"), self.count("speaker given", "any"))


def share(part: int, whole: int) -> float:
    """Return a ratio that is 0 where there is nothing."""
    return part / whole if whole else 0.0


def tokens_in(spans: Sequence[Span], tokens: Sequence[Span]) -> Tokens:
    """Return the indices of the tokens that the spans touch."""
    return frozenset(
        i for i, (left, right) in enumerate(tokens) if any(left < end and right > start for start, end in spans)
    )


def last_word(name: str | None) -> str | None:
    """Return the last word of a name in lower case, suffixes such as "Jr." passed over."""
    found = [word for word in WORD.findall((name or "").lower()) if word not in SUFFIXES]
    return found[-1] if found else None


def name_words(name: str) -> list[str]:
    """Return the words of a name in lower case without those that say a generation or the form of a company."""
    return [word for word in WORD.findall(name.lower()) if word not in SUFFIXES | COMPANY_SUFFIXES]


def initials(name: str) -> str:
    """Return the first letters of the words that begin with a capital."""
    return "".join(word[0] for word in WORD.findall(name) if word[0].isupper())


def same_speaker(gold: Labeled, name: str | None) -> bool:
    """Tell whether a name means the gold's speaker: the last word, an acronym, or most words of a description."""
    wanted = gold.speaker
    if not wanted or not name:
        return not wanted and not name
    theirs, ours = name_words(wanted), name_words(name)
    if theirs and ours and theirs[-1] == ours[-1]:
        return True
    short, shorter = initials(wanted), initials(name)
    if (len(short) > 2 and short == name.replace(".", "")) or (shorter and shorter == wanted.replace(".", "")):
        return True
    if not gold.unnamed and wanted[0].isupper():
        return False
    left, right = set(theirs) - STOP_WORDS, set(ours) - STOP_WORDS
    shared = left & right
    return bool(shared) and (shared in (left, right) or len(shared) / len(left | right) >= LEAST_OVERLAP)


def pairs(gold: Sequence[Tokens], found: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Return one-to-one pairs of gold and prediction, the greatest overlap first, ties in the order of the text."""
    overlaps = [
        (-len(g & f) / len(g | f), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g & f and len(g & f) / len(g | f) >= LEAST_OVERLAP
    ]
    result: list[tuple[int, int]] = []
    for _, i, j in sorted(overlaps):
        if all(i != other and j != another for other, another in result):
            result.append((i, j))
    return result


def source_right(gold: Labeled, found: Labeled, text: str, tokens: Sequence[Span]) -> bool | None:
    """Tell whether the source is right; nothing where the gold has no source words."""
    wanted, ours = tokens_in(gold.source, tokens), tokens_in(found.source, tokens)
    if not wanted:
        return None
    if gold.speaker and last_word(gold.speaker) == last_word(found.speaker):
        return True
    stops = {i for i in wanted if text[slice(*tokens[i])].lower() in STOP_WORDS}
    shared = wanted & ours
    return bool(shared) if len(stops) == len(wanted) else bool(shared - stops)


def is_attributed(gold: Labeled, found: Labeled, text: str, tokens: Sequence[Span]) -> bool:
    """Tell whether a match says the same speaker as the gold, by source words or by name."""
    right = source_right(gold, found, text, tokens)
    if right is not None:
        return right
    if gold.speaker:
        return last_word(found.speaker) == last_word(gold.speaker)
    return not tokens_in(found.source, tokens) and not found.speaker


def score_document(
    document: Document, found: Sequence[Labeled], counts: Counter[tuple[str, str]], kinds: Collection[str]
) -> None:
    """Add one document's counts; a kind that is only accepted is not punished."""
    tokens = [match.span() for match in WORD.finditer(document.text)]
    gold = [
        (a, s, a.ignore or a.kind not in kinds)
        for a in document.attributions
        if not a.accept.union((a.kind,)).isdisjoint(kinds) and (s := tokens_in(a.content, tokens))
    ]
    ours = [(a, s) for a in found if a.kind in kinds and (s := tokens_in(a.content, tokens))]
    matched = pairs([s for _, s, _ in gold], [s for _, s in ours])
    forgiven: Tokens = frozenset().union(*(s for _, s, ignored in gold if ignored))
    partner = {j: i for i, j in matched}
    for a, _, ignored in gold:
        for kind in () if ignored else (a.kind, ALL):
            counts["gold", kind] += 1
    for j, (a, s) in enumerate(ours):
        pardoned = gold[partner[j]][2] if j in partner else len(s & forgiven) >= len(s) / 2
        for kind in () if pardoned else (a.kind, ALL):
            counts["predicted", kind] += 1
    for i, j in matched:
        if not gold[i][2]:
            count_match(document.text, tokens, gold[i][:2], ours[j], forgiven, counts)


def count_match(
    text: str,
    tokens: Sequence[Span],
    gold: tuple[Labeled, Tokens],
    ours: tuple[Labeled, Tokens],
    forgiven: Tokens,
    counts: Counter[tuple[str, str]],
) -> None:
    """Count what one match gets right."""
    (wanted, wanted_tokens), (found, found_tokens) = gold, ours
    exact = wanted_tokens in (found_tokens, found_tokens - forgiven)
    attributed = is_attributed(wanted, found, text, tokens)
    same = same_speaker(wanted, found.speaker)
    kind_right = found.kind == wanted.kind or found.kind in wanted.accept
    whole = exact and attributed and kind_right and (same or not wanted.speaker)
    for side, own in (("gold", wanted.kind), ("predicted", found.kind)):
        for kind in (own, ALL):
            counts[f"partial {side}", kind] += 1
            counts[f"exact {side}", kind] += exact
            counts[f"attributed {side}", kind] += attributed
            counts[f"whole {side}", kind] += whole
    right = source_right(wanted, found, text, tokens)
    for kind in () if right is None else (wanted.kind, ALL):
        counts["source asked", kind] += 1
        counts["source right", kind] += bool(right)
    if wanted.speaker:
        for which in ("any", wanted.source_type):
            counts["speaker asked", which] += 1
            counts["speaker right", which] += same
            counts["speaker given", which] += bool(found.speaker)


def score(
    gold: Sequence[Document], predicted: Mapping[str, Sequence[Labeled]], *, kinds: Collection[str] = KINDS
) -> Score:
    """Score predictions, given by document id, against gold documents; both sides are limited to ``kinds``."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in gold:
        score_document(document, predicted.get(document.id, ()), counts, kinds)
    return Score(counts)


def is_right(document: Document, found: Sequence[Labeled]) -> bool:
    """Tell whether exactly what the gold has is found, each statement whole."""
    one = score([document], {document.id: found})
    return one.count("whole gold") == one.count("gold") == one.count("predicted")
