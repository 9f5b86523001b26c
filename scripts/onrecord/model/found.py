"""What a text says by itself, before any editor has seen it."""

from dataclasses import dataclass

from onrecord.model.attribution import Extraction
from onrecord.model.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a text says by itself: its attributions, and the people, organizations and places that it names."""

    extraction: Extraction
    entities: tuple[Entity, ...]
