"""What readers might type: words out of statements, as they stand, half remembered, or never said at all."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmark.archive import generate
from onrecord.text.fold import fold

ABSENT = "not there"
NINE = 9
NEARLY = 2
FIVE = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MISSPELT_LENGTH = 4
MARKS = str.maketrans(
    {"’": "'", "—": " - ", "-": "–", "“": '"', "”": '"', " ": "  ", "e": "e\N{COMBINING ACUTE ACCENT}"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One thing to type: ``words`` are those that the right statement holds; none where there is no right one."""

    group: str
    typed: str
    words: tuple[str, ...]

    def right(self, statement: str) -> bool:
        """Whether a statement with this text is a right answer: any that holds the words, for it was said there."""
        return bool(self.words) and holds(fold(statement), self.words)

    def as_near(self, statement: str) -> bool:
        """Whether a statement is as near to what was typed as the right one is, by words changed, added and missing."""
        typed = fold(self.typed)
        return differences(typed, fold(statement)) <= differences(typed, self.words)


def holds(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether ``part`` stands in ``words``, one word after the other."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


def differences(typed: Sequence[str], words: Sequence[str]) -> int:
    """How many words of ``typed`` must be changed, added or left out for it to stand in ``words`` (Sellers 1980)."""
    above = [0] * (len(words) + 1)
    for number, word in enumerate(typed, start=1):
        here = [number]
        for at, other in enumerate(words, start=1):
            here.append(min(above[at] + 1, here[-1] + 1, above[at - 1] + (word != other)))
        above = here
    return min(above)


class Typist:
    """Types words out of the statements of an archive, with one sort of mistake at a time."""

    def __init__(self, statements: Sequence[str], *, seed: int) -> None:
        self._source = random.Random(f"queries {seed}")  # noqa: S311 - a sample, not a secret
        self._statements = statements
        self._said = tuple(dict.fromkeys(" ".join(fold(statement)) for statement in statements))
        self._words = {words: frozenset(words.split()) for words in self._said}

    def queries(self, count: int, *, variants: Sequence[tuple[str, str]]) -> Iterator[Query]:
        """So many queries of each group; ``variants`` are pairs of a statement and one that says it differently."""
        for group, mistake in MISTAKES.items():
            length = FIVE if group.startswith("five") else NINE
            for _ in range(count):
                words = self._window(self._source.choice(self._statements), length)
                typed = " ".join(mistake(self, words))
                yield Query(group=group, typed=typed, words=fold(" ".join(words)))
        yield from self._absent(count)
        yield from self._near_duplicates(count, variants)

    def _window(self, statement: str, length: int) -> list[str]:
        words = statement.split()
        while len(words) < length or len(fold(" ".join(words))) < length:
            words = self._source.choice(self._statements).split()
        start = self._source.randrange(len(words) - length + 1)
        return words[start : start + length]

    def _absent(self, count: int) -> Iterator[Query]:
        """Words out of another archive that no statement of this one holds, even with two words changed."""
        others = [said.words for article in generate(20 * count, seed=-1) for said in article.said]
        made = 0
        while made < count:
            words = self._window(self._source.choice(others), NINE)
            folded = fold(" ".join(words))
            if not any(self._nearly(folded, words_said) for words_said in self._said):
                made += 1
                yield Query(group=ABSENT, typed=" ".join(words), words=())

    def _nearly(self, typed: Sequence[str], said: str) -> bool:
        shared = self._words[said].intersection(typed)
        return len(shared) >= len(set(typed)) - NEARLY and differences(typed, said.split()) <= NEARLY

    def _near_duplicates(self, count: int, variants: Sequence[tuple[str, str]]) -> Iterator[Query]:
        """Nine words of one of two variants, around what differs."""
        pairs = [pair for pair in variants if min(len(one.split()) for one in pair) > NINE]
        for _ in range(count if pairs else 0):
            typed, other = self._source.choice(pairs)[:: self._source.choice((1, -1))]
            words = typed.split()
            starts = [
                start
                for start in range(len(words) - NINE + 1)
                if not holds(fold(other), fold(" ".join(words[start : start + NINE])))
            ]
            if starts:
                start = self._source.choice(starts)
                window = words[start : start + NINE]
                yield Query(group="near-duplicates", typed=" ".join(window), words=fold(" ".join(window)))

    def same(self, words: list[str]) -> list[str]:
        """The words as they stand."""
        return words

    def marked(self, words: list[str]) -> list[str]:
        """Other marks, dashes, spaces and accents, in capitals, in quotation marks."""
        return [f'"{" ".join(words)}"'.translate(MARKS).upper()]

    def wrong(self, words: list[str]) -> list[str]:
        """One word replaced by another, as often as words come."""
        at = self._source.randrange(len(words))
        return [*words[:at], self._other(words[at]), *words[at + 1 :]]

    def twice_wrong(self, words: list[str]) -> list[str]:
        """Two words replaced."""
        one, other = sorted(self._source.sample(range(len(words)), 2))
        return [self._other(word) if at in (one, other) else word for at, word in enumerate(words)]

    def missing(self, words: list[str]) -> list[str]:
        """One word left out, not at an end."""
        at = self._source.randrange(1, len(words) - 1)
        return [*words[:at], *words[at + 1 :]]

    def added(self, words: list[str]) -> list[str]:
        """One word put in."""
        at = self._source.randrange(1, len(words))
        return [*words[:at], self._other(""), *words[at:]]

    def misspelt(self, words: list[str]) -> list[str]:
        """A letter dropped, doubled, changed or swapped with the next in a word of four letters or more."""
        places = [at for at, word in enumerate(words) if sum(map(str.isalpha, word)) >= MISSPELT_LENGTH]
        if not places:
            return words
        at = self._source.choice(places)
        word = words[at]
        letter = self._source.randrange(1, MISSPELT_LENGTH)
        match self._source.choice(("drop", "double", "change", "swap")):
            case "drop":
                word = word[:letter] + word[letter + 1 :]
            case "double":
                word = word[:letter] + word[letter] + word[letter:]
            case "change":
                word = word[:letter] + self._source.choice(LETTERS) + word[letter + 1 :]
            case _:
                word = word[: letter - 1] + word[letter] + word[letter - 1] + word[letter + 1 :]
        return [*words[:at], word, *words[at + 1 :]]

    def _other(self, word: str) -> str:
        other = word
        while not fold(other) or fold(other) == fold(word):
            other = self._source.choice(self._source.choice(self._statements).split()).strip(",.;?—")
        return other


MISTAKES: dict[str, Callable[[Typist, list[str]], Iterable[str]]] = {
    "nine words, exact": Typist.same,
    "other marks, case, dashes": Typist.marked,
    "one word wrong": Typist.wrong,
    "one word missing": Typist.missing,
    "one word added": Typist.added,
    "one word misspelt": Typist.misspelt,
    "two words wrong": Typist.twice_wrong,
    "five words, exact": Typist.same,
}
