"""Statements: attributions with a permanent id, cut into sentences and tagged, ready to be published."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import normalize

from onrecord.article import Article, Topic
from onrecord.attribution import Attribution, Extraction, Span
from onrecord.extract.dates import dates
from onrecord.extract.segment import sentences
from onrecord.slug import crockford
from onrecord.tag import topics_in

if TYPE_CHECKING:
    from collections.abc import Iterable

ID_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One published statement.

    ``sentences`` has one tuple of spans for each span of the attribution's content; ``paragraphs`` holds the indexes,
    into the extraction's paragraphs, of those that the content touches; ``dates`` are as written.
    """

    id: str
    attribution: Attribution
    sentences: tuple[tuple[Span, ...], ...]
    paragraphs: tuple[int, ...]
    dates: tuple[str, ...]
    topics: tuple[str, ...]


def lf(text: str) -> str:
    """The text with every line end, CRLF or CR, as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def content_text(article: Article, attribution: Attribution) -> tuple[str, ...]:
    """The words of each content span as they stand in the article."""
    return tuple(article.text[start:end] for start, end in attribution.content)


class Identifier:
    """Gives ids, once each, by a recipe that never changes: a published id is a citation.

    An id is the beginning, ten characters of lower-case Crockford base32, of a SHA-256.  Only a collision makes one
    longer: the later one grows until it differs.
    """

    def __init__(self, taken: "Iterable[str]" = ()) -> None:
        self._given = set(taken)
        self._seen: Counter[str] = Counter()

    def identify(self, key: str, spans: tuple[str, ...]) -> str:
        """The id of the words ``spans`` in the article whose slug was ``key`` when first published.

        Identical words of one article are told apart by their number, from 0.
        """
        recipe = "\0".join([key, *(normalize("NFC", lf(span)) for span in spans)])
        hashed = sha256(f"{recipe}\0{self._seen[recipe]}".encode()).digest()
        self._seen[recipe] += 1
        given = next(name for length in count(ID_LENGTH) if (name := crockford(hashed, length)) not in self._given)
        self._given.add(given)
        return given


def statements(
    article: Article, extraction: Extraction, *, topics: "Iterable[Topic]", identifier: Identifier
) -> tuple[Statement, ...]:
    """The article's attributions as statements, in their order."""
    topics = tuple(topics)
    return tuple(
        Statement(
            id=identifier.identify(article.slug, content_text(article, attribution)),
            attribution=attribution,
            sentences=tuple(sentences(article.text, span) for span in attribution.content),
            paragraphs=_touched(extraction.paragraphs, attribution.content),
            dates=tuple(
                dict.fromkeys(
                    article.text[start:end] for span in attribution.content for start, end in dates(article.text, span)
                )
            ),
            topics=topics_in(content_text(article, attribution), topics),
        )
        for attribution in extraction.attributions
    )


def _touched(paragraphs: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[int, ...]:
    return tuple(
        index
        for index, (start, end) in enumerate(paragraphs)
        if any(begin < end and stop > start for begin, stop in content)
    )
