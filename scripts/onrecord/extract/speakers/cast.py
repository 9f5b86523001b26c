"""The cast of an article: everybody and every body that is spoken of, and what the article calls them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from onrecord.extract.reports.sources import SUBJECTS
from onrecord.extract.sentences.clauses import Clauses
from onrecord.extract.speakers.article_names import (
    OWNER,
    ArticleName,
    ArticleNames,
    is_everyday,
    is_office,
    looks_personal,
    organized,
    titles,
    without_titles,
)
from onrecord.extract.speakers.beside import after, before, is_of_firm
from onrecord.lexicon.lists import demonyms, groups, known_places, verbs, words
from onrecord.lexicon.names import gender_of, is_company_suffix
from onrecord.lexicon.nouns import AGED, Sort, gender_by_noun, is_person_or_firm, may_speak, plural_noun, sort_of
from onrecord.lexicon.speaker_names import grammar
from onrecord.model.attribution import Span, last_begun

GENDERS = MappingProxyType({"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"})
"""The gender that a pronoun tells."""
LEAST_TOLD = 2
"""Sentences that tell by a pronoun who is meant by a surname, from which on it is so."""
LEAST_MISSPELLED = 5
"""Letters of a surname from which on one of them may be wrong."""
LETTERS = 100
"""Letters that may be missing in a surname or stand for another."""
LEAST_PART = 3
"""Letters of a part of a name that is looked for."""


@dataclass(slots=True, eq=False)
class Someone:
    """A member of the cast: the name or the description it is shown by, and what else the article calls it.

    ``nouns`` are the heads of its descriptions, each with the words before it; ``genders`` counts what tells its
    gender ("f", "m" or "they"), ``sure`` being what leaves no doubt.  ``count`` are its mentions so far, ``total``
    those of the whole article.
    """

    name: str
    sort: Sort = Sort.UNKNOWN
    unnamed: bool = False
    plural: bool = False
    first: tuple[Span, ...] = ()
    nouns: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    genders: Counter[str] = field(default_factory=Counter)
    sure: str = ""
    listed: str = ""
    count: int = 0
    total: int = 0

    @property
    def person(self) -> bool:
        """Tell whether it can be "he" or "she"."""
        return self.sort in (Sort.PERSON, Sort.UNKNOWN)

    def named_in(self, said: str) -> bool:
        """Tell whether some words hold a part of its name."""
        return any(len(part) >= LEAST_PART and part in said for part in self.name.split())

    def told(self) -> str:
        """Return the gender that the text tells, by a title or by how others of its sentences speak of them."""
        if self.sure:
            return self.sure
        (best, most), (_, second) = (*self.genders.most_common(2), ("", 0), ("", 0))[:2]
        return best if most > 2 * second else ""


class Cast:
    """Everybody in an article, found by name or by noun."""

    def __init__(self, text: str, clauses: Sequence[Clauses], spans: Sequence[Span]) -> None:
        """Read the names and what stands beside them; ``spans`` are those of the units."""
        self.text = text
        self.clauses = clauses
        self.spans = spans
        self.names = ArticleNames(text, spans)
        self.by_name: dict[str, Someone] = {}
        self.by_end: defaultdict[str, list[Someone]] = defaultdict(list)
        """Everybody with a name by its last word, in lower case."""
        self.by_initials: defaultdict[str, list[Someone]] = defaultdict(list)
        self.by_noun: defaultdict[str, list[Someone]] = defaultdict(list)
        self.called_firms: dict[str, None] = {}
        """The nouns for a firm by which anybody is called, in their order."""
        self.beside: set[tuple[int, int]] = set()
        """Unit and token of the nouns that stand with a name and are nobody else's."""
        self.sought: dict[str, Someone | None] = {}
        self.surnames: dict[str, Someone | None] = {}
        self.mended: dict[str, str | None] = {}
        self.settled = False
        for number, item in enumerate(clauses):
            for at, run in self.names.runs[number]:
                self.read_beside(item, number, at, run)
        self.settled = True

    def read_beside(self, item: Clauses, number: int, at: int, run: str) -> None:
        """Note what the words beside a name call its bearer."""
        first = last_begun(item.unit.spans, at)
        last = last_begun(item.unit.spans, at + len(run) - 1)
        if first < 0 or item.masked(first):
            return
        full, found = without_titles(run)
        someone = None if full in self.names.shorter else self.named(full, found)
        if someone is None or full in known_places():
            return
        for head, others, token in (*before(item, first), *after(item, last)):
            if token >= 0:
                self.beside.add((number, token))
            self.call(someone, head, others)
        if someone.sort is not Sort.PERSON and is_of_firm(item, first, last):
            self.call(someone, "company", ())
        self.settle(someone)

    def call(self, someone: Someone, noun: str, others: Sequence[str]) -> None:
        """Take in that somebody is called by a noun."""
        if noun not in someone.nouns:
            self.by_noun[noun].append(someone)
            if noun in words("company_nouns"):
                self.called_firms[noun] = None
        someone.nouns[noun].update(others)
        if sort_of(noun) is Sort.PERSON and not plural_noun(noun) and someone.sort is not Sort.BODY:
            someone.sure = someone.sure or gender_by_noun(noun)

    def settle(self, someone: Someone) -> None:
        """Decide by its nouns what a name that may be a person's or a body's is."""
        if someone.sort is Sort.UNKNOWN or (someone.sort is Sort.PERSON and not someone.sure):
            sorts = {sort_of(noun) for noun in someone.nouns if not is_person_or_firm(noun)}
            if Sort.PERSON in sorts or any(noun.endswith(AGED) for noun in someone.nouns):
                someone.sort = Sort.PERSON
            elif Sort.BODY in sorts:
                someone.sort = Sort.BODY

    def named(self, full: str, found: tuple[str, ...] = ()) -> Someone | None:
        """Return who has a name, in whatever form; nothing where two people may be meant."""
        if self.settled and not found:
            if full not in self.sought:
                self.sought[full] = self.sought_out(full, found)
            return self.sought[full]
        return self.sought_out(full, found)

    def sought_out(self, full: str, found: tuple[str, ...]) -> Someone | None:
        """Return who has a name, looked up anew."""
        full = self.names.shorter.get(full, full)
        if not full or is_office(full):
            return None
        if f"{full}." in self.names.names:  # the full stop of "Co." ends the sentence too
            full = f"{full}."
        if " " in full:
            if (owner := OWNER.match(full)) and self.names.people(owner["owned"]):
                return self.sought_out(owner["owned"], found)  # "Norvale's Lund"
            body, _, last = full.rpartition(" ")
            if body.rpartition(" ")[2] in words("name_heads") and self.names.people(last):
                return self.sought_out(last, found)  # "the board of the Hollin Post | Lund"
            return self.of_full(full, found)
        people = self.bearers(full, found)
        if len({name.full.split()[0] for name in people}) > 1:
            return None
        if people:
            return self.of_full(people[0].full, found)
        return self.misspelled(full) or self.of_single(full, found)

    def bearers(self, word: str, found: tuple[str, ...]) -> list[ArticleName]:
        """Return the people of the surname, else of the given name, whom the titles before it can mean."""
        people = self.names.people(word) or [
            name for name in self.names.by_given.get(word, ()) if name.person and self.is_someone(name)
        ]
        gender = gender_of("", found)
        if gender:
            told = {name.full: self.of_full(name.full) for name in people}
            kept = [name for name in people if (told[name.full].told() or told[name.full].listed) in ("", gender)]
            sure = [name for name in kept if told[name.full].told() == gender]
            kept = sure or kept
            exact = [name for name in kept if not titles_told(name.titles).isdisjoint(titles_told(found))]
            people = exact or kept
        return people

    def is_someone(self, name: ArticleName) -> bool:
        """Tell whether a name that may be a person's is one: "Marr Barber Shop" is none, nor is "Marr" short for it."""
        known = self.of_full(name.full).sort is Sort.PERSON or len(self.names.people(name.last)) > 1
        return known or not is_everyday(name.last) or not self.names.single[name.full.split()[0]]

    def by_pronouns(self, word: str) -> Someone | None:
        """Return who of several of one surname is meant by it alone: the only one of the gender that sentences tell.

        They tell it by "he" or "she" after the surname where nobody else is named between.
        """
        if word not in self.surnames:
            told = self.told_after[word]
            best = max(told, key=told.__getitem__, default="")
            people = {name.full: self.of_full(name.full) for name in self.bearers(word, ())}
            found = [one for one in people.values() if (one.told() or one.listed) in ("", best)]
            sure = told[best] >= LEAST_TOLD and told[best] > 2 * (told.total() - told[best]) and len(found) == 1
            self.surnames[word] = found[0] if sure and (found[0].told() or found[0].listed) else None
        return self.surnames[word]

    @cached_property
    def told_after(self) -> defaultdict[str, Counter[str]]:
        """The genders that sentences tell of each bare surname of several people, and of each name of one word."""
        told: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for number, item in enumerate(self.clauses):
            for word, gender in self.genders_after(item, number):
                told[word][gender] += 1
        return told

    def genders_after(self, item: Clauses, number: int) -> Iterator[tuple[str, str]]:
        """Yield a sentence's bare surnames, and subjects of one word, with the gender of the first pronoun after each.

        It stands before the next name; "it" tells none.
        """
        runs = self.names.runs[number]
        for (at, run), following in zip(runs, [*runs[1:], None], strict=False):
            first = last_begun(item.unit.spans, at)
            if first < 0 or item.masked(first) or item.unit.quoted(first):
                continue
            subject = " " not in run and item.parse.labels[first] in SUBJECTS
            if not subject and not self.bearers(run, ()):
                continue
            stop = last_begun(item.unit.spans, following[0]) if following else item.size
            own = (i for i in range(first + 1, stop) if not item.unit.quoted(i))
            pronoun = next((item.lower[i] for i in own if item.lower[i] in (*GENDERS, "it", "its")), "")
            if pronoun in GENDERS:
                yield run, GENDERS[pronoun]

    def of_full(self, full: str, found: tuple[str, ...] = ()) -> Someone:
        """Return who has a name of several words, by the fullest form that the article has."""
        name = self.names.names.get(full)
        if name is not None and name.person:
            name = fuller(name, self.names.people(name.last))
            full = name.full
        someone = self.by_name.get(full)
        if someone is None:
            someone = self.enter(self.member(full, name, found))
        return someone

    def enter(self, someone: Someone) -> Someone:
        """Take in a new member of the cast by its name."""
        self.by_name[someone.name] = someone
        self.by_end[someone.name.casefold().split()[-1]].append(someone)
        self.by_initials[initials(someone.name)].append(someone)
        return someone

    def of_body(self, full: str) -> Someone:
        """Return the body that has a name."""
        someone = self.by_name.get(full)
        if someone is None:
            someone = self.enter(Someone(full, Sort.BODY))
            self.call(someone, full.rsplit(" ", 1)[-1].lower(), ())
        return someone

    def member(self, full: str, name: ArticleName | None, found: tuple[str, ...]) -> Someone:
        """Return a new member of the cast for a name of several words."""
        given = (*(name.titles if name else ()), *found)
        parts = full.split()
        personal = name.person if name else looks_personal(full, found)
        body = not personal or (parts[-1] in words("name_heads") | words("company_words") and not given)
        sort = Sort.BODY if body else Sort.PERSON if self.evident(full, name, given) else Sort.UNKNOWN
        someone = Someone(full, sort, first=(name.first,) if name else ())
        if sort is not Sort.BODY:
            self.entitle(someone, given)
            someone.listed = gender_of(full, ())
            return someone
        if parts[-1] in words("company_words") or "&" in parts or any(map(is_company_suffix, parts[1:])):
            self.call(someone, "company", ())
        head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
        self.call(someone, head.lower(), [part.lower() for part in parts if part != head])
        return someone

    def evident(self, full: str, name: ArticleName | None, given: Sequence[str]) -> bool:
        """Tell whether a name is a person's: by a title, a given name, or a surname that stands alone elsewhere."""
        return bool(given or gender_of(full, ())) or (name is not None and self.names.single[name.last] > 0)

    def only_body(self) -> list[Someone]:
        """Return whatever has a name and can be a firm, where there is but one."""
        named = (one for one in self.by_name.values() if one.sort in (Sort.BODY, Sort.UNKNOWN))
        found = (one for one in named if one.name not in known_places() and (one.count or one.total))
        first, *others = (*islice(found, 2), None)
        return [] if first is None or others[0] else [first]

    def of_single(self, word: str, found: tuple[str, ...]) -> Someone | None:
        """Return who has a name of one word that is no person's part: a body's short name, or one that stands alone."""
        if not found and (whole := self.of_short(word)):
            return whole
        someone = self.by_name.get(word)
        if someone is None:
            if not found and (is_no_name(word) or self.names.only_begins(word)):
                return None
            listed = gender_of(word, ())
            body = organized((word,)) or (word.isupper() and len(word) > 1)
            sort = Sort.PERSON if found or listed else Sort.BODY if body else Sort.UNKNOWN
            someone = self.enter(Someone(word, sort, listed=listed))
        self.entitle(someone, found)
        return someone

    def misspelled(self, word: str) -> Someone | None:
        """Return the only person whose surname a word is but for one letter: "Mauer" for "Ana Maurer"."""
        if len(word) < LEAST_MISSPELLED or word in known_places() or self.bearers(word, ()):
            return None
        if word not in self.mended:
            found = [name for last in self.one_letter_off(word.casefold()) for name in self.names.people(last)]
            self.mended[word] = found[0].full if len({name.full.split()[0] for name in found}) == 1 else None
        full = self.mended[word]
        return self.of_full(full) if full else None

    def one_letter_off(self, word: str) -> list[str]:
        """Return the surnames, in lower case and in their order, that a word is but for one letter.

        Where there are more of them than ways to change a letter, it is these that are looked up.
        """
        surnames, letters = self.numbered_surnames
        if len(surnames) <= 2 * len(word) * len(letters):
            return [last for last in surnames if one_letter_off(word, last)]
        changed: set[str] = set()
        for at in range(1, len(word) + 1):
            before, rest = word[:at], word[at + 1 :]
            changed.add(before + rest)
            changed.update(before + letter + rest for letter in letters)
            changed.update(before + letter + word[at:] for letter in letters)
        return sorted((changed & surnames.keys()) - {word}, key=surnames.__getitem__)

    @cached_property
    def numbered_surnames(self) -> tuple[dict[str, int], tuple[str, ...]]:
        """All surnames in lower case with their numbers, and the letters that they are mostly spelled with."""
        surnames = {last: number for number, last in enumerate(self.names.by_last)}
        counted = Counter(letter for last in surnames for letter in last)
        return surnames, tuple(letter for letter, _ in counted.most_common(LETTERS))

    def of_short(self, word: str) -> Someone | None:
        """Return the only body whose name a word shortens: "Upjohn" for "Upjohn Co.", "Church" for "Church of Ely"."""
        if (word.isupper() and len(word) > 1) or word in words("newspaper_words"):
            names = self.by_short[word]
        else:
            names = [name for name in self.names.by_given.get(word, ()) if shortens(word, self.of_full(name.full))]
            if names and self.told_after[word]:
                return None  # he has his name over his shop
        best = max(names, key=lambda name: name.count, default=None)
        if best is None or any(not name.full.startswith(best.full) for name in names if name.count * 2 > best.count):
            return None
        return self.of_full(best.full)

    @cached_property
    def by_short(self) -> defaultdict[str, list[ArticleName]]:
        """The names by the first letters of their capitalized words; a newspaper's by its last word, too."""
        found: defaultdict[str, list[ArticleName]] = defaultdict(list)
        for name in self.names.names.values():
            found[acronym(name.full)].append(name)
            if name.last in words("newspaper_words"):
                found[name.last].append(name)
        return found

    def entitle(self, someone: Someone, found: tuple[str, ...]) -> None:
        """Take in the titles before a name as nouns, with the gender that they tell."""
        told = gender_of("", found)
        someone.sure = someone.sure or told
        nouns = [groups("person_roles").get(title, title).rstrip(".").lower() for title in found]
        for at, noun in enumerate(nouns):
            self.call(someone, noun, nouns[:at])


def initials(name: str) -> str:
    """Return the first letters of a name."""
    return "".join(part[0] for part in name.split() if part[0].isalpha()).upper()


def acronym(name: str) -> str:
    """Return the first letters of a name's capitalized words."""
    return "".join(part[0] for part in name.split() if part[0].isupper())


def shortens(word: str, body: Someone) -> bool:
    """Tell whether the first word of a body's name can stand for it."""
    company = not words("company_nouns").isdisjoint(body.nouns) or body.name == f"{word} News"
    return body.sort is Sort.BODY and (body.name.startswith(f"{word} of ") or company)


def one_letter_off(one: str, other: str) -> bool:
    """Tell whether two words that begin alike are the same but for one letter, too many, missing or another."""
    if one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def is_no_name(word: str) -> bool:
    """Tell whether a capitalized word is no name by itself: a month, a title, a place, "DNA", a first word."""
    if word.isupper() and len(word) > 1:
        return word in words("acronyms_of_things")
    lower = word.lower()
    noun = sort_of(lower) in (Sort.PERSON, Sort.DOCUMENT)
    noun = noun or (plural_noun(lower) and may_speak(lower) and is_everyday(word))
    noun = noun or (lower.endswith("ing") and lower in verbs("cue_verbs"))
    from_there = word in demonyms() or word in words("inhabitants")
    return lower in grammar() or noun or word in titles() or word in known_places() or from_there


def titles_told(found: Iterable[str]) -> set[str]:
    """Return the titles as they are compared."""
    return {title.rstrip(".") for title in found}


def fuller(name: ArticleName, namesakes: Sequence[ArticleName]) -> ArticleName:
    """Return the form of a person's name that the article has more often: "Kamala Harris" for "Kamala D. Harris"."""
    given = name.full.split()[0]
    same = [one for one in namesakes if one.full.split()[0] == given]
    return max(same, key=lambda one: (one.count, one is name), default=name)
