"""Make of the capitalized runs of an article those that may be names, cut free of titles and of sentence starts."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from onrecord.extract.runs import TIMES, Token, end_of, lead, runs
from onrecord.lexicon.lists import demonyms, known_places, known_types, plain, words
from onrecord.lexicon.names import given_names
from onrecord.model.attribution import Span

JOINER = re.compile(r"[ \xa0](?:&[ \xa0]|(?P<word>of|for|on|and|at)[ \xa0](?:the[ \xa0])?)\Z")
OFFICE_GAP = re.compile(r"[ \xa0](?:of|for)[ \xa0](?:the[ \xa0])?\Z")
BEGINS = re.compile(r"(?:(?<![^\r\n])|[.!?…:;•|*]|[.!?…][”\"’')\]]+|[“\"„«‘(\[—–])[\s“\"„«‘'(\[]*\Z")
CLOSING = "”’\"'"
EVERYDAY = 3
"""Everyday words with a capital from which on a line is a headline though it ends as a sentence does."""
HEADLINE_WORDS = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a name: ``titles`` stood before it, ``begins`` when it begins a sentence."""

    span: Span
    name: str
    titles: tuple[str, ...] = ()
    begins: bool = False


def is_headline(text: str, span: Span) -> bool:
    """Tell whether nearly all longer words of a line are capitalized, so that capitals say nothing about names."""
    found = [match.group() for match in HEADLINE_WORDS.finditer(text, *span)]
    if text[span[0] : span[1]].isupper():
        return True
    long = [word for word in found if len(word) > 3]
    if len(long) < 3 or len(found) > 25:
        return False
    capitals = sum(word[0].isupper() for word in long)
    everyday = sum(word.lower() in common_words() and word[0].isupper() for word in found[1:])
    if text[span[0] : span[1]].rstrip(CLOSING)[-1:] in ".,;":  # a sentence may be all names
        return capitals == len(long) and everyday >= EVERYDAY
    return capitals >= 0.75 * len(long) and everyday > 0


def joined(text: str, run: Sequence[Token], token: Token) -> bool:
    """Tell whether "&", "of", "and" or the like joins a capitalized word to the run before it."""
    match = JOINER.match(text[run[-1][1] : token[0]])
    if not match:
        return False
    word, last = match.group("word"), run[-1][2]
    if word is None:
        return True
    if word == "and":
        return joins_and(text, run, token)
    if word == "at":
        return run[0][2] == "University" and len(run) > 1
    american = word == "of" and token[2] == "America" and last not in words("titles")
    return american or f"{last} {word}" in words("heads_with_prepositions")


def joins_and(text: str, run: Sequence[Token], token: Token) -> bool:
    """Tell whether "and" stands inside one name: "Food and Drug Administration", "Ministry of Culture and Sports"."""
    last = run[-1][2]
    if last in known_places() or token[2] in known_places():
        return f"{last} and {token[2]}" in known_places()
    if len(run) > 1 and re.match(r" (?:of|for) ", text[run[-2][1] : run[-1][0]]) and run[-2][2] in words("name_heads"):
        return token[2] not in given_names() and token[2] not in words("titles")
    before = [word for _, _, word in run if not droppable(word)]
    if last in demonyms() or (len(before) > 1 and before[0] not in ("House", "Senate")):
        return False
    after = re.findall(r"[\w’'-]+", text[token[1] : token[1] + 50])[:3]
    named = list(takewhile(lambda word: word[:1].isupper(), after))
    return bool(named) and named[-1] in words("name_heads")


def droppable(word: str) -> bool:
    """Tell whether a capitalized word at the start of a run is no part of a name: "While Kerry", "The Senate"."""
    return word != "New" and (lead(word) in words("function_words") or common_words().get(word.lower()) == "closed")


def candidates(text: str, paragraphs: Sequence[Span]) -> tuple[Candidate, ...]:
    """Return the possible names of an article in order, none overlapping another; headlines are left out."""
    result: list[Candidate] = []
    for span in (span for span in paragraphs if not is_headline(text, span)):
        office = -1
        for run in runs(text, span, joined):
            begins = run[0][0] == span[0] or bool(BEGINS.search(text, max(0, run[0][0] - 6), run[0][0]))
            if office == run[0][0] or after_office(text, run[0][0], office):
                run = without_office(run)
            office = run[-1][1] if run and run[-1][2] in words("titles") else -1
            kept = without_edges(run, begins=begins)
            result += pieces(text, kept, begins=begins and kept[:1] == run[:1])
    return tuple(untangled(result))


def without_edges(run: list[Token], *, begins: bool) -> list[Token]:
    """Drop words from both ends that are capitalized for another reason: "While", "A" at a start, "Because"."""
    if plain(" ".join(token[2] for token in run)) in known_types():
        return run
    while (run and droppable(run[0][2]) and (begins or run[0][2] not in given_names())) or (
        begins and len(run) > 1 and run[0][2] == "A"
    ):
        run, begins = run[1:], False
    while len(run) > 1 and run[-1][2] != "May" and run[-1][2].lower() in words("function_words") | TIMES:
        run = run[:-1]
    return run


def untangled(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Cut a word off a name that the article has without it: "Defiant Lee" at the start of a sentence, "Gazette Lee".

    The first word goes when it begins a sentence, the rest stands alone twice or more and the whole is seen but once;
    all but the last word goes when the last is the surname of somebody with another, common given name.
    """
    counts = Counter(candidate.name for candidate in found)
    given = given_names()
    bearers = {name.rsplit(" ", 1)[1] for name in counts if name.count(" ") in (1, 2) and name.split()[0] in given}
    for candidate in found:
        first, _, rest = candidate.name.partition(" ")
        last = rest.rsplit(" ", 1)[-1]
        start, end = candidate.span
        sure = first in given or counts[candidate.name] > 1 or candidate.name in known_types()
        if not rest or candidate.titles or sure:
            yield candidate
        elif candidate.begins and counts[rest] > 1 and first not in known_places():
            yield replace(candidate, span=(end - len(rest), end), name=rest, begins=False)
        elif last in bearers and counts[last] > 1 and not lone_initial(first):
            yield replace(candidate, span=(start, end - len(last) - 1), name=candidate.name[: -len(last) - 1])
            yield replace(candidate, span=(end - len(last), end), name=last, begins=False)
        else:
            yield candidate


def after_office(text: str, start: int, office: int) -> bool:
    """Tell whether a run follows a title and "of": "Secretary of State ..."."""
    return 0 <= office < start <= office + 9 and bool(OFFICE_GAP.match(text[office:start]))


def without_office(run: list[Token]) -> list[Token]:
    """Drop the field of an office from the start of a run: "State John Kerry" leaves "John Kerry"."""
    return run[leading(run[:4], words("fields_of_office")) :]


def leading(run: Sequence[Token], listed: Container[str]) -> int:
    """Return how many words at the start of a run are a listed name, the longest."""
    sizes = range(len(run), 0, -1)
    return next((size for size in sizes if " ".join(token[2] for token in run[:size]) in listed), 0)


def lone_initial(word: str) -> bool:
    """Tell whether a token is a single letter, dotted or not."""
    return len(word.rstrip(".")) == 1


def pieces(text: str, run: list[Token], *, begins: bool) -> Iterator[Candidate]:
    """Cut a run at its titles: "US President Ann Lee" holds "US" and, titled, "Ann Lee"."""
    titles = words("titles") | words("plural_titles")
    name = plain(text[run[0][0] : run[-1][1]]) if run else ""
    whole = name in known_types() or (bool(run) and run[-1][2] in words("name_heads") and not run[0][2].endswith("."))
    cuts = [] if whole else [i for i, token in enumerate(run) if token[2] in titles]
    if cuts:
        if before := run[: cuts[0]]:  # "United Nations High" Commissioner: the last word is of the office
            yield from piece(text, before[: leading(before, known_types()) or None], (), begins=begins)
        if cuts[-1] + 1 < len(run):
            found = tuple(run[i][2] for i in cuts)
            yield from piece(text, run[cuts[-1] + 1 :], found, begins=begins and cuts[0] == 0)
        return
    yield from piece(text, run, (), begins=begins)


def piece(text: str, run: list[Token], titles: tuple[str, ...], *, begins: bool) -> Iterator[Candidate]:
    """Yield one candidate, or two where an adjective or a party stands before a person: "Republican Ann Lee"."""
    given = given_names()
    before = words("name_prefixes") | demonyms() | known_places()
    for i in range(1, len(run) - 1):
        person = run[i][2] in given and len(run) - i < 4 and run[-1][2] not in words("name_heads")
        if person and run[i - 1][2] in before:
            yield from piece(text, run[:i], (), begins=begins)
            yield from piece(text, run[i:], titles, begins=False)
            return
    while run and lone_initial(run[-1][2]):
        run = run[:-1]
    if not run or text.startswith("$", run[-1][1]):
        return
    start, end = run[0][0], end_of(run)
    name = plain(text[start:end])
    if name in words("never_names") or demonyms().issuperset(name.split()) or name.lower() in words("time_nouns"):
        return
    yield Candidate((start, end), name, titles, begins)


TRAINED = Path(__file__).parent / "trained"


@cache
def common_words() -> Mapping[str, str]:
    """Return such words: "closed" for function words, else "open" or "rare"."""
    lines = (TRAINED / "common_words.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({word: kind for word, _, kind in rows})
