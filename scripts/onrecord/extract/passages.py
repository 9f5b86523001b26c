"""Passages: the attributions of a text, cut into sentences and tagged."""

import re
from collections.abc import Iterable
from functools import cache

from onrecord.extract.dates import date_values
from onrecord.extract.entities.entities import EntityIndex
from onrecord.extract.sentences.segment import sentences
from onrecord.model.article import Topic
from onrecord.model.attribution import Extraction, Span
from onrecord.model.entity import Entity
from onrecord.model.spans import touching
from onrecord.model.statement import Dated, Passage


def passages(
    text: str,
    extraction: Extraction,
    *,
    topics: Iterable[Topic],
    mentioned: Iterable[Entity],
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


def topics_in(texts: Iterable[str], topics: Iterable[Topic]) -> tuple[str, ...]:
    """The names of the topics with a phrase that occurs in one of ``texts`` as whole words, whatever its case."""
    texts = tuple(texts)
    return tuple(
        topic.name for topic in topics if any(_pattern(topic.phrases).search(text) for text in texts) and topic.phrases
    )


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    words = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(words)})(?!\w)")
