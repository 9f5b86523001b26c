"""Cut text into the tokens the parser was trained on: clitics apart, hyphenated words whole, marks one by one.

The conventions are the Penn Treebank's as English Web Treebank and GUM use them, except that a word with hyphens is
one.
"""

import re
from dataclasses import dataclass

from onrecord.lexicon.lists import words
from onrecord.model.attribution import Span

TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]+            # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}
  | (?:[A-Za-z]\.){2,}                        # U.S., a.m.
  | [#@]\w+
  | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?:-\w+)*
  | (?:\w+(?:['’]\w+)*)(?:[-‐‑](?:\w+(?:['’]\w+)*))*   # words, hyphenated words, don't
  | ['’]\d\ds?\b
  | \.{2,} | -{2,} | ''|``
  | [^\w\s]
    """,
    re.VERBOSE,
)
WORDS = re.compile(r"\w+")
CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"', "–": "-", "…": "..."})


@dataclass(frozen=True, slots=True)
class Tokens:
    """A run of tokens: ``spans`` into the article, ``words`` as the parser reads them, in parallel."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]


def parser_form(word: str) -> str:
    """Return the word in the treebanks' spelling: straight marks, two hyphens for a dash."""
    if word.isascii():
        return word
    return "--" if word in "—–―" else word.translate(STRAIGHT)


def tokenize(text: str, span: Span) -> Tokens:
    """Return the tokens of a span of the text; each lies within it, in order."""
    abbreviations = words("abbreviations")
    spans: list[Span] = []
    start, end = span
    for match in TOKEN.finditer(text, start, end):
        s, e = match.span()
        if e - s > 2:
            clitic = CLITIC.search(text[s:e])
            if clitic and clitic.start():
                spans += ((s, s + clitic.start()), (s + clitic.start(), e))
                continue
        elif (
            spans
            and text[s] == "."
            and spans[-1][1] == s
            and (text[spans[-1][0] : e] in abbreviations or (is_initial(text, spans[-1]) and e < end))
        ):
            spans[-1] = (spans[-1][0], e)
            continue
        spans.append((s, e))
    return Tokens(tuple(spans), tuple(parser_form(text[s:e]) for s, e in spans))


def is_initial(text: str, span: Span) -> bool:
    """Tell whether the token is one capital letter, as in "John F. Kennedy"."""
    return span[1] - span[0] == 1 and text[span[0]].isupper() and text[span[0]] != "I"
