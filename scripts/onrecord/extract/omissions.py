"""Say why a sentence that reports nothing is no statement either, and list all of an article that is none."""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.sentences.clauses import COMMON, FINITE, Clauses
from onrecord.lexicon.lists import words
from onrecord.model.attribution import Attribution, Omission, Omitted, Span, joined, last_begun, touching

STATES = re.compile(r"[.!…](?:[\"”’')\]]|\[\d+\])*$")
ASKS = re.compile(r"\?[!?]*(?:[\"”’')\]]|\[\d+\])*$")
ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+$")
LONGEST_FRAGMENT = 12
"""Words of a sentence that may lack a verb: in a longer one the tagger has missed it."""
AFTER_SENTENCE = re.compile(r"[.!?][\"”’)]*[ \t]+\Z")
LONGEST_HEADING = 25
"""Words of a line without a full stop that is a heading or a link."""
WORD = re.compile(r"\w")


def unstated(text: str, clauses: Clauses) -> Omission | None:
    """Return why the unit, which reports nothing, states nothing checkable either; nothing where it does."""
    said = text[slice(*clauses.unit.span)]
    if ADDRESS.match(said):
        return Omission.LINK
    if ASKS.search(said):
        return Omission.QUESTION
    if clauses.size < 3 or not (STATES.search(said) or lost_stop(text, clauses)):
        return Omission.FRAGMENT
    tags = clauses.parse.tags
    own = [i for i in range(clauses.size) if not clauses.masked(i)]
    finite = any(tags[i] in FINITE or clauses.parse.labels[i].startswith("nsubj") for i in own)
    # A sentence has a verb: a participle that could as well be the past tense ("opened") is it where nothing else is.
    finite = finite or any(tags[i] == "VBN" and clauses.lower[i].endswith("ed") for i in own)
    finite = finite or not words("past_forms").isdisjoint(clauses.lower[i] for i in own)
    if commands(clauses):
        return Omission.COMMAND
    return None if finite or clauses.size > LONGEST_FRAGMENT else Omission.FRAGMENT


def lost_stop(text: str, clauses: Clauses) -> bool:
    """Tell whether a sentence without a full stop has lost it: a paragraph's last, or one too long for a heading."""
    start, end = clauses.unit.span
    last = bool(AFTER_SENTENCE.search(text, max(0, start - 6), start)) and clauses.size > 4
    return text[end - 1].isalnum() and (last or clauses.size > LONGEST_HEADING)


def commands(clauses: Clauses) -> bool:
    """Tell whether the unit bids somebody to do something: "Say so.", "Please never do it."."""
    if clauses.lower[:2] == ("thank", "you"):
        return True
    for tag, word in zip(clauses.parse.tags, clauses.lower, strict=True):
        if word not in ("please", "do") and tag not in ("RB", "UH"):
            return tag == "VB" and not is_noun(clauses)
    return False


def is_noun(clauses: Clauses) -> bool:
    """Tell whether the first word is a noun that the tagger took for a verb: "Share prices fell"."""
    tags, lower = clauses.parse.tags, clauses.lower
    return clauses.size > 3 and tags[1] in COMMON and (tags[2] in FINITE or lower[2] in words("past_forms"))


def left_over(
    text: str,
    sentences: Sequence[Span],
    clauses: Sequence[Clauses],
    spans: Sequence[Span],
    said: Iterable[Attribution],
) -> Iterator[Omitted]:
    """Yield the sentences that have no part in a statement, with the reason: that of their unit, else a comment's.

    ``spans`` are those of the units.
    """
    parts = joined(part for one in said for part in (*one.content, *one.source, *one.cue))
    for sentence in sentences:
        if touching(parts, sentence) or not WORD.search(text, *sentence):
            continue
        unit = last_begun(spans, sentence[0])
        reason = unstated(text, clauses[unit]) if unit >= 0 else None
        yield Omitted(span=sentence, reason=reason or Omission.COMMENT)
