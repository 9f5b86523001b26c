"""What the units of an article mention outside quotations, in order: names, nouns, pronouns and sources of reports."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from onrecord.extract.entities.candidates import common_words
from onrecord.extract.reports.reports import Report
from onrecord.extract.sentences.clauses import NAMES, Clauses
from onrecord.extract.speakers.beside import noun, phrase_start
from onrecord.extract.speakers.cast import GENDERS, Cast
from onrecord.extract.speakers.references import Place
from onrecord.lexicon.nouns import Sort, sort_of
from onrecord.model.attribution import Span, last_begun, touching

PRONOUNS = frozenset((*GENDERS, "they", "them", "their"))
SUBJECTS = ("nsubj", "nsubj:pass")
OWNING = {"their": "they", "her": "hers"}


PLACING = frozenset(("in", "at", "near", "to", "from", "of", "across", "around", "outside", "through"))


class Means(IntEnum):
    """By what something is mentioned."""

    NAME = 0
    NOUN = 1
    PRONOUN = 2
    SOURCE = 3


@dataclass(frozen=True, slots=True)
class Event:
    """One mention: where, by what and by which words.

    ``opens`` says of a name that it is a word that begins a sentence and may have its capital from there, of a pronoun
    that it can tell a gender; ``placed`` that a preposition of place stands before a name.
    """

    place: Place
    means: Means
    said: str = ""
    subject: bool = False
    owner: bool = False
    opens: bool = False
    placed: bool = False
    report: Report | None = None


def events(text: str, clauses: Sequence[Clauses], cast: Cast, reports: Sequence[Report]) -> tuple[Event, ...]:
    """Return all mentions of an article in order; a source counts where it ends."""
    sources: dict[int, dict[Span, Report]] = {}
    for report in reports:
        if report.source:
            sources.setdefault(report.unit, {}).setdefault(report.source[0], report)
    result: list[Event] = []
    sure = {
        run
        for number, item in enumerate(clauses)
        for at, run in cast.names.runs[number]
        if at > item.unit.spans[0][0] or touching(sorted(sources.get(number, {})), (at, at + len(run)))
    }
    sentence = 0
    for number, item in enumerate(clauses):
        sentence += any(not item.masked(i) and word.isalpha() for i, word in enumerate(item.lower))
        place = Place(item.unit.span[0], sentence, item.unit.paragraph)
        own = sources.get(number, {})
        found = [Event(place.moved(span[1]), Means.SOURCE, report=report) for span, report in own.items()]
        found += named(item, place, cast.names.runs[number], sure)
        runs = [(at, at + len(run)) for at, run in cast.names.runs[number] if " " in run]
        found += common(text, item, place, UnitWords(number, cast.beside, own, sorted(own), runs))
        result += sorted(found, key=lambda event: (event.place.at, event.means))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Which words of a unit are part of a name or a source."""

    number: int
    besides: Collection[tuple[int, int]]
    sources: Mapping[Span, Report]
    sorted_sources: Sequence[Span]
    runs: Sequence[Span]

    def beside(self, token: int) -> bool:
        """Tell whether a noun stands beside a name."""
        return (self.number, token) in self.besides

    def taken(self, token: int, span: Span) -> bool:
        """Tell whether a noun is part of a name or a source, or stands beside a name."""
        return self.beside(token) or bool(touching(self.runs, span)) or bool(touching(self.sorted_sources, span))


def named(item: Clauses, place: Place, runs: Sequence[tuple[int, str]], sure: Collection[str]) -> Iterator[Event]:
    """Yield the names of a unit; ``sure`` are those that elsewhere are capitalized within a sentence, or a source."""
    spans = item.unit.spans
    for at, run in runs:
        first, last = last_begun(spans, at), last_begun(spans, at + len(run) - 1)
        if first >= 0 and not item.masked(first) and not item.unit.quoted(first):
            subject = any(is_subject(item, i) for i in range(first, last + 1))
            owner = item.parse.tags[last + 1 : last + 2] == ("POS",)
            lower = run.lower()
            common = run not in sure and not common_words().keys().isdisjoint((lower, lower.removesuffix("s")))
            opens = first == last == 0 and (common or item.parse.tags[0] not in NAMES)
            placed = first > 0 and item.lower[first - 1] in PLACING
            yield Event(place.moved(at), Means.NAME, run, subject, owner, opens, placed)


def common(text: str, item: Clauses, place: Place, own: UnitWords) -> Iterator[Event]:
    """Yield the pronouns of a unit that are no source, and the nouns for somebody that are its subjects."""
    spans, labels = item.unit.spans, item.parse.labels
    subjects = SUBJECTS if any(label in SUBJECTS for label in labels) else ("appos",)  # the parser found none
    for token, word in enumerate(item.lower):
        pronoun = word in PRONOUNS
        if not pronoun and (labels[token] not in subjects or not noun(item, token) or sort_of(word) is Sort.UNKNOWN):
            continue
        if item.masked(token) or item.unit.quoted(token):
            continue
        at = place.moved(spans[token][0])
        subject = labels[token] in SUBJECTS
        # "actor and singer Ana Lund"
        several = not pronoun and item.lower[token + 1 : token + 2] in (("and",), (",",)) and own.beside(token + 2)
        if not pronoun and not several and not own.taken(token, spans[token]):
            yield Event(at, Means.NOUN, text[spans[phrase_start(item, token)][0] : spans[token][1]], subject=True)
        elif pronoun and spans[token] not in own.sources:
            owner = item.parse.tags[token] == "PRP$"
            said = OWNING.get(word, word) if owner else word
            yield Event(at, Means.PRONOUN, said, subject, owner, opens=subject or owner)


def is_subject(item: Clauses, token: int) -> bool:
    """Tell whether a token is a subject or in apposition to one."""
    labels = item.parse.labels
    return labels[token] in SUBJECTS or (labels[token] == "appos" and labels[item.parse.heads[token]] in SUBJECTS)
