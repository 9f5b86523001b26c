"""An article's page: its whole text with every statement marked, and the statements by speaker."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.archive.repeated import Repeats
from onrecord.catalog.language import gettext
from onrecord.drafts.draft import is_title
from onrecord.model.attribution import Kind, Span
from onrecord.model.page import ArticlePage
from onrecord.model.readers_words import KINDS, OMISSIONS, PLURALS, counted, found_by, said_by
from onrecord.model.record import ArticleRecord, Record
from onrecord.model.statement import Statement, content_text
from onrecord.model.visible import cut, whole
from onrecord.pages.article_lists import day_page
from onrecord.pages.charts import kinds_bar
from onrecord.pages.front_matter import heading, of_article
from onrecord.pages.marks import Mark, marked
from onrecord.pages.templating import fill
from onrecord.permanence.identify import Identified
from onrecord.text import escape
from onrecord.text.opening import opening


class Nearby(NamedTuple):
    """A statement of an earlier article as it is shown beside others: its beginning, whose it is, and from where."""

    id: str
    words: str
    by: str
    published: str | None
    outlet: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """All that the pages of an article and of its statements are made of.

    ``records`` are parallel to the identified statements.  ``speakers`` and ``topics`` map names to slugs, ``tags`` the
    names of those that have a page to the parts of its address; ``outlet`` is its slug, ``authors`` are names with
    slugs.  ``history`` is what is told of earlier versions, as Markdown; ``repeats`` says by its id where a statement
    is quoted as well, and ``others`` has the statements there.  ``nearby`` has, by the folder and the slug of the page
    of a speaker or a topic, statements of the nearest earlier articles.
    """

    identified: Identified
    article: ArticleRecord
    records: tuple[Record, ...]
    speakers: Mapping[str, str]
    topics: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]
    outlet: str | None
    authors: tuple[tuple[str, str], ...]
    history: str
    repeats: Mapping[str, Repeats]
    others: Mapping[str, Record]
    nearby: Mapping[tuple[str, str], tuple[Nearby, ...]]


def article_page(content: ArticleContent) -> ArticlePage:
    """The page of one article."""
    identified, title = content.identified, content.article.title
    article, statements, shown = identified.article, identified.statements, identified.shown
    metadata = article.metadata
    headline = _headline(identified)
    marks: dict[int, list[Mark]] = {}
    for statement in statements:
        for number in statement.paragraphs:
            marks.setdefault(number, []).extend(_marks(statement))
    description = metadata.description or gettext("{statements} in this article").format(
        statements=counted(len(statements), "statement")
    )
    front = {
        **heading(title.text, description, ", ".join(metadata.authors)),
        "tags": tuple(KINDS[kind] for kind in Kind if any(s.attribution.kind == kind for s in statements)),
        **of_article(content.article),
        "statements": len(statements),
    }
    body = fill(
        "article.md.jinja",
        article=article,
        title=title,
        headline=headline,
        paragraphs=[
            (span, marked(article.text, span, marks.get(number, ())))
            for number, paragraph in enumerate(identified.extraction.paragraphs)
            if paragraph != headline
            for span in cut(paragraph, shown)
        ],
        bar=kinds_bar(shares(article.text, statements), gettext("Characters by kind"), percent=True),
        omitted=[
            (OMISSIONS[one.reason], span, marked(article.text, span, ()))
            for one in identified.extraction.omitted
            if one.span != headline
            for span in cut(one.span, shown)
        ],
        by_speaker=_by_speaker(content),
        choices=_choices(statements),
        claims=sum(one.attribution.kind == Kind.ASSERTION for one in statements),
        speakers=content.speakers,
        outlet=content.outlet,
        authors=content.authors,
        day_page=day_page(metadata.published),
        count=len(statements),
        limited=not whole(shown, article.text),
    )
    path = f"articles/{article.slug}.md"
    return ArticlePage(path=path, front=front, body=f"{body}\n{content.history}", article=content.article)


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


def _headline(identified: Identified) -> Span | None:
    """The first line where it can stand as the heading: it is the title, all of it is shown, and no statement."""
    article, paragraphs = identified.article, identified.extraction.paragraphs
    if not is_title(article, paragraphs) or any(0 in one.paragraphs for one in identified.statements):
        return None
    text = article.text[slice(*paragraphs[0])]
    as_heading = " ".join(text.split()) == text and cut(paragraphs[0], identified.shown) == paragraphs[:1]
    return paragraphs[0] if as_heading else None


def _marks(statement: Statement) -> list[Mark]:
    """A mark for each content span: the first carries the id, and a link follows the last."""
    attribution = statement.attribution
    by = said_by(attribution.kind, attribution.speaker)
    kind = attribution.kind
    label = escape.attribute(gettext("{kind}, {by}: open this statement").format(kind=KINDS[kind], by=by))
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


def _choices(statements: Sequence[Statement]) -> list[tuple[str, str, str, int]]:
    """What may be marked in the text: its value in the address, a kind, the readers' words for it and how many it is.

    What leaves nothing out is not offered; nor is what nothing is.
    """
    counts = Counter(one.attribution.kind for one in statements)
    said = len(statements) - counts[Kind.ASSERTION]
    every = [(str(kind), str(kind), PLURALS[kind], counts[kind]) for kind in Kind if counts[kind]]
    without = [("said", "", gettext("Without claims"), said)] if 0 < said < len(statements) else []
    return [
        ("", "", gettext("All"), len(statements)),
        *without,
        *(every if len(every) > 1 else ()),
        ("none", "", gettext("None, to read the plain text"), 0),
    ]


class _Row(NamedTuple):
    """A statement in the list below an article: its id, its kind, the readers' word for that, and its opening."""

    id: str
    kind: str
    name: str
    words: str
    found: list[str]


def _by_speaker(content: ArticleContent) -> list[tuple[str, str | None, list[_Row]]]:
    """Who (as shown, and the speaker's name), and the statements; ``found`` is what others published about one."""
    article = content.identified.article
    grouped: dict[tuple[str, str | None], list[_Row]] = {}
    for statement, record in zip(content.identified.statements, content.records, strict=True):
        attribution = statement.attribution
        who = (said_by(attribution.kind, attribution.speaker), attribution.speaker)
        words = opening(" ".join(content_text(article, attribution)), words=16)
        found = [found_by(one) for one in record.findings]
        row = _Row(statement.id, str(attribution.kind), KINDS[attribution.kind], words, found)
        grouped.setdefault(who, []).append(row)
    return [(shown, speaker, rows) for (shown, speaker), rows in grouped.items()]
