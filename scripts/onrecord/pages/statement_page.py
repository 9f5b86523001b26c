"""A statement's page: its words large, who said them and how that is known, and the words around them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from onrecord import __version__
from onrecord.drafts.correct import Edit
from onrecord.export.citations import CITATIONS
from onrecord.export.text_fragment import text_fragment
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution, Basis, Extraction, Span
from onrecord.model.entity import EntityType
from onrecord.model.entry import Title
from onrecord.model.page import Page
from onrecord.model.readers_words import ENTITY_TYPES, KINDS, said_by
from onrecord.model.spans import last_begun
from onrecord.model.statement import Statement, content_text
from onrecord.model.visible import beside, cut, whole, within
from onrecord.pages.also_quoted import AlsoQuoted, compared
from onrecord.pages.marks import Mark, marked
from onrecord.pages.templating import fill
from onrecord.text.escape import front_matter
from onrecord.text.opening import opening

TITLE_WORDS = 12
BRIEF = 130
LONG = 420
"""Characters below and above which a statement is set larger and smaller."""


def statement_page(
    article: Article,
    extraction: Extraction,
    statement: Statement,
    *,
    title: Title,
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
    previous: str | None,
    following: str | None,
    shown: tuple[Span, ...] | None = None,
    edits: tuple[Edit, ...] = (),
    also: AlsoQuoted = AlsoQuoted(),  # noqa: B008 - a frozen value
) -> Page:
    """The page of one statement.

    ``speakers`` and ``topics`` map names to slugs; ``previous`` and ``following`` are the ids of the statements around
    it in its article.  ``shown`` are the parts of the article that may be published (all of it by default), ``edits``
    what an editor corrected, ``also`` where the same is quoted in other articles.
    """
    shown = ((0, len(article.text)),) if shown is None else shown
    attribution = _published(statement.attribution, shown)
    words = content_text(article, attribution)
    by = said_by(attribution.kind, attribution.speaker)
    source_words = " ".join(article.text[start:end] for start, end in attribution.source)
    around = [beside(article.text, span, shown) for span in attribution.content]
    mentions = _by_type(statement)
    url = article.metadata.url
    fragment = text_fragment(url, article.text, attribution.content, visible=shown) if url else None
    front = {
        "title": front_matter(f"{opening(' '.join(words), words=TITLE_WORDS)} — {by}"),
        "description": front_matter(f"{KINDS[attribution.kind]}: {by}, in {title.text}"),
        "hide": ("navigation", "toc"),
        "tags": _tags(statement),
        "id": statement.id,
        "kind": str(attribution.kind),
        "speaker": attribution.speaker,
        "speaker_page": speakers[attribution.speaker] if attribution.speaker else None,
        "unnamed": attribution.unnamed or None,
        "candidate": attribution.candidate,
        "basis": str(attribution.basis) if attribution.basis else None,
        "rule": attribution.rule,
        **article_facts(article, title),
        "dates": tuple(date.words for date in statement.dates),
        "date_values": tuple(date.value for date in statement.dates if date.value),
        "entities": {str(kind): names for kind, names in mentions} or None,
        "topics": statement.topics,
        "content": attribution.content,
        "source": attribution.source,
        "cue": attribution.cue,
        "words": words,
        "source_words": source_words or None,
        "prefixes": tuple(before for before, _ in around),
        "suffixes": tuple(after for _, after in around),
        "version": __version__,
        "text_fragment": fragment,
        "also_quoted": tuple(one.id for one in also.others),
        "corrected": tuple(dict.fromkeys(edit.what for edit in edits)),
    }
    body = fill(
        "statement.md.jinja",
        article=article,
        title=title,
        statement=statement,
        attribution=attribution,
        kind=KINDS[attribution.kind],
        by=by,
        speakers=speakers,
        topics=topics,
        mentions=[(ENTITY_TYPES[kind], names) for kind, names in mentions],
        spans=list(_spans(article, statement)),
        length=sum(end - start for start, end in attribution.content),
        BRIEF=BRIEF,
        LONG=LONG,
        source_words=source_words,
        cue_words=" ".join(article.text[start:end] for start, end in attribution.cue),
        evidence=[(span, marked(article.text, span, ())) for span in attribution.evidence],
        distance=_distance(extraction, attribution),
        contexts=list(_contexts(article, extraction, statement, attribution, shown)),
        fragment=fragment,
        edits=edits,
        version=__version__,
        around=around,
        citations=[(file, name) for file, (name, _) in CITATIONS.items()],
        kinds=KINDS,
        previous=previous,
        following=following,
        Basis=Basis,
        elsewhere=compared(words, also),
        more_elsewhere=also.more,
    )
    return Page(path=f"statements/{statement.id}.md", front=front, body=body)


def _by_type(statement: Statement) -> list[tuple[EntityType, tuple[str, ...]]]:
    """The names of the entities that a statement mentions, by their type."""
    names = {kind: tuple(entity.name for entity in statement.entities if entity.type == kind) for kind in EntityType}
    return [(kind, found) for kind, found in names.items() if found]


def _tags(statement: Statement) -> tuple[str, ...]:
    speaker = statement.attribution.speaker
    names = (entity.name for entity in statement.entities)
    kind = KINDS[statement.attribution.kind]
    return tuple(dict.fromkeys((kind, *([speaker] if speaker else []), *statement.topics, *names)))


def article_facts(article: Article, title: Title) -> dict[str, object]:
    """The front matter that an article's page and its statements' pages share."""
    metadata = article.metadata
    return {
        "article": article.slug,
        "article_title": title.text,
        "title_from_opening": title.opening or None,
        "outlet": metadata.outlet,
        "published": metadata.published,
        "authors": metadata.authors,
        "language": metadata.language,
        "rights": metadata.rights,
        "url": metadata.url,
        "archived": metadata.archived,
        "seed": article.path,
        "sha256": article.sha256,
    }


def _published(attribution: Attribution, shown: tuple[Span, ...]) -> Attribution:
    """The attribution without the words around it that may not be published."""
    return replace(
        attribution,
        source=within(attribution.source, shown),
        cue=within(attribution.cue, shown),
        evidence=within(attribution.evidence, shown),
    )


def _spans(article: Article, statement: Statement) -> Iterator[tuple[Span, Markup]]:
    """Each content span with an anchor around each of its sentences: ``s1``, ``s2`` and on through the statement."""
    number = 0
    for span, sentences in zip(statement.attribution.content, statement.sentences, strict=True):
        marks = []
        for sentence in sentences:
            number += 1
            link = f'<a class="sentence-link" href="#s{number}" aria-label="Link to sentence {number}"></a>'
            attributes = 'class="sentence"'
            marks.append(
                Mark(span=sentence, element="span", attributes=attributes, first=f'id="s{number}"', after=link)
            )
        yield span, marked(article.text, span, marks)


def _contexts(
    article: Article, extraction: Extraction, statement: Statement, attribution: Attribution, shown: tuple[Span, ...]
) -> Iterator[tuple[Span, Markup]]:
    """What may be shown of each paragraph that the content touches, the content, source and cue marked in it.

    Nothing where only a part of the article may be shown, and that part is nothing but the content.
    """
    marks = [
        *(Mark(span=span, element="mark", attributes='class="context-content"') for span in attribution.content),
        *(Mark(span=span, element="span", attributes='class="context-source"') for span in attribution.source),
        *(Mark(span=span, element="span", attributes='class="context-cue"') for span in attribution.cue),
    ]
    pieces = [span for index in statement.paragraphs for span in cut(extraction.paragraphs[index], shown)]
    if whole(shown, article.text) or within(pieces, attribution.content) != tuple(pieces):
        yield from ((span, marked(article.text, span, marks)) for span in pieces)


def _distance(extraction: Extraction, attribution: Attribution) -> int:
    """How many paragraphs above its statement the first word of evidence stands; 0 where it is the same one."""
    if not attribution.evidence:
        return 0
    starts = (attribution.content[0][0], attribution.evidence[0][0])
    statement, evidence = (last_begun(extraction.paragraphs, start) for start in starts)
    return statement - evidence
