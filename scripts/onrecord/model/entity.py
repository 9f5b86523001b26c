"""What an article names: people, organizations, places and other things; and all that is found in a text."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.attribution import Extraction, Span


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity of an article.

    ``name`` is the fullest name that the article gives it, ``aliases`` the other names it goes by there, in the order
    of their first use; ``mentions`` are spans of the article's text, in order, titles and possessives left outside.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text says by itself: its attributions, and the people, organizations and places that it names."""

    extraction: Extraction
    entities: tuple[Entity, ...]
