"""Recognize a page that is a transcript: several lines of the shape of a label, whose text runs on to the next one.

A label is a name, an office or initials with a colon, in any case, with or without a space behind it; a name with a
time in brackets; or a name with its seat and party on a line of its own, as parliaments print it.  One such line tells
nothing; the page is a transcript when labels come again and what they introduce is speech.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.layout.notices import clutter, label
from onrecord.extract.reports.reports import Report
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.segment import trimmed
from onrecord.lexicon.lists import CAPITAL, any_of, verbs, words
from onrecord.model.attribution import Span

WORD = rf"(?:[DLO][’'])?{CAPITAL}[\w.’'-]{{0,60}}"
SMALL = r"(?:of|for|the|and|de|da|del|der|van|von|la|le|al|bin|ibn|y)"
NAME = rf"(?:The )?{WORD}(?:[ \xa0](?:{SMALL}[ \xa0]){{0,2}}{WORD}){{0,7}}"
OFFICE = r"(?:,? ?[(\[](?!\d)[^()\[\]\n]{2,60}[)\]]|, [A-Z](?:[^\Wa-z]|[ .,'’&/-]){2,80}(?=\s?:))"
"""In brackets, or in capitals behind a comma: "ANA LUND, NEWS ANCHOR:"."""
TIME = r"(?:[(\[]\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?[)\]]|\d{1,2}:\d\d:\d\d)"
BOLD = r"[*_]{0,3}"
LABEL = re.compile(
    rf"\s*[“\"]?(?:{TIME}\s*)?{BOLD}(?:Q\d{{1,3}}\s)?"
    rf"(?P<label>[QA]\d{{0,2}}(?=\s?[.:])|{NAME})(?P<office>{OFFICE}{{0,2}})(?:\s?{TIME}(?=\s?:))?{BOLD}"
    rf"(?:\s?(?P<colon>:|(?<=[QA])\.){BOLD}\s*(?P<after>{TIME})?|\s+(?P<time>{TIME})\s*:?)\s*"
)
SEATED = re.compile(
    rf"\s*(?:{NAME} (?P<picture>Portrait) )?{BOLD}(?P<label>{NAME})"
    rf"(?P<office>(?:\s?\((?!\d)[^()\n]{{2,60}}\)){{0,3}}){BOLD}\s*$"
)
HELD = re.compile(r"The\s(?!Hon\b|Right\b|Rt\b|Rev)")
"""Before an office, whose holder the brackets behind it name."""
ADDRESSES = re.compile(r"\b(?:I|we|you|your|my|our|me|us)\b|\b(?:I|we|you)[’']|\?", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|We|My|Our)\b|\b(?:I|[Ww]e)[’']")
SUBJECT = re.compile(r"[Oo]n (?:[^\s.!?“\"]+ ){0,14}[^\s.!?“\"]+\s?(?:…|\.{3}|:)$")
"""What a club's press conference has for a question: "on the team spirit…"."""
QUESTION = re.compile(r"\s*[*_]{0,3}Q(?:uestion)?[ -]?\d{0,2}\s?[.:][*_]{0,3}\s")
"""How a question begins that has a label."""
LONGEST_QUESTION = 60
"""Words of an interviewer's question without a label."""
DIRECTION = re.compile(
    rf"\s*(?:[(\[]{any_of(words('stage_directions'))}\b[^()\[\]\n]{{0,60}}[)\]]\.?|{TIME})\s*", re.IGNORECASE
)
BRACKETED = re.compile(r"\s*[“\"]?[(\[*_]+[^()\[\]\n]*[)\]*_]+\.?\s*$")
CUE = any_of(form for form in verbs("cue_verbs") if form[-1:] in "ds" or form in words("plain_cues"))
NARRATED = re.compile(rf"[”\"],?\s(?:[\w.’'-]+\s){{0,4}}{CUE}\b|\b{CUE},?\s[“\"]")
OPEN = re.compile(r"(?:\"[^\"]*|“[^”]*)\Z")
"""A paragraph that begins with a mark and has no other: on some pages each one of a transcript does."""
MARKED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)")
STOP = re.compile(r"[.!?…:;,—–][\"”’')\]*_]*\s*$")
TITLED = re.compile(rf"(?:The\s)?{any_of(words('titles'))}(?!\w)", re.IGNORECASE)
QUOTED = ("“", '"', "‘", "«", "„")
LEAST_LABELED = 2
"""Questions with a label, from which on a page is an interview."""
LEAST = 3
"""Turns of a page that is a transcript, where no times or seats stand with the names."""
LONGEST_LABEL = 70
LONGEST_SEATED = 24
"""Words of a line with a name and a seat."""
LONGEST_HEADING = 8
"""Words of a line inside a transcript that is no speech, where it has no punctuation at its end."""


@dataclass(frozen=True, slots=True)
class Label:
    """A line's label: its name, its colon, where the words said begin, and by what it is told from others."""

    source: Span
    cue: tuple[Span, ...]
    start: int
    name: str
    key: str
    marked: bool
    plain: bool


def transcript(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the turns of a page that is a transcript by the number of their paragraph, else nothing.

    The content stands with the first paragraph of a turn; each further one has a report without any.
    """
    labels = {n: found for n in range(len(paragraphs)) if (found := label_of(text, paragraphs, n))}
    known = {one.name for one in labels.values() if one.marked}
    labels = {n: one for n, one in labels.items() if one.marked or one.cue or one.name in known}
    if 0 in labels and not any(again(labels[0], one) for n, one in labels.items() if n):
        del labels[0]  # a headline
    if not is_transcript(text, paragraphs, labels):
        return {}
    result: dict[int, Report] = {}
    numbers = sorted(labels)
    for number, after in zip(numbers, [*numbers[1:], None], strict=True):
        one = labels[number]
        first = (one.start, paragraphs[number][1])
        further = list(going_on(text, paragraphs, number, after, needed=first[0] >= first[1]))
        spans = [first, *(paragraphs[n] for n, spoken in further if spoken)]
        content = tuple(piece for span in spans for piece in pieces(text, span))
        report = Report(content, (one.source,), one.cue, Rule.TRANSCRIPT_TURN, -1)
        silent = Report((), report.source, report.cue, report.rule, -1)
        result |= {number: report} | {n: silent for n, _ in further}
    return result


def again(first: Label, other: Label) -> bool:
    """Tell whether a later label is the first one's: "LEE:" is "STEVE LEE, HOST:"."""
    return other.name == first.name or (other.key == first.key and not first.plain)


def label_of(text: str, paragraphs: Sequence[Span], number: int) -> Label | None:
    """Return the label that a paragraph begins with or is, if it has the shape of one."""
    span = paragraphs[number]
    seated = SEATED.match(text, *span) if text[slice(*span)].count(" ") < LONGEST_SEATED else None
    match = seated or LABEL.match(text, *span)
    if match is None or match.end("label") - match.start("label") > LONGEST_LABEL or label(text, span):
        return None
    said, rest = match["label"], text[match.end() : span[1]].strip()
    if rest[:1] in QUOTED or (not rest and number + 1 >= len(paragraphs)):
        return None
    fields = match.groupdict()
    timed = bool(fields.get("after") or fields.get("time"))
    if (seated or fields["time"]) and rest:
        return None
    colon = (match.span("colon"),) if fields.get("colon") else ()
    marked = timed or bool(seated and (seated["picture"] or seated["office"].count("(") > 1))
    plain = not (marked or match["office"] or TITLED.match(said) or said.upper() == said)
    source = match.start("label"), match.end("office" if match["office"] and HELD.match(said) else "label")
    return Label(source, colon, match.end(), said, said.split()[-1].strip(".").casefold(), marked, plain)


def is_transcript(text: str, paragraphs: Sequence[Span], labels: Mapping[int, Label]) -> bool:
    """Tell whether the labels of a page are those of a transcript."""
    found = labels.values()
    counted = Counter(one.key for one in found)
    if len({one.name for one in found}) < 2:
        return False
    if sum(one.marked for one in found) > 1:
        return True
    if len(found) < LEAST or max(counted.values()) < 2:
        return False
    speech = sum(bool(ADDRESSES.search(text, *words_of(paragraphs, n, one))) for n, one in labels.items())
    plain = sum(one.plain for one in found)
    return 3 * speech >= len(labels) and (2 * plain <= len(found) or 2 * speech >= len(labels))


def words_of(paragraphs: Sequence[Span], number: int, one: Label) -> Span:
    """Return where the first words of a turn stand."""
    alone = one.start >= paragraphs[number][1]
    return paragraphs[number + 1] if alone and number + 1 < len(paragraphs) else (one.start, paragraphs[number][1])


def going_on(
    text: str, paragraphs: Sequence[Span], number: int, after: int | None, *, needed: bool
) -> Iterator[tuple[int, bool]]:
    """Yield the paragraphs up to the next label that belong to a turn, and whether they are spoken.

    What follows the last label is the turn's as long as it addresses somebody: there the article may go on.
    """
    for at in range(number + 1, len(paragraphs) if after is None else after):
        said = text[slice(*paragraphs[at])].strip()
        own = MARKED.sub("", said[1:] if OPEN.match(said) else said)
        addressed = bool(ADDRESSES.search(own))
        if len(own) < len(said) - 1 and not addressed and (after is None or NARRATED.search(said)):
            return
        heading = not STOP.search(said) and said.count(" ") < LONGEST_HEADING
        beside = bool(BRACKETED.match(said)) or heading or clutter(text, paragraphs[at], late=after is None) is not None
        if after is None and not needed and not beside and not addressed:
            return
        needed = needed and beside
        yield at, not beside


def pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield what is spoken of a span: without stage directions and times in brackets."""
    start = span[0]
    for match in DIRECTION.finditer(text, *span):
        if piece := trimmed(text, start, match.start()):
            yield piece
        start = match.end()
    if start < span[1] and (piece := trimmed(text, start, span[1])):
        yield piece


def interview(text: str, paragraphs: Sequence[Span], *, labeled: bool = False) -> dict[int, Report]:
    """Return the answers of an interview without labels: what follows questions, in the first person.

    ``labeled`` asks for an interview of which the questions have a label, "Q:", and the answers none.

    Who is asked stands above; the questions, the interviewer's, report nothing.
    """
    asks = is_labeled if labeled else is_question
    asked = [n for n in range(1, len(paragraphs)) if asks(text, paragraphs[n])]
    replies = [n + 1 for n in asked if n + 1 < len(paragraphs)]
    answered = [n for n in replies if FIRST_PERSON.search(text, *paragraphs[n])]
    if len(asked) < (LEAST_LABELED if labeled else LEAST) or len(answered) * 4 < len(asked) * 3:
        return {}
    if labeled and any(LABEL.match(text, *paragraphs[n]) for n in replies):
        return {}
    if any(NARRATED.search(text, *paragraphs[n]) for n in range(asked[0], asked[-1])):
        return {}
    result: dict[int, Report] = {}
    for number, after in zip(asked, [*asked[1:], None], strict=True):
        spoken = [(n, s) for n, s in going_on(text, paragraphs, number, after, needed=True)]
        content = tuple(piece for n, yes in spoken if yes for piece in pieces(text, paragraphs[n]))
        if content:
            silent = Report((), (), (), Rule.INTERVIEW, -1)
            result |= {number: silent} | dict.fromkeys((n for n, _ in spoken), silent)
            result[spoken[0][0]] = replace(silent, content=content)
    return result


def in_first_person(text: str, span: Span) -> bool:
    """Tell whether a paragraph says "I" or "we" outside quotation marks."""
    said = text[slice(*span)].strip()
    return bool(FIRST_PERSON.search(MARKED.sub("", said)))


def is_labeled(text: str, span: Span) -> bool:
    """Tell whether a paragraph is a question by its label."""
    return bool(QUESTION.match(text, *span))


def is_question(text: str, span: Span) -> bool:
    """Tell whether a paragraph is one question, or its subject, and nobody's in the article."""
    said = text[slice(*span)].strip(" \t*_")
    return (
        (said.endswith("?") or bool(SUBJECT.match(said)))
        and said.count(" ") < LONGEST_QUESTION
        and not MARKED.search(said)
    )
