"""Tells how another article words the same quotation: which words it lacks, has besides, or has in place of others."""

from collections.abc import Callable, Sequence

from onrecord.catalog.language import gettext, ngettext, quoted
from onrecord.text.fold import CURRENCIES, PERCENT, fold, word_difference

SHOWN = 4
"""How many differences are told at most."""
LONGEST = 8
"""Of more words than this in a row only the first and the last few are told."""
_ENDS = 3
_MARKS = " ,;:!?…—–-\"“”„‟«»‹›'‘’‚()[]"

Pieces = tuple[tuple[str, str], ...]
"""What was done ("=", "-", "+") and the words, as `onrecord.text.fold.word_difference` gives them."""


def difference(here: Sequence[str], there: Sequence[str]) -> Pieces:
    """The pieces that both have ("="), that only ``here`` has ("-") and that only ``there`` has ("+"), in order.

    Takes the words of each content span and gives them as they stand, those that both have as they stand here.
    Capitals, marks and accents make no difference.
    """
    old, new = " ".join(here).split(), " ".join(there).split()
    before, after = _folded(old), _folded(new)
    pieces = []
    for sign, words in word_difference(" ".join(word for _, word in before), " ".join(word for _, word in after)):
        count = len(words.split(" "))
        tokens, taken = (new, after[:count]) if sign == "+" else (old, before[:count])
        pieces.append((sign, " ".join(tokens[taken[0][0] : taken[-1][0] + 1])))
        if sign in "=-":
            del before[:count]
        if sign in "=+":
            del after[:count]
    return tuple(pieces)


def _folded(tokens: Sequence[str]) -> list[tuple[int, str]]:
    """The folded words of tokens, each with the number of the token that it is in; "$15" and "15%" are told as one."""
    found = []
    for number, token in enumerate(tokens):
        words = fold(token)
        figure = any(word in CURRENCIES or (word == PERCENT and "%" in token) for word in words)
        found += [(number, word) for word in (("".join(words),) if figure else words)]
    return found


def told(pieces: Pieces, shown: Callable[[str], str] = quoted) -> str:
    """What `difference` found, in words: what follows "also quoted in TITLE, " ("with “grain” in place of “oil”").

    ``shown`` puts words in quotation marks.
    """
    changes: list[str] = []
    lacking = ""
    for sign, words in (*pieces, ("=", "")):
        if sign == "-":
            lacking = shown(_shortened(words))
            continue
        if sign == "+":
            change = gettext("with {words} in place of {others}") if lacking else gettext("with {words}")
            changes.append(change.format(words=shown(_shortened(words)), others=lacking))
        elif lacking:
            changes.append(gettext("without {words}").format(words=lacking))
        lacking = ""
    if not changes:
        return gettext("word for word")
    if len(changes) > SHOWN + 1:
        more = len(changes) - SHOWN
        changes[SHOWN:] = [ngettext("{more} more difference", "{more} more differences", more).format(more=more)]
    return gettext(" and ").join(filter(None, (", ".join(changes[:-1]), changes[-1])))


def _shortened(words: str) -> str:
    parts = words.split()
    if len(parts) > LONGEST:
        words = " ".join((*parts[:_ENDS], "…", *parts[-_ENDS:]))
    words = words.strip(_MARKS)
    # Initials keep their last stop: "U.S."
    if words.endswith(".") and "." not in words.rsplit(" ", 1)[-1][:-1]:
        words = words.rstrip("." + _MARKS)
    return words
