"""Find the names in an article: people with their surnames, titles and genders, and whatever else is capitalized."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.extract.runs import TIMES, Token, end_of, runs
from onrecord.lexicon.lists import any_of, groups, words
from onrecord.lexicon.names import gender_of, is_suffix
from onrecord.model.attribution import Span

POSSESSIVE = re.compile(r"[’']s?[ \xa0]\Z")
KIN = re.compile(rf"\b({any_of(groups('kin_by_gender'))}),? $")
OFFICE_OF = re.compile(rf"{any_of(words('offices_with_of'))} of (?:the )?$")
OF_NAME = re.compile(r"\b(?P<head>[A-Z][a-z]+) of (?:the )?[A-Z][a-z]\w+(?: [A-Z][a-z]\w+)*")
TRAILING = TIMES | words("caption_words")
LONGEST_TITLE = 60
"""Characters of titles that may stand before a name."""


@dataclass(slots=True)
class ArticleName:
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
        parts = [part for part in self.full.split() if not is_suffix(part)]
        return parts[-1] if parts else self.full


def without_titles(run: str) -> tuple[str, tuple[str, ...]]:
    """Split a capitalized run into the name and the titles before it."""
    parts = run.split()
    cut = max((i for i, part in enumerate(parts[:-1], 1) if part in words("titles")), default=0)
    titles = tuple(parts[:cut])
    while cut < len(parts) - 1 and parts[cut] in words("name_prefixes"):
        cut += 1
    return " ".join(parts[cut:]), titles


def kin_gender(text: str, at: int) -> str:
    """Return the gender of a name right after "his wife," or "her brother"."""
    match = KIN.search(text, max(0, at - 16), at)
    return groups("kin_by_gender")[match.group(1)] if match else ""


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


def named_runs(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the capitalized runs of a span, as names, with their offsets."""
    for run in runs(text, span, owned):
        yield from whole_run(text, run[0][0], text[run[0][0] : end_of(run)])


def owned(text: str, run: Sequence[Token], token: Token) -> bool:
    """Tell whether a possessive joins two words of a run: "Moody’s Analytics"."""
    return bool(POSSESSIVE.match(text[run[-1][1] : token[0]]))


def whole_run(text: str, at: int, found: str) -> Iterator[tuple[int, str]]:
    """Yield a run without weekdays and captions after it and without the office that stands before it."""
    while " " in found and found.rsplit(" ", 1)[1].lower() in TRAILING:
        found = found.rsplit(" ", 1)[0]
    first, _, rest = found.partition(" ")
    if rest and OFFICE_OF.search(text, max(0, at - 16), at):
        found, at = rest, at + len(first) + 1
    if found:
        yield at, found


class ArticleNames:
    """The names of one article."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Read the names in the given stretches of the text."""
        self.text = text
        self.names: dict[str, ArticleName] = {}
        self.by_last: defaultdict[str, list[ArticleName]] = defaultdict(list)
        self.single: Counter[str] = Counter()
        self.mentions: list[tuple[int, ArticleName]] = []
        starts = {span[0] for span in spans}
        for span in spans:
            for at, run in named_runs(text, span):
                self.add(at, run, at in starts, kin_gender(text, at))
        for name in self.names.values():
            self.by_last[name.last].append(name)
        self.heads: defaultdict[str, set[str]] = defaultdict(set)
        for match in (match for span in spans for match in OF_NAME.finditer(text, *span)):
            self.heads[match["head"]].add(match[0])
        self.roles: defaultdict[str, set[str]] = defaultdict(set)
        for title, full in ((title, one.full) for one in self.names.values() if one.person for title in one.titles):
            self.roles[groups("person_roles").get(title, title.rstrip(".").lower())].add(full)

    def add(self, at: int, run: str, begins: bool, kin: str) -> None:
        """Take one capitalized run in; ``kin`` is the gender that a word such as "wife" before it tells."""
        full, titles = without_titles(run)
        parts = full.split()
        if len(parts) > 1 and begins and parts[0].lower() in words("function_words"):
            full, parts = " ".join(parts[1:]), parts[1:]
        if not parts:
            return
        if len(parts) == 1:
            self.single.update((full, *(f"{title} {full}" for title in titles)))
            return
        name = self.names.get(full)
        if name is None:
            name = self.names[full] = ArticleName(full, looks_personal(full, titles), first_at=at)
        name.count += 1
        name.titles.update(titles)
        name.person = name.person or bool(titles)
        name.gender = name.gender or gender_of(full, titles) or kin
        self.mentions.append((at, name))

    def first_mention(self, name: ArticleName) -> tuple[Span, ...]:
        """Return where the article first has the full name, with the title before it."""
        at = self.text.find(name.full, name.first_at, name.first_at + len(name.full) + LONGEST_TITLE)
        return ((name.first_at, at + len(name.full)),) if at >= 0 else ()

    def people(self, last: str) -> list[ArticleName]:
        """Return the people with the surname, most often named first."""
        found = (name for name in self.by_last.get(last, ()) if name.person)
        return sorted(found, key=lambda name: (-name.count, name.first_at))
