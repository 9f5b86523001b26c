"""What the name of a speaker may look like, whatever rule found it or whoever wrote it down.

A name and a description ("two officials") say who somebody is.  A pronoun, a number, a month, a word of grammar or a
piece of a sentence or a headline does not, and so is nobody's name.
"""

import re
from functools import cache, lru_cache

from onrecord.lexicon.lists import any_of, entries, words
from onrecord.lexicon.names import spaced

_QUOTED = re.compile(r"[\"“”«»‘<]|''|.*[.,][’'”\"]$")
_PARTY = re.compile(r"[A-Z]-[A-Z]\w*\.?\Z")
"""What stands behind a member of parliament: "R-Tern"."""
_NO_START = tuple(".,;:$£€–—/")
"""What no name begins with: an amount, a piece of a sentence."""
_WORD = re.compile(r"[^\W_](?:[\w’'.&/%-]*[\w%])?")
_CONTRACTED = re.compile(r"[’'].*")
_LETTER = re.compile(r"[^\W\d_]")
_OWNER = re.compile(r"[’']s$")
_COUNTED = re.compile(rf"{any_of(words('numbers') | words('quantifiers'))} of (?!whom|those)\w", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:who|which|that|whose|whom)\s.*", re.DOTALL)
_IN_NAMES = frozenset(("of", "the", "and", "for", "in", "on", "a", "an", "with", "at", "by", "from"))
"""Words of grammar that a name may hold with a capital: "Bank Of The West"."""
_AMOUNTS = frozenset(("about", "above", "around", "below", "nearly", "over", "under"))
"""Words of grammar before a number: "About 300 residents"."""
_SHORT = 3
"""Letters of a word in capitals that is short for something."""
_HEADLINE = 2
"""Other words of grammar with a capital inside a name, from which on it is a headline: "Leaders To Be Heard"."""


@lru_cache(maxsize=1 << 14)
def names_somebody(name: str) -> bool:
    """Tell whether some words can be the name or the description of a speaker at all."""
    plain = spaced(name)
    found = [_CONTRACTED.sub("", word) or word for word in _WORD.findall(plain)]
    short = words("acronyms_like_words")
    told = any((word.lower() not in grammar() or word in short) and _LETTER.search(word) for word in found)
    if _PARTY.match(plain) or f"{plain.rstrip('.')}." in words("state_abbreviations"):
        return False
    if _QUOTED.match(plain) or plain.startswith(_NO_START) or not (told or _COUNTED.match(plain)):
        return False
    return not (_begins_inside(found) or _ends_open(plain, found[-1]) or _states(plain) or _is_headline(found))


@cache
def grammar() -> frozenset[str]:
    """Return the words that say nothing of who somebody is: pronouns, articles, counts, times."""
    lists = (
        *("function_words", "pronouns", "more_pronouns", "question_words", "quantifiers", "numbers", "weekdays"),
        *("fractions_and_counts", "prepositions", "subordinators", "auxiliaries", "modals", "parts_of_day"),
        *("time_nouns", "time_words"),
    )
    months = (word for entry in entries("months") for word in entry.split())
    counted = {"others"}
    found = (word for name in lists for word in words(name))
    return frozenset(word.lower() for word in (*found, *months, "of", "those")) - counted


@cache
def openings() -> frozenset[str]:
    """Return the words with which a clause or an adjunct begins, and no name."""
    lists = "question_words", "subordinators", "auxiliaries", "modals", "prepositions", "pronouns"
    others = {"and", "but", "or", "nor", "of", "according", "concerning", "regarding", "no", "neither"}
    return frozenset(word for name in lists for word in words(name)) | others


def _begins_inside(found: list[str]) -> bool:
    """Whether the first word is one of grammar: "but he", "whose appeal", "In Britain", "It was a reversal"."""
    first = found[0].lower()
    if first.isdigit() and len(found) > 1 and found[1] in words("prepositions") - {"of"}:
        return True
    if not all(word[0].isupper() for word in found):
        counted = first in _AMOUNTS and len(found) > 1 and (found[1][0].isdigit() or found[1] in words("numbers"))
        return first in openings() and not counted
    return len(found) == 2 and first in _IN_NAMES - {"the", "a", "an", "for", "with"}


def _ends_open(plain: str, last: str) -> bool:
    """Whether the words break off before what the last is about: "a process for", "the foundation’s"."""
    articles = {"the", "a", "an", "of", "that", "these", "or", "and"}
    owned = bool(_OWNER.search(plain)) and " of " not in plain  # "a friend of Lund’s"
    return owned or (last[0].islower() and last in words("prepositions") | articles)


def _states(plain: str) -> bool:
    """Whether the words are a clause rather than a phrase: "the governor was the most forceful figure"."""
    inside = _RELATIVE.sub("", plain).split(" ")[1:]
    return any(word in words("auxiliaries") and word.isalpha() and word != "being" for word in inside)


def _is_headline(found: list[str]) -> bool:
    """Whether capitalized words of grammar stand inside, or all is in capitals: "Wants Leaders To Be Executed"."""
    inside = [word for word in found[1:] if word[0].isupper() and word.lower() in grammar() - _IN_NAMES]
    shouted = [word for word in found if word.isupper() and len(word) > _SHORT]
    return len(inside) >= _HEADLINE or len(shouted) == len(found) > _HEADLINE
