"""Passages: the attributions of a text, cut into sentences and tagged."""

import re
from collections.abc import Iterable
from functools import cache

from onrecord.extract.dates import date_values
from onrecord.extract.entities.entities import EntityIndex
from onrecord.extract.layout.wrapped import unwrapped
from onrecord.extract.sentences.segment import sentences
from onrecord.model.article import Topic
from onrecord.model.attribution import Extraction, touching
from onrecord.model.entity import Entity
from onrecord.model.statement import Dated, Passage


def passages(
    text: str, extraction: Extraction, *, topics: Iterable[Topic], mentioned: Iterable[Entity], published: str | None
) -> tuple[Passage, ...]:
    """The attributions of a text as passages, in their order.

    ``mentioned`` are the entities of the whole text; ``published`` is the article's date, by which "Monday" has one.
    A passage has a topic when one of the topic's phrases occurs in it as whole words, whatever its case.
    """
    text = unwrapped(text)
    patterns = {topic.name: phrase_pattern(topic.phrases) for topic in topics if topic.phrases}
    mentions = EntityIndex(mentioned)
    found = []
    for attribution in extraction.attributions:
        content = attribution.content
        cut = tuple(sentences(text, span) for span in content)
        values = [
            pair for parts in cut for sentence in parts for pair in date_values(text, sentence, published=published)
        ]
        dates = dict.fromkeys(Dated(words=text[start:end], value=value) for (start, end), value in values)
        paragraphs = {number for span in content for number in touching(extraction.paragraphs, span)}
        words = [text[start:end] for start, end in content]
        passage = Passage(
            attribution=attribution,
            sentences=cut,
            paragraphs=tuple(sorted(paragraphs)),
            dates=tuple(dates),
            entities=mentions.within(content),
            topics=tuple(name for name, pattern in patterns.items() if any(map(pattern.search, words))),
        )
        found.append(passage)
    return tuple(found)


@cache
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of a topic's phrases as whole words, whatever their case."""
    words = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(words)})(?!\w)")
