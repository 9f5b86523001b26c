"""Find reports that layout makes: turns of a transcript, posts with their signature, block quotations."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from onrecord.extract.entities.candidates import common_words
from onrecord.extract.layout.leads import LIST_MARK
from onrecord.extract.layout.notices import label
from onrecord.extract.layout.wrapped import EMPTY_LINE
from onrecord.extract.reports.quoted import block_introduced
from onrecord.extract.reports.reports import Report
from onrecord.extract.reports.transcripts import in_first_person, interview, transcript
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import Clauses
from onrecord.extract.sentences.segment import trimmed
from onrecord.lexicon.lists import CAPITAL, any_of, groups, verbs, words
from onrecord.lexicon.names import gender_of
from onrecord.lexicon.nouns import people_nouns
from onrecord.model.attribution import Span

WORD = rf"(?:[DLO][’'])?{CAPITAL}[\w.’'-]{{0,60}}"
NAME = rf"{WORD}(?:[ \xa0](?:(?:of|for|the|and|de|da|del|der|van|von|la|le|al|bin|ibn|y)[ \xa0]){{0,2}}{WORD}){{0,6}}"
OFFICE = r"(?:\s?[(\[][^()\[\]\n]{2,60}[)\]])"
LABEL = re.compile(
    rf"\s*[“\"]?(?P<open>[*_]{{0,3}})(?P<label>[QA](?=[.:*_])|{NAME}{OFFICE}?)(?P<close>[*_]{{0,3}})\s?(?P<colon>:|(?<=[QA])\.)(?P<after>[*_]{{0,3}})\s+(?=\S)"
)
ALONE = re.compile(rf"\s*[*_]{{0,3}}(?P<label>{NAME}{OFFICE}?)[*_]{{0,3}}:?\s*$")
QUOTED = ("“", '"', "‘", "«", "„")
ADDRESSES = re.compile(r"\b(?:I|we|you|your|my|our|me|us|I[’']\w+|we[’']\w+|you[’']\w+)\b|\?", re.IGNORECASE)
TITLED = re.compile(rf"{any_of(words('titles'))}(?!\w)[ \xa0]")
ABOVE = 20
"""Paragraphs before a block quotation that tell whether the article itself is in the first person."""
LONGEST_PAUSE = 3
"""Paragraphs of one turn without a label of their own between two turns."""
SIGNATURE = re.compile(
    r"(?P<dash>(?:^|(?<=\s))(?:[—–―]|--?)\s?|^)(?P<name>[^\s—–―@()\n-][^—–―@()\n]{0,60}?)\s?[(]?@\w+[)]?(?P<date>[\s,·|•–—-]*[^\n@]{0,40})$"
)
SHARED = re.compile(r"\s*(?:A post shared by|Posted by|Post by)\s(?P<name>[^@()\n]{1,60}?)\s?\(@\w+\).{0,60}$")
SHOWN = re.compile(r"(?:pic\.twitter\.com/\S*|https?://\S+|#\w+(?=\s*https?://))$")
CUE = any_of(form for form in verbs("cue_verbs") if form[-1:] in "ds" or form in words("plain_cues"))
SAID = re.compile(rf"\b{CUE}\b")
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s*$")
BESIDE_CUE = re.compile(
    rf"(?P<before>{NAME})(?:,[^,.\n]{{2,60}})?,?\s{CUE}\b|\b{CUE}\s(?:[a-z]+\s){{0,3}}(?P<after>{NAME})"
)
ONLY_QUOTED = re.compile(r"\s*(?P<quotation>[“\"][^“”\"\n]+[”\"]|«[^«»\n]+»)\s*")
SIGNED = re.compile(rf"\s*(?P<tie>[—–―]|--?|:|)\s*(?P<name>{NAME})(?P<more>,\s[^.!?:“”\"\n]{{2,60}})?\s*$")
OCCASION = (
    rf"(?:after|before|following|ahead of|when|speaking|about|in response to|on (?!{any_of(words('weekdays'))}\b))"
)
HOLDER = rf"{NAME}(?: (?P<role>[a-z-]+(?: [a-z-]+){{0,2}}) {NAME})?"
BENEATH = re.compile(rf"\s*(?P<name>{HOLDER})(?P<occasion> {OCCASION}\b[^“”\"\n]*)?$")
"""Who said a quotation before it, and when, with no verb: "Coach Ana Lund after the match", "Ely coach Ana Lund"."""
LEAST_SIGNED = 2
"""Paragraphs without marks that a name and an office each begin or end, from which on they are what people said."""
DATED = re.compile(rf"(?i:\b{any_of(groups('months'))}\b)|\d|^\W*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph that a label begins: ``source`` and ``cue`` are the label and its colon, ``start`` the words said."""

    source: Span
    cue: tuple[Span, ...]
    start: int
    key: str
    certain: bool


def spoken(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return what layout shows to be somebody's words by the number of the paragraph: turns and posts.

    The content stands with the first paragraph; each further one has a report without any.
    """
    labeled = (
        interview(text, paragraphs, labeled=True)
        or transcript(text, paragraphs)
        or turns(text, paragraphs)
        or interview(text, paragraphs)
    )
    blocks = headed_blocks(text, paragraphs) or signed_blocks(text, paragraphs)
    found = {**labeled, **blocks, **signed(text, paragraphs), **posts(text, paragraphs)}
    return {**labeled_sentences(text, paragraphs), **found}


def signed(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the quotations that a name follows, on their line or on the next: "“…” — Mary Lee"."""
    result: dict[int, Report] = {}
    for number, span in enumerate(paragraphs):
        quoted = ONLY_QUOTED.match(text, *span)
        if quoted is None or number in result:
            continue
        at, line = quoted.end("quotation"), number
        if quoted.end() == span[1] and number + 1 < len(paragraphs):
            at, line = paragraphs[number + 1][0], number + 1
        found = signature(text, (at, paragraphs[line][1]), beneath=line > number)
        if found is None:
            continue
        report = Report((quoted.span("quotation"),), *found, Rule.DASH, -1)
        result |= {number: report} | ({line: silent(report)} if line > number else {})
    return result


def signature(text: str, span: Span, *, beneath: bool) -> tuple[tuple[Span], tuple[Span, ...]] | None:
    """Return the source and the cue of a signature, which on a line of its own ``beneath`` needs no dash."""
    if (found := SIGNED.match(text, *span)) and (found["tie"] or (beneath and may_sign(found["name"]))):
        end = found.end("more") if found["more"] else found.end("name")
        return ((found.start("name"), end),), (found.span("tie"),) if found["tie"] else ()
    found = BENEATH.match(text, *span)
    if not found or not may_sign(found["name"]) or SAID.search(text, found.end("name"), span[1]):
        return None
    role = bool(found["role"]) and found["role"].split()[-1] in people_nouns()
    if found["role"] and not role:  # "Anger has grown in Tern after …"
        return None
    return ((found.span("name"),), ()) if role or (beneath and found["occasion"]) else None


def may_sign(name: str) -> bool:
    """Tell whether a line can be a name: two words or more, and not all of them words of a page's: "Read More"."""
    plain = all({word.lower(), word.lower().removesuffix("s")} & common_words().keys() for word in name.split())
    return " " in name and (personal(name) or not plain)


def signed_blocks(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return what people said by lists of it, without marks: each time some lines, then "Ana Lund, Norvale coach"."""
    result: dict[int, Report] = {}
    begun, own, ends = 0, 0, 0
    for number, span in enumerate(paragraphs):
        if number and EMPTY_LINE.search(text, paragraphs[number - 1][1] - 1, span[0] + 1):
            begun = number
        found = SIGNED.match(text, *span)
        if begun == number or not found or not found["more"] or not SENTENCE_END.search(text, *paragraphs[number - 1]):
            continue
        content = tuple(piece for n in range(begun, number) if (piece := trimmed(text, *paragraphs[n])))
        report = Report(content, ((found.start("name"), found.end("more")),), (), Rule.SIGNATURE, -1)
        result |= {begun: report} | dict.fromkeys(range(begun + 1, number + 1), silent(report))
        own += any(in_first_person(text, paragraphs[n]) for n in range(begun, number))
        ends, begun = ends + 1, number + 1
    return result if own >= LEAST_SIGNED and own * 2 > ends else {}


def headed_blocks(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return what people said by lists of it, without marks: each time "Ana Lund, Norvale coach", then some lines."""
    apart = (
        n for n in range(1, len(paragraphs)) if EMPTY_LINE.search(text, paragraphs[n - 1][1] - 1, paragraphs[n][0])
    )
    result: dict[int, Report] = {}
    own, heads = 0, 0
    for begun, end in pairwise([0, *apart, len(paragraphs)]):
        found = SIGNED.match(text, *paragraphs[begun]) if end - begun > 1 else None
        if not found or not found["more"] or found["tie"] or not SENTENCE_END.search(text, *paragraphs[end - 1]):
            continue
        content = tuple(piece for n in range(begun + 1, end) if (piece := trimmed(text, *paragraphs[n])))
        report = Report(content, ((found.start("name"), found.end("more")),), (), Rule.SIGNATURE, -1)
        result |= {begun + 1: report} | dict.fromkeys((begun, *range(begun + 2, end)), silent(report))
        own += any(in_first_person(text, paragraphs[n]) for n in range(begun + 1, end))
        heads += 1
    return result if own >= LEAST_SIGNED and own * 2 > heads else {}


def labeled_sentences(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the sentences that a speaker's name and a colon begin: "Smith: The bridge is safe."."""
    found = {n: turn for n, p in enumerate(paragraphs) if (turn := turn_at(text, p))}
    known = speakers_named(text) if found else frozenset()
    result = {}
    for number, turn in found.items():
        span = trimmed(text, turn.start, paragraphs[number][1])
        headline = number == 0 and len(paragraphs) > 1
        if (
            headline
            or span is None
            or text[span[1] - 1] not in ".!?…"
            or not (turn.key in known or TITLED.match(text, turn.source[0]))
        ):
            continue
        content = (span[0], span[1] - (text[span[1] - 1] == "."))
        result[number] = Report((content,), (turn.source,), turn.cue, Rule.COLON, -1)
    return result


def speakers_named(text: str) -> frozenset[str]:
    """Return the last words, in lower case, of the names that stand beside a reporting verb."""
    return frozenset(match[match.lastgroup or 0].split()[-1].rstrip(".").lower() for match in BESIDE_CUE.finditer(text))


def turn_at(text: str, paragraph: Span) -> Turn | None:
    """Return the turn that the paragraph begins, if it begins like one."""
    match = LABEL.match(text, *paragraph)
    if match is None or match.end() >= paragraph[1] or text[match.end()] in QUOTED or label(text, paragraph):
        return None
    said = match["label"]
    bold = bool(match["open"] and (match["close"] or match["after"]))
    sure = said in ("Q", "A") or bold or (said.upper() == said and len(said) > 2) or personal(said)
    return Turn(match.span("label"), (match.span("colon"),), match.end(), key_of(said), sure)


def name_alone(text: str, paragraphs: Sequence[Span], number: int) -> Turn | None:
    """Return the turn that a name on a line of its own begins, whose words are in the next paragraph."""
    match = ALONE.match(text, *paragraphs[number])
    if (
        match is None
        or number + 1 >= len(paragraphs)
        or not re.search(r"\s\S+[^.]$", match["label"])
        or label(text, paragraphs[number])
    ):
        return None
    return Turn(match.span("label"), (), paragraphs[number][1], match["label"].lower(), personal(match["label"]))


def personal(said: str) -> bool:
    """Tell whether a label shows by its form that it is a person: a title, an office in brackets, a given name."""
    return bool(TITLED.match(said)) or said.endswith((")", "]")) or gender_of(said, ()) != ""


def key_of(said: str) -> str:
    """Return the words by which two labels are of one person: the last one of the name."""
    return re.sub(OFFICE, "", said).split()[-1].lower()


def turns(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the turns of a transcript by the number of their paragraph.

    Labels count when two of them follow each other or one comes again, and when they look like people's or what they
    introduce like speech.
    """
    found = {n: turn for n, p in enumerate(paragraphs) if (turn := turn_at(text, p))}
    if 1 not in found and len(found) > 1:
        found.pop(0, None)  # a headline
    if not is_transcript(text, paragraphs, found):
        found = {n: turn for n in range(len(paragraphs)) if (turn := name_alone(text, paragraphs, n))}
        found = {n: turn for n, turn in found.items() if n + 1 not in found}
        if not is_transcript(text, paragraphs, found, step=2):
            return {}
    result: dict[int, Report] = {}
    for number, turn in found.items():
        following = list(going_on(text, paragraphs, found, number))
        own = [span for n in following if (span := trimmed(text, *paragraphs[n]))]
        first = trimmed(text, turn.start, paragraphs[number][1]) if turn.start < paragraphs[number][1] else None
        content = tuple(filter(None, (first, *own)))
        if content:
            report = Report(content, (turn.source,), turn.cue, Rule.TRANSCRIPT_TURN, -1)
            result |= {number: report} | dict.fromkeys(following, silent(report))
    return result


def silent(report: Report) -> Report:
    """Return the report for a paragraph whose words are in the content of the one before."""
    return Report((), report.source, report.cue, report.rule, -1)


def is_transcript(text: str, paragraphs: Sequence[Span], found: Mapping[int, Turn], *, step: int = 1) -> bool:
    """Tell whether labels that follow each other at a ``step``, or come again, are those of a transcript."""
    counted = Counter(turn.key for turn in found.values())
    near = any(n + step in found for n in found)
    again = max(counted.values(), default=0) > 1
    if len(found) < 2 or not (near or again):
        return False
    if near and again and len(found) > 2 and len(counted) > 1:
        return True
    known = any(turn.certain and (again or not text[slice(*turn.source)].isupper()) for turn in found.values())
    speech = sum(bool(ADDRESSES.search(text, *after(paragraphs, n, step))) for n in found)
    if step > 1:
        return near and speech == len(found)
    return known or (2 * speech >= len(found) and (len(found) > 2 or near))


def after(paragraphs: Sequence[Span], number: int, step: int) -> Span:
    """Return the paragraph that holds the first words of a turn."""
    return paragraphs[min(number + step - 1, len(paragraphs) - 1)]


def going_on(text: str, paragraphs: Sequence[Span], found: Mapping[int, Turn], number: int) -> Iterator[int]:
    """Yield the paragraphs without a label in which a turn goes on: what stands between two turns and is speech."""
    turn = found[number]
    needed = turn.start >= paragraphs[number][1]
    ends = [n for n in range(number + 1, number + 2 + LONGEST_PAUSE) if n in found]
    for at in range(number + 1, min(ends[0] if ends else number + 2, len(paragraphs))):
        said = text[slice(*paragraphs[at])].strip()
        if not needed and (not ends or said[:1] in QUOTED or not ADDRESSES.search(said)):
            return
        needed = False
        yield at


def posts(text: str, paragraphs: Sequence[Span]) -> dict[int, Report]:
    """Return the posts of a network shown in the article: their words, then the line that signs them."""
    result: dict[int, Report] = {}
    for number, (start, end) in enumerate(paragraphs):
        line = text[start:end].rstrip()
        match = (SHARED.match(line) or SIGNATURE.search(line)) if "@" in line else None
        if match is None or not is_signature(match):
            continue
        begun = number if line[: match.start()].strip() else number - 1
        content = post_words(text, paragraphs[begun][0], min(paragraphs[begun][1], start + match.start()))
        if begun < 0 or not content:
            continue
        dash = (match.groupdict().get("dash") or "").strip()
        at = start + match.start()
        cue = ((at, at + len(dash)),) if dash else ()
        source = start + match.start("name"), start + match.end("name")
        report = Report(content, (source,), cue, Rule.POST, -1)
        result |= {begun: report} | ({number: silent(report)} if begun != number else {})
    return result


def is_signature(match: re.Match[str]) -> bool:
    """Tell whether a name and an account sign a post: after a dash, or with a date behind them."""
    found = match.groupdict()
    if "date" not in found:
        return True
    dated = re.search(r"\d", found["date"]) and re.fullmatch(NAME, found["name"])
    return bool(DATED.search(found["date"]) and (found["dash"].strip() or dated))


def post_words(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the words of a post that stands between the offsets, without the links to what it shows."""
    said = text[start:end].rstrip()
    while shown := SHOWN.search(said):
        said = said[: shown.start()].rstrip()
    span = trimmed(text, start, start + len(said))
    return (span,) if span and text[span[1] - 1] != ":" else ()


def block(
    text: str, bodies: Sequence[Span | None], before: Clauses | None, clauses: Clauses, number: int
) -> tuple[Report, ...]:
    """Return the report of paragraphs without marks that follow a cue and a colon, or one for each item of a list.

    ``bodies`` are the paragraphs as they are read.  The one after the colon is what is said; further ones are as long
    as they are in the first person and the article is not; what the page puts between them does not end it.  A list
    tells in the article's words what is said, unless it is in the first person.
    """
    at = clauses.unit.paragraph
    body = bodies[at]
    if before is None or before.unit.paragraph == at or body is None:
        return ()
    found = block_introduced(before, quoted=False)
    first = trimmed(text, *body)
    if found is None or first is None:
        return ()
    source, cue, rule = found
    if is_item(text, body) and not in_first_person(text, body):
        items = takewhile(lambda span: is_item(text, span), (span for span in bodies[at:] if span))
        said = filter(None, (trimmed(text, *item) for item in items))
        contents = ((start, end - (text[end - 1] == ".")) for start, end in said)
        return tuple(Report((content,), source, cue, Rule.COLON, number) for content in contents)
    if clauses.unit.masks:
        return ()
    above = (span for span in bodies[max(0, at - ABOVE) : at] if span)
    own = any(in_first_person(text, span) for span in above)
    more = takewhile(
        lambda span: in_first_person(text, span), (span for n in range(at + 1, len(bodies)) if (span := bodies[n]))
    )
    further = () if own else tuple(filter(None, (trimmed(text, *span) for span in more)))
    return (Report((first, *further), source, cue, rule, number),)


def is_item(text: str, body: Span) -> bool:
    """Tell whether what is read of a paragraph stands behind the mark of a list's item."""
    begins = text.rfind("\n", 0, body[0]) + 1
    return bool(LIST_MARK.match(text, begins, body[1])) and not text[begins : body[0]].isspace() and begins < body[0]
