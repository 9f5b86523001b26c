"""Find the capitalized runs of a text: words with a capital, with spaces and particles between them.

Surface only: quotations are never parsed, and most sentences need not be, so names are found without tags.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from onrecord.lexicon.lists import CAPITAL, any_of, group, words
from onrecord.lexicon.names import is_company_suffix, is_suffix
from onrecord.model.attribution import Span

LONGEST_RUN = 14
"""Words of a run that are looked at: a longer one is a headline or a table, not a name."""
LONGEST_GAP = 9
"""Characters between two words of a run."""
PARTICLE = any_of(group("particles", "either", "small"))
ATTACHED = "(?:d[aeiu]|del|du|la|le|van|von|[Mm]a?c)"
"""What a surname is written together with: "duPont", "deGraaf", "vonTrapp"."""
SPACED = re.compile(rf"[ \xa0](?:{PARTICLE}[ \xa0]){{0,2}}\Z")
COMPOUND = re.compile(rf"-{any_of(words('compound_ends'))}\Z")
PRONOUN = re.compile(r"I(?:[’'](?:m|ve|d|ll))?\Z")
TIMES = words("time_nouns") - words("months_and_more")
"""Words, in lower case, that after a name belong to the sentence."""

Token = tuple[int, int, str]
"""Where a capitalized word begins and ends, and the word: without a possessive, with the full stop of a short form."""
Joins = Callable[[str, Sequence[Token], Token], bool]


@cache
def token_pattern() -> re.Pattern[str]:
    """Return the pattern of one capitalized word: an abbreviation, initials, or a word without its possessive."""
    lists = "titles", "name_suffixes", "company_suffixes", "place_abbreviations"
    short = any_of({word for name in lists for word in words(name) if word.endswith(".") and word[0].isupper()})
    return re.compile(
        rf"(?<![\w@#/&.-])(?<!\w[’'])(?:{short}(?=\s|,|$)|(?:{CAPITAL}\.-?){{1,6}}(?:{CAPITAL}(?![\w’']))?"
        rf"|(?:[a-z]{{1,2}}[’'-]|{ATTACHED})?{CAPITAL}(?:\w|[’'](?!s\b)(?=\w)|[-&.](?=\w)){{0,60}})"
    )


def runs(text: str, span: Span, joins: Joins) -> Iterator[list[Token]]:
    """Yield the runs of a span; ``joins`` tells of what else may stand between two words of a name.

    A line break, a mark or a word in lower case ends a run; "I" and "Boston-based" are in none.
    """
    run: list[Token] = []
    for match in token_pattern().finditer(text, *span):
        token = (match.start(), match.end(), match.group())
        if PRONOUN.match(token[2]) or COMPOUND.search(token[2]):
            continue
        if run and (len(run) >= LONGEST_RUN or not linked(text, run, token, joins)):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def linked(text: str, run: Sequence[Token], token: Token, joins: Joins) -> bool:
    """Tell whether a capitalized word goes on the run before it."""
    _, end, last = run[-1]
    if token[0] - end > LONGEST_GAP or (last.endswith(".") and lead(token[2]) in words("function_words")):
        return False
    return bool(SPACED.match(text[end : token[0]])) or joins(text, run, token)


def lead(word: str) -> str:
    """Return a word in lower case up to an apostrophe: "It’s" is "it"."""
    return re.split(r"[’']", word.lower(), maxsplit=1)[0]


def end_of(run: Sequence[Token]) -> int:
    """Return where a run ends as a name: a full stop is part of a suffix or of initials, else of the sentence."""
    _, end, last = run[-1]
    stop = last.endswith(".") and last.count(".") == 1 and len(last) > 2
    return end - 1 if stop and not is_suffix(last) and not is_company_suffix(last) else end
