"""How a statement is told: by which words, and in which sentence where its own words do not read alone."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.lexicon.lists import verbs, words
from onrecord.lexicon.roles import roles_in
from onrecord.model.attribution import Attribution, Basis, Span, touching
from onrecord.model.record import Record
from onrecord.model.visible import within
from onrecord.text.fold import fold
from onrecord.text.opening import opening

KNOWN_AS_WORDS = 25
"""At most so many words for a speaker are shown."""
_CALLED = 400
"""And so many characters."""
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[ \xa0]([^\s,;:—–“”\"()\[\]]+)")
_LONGEST_ADDRESSEE = 6
_OPENING = 20
"""Code points in which a content's first letter is looked for, past its quotation marks."""
_AROUND = 240
"""Of a sentence, at most so many code points are shown on either side of a content."""


class Telling(NamedTuple):
    """The words of its cue with whom it tells, and what stands before and after its own words in their sentence.

    Each is empty where there is none that may be shown, and the last two where the statement reads alone.
    """

    cue: str = ""
    before: str = ""
    after: str = ""


UNTOLD = Telling()


def called(record: Record) -> str:
    """The article's words for the speaker, where they tell a role or something else beside the name."""
    source, name = record.source_words or "", record.speaker or ""
    if not name or record.unnamed or record.basis not in (Basis.NAMED, Basis.TITLE):
        return ""
    return _called_beside(source, name)


@lru_cache(maxsize=1 << 16)
def _called_beside(source: str, name: str) -> str:
    more = set(fold(source)).difference(fold(name))
    tells = len(more) > 1 or roles_in(source, name)
    return opening(source, words=KNOWN_AS_WORDS, characters=_CALLED) if tells else ""


def telling(text: str, sentences: Sequence[Span], attribution: Attribution, shown: Sequence[Span]) -> Telling:
    """How the article of that ``text`` tells a statement; ``shown`` are the parts of it that may be published."""
    whole = [(start, _after_addressee(text, sentences, (start, end), attribution)) for start, end in attribution.cue]
    told = whole if within(whole, shown) == tuple(whole) else attribution.cue
    cue = _SPACE.sub(" ", " ".join(text[start:end] for start, end in within(told, shown)))
    cue = cue if any(map(str.isalnum, cue)) else ""  # a colon tells nobody anything
    start, end = attribution.content[0][0], attribution.content[-1][1]
    numbers = touching(sentences, (start, end))
    if not numbers or not begins_inside(text[start:end]):
        return Telling(cue)
    around = (min(start, sentences[numbers[0]][0]), max(end, sentences[numbers[-1]][1]))
    if not within((around,), shown):
        return Telling(cue)
    before, after = text[around[0] : start], text[end : around[1]]
    return Telling(cue, _ended(before), _begun(after))


def _after_addressee(text: str, sentences: Sequence[Span], cue: Span, attribution: Attribution) -> int:
    """Where a cue ends with whom it tells: "told", and after a quotation "told reporters".

    It ends where the cue does if that is no single verb of telling, or what follows may be no name of somebody.
    """
    if verbs("cue_verbs").get(text[slice(*cue)].lower()) not in words("addressee_verbs"):
        return cue[1]
    parts = [start for start, _ in (*attribution.content, *attribution.source) if start >= cue[1]]
    numbers = touching(sentences, cue)
    stop = min([*parts, sentences[numbers[-1]][1] if numbers else cue[1]])
    end, count = cue[1], 0
    for word in _WORD.finditer(text, cue[1], stop):
        bare = word[1].rstrip(".!?…") if word.end() == stop else word[1]
        if word.start() != end or not bare or bare.lower() in words("addressee_ends"):
            break
        end, count = word.start(1) + len(bare), count + 1
    return end if count <= _LONGEST_ADDRESSEE else cue[1]


def begins_inside(words: str) -> bool:
    """Whether the words begin as no sentence does, in lower case."""
    return next((letter.islower() for letter in words[:_OPENING] if letter.isalnum()), False)


def _ended(before: str) -> str:
    """The end of what stands before, whole words."""
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    return _SPACE.sub(" ", before)


def _begun(after: str) -> str:
    """The beginning of what stands after, whole words."""
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return _SPACE.sub(" ", after)
