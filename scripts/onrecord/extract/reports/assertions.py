"""Find the sentences that state something in the article's own voice."""

import re
from collections.abc import Sequence

from onrecord.extract.sentences.clauses import FINITE, Clauses
from onrecord.lexicon.lists import any_of, words
from onrecord.model.attribution import Span

STATES = re.compile(r"[.!…](?:[\"”’')\]]|\[\d+\])*$")
CAPTION = re.compile(rf"\b{any_of(words('caption_labels'))}s?: ?\S|^{any_of(words('notice_starts'))}\b")


def boilerplate(text: str) -> bool:
    """Tell whether the sentence is a caption, a credit or a standing notice."""
    return bool(CAPTION.search(text)) or any(phrase in text.lower() for phrase in words("boilerplate"))


def asserts(text: str, clauses: Clauses) -> bool:
    """Tell whether the unit, which reports nothing, states something checkable."""
    said = text[slice(*clauses.unit.span)]
    if not STATES.search(said) or clauses.size < 4 or boilerplate(said):
        return False
    own = [i for i in range(clauses.size) if not clauses.masked(i)]
    finite = any(clauses.parse.tags[i] in FINITE or clauses.parse.labels[i].startswith("nsubj") for i in own)
    # A sentence has a verb: a participle that could as well be the past tense ("opened") is it where nothing else is.
    finite = finite or any(clauses.parse.tags[i] == "VBN" and clauses.lower[i].endswith("ed") for i in own)
    return finite and clauses.parse.tags[0] != "VB"


def assertions(text: str, clauses: Sequence[Clauses], reported: frozenset[int]) -> tuple[Span, ...]:
    """Return the spans of the sentences that assert, given the numbers of the units that report."""
    return tuple(
        item.unit.span for number, item in enumerate(clauses) if number not in reported and asserts(text, item)
    )
