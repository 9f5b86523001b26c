"""Find the names in an article: people with their surnames, titles and genders, and whatever else is capitalized."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.letters import CAPITAL
from onrecord.lexicon.lists import entries, words
from onrecord.model.attribution import Span

RUN = re.compile(
    rf"(?:{CAPITAL}\.(?:[ \xa0]?{CAPITAL}\.)*|{CAPITAL}[\w’'-]*\.?|[a-z]{{1,2}}’{CAPITAL}\w+)"
    r"(?:[ \xa0](?:(?:de|del|della|der|den|di|da|dos|van|von|bin|ibn|al|el|la|le|ter|zu)[ \xa0])*"
    rf"(?:{CAPITAL}\.(?:{CAPITAL}\.)*|{CAPITAL}[\w’'-]*\.?|al-{CAPITAL}\w+|el-{CAPITAL}\w+))*"
)
POSSESSIVE = re.compile(r"[’']s?$")
KIN = re.compile(r"\b(wife|mother|sister|daughter|widow|aunt|niece|husband|father|brother|son|uncle|nephew),? $")
OFFICE_OF = re.compile(r"(?:Secretary|Minister|Speaker|President|Chief) of (?:the )?$")
OF_NAME = re.compile(r"\b(?P<head>[A-Z][a-z]+) of (?:the )?[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)*")
STOP = re.compile(r"\.(?= )")
TRAILING = (words("time_nouns") - {"may", "march", "august", "april"}) | {"image", "photo"}
SUFFIXES = frozenset(("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"))
FEMALE_TITLES = frozenset(
    (
        "Mrs.",
        "Ms.",
        "Miss",
        "Mrs",
        "Ms",
        "Dame",
        "Lady",
        "Queen",
        "Princess",
        "Congresswoman",
        "Chairwoman",
        "Sister",
        "Spokeswoman",
        "Councilwoman",
    )
)
MALE_TITLES = frozenset(
    (
        "Mr.",
        "Mr",
        "Sir",
        "Lord",
        "King",
        "Prince",
        "Congressman",
        "Chairman",
        "Pope",
        "Brother",
        "Spokesman",
        "Councilman",
    )
)


LONGEST_TITLE = 60
"""Characters of titles that may stand before a name."""


@dataclass(slots=True)
class Name:
    """A name of the article with the titles it was seen with; ``gender`` is "m", "f" or nothing."""

    full: str
    person: bool
    count: int = 0
    first_at: int = 0
    titles: set[str] = field(default_factory=set)
    gender: str = ""

    @property
    def last(self) -> str:
        """Return the surname: the last word that is no "Jr."."""
        parts = [part for part in self.full.split() if part not in SUFFIXES]
        return parts[-1] if parts else self.full


def without_titles(run: str) -> tuple[str, tuple[str, ...]]:
    """Split a capitalized run into the name and the titles before it."""
    parts = run.split()
    known = words("titles")
    cut = 0
    for i, part in enumerate(parts[:-1]):
        if part in known:
            cut = i + 1
    titles = tuple(parts[:cut])
    while cut < len(parts) - 1 and parts[cut] in words("name_prefixes"):
        cut += 1
    return " ".join(parts[cut:]), titles


def clean(run: str) -> str:
    """Return a run without a possessive and without the full stop that ends its sentence."""
    run = POSSESSIVE.sub("", run)
    if run.endswith(".") and run.split()[-1] not in SUFFIXES and not re.search(rf"(?:^|[ .]){CAPITAL}\.$", run):
        run = run[:-1]
    return run


def gender_of(name: str, titles: Sequence[str]) -> str:
    """Return "m" or "f" by title or given name, or nothing."""
    if FEMALE_TITLES.intersection(titles):
        return "f"
    if MALE_TITLES.intersection(titles):
        return "m"
    first = name.split()[0] if name else ""
    if first in words("first_names_female"):
        return "f"
    return "m" if first in words("first_names_male") else ""


def kin_gender(text: str, at: int) -> str:
    """Return the gender of a name right after "his wife," or "her brother"."""
    match = KIN.search(text, max(0, at - 16), at)
    return (
        ""
        if match is None
        else "f"
        if match.group(1) in ("wife", "mother", "sister", "daughter", "widow", "aunt", "niece")
        else "m"
    )


def looks_personal(name: str, titles: Sequence[str]) -> bool:
    """Tell whether a name can be a person's: a title or given name before it, or two or three plain words."""
    parts = name.split()
    if set(parts) & words("organization_words") or any(part.isupper() and len(part) > 3 for part in parts):
        return False
    if titles:
        return True
    return (2 <= len(parts) <= 4 and gender_of(name, ()) != "") or (len(parts) in (2, 3) and not parts[-1].isupper())


def personal(run: str) -> bool:
    """Tell whether a capitalized run is a person's name by its title or given name."""
    full, titles = without_titles(run)
    return bool(full) and (bool(titles) or gender_of(full, ()) != "")


def runs(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the capitalized runs of a span with their offsets."""
    for match in RUN.finditer(text, *span):
        for start, end in unstopped(match.group()):
            yield from whole_run(text, match.start() + start, clean(match.group()[start:end]))


def unstopped(run: str) -> Iterator[Span]:
    """Cut a run after a full stop that ends a sentence, not a title or an initial: "Athena. The Church"."""
    start = 0
    for stop in STOP.finditer(run):
        word = run[: stop.end()].rsplit(" ", 1)[-1]
        if (
            word not in words("titles")
            and word not in words("abbreviations")
            and word not in SUFFIXES
            and len(word) > 2
        ):
            yield start, stop.end()
            start = stop.end() + 1
    if start < len(run):
        yield start, len(run)


def whole_run(text: str, at: int, found: str) -> Iterator[tuple[int, str]]:
    """Yield a run without weekdays and captions after it and without the office that stands before it."""
    while " " in found and found.rsplit(" ", 1)[1].lower() in TRAILING:
        found = found.rsplit(" ", 1)[0]
    first, _, rest = found.partition(" ")
    if rest and OFFICE_OF.search(text, max(0, at - 16), at):
        found, at = rest, at + len(first) + 1
    if found:
        yield at, found


def role_of(title: str) -> str:
    """Return the role that a title before a name stands for, in lower case."""
    return roles().get(title, title.rstrip(".").lower())


def roles() -> dict[str, str]:
    """Return abbreviations of titles with their roles."""
    result: dict[str, str] = {}
    for entry in entries("person_roles"):
        role, *short = entry.split()
        result |= dict.fromkeys(short, role)
    return result


class Registry:
    """The names of one article."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Read the names in the given stretches of the text."""
        self.text = text
        self.names: dict[str, Name] = {}
        self.by_last: dict[str, list[Name]] = {}
        self.single: Counter[str] = Counter()
        self.mentions: list[tuple[int, Name]] = []
        starts = {span[0] for span in spans}
        for span in spans:
            for at, run in runs(text, span):
                self.add(at, run, at in starts, kin_gender(text, at))
        for name in self.names.values():
            self.by_last.setdefault(name.last, []).append(name)
        self.heads: dict[str, set[str]] = {}
        for span in spans:
            for match in OF_NAME.finditer(text, *span):
                self.heads.setdefault(match.group("head"), set()).add(match.group())
        self.roles: dict[str, set[str]] = {}
        for name in self.names.values():
            for title in name.titles if name.person else ():
                self.roles.setdefault(role_of(title), set()).add(name.full)

    def add(self, at: int, run: str, begins: bool, kin: str) -> None:
        """Take one capitalized run in; ``kin`` is the gender that a word such as "wife" before it tells."""
        full, titles = without_titles(run)
        parts = full.split()
        if len(parts) > 1 and begins and parts[0].lower() in words("function_words"):
            full, parts = " ".join(parts[1:]), parts[1:]
        if not parts:
            return
        if len(parts) == 1:
            self.single[full] += 1
            for title in titles:
                self.single[f"{title} {full}"] += 1
            return
        name = self.names.get(full)
        if name is None:
            name = self.names[full] = Name(full, looks_personal(full, titles), first_at=at)
        name.count += 1
        name.titles.update(titles)
        name.person = name.person or bool(titles)
        name.gender = name.gender or gender_of(full, titles) or kin
        self.mentions.append((at, name))

    def first_mention(self, name: Name) -> tuple[Span, ...]:
        """Return where the article first has the full name, with the title before it."""
        at = self.text.find(name.full, name.first_at, name.first_at + len(name.full) + LONGEST_TITLE)
        return ((name.first_at, at + len(name.full)),) if at >= 0 else ()

    def people(self, last: str) -> list[Name]:
        """Return the people with the surname, most often named first."""
        found = [name for name in self.by_last.get(last, ()) if name.person]
        return sorted(found, key=lambda name: (-name.count, name.first_at))
