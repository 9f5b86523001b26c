"""A statement's page: its words large, who said them and how that is known, and the words around them."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from onrecord.article import Article
from onrecord.attribution import Attribution, Basis, Extraction, Span
from onrecord.escape import front_matter
from onrecord.pages.entry import Title, opening
from onrecord.pages.marks import Mark, marked
from onrecord.pages.page import Page
from onrecord.pages.readers_words import KINDS, said_by
from onrecord.statement import Statement, content_text
from onrecord.templating import fill

TITLE_WORDS = 12


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
) -> Page:
    """The page of one statement.

    ``speakers`` and ``topics`` map names to slugs; ``previous`` and ``following`` are the ids of the statements around
    it in its article.
    """
    attribution = statement.attribution
    words = content_text(article, attribution)
    by = said_by(attribution.kind, attribution.speaker)
    source_words = " ".join(article.text[start:end] for start, end in attribution.source)
    front = {
        "title": front_matter(f"{opening(' '.join(words), words=TITLE_WORDS)} — {by}"),
        "description": front_matter(f"{KINDS[attribution.kind]}: {by}, in {title.text}"),
        "hide": ("navigation", "toc"),
        "tags": (KINDS[attribution.kind], *([attribution.speaker] if attribution.speaker else []), *statement.topics),
        "id": statement.id,
        "kind": str(attribution.kind),
        "speaker": attribution.speaker,
        "unnamed": attribution.unnamed or None,
        "candidate": attribution.candidate,
        "basis": str(attribution.basis) if attribution.basis else None,
        "rule": attribution.rule,
        **article_facts(article, title),
        "dates": statement.dates,
        "topics": statement.topics,
        "content": attribution.content,
        "source": attribution.source,
        "cue": attribution.cue,
        "words": words,
        "source_words": source_words or None,
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
        spans=list(_spans(article, statement)),
        source_words=source_words,
        cue_words=" ".join(article.text[start:end] for start, end in attribution.cue),
        evidence=[(span, marked(article.text, span, ())) for span in attribution.evidence],
        distance=_distance(extraction, attribution),
        contexts=list(_contexts(article, extraction, statement)),
        previous=previous,
        following=following,
        Basis=Basis,
    )
    return Page(path=f"statements/{statement.id}.md", front=front, body=body)


def article_facts(article: Article, title: Title) -> dict[str, object]:
    """The front matter that an article's page and its statements' pages share."""
    metadata = article.metadata
    return {
        "article": article.slug,
        "article_title": title.text,
        "title_from_opening": title.opening or None,
        "outlet": metadata.outlet,
        "published": metadata.published,
        "seed": article.path,
        "sha256": article.sha256,
    }


def _spans(article: Article, statement: Statement) -> Iterator[tuple[Span, Markup]]:
    """Each content span with an anchor around each of its sentences: ``s1``, ``s2`` and on through the statement."""
    number = 0
    for span, sentences in zip(statement.attribution.content, statement.sentences, strict=True):
        marks = []
        for sentence in sentences:
            number += 1
            marks.append(Mark(span=sentence, element="span", attributes='class="sentence"', first=f'id="s{number}"'))
        yield span, marked(article.text, span, marks)


def _contexts(article: Article, extraction: Extraction, statement: Statement) -> Iterator[tuple[Span, Markup]]:
    """Each paragraph that the content touches, the content, source and cue marked in it."""
    attribution = statement.attribution
    marks = [
        *(Mark(span=span, element="mark", attributes='class="context-content"') for span in attribution.content),
        *(Mark(span=span, element="span", attributes='class="context-source"') for span in attribution.source),
        *(Mark(span=span, element="span", attributes='class="context-cue"') for span in attribution.cue),
    ]
    for index in statement.paragraphs:
        span = extraction.paragraphs[index]
        yield span, marked(article.text, span, marks)


def _distance(extraction: Extraction, attribution: Attribution) -> int:
    """How many paragraphs above its statement the first word of evidence stands; 0 where it is the same one."""
    if not attribution.evidence:
        return 0

    def paragraph(offset: int) -> int:
        return sum(start <= offset for start, _ in extraction.paragraphs) - 1

    return paragraph(attribution.content[0][0]) - paragraph(attribution.evidence[0][0])
