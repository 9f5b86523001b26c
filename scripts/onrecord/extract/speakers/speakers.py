"""Resolve the source of each report to a speaker, or to nobody.

The article is read from its beginning: every name, description and pronoun outside quotations is a mention of somebody
of its cast, and a source is one of them.  A name and a description that only one can mean are sure; a pronoun goes to
whoever of those mentioned last is likeliest, and takes over the doubt of the mention that it points to, so that what
hangs on a guess is no answer.  Where no answer is likely enough nobody is given, and the likeliest is kept as a
candidate.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from onrecord.extract.reports.reports import Report
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import COMMON, FINITE, STARTS, Clauses
from onrecord.extract.speakers.article_names import (
    LONGEST_PLACING,
    PLACING,
    is_everyday,
    looks_personal,
    without_titles,
)
from onrecord.extract.speakers.cast import GENDERS, Cast, Someone
from onrecord.extract.speakers.certainty import certainty
from onrecord.extract.speakers.mentions import OWNING, PRONOUNS, Event, Means, events
from onrecord.extract.speakers.phrases import NAME, NOBODY, SPLIT, Answer, Phrases, plain_name
from onrecord.extract.speakers.references import Mention, Place, References, uncontested
from onrecord.lexicon.lists import CAPITAL, any_of, known_places, words
from onrecord.lexicon.nouns import Sort, sort_of
from onrecord.lexicon.speaker_names import names_somebody
from onrecord.model.attribution import Attribution, Basis, Kind, Span, joined, last_begun, touching

SHOWN = 0.6
"""Least chance with which a mention counts for what comes after it."""
LEAST_CERTAIN = 0.65
"""Least certainty with which a speaker is given rather than left open."""
CONTINUED = 0.97
"""What remains of a speaker's chance for a quotation that goes on."""
FARTHEST = 3
"""Units after its speaker's last words that a quotation without a source goes on."""
APPOSED = re.compile(rf", (?P<name>{CAPITAL}[\w’'.-]+(?: {CAPITAL}[\w’'.-]+){{1,3}})(?=[,.])")
CAPITALIZED = re.compile(rf"{CAPITAL}[\w’'-]+")
RELATIVES = frozenset(("who", "which", "that", "whose", "whom", "where", "when", "as", "what"))
"""Words that bring in a clause about whoever is named before it."""
NO_NOUNS = ("VB", "RB", "MD", "IN")
"""Tags of words that are nobody by themselves: "Reached", "Overall", "turns"."""
OF = re.compile(r"\b(?:of|from|with) \Z", re.IGNORECASE)
LEADING = re.compile(r"^(?:and|but|or|according to|including|such as|(?:at )?least)\s+(?=\w)", re.IGNORECASE)
RELATIVE = re.compile(r"(?<=\w),?\s(?:who|which|that)$")
IMPERSONAL = re.compile(
    r"(?:[’']s|\s(?:is|was|has been|had been))\s(?:\w+ly\s|often\s|being\s)?"
    rf"{any_of(words('impersonal_participles'))}\b"
)
"""What follows "it" where nobody is told who says so: "it’s estimated", "it was widely reported"."""
FIRST_LINES = 3
"""Lines of which one is the headline."""
PLACED = r"\b(?:in|at|near|from|of|to)"
"""Words before a name in full that is a place's as often as a person's."""
GIVEN_BY_SPEAKER = frozenset(("my", "our", "your", "his", "her", "their", "its"))
"""Words by which whoever is quoted names somebody in his own terms."""


class Speakers:
    """Reads an article once and answers for each of its reports."""

    def __init__(self, text: str, clauses: Sequence[Clauses], spans: Sequence[Span], reports: Sequence[Report]) -> None:
        """Read the article, first for what its pronouns tell of everybody, then for the answers."""
        self.text = text
        self.clauses = clauses
        self.reports = reports
        self.cast = Cast(text, clauses, spans)
        self.phrases = Phrases(self.cast)
        turns = (report for report in reports if report.rule not in (Rule.TRANSCRIPT_TURN, Rule.INTERVIEW))
        self.contents = joined(span for report in turns for span in report.content)
        self.answers: dict[Span, Answer] = {}
        self.spoken: list[tuple[Span, int, Answer]] = []
        found = events(text, clauses, self.cast, reports)
        for self.voting in (True, False):
            self.read(found)
            for someone in (*self.cast.by_name.values(), *self.phrases.described.values()):
                someone.total, someone.count = someone.count, 0

    def read(self, found: Iterable[Event]) -> None:
        """Follow the cast from the beginning to the end."""
        self.references = self.phrases.references = References()
        self.spoken = []
        readers = {Means.NAME: self.name, Means.NOUN: self.noun, Means.PRONOUN: self.pronoun}
        for event in found:
            answer = self.source(event.report, event.place) if event.report else readers[event.means](event)
            posted = event.report is not None and event.report.rule is Rule.POST  # what comes after is not about it
            if answer.someone and (answer.chance >= SHOWN or event.report) and not posted:
                mention = Mention(
                    event.place,
                    subject=event.subject or bool(event.report),
                    owner=event.owner,
                    pronoun=answer.basis is Basis.PRONOUN,
                    spoke=bool(event.report),
                    spoken_of=not event.report and self.told(event.place),
                    chance=answer.chance,
                )
                self.references.mention(answer.someone, mention)

    def told(self, place: Place) -> bool:
        """Tell whether an offset stands inside the content of a report."""
        return bool(touching(self.contents, (place.at, place.at + 1)))

    def name(self, event: Event) -> Answer:
        """Return who is named."""
        name, found = plain_name(event.said)
        someone = self.cast.named(name, found)
        if someone is None:
            return self.phrases.one_of(name, found, event.place)
        if someone.sort is Sort.UNKNOWN and (event.opens or not event.subject):
            return NOBODY
        if someone.sort is Sort.BODY and event.placed:
            return NOBODY
        someone.first = someone.first or ((event.place.at, event.place.at + len(event.said)),)
        return Answer(someone, 1.0, Basis.NAMED)

    def noun(self, event: Event) -> Answer:
        """Return who is described."""
        return self.phrases.description(event.said, event.place)

    def pronoun(self, event: Event) -> Answer:
        """Return whom a pronoun means that is no source."""
        answer = self.meant(event.said, event.place, "", tells=event.opens)
        if event.owner:
            self.phrases.owners[event.place.at] = answer
        return answer

    def meant(self, word: str, place: Place, said: str, *, tells: bool = True) -> Answer:
        """Return whom a pronoun means; ``tells`` says that it can tell their gender."""
        ranked = self.references.ranked(word, place, said)
        if not ranked:
            return NOBODY
        best = ranked[0]
        if self.voting and tells and word in GENDERS and best.chance >= SHOWN and uncontested(ranked, place):
            best.someone.genders[GENDERS[word]] += 1
        return Answer(best.someone, best.chance, Basis.PRONOUN)

    def source(self, report: Report, place: Place) -> Answer:
        """Find out who a source is."""
        answer = self.resolve(report, place)
        self.answers[report.source[0]] = answer
        if report.rule is not Rule.POST:  # a signature ends what somebody says
            self.spoken.append((report.source[0], report.unit, NOBODY if report.rule is Rule.DASH else answer))
        if answer.someone:
            answer.someone.first = answer.someone.first or report.source[:1]
        return answer

    def resolve(self, report: Report, place: Place) -> Answer:
        """Return who is meant by the source of a report."""
        said = LEADING.sub("", self.said(report).strip('"“”'))
        said = RELATIVE.sub("", said) + self.apposed(report.source[-1][1])
        if report.rule is Rule.TRANSCRIPT_TURN and said in ("Q", "A"):
            return self.asked.get(said, NOBODY)
        if report.rule is Rule.TRANSCRIPT_TURN:
            return self.phrases.label(said, place)
        word = said if said in words("acronyms_like_words") else said.lower()
        if word == "it" and IMPERSONAL.match(self.text, report.source[-1][1]):
            return NOBODY
        if word in PRONOUNS or word == "it":
            content = " ".join(self.text[start:end] for start, end in (*report.content, *report.cue))
            return self.meant(OWNING.get(word, word) if word == "their" else word, place, content)
        if word in words("pronouns"):
            return NOBODY
        if report.rule is Rule.POST and said.islower():
            return Answer(self.phrases.member(said, Sort.PERSON), NAME, Basis.NAMED)
        said = self.in_full(said, report.source[0][0])
        item = self.clauses[report.unit]
        first = last_begun(item.unit.spans, report.source[0][0])
        if first >= 0 and item.parse.tags[first][:2] in NO_NOUNS and self.is_loose(said):
            return NOBODY
        if first >= 0 and states(item, report.source[0]):
            return NOBODY
        answer = self.phrases.phrase(said, place, common=first >= 0 and item.parse.tags[first] in COMMON)
        if answer.someone is None:
            return answer
        needy = not report.cue and answer.someone.name in known_places()  # "America needs it. “…”"
        return NOBODY if needy or self.is_place(answer.someone, report.source[0][0]) else answer

    def is_place(self, someone: Someone, start: int) -> bool:
        """Tell whether a source that begins at an offset is only where somebody is: "organizers in | Tern say"."""
        place = someone.name in known_places()
        placed = place or (someone.sort is Sort.UNKNOWN and not someone.unnamed)
        near = max(0, start - LONGEST_PLACING), start
        return (placed and bool(PLACING.search(self.text, *near))) or (place and bool(OF.search(self.text, *near)))

    def in_full(self, said: str, start: int) -> str:
        """Return the name in full of which a source has the end alone: "Ana | Lund", "Ana | D. Lund"."""
        people = self.cast.names.people(said.rpartition(" ")[2])
        whole = (name.full for name in people if name.full.endswith(f" {said}"))
        while start and self.text[start - 1].isspace():
            start -= 1
        return next((full for full in whole if self.text.endswith(full[: -len(said) - 1], 0, start)), said)

    def is_loose(self, said: str) -> bool:
        """Tell whether a source is one word that the article does not have as a name elsewhere."""
        return (
            not said.isupper()
            and " " not in said
            and sort_of(said.lower()) is Sort.UNKNOWN
            and self.cast.names.single[said] <= 1
            and not self.cast.names.people(said)
        )

    def apposed(self, end: int) -> str:
        """Return the name in apposition that the words of a source leave out: ", Ana Lund" after "its president"."""
        match = APPOSED.match(self.text, end)
        personal = match and looks_personal(*without_titles(match["name"]))
        return match[0].rstrip(",.") if match and personal else ""

    def attribute(self, report: Report, kind: Kind, content: tuple[Span, ...]) -> Attribution:
        """Return the attribution of a report with its speaker."""
        evidence: tuple[Span, ...] = ()
        if report.source:
            answer = self.answers.get(report.source[0], NOBODY)
            evidence = answer.someone.first if answer.someone else ()
        elif report.rule is Rule.INTERVIEW:
            answer = self.asked["A"]
            evidence = answer.someone.first if answer.someone else ()
        else:
            answer, evidence = self.continued(report, content)
        report = replace(report, cue=tuple(filter(None, (self.closed(span) for span in report.cue))))
        return attribution(report, kind, content, answer, evidence, self.said(report))

    def closed(self, span: Span) -> Span | None:
        """Return a span up to a bracket that does not close in it, which is about who was told; nothing where all is.

        That is "told Lee" of "told Lee (her boss".
        """
        said = self.text[slice(*span)]
        opened = said.rfind("(")
        kept = said if opened < 0 or ")" in said[opened:] else said[:opened].rstrip()
        return (span[0], span[0] + len(kept)) if kept else None

    def said(self, report: Report) -> str:
        """Return the words of a report's source."""
        return " ".join(self.text[start:end] for start, end in report.source).replace("\xa0", " ").strip()

    @cached_property
    def above(self) -> str:
        """The article down to the first answer of an interview, or the first question before it."""
        turns = (one for one in self.reports if one.rule is Rule.INTERVIEW or self.said(one) in ("Q", "A"))
        return self.text[: min((one.content[0][0] for one in turns if one.content), default=0)]

    @cached_property
    def asked(self) -> dict[str, Answer]:
        """Who answers in an interview, as "A", and who asks where that is told."""
        return {"A": self.announced, **self.phrases.interview(self.text, Place(len(self.above), 0, 0))}

    @cached_property
    def announced(self) -> Answer:
        """Return who is asked in an interview that names nobody: the only person in its first lines, or above it."""
        named = [one for name, one in self.cast.by_name.items() if one.person and " " in name and name in self.above]
        for line in self.text.split("\n")[:FIRST_LINES]:
            headed = [one for one in named if one.name.rsplit(" ", 1)[-1] in line]
            if headed:
                return Answer(headed[0], NAME, Basis.NAMED) if len(headed) == 1 else NOBODY
            if any(self.cast.names.single[word] and not is_everyday(word) for word in CAPITALIZED.findall(line)):
                return NOBODY  # somebody else, of whom only the surname is known
        sure = [one for one in named if one.sort is Sort.PERSON]
        people = sure or [one for one in named if not re.search(rf"{PLACED} {re.escape(one.name)}\b", self.above)]
        return Answer(people[0], NAME, Basis.NAMED) if len(people) == 1 else NOBODY

    def continued(self, report: Report, content: tuple[Span, ...]) -> tuple[Answer, tuple[Span, ...]]:
        """Return who spoke last before a quotation that goes on, and the words that name them there."""
        at = bisect_right(self.spoken, content[0][0], key=lambda spoken: spoken[0][0]) - 1
        if at > 0 and touching(self.told_last.get(self.spoken[at][0], ()), self.spoken[at - 1][0]):
            at -= 1  # whoever is quoted goes on, not the paper that tells of it last
        if report.rule is not Rule.CONTINUATION or at < 0 or report.unit - self.spoken[at][1] > FARTHEST:
            return NOBODY, ()
        span, _, last = self.spoken[at]
        return replace(last, chance=last.chance * CONTINUED, basis=Basis.CONTINUATION), (span,)

    @cached_property
    def told_last(self) -> dict[Span, tuple[Span, ...]]:
        """What is said by each source that stands behind it, by the source."""
        last = (one for one in self.reports if one.source and one.content and one.content[-1][1] <= one.source[0][0])
        return {one.source[0]: one.content for one in last}

    def nested(self, report: Report, kind: Kind, outer: Attribution) -> Attribution:
        """Return the attribution of a report inside a quotation: "I" is who is quoted, "she" and "my boss" are open.

        It is asked when the article has been read, so only what hangs on no distance is sure.
        """
        said = self.said(report)
        first = said.split()[0].lower()
        if first in ("i", "we"):
            basis = Basis.PRONOUN if outer.speaker else Basis.UNRESOLVED
            evidence = outer.source if outer.speaker else ()
            return replace(
                outer,
                kind=kind,
                content=report.content,
                source=report.source,
                cue=report.cue,
                rule=report.rule,
                basis=basis,
                evidence=evidence,
            )
        answer = NOBODY
        self.phrases.references = References()
        if first not in words("pronouns") | GIVEN_BY_SPEAKER:
            answer = self.phrases.phrase(said, Place(report.source[0][0], len(self.clauses), len(self.clauses)))
        evidence = answer.someone.first if answer.someone else ()
        return attribution(report, kind, report.content, answer, evidence, said)


def states(item: Clauses, source: Span) -> bool:
    """Tell whether the words of a source, up to a comma, are a clause and no noun phrase: "The Senate passes bill".

    What leads up to a name at its end is no verb: it is easily a trade.
    """
    found = touching(item.unit.spans, source) if item.unit.span[0] <= source[0] < item.unit.span[1] else ()
    flat = list(takewhile(lambda at: item.lower[at] != ",", found))
    told = [at for at in flat if item.parse.tags[at] in FINITE and item.lower[at].isalpha()]
    begins = bool(flat) and item.parse.tags[flat[0]] == "VBG" and item.unit.words[flat[0]].islower()
    named = next((at for at in reversed(flat) if not item.unit.words[at][0].isupper()), -1)
    if named >= 0 and named != flat[-1] and sort_of(item.lower[named]) is Sort.PERSON:
        told = []
    told = [at for at in told if not (at > flat[0] and tells_of_document(item, at))]
    told = [at for at in told if (item.unit.words[at].islower() if at == flat[-1] else says_of(item, flat[0], at))]
    return begins or (bool(told) and RELATIVES.isdisjoint(item.lower[flat[0] : told[0]]))


def tells_of_document(item: Clauses, at: int) -> bool:
    """Tell whether a verb only says what became of the document before it: "the indictment unsealed"."""
    return sort_of(item.lower[at - 1]) is Sort.DOCUMENT and item.parse.tags[at] in ("VBD", "VBN")


def says_of(item: Clauses, first: int, at: int) -> bool:
    """Tell whether a verb inside the words from a token on is no trade before a name and no participle."""
    begins = item.parse.tags[at + 1] in STARTS or item.parse.tags[at + 1 : at + 3] == ("TO", "VB")
    participle = item.parse.tags[at] == "VBD" and not begins
    return at > first and item.unit.words[at + 1].islower() and not participle


def attribution(
    report: Report, kind: Kind, content: tuple[Span, ...], answer: Answer, evidence: tuple[Span, ...], said: str
) -> Attribution:
    """Return the attribution of a report whose source, in the words ``said``, has been answered for.

    An answer that is not shown is a guess where it says more than the source's own words.
    """
    someone = answer.someone
    chance = certainty(answer) if someone else None
    ranked = answer.basis is Basis.PRONOUN or answer.chance > SPLIT  # of two of one name neither is given
    shown = chance is not None and chance >= LEAST_CERTAIN and ranked
    if someone and not names_somebody(someone.name):
        someone, chance, shown = None, None, False
    guess = someone is not None and not shown and not set(someone.name.lower().split()) <= set(said.lower().split())
    return Attribution(
        kind=kind,
        content=content,
        source=report.source,
        cue=report.cue,
        speaker=someone.name if someone and shown else None,
        unnamed=bool(someone and shown and someone.unnamed),
        basis=answer.basis if someone and shown else Basis.UNRESOLVED,
        rule=report.rule,
        evidence=tuple(span for span in evidence if not touching(report.source, span)) if shown else (),
        candidate=someone.name if someone and guess else None,
        certainty=chance if shown or guess else None,
    )
