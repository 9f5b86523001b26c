"""Tags a statement with the editor's topics."""

import re
from collections.abc import Iterable
from functools import cache

from onrecord.model.article import Topic


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
