"""Statements: attributions with a permanent id, cut into sentences and tagged, ready to be published."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import normalize

from onrecord.extract.dates.values import date_values
from onrecord.extract.entities.entities import Entity, EntityIndex
from onrecord.extract.sentences.segment import sentences
from onrecord.extract.topics import topics_in
from onrecord.model.article import Article, Topic
from onrecord.model.attribution import Attribution, Extraction, Span
from onrecord.model.spans import touching
from onrecord.text.slug import crockford

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ID_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as written, and the day, week, month or year that it means, in ISO 8601, where that is beyond doubt."""

    words: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one article by itself tells of a statement: all but its id, which hangs on what else was published.

    ``sentences`` has one tuple of spans for each span of the attribution's content; ``paragraphs`` holds the indexes,
    into the extraction's paragraphs, of those that the content touches; ``dates`` are as written.
    """

    attribution: Attribution
    sentences: tuple[tuple[Span, ...], ...]
    paragraphs: tuple[int, ...]
    dates: tuple[Dated, ...]
    entities: tuple[Entity, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Passage):
    """One published statement."""

    id: str

    @classmethod
    def of(cls, passage: Passage, *, id_: str) -> "Statement":
        """The passage under its id."""
        return cls(
            id=id_,
            attribution=passage.attribution,
            sentences=passage.sentences,
            paragraphs=passage.paragraphs,
            dates=passage.dates,
            entities=passage.entities,
            topics=passage.topics,
        )


def lf(text: str) -> str:
    """The text with every line end, CRLF or CR, as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def content_text(article: Article, attribution: Attribution) -> tuple[str, ...]:
    """The words of each content span as they stand in the article."""
    return tuple(article.text[start:end] for start, end in attribution.content)


class Identifier:
    """Gives ids, once each, by a recipe that never changes: a published id is a citation.

    An id is the beginning, ten characters of lower-case Crockford base32, of a SHA-256.  Only a collision makes one
    longer: the later one grows until it differs.  ``taken`` are ids not to be given, ``owners`` maps each that was
    ever published to its `recipe`, to whose words alone it is given again; ``None`` stands for a recipe not known any
    more.
    """

    def __init__(self, taken: "Iterable[str]" = (), owners: "Mapping[str, str | None] | None" = None) -> None:
        self._given = set(taken)
        self._owners = owners or {}
        self._seen: Counter[str] = Counter()

    def copy(self) -> "Identifier":
        """One that goes on from here by itself."""
        other = Identifier(self._given, self._owners)
        other._seen = self._seen.copy()
        return other

    def identify(self, key: str, spans: tuple[str, ...]) -> str:
        """The id of the words ``spans`` in the article whose slug was ``key`` when first published.

        Identical words of one article are told apart by their number, from 0.
        """
        words = recipe(key, spans)
        numbered = f"{words}\0{self._seen[words]}"
        hashed = sha256(numbered.encode()).digest()
        self._seen[words] += 1
        given = next(
            name
            for length in count(ID_LENGTH)
            if (name := crockford(hashed, length)) not in self._given
            and (self._owners.get(name, numbered) or numbered) == numbered
        )
        self._given.add(given)
        return given


def recipe(key: str, spans: "Iterable[str]") -> str:
    """What an id is made from, but for the number among identical texts: the article's key and the words."""
    return "\0".join([key, *(normalize("NFC", lf(span)) for span in spans)])


def passages(
    text: str,
    extraction: Extraction,
    *,
    topics: "Iterable[Topic]",
    mentioned: "Iterable[Entity]",
    published: str | None,
) -> tuple[Passage, ...]:
    """The attributions of a text as passages, in their order.

    ``mentioned`` are the entities of the whole text; ``published`` is the article's date, by which "Monday" has one.
    """
    topics = tuple(topics)
    mentions = EntityIndex(tuple(mentioned))
    found = []
    for attribution in extraction.attributions:
        words = tuple(text[start:end] for start, end in attribution.content)
        cut = tuple(sentences(text, span) for span in attribution.content)
        found.append(
            Passage(
                attribution=attribution,
                sentences=cut,
                paragraphs=_touched(extraction.paragraphs, attribution.content),
                dates=_dated(text, cut, published=published),
                entities=mentions.within(attribution.content),
                topics=topics_in(words, topics),
            )
        )
    return tuple(found)


def statements(article: Article, found: "Iterable[Passage]", *, identifier: Identifier) -> tuple[Statement, ...]:
    """The passages of an article under their ids, in their order."""
    return tuple(
        Statement.of(one, id_=identifier.identify(article.slug, content_text(article, one.attribution)))
        for one in found
    )


def _dated(text: str, cut: tuple[tuple[Span, ...], ...], *, published: str | None) -> tuple[Dated, ...]:
    found = (
        Dated(words=text[start:end], value=value)
        for span in cut
        for sentence in span
        for (start, end), value in date_values(text, sentence, published=published)
    )
    return tuple(dict.fromkeys(found))


def _touched(paragraphs: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(sorted({number for span in content for number in touching(paragraphs, span)}))
