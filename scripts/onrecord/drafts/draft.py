"""One article by itself: extracted, corrected and tagged.  Nothing here hangs on any other article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.archive.people import Named
from onrecord.archive.repeated import Shingled, shingled
from onrecord.drafts.correct import Correcting, Edit, correct
from onrecord.export.text_fragment import text_fragment
from onrecord.extract import extract
from onrecord.extract.entities.entities import entities
from onrecord.extract.passages import passages
from onrecord.model.article import Article, FaultsError
from onrecord.model.attribution import Attribution, Extraction, Kind, Span
from onrecord.model.correction import Correction
from onrecord.model.entity import Entity, EntityType
from onrecord.model.found import Found
from onrecord.model.options import Editing
from onrecord.model.statement import Passage
from onrecord.model.visible import visible
from onrecord.search.index import Indexed, indexed

Content = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article's statements before they have ids.

    ``extraction`` has the attributions as corrected; ``passages``, ``indexed``, ``edits`` and ``fragments``, which lead
    to the very words at the publisher, are parallel to them.
    ``shingled`` has the quotations that can be found again elsewhere, with the number of each for its id; ``named`` are
    the speakers; neither has the article's key yet.  ``shown`` are the parts of the text that may be published.  Where
    there are corrections, ``alone`` has the content of each statement that the extraction alone would give, and
    ``withdrawn`` those of them that an editor withdrew, with the reason.  ``unneeded`` are the lines of corrections
    that change nothing, ``faults`` says what is wrong with the corrections: with any, the rest is empty.
    """

    extraction: Extraction
    passages: tuple[Passage, ...] = ()
    indexed: tuple[Indexed, ...] = ()
    fragments: tuple[str | None, ...] = ()
    shingled: tuple[Shingled, ...] = ()
    named: tuple[Named, ...] = ()
    edits: tuple[tuple[Edit, ...], ...] = ()
    shown: tuple[Span, ...] = ()
    alone: tuple[Content, ...] = ()
    withdrawn: tuple[tuple[Content, str], ...] = ()
    unneeded: tuple[int, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


NOTHING = Draft(extraction=Extraction(paragraphs=(), sentences=(), attributions=()))
"""The draft of an article that was taken down."""


def find(text: str, *, model: str | None = None) -> Found:
    """What the text says, before any editor has seen it."""
    return Found(extraction=extract(text, model=model), entities=tuple(entities(text)))


def draft(article: Article, found: Found, *, given: tuple[Correction, ...], editing: Editing) -> Draft:
    """The article's draft, from what its text says and the corrections ``given`` for it."""
    text, extraction = article.text, found.extraction
    try:
        done = correct(text, extraction.attributions, given)
    except FaultsError as error:
        return replace(NOTHING, faults=error.faults)
    after = replace(extraction, attributions=tuple(one.attribution for one in done.statements))
    tagged = passages(
        text, after, topics=editing.topics, mentioned=found.entities, published=article.metadata.published
    )
    shown = visible(article, after, after.attributions, context=editing.context)
    url = article.metadata.url
    return Draft(
        extraction=after,
        passages=tuple(_with_topics(tagged, done)),
        indexed=tuple(indexed(tuple(text[start:end] for start, end in one.content)) for one in after.attributions),
        fragments=tuple(
            text_fragment(url, text, one.content, visible=shown) if url else None for one in after.attributions
        ),
        shingled=tuple(_shingled(text, after)),
        named=tuple(_named(text, after, found.entities)),
        edits=tuple(one.edits for one in done.statements),
        shown=shown,
        alone=tuple(one.content for one in extraction.attributions) if given else (),
        withdrawn=tuple((attribution.content, why) for attribution, why in done.withdrawn),
        unneeded=done.unneeded,
    )


def _with_topics(found: Iterable[Passage], done: Correcting) -> Iterator[Passage]:
    """The passages with the topics that an editor set."""
    for passage, one in zip(found, done.statements, strict=True):
        yield passage if one.topics is None else replace(passage, topics=one.topics)


def _shingled(text: str, extraction: Extraction) -> Iterator[Shingled]:
    for number, one in enumerate(extraction.attributions):
        if one.kind in (Kind.DIRECT, Kind.MIXED) and (
            found := shingled(str(number), "", (text[start:end] for start, end in one.content))
        ):
            yield found


def _named(text: str, extraction: Extraction, mentioned: Iterable[Entity]) -> Iterator[Named]:
    """What the article tells of each of its speakers: the words for them, and whether they are an organization."""
    bodies = {
        name
        for entity in mentioned
        if entity.type in (EntityType.ORGANIZATION, EntityType.PLACE)
        for name in (entity.name, *entity.aliases)
    }
    by_name: dict[str, list[Attribution]] = {}
    for one in extraction.attributions:
        if one.speaker:
            by_name.setdefault(one.speaker, []).append(one)
    for name, own in by_name.items():
        sources = [
            " ".join(text[s:e] for s, e in spans) for one in own for spans in (one.source, one.evidence) if spans
        ]
        yield Named(
            article="",
            name=name,
            unnamed=all(one.unnamed for one in own),
            organization=name in bodies,
            sources=tuple(dict.fromkeys(sources)),
        )
