"""Whole families of queries, made from the statements of invented articles, get the verdicts that they deserve."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import pytest

from onrecord.text.fold import fold
from search.articles import sections
from search.conftest import Browser
from search.verdicts import ask, verdicts

Queries = Iterable[tuple[str, set[str]]]
STATEMENTS = [one for section in sections() for one in section["statements"]]
LONG = [one["text"].replace("\n", " ") for one in STATEMENTS if len(fold(one["text"])) > 8]
NAMES = ["Signe Dahl", "Bell", "Mayor Per Vik", "Nils Berg", "Oksana Hnatiuk", "Dr. Ama Boateng", "Lee"]
VERBS = ["is", "was", "were", "will", "can", "could", "has", "had", "have", "would", "did", "do"]
SYNONYMS = {
    "sold": "auctioned", "crowd": "throng", "quiet": "silent", "children": "kids", "keeper": "warden", "closed": "shut",
    "approved": "cleared", "spent": "paid", "asked": "consulted", "rebuild": "restore", "carried": "hauled",
    "forgive": "pardon", "island": "isle", "wanted": "desired", "meant": "intended", "lives": "dwells",
    "refuses": "declines",
}  # fmt: skip
TENSES = {
    "is": "was", "was": "is", "has": "had", "had": "has", "will": "would", "learns": "learned", "learn": "learned",
    "lives": "lived", "spent": "spends", "knew": "knows", "asked": "asks", "moved": "moves", "carried": "carries",
    "refuses": "refused", "wanted": "wants", "did": "does",
}  # fmt: skip
CONTRACTIONS = {
    "we will": "we’ll", "do not": "don't", "can't": "cannot", "we're": "we are", "we'll": "we will", "He has": "He's",
}  # fmt: skip
NUMBERS = {"1987": "1978", "15": "16", "1.6": "1.9", "two": "nine", "three": "four", "million": "billion", "3": "13"}
OTHER_NAMES = {
    "Norway": "Sweden",
    "Signe Dahl": "Ingrid Aas",
    "Per Vik": "Nils Berg",
    "Tuesday": "Friday",
    "March": "June",
}
REPORTED = [
    "{name} said: {words}", "{name} said: “{words}”", "{name} told reporters: “{words}”", "{name}: “{words}”",
    "“{words},” {name} said.", "“{words},” said {name}.", "“{words},” he said.", "“{words},” she told the paper.",
    "{words}, according to {name}", "According to {name}, {words}", "In a letter on Monday, {name} wrote: “{words}”",
    "As {name} put it, “{words}.”", "“{words}” — {name}", "and then {name} added: “{words}”", "he said that {words}",
    '"{words}", {name} told the Elm Courier on Tuesday.', "{words}, {name} said in an interview", "{name} \"{words}\"",
]  # fmt: skip


def replaced(pairs: dict[str, str], *expected: str) -> Callable[[], Iterator[tuple[str, set[str]]]]:
    """Each of the words replaced wherever it stands in a statement."""

    def queries() -> Iterator[tuple[str, set[str]]]:
        for text in LONG:
            for word, other in pairs.items():
                for match in re.finditer(rf"(?<![\w.]){re.escape(word)}(?![\w’']|\.\d)", text):
                    yield text[: match.start()] + other + text[match.end() :], set(expected)

    return queries


def windows(count: int) -> Iterator[str]:
    """Each run of so many words of each article, as it stands there."""
    for section in sections():
        spaced = [(match.start(), match.end()) for match in re.finditer(r"\S+", section["text"])]
        for (start, _), (_, end) in zip(spaced, spaced[count - 1 :], strict=False):
            yield section["text"][start:end]


def parts(text: str, count: int = 9) -> Iterator[str]:
    """Runs of so many words of a statement, one after the other."""
    words = text.split()
    for start in range(0, len(words) - count + 1, count):
        yield " ".join(words[start : start + count])


def inserted() -> Queries:
    for text in LONG:
        for word in VERBS:
            for match in re.finditer(rf"\b{word}\b(?!['’]| not| never| hardly)", text):
                for turn in (" not", " never", " no longer", " hardly", " only"):
                    if match.end() < len(text) and len(fold(text[match.end() :])) > 1:
                        yield text[: match.end()] + turn + text[match.end() :], {"meaning"}


def dropped() -> Queries:
    for text in LONG:
        for match in re.finditer(r" (not|never|hardly|no|Only|If|only)(?= )", text):
            yield text[: match.start()] + text[match.end() :], {"meaning"}
        for match in re.finditer(r"can[’']t", text):
            yield text[: match.start()] + "can" + text[match.end() :], {"meaning"}


def misspelt() -> Queries:
    for text in LONG:
        for match in re.finditer(r"\b[A-Za-z]{5,}\b", text):
            word = match[0]
            for other in (word[:2] + word[3:], word[:2] + word[3] + word[2] + word[4:], word[:3] + "x" + word[3:]):
                if other != word:
                    yield text[: match.start()] + other + text[match.end() :], {"close"}


def articles() -> Queries:
    for text in LONG:
        for match in re.finditer(r"(?<=\w )(the|a) (?=[a-z])", text):
            for other in ("", "this ", "the " if match[1] == "a" else "a "):
                yield text[: match.start()] + other + text[match.end() :], {"close"}


def bracketed() -> Queries:
    for text in LONG:
        for match in re.finditer(r"\b(he|we|they|it|He|ours)\b(?!['’])", text):
            for name in ("[Vik]", "[Signe Dahl]", "[the captain]"):
                yield text[: match.start()] + name + text[match.end() :], {"close"}


def reported() -> Queries:
    for number, template in enumerate(REPORTED):
        for at, text in enumerate(LONG):
            words = next(parts(text, min(8, len(text.split())))).rstrip(".,?")
            yield template.format(name=NAMES[(number + at) % len(NAMES)], words=words), {"exact", "meaning"}


def written() -> Queries:
    for text in LONG:
        for part in parts(text):
            exact = {"exact", "meaning", "close"} if re.search(r"\W$", part) else {"exact", "meaning"}
            for typed in (
                "&ldquo;" + html.escape(part).replace("'", "&#x27;") + "&#8221;",
                part.upper(),
                part.replace("'", "’").replace("’", "ʼ") + "...",
                part.replace(" ", "\n"),
                part.replace(" ", "\u00a0"),
                f"„{part}“",
                f"«{part}»",
                f"''{part}''",
            ):
                yield typed, exact


def swapped() -> Queries:
    for one, other in pairwise(LONG):
        yield f"{next(parts(one, 6))} {next(parts(other, 6))}", {"absent", "cut"}


def nine() -> Queries:
    return ((words, {"exact", "outside", "meaning"}) for words in windows(9))


FAMILIES: dict[str, Callable[[], Queries]] = {
    "nine words of an article": nine,
    "another way to write them": written,
    "reporting clauses": reported,
    "a negation put in": inserted,
    "a negation taken out": dropped,
    "another number": replaced(NUMBERS, "meaning"),
    "another name": replaced(OTHER_NAMES, "meaning"),
    "a synonym": replaced(SYNONYMS, "close"),
    "another tense": replaced(TENSES, "close"),
    "a contraction": replaced(CONTRACTIONS, "close"),
    "a misspelling": misspelt,
    "another article": articles,
    "a name in brackets": bracketed,
    "two statements": swapped,
}
NEARLY_ALL = 0.99
FEWEST = 5


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_gets_its_verdict(browser: Browser, family: str) -> None:
    queries = list(FAMILIES[family]())
    assert len(queries) >= FEWEST
    answers = ask(browser, [typed for typed, _ in queries])
    wrong = [
        (typed, verdicts(answer))
        for (typed, expected), answer in zip(queries, answers, strict=True)
        if not right(verdicts(answer), expected)
    ]
    assert len(wrong) <= (1 - NEARLY_ALL) * len(queries), f"{len(wrong)} of {len(queries)}: {wrong[:20]}"


def right(given: Sequence[str], expected: set[str]) -> bool:
    return len(given) > 0 and set(given) <= expected
