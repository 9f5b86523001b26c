"""Sentences cut into tokens and made ready for analysis: a quotation that could stand alone is masked.

"“We lost,” Smith said. “We will try again.”" becomes two units, "it works, Smith said." and "it works": the frame of a
quotation is short and regular, its inside is anything.  A quoted fragment ("called it “a farce” yesterday") is left in
place without its marks, because the sentence around it cannot be parsed without it.  Tokens are those that the parser
was trained on, the Penn Treebank's as English Web Treebank and GUM have them, except that a word with hyphens is one.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.quotations import Quotation
from onrecord.extract.sentences.segment import LONGEST, sentences
from onrecord.lexicon.lists import CAPITAL, verbs, words
from onrecord.model.attribution import Span, last_begun

TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]+            # addresses
  | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}
  | (?:[A-Za-z]\.){2,}                        # U.S., a.m.
  | [#@]\w+
  | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|['’]s\b)?(?:-\w+)*
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


def parser_form(word: str) -> str:
    """Return the word in the treebanks' spelling: straight marks, two hyphens for a dash."""
    return "--" if word in "—–―" else word.translate(STRAIGHT)


def tokenize(text: str, span: Span) -> list[tuple[Span, str]]:
    """Return the tokens of a span of the text, in order, each with its span and as the parser reads it."""
    abbreviations = words("abbreviations")
    spans: list[Span] = []
    for match in TOKEN.finditer(text, *span):
        s, e = match.span()
        if e - s > 2:
            clitic = CLITIC.search(text[s:e])
            if clitic and clitic.start():
                spans += ((s, s + clitic.start()), (s + clitic.start(), e))
                continue
        stop = e - s < 3 and text[s] == "." and bool(spans) and spans[-1][1] == s
        if stop and (text[spans[-1][0] : e] in abbreviations or (is_initial(text, spans[-1]) and e < span[1])):
            spans[-1] = (spans[-1][0], e)
            continue
        spans.append((s, e))
    return [((s, e), parser_form(text[s:e])) for s, e in spans]


def is_initial(text: str, span: Span) -> bool:
    """Tell whether the token is one capital letter, as in "John F. Kennedy"."""
    return span[1] - span[0] == 1 and text[span[0]].isupper() and text[span[0]] != "I"


MASK = ("it", "works")
WORD = re.compile(r"\w+(?:['’]\w+)*")
MARKS = "“”\"„«»‘’'`‹›, "
LATE_FRAME = re.compile(r"\s*(?:[A-Z][\w.’'-]*\s+|the\s+|a\s+){1,4}?(?P<verb>[a-z]+)\b")
CLOSED = re.compile(r"[?!…,—]\s?[”\"’'»]+$")
STOPPED = re.compile(r"\.\s?[”\"’'»]+$")
WHOLE_FRAME = re.compile(rf"\s*{CAPITAL}[\w.’'-]*\s+(?:{CAPITAL}[\w.’'-]*\s+){{0,3}}(?P<verb>[a-z]+)\.")
FIRST_INSIDE = re.compile(r"[\[(…. ]*(\w)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more sentences that no quotation reaches across the end of.

    ``words`` are what the parser reads, ``spans`` where each stands; a masked quotation is two words with one span,
    and ``masks`` maps their indices to the quotation's number.  ``fragments`` are the quotations left in place.
    """

    span: Span
    paragraph: int
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    masks: dict[int, int]
    fragments: tuple[Span, ...]
    quotation_words: str = ""

    def opens(self, at: int) -> bool:
        """Tell whether a quoted fragment begins with the token."""
        start = self.spans[at][0]
        return (last := last_begun(self.fragments, start - 1)) >= 0 and start <= self.fragments[last][0] + 2

    def quoted(self, at: int) -> bool:
        """Tell whether the token stands inside a quoted fragment."""
        start = self.spans[at][0]
        return (last := last_begun(self.fragments, start)) >= 0 and start < self.fragments[last][1]

    def text_range(self, first: int, last: int) -> Span:
        """Return the article span of tokens ``first`` to ``last``, marks of fragments at its edges included."""
        start, end = self.spans[first][0], self.spans[last][1]
        for left, right in self.fragments:
            if left < start <= left + 2:
                start = left
            if right - 2 <= end < right or left < end < right:
                end = right
        return start, end


def inside(text: str, span: Span) -> str:
    """Return the words of a quotation without its marks."""
    return text[span[0] : span[1]].strip(MARKS)


def is_title(said: str) -> bool:
    """Tell whether the quoted words are capitalized like the title of a work or a name."""
    found = WORD.findall(said)
    ends = 0 < len(found) < 12 and found[0][0].isupper() and found[-1][0].isupper()
    return ends and all(word[0].isupper() or word[0].isdigit() for word in found if len(word) > 3)


def names_work(text: str, before: Span, after: int) -> bool:
    """Tell whether words between marks that end with "?" are a title by what is around: "The film “Who?” opened"."""
    words_before = text[max(before[0], before[1] - 40) : before[1]].lower().split()
    noun = bool(words_before) and words_before[-1].isalpha() and words_before[-1] not in verbs("cue_verbs")
    return noun and text[after : after + 2].strip().islower()


def stands_alone(text: str, quotation: Quotation, start: int, *, masked_before: bool) -> bool:
    """Tell whether a quotation is an utterance of its own rather than a fragment of the sentence around it."""
    if len(quotation.parts) > 1 or not quotation.closed or quotation.repaired:
        return True
    left, right = quotation.parts[0]
    if right - left > LONGEST:
        return True
    said = inside(text, (left, right))
    before = text[max(start, left - 40) : left].rstrip()
    count = len(WORD.findall(said))
    stops = text[left:right].rstrip("”\"’'»“ ")[-1:] in ".,?!…—-–" or text[right : right + 1] in (",", ".", "?", "!")
    set_off = before.endswith((",", ":"))
    calls = text[left:right].rstrip("”\"’' ")[-1:] in "?!" and not names_work(text, (start, left), right)
    titled = is_title(said) and not (set_off or not before or calls)
    if titled or not count:
        return False
    first = FIRST_INSIDE.match(said)
    capital = first is not None and not first[1].islower()
    after_cue = set_off and not verbs("cue_verbs").keys().isdisjoint(before.rstrip(",:").lower().split()[-1:])
    follows = text[right : right + 12].lstrip()[:1]
    if capital and stops and count > 1:
        return True
    if not before and not stops and count < 6 and follows and (follows.isalpha() or follows in "’'"):
        return False
    if not before or before.endswith(":") or after_cue:
        return count > 1 or stops
    if capital and count > 4:
        return True
    return masked_before and before.endswith((",", "—", "–", "-")) and count > 2


def boundaries(text: str, paragraph: Span, quoted: Sequence[Span]) -> list[Span]:
    """Return the paragraph's sentences, those joined that a quotation reaches across or that are its late frame."""
    result: list[Span] = []
    for start, end in sentences(text, paragraph):
        crossing = (at := last_begun(quoted, start - 1)) >= 0 and start < quoted[at][1]
        if result and (crossing or is_late_frame(text, result[-1], start, end)):
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def is_late_frame(text: str, before: Span, start: int, end: int) -> bool:
    """Tell whether a sentence only says who spoke the question or exclamation before it."""
    edge = max(before[0], before[1] - 4)
    if STOPPED.search(text, edge, before[1]):
        frame = WHOLE_FRAME.fullmatch(text, start, end)
        return frame is not None and frame["verb"] in verbs("cue_verbs")
    if not CLOSED.search(text, edge, before[1]):
        return False
    frame = LATE_FRAME.match(text, start)
    return text[start].islower() or (frame is not None and frame["verb"] in verbs("cue_verbs"))


def units(text: str, bodies: Sequence[Span | None], found: Sequence[Quotation]) -> Iterator[Unit]:
    """Yield the units of an article in order, given what of each paragraph is text."""
    parts = deque(sorted((part, number) for number, quotation in enumerate(found) for part in quotation.parts))
    for number, body in enumerate(bodies):
        if body is None:
            continue
        here = begun_before(parts, body[1])
        cut = boundaries(text, body, [part for part, _ in here])
        for span in cut:
            yield unit(text, span, number, begun_before(here, span[1]), found)


def begun_before(parts: deque[tuple[Span, int]], end: int) -> deque[tuple[Span, int]]:
    """Take from the front the parts of quotations that begin before the offset."""
    result: deque[tuple[Span, int]] = deque()
    while parts and parts[0][0][0] < end:
        result.append(parts.popleft())
    return result


def unit(text: str, span: Span, paragraph: int, own: Sequence[tuple[Span, int]], found: Sequence[Quotation]) -> Unit:
    """Build one unit from its span and the quotations that stand in it."""
    tokens: list[tuple[Span, str]] = []
    masks: dict[int, int] = {}
    fragments: list[Span] = []
    start = span[0]
    for part, number in own:
        tokens += tokenize(text, (start, part[0]))
        if stands_alone(text, found[number], span[0], masked_before=bool(masks)):
            comma = text[part[1] : part[1] + 1].isspace() and part[1] + 1 < span[1]
            mask = (*MASK, ",") if comma else MASK
            masks |= dict.fromkeys(range(len(tokens), len(tokens) + len(mask)), number)
            tokens += ((part, word) for word in mask)
        else:
            fragments.append(part)
            width = 2 if text[part[0] : part[0] + 2] in ("''", "``") else 1
            tokens += tokenize(text, (part[0] + width, part[1] - width))
        start = part[1]
    tokens += tokenize(text, (start, span[1]))
    spans, words = tuple(one for one, _ in tokens), tuple(word for _, word in tokens)
    return Unit(span, paragraph, words, spans, masks, tuple(fragments), inside(text, own[0][0]) if own else "")
