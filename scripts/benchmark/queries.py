"""What readers might type: words out of statements and articles, half remembered, or never said at all."""

import html
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmark.corpora import Corpus
from benchmark.words import lines
from onrecord.model.attribution import Kind
from onrecord.text.fold import fold

MARKS = str.maketrans(
    {"’": "'", "—": " - ", "-": "–", "“": '"', "”": '"', " ": "  ", "e": "e\N{COMBINING ACUTE ACCENT}"}
)
_WORD = re.compile(r"\W*(\w[\w'’.,-]*\w|\w)\W*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PRONOUNS = frozenset({"he", "she", "they", "it", "we"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One thing to type, and what is true of it.

    ``words`` are those that the right statement holds; none where there is no right one.  ``whole`` says that all that
    was typed is on record, ``place`` that it stands in an article, be it in no statement.
    """

    group: str
    typed: str
    words: tuple[str, ...] = ()
    whole: bool = False
    place: bool = False

    def right(self, said: Sequence[str]) -> bool:
        """Whether a statement with these words is a right answer: any that holds them, for it was said there."""
        return bool(self.words) and holds(said, self.words)


def holds(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether ``part`` stands in ``words``, one word after the other."""
    return f" {' '.join(part)} " in f" {' '.join(words)} "


MEANT = ("negation", "number changed")
"""Groups whose sense is another than what was said."""
UNCHANGED = ("synonym", "tense", "article changed", "misspelt", "name misspelt", "bracketed name")
"""Groups whose sense is what was said."""
ABSENT_WORDS = "absent words"
ABSENT = "absent sentences"
JOINED = "two articles joined"
NINE = "any nine words of an article"
PARAPHRASE = "paraphrase"
KEYWORDS = "three keywords"
TWO = "two words"
RARE = "one rare word"


class Typist:
    """Types words out of an archive, with one sort of mistake at a time; the same seed types the same."""

    def __init__(self, corpus: Corpus, *, seed: int) -> None:
        self._source = random.Random(f"queries {seed}")  # noqa: S311 - a sample, not a secret
        self._corpus = corpus
        self._long = [
            record for record in corpus.records if len(record.words) == 1 and len(record.words[0].split()) > 14
        ]
        self._vocabulary = sorted({word for own in corpus.said.values() for word in own})

    def queries(self, count: int) -> Iterator[Query]:
        """So many queries of each group, of those that the archive's texts allow."""
        for group, make in GROUPS.items():
            made = 0
            for _ in range(count * 20):
                if made == count:
                    break
                query = make(self)
                if query is not None:
                    made += 1
                    yield replace(query, group=group)

    def window(self, length: int) -> list[str]:
        """Words that stand one after the other in a statement."""
        words = self._source.choice(self._long).words[0].split()
        length = min(length, len(words))
        start = self._source.randrange(len(words) - length + 1)
        return words[start : start + length]

    def exact(self, length: int) -> Query | None:
        """The words as they stand."""
        words = self.window(length)
        return said(words, " ".join(words), whole=True) if len(fold(" ".join(words))) >= min(3, length) else None

    def changed(self, change: Callable[["Typist", list[str]], list[str] | None], length: int = 11) -> Query | None:
        """Words of which a change leaves others; nothing where it finds nothing to change."""
        words = self.window(length)
        typed = change(self, list(words))
        return said(words, " ".join(typed)) if typed and fold(" ".join(typed)) != fold(" ".join(words)) else None

    def swapped(self, words: list[str], name: str) -> list[str] | None:
        """One word for another that a list pairs it with."""
        pairs = dict(line.split(": ", 1) for line in lines(name))
        pairs |= {after: before for before, after in pairs.items()}
        places = [at for at, word in enumerate(words) if bare(word) in pairs]
        if not places:
            return None
        at = self._source.choice(places)
        return [*words[:at], words[at].lower().replace(bare(words[at]), pairs[bare(words[at])]), *words[at + 1 :]]

    def negated(self, words: list[str]) -> list[str] | None:
        """A negation put in, or taken out."""
        if "not" in words:
            return [word for word in words if word != "not"]
        places = [
            at
            for at, word in enumerate(words[:-1])
            if word in ("is", "was", "are", "were", "will", "can", "should", "would", "could")
        ]
        return [*words[: places[0] + 1], "not", *words[places[0] + 1 :]] if places else None

    def renumbered(self, words: list[str]) -> list[str] | None:
        """Another figure."""
        places = [at for at, word in enumerate(words) if re.search(r"\d", word)]
        if not places:
            return None
        at = self._source.choice(places)
        return [
            *words[:at],
            re.sub(r"\d", lambda found: str((int(found[0]) + 3) % 10 or 4), words[at], count=1),
            *words[at + 1 :],
        ]

    def misspelt(self, words: list[str], *, names: bool = False) -> list[str] | None:
        """A letter dropped, doubled, changed or swapped with the next in a word of five letters or more."""
        places = [
            at
            for at, word in enumerate(words)
            if len(bare(word)) > 4 and bare(word).isalpha() and word[:1].isupper() == names and (at or not names)
        ]
        if not places:
            return None
        at = self._source.choice(places)
        word, letter = words[at], self._source.randrange(2, 4)
        wrong = {
            "drop": word[:letter] + word[letter + 1 :],
            "double": word[:letter] + word[letter] + word[letter:],
            "change": word[:letter] + self._source.choice(_LETTERS) + word[letter + 1 :],
            "swap": word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :],
        }[self._source.choice(("drop", "double", "change", "swap"))]
        return [*words[:at], wrong, *words[at + 1 :]]

    def dropped(self, words: list[str]) -> list[str]:
        """One word left out, not at an end."""
        at = self._source.randrange(1, len(words) - 1)
        return [*words[:at], *words[at + 1 :]]

    def added(self, words: list[str]) -> list[str]:
        """One word put in."""
        at = self._source.randrange(1, len(words))
        return [*words[:at], self._source.choice(lines("adverbs")), *words[at:]]

    def twice(self, words: list[str]) -> list[str]:
        """Two words replaced by others of the record."""
        places = self._source.sample(range(1, len(words) - 1), 2)
        return [self._source.choice(self._vocabulary) if at in places else word for at, word in enumerate(words)]

    def bracketed(self, words: list[str]) -> list[str] | None:
        """A name in brackets for a pronoun."""
        places = [at for at, word in enumerate(words) if word.lower() in _PRONOUNS]
        return [*words[: places[0]], "[Vale]", *words[places[0] + 1 :]] if places else None

    def cut(self) -> Query:
        """The beginning and the end of a passage, with dots between."""
        words = self.window(18)
        return replace(said(words, f"{' '.join(words[:6])} … {' '.join(words[-6:])}"), words=fold(" ".join(words[:6])))

    def ends(self) -> Query:
        """The first and the last words of a statement, without a mark between them."""
        words = self._source.choice(self._long).words[0].split()
        return replace(said(words, f"{' '.join(words[:6])} {' '.join(words[-6:])}"), words=fold(" ".join(words[:6])))

    def clauses(self) -> Query | None:
        """Two clauses in each other's place."""
        words = self.window(16)
        at = next((at for at, word in enumerate(words[4:-4], start=5) if word.endswith(",")), None)
        if at is None:
            return None
        return replace(said(words, " ".join([*words[at:], *words[:at]])), words=fold(" ".join(words[:at])))

    def paraphrased(self) -> Query | None:
        """Half of the content words, in another order."""
        words = self._source.choice(self._long).words[0].split()
        content = [bare(word) for word in words if len(bare(word)) > 4]
        if len(content) < 8:
            return None
        some = self._source.sample(content, len(content) // 2)
        return replace(said(words, " ".join(some)))

    def reported(self) -> Query | None:
        """The words behind their speaker's name."""
        record = self._source.choice(self._long)
        if record.kind != Kind.DIRECT or not record.speaker:
            return None
        words = record.words[0].strip("“”\"'").split()[:14]
        return said(words, f"{record.speaker} said: “{' '.join(words)}”", whole=True)

    def pasted(self) -> Query:
        """A whole statement."""
        words = self._source.choice(self._long).words[0].split()
        return said(words[:200], " ".join(words[:200]), whole=True)

    def escaped(self) -> Query | None:
        """With HTML's entities."""
        words = self.window(11)
        typed = html.escape(" ".join(words)).replace("’", "&rsquo;").replace("“", "&ldquo;").replace("”", "&rdquo;")
        return said(words, typed, whole=True) if "&" in typed else None

    def phone(self) -> Query:
        """Straight marks, hyphens for dashes, accents apart, in capitals."""
        words = self.window(9)
        return said(words, " ".join(words).translate(MARKS).upper(), whole=True)

    def pair(self) -> Query | None:
        """Two words of one statement, one after the other, neither of them short."""
        words = self.window(2)
        own = fold(" ".join(words))
        return said(words, " ".join(own), whole=True) if len(own) == 2 and min(map(len, own)) > 3 else None

    def rare(self) -> Query | None:
        """A word that few statements have."""
        word = self._source.choice(self._vocabulary)
        return (
            said([word], word, whole=True)
            if len(word) > 5 and word.isalpha() and self._corpus.count([word]) < 4
            else None
        )

    def keywords(self) -> Query | None:
        """Three words of a statement in another order."""
        words = [bare(word) for word in self._source.choice(self._long).words[0].split()]
        content = [word for word in words if len(word) > 5 and word.isalpha()]
        if len(set(content)) < 4:
            return None
        some = self._source.sample(sorted(set(content)), 3)
        return None if holds(fold(" ".join(words)), fold(" ".join(some))) else Query(group="", typed=" ".join(some))

    def absent(self) -> Query | None:
        """A word of two pieces of others, which stands in no statement."""
        one, other = self._source.choice(self._vocabulary), self._source.choice(self._vocabulary)
        word = one[:4] + other[-4:]
        return Query(group="", typed=word) if word.isalpha() and not self._corpus.count([word]) else None

    def invented(self) -> Query | None:
        """Words of many statements, as no statement has them."""
        words = [self._source.choice(self._source.choice(self._long).words[0].split()) for _ in range(10)]
        return Query(group="", typed=" ".join(words))

    def joined(self) -> Query:
        """The words of two statements of two articles as one."""
        one, other = self.window(7), self.window(7)
        return replace(said(one, " ".join([*one, *other])), words=())

    def anywhere(self) -> Query:
        """Words that stand one after the other in an article."""
        words = self._source.choice(self._corpus.texts).split()
        start = self._source.randrange(max(1, len(words) - 8))
        return Query(group="", typed=" ".join(words[start : start + 9]), place=True)


def said(words: Sequence[str], typed: str, *, whole: bool = False) -> Query:
    """A query for words that a statement has."""
    return Query(group="", typed=typed, words=fold(" ".join(words)), whole=whole)


def bare(word: str) -> str:
    """A word without the marks around it, in lower case."""
    found = _WORD.fullmatch(word)
    return (found[1] if found else word).lower()


GROUPS: dict[str, Callable[[Typist], Query | None]] = {
    "nine words": lambda typist: typist.exact(9),
    "five words": lambda typist: typist.exact(5),
    "three words": lambda typist: typist.exact(3),
    "long": lambda typist: typist.exact(30),
    "phone punctuation": Typist.phone,
    "entities": Typist.escaped,
    "pasted paragraph": Typist.pasted,
    "Speaker said:": Typist.reported,
    "synonym": lambda typist: typist.changed(lambda own, words: own.swapped(words, "synonyms")),
    "tense": lambda typist: typist.changed(lambda own, words: own.swapped(words, "tenses")),
    "article changed": lambda typist: typist.changed(lambda own, words: own.swapped(words, "articles")),
    "dropped": lambda typist: typist.changed(Typist.dropped),
    "added": lambda typist: typist.changed(Typist.added),
    "two changed": lambda typist: typist.changed(Typist.twice),
    "misspelt": lambda typist: typist.changed(Typist.misspelt),
    "name misspelt": lambda typist: typist.changed(lambda own, words: own.misspelt(words, names=True)),
    "bracketed name": lambda typist: typist.changed(Typist.bracketed),
    "negation": lambda typist: typist.changed(Typist.negated),
    "number changed": lambda typist: typist.changed(Typist.renumbered),
    "ellipsis": Typist.cut,
    "beginning and end": Typist.ends,
    "clauses swapped": Typist.clauses,
    PARAPHRASE: Typist.paraphrased,
    TWO: Typist.pair,
    RARE: Typist.rare,
    KEYWORDS: Typist.keywords,
    ABSENT_WORDS: Typist.absent,
    ABSENT: Typist.invented,
    JOINED: Typist.joined,
    NINE: Typist.anywhere,
}
"""Each group of queries, and what types one of it; nothing where what it came upon does not allow that."""
