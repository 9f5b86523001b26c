"""Resolve the source of each report to a speaker, or to nobody.

The strongest evidence comes first: a full name, then a surname with one bearer, then a role with one holder.  A
pronoun goes to the speaker of the report before it (right in 77 of 100 cases, where the nearest name is in 52) when
number and gender allow.  Whatever leaves two people possible is given to nobody, and the likelier one is kept as a
candidate.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from onrecord.extract.reports.reports import Report
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import Clauses
from onrecord.extract.speakers.article_names import ArticleName, ArticleNames, named_runs, personal, without_titles
from onrecord.lexicon.lists import CAPITAL, any_of, groups, words
from onrecord.lexicon.names import gender_of
from onrecord.model.attribution import Attribution, Basis, Kind, Span, touching

GENDERS = {**groups("kin_by_gender"), **groups("roles_by_gender")}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is: ``speaker`` when certain, else at most a ``candidate``."""

    speaker: str | None = None
    basis: Basis = Basis.UNRESOLVED
    unnamed: bool = False
    candidate: str | None = None
    person: bool = False
    gender: str = ""
    plural: bool = False
    evidence: tuple[Span, ...] = ()


NOBODY = Resolved()
ROLES = frozenset(groups("person_roles").values())
"""The role nouns without their abbreviations."""


SEGMENT = re.compile(r",\s|\s\(|\s[—–-]{1,2}\s|\s(?:who|which|whose|that)\s")
CITED = re.compile(r"\b(?:cited|citing|quoted|quoting)\s+(?P<who>.+)$", re.DOTALL)
ARTICLE = re.compile(r"^(?:the|a|an|both|his|her|their|its|our)\s+", re.IGNORECASE)
INTRODUCED = re.compile(rf",\s(?:a|an|the|who|whose|\d\d)\b|\b[a-z]{{4,}}\s{CAPITAL}")
OWNED = re.compile(rf"{CAPITAL}\w+[’']s? ")
RELATIVE = re.compile(r"(?<=\w),?\s(?:who|which|that)$")
ON_DAY = re.compile(rf"\s(?:on\s)?{any_of(words('weekdays'))}$")
OF_PLACE = re.compile(r"\s(?:of|for|at|from|with|in)\s")
HIDDEN = re.compile(rf"\b{any_of(words('withholding_words'))}\s+", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
NEAR = 200
"""Mentions before a report among which a surname's nearest bearer is looked for."""
BEARERS = {"he": "m", "him": "m", "she": "f", "her": "f"}


class Speakers:
    """Resolves reports in the order of the article; remembers who spoke before."""

    def __init__(self, text: str, clauses: Sequence[Clauses]) -> None:
        """Read the article's names."""
        self.text = text
        self.clauses = clauses
        self.registry = ArticleNames(text, [item.unit.span for item in clauses])
        self.history: list[tuple[int, Resolved]] = []
        self.introduced: set[str] = set()
        self.role_holders: dict[str, Resolved] = {}

    def attribute(self, report: Report, kind: Kind, content: tuple[Span, ...]) -> Attribution:
        """Return the attribution of a report with its speaker."""
        resolved = self.resolve(report)
        if (resolved.speaker or report.source) and report.rule is not Rule.POST:
            # What comes after and points back rests on the words that name the source here.
            self.history.append((report.unit, replace(resolved, evidence=report.source or resolved.evidence)))
        return Attribution(
            kind=kind,
            content=content,
            source=report.source,
            cue=report.cue,
            speaker=resolved.speaker,
            unnamed=resolved.unnamed,
            basis=resolved.basis,
            rule=report.rule,
            evidence=tuple(span for span in resolved.evidence if not touching(report.source, span)),
            candidate=resolved.candidate,
        )

    def resolve(self, report: Report) -> Resolved:
        """Return who said it."""
        said = " ".join(self.text[start:end] for start, end in report.source).replace("\xa0", " ").strip()
        said = RELATIVE.sub("", said)
        if not said:
            if report.rule is Rule.CONTINUATION and self.history and report.unit - self.history[-1][0] <= 3:
                last = self.history[-1][1]
                return replace(last, basis=Basis.CONTINUATION if last.speaker else Basis.UNRESOLVED)
            return NOBODY
        if said in ("Q", "A") and report.rule is Rule.TRANSCRIPT_TURN:
            return NOBODY
        if said.upper() == said and report.rule is Rule.TRANSCRIPT_TURN:
            said = said.title()
        if said.lower() in words("pronouns"):
            return self.pronoun(said.lower(), report)
        return self.phrase(said, report)

    def pronoun(self, word: str, report: Report) -> Resolved:
        """Return whom a pronoun stands for."""
        if word not in ("he", "she", "they", "it"):
            return NOBODY
        gender = BEARERS.get(word, "")
        before = self.subject_before(report, gender) if gender else None
        for unit, resolved in reversed(self.history[-4:]):
            if report.unit - unit > 12:
                break
            if gender:
                agrees = resolved.gender == gender or (not resolved.gender and self.plausible(resolved))
                fits = resolved.person and agrees
            else:
                fits = not resolved.person or (resolved.plural and word == "they")
            if fits and resolved.speaker:
                if before and before.full.split()[-1] != resolved.speaker.split()[-1] and resolved.gender == "":
                    break
                if before and before.full != resolved.speaker:
                    return self.person(before, Basis.PRONOUN)
                return replace(resolved, basis=Basis.PRONOUN, gender=gender or resolved.gender)
        return self.person(before, Basis.PRONOUN) if before else NOBODY

    def plausible(self, resolved: Resolved) -> bool:
        """Tell whether somebody of unknown gender is a person for certain: by title, surname alone, or office."""
        name = self.registry.names.get(resolved.speaker or "")
        return not name or bool(name.titles) or self.registry.single[name.last] > 0 or name.full in self.introduced

    def subject_before(self, report: Report, gender: str) -> ArticleName | None:
        """Return the person who is the subject of the sentence before the pronoun, or of its own clause before it."""
        start = report.source[0][0]
        for item in self.clauses[max(0, report.unit - 1) : report.unit + 1][::-1]:
            for i in range(item.size):
                if item.unit.spans[i][0] >= start:
                    break
                if item.parse.labels[i] in ("nsubj", "nsubj:pass") and item.parse.tags[i] in ("NNP", "NNPS"):
                    span = item.unit.text_range(item.parse.left[i], max(i, min(item.parse.right[i], i + 3)))
                    resolved = self.named(self.text[slice(*span)])
                    name = self.registry.names.get(resolved.speaker or "") if resolved else None
                    spoke = name and any(a.speaker == name.full and a.person for _, a in self.history)
                    if name and name.person and (name.gender == gender or (not name.gender and (name.titles or spoke))):
                        return name
        return None

    def person(self, name: ArticleName, basis: Basis) -> Resolved:
        """Return a person whose name is known as who is meant."""
        return Resolved(name.full, basis, person=True, gender=name.gender, evidence=self.registry.first_mention(name))

    def named(self, said: str) -> Resolved | None:
        """Return who is named in a noun phrase, or nothing when its head is no name."""
        said = ON_DAY.sub("", said)
        found = list(named_runs(said, (0, len(said))))
        while len(found) > 1 and found[0][1].lower() in words("function_words"):
            del found[0]
        if not found:
            return None
        at, run = found[-1]
        placed = next(((a, r) for a, r in found if OF_PLACE.match(said, a + len(r)) and personal(r)), None)
        if placed and not personal(run):
            at, run = placed
            said = said[: at + len(run)]
        tail = said[at + len(run) :].strip(" .,’'”\"")
        if re.search(r"[a-z]{3}", tail) or tail.startswith("s "):
            return None
        full, titles = without_titles(run)
        parts = full.split()
        if len(parts) == 2 and parts[0] == "The" and len(self.registry.heads.get(parts[1], ())) == 1:
            full, parts = parts[1], parts[1:]
        if len(parts) > 1 and parts[0].lower() in words("function_words"):
            keep = parts[0] == "The" and parts[-1] in words("organization_words")
            full = full if keep else " ".join(parts[1:])
            parts = full.split()
        before = said[:at].rstrip()
        if before.endswith(" of") and len(parts) == 1 and not titles:
            return None
        return self.known(full, titles, before)

    def known(self, full: str, titles: tuple[str, ...], before: str) -> Resolved:
        """Return who has a name, in the fullest form that the article gives it."""
        if " " in full:
            return self.full_name(full, titles)
        gender = gender_of("", titles)
        people = self.registry.people(full)
        if gender:
            people = [name for name in people if name.gender in ("", gender)]
        return self.bearer(people, gender) if people else self.short_name(full, titles, before)

    def full_name(self, full: str, titles: tuple[str, ...]) -> Resolved:
        """Return who has a name of several words, by the fuller form of it that the article has more often."""
        name = self.registry.names.get(full)
        if name is None:
            gender = gender_of(full, titles)
            return Resolved(full, Basis.NAMED, person=bool(titles or gender), gender=gender)
        given = full.split()[0]
        namesakes = self.registry.people(name.last) if name.person else []
        fuller = next((one for one in namesakes if one.full != full and one.full.split()[0] == given), name)
        if fuller.count > name.count:
            name = fuller
        return Resolved(name.full, Basis.NAMED, person=name.person, gender=name.gender)

    def bearer(self, people: Sequence[ArticleName], gender: str) -> Resolved:
        """Return which of the people with a surname is meant: the one most often named, where no other is near it."""
        best = people[0]
        others = [name for name in people[1:] if name.full.split()[0] != best.full.split()[0]]
        if others and others[0].count * 2 > best.count:
            spoke = {resolved.speaker for _, resolved in self.history} & {name.full for name in people}
            if len(spoke) == 1:
                best = next(name for name in people if name.full in spoke)
            elif spoke or self.nearest(people) is not best:
                return Resolved(candidate=best.full, person=True)
        return replace(self.person(best, Basis.NAMED), gender=best.gender or gender)

    def short_name(self, full: str, titles: tuple[str, ...], before: str) -> Resolved:
        """Return who has a name of one word that is nobody's surname: what the article names in full, or itself."""
        bare = before.lower() in ("the", "")
        whole = self.registry.heads.get(full, set())
        if len(whole) == 1 and bare:
            return Resolved(next(iter(whole)), Basis.NAMED)
        person = bool(titles) or bool(gender_of(full, ())) or any(role in before for role in words("person_roles"))
        if bare and not person:
            names = (name.full for name in self.registry.names.values() if not name.person)
            longer = [name for name in names if name.startswith(f"{full} ") or name.endswith(f" {full}")]
            if len(longer) == 1:
                return Resolved(longer[0], Basis.NAMED)
        return Resolved(full, Basis.NAMED, person=person, gender=gender_of(full, titles))

    def nearest(self, people: Sequence[ArticleName]) -> ArticleName:
        """Return whichever of the people was mentioned last before the latest report."""
        limit = self.clauses[self.history[-1][0]].unit.span[1] if self.history else 0
        mentions = self.registry.mentions
        at = bisect_right(mentions, limit, key=itemgetter(0))
        near = [name for _, name in mentions[max(0, at - NEAR) : at] if name in people]
        return near[-1] if near else people[0]

    def phrase(self, said: str, report: Report) -> Resolved:
        """Return whom a noun phrase means: a name, a role, a description."""
        segments = [part for part in SEGMENT.split(said) if part.strip()]
        first = segments[0] if segments else said
        cited = CITED.search(said)
        if cited and first.split()[-1].lower().rstrip("s") in {w.rstrip("s") for w in words("document_nouns")}:
            return replace(self.phrase(cited.group("who"), report), basis=Basis.NAMED)
        several = re.split(r"\s+and\s+", first)
        known = [part for part in map(self.named, several) if part and part.speaker] if len(several) == 2 else []
        if len(known) == 2 and (ARTICLE.match(several[1]) or (known[0].person and known[1].person)):
            return Resolved(f"{known[0].speaker} and {known[1].speaker}", Basis.NAMED, plural=True)
        if resolved := self.named(first):
            if resolved.person:
                self.learn(said, resolved)
            return resolved
        second = self.named(segments[1]) if len(segments) > 1 and not re.search(CAPITAL, first[1:]) else None
        if second and second.person:
            self.learn(said, second)
            return second
        return self.described(first)

    def learn(self, said: str, resolved: Resolved) -> None:
        """Remember the roles that stand with a name: "Lee, a senator" or "spokeswoman Lee"."""
        if INTRODUCED.search(said) and resolved.speaker:
            self.introduced.add(resolved.speaker)
        self.role_holders |= dict.fromkeys(ROLES.intersection(WORD.findall(said.lower())), resolved)

    def described(self, said: str) -> Resolved:
        """Return whom a description without a name means."""
        found = WORD.findall(re.split(r"\s(?:of|for|at|in|from|on|with|to|seen|near)\s", said)[0])
        head = (found[-1] if found else said).lower().rstrip(".")
        definite = bool(re.match(r"(?:the|this|that|his|her|their|its)\b", said, re.IGNORECASE))
        bare = ARTICLE.sub("", HIDDEN.sub("", said), count=1).strip()
        plural = head in words("plural_sources") or (head.endswith("s") and not head.endswith("ss"))
        if head in ROLES:
            return self.role(head, bare, definite=definite)
        counted = said.split()[0].lower() in words("quantifiers")
        document = not counted and bool({head, head.rstrip("s")} & words("document_nouns"))
        name = next(iter(named_runs(bare, (0, len(bare)))), None)
        named = document or (name is not None and bare[0].isupper() and not plural)
        if definite and not named and not plural:
            return NOBODY
        return Resolved(bare, Basis.NAMED, unnamed=not named, plural=plural)

    def role(self, head: str, bare: str, *, definite: bool) -> Resolved:
        """Return the holder of a role, when the article leaves only one."""
        if not definite or OWNED.search(bare):
            gender = GENDERS.get(head, "")
            return Resolved(bare, Basis.NAMED, unnamed=not OWNED.search(bare), person=True, gender=gender)
        holders = self.registry.roles.get(head, set())
        if len(holders) == 1:
            return self.person(self.registry.names[next(iter(holders))], Basis.TITLE)
        resolved = self.role_holders.get(head)
        if not holders and resolved:
            return replace(resolved, basis=Basis.TITLE)
        recent = [a.speaker for _, a in self.history[-3:] if a.speaker in holders]
        return Resolved(candidate=recent[-1] if recent else None, person=True)
