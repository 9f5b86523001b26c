"""Generates archives of news that never happened, to measure with.

Prose as it comes in news: names and words repeat by Zipf's law, an article keeps to its people, places and things,
turns of phrase are everyone's, and a twelfth of the statements say again, with a word or two changed, what was said
before.  The same seed gives the same archive on any machine.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TypeVar

from benchmark.words import grammar, lines, plural, verbs

T = TypeVar("T")
STATEMENTS = 20
"""Statements in an article, on average."""
REPEATED = 1 / 12
NAMES = 6000
OUTLETS = 12
KINDS = ("direct", "direct", "direct", "mixed", "indirect", "indirect", "assertion", "assertion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A generated statement: its kind, who says it (nobody for an assertion), its words, and which one it repeats."""

    kind: str
    speaker: str | None
    words: str
    varies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedArticle:
    """A generated article: its title, outlet, ISO date and statements."""

    name: str
    title: str
    outlet: str
    published: str
    said: tuple[Said, ...]


@cache
def _weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 3) for rank in range(count)))


def _zipf(source: random.Random, items: Sequence[T]) -> T:
    return source.choices(items, cum_weights=_weights(len(items)))[0]


@cache
def names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and the places of all archives, the most talked about first."""
    source = random.Random("names")  # noqa: S311 - prose, not a secret

    def name(ends: str) -> str:
        parts = source.choices(lines("syllables"), k=source.choice((1, 1, 2)))
        return f"{''.join(parts)}{source.choice(lines(ends))}".capitalize()

    people = dict.fromkeys(f"{_zipf(source, lines('first_names'))} {name('surname_ends')}" for _ in range(NAMES))
    return tuple(people), tuple(dict.fromkeys(name("place_ends") for _ in range(NAMES // 3)))


class _Writer:
    """Writes one article's prose: half of its names and nouns come from the few that it is about."""

    def __init__(self, source: random.Random) -> None:
        self._source = source
        people, places = names()
        self._lists: dict[str, Sequence[str]] = {
            "person": people,
            "place": places,
            "thing": lines("things"),
            "people": lines("people"),
            "idea": lines("ideas"),
            "adjective": lines("adjectives"),
        }
        self._about = {name: [_zipf(source, words) for _ in range(6)] for name, words in self._lists.items()}

    def sentence(self, name: str) -> str:
        """One sentence of the grammar, with a capital and a full stop."""
        text = self.expand(f"{{{name}}}").replace(" a a", " an a").replace(" a e", " an e").replace(" a i", " an i")
        text = text.replace(" a o", " an o").replace(" a u", " an u")
        return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith("?") else ".")

    def expand(self, form: str) -> str:
        """A form of the grammar with its slots filled."""
        parts = form.split("{")
        return parts[0] + "".join(
            self._slot(name) + rest for name, _, rest in (part.partition("}") for part in parts[1:])
        )

    def _slot(self, name: str) -> str:
        if name in self._lists:
            return self._word(name)
        if name in (rules := grammar()):
            return self.expand(_zipf(self._source, rules[name]))
        match name:
            case "things":
                return plural(self._word("thing"))
            case "body":
                return f"the {self._word('place')} {_zipf(self._source, lines('bodies'))}"
            case "number":
                return f"{int(self._source.lognormvariate(5, 2)) + 2:,}"
            case "percent":
                return str(self._source.randint(2, 98))
            case "year":
                return str(2031 - int(self._source.expovariate(0.1)))
            case "verb" | "past" | "done" | "doing":
                verb = _zipf(self._source, verbs())
                before = f"{_zipf(self._source, lines('adverbs'))} " if self._source.random() < 0.1 else ""
                return before + {"verb": verb.base, "past": verb.past, "done": verb.participle, "doing": verb.ing}[name]
        return _zipf(
            self._source, lines({"time": "times", "stock": "stock", "post": "posts", "adverb": "adverbs"}[name])
        )

    def _word(self, name: str) -> str:
        return _zipf(self._source, self._about[name] if self._source.random() < 0.5 else self._lists[name])

    def varied(self, words: str) -> str:
        """The words said again: one or two changed, left out or put in, or the first sentence alone."""
        parts = words.split()
        for _ in range(self._source.choice((1, 1, 2))):
            at = self._source.randrange(1, max(2, len(parts) - 1))
            match self._source.choice(("change", "change", "leave out", "put in")):
                case "change":
                    name = self._source.choice(("thing", "idea", "adjective", "people"))
                    parts[at : at + 1] = [self._word(name).split()[0]]
                case "leave out":
                    del parts[at]
                case _:
                    parts.insert(at, _zipf(self._source, lines("adverbs")))
        return " ".join(parts)


def generate(statements: int, *, seed: int = 1) -> Iterator[GeneratedArticle]:
    """Articles with ``statements`` statements in all, one after the other."""
    source = random.Random(f"archive {seed}")  # noqa: S311 - prose, not a secret
    people, places = names()
    said_before: list[str] = []
    number = 0
    while len(said_before) < statements:
        writer = _Writer(source)
        speakers = [_zipf(source, people) for _ in range(5)]
        count = min(source.randint(STATEMENTS - 6, STATEMENTS + 6), statements - len(said_before))
        said = []
        for _ in range(count):
            statement = _said(source, writer, speakers, said_before)
            said.append(statement)
            said_before.append(statement.words)
        number += 1
        yield GeneratedArticle(
            name=f"{number:06}-{seed}",
            title=writer.sentence("claim").removesuffix("."),
            outlet=f"The {places[source.randrange(OUTLETS)]} Courier",
            published=f"{source.randint(2015, 2031)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}",
            said=tuple(said),
        )


def _said(source: random.Random, writer: _Writer, speakers: list[str], before: list[str]) -> Said:
    kind = source.choice(KINDS)
    speaker = None if kind == "assertion" else _zipf(source, speakers)
    if before and source.random() < REPEATED:
        varies = source.randrange(max(0, len(before) - 5000), len(before))
        return Said(kind=kind, speaker=speaker, words=writer.varied(before[varies]), varies=varies)
    if kind == "assertion":
        return Said(kind=kind, speaker=speaker, words=writer.sentence("claim"))
    sentences = [writer.sentence("said") for _ in range(source.choice((1, 2, 2)) if kind == "direct" else 1)]
    return Said(kind=kind, speaker=speaker, words=" ".join(sentences))
