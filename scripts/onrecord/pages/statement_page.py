"""A statement's page: its words large, who said them and how that is known, and the words around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from onrecord.archive.telling import called
from onrecord.archive.wording import Pieces, difference, told
from onrecord.catalog.language import gettext, quoted
from onrecord.export.cards import embed_html
from onrecord.export.citations import CITATIONS
from onrecord.extract.rules import Rule, explain
from onrecord.model.article import Article
from onrecord.model.attribution import Attribution, Basis, Extraction, Span, last_begun, touching
from onrecord.model.page import Page, StatementPage
from onrecord.model.readers_words import ENTITY_TYPES, KINDS, credit, how_certain, said_by
from onrecord.model.record import Record
from onrecord.model.site import Site
from onrecord.model.statement import Statement
from onrecord.model.visible import cut, whole, within
from onrecord.pages.article_lists import day_page
from onrecord.pages.article_page import ArticleContent, Nearby
from onrecord.pages.front_matter import of_statement
from onrecord.pages.marks import Mark, marked
from onrecord.pages.recording import at_second, clock
from onrecord.pages.templating import fill, said_in
from onrecord.permanence.identify import Identified
from onrecord.text import escape
from onrecord.text.opening import opening

BRIEF = 130
LONG = 420
"""Characters below and above which a statement is set larger and smaller."""
NEIGHBOR_WORDS = 14
MONSTROUS = 3000
AROUND = 400
"""Of a longer paragraph or sentence than this, only so many characters around what it is shown for are repeated."""
TAGS = 20
"""Of each type so many are shown at once; more are folded."""
_CITATIONS_PLACE = "<div data-citations></div>"


def statement_pages(content: ArticleContent) -> Iterator[StatementPage]:
    """The pages of the article's statements, in order."""
    numbers = range(len(content.records))
    before = _last_by_speaker(content.records, numbers)
    after = _last_by_speaker(content.records, reversed(numbers))
    for number in numbers:
        yield _page(content, number, _neighbors(content.records, number, before.get(number), after.get(number)))


def _page(content: ArticleContent, number: int, neighbors: list[tuple[str, Record, str]]) -> StatementPage:
    identified, record, title = content.identified, content.records[number], content.article.title
    article, statement, shown = identified.article, identified.statements[number], identified.shown
    attribution = _published(statement.attribution, shown)
    repeats = content.repeats.get(record.id)
    previous, following = content.records[max(number - 1, 0) : number], content.records[number + 1 : number + 2]
    body = fill(
        "statement.md.jinja",
        article=article,
        title=title,
        statement=statement,
        attribution=attribution,
        kind=KINDS[attribution.kind],
        by=said_by(attribution.kind, attribution.speaker),
        told=_told(record),
        credited=credit(attribution.kind, record.speaker, record.article.outlet) or said_by(attribution.kind, None),
        speakers=content.speakers,
        topics=content.topics,
        outlet=content.outlet,
        authors=content.authors,
        day_page=day_page(article.metadata.published),
        mentions=_by_type(statement, record, content),
        spans=list(_spans(article, statement)),
        length=sum(end - start for start, end in attribution.content),
        BRIEF=BRIEF,
        LONG=LONG,
        TAGS=TAGS,
        source_words=record.source_words or "",
        cue_words=" ".join(article.text[start:end] for start, end in attribution.cue),
        evidence=list(_evidence(identified, attribution)),
        distance=_distance(identified.extraction, attribution),
        contexts=list(_contexts(identified, statement, attribution)),
        fragment=record.text_fragment,
        findings=record.findings,
        edits=identified.edits.get(record.id, ()),
        checked=record.checked,
        checked_on=record.checked_on,
        version=record.version,
        why=explain(attribution.rule) if attribution.rule in set(Rule) else "",
        clock=clock(record.second),
        video=at_second(article.metadata.video, record.second),
        around=list(zip(record.prefixes, record.suffixes, strict=True)),
        kinds=KINDS,
        previous=previous[0].id if previous else None,
        following=following[0].id if following else None,
        neighbors=neighbors,
        more=list(_more(content, record)),
        Basis=Basis,
        how_certain=how_certain,
        elsewhere=[_beside(record, content.others[other]) for other in repeats.others] if repeats else (),
        more_elsewhere=repeats.more if repeats else 0,
    )
    return StatementPage(path=f"statements/{record.id}.md", front=of_statement(record), body=body, record=record)


def _told(record: Record) -> list[str]:
    """How the article calls the speaker, and by which words it tells the statement, to whom."""
    cue = record.told[0] if record.told else ""
    return [words for words in (called(record), cue) if words]


def _last_by_speaker(records: Sequence[Record], numbers: Iterable[int]) -> dict[int, int]:
    """By each record's number that of the one before it, in the order of ``numbers``, whose speaker is the same."""
    found, last = {}, dict[str, int]()
    for number in numbers:
        if speaker := records[number].speaker_page:
            if speaker in last:
                found[number] = last[speaker]
            last[speaker] = number
    return found


def _neighbors(
    records: Sequence[Record], number: int, before: int | None, after: int | None
) -> list[tuple[str, Record, str]]:
    """The statements before and after it, and those by its speaker if they are others: what each is, its beginning."""
    speaker = records[number].speaker
    found: dict[str, tuple[str, Record, str]] = {}
    for what, at in (
        (gettext("Before"), number - 1),
        (gettext("Before, by {speaker}").format(speaker=speaker), before),
        (gettext("After"), number + 1),
        (gettext("After, by {speaker}").format(speaker=speaker), after),
    ):
        if at is not None and 0 <= at < len(records):
            one = records[at]
            beginning = opening(" ".join(one.words), words=NEIGHBOR_WORDS, characters=BRIEF)
            found.setdefault(one.id, (what, one, beginning))
    return list(found.values())


def _more(content: ArticleContent, record: Record) -> Iterator[tuple[str, tuple[str, str], tuple[Nearby, ...]]]:
    """What is near in earlier articles by the speaker, and on the first topic of which there is some."""
    if record.speaker and not record.unnamed and (rows := content.nearby.get(("speakers", record.speaker_page or ""))):
        yield record.speaker, ("speakers", record.speaker_page or ""), rows
    for topic in record.topics:
        page = ("topics", content.topics[topic])
        if rows := content.nearby.get(page):
            yield topic, page, rows
            return


def _beside(record: Record, other: Record) -> tuple[Record, Pieces, Markup]:
    """The other statement, both word by word, and how its words differ."""
    pieces = difference(record.words, other.words)

    def shown(words: str) -> str:
        return quoted(said_in(Markup(escape.html(words)), other.article.language))  # noqa: S704 - escaped

    return other, pieces, Markup(told(pieces, shown))  # noqa: S704 - escaped


def with_citations(html: str, page: Page, site: Site) -> str:
    """A page's HTML, if it is a statement's with its citations: they hold the site's address, which no file does."""
    if not isinstance(page, StatementPage):
        return html
    citations = fill(
        "citations.html.jinja",
        id=page.record.id,
        citations=[(form, form.write(page.record, site).replace("\r\n", "\n")) for form in CITATIONS],
        embed=embed_html(page.record, site),
    )
    return html.replace(_CITATIONS_PLACE, citations.strip())


class Named(NamedTuple):
    """What a statement names, the parts of its page's address, if it has one, and the words that name it there."""

    name: str
    page: tuple[str, ...] | None
    words: str


def _by_type(statement: Statement, record: Record, content: ArticleContent) -> list[tuple[str, list[Named]]]:
    """What a statement names, by the readers' word for its type."""
    text = content.identified.article.text
    found: dict[str, dict[str, Named]] = {}
    for entity, (name, _) in zip(statement.entities, record.entities, strict=True):
        (start, end), *_ = within(entity.mentions, record.content)
        words = " ".join(text[start:end].split())
        page = ("speakers", content.speakers[name]) if name in content.speakers else content.tags.get(name)
        found.setdefault(ENTITY_TYPES[entity.type], {})[name] = Named(name, page, words)
    return [(what, list(found[what].values())) for what in ENTITY_TYPES.values() if what in found]


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
            label = escape.attribute(gettext("Link to sentence {number}").format(number=number))
            link = f'<a class="sentence-link" href="#s{number}" aria-label="{label}"></a>'
            attributes = 'class="sentence"'
            marks.append(
                Mark(span=sentence, element="span", attributes=attributes, first=f'id="s{number}"', after=link)
            )
        yield span, marked(article.text, span, marks)


def _evidence(identified: Identified, attribution: Attribution) -> Iterator[tuple[Span, Markup]]:
    """The sentences that the speaker's identity rests on, as far as they may be shown, its words in them marked."""
    text, sentences = identified.article.text, identified.extraction.sentences
    marks = [Mark(span=span, element="span", attributes='class="context-source"') for span in attribution.evidence]
    around = {number for span in attribution.evidence for number in touching(sentences, span)}
    for number in sorted(around):
        for piece in cut(sentences[number], identified.shown):
            near = _near(text, piece, attribution.evidence)
            yield near, marked(text, near, marks)


def _near(text: str, piece: Span, spans: Sequence[Span]) -> Span:
    """The piece of the text, or where it is a monstrous one what stands around the first and the last of the spans."""
    inside = [span for span in spans if span[0] < piece[1] and span[1] > piece[0]]
    if piece[1] - piece[0] <= MONSTROUS or not inside:
        return piece
    start = max(piece[0], min(start for start, _ in inside) - AROUND)
    end = min(piece[1], max(end for _, end in inside) + AROUND)
    return text.rfind(" ", piece[0], start) + 1 or piece[0], max(end, text.find(" ", end, piece[1]))


def _contexts(identified: Identified, statement: Statement, attribution: Attribution) -> Iterator[tuple[Span, Markup]]:
    """What may be shown of each paragraph that the content touches, the content, source and cue marked in it.

    Nothing where only a part of the article may be shown, and that part is nothing but the content.
    """
    article, shown = identified.article, identified.shown
    marks = [
        *(Mark(span=span, element="mark", attributes='class="context-content"') for span in attribution.content),
        *(Mark(span=span, element="span", attributes='class="context-source"') for span in attribution.source),
        *(Mark(span=span, element="span", attributes='class="context-cue"') for span in attribution.cue),
    ]
    pieces = [span for index in statement.paragraphs for span in cut(identified.extraction.paragraphs[index], shown)]
    if whole(shown, article.text) or within(pieces, attribution.content) != tuple(pieces):
        told = (*attribution.content, *attribution.source, *attribution.cue)
        near = [_near(article.text, piece, told) for piece in pieces]
        yield from ((span, marked(article.text, span, marks)) for span in near)


def _distance(extraction: Extraction, attribution: Attribution) -> int:
    """How many paragraphs above its statement the first word of evidence stands; 0 where it is the same one."""
    if not attribution.evidence:
        return 0
    starts = (attribution.content[0][0], attribution.evidence[0][0])
    statement, evidence = (last_begun(extraction.paragraphs, start) for start in starts)
    return statement - evidence
