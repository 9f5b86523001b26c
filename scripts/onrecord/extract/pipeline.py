"""The stages in their order: segment, quotations, units, parse, reports, speakers, assertions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.quotations import quotations
from onrecord.extract.reports.quoted import adopted, whole
from onrecord.extract.reports.reports import Report, reports
from onrecord.extract.reports.turns import block, headline, turns
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import FINITE, Clauses
from onrecord.extract.sentences.parse import parse
from onrecord.extract.sentences.segment import paragraphs, sentences, trimmed
from onrecord.extract.sentences.units import WORDS, units
from onrecord.extract.speakers.speakers import Speakers
from onrecord.lexicon.lists import any_of, words
from onrecord.model.attribution import Attribution, Extraction, Kind, Span, last_begun

LONGEST = 500
"""Tokens of a unit that cues are looked for in; no sentence that means something is longer."""
STATES = re.compile(r"[.!…](?:[\"”’')\]]|\[\d+\])*$")
CAPTION = re.compile(rf"\b{any_of(words('caption_labels'))}s?: ?\S|^{any_of(words('notice_starts'))}\b")


def asserts(text: str, clauses: Clauses) -> bool:
    """Tell whether the unit, which reports nothing, states something checkable."""
    said = text[slice(*clauses.unit.span)]
    boilerplate = CAPTION.search(said) or any(phrase in said.lower() for phrase in words("boilerplate"))
    if boilerplate or not STATES.search(said) or clauses.size < 4:
        return False
    own = [i for i in range(clauses.size) if not clauses.masked(i)]
    finite = any(clauses.parse.tags[i] in FINITE or clauses.parse.labels[i].startswith("nsubj") for i in own)
    # A sentence has a verb: a participle that could as well be the past tense ("opened") is it where nothing else is.
    finite = finite or any(clauses.parse.tags[i] == "VBN" and clauses.lower[i].endswith("ed") for i in own)
    return finite and not commands(clauses)


def commands(clauses: Clauses) -> bool:
    """Tell whether the unit bids somebody to do something: "Say so.", "Please never do it."."""
    for tag, word in zip(clauses.parse.tags, clauses.lower, strict=True):
        if word not in ("please", "do") and tag not in ("RB", "UH"):
            return tag == "VB"
    return False


def kind_of(text: str, content: tuple[Span, ...], quoted: Sequence[Span]) -> Kind:
    """Return the kind by how many of the content's words stand inside sorted quotations: all, some or none."""
    found = [match.start() for start, end in content for match in WORDS.finditer(text, start, end)]
    inside = {(at := last_begun(quoted, start)) >= 0 and start < quoted[at][1] for start in found}
    return Kind.MIXED if len(inside) > 1 else Kind.DIRECT if True in inside else Kind.INDIRECT


def reported(text: str, blocks: Sequence[Span], clauses: Sequence[Clauses]) -> Iterator[Report]:
    """Yield the reports of every unit: those that layout makes, else those of its cues."""
    turned = turns(text, blocks)
    blocked = -1
    for number, item in enumerate(clauses):
        before = clauses[number - 1] if number else None
        if turn := turned.get(item.unit.paragraph):
            content = turn.content if not before or before.unit.paragraph != item.unit.paragraph else ()
            yield replace(turn, unit=number, content=content, quotations=frozenset(item.unit.masks.values()))
            continue
        paragraph = trimmed(text, *blocks[item.unit.paragraph]) or item.unit.span
        special = headline(item, number) or block(before, item, number, paragraph)
        if item.size > LONGEST or item.unit.paragraph == blocked:
            continue
        if special:
            blocked = item.unit.paragraph if special.rule is Rule.BLOCK_QUOTATION else blocked
            yield special
        else:
            yield from reports(item, number)


def extract(text: str, *, model: str | None = None) -> Extraction:
    """Return the paragraphs, sentences and attributions of an article.

    ``model`` names an installed spaCy pipeline to parse with instead of the shipped one.  Any text is fine, an
    empty one too; offsets count code points of ``text``.
    """
    blocks = paragraphs(text)
    marks, warnings = quotations(text, blocks)
    pieces = units(text, blocks, marks)
    trees = parse([unit.words for unit in pieces], model=model)
    clauses = tuple(Clauses(u, t, tuple(w.lower() for w in u.words)) for u, t in zip(pieces, trees, strict=True))
    found = tuple(reported(text, blocks, clauses))
    placed = adopted(clauses, found, marks)
    quoted = sorted(part for mark in marks for part in mark.parts)
    speakers = Speakers(text, clauses, placed)
    said: list[Attribution] = []
    for report in sorted((r for r in placed if r.content), key=lambda r: (r.unit, r.content)):
        turn = report.rule is Rule.TRANSCRIPT_TURN
        content = report.content if turn else whole(report, marks)
        kind = Kind.DIRECT if turn or report.rule is Rule.BLOCK_QUOTATION else kind_of(text, content, quoted)
        said.append(speakers.attribute(report, kind, content))
    reporting = {report.unit for report in placed}
    blocked = {clauses[r.unit].unit.paragraph for r in placed if r.rule is Rule.BLOCK_QUOTATION}
    silent = {n for n, c in enumerate(clauses) if c.unit.masks or c.unit.paragraph in blocked}
    own = [c.unit.span for n, c in enumerate(clauses) if n not in reporting | silent and asserts(text, c)]
    said += [Attribution(kind=Kind.ASSERTION, content=(span,), rule=Rule.OWN_VOICE) for span in own]
    return Extraction(
        paragraphs=blocks,
        sentences=tuple(s for block in blocks for s in sentences(text, block)),
        attributions=tuple(sorted(said, key=lambda a: (a.content, a.cue))),
        warnings=warnings,
    )
