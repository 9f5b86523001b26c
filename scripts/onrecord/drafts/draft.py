"""One article by itself: extracted, corrected and tagged.  Nothing here hangs on any other article.

What reads and tags is imported when it is called for: see `extract`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from onrecord.archive.mentions import Named, year_of
from onrecord.archive.repeated import Shingled, shingled
from onrecord.archive.telling import UNTOLD, telling
from onrecord.drafts.correct import Edit, correct
from onrecord.export.text_fragment import text_fragment
from onrecord.extract import extract
from onrecord.lexicon.lists import words
from onrecord.model.article import Article, FaultsError, Problem
from onrecord.model.attribution import Attribution, Extraction, Kind, Omission, Omitted, Span, last_begun, touching
from onrecord.model.correction import Correction
from onrecord.model.entity import Entity, EntityType, Found
from onrecord.model.options import Editing
from onrecord.model.statement import InArticle, Passage, content_text
from onrecord.model.visible import beside, visible, within
from onrecord.reading.correction_files import problems, shown_path
from onrecord.search.sections import IndexedSection, indexed_text
from onrecord.text.fold import fold

Content = tuple[Span, ...]
_TITLE = re.compile(r"(?<![\w-])([^\W\d_][\w.-]*)[ \xa0]$")
_LONGEST_TITLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article's statements before they have ids.

    ``extraction`` has the attributions as corrected; ``passages``, ``edits`` and ``in_article`` are
    parallel to them.  ``indexed`` is what the search knows of the text.
    ``shingled`` has the quotations that can be found again elsewhere, with the number of each for its id; ``named`` are
    the speakers; neither has the article's key yet.  ``shown`` are the parts of the text that may be published.  Where
    there are corrections, ``alone`` has the content of each statement that the extraction alone would give, and
    ``withdrawn`` those of them that an editor withdrew, with the reason.  ``checked`` has for each statement that an
    editor accepted the day, or an empty text.  ``unneeded`` are the lines of corrections that change nothing,
    ``altered`` those of accepted statements that are found otherwise now, with how; ``faults`` says what is wrong with
    the corrections: with any, the rest is empty.
    """

    extraction: Extraction
    passages: tuple[Passage, ...] = ()
    indexed: tuple[IndexedSection, ...] = ()
    in_article: tuple[InArticle, ...] = ()
    shingled: tuple[Shingled, ...] = ()
    named: tuple[Named, ...] = ()
    edits: tuple[tuple[Edit, ...], ...] = ()
    shown: tuple[Span, ...] = ()
    alone: tuple[Content, ...] = ()
    withdrawn: tuple[tuple[Content, str], ...] = ()
    checked: tuple[str | None, ...] = ()
    unneeded: tuple[int, ...] = ()
    altered: tuple[tuple[int, str], ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


UNNEEDED = "this correction is no longer needed: the extraction gives the same by itself; remove it"
"""What an editor is told of a correction that changes nothing."""
NOTHING = Draft(extraction=Extraction(paragraphs=(), sentences=(), attributions=()))
"""The draft of an article that was taken down."""


def find(text: str, *, model: str, read: Extraction | None = None) -> Found:
    """What the text says, before any editor has seen it; ``read`` is what was read in it before."""
    from onrecord.extract.entities.entities import entities

    return Found(extraction=read or extract(text, model=model), entities=tuple(entities(text)))


def draft(article: Article, found: Found, *, corrections: tuple[Correction, ...], editing: Editing) -> Draft:
    """The article's draft, from what its text says and the ``corrections`` of it."""
    from onrecord.extract.passages import passages

    text, extraction = article.text, _below_title(article, found.extraction)
    try:
        done = correct(text, extraction.attributions, corrections)
    except FaultsError as error:
        return replace(NOTHING, faults=error.faults)
    attributions = tuple(one.attribution for one in done.statements)
    after = replace(extraction, attributions=attributions, omitted=tuple(_left(extraction.omitted, attributions)))
    tagged = passages(
        text, after, topics=editing.topics, mentioned=found.entities, published=article.metadata.published
    )
    spoken = [content_text(article, one) for one in after.attributions]
    shown = visible(article, after, after.attributions, context=editing.context)
    return Draft(
        extraction=after,
        passages=tuple(
            passage if one.topics is None else replace(passage, topics=one.topics)
            for passage, one in zip(tagged, done.statements, strict=True)
        ),
        indexed=indexed_text(text, shown, [one.content for one in after.attributions], after.paragraphs),
        in_article=tuple(_in_article(article, after, one, shown) for one in after.attributions),
        shingled=tuple(
            quotation
            for number, (one, words) in enumerate(zip(after.attributions, spoken, strict=True))
            if one.kind in (Kind.DIRECT, Kind.MIXED) and (quotation := shingled(str(number), "", words))
        ),
        named=tuple(_named(text, after, found.entities, article.metadata.published)),
        edits=tuple(one.edits for one in done.statements),
        shown=shown,
        alone=tuple(one.content for one in extraction.attributions) if corrections else (),
        withdrawn=tuple((attribution.content, why) for attribution, why in done.withdrawn),
        checked=tuple((one.day or "") if one.checked else None for one in done.statements),
        unneeded=done.unneeded,
        altered=done.altered,
    )


def _in_article(article: Article, extraction: Extraction, one: Attribution, shown: Sequence[Span]) -> InArticle:
    text, url = article.text, article.metadata.url
    around = [beside(text, span, shown) for span in one.content]
    source = within(one.source, shown)
    told = UNTOLD if one.kind == Kind.ASSERTION else telling(text, extraction.sentences, one, shown)
    return InArticle(
        prefixes=tuple(before for before, _ in around),
        suffixes=tuple(after for _, after in around),
        source=source,
        cue=within(one.cue, shown),
        source_words=" ".join(text[start:end] for start, end in source) or None,
        told=() if told == UNTOLD else tuple(told),
        text_fragment=text_fragment(url, text, one.content, visible=shown) if url else None,
    )


def _below_title(article: Article, extraction: Extraction) -> Extraction:
    """What is read where a first line that is the article's title is nothing but that: no headline is a statement."""
    if not is_title(article, extraction.paragraphs):
        return extraction
    first = extraction.paragraphs[0]
    said = [one for one in extraction.attributions if touching((first,), one.content[0])]
    if any(end > first[1] for one in said for _, end in one.content):
        return extraction
    return replace(
        extraction,
        attributions=tuple(one for one in extraction.attributions if one not in said),
        omitted=(
            Omitted(span=first, reason=Omission.HEADLINE),
            *(one for one in extraction.omitted if not touching((first,), one.span)),
        ),
    )


def is_title(article: Article, paragraphs: Sequence[Span]) -> bool:
    """Whether the first line of several has the very words of the title that the metadata give."""
    words = fold(article.metadata.title or "")
    return bool(words) and len(paragraphs) > 1 and fold(article.text[slice(*paragraphs[0])]) == words


def _left(omitted: Iterable[Omitted], attributions: Sequence[Attribution]) -> Iterator[Omitted]:
    """What is no statement still, after an editor has added some."""
    content = sorted(span for one in attributions for span in one.content)
    ends = [*accumulate((end for _, end in content), max)]
    for one in omitted:
        # Of the contents that begin before it, one ends behind it.
        if (last := last_begun(content, one.span[0])) < 0 or ends[last] < one.span[1]:
            yield one


def _named(text: str, extraction: Extraction, mentioned: Iterable[Entity], published: str | None) -> Iterator[Named]:
    """What the article tells of each of its speakers: the words for them, and whether they are an organization."""
    entities = {name: entity for entity in mentioned for name in (entity.name, *entity.aliases)}
    by_name: dict[str, list[Attribution]] = {}
    for one in extraction.attributions:
        if one.speaker:
            by_name.setdefault(one.speaker, []).append(one)
    for name, own in by_name.items():
        sources = [
            " ".join(text[s:e] for s, e in spans) for one in own for spans in (one.source, one.evidence) if spans
        ]
        entity = entities.get(name)
        body = entity if entity and entity.type in (EntityType.ORGANIZATION, EntityType.PLACE) else None
        sources += _titled(text, name, entity.mentions) if entity and not body else ()
        yield Named(
            article="",
            name=name,
            unnamed=all(one.unnamed for one in own),
            organization=body is not None,
            aliases=tuple(other for other in (body.name, *body.aliases) if other != name) if body else (),
            sources=tuple(dict.fromkeys(sources)),
            year=year_of(published),
        )


def _titled(text: str, name: str, mentions: Iterable[Span]) -> Iterator[str]:
    """The mentions by the very name that have a title before them, with it; a surname may be another's."""
    for start, end in (span for span in mentions if text[slice(*span)] == name):
        before = text[max(0, start - _LONGEST_TITLE) : start]
        if (title := _TITLE.search(before)) and title[1] in words("titles"):
            yield f"{title[1]} {text[start:end]}"


def correction_problems(
    articles: Sequence[Article], drafts: Mapping[str, Draft], *, shown_as: str
) -> tuple[list[Problem], list[Problem]]:
    """The corrections that fit nothing, and those to look at: no longer needed, or kept against the extraction.

    ``drafts`` are by the articles' names.
    """
    faults, notices = [], []
    for article in articles:
        if article.name in drafts:
            path = shown_path(article.name, shown_as=shown_as)
            faults += problems(path, drafts[article.name].faults)
            notices += problems(path, [(line, UNNEEDED) for line in drafts[article.name].unneeded])
            kept = [
                (line, f"this accepted statement {how}; it stays as accepted")
                for line, how in drafts[article.name].altered
            ]
            notices += problems(path, kept)
    return faults, notices
