"""An article's page: its whole text with every statement marked, and the statements by speaker."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from onrecord.model.article import Article
from onrecord.model.attribution import Extraction, Kind, Span
from onrecord.model.entry import Title
from onrecord.model.page import Page
from onrecord.model.readers_words import KINDS, said_by
from onrecord.model.statement import Statement, content_text
from onrecord.model.visible import cut, whole
from onrecord.pages.also_quoted import AlsoQuoted
from onrecord.pages.charts import share_bar
from onrecord.pages.marks import Mark, marked
from onrecord.pages.statement_page import article_facts, statement_page
from onrecord.pages.templating import fill
from onrecord.permanence.identify import Stated
from onrecord.text import escape
from onrecord.text.escape import front_matter
from onrecord.text.opening import opening


def article_title(article: Article, shown: tuple[Span, ...] | None = None) -> Title:
    """The title that the metadata gives, else the opening words of what may be shown of the text, marked as such."""
    if article.metadata.title:
        return Title(text=article.metadata.title)
    start, end = next(iter(shown), (0, 0)) if shown is not None else (0, len(article.text))
    return Title(text=opening(article.text[start:end]) or article.name, opening=start < end)


def article_pages(
    one: Stated,
    *,
    title: Title,
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
    history: str = "",
    also: Mapping[str, AlsoQuoted] = MappingProxyType({}),
) -> list[Page]:
    """The pages of an article and of each of its statements.

    ``speakers`` and ``topics`` map names to slugs; ``history`` is what is told of earlier versions, ``also`` where
    statements are quoted as well, by their ids.
    """
    article = one.article
    ids = [None, *(statement.id for statement in one.statements), None]
    return [
        article_page(
            article, one.extraction, one.statements, title=title, speakers=speakers, shown=one.shown, history=history
        ),
        *(
            statement_page(
                article,
                one.extraction,
                statement,
                title=title,
                speakers=speakers,
                topics=topics,
                previous=ids[number],
                following=ids[number + 2],
                shown=one.shown,
                edits=one.edits.get(statement.id, ()),
                also=also.get(statement.id, AlsoQuoted()),
            )
            for number, statement in enumerate(one.statements)
        ),
    ]


def article_page(
    article: Article,
    extraction: Extraction,
    statements: tuple[Statement, ...],
    *,
    title: Title,
    speakers: Mapping[str, str],
    shown: tuple[Span, ...] | None = None,
    history: str = "",
) -> Page:
    """The page of one article; ``speakers`` maps names to slugs.

    ``shown`` are the parts of the text that may be published (all of it by default), ``history`` is what is told of
    earlier versions, as Markdown.
    """
    shown = ((0, len(article.text)),) if shown is None else shown
    metadata = article.metadata
    marks: dict[int, list[Mark]] = {}
    for statement in statements:
        for number in statement.paragraphs:
            marks.setdefault(number, []).extend(_marks(statement))
    front = {
        "title": front_matter(title.text),
        "description": front_matter(metadata.description or f"{len(statements)} statements in this article"),
        "author": front_matter(", ".join(metadata.authors)) or None,
        "hide": ("navigation", "toc"),
        "tags": tuple(KINDS[kind] for kind in Kind if any(s.attribution.kind == kind for s in statements)),
        **article_facts(article, title),
        "statements": len(statements),
    }
    body = fill(
        "article.md.jinja",
        article=article,
        title=title,
        paragraphs=[
            (span, marked(article.text, span, marks.get(number, ())))
            for number, paragraph in enumerate(extraction.paragraphs)
            for span in cut(paragraph, shown)
        ],
        bar=share_bar(shares(article.text, statements)),
        by_speaker=_by_speaker(article, statements),
        speakers=speakers,
        count=len(statements),
        limited=not whole(shown, article.text),
    )
    return Page(path=f"articles/{article.slug}.md", front=front, body=f"{body}\n{history}")


def shares(text: str, statements: Iterable[Statement]) -> dict[Kind, int]:
    """How many characters each kind covers; where statements nest, the innermost counts."""
    owner: dict[int, Kind] = {}
    for statement in statements:
        for start, end in statement.attribution.content:
            owner.update(dict.fromkeys(range(start, end), statement.attribution.kind))
    counted = dict.fromkeys(Kind, 0)
    for offset, kind in owner.items():
        counted[kind] += not text[offset].isspace()
    return counted


def _marks(statement: Statement) -> list[Mark]:
    """A mark for each content span: the first carries the id, and a link follows the last."""
    attribution = statement.attribution
    by = said_by(attribution.kind, attribution.speaker)
    kind = attribution.kind
    label = escape.attribute(f"{KINDS[kind]}, {by}: open this statement")
    shown = f'data-by="{escape.attribute(f"{KINDS[kind]} · {by}")}"'
    link = (
        f'<a class="statement-link statement-link--{kind}" href="../../statements/{statement.id}/"'
        f' aria-label="{label}" {shown}></a>'
    )

    def mark(number: int, span: Span) -> Mark:
        return Mark(
            span=span,
            element="mark",
            attributes=f'class="statement-mark statement-mark--{kind}" data-statement="{statement.id}" {shown}',
            first=f'id="{statement.id}"' if number == 0 else "",
            after=link if number == len(attribution.content) - 1 else "",
        )

    return [mark(number, span) for number, span in enumerate(attribution.content)]


def _by_speaker(
    article: Article, statements: tuple[Statement, ...]
) -> list[tuple[str, str | None, list[tuple[str, str, str, str]]]]:
    """Who (as shown, and the speaker's name); of each statement its id, kind, the readers' word for it and opening."""
    grouped: dict[tuple[str, str | None], list[tuple[str, str, str, str]]] = {}
    for statement in statements:
        attribution = statement.attribution
        who = (said_by(attribution.kind, attribution.speaker), attribution.speaker)
        words = opening(" ".join(content_text(article, attribution)), words=16)
        grouped.setdefault(who, []).append((statement.id, str(attribution.kind), KINDS[attribution.kind], words))
    return [(shown, speaker, rows) for (shown, speaker), rows in grouped.items()]
