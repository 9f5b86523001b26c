"""Find the names in an article: people with their surnames, titles and genders, and whatever else is capitalized."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from onrecord.extract.entities.candidates import BEGINS, common_words, is_headline
from onrecord.extract.runs import TIMES, Token, end_of, lead, runs
from onrecord.extract.sentences.clauses import PARTICLES
from onrecord.lexicon.lists import CAPITAL, demonyms, entries, groups, known_places, verbs, words
from onrecord.lexicon.names import gender_of, given_names, is_company_suffix, is_suffix
from onrecord.lexicon.nouns import people_nouns
from onrecord.lexicon.speaker_names import grammar
from onrecord.model.attribution import Span

NICKNAME = re.compile(rf"[ \xa0][“\"'‘](?:{CAPITAL}[\w-]+[ \xa0]?){{1,2}}(?<=\w)[”\"'’][ \xa0](?={CAPITAL})")
"""What stands between a given name and a surname: "Ana “Annie” Lund"."""
MARKS = frozenset("“”\"‘’'")
"""What stands around a nickname."""
DEFINED = re.compile(r"[ \xa0]\((?P<short>[A-Z]{3,8})\)")
"""The short form of a name, behind it."""
WORDS_OF_NAME = re.compile(r"[\w’'&-]+")
LONGEST_DEFINED = 160
"""Characters of a name that its short form stands behind."""
JOINED = re.compile(r"(?:[’']s?|[ \xa0]&)[ \xa0]\Z")
OWNER = re.compile(r"^(?P<owner>.+?)[’']s?[ \xa0](?P<owned>.+)$")
OFFICE_OF = re.compile(r"(?P<office>[\w-]+)(?: of State)? (?P<over>of|for) (?:the )?$")
BODY_OF = re.compile(
    rf"[ \xa0](?:of|for|on)[ \xa0](?:(?:the|an?)[ \xa0])?"
    rf"(?P<over>{CAPITAL}[\w’'&-]+(?:(?:,| and| &| of(?: the)?)? {CAPITAL}[\w’'&-]+)*)"
)
OFFICE = re.compile(r"\w+-(?:(?:in|at|of|to)-\w+|[Ee]lect|[Dd]esignate|[Gg]eneral)\Z")
"""An office in one word: "Editor-in-Chief", "Agent-in-Charge", "Governor-elect"."""
ORDINAL = re.compile(r"(?<!\w)\d{1,3}(?:st|nd|rd|th) \Z")
ENDS_OF_ORDINALS = frozenset(("t ", "d ", "h "))
LONGEST_ORDINAL = 7
"""Characters of a number before a name that begins with it."""
PLACING = re.compile(r"\b(?:in|at|near|across|outside)[ \xa0]\Z", re.IGNORECASE)
ASKED = re.compile(r"[^.!?\n]*\?")
ACTING = re.compile(r"\A\w{3,}ing\Z")
"""A participle, or a name: "Celebrating", "Sterling"."""
INITIAL = re.compile(rf"(?:{CAPITAL}\.?)+\Z")
ENDINGS = re.compile(r"(?:ing|ed|ly|s)\Z")
LONGEST_PLACING = 10
"""Characters before a name in which a preposition stands."""
TRAILING = TIMES | words("caption_words") | {"also", "just", "now", "still"}
FIELDS = entries("field_endings")
LONGEST_OFFICE = 32
"""Characters before a name in which an office and "of the" stand."""
SOON = 1500
"""Characters within which whoever has a name in full is named again."""
OFTEN = 2
"""How often a surname stands alone in an article that is about whoever its headline names."""
LONGER = 3
"""Words of a run from which on a field and a name may stand in it."""
NICKNAMED = 3
"""Words of a run, a given name and its nickname, that a surname may stand behind."""
MOST = 50
"""Names with the same surname, or the same first word, that are told apart, so that no text is slow."""
SHORTEST_STEM = 3
"""Letters before an ending from which on a word is looked up without it."""
SHORTEST_ACRONYM = 4
"""Letters of a word in capitals that a person's name does not hold."""


@dataclass(slots=True, eq=False)
class ArticleName:
    """A name of the article with the titles it was seen with, in their order, and where it first stands."""

    full: str
    person: bool
    count: int = 0
    first: Span = (0, 0)
    opened: int = 0
    """How often its first word has its capital, or its place before the rest, from the sentence around it."""
    titles: dict[str, None] = field(default_factory=dict)

    @property
    def last(self) -> str:
        """Return the surname: the last word that is no "Jr."."""
        parts = [part for part in self.full.split() if not is_suffix(part)]
        return parts[-1] if parts else self.full


@cache
def titles() -> frozenset[str]:
    """Return the words that with a capital are a title before a name."""
    return words("titles") | words("plural_titles")


@cache
def callings() -> frozenset[str]:
    """Return the nouns for people, with a capital as they stand before a name at the start of a sentence."""
    return frozenset(word.capitalize() for word in people_nouns())


@lru_cache(maxsize=1 << 14)
def without_titles(run: str) -> tuple[str, tuple[str, ...]]:
    """Split a capitalized run into the name and the titles before it; letters of honor after it are dropped."""
    parts = run.split()
    while len(parts) > 1 and parts[-1].strip(".,") in words("letters_after_names") and not is_office(" ".join(parts)):
        del parts[-1]
    honored = parts[0] in groups("titles_by_gender") or (parts[0][-1] == "." and parts[0] in titles())
    firm = len(parts) > 1 and parts[-1] in words("company_words") and not honored  # "General Motors"
    if run in known_places() or firm or (parts[-1].lower() in words("body_nouns") and not honored):
        return " ".join(parts), ()
    cut = titled(parts)
    found = tuple(parts[:cut])
    while cut < len(parts) - 1 and (parts[cut] in words("name_prefixes") or before_a_name(parts[cut:])):
        cut += 1
    return " ".join(parts[cut:]), found


@lru_cache(maxsize=1 << 14)
def is_office(run: str) -> bool:
    """Tell whether a capitalized run is an office, and no name whatever stands before it: "Public Relations Officer".

    So is "Labour MP"; "Ana Lund MP" is a name.
    """
    *before, head = run.split()
    if head in words("letters_after_names"):
        return len(before) == 1 and head in titles()
    return head.lower() in words("offices_no_surnames") and not given_names().keys() & before[:1]


def titled(parts: Sequence[str]) -> int:
    """Return how many words of a run are titles and trades before the name.

    A title that is a given name too is one before two words: "Dean Ana Lund", but "Dean Lund"; one that is a surname
    too is none behind a given name: "Ana Baron Lund".
    """
    last = next((i for i in range(len(parts) - 1, 0, -1) if not is_suffix(parts[i])), 0)
    if parts[0] in given_names() and words("titles_like_surnames").issuperset(parts[1:last]):
        return 0
    cut = max((i for i, part in enumerate(parts[:last], 1) if part in titles() or OFFICE.match(part)), default=0)
    while 0 < cut < last and parts[cut] in words("second_titles"):
        cut += 1
    trades = (i for i, part in enumerate(parts[: max(0, last - 1)], 1) if part in callings())
    return max((cut, *trades))


def before_a_name(parts: Sequence[str]) -> bool:
    """Tell whether the first of three words or more only says whose or whence: "German", "Liberal"."""
    return len(parts) > 2 and not organized(parts) and (parts[0] in demonyms() or parts[0] in known_places())


def organized(parts: Sequence[str]) -> bool:
    """Tell whether a word of the name makes it a body, a place or a thing."""
    return not words("organization_words").isdisjoint(parts) or any(is_company_suffix(part) for part in parts[1:])


@lru_cache(maxsize=1 << 14)
def looks_personal(name: str, found: tuple[str, ...]) -> bool:
    """Tell whether a name can be a person's: a title or given name before it, or two or three plain words."""
    parts = [part for part in name.split() if part not in PARTICLES and part[0].isalnum()]
    if not parts or parts[0] == "The" or parts[0][0].isdigit() or "&" in name:
        return False
    if organized(parts) or any(map(is_acronym, parts)):
        return False
    if found:
        return True
    return (2 <= len(parts) <= 4 and gender_of(name, ()) != "") or (len(parts) in (2, 3) and not parts[-1].isupper())


def is_acronym(word: str) -> bool:
    """Tell whether a word in capitals is too long for initials."""
    return word.isupper() and len(word.replace(".", "")) >= SHORTEST_ACRONYM


def named_runs(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the capitalized runs of a span, as names, with their offsets."""
    for run in runs(text, span, owned):
        yield from whole_run(text, run[0][0], text[run[0][0] : end_of(run)])


def owned(text: str, run: Sequence[Token], token: Token) -> bool:
    """Tell whether more than spaces joins two words of a run: "Moody’s Analytics", "Ana “Annie” Lund"."""
    between = text[run[-1][1] : token[0]]
    if MARKS.isdisjoint(between):
        return bool(JOINED.match(between))
    nicknames = (NICKNAME.match(text, end) for _, end, _ in run[-NICKNAMED:])
    return bool(JOINED.match(between)) or any(one and token[0] <= one.end() for one in nicknames)


def whole_run(text: str, at: int, found: str) -> Iterator[tuple[int, str]]:
    """Yield a run without weekdays, captions and several offices after it and without what stands before a person.

    That is an office ("State Anna Lee" after "Secretary of"), an owner ("Labour’s Anna Lee") or a body ("Council
    Anna Lee").
    """
    numbered = text[max(0, at - 2) : at] in ENDS_OF_ORDINALS
    ordinal = ORDINAL.search(text, max(0, at - LONGEST_ORDINAL), at) if numbered else None
    if ordinal and names_field(found.split()[0]):
        at, found = ordinal.start(), ordinal[0] + found  # "9th Circuit"
    while " " in found and trails(found.rsplit(" ", 1)[1]):
        found = found.rsplit(" ", 1)[0]
    if (cut := field_of(text, at, found)) and " " in found:
        found, at = found[cut:], at + cut
    if (possessed := OWNER.match(found)) and apart(possessed["owner"], possessed["owned"]):
        yield at, possessed["owner"]
        found, at = possessed["owned"], at + possessed.start("owned")
    parts = found.split()
    cut = max((i for i, part in enumerate(parts, 1) if part in words("name_heads")), default=0)
    if 0 < cut <= len(parts) - 2 and looks_personal(*without_titles(" ".join(parts[cut:]))):
        body = " ".join(parts[:cut])
        yield at, body
        found, at = " ".join(parts[cut:]), at + len(found) - len(" ".join(parts[cut:]))
    if found:
        yield at, found


def trails(word: str) -> bool:
    """Tell whether a word behind a name is no part of it: "Monday", "CEOs"."""
    several = word.endswith("s") and word[:-1].isupper() and word[:-1] in titles()
    return several or word.lower() in TRAILING


def field_of(text: str, at: int, found: str) -> int:
    """Return how many characters of a run say what the office before it is over, rather than who holds it.

    That is "State " after "Secretary of", "Government Affairs " after "Director of".
    """
    office = OFFICE_OF.search(text, max(0, at - LONGEST_OFFICE), at)
    parts = found.split()
    if not office or found in known_places():
        return 0
    again = parts[-1] in text[at + len(found) : at + SOON]  # who has a name in full is called by the surname
    if office["office"] in words("name_heads") and len(parts) == LONGER and (parts[1] in given_names() or again):
        return len(parts[0]) + 1  # "the Board of Directors Ana Lund"
    if office["office"].lower() not in offices():
        return 0
    if office["office"] in words("offices_with_of") and parts[0] in words("fields_of_office"):
        return len(parts[0]) + 1
    if len(parts) < LONGER or names_field(parts[-1]) or " ".join(parts[1:]) in known_places():
        return 0
    inside = range(1, len(parts) - 1)
    cut = max((i for i in inside if names_field(parts[i - 1]) or " ".join(parts[:i]) in known_places()), default=0)
    if not cut and office["over"] == "for" and office["office"] in words("offices_with_of"):
        cut = 0 if parts[0] in given_names() else len(parts) - 2
    if not cut and again:
        cut = len(parts) - 2
    return len(" ".join((*parts[:cut], ""))) if cut else 0


def names_field(word: str) -> bool:
    """Tell whether a capitalized word is for a field of work, a body or a place: "Affairs", "Education"."""
    listed = words("fields_of_office") | words("organization_words") | words("name_heads")
    return word in listed or word in known_places() or (word.endswith(FIELDS) and word not in given_names())


@cache
def offices() -> frozenset[str]:
    """Return the titles and offices, in lower case, that "of" and what they are over can follow."""
    return frozenset(word.lower() for word in titles()) | words("heads_of_bodies")


def apart(owner: str, owned_name: str) -> bool:
    """Tell whether a possessive stands between two names: "Labour’s Ana Lund", "Ana Lund’s Tern"."""
    if " " in owned_name and looks_personal(*without_titles(owned_name)):
        return True
    personal = " " in owner and looks_personal(*without_titles(owner))
    return personal and not organized(owned_name.split())


def defined(text: str, span: Span) -> Iterator[str]:
    """Yield the names in a stretch that a short form behind them tells, small words and all.

    Of "the Platform for the Rights of Workers (PRW)" it is the words up to the bracket whose capitals are its letters:
    Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003).
    """
    small = words("function_words") | words("prepositions") | {"&"}
    for short in DEFINED.finditer(text, *span):
        letters = short["short"]
        start = max(span[0], short.start() - LONGEST_DEFINED)
        for word in reversed([*WORDS_OF_NAME.finditer(text, start, short.start())]):
            if word[0][0] == letters[-1]:
                letters = letters[:-1]
            elif word[0] not in small:
                break
            if not letters:
                yield text[word.start() : short.start()]
                break


def extended(text: str, at: int, run: str) -> str:
    """Return a run with what its last word is over: "Department" with "of Health and Care Services" after it."""
    end = at + len(run)
    head = run.rsplit(" ", 1)[-1]
    body = head in words("name_heads") or head.removesuffix("s") in words("name_heads")
    match = BODY_OF.match(text, end) if body else None
    if match is None:
        return run
    over = match[0]
    begins = match.start("over")
    if cut := field_of(text, begins, text[begins : match.end()]):
        return run + over[: begins - match.start() + cut].rstrip()
    *before, last = re.split(r"[ \xa0](?=(?:and|&)[ \xa0])", over)
    if before and not field_of_office(last.split(None, 1)[1]):
        over = over[: len(over) - len(last) - 1]
    return run + over


def field_of_office(name: str) -> bool:
    """Tell whether the words after "and" go on naming what a body is over rather than somebody else."""
    *more, last = name.split()
    return not more or last.endswith("s") or names_field(last)


LEAST_AGAIN = 6
"""Letters of a word with "re" before another, at least."""


def is_everyday(word: str) -> bool:
    """Tell whether a word with a capital may be no name at all: "Unlike", "Celebrating", "Shows"."""
    lower = lead(word)
    bare = ENDINGS.sub("", lower)
    inflected = bare != lower and len(bare) >= SHORTEST_STEM
    redone = lower.endswith(("ed", "ing")) and len(bare) > LEAST_AGAIN
    again = bare.removeprefix("re") if redone else bare  # "Redesigned"
    forms = (lower, bare, f"{bare}e", bare[:-1], ENDINGS.sub("", bare), again) if inflected else (lower,)
    everyday = lower in grammar() or not common_words().keys().isdisjoint(forms)
    return everyday and word not in given_names() and not word.isupper()


def only_opens(word: str) -> bool:
    """Tell whether a word with a capital begins a sentence and no name: "Unlike", "Celebrating", "Interestingly"."""
    lower = lead(word)
    closed = lower in grammar() or common_words().get(lower) == "closed" or lower in verbs("cue_verbs")
    adverb = lower.endswith("ly") and is_everyday(word)
    return (closed or adverb or bool(ACTING.match(word))) and word not in given_names() and len(word) > 2


def may_only_open(word: str) -> bool:
    """Tell whether a word with a capital begins a sentence or a name: "Rich", "Will"."""
    return is_everyday(word) or word.lower() in words("modals")


def place_before(text: str, at: int, parts: Sequence[str]) -> int:
    """Return how many words of a run are the place before whoever is named: "Ohio" in "In Ohio | Lund"."""
    if not PLACING.search(text, max(0, at - LONGEST_PLACING), at):
        return 0
    sizes = (size for size in range(len(parts) - 1, 0, -1) if " ".join(parts[:size]) in known_places())
    return next(sizes, 0) if parts[0] not in given_names() else 0


def is_line(text: str, span: Span) -> bool:
    """Tell whether a stretch is all of its line."""
    before, after = text[: span[0]].rstrip(" \t")[-1:], text[span[1] : span[1] + 2].lstrip(" \t”’\"'")
    return before in ("", "\n") and after[:1] in ("", "\n")


class ArticleNames:
    """The names of one article: those of several words, each once, and how often the single words stand alone."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Read the names in the given stretches of the text."""
        self.text = text
        self.names: dict[str, ArticleName] = {}
        self.by_last: defaultdict[str, list[ArticleName]] = defaultdict(list)
        self.by_given: defaultdict[str, list[ArticleName]] = defaultdict(list)
        self.single: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        """The single words that have their capital neither from a headline nor from the beginning of a sentence."""
        self.lasts: Counter[str] = Counter()
        """How many of the names end with a word."""
        self.shorter: dict[str, str] = {}
        """Runs that are more than a name with the name in them: "Lund" for "Unlike Lund", "" where there is none."""
        self.runs: list[list[tuple[int, str]]] = []
        """The runs of each stretch with their offsets."""
        self.defined = {name: WORDS_OF_NAME.findall(name)[0] for span in spans for name in defined(text, span)}
        """The names whose short form stands behind them somewhere, with their first words."""
        self.read_headlines([one for span in spans for one in self.read(span)])
        self.drop_openings()
        self.drop_trades()
        self.drop_owners()
        self.drop_ends()
        self.read_headline()
        self.gather()

    def read(self, span: Span) -> Iterator[tuple[int, str]]:
        """Take in the capitalized runs of a stretch; yield them where it is a headline, with their offsets."""
        text, end = self.text, 0
        headline = is_line(text, span) and is_headline(text, span)
        self.runs.append([])
        for at, run in named_runs(text, span):
            begin = at + len("The ") * run.startswith("The ")
            if whole := self.defined_at(begin):
                at = begin
            whole = whole or extended(text, at, run)
            if at < end:
                continue
            self.runs[-1].append((at, whole))
            end = at + len(whole)
            if headline:
                yield at, whole
            else:
                self.add(at, whole, begins=at == span[0] or bool(BEGINS.search(text, max(0, at - 6), at)))

    def defined_at(self, at: int) -> str:
        """Return the name that begins at an offset and whose short form stands behind it somewhere, if one does."""
        first = WORDS_OF_NAME.match(self.text, at) if self.defined else None
        found = (name for name in self.by_first_word[first[0]] if self.text.startswith(name, at)) if first else ()
        return next(iter(found), "")

    @cached_property
    def by_first_word(self) -> defaultdict[str, list[str]]:
        """The names that a short form tells, a few for each first word."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, first in self.defined.items():
            if len(found[first]) < MOST:
                found[first].append(name)
        return found

    def gather(self) -> None:
        """Put the names together that end, or begin, with the same word."""
        for name in self.names.values():
            same_last = self.by_last[name.last.casefold()]
            if name.person:
                same_last.append(name)
            first = next((part for part in name.full.split() if not INITIAL.match(part)), name.full)
            if len(same_first := self.by_given[first]) < MOST:
                same_first.append(name)
        for same in self.by_last.values():
            same.sort(key=lambda name: (-name.count, name.first))
            del same[MOST:]

    def add(self, at: int, run: str, *, begins: bool) -> None:
        """Take one capitalized run in; ``begins`` says that it begins a sentence."""
        full, found = without_titles(run)
        parts = full.split()
        opening = words("function_words") | (words("plain_cues") if begins else set())  # "Said Lund: “…”"
        while len(parts) > 1 and parts[0].lower() in opening and (begins or parts[0] != "The"):
            del parts[0]
        full = " ".join(parts)
        if is_office(full):
            return
        if len(parts) < 2:
            self.single.update((full, *(f"{title} {full}" for title in found)))
            self.inside[full] += not begins or not run.startswith(full)
            return
        name = self.names.get(full)
        if name is None:
            start = at + max(0, run.rfind(parts[0])) if not found else at
            name = ArticleName(full, looks_personal(full, found), first=(start, at + len(run)))
            self.names[full] = name
        name.count += 1
        inside = max(0, run.find(full))
        name.opened += (begins and not inside) or place_before(self.text, at + inside, parts) > 0
        name.titles |= dict.fromkeys(found)
        name.person = name.person or bool(found)

    def read_headlines(self, headlines: Iterable[tuple[int, str]]) -> None:
        """Take in the capitalized runs of headlines, in which any word has a capital: what the text has as a name.

        A run of which the text has nothing is a name if none of its words is an everyday one, but for the second, which
        may be a surname.
        """
        self.lasts = Counter(name.last for name in self.names.values())
        for at, run in headlines:
            full, _ = without_titles(run)
            known = self.known_within(full.split())
            first, *others = [part for part in full.split() if part[0].isupper()] or [full]
            if not known and (is_everyday(first) or any(map(is_everyday, others[1:]))):
                self.shorter[full] = ""
            elif known in ("", full) or (known not in self.names and " " in known):
                self.add(at + max(0, run.find(known)), known or run, begins=True)
            if known not in ("", full):
                self.shorter[full] = known

    def known_within(self, parts: Sequence[str]) -> str:
        """Return the first name of the text within the words of a run, the longest, with the given name before it.

        Behind a word of grammar it is none: "CNN President On Trump" is not Trump.
        """
        if len(parts) == 1 and self.single[parts[0]]:
            return parts[0]
        inside = ((at, at + size) for size in range(len(parts), 0, -1) for at in range(len(parts) - size + 1))
        first, last = next((part for part in inside if self.known(" ".join(parts[slice(*part)]))), (0, 0))
        while 0 < first == last - 1 and not is_everyday(parts[first - 1]):
            first -= 1
        return "" if any(part.lower() in grammar() for part in parts[:first]) else " ".join(parts[first:last])

    def drop_openings(self) -> None:
        """Take back the names of which the first word only begins the sentence: "Unlike Lund", "In Ohio | Lund".

        A word that may be a given name too ("Rich") does so where somebody has the surname with another one.  Taken
        back as well is what is said of somebody before the given name: "Poor Ana".
        """
        self.lasts = Counter(name.last for name in self.names.values())
        firsts = {name.full.split()[0] for name in self.names.values()}
        for name in [name for name in self.names.values() if not name.titles]:
            parts = name.full.split()
            epithet = len(parts) > 1 and parts[1] in firsts and parts[1] in given_names() and is_everyday(parts[0])
            if name.opened < name.count and not epithet:
                continue
            self.lasts[name.last] -= 1
            opens = only_opens(parts[0]) or (may_only_open(parts[0]) and self.is_elsewhere(name, parts[1:]))
            cut = place_before(self.text, name.first[0], parts) or int(epithet or opens)
            rest = " ".join(parts[cut:])
            if cut and (
                epithet
                or self.known(rest)
                or self.lasts[rest] > 0
                or (len(parts) > cut + 1 and parts[cut] in given_names())
            ):
                del self.names[name.full]
                counted = parts[0].lower() in words("quantifiers") | words("more_pronouns")
                self.shorter[name.full] = "" if counted else rest
                if not counted:
                    self.add(name.first[1] - len(rest), rest, begins=False)

    def is_elsewhere(self, name: ArticleName, rest: Sequence[str]) -> bool:
        """Tell whether a name without its first word is a place, a surname with another one, or asked about."""
        place = " ".join(rest) in known_places() and name.full not in known_places()
        return place or self.lasts[name.last] > 0 or bool(ASKED.match(self.text, name.first[1]))

    def known(self, name: str) -> bool:
        """Tell whether the text has a name: one of several words, or a word that is somebody's or no everyday one."""
        return name in self.names or (self.single[name] > 0 and (self.lasts[name] > 0 or not is_everyday(name)))

    def read_headline(self) -> None:
        """Take in those of whom only the first line has the name in full: "Ana Lund Goes After Tern As Vote Nears".

        They are a given name and a surname that stands alone elsewhere and that nobody else has.  Where all words have
        a capital, or the name begins the line, the given name is one that is listed.
        """
        known = {name.last for name in self.names.values() if name.person}
        for at, run in named_runs(self.text, (0, max(0, self.text.find("\n")))):
            parts = run.split()
            for given, last in pairwise(parts):
                listed = given in given_names() and given.lower() not in words("plain_cues")
                alone = len(parts) == len((given, last)) and at > 0 and looks_personal(run, ())
                alone = alone and not only_opens(given)  # "But Lund"
                if (listed or alone) and last not in known and self.single[last] >= OFTEN:
                    start = at + run.index(f"{given} {last}")
                    name = f"{given} {last}"
                    self.names[name] = ArticleName(name, person=True, count=1, first=(start, start + len(name)))
                    known.add(last)

    def drop_trades(self) -> None:
        """Take back the names that are a trade and a surname of somebody with a name in full: "Economist Lund"."""
        called = [name for name in self.names if name.partition(" ")[0] in callings() and name.count(" ") == 1]
        full = {name.last for name in self.names.values() if name.person and name.full not in called}
        for name in called:
            if (last := self.names[name].last) in full:
                self.single[last] += self.names.pop(name).count

    def drop_owners(self) -> None:
        """Take back the names of an owner and somebody who is named elsewhere: "Lund's Gallup", "Norvale's Lund"."""
        lasts = Counter(name.last for name in self.names.values() if name.person)
        for name in [*self.names]:
            owned = (OWNER.match(name) or {"owned": ""})["owned"]
            if self.single[owned] or (lasts[owned] > 1 and self.names[name].person):
                self.single[self.names[name].last] += self.names.pop(name).count

    def drop_ends(self) -> None:
        """Take back the names that are the end of one other: "De Lima" of "Leila de Lima", "State Police" of "Ohio …".

        A given name that is listed begins a name of its own: "Owen Lund" beside "Ana Owen Lund".
        """
        by_end: defaultdict[str, list[ArticleName]] = defaultdict(list)
        for name in self.names.values():
            _, *rest = name.full.casefold().split()
            for size in range(len(rest), 1, -1) if not name.person else [len(rest)]:
                by_end[" ".join(rest[-size:])].append(name)
        for name in [name for name in self.names.values() if not name.titles]:
            longer = [one for one in by_end[name.full.casefold()] if one.person is name.person]
            first = name.full.split()[0]
            if len(longer) == 1 and (first not in given_names() or first.lower() in PARTICLES or not name.person):
                longer[0].count += self.names.pop(name.full).count
                self.shorter[name.full] = longer[0].full

    def only_begins(self, word: str) -> bool:
        """Tell whether a word has a capital only where any word has one: where a sentence begins, in a headline."""
        return is_everyday(word) and not self.inside[word] and f"The {word}" not in self.names

    def people(self, last: str) -> list[ArticleName]:
        """Return the people with the surname, most often named first."""
        return self.by_last.get(last.casefold(), [])
