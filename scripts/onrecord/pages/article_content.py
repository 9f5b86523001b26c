"""What the pages of an article and of its statements are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model.record import ArticleRecord, Record
from onrecord.pages.also_quoted import AlsoQuoted
from onrecord.permanence.identify import Identified


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """All that the pages of an article and of its statements are made of.

    ``records`` are parallel to the identified statements.  ``speakers`` and ``topics`` map names to slugs; ``history``
    is what is told of earlier versions, as Markdown; ``also`` says by its id where a statement is quoted as well.
    """

    identified: Identified
    article: ArticleRecord
    records: tuple[Record, ...]
    speakers: Mapping[str, str]
    topics: Mapping[str, str]
    history: str = ""
    also: Mapping[str, AlsoQuoted] = field(default_factory=dict)
