"""Entities: the people, organizations, places and other things that an article names."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.attribution import Span


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
