"""Find out whom a noun phrase means: a name, an office, a description of somebody known or of somebody of its own."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from onrecord.extract.entities.candidates import common_words
from onrecord.extract.speakers.article_names import (
    MOST,
    callings,
    extended,
    is_office,
    named_runs,
    names_field,
    offices,
    titles,
    without_titles,
)
from onrecord.extract.speakers.cast import Cast, Someone, is_no_name
from onrecord.extract.speakers.references import Place, References
from onrecord.lexicon.lists import CAPITAL, any_of, groups, known_places, words
from onrecord.lexicon.nouns import (
    AGED,
    LESSER,
    Sort,
    gender_by_noun,
    is_person_or_firm,
    may_speak,
    people_nouns,
    plural_noun,
    sort_of,
)
from onrecord.model.attribution import Basis, last_begun

NAME, TITLE, DESCRIBED, LIKELY, SPLIT = 0.99, 0.96, 0.93, 0.8, 0.5
"""Chances of answers that hang on no pronoun: a name, a noun for one known person, a description of somebody of its
own, one of several by what is near, one of several."""
SURE = 0.75
"""Least chance with which a noun becomes one that somebody is known by."""
APART = 2
"""Sentences within which only one bearer of a surname was mentioned who is meant by it then."""
SOON = 600
"""Characters within which whoever is called by a noun is named."""
OTHER_ONE = re.compile(r"\b(?:another|rival|fellow|other|opposition|opponent)\b", re.IGNORECASE)
NEXT = 350
"""Characters after an office in a first sentence within which whoever holds it is named."""
OFTEN = 2
"""How many times as often as another firm "the company" is spoken of."""
BASED = "-based"
ANY_FIRM = frozenset(("company", "firm"))
"""Nouns for a firm whatever it does."""
SOMEBODY = "somebody"
"""What a noun that nobody is known by is looked up as: a pronoun that tells no gender."""
INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?\Z")

SEGMENT = re.compile(rf",\s(?!{CAPITAL}[^,]*-based\s)|\s\(|\s[—–-]{{1,2}}\s|\s(?=(?:who|whom|which|whose|that)\s)")
"""Between the parts of a noun phrase; "the Ely, Maine-based firm" is one."""
RELATIVE = re.compile(r"(?:who|whom|which|whose|that|where|when)\s")
EXPLAINED = re.compile(r"(?<=\w) \([^()]+\)(?= \w)")
"""What explains a name that goes on behind it: "NATO (North Atlantic Treaty Organization) chief Ana Lund"."""
ENDOWED = re.compile(
    rf",\s(?:the|an?)\s{CAPITAL}[^,]*?\sand\s{CAPITAL}[^,]*?\s{any_of(words('endowed_offices'))}\b.*", re.DOTALL
)
"""An office that has its givers' names, behind whoever holds it: "Piet Marr, the Ana and Oda Velt Professor of Law"."""
CITED = re.compile(r"\b(?:cited|citing|quoted|quoting)\s+(?P<who>.+)$", re.DOTALL)
ARTICLE = re.compile(r"^(?:the|a|an|both|this|that|these|those)\s+", re.IGNORECASE)
DEFINITE = re.compile(r"(?:the|this|that|these|those|his|her|their|its|our|my)\b", re.IGNORECASE)
OWNING = re.compile(r"(?P<owner>his|her|their|its|my|our)\s+(?P<owned>.+)", re.IGNORECASE)
OWNERS = re.compile(r"(?P<owner>his|her|.+[’'](?:s(?=\s))?)\s(?:[a-z-]+\s)?(?P<noun>[\w-]+)$", re.IGNORECASE)
ESTIMATES = frozenset(("estimates", "estimate", "forecast", "forecasts", "projections"))
ISSUES = frozenset(("statement", "release", "memo", "announcement"))
"""What a body says in its own words; a report or a study of its own speaks for itself."""
ISSUED = re.compile(
    rf"(?:an?|the|this|his|her|its|their)\s(?:(?:[\w-]+\s){{0,2}}(?P<noun>{any_of(ISSUES)})\s(?:(?:issued|released|sent)\s)?"
    rf"(?:by|from)\s(?P<by>.+)|(?-i:(?P<whose>{CAPITAL}.+))\s(?P<owned>{any_of(ISSUES)}))$",
    re.IGNORECASE,
)
CAPITALS = rf"{CAPITAL}[\w’'-]*(?: {CAPITAL}[\w’'-]*)*?"
JOINED_BODY = re.compile(
    rf"(?:[Tt]he )?(?P<body>(?P<first>{CAPITALS}) (?P<joint>and|&) {CAPITALS} {any_of(words('name_heads'))})(?!\w)"
    r"(?P<rest>.*)$"
)
"""A body whose name has "and" in it, with what goes on behind it: "the Dock and Harbor Union", "…'s secretary Lee"."""
INTERVIEW = re.compile(
    rf"(?:(?P<own>{CAPITAL}[\w.-]+(?: {CAPITAL}[\w.-]+)*[’']s?) (?:[\w-]+ ){{0,3}})?"
    r"[Ii]nterview(?: with|:| [–—|-]) (?P<other>[^.,:;\n]+)"
)
LONGEST_LEAD = 600
"""Characters before the first question of an interview that may say whose it is."""
DAYS = any_of((*words("weekdays"), *groups("months")))
TIMES = any_of((*words("seasons"), *words("units_of_time"), "weekend", "time"))
WHEN = re.compile(
    rf"\s(?:(?:in|on|over|at|during)\s(?:(?:the|early|mid|late|last|this)[\s-])*(?:{DAYS}|\d{{4}}$)"
    rf"|(?:in|on|over|at|during)\s(?:(?:the|early|mid|late|last|this)[\s-])+{TIMES}"
    rf"|(?:(?:earlier|later)\s)?(?:last|this)\s(?:{TIMES}|{DAYS})|{any_of(words('weekdays'))}|yesterday|today)"
    rf"(?:\s\d{{1,4}})?(?:\s{any_of(words('parts_of_day'))})?$"
)
"""When somebody said it, behind who did: "prosecutors in early May", "the ministry over the weekend"."""
AT_PLACE = re.compile(rf"\b(?:in|near|at|from|around|outside) (?:the )?{CAPITAL}[\w’'-]*(?: {CAPITAL}[\w’'-]*)*$")
"""A place that ends a description, behind which the wider one stands: "residents in Llandor, | Powys"."""
OVER = re.compile(r"\s(?:of|for|at|from|with|in|on|to|by|near|behind|about|against|over|under|inside|outside|seen)\s")
AND = re.compile(r",?\sand\s")
LISTED = re.compile(r"[^,]+(?:,\s[^,]+?)+,?\sand\s[^,]+$")
LISTING = re.compile(r",?\sand\s|,\s")
EVERYBODY = re.compile(r"\s(?:all|each|both)$")
TITLED = re.compile(r"(?<=\w)\s(?:''|[“\"])")
HIDDEN = re.compile(rf"\b{any_of(words('withholding_words'))}\s+", re.IGNORECASE)
ONE_OF = re.compile(r"(?:another|one) of\s", re.IGNORECASE)
COUNTED = re.compile(rf"(?:an?\s)?(?:\w+\s)?{any_of(words('counting_nouns'))}\sof\s", re.IGNORECASE)
HELD = re.compile(r"(?P<office>[^()\n]{3,80}?),?\s?[(\[](?P<holder>[^()\[\]\n]{3,60})[)\]]")
MEMBER = re.compile(rf"\b(?:hon\.?|honou?rable|noble|learned)\s(?:and\s\w+\s)?{any_of(words('members_addressed'))}\b")
"""How members of a parliament speak of each other, who may not be called by name there."""
MORE = re.compile(r"\s(?!(?:who|which|that|and|or|said|says)\b)[a-z]+\s?[a-z]*$")
BEHIND_SLASH = re.compile(r"/[\w.&-]+ \Z")
AFTER_NAME = re.compile(rf"{CAPITAL}[\w’'.-]*\s(?:- )?\Z")
HOLDER = re.compile(rf"\s(?:[a-z-]+\s){{0,3}}{any_of(people_nouns())}\s(?P<holder>{CAPITAL}.+)")
WORD = re.compile(r"[^\W_][\w’'.-]*")
OWNED = re.compile(r"[’']s?\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source is, how that is known and how likely it is; nobody where nothing tells."""

    someone: Someone | None = None
    chance: float = 0.0
    basis: Basis = Basis.UNRESOLVED


NOBODY = Answer()


class Phrases:
    """Whom the noun phrases of an article mean, at the point that its reading has come to."""

    def __init__(self, cast: Cast) -> None:
        """Begin with the names alone."""
        self.cast = cast
        self.references = References()
        self.described: dict[str, Someone] = {}
        self.owners: dict[int, Answer] = {}
        self.labeled: defaultdict[str, dict[str, Someone]] = defaultdict(dict)
        """Whoever a label of several words names, by its last word in lower case."""

    def label(self, said: str, place: Place) -> Answer:
        """Return who is meant by the label of a turn: a surname, initials, an office."""
        shown = said.title() if said.upper() == said else said
        parts = without_titles(shown)[0].casefold().split()
        if len(parts) == 1 and len(whole := self.labeled[parts[0]]) == 1:
            return Answer(next(iter(whole.values())), NAME, Basis.NAMED)
        named = self.cast.by_end[parts[-1]] if len(parts) > 1 else []
        longer = [one for one in named if one.name.casefold().split()[-len(parts) :] == parts]
        found = [one for one in longer if one.name.casefold().split() == parts] or longer
        if not found and INITIALS.match(said):
            found = [one for one in self.cast.by_initials[said.replace(".", "")] if one.person]
        answer = Answer(found[0], NAME, Basis.NAMED) if len(found) == 1 else self.phrase(shown, place)
        if answer.someone and len(parts) > 1:
            self.labeled[parts[-1]][answer.someone.name] = answer.someone
        return answer

    def phrase(self, said: str, place: Place, *, common: bool = False) -> Answer:
        """Return whom a noun phrase means; ``common`` says that the parser takes its first word for no name."""
        if found := self.held(said, place) or self.issuer(said, place):
            return found
        said = ENDOWED.sub("", EXPLAINED.sub("", said))
        joined = joined_body(said)
        if found := self.whole(said, joined, place):
            return found
        said = without_joint(said, joined)
        segments = [part for part in SEGMENT.split(said) if part.strip()] or [said]
        first = without_adjuncts(WHEN.sub("", TITLED.split(segments[0])[0] or segments[0]))
        cited = CITED.search(said)
        if cited and sort_of(first.split()[-1].lower()) is Sort.DOCUMENT:
            return self.phrase(cited["who"], place)
        found = self.several(first, place) or self.author(first, place) or self.counted(first, segments[1:], place)
        if not found and not (common and self.is_unknown_word(first)):
            found = self.named(first, place)
        if not found and len(segments) > 1 and not segments[1].startswith("including"):
            apposed = self.apposed(segments[2 if self.is_wider_place(segments) else 1 :], place)
            found = apposed if apposed and (apposed.someone is None or apposed.someone.person) else None
        return found or self.description(first, place)

    def whole(self, said: str, joined: re.Match[str] | None, place: Place) -> Answer | None:
        """Return who is meant by words that are one name or several, with nothing else beside them.

        ``joined`` is the body with "and" in its name that the words begin with.
        """
        if MEMBER.search(said):
            return NOBODY
        bare = ARTICLE.sub("", said).partition(" (")[0]
        if bare in self.cast.names.defined:
            return Answer(self.cast.of_full(bare), NAME, Basis.NAMED)
        if DEFINITE.match(said) and bare in inhabitants():
            return self.inhabitant(bare.lower())
        if joined and not joined["rest"]:
            return Answer(self.cast.of_body(joined["body"]), NAME, Basis.NAMED)
        return self.listed(said, place)

    def inhabitant(self, noun: str) -> Answer:
        """Return whom a noun for one of a people means: the only person spoken of, where no other such noun does."""
        people = [one for one, _ in self.references.near() if one.sort is Sort.PERSON and not one.unnamed]
        others = {name.lower() for name in inhabitants()} - {noun}
        if len(people) != 1 or not others.isdisjoint(people[0].nouns):
            return NOBODY
        self.cast.call(people[0], noun, ())
        return Answer(people[0], LIKELY, Basis.TITLE)

    def issuer(self, said: str, place: Place) -> Answer | None:
        """Return whose words a statement or a release is, which from then on "the statement" means."""
        issued = ISSUED.match(said)
        found = self.phrase(issued["by"] or issued["whose"], place) if issued else None
        if issued and found and found.someone:
            self.cast.call(found.someone, (issued["noun"] or issued["owned"]).lower(), [])
        return found

    def apposed(self, parts: Sequence[str], place: Place) -> Answer | None:
        """Return who is named behind an office, rather in full than by what it is over: "…, Trade, Ana Lund"."""
        found = [one for part in parts if not RELATIVE.match(part) and (one := self.named(part, place))]
        full = (one for one in found if one.someone and one.someone.person and " " in one.someone.name)
        return next(full, None) or next(iter(found), None)

    def is_wider_place(self, segments: Sequence[str]) -> bool:
        """Tell whether what stands behind a description is the wider place of the one in it, and names nobody."""
        name = segments[1].strip(" ,")
        return bool(AT_PLACE.search(segments[0])) and (
            name in known_places() or (" " not in name and not self.cast.names.people(name))
        )

    def held(self, said: str, place: Place) -> Answer | None:
        """Return who holds an office and is named behind it in brackets: "The Minister for Roads (Ana Lund)"."""
        match = HELD.match(said)
        office = OVER.split(match["office"], maxsplit=1)[0].split() if match else []
        if not match or not office or not (MEMBER.search(said) or office[-1].lower().rstrip(".") in offices()):
            return None
        found = self.named(match["holder"], place)
        someone = found.someone if found else None
        if someone and someone.sort is Sort.UNKNOWN and " " in someone.name and someone.name not in known_places():
            someone.sort = Sort.PERSON
        return found if someone and someone.sort is Sort.PERSON else None

    def interview(self, text: str, place: Place) -> dict[str, Answer]:
        """Return who asks and who answers in turns of Q and A, by the words before the first of them.

        Of "Lund’s interview with Detective Marsh" both are known; else only who is interviewed.
        """
        found = INTERVIEW.search(text[max(0, place.at - LONGEST_LEAD) : place.at])
        other = self.named(found["other"], place) if found else None
        own = self.named(OWNED.sub("", found["own"]), place) if found and found["own"] else None
        if own and other and own.someone and own.someone.person:
            return {"A": replace(own, chance=LIKELY), "Q": replace(other, chance=LIKELY)}
        return {"A": replace(other, chance=LIKELY)} if other and other.someone and other.someone.person else {}

    def is_unknown_word(self, first: str) -> bool:
        """Tell whether a phrase begins with one capitalized word that the article has nowhere else as a name."""
        head = OVER.split(first, maxsplit=1)[0]
        if (head != first and head.lower() in offices()) or (head.isupper() and self.cast.of_short(head)):
            return False
        common = head.lower() in common_words() and self.cast.names.single[head] <= 1
        known = head in self.cast.by_name and not common
        return " " not in head and not known and not self.cast.names.people(head)

    def author(self, first: str, place: Place) -> Answer | None:
        """Return whose words a noun such as "reply" stands for: "his reply", "Lund’s letter", "Norvale’s estimates"."""
        match = OWNERS.match(OVER.split(first, maxsplit=1)[0])
        noun = match["noun"].lower() if match else ""
        if not match or (noun not in words("own_words") and noun not in ESTIMATES):
            return None
        if match["owner"].lower() in ("his", "her"):
            owner = self.owner(place, first) if noun in words("own_words") else None
            return replace(owner, basis=Basis.PRONOUN) if owner else None
        named = self.named(OWNED.sub("", match["owner"]), place)
        if named is None and match["owner"].lower().startswith(("the ", "a ")) and noun in ISSUES:
            named = self.description(OWNED.sub("", match["owner"]), place)
        return named if named and named.someone and (named.someone.person or noun in ESTIMATES | ISSUES) else None

    def counted(self, first: str, more: Sequence[str], place: Place) -> Answer | None:
        """Return people of whom only the number is told: "a lot of residents", or who is named of them behind that."""
        if ONE_OF.match(first) and (one := self.apposed(more, place)):
            return one
        last = first.split()[-1].lower()
        if not COUNTED.match(first) or not (plural_noun(last) or sort_of(last) is Sort.PERSON):
            return None
        someone = self.member(first[0].lower() + first[1:], Sort.PERSON)
        someone.plural = True
        return Answer(someone, DESCRIBED, Basis.NAMED)

    def several(self, first: str, place: Place) -> Answer | None:
        """Return two who spoke together: "Lund and Pratt", "the Coast Guard and the Harbor Police"."""
        one, *more = AND.split(first)
        if len(more) != 1:
            return None
        left, right = self.named(one, place), self.named(more[0], place)
        if left and left.someone and more[0].startswith("other"):
            return Answer(self.group(f"{left.someone.name} and {more[0]}"), left.chance, Basis.NAMED)
        if not left or not right or not left.someone or not right.someone or left.someone is right.someone:
            return None
        people = left.someone.sort is right.someone.sort is Sort.PERSON
        if OVER.search(one) and not people:  # "the Department of Health and Care Services"
            return None
        someone = self.group(f"{left.someone.name} and {right.someone.name}")
        return Answer(someone, min(left.chance, right.chance), Basis.NAMED)

    def listed(self, said: str, place: Place) -> Answer | None:
        """Return three or more who spoke together: "Lund, Marr and Renn", "teachers, parents and a student".

        What stands behind one name, or behind one who has none, says who that is: "Lund, a lawyer and a Democrat".
        """
        said = EVERYBODY.sub("", said)
        parts = [part for part in LISTING.split(said) if part] if LISTED.match(said) else []
        if not parts:
            return None
        found = [self.named(part, place) for part in parts]
        if all(found):
            names = [one.someone.name for one in found if one and one.someone]
            someone = self.group(f"{', '.join(names[:-1])} and {names[-1]}")
            return Answer(someone, min(one.chance for one in found if one), Basis.NAMED) if len(names) > 2 else None
        heads = [OVER.split(part, maxsplit=1)[0].rsplit(" ", 1)[-1].lower() for part in parts]
        several = plural_noun(heads[0]) or sort_of(heads[0]) is Sort.BODY
        if any(found) or not several or not all(map(may_speak, heads)):
            return None
        someone = self.member(ARTICLE.sub("", said), Sort.PERSON)
        someone.plural = True
        return Answer(someone, DESCRIBED, Basis.NAMED)

    def group(self, name: str) -> Someone:
        """Return several who speak together."""
        someone = self.member(name, Sort.UNKNOWN)
        someone.plural, someone.unnamed = True, False
        return someone

    def named(self, said: str, place: Place) -> Answer | None:
        """Return who is named at the head of a noun phrase, or nothing when its head is no name."""
        head = OVER.split(said, maxsplit=1)[0].rstrip(" .,'’”\"")
        if len(head) < len(said) and (holder := self.after_office(head, said)):
            return holder
        at, run = head_run(said, head)
        full, before = plain_name(run) if run else ("", ())
        if not self.cast.names.shorter.get(full, full) or self.is_office(full) or (not before and self.is_word(full)):
            return None
        if " " not in full and (meant := self.cast.misspelled(full)):
            return Answer(meant, DESCRIBED, Basis.NAMED)
        someone = self.cast.named(full, before) or (self.cast.of_body(full) if said in known_places() else None)
        if someone is None:
            return self.one_of(full, before, place)
        if run.startswith("The ") and someone.name == full and full.rsplit(" ", 1)[-1] in words("newspaper_words"):
            someone.name = f"The {full}"
        beside = WORD.findall(said[:at])
        if someone.sort is Sort.UNKNOWN and beside and sort_of(beside[-1].lower()) is Sort.PERSON:
            someone.sort = Sort.PERSON
        return Answer(someone, NAME, Basis.NAMED)

    def is_word(self, full: str) -> bool:
        """Tell whether a capitalized word only begins a sentence: "Officials"; a place is a name all the same."""
        return is_no_name(full) and full not in known_places() and not self.cast.bearers(full, ())

    def is_office(self, full: str) -> bool:
        """Tell whether capitalized words are an office or a trade, no name: "Minister", "Ohio Governor"."""
        if is_office(full):
            return True
        field = full.rpartition(" ")[0]
        over = field in words("fields_of_office") or field in known_places() or bool(OWNED.search(field))
        word = full.rpartition(" ")[2]
        office = word in titles() or word in callings() or word.lower() in people_nouns()
        return (over or not field) and office and all(name.full == full for name in self.cast.names.people(word))

    def after_office(self, head: str, said: str) -> Answer | None:
        """Return who is named after a long office: "Secretary of the Air Force for Acquisition Ana Lund".

        The name goes on from what the office is over; one right behind the preposition is that itself.
        """
        runs = [*named_runs(said, (0, len(said)))] if head.rsplit(" ", 1)[-1].lower() in offices() else []
        if not runs or runs[-1][0] + len(runs[-1][1]) < len(said.rstrip(" .,")):
            return None
        at, run = runs[-1]
        parts = without_titles(run)[0].split()
        goes_on = bool(AFTER_NAME.search(said, 0, at))
        field = max((i for i, part in enumerate(parts[:-2], 1) if names_field(part)), default=0)
        names = [" ".join(parts[field:])] if field else []
        sizes = (len(parts), 2, 1) if goes_on else (2,) if len(parts) > 2 else ()
        names += [
            name
            for size in sizes
            if (name := " ".join(parts[-size:])) in self.cast.by_name
            or name in self.cast.names.names
            or self.cast.names.people(name)
        ]
        known = (self.cast.named(name) for name in names)
        someone = next((one for one in known if one and one.person), None)
        return Answer(someone, LIKELY, Basis.NAMED) if someone else None

    def one_of(self, full: str, before: tuple[str, ...], place: Place) -> Answer:
        """Return which bearer of a name is meant: the only one mentioned near, or whom the article is most about."""
        full = self.cast.names.shorter.get(full, full)
        bearers = list(dict.fromkeys(self.cast.of_full(name.full) for name in self.cast.bearers(full, before)))
        if not bearers or is_office(full):
            return NOBODY
        if not before and (meant := self.cast.by_pronouns(full)):
            return Answer(meant, LIKELY, Basis.NAMED)
        near = [(one, mention) for one, mention in self.references.near() if one in bearers]
        best, *others = sorted(bearers, key=lambda one: (-max(one.total, one.count), one.first))
        recent = [place.sentence - mention.place.sentence <= APART for _, mention in near]
        if recent[:1] == [True] and True not in recent[1:]:
            return Answer(near[0][0], LIKELY, Basis.NAMED)
        if not others or max(best.total, best.count) > 2 * max(others[0].total, others[0].count):
            return Answer(best, LIKELY, Basis.NAMED)
        return Answer(near[0][0] if near else best, SPLIT, Basis.NAMED)

    def description(self, first: str, place: Place) -> Answer:
        """Return whom a description means; one that nobody is known by is somebody of its own."""
        if first.partition(" ")[0].lower() in words("nobody") | {"no"}:
            return NOBODY
        bare = ARTICLE.sub("", HIDDEN.sub("", first), count=1).strip() or first
        found = WORD.findall(OVER.split(bare, maxsplit=1)[0])
        found = found[: next((at for at in range(1, len(found)) if participial(*found[at - 1 : at + 1])), len(found))]
        head = found[-1].lower().rstrip(".") if found else ""
        if not found or (bare in titles() and bare.lower() not in people_nouns()):
            return (head and DEFINITE.match(first) and self.known(head, set(), place)) or NOBODY  # "the DCI said"
        head = groups("person_roles").get(found[-1], head)
        over = (word for word in WORD.findall(bare)[len(found) :] if word[0].isupper())
        others = {OWNED.sub("", word.lower()) for word in (*found[:-1], *over)}
        owned = any(OWNED.search(word) for word in found[:-1])
        bared = " " not in first and first[0].isupper() and sort_of(head) is Sort.PERSON  # "Collector said"
        bared = bared and not plural_noun(head)
        if (owned or bared or DEFINITE.match(first)) and (answer := self.known(head, others, place)):
            return answer
        one = sort_of(head) is Sort.PERSON and not plural_noun(head) and not owned and not is_person_or_firm(head)
        one = one and head not in words("roles_beside_somebody")
        if one and DEFINITE.match(first) and not OWNING.match(first) and not OVER.search(first):
            meant = self.called(head, others, place)
            if meant.someone or head not in groups("role_groups") or not others:
                return meant
        if later := self.named_later(head, {OWNED.sub("", word.lower()) for word in WORD.findall(bare)}, place):
            return later
        if not may_speak(head):
            return NOBODY
        someone = self.member(self.owned(bare, place), sort_of(head))
        someone.plural = plural_noun(head)
        someone.sure = someone.sure or ("" if someone.plural else gender_by_noun(head))
        self.cast.call(someone, head, [*others])
        return Answer(someone, SPLIT if DEFINITE.match(first) and vague(someone) else DESCRIBED, Basis.NAMED)

    def named_later(self, head: str, said: set[str], place: Place) -> Answer | None:
        """Return who holds an office that a first sentence tells alone and is named right after it.

        It is nobody of whom other words say what he is over, nor "another" one: "A rival, Professor Lund".
        """
        roles = groups("wider_roles")
        if head not in roles or place.sentence > 1 or any(one.person for one, _ in self.references.near()):
            return None
        ends = self.cast.spans[max(0, last_begun(self.cast.spans, place.at - 1))][1]
        soon = range(ends, place.at + NEXT)  # whoever the same sentence names is another one
        named = (one for one in self.cast.by_name.values() if one.first and one.first[0][0] in soon)
        people = sorted((one for one in named if one.sort is Sort.PERSON), key=lambda one: one.first)
        meant = next((one for one in people if any(roles.get(noun) == roles[head] for noun in one.nouns)), None)
        if meant is None or meant is not people[0] or OTHER_ONE.search(self.cast.text, ends, meant.first[0][0]):
            return None
        told = {word for noun in meant.nouns if roles.get(noun) == roles[head] for word in meant.nouns[noun]}
        over = [{word for word in beside if is_field(word)} for beside in (told, said - {head})]
        apart = (all(over) and over[0].isdisjoint(over[1])) or (head not in meant.nouns and roles[head] == "mayor")
        apart = apart and "former" not in said
        return None if apart else Answer(meant, LIKELY, Basis.TITLE)

    def called(self, head: str, others: set[str], place: Place) -> Answer:
        """Return whom a noun means that nobody is known by: whoever a pronoun would mean, with less certainty."""
        aged = head.endswith(AGED)
        ranked = [
            one
            for one in self.references.ranked(SOMEBODY, place)
            if not (other_age(one.someone) if aged else other_office(one.someone, head, others))
        ]
        if not ranked:
            return NOBODY
        chance = ranked[0].chance * (1 if aged else LIKELY)
        if chance >= SURE and not aged:
            self.cast.call(ranked[0].someone, head, [*others])
        return Answer(ranked[0].someone, chance, Basis.TITLE)

    def known(self, head: str, others: set[str], place: Place) -> Answer | None:
        """Return who is known by a noun, where one fits better than all others."""
        order = {id(one): rank for rank, (one, _) in enumerate(self.references.near())}
        holders = self.holders([head])
        if head in ANY_FIRM:
            firms = (one for one in self.holders([*self.cast.called_firms]) if one.sort is not Sort.PERSON)
            holders = [*firms] or self.cast.only_body()
        elif not holders and head in words("company_nouns"):
            holders = self.holders(["company"]) or self.cast.only_body()
        if any(word.endswith(BASED) for word in others):  # "the Ely, Maine-based firm" is not Ely
            holders = [one for one in holders if not {*one.name.lower().split()} <= others]
        scored = sorted(
            (
                (fitting(one, head, others) + (id(one) in order), -order.get(id(one), len(order)), number, one)
                for number, one in enumerate(holders)
            ),
            key=lambda found: found[:3],
            reverse=True,
        )
        if not scored or scored[0][0] < 0:
            return None
        score, _, _, best = scored[0]
        tied = [one for other, _, _, one in scored if other == score]
        if len(tied) > 1 and head in ANY_FIRM:
            tied = self.foremost(tied, place) or tied
            best = tied[0]
        later = id(best) not in order and bool(best.first) and best.first[0][0] > place.at
        if later and (best.sort is Sort.DOCUMENT or (best.sort is Sort.BODY and head in words("company_nouns"))):
            return None  # a firm is named before it is "the company", a report before it is "the report"
        later = later and best.sort is Sort.PERSON
        spoken_of = any(one.sort is Sort.PERSON for one, _ in self.references.near())
        if score == 0 and later and spoken_of and best.first[0][0] - place.at > SOON:
            return None  # rather whoever was spoken of before
        chance = TITLE if len(tied) == 1 else LIKELY if best is self.references.speaker else SPLIT
        if vague(best) if best.name in self.described else head in ANY_FIRM and self.rivaled(best):
            chance = SPLIT
        latest = self.references.latest.get(id(best))
        basis = Basis.NAMED if best.name in self.described else Basis.TITLE
        return Answer(best, chance * (latest[1].chance if latest and latest[1].pronoun else 1), basis)

    def foremost(self, firms: list[Someone], place: Place) -> list[Someone]:
        """Return the one of several firms that the same sentence has named, else the one that is spoken of most."""
        latest = {id(one): mention.place for one, mention in self.references.near()}
        here = [one for one in firms if id(one) in latest and latest[id(one)].sentence == place.sentence]
        most, second, *_ = sorted(firms, key=lambda one: -max(one.total, one.count))
        often = max(most.total, most.count) > OFTEN * max(second.total, second.count)
        return here if len(here) == 1 else [most] if often and not here else []

    def rivaled(self, firm: Someone) -> bool:
        """Tell whether another that may be a firm, though no word says so, is spoken of as often as one."""
        may_be = (one for one, _ in self.references.near() if one.sort is Sort.UNKNOWN or not (one.person or one.nouns))
        others = (one for one in may_be if one is not firm and one.name not in known_places())
        return any(max(one.total, one.count) >= max(firm.total, firm.count) for one in others)

    def holders(self, nouns: Sequence[str]) -> list[Someone]:
        """Return who is called by one of some nouns: of many, those mentioned last, and those last found to be."""
        near = (one for one, _ in self.references.near() if not one.nouns.keys().isdisjoint(nouns))
        called = (one for noun in nouns for one in self.cast.by_noun.get(noun, [])[-MOST:])
        return [*{id(one): one for one in (*near, *called)}.values()]

    def owned(self, bare: str, place: Place) -> str:
        """Return a description with the name of whom it belongs to for "his" or "her"."""
        match = OWNING.match(bare)
        if not match:
            return bare
        owner = self.owner(place, bare)
        if owner and owner.someone and owner.chance >= LIKELY and not owner.someone.unnamed:
            return f"{owner.someone.name}’s {match['owned']}"
        return match["owned"]

    def owner(self, place: Place, said: str) -> Answer | None:
        """Return whom the possessive in the words that end at a place, or begin there, means."""
        near = range(place.at - len(said) - 2, place.at + 1)
        return next((self.owners[at] for at in near if at in self.owners), None)

    def member(self, name: str, sort: Sort) -> Someone:
        """Return who has a description, the same for the same words."""
        someone = self.described.get(name)
        if someone is None:
            counted = name.partition(" ")[0].lower() in words("quantifiers")
            unnamed = counted or sort not in (Sort.BODY, Sort.DOCUMENT)
            someone = self.described[name] = Someone(name, sort, unnamed=unnamed)
        return someone


def is_field(word: str) -> bool:
    """Tell whether a word beside an office may say what that is over: no article, no other title."""
    return word not in words("function_words") and word not in groups("wider_roles") and word not in LESSER


def joined_body(said: str) -> re.Match[str] | None:
    """Return the body with "and" in its name that some words begin with, if they do."""
    joined = JOINED_BODY.match(said)
    return joined if joined and joined["first"].rsplit(None, 1)[-1] not in words("name_heads") else None


def without_joint(said: str, joined: re.Match[str] | None) -> str:
    """Return words with the end of a body's name alone before whoever it has: "Harbor Union's secretary Lee"."""
    rest = joined["rest"] if joined else ""
    if joined and rest and (rest[0] in "’'" or rest.split()[0].lower() in people_nouns()):
        return said.replace(f"{joined['first']} {joined['joint']} ", "", 1)
    return said


@cache
def inhabitants() -> frozenset[str]:
    """Return the nouns for one of a people; "the French" are several, or a government."""
    return words("inhabitants") | {word for word in words("demonyms") if not word.endswith(("sh", "ese", "ss", "ch"))}


@lru_cache(maxsize=1 << 14)
def head_run(said: str, head: str) -> tuple[int, str]:
    """Return the name that ends the head of a noun phrase, or goes on behind it, with its offset; "" for none.

    In "University of Ely president Ana Lund" that is who the body's is.
    """
    found = [(at, run) for at, run in named_runs(said, (0, len(said))) if at < len(head)]
    if not found:
        return 0, ""
    at, run = found[-1]
    if said.endswith("/", 0, at) or BEHIND_SLASH.search(said, 0, at):  # "a Herald/Tern Globe poll" is not Globe
        return 0, ""
    run = run if len(said) == len(head) else extended(said, at, run)
    end = at + len(run)
    if end > len(head) and (match := HOLDER.match(said, end)):
        return [*named_runs(said, match.span("holder"))][-1]
    return (0, "") if end < len(head) or (end > len(head) and MORE.match(said, end)) else (at, run)


@lru_cache(maxsize=1 << 14)
def plain_name(run: str) -> tuple[str, tuple[str, ...]]:
    """Return a run's name, without words that only begin a sentence, and its titles."""
    parts = run.split()
    while len(parts) > 1 and parts[0].lower() in words("function_words"):
        del parts[0]
    return without_titles(" ".join(parts))


def without_adjuncts(said: str) -> str:
    """Return a noun phrase without what only says how or when behind it: "Lund herself", "Lund only briefly"."""
    parts = said.split(" ")
    while len(parts) > 1 and (adverbial(parts[-1], parts[-2]) or parts[-1] in words("question_words") | {"that"}):
        del parts[-1]
    return " ".join(parts)


def adverbial(word: str, before: str) -> bool:
    """Tell whether a word behind another is no part of its phrase: "herself", "again", "jokingly" behind a name."""
    if (
        word in words("time_words") | words("prepositions") | {"further", "also"}
        or participial(before, word)
        or (word.endswith(("self", "selves")) and word in words("more_pronouns"))
    ):
        return True
    return word.islower() and word.endswith("ly") and before[:1].isupper() and sort_of(word) is Sort.UNKNOWN


def participial(noun: str, word: str) -> bool:
    """Tell whether a word behind a noun begins what is said of it: "a report published in July"."""
    sort = sort_of(noun.lower())
    if word.islower() and word.endswith("ing"):
        return sort is Sort.PERSON
    told = word.endswith("ed") or word in words("describing_participles") | words("adjectives_behind_nouns")
    return word.islower() and told and sort is not Sort.UNKNOWN


def vague(someone: Someone) -> bool:
    """Tell whether "the" and a description do not say which: "the center"."""
    known = someone.sort in (Sort.PERSON, Sort.DOCUMENT) or someone.name.lower() in words("sole_bodies")
    return not known and not someone.plural and " " not in someone.name


def other_age(someone: Someone) -> bool:
    """Tell whether somebody's age is known, and so is none that he is not known by."""
    return any(noun.endswith(AGED) for noun in someone.nouns)


def other_office(someone: Someone, head: str, others: set[str]) -> bool:
    """Tell whether somebody is known by another office than one that nobody is known by; a former one goes with any."""
    offices = groups("role_groups")
    if head not in offices or "former" in others:
        return False
    bodies = {word for word in others if sort_of(word) is Sort.BODY}  # no "council member" is "the council president"
    beside = any(bodies & own for noun, own in someone.nouns.items() if noun != head)
    held = [noun for noun in someone.nouns if noun in offices]
    same = (noun for noun in held if offices[noun] == offices[head] and fitting(someone, noun, others) >= 0)
    return beside or (bool(held) and not any(same))


def fitting(someone: Someone, head: str, others: set[str]) -> int:
    """Return how well the words before a noun fit those that somebody is known by."""
    own = {word for word in someone.nouns.get(head, ()) if word not in words("function_words")}
    others = others - words("function_words")
    if not head.endswith("s") and someone.plural:
        return -1
    lesser = -2 * len((own & LESSER) ^ (others & LESSER))
    return lesser + (2 if own & others else -2 * bool(own and others))
