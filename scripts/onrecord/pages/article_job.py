"""The job of an article: its page and its statements' pages, with what they need to know of the rest of the archive."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from onrecord.archive.archive import Archive, told_by_name
from onrecord.model.attribution import Kind
from onrecord.model.page import Job, Page
from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.pages.article_page import ArticleContent, Nearby, article_page
from onrecord.pages.ended_page import history
from onrecord.pages.statement_page import BRIEF, statement_pages
from onrecord.permanence.identify import Identified
from onrecord.permanence.revisions import revisions
from onrecord.store.digest import digest
from onrecord.text.opening import opening

NEAREST = 3
NEARBY_WORDS = 18
"""How many earlier statements by a speaker or on a topic stand beside another one, and how many words of each."""


def article_jobs(archive: Archive, published: Sequence[Identified], keys: Mapping[str, str]) -> Iterator[Job]:
    """A job for each article; ``keys`` has those of their drafts, by the articles' names."""
    records = {one.id: one for one in archive.statements}
    articles = {one.slug: one for one in archive.articles}
    addresses = defaultdict(list)
    for address in archive.registry.statements.values():
        addresses[address.article].append(address)
    only = told_by_name(archive.people)
    nearby = _nearby(archive)
    pages = {name: tuple(page.split("/")) for name, page in archive.tag_pages.items()}
    for one in published:
        key = one.article.slug
        own = {speaker.name: speaker.slug for name in one.names if (speaker := archive.people.speakers[key, name])}
        mentioned = sorted({name for statement in one.statements for name, _ in records[statement.id].entities})
        topics = {topic for statement in one.statements for topic in statement.topics}
        repeats = {each.id: archive.repeats[each.id] for each in one.statements if each.id in archive.repeats}
        yield _job(
            ArticleContent(
                identified=one,
                article=articles[key],
                records=tuple(records[statement.id] for statement in one.statements),
                speakers={name: only[name] for name in mentioned if name in only} | own,
                topics={name: archive.topic_pages[name] for name in sorted(topics)},
                tags={name: pages[name] for name in mentioned if name in pages},
                outlet=archive.outlet_pages.get(articles[key].outlet or ""),
                authors=tuple((name, archive.author_pages[name]) for name in articles[key].authors),
                history=history(revisions(archive.registry, key, addresses[key]), addresses[key]),
                repeats=repeats,
                nearby=nearby[key],
                others={other: records[other] for both in repeats.values() for other in both.others},
            ),
            keys[one.article.name],
        )


def _nearby(archive: Archive) -> Mapping[str, Mapping[tuple[str, str], tuple[Nearby, ...]]]:
    """By each article, and by the pages of its speakers and topics, a statement of each of the nearest earlier ones.

    Only earlier ones, so that a new article changes no page of those before it; those without a date are in an order of
    their own, that of their keys.  Claims are not among them.
    """
    own: dict[str, dict[tuple[str, str], Record]] = {}
    for one in archive.statements:
        if one.kind != Kind.ASSERTION:
            there = own.setdefault(one.article.slug, {})
            pages = [("topics", archive.topic_pages[name]) for name in one.topics if name in archive.topic_pages]
            for page in (*pages, *([("speakers", one.speaker_page)] if one.speaker_page else ())):
                if page not in there or (one.kind == Kind.DIRECT and there[page].kind != Kind.DIRECT):
                    there[page] = one
    latest: dict[tuple[bool, tuple[str, str]], tuple[Nearby, ...]] = {}
    found = {}
    for article in sorted(archive.articles, key=lambda article: (article.published or "", article.slug)):
        here = own.get(article.slug, {})
        dated = article.published is not None
        found[article.slug] = {page: latest[dated, page] for page in here if (dated, page) in latest}
        for page, one in here.items():
            latest[dated, page] = (_near(one), *latest.get((dated, page), ()))[:NEAREST]
    return found


def _near(record: Record) -> Nearby:
    words = opening(" ".join(record.words), words=NEARBY_WORDS, characters=BRIEF)
    by = said_by(record.kind, record.speaker)
    return Nearby(
        id=record.id,
        words=words,
        by=by,
        published=record.article.published,
        outlet=record.article.outlet,
        language=record.article.language,
    )


def _job(content: ArticleContent, key: str) -> Job:
    """The article's job; ``key`` is that of its draft."""
    article = content.identified.article
    ids = tuple(record.id for record in content.records)
    return Job(
        name=f"articles/{article.slug}",
        key=digest(
            key, article.name, content.article, article.metadata, ids, content.identified.names,
            content.speakers, content.topics, content.tags, content.outlet, content.authors,
            content.history, content.repeats, content.others,
            [(record.entities, record.findings) for record in content.records],
            {page: tuple(map(tuple, rows)) for page, rows in content.nearby.items()},
        ),
        paths=(f"articles/{article.slug}.md", *(f"statements/{id_}.md" for id_ in ids)),
        make=partial(_pages, content),
    )  # fmt: skip


def _pages(content: ArticleContent) -> Iterator[Page]:
    yield article_page(content)
    yield from statement_pages(content)
