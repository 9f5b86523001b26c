"""Listings: the pages of speakers, topics, kinds, articles and all else, at most a hundred entries on each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from onrecord.archive.archive import Archive
from onrecord.archive.tags import FOLDER as TAGS
from onrecord.catalog.language import Words, gettext, later
from onrecord.model.article import Topic
from onrecord.model.attribution import Kind
from onrecord.model.page import Job
from onrecord.model.readers_words import ENTITY_TYPES, KINDS, MEANINGS, PLURALS
from onrecord.model.record import ArticleRecord, Record
from onrecord.pages.article_lists import named_lists, told
from onrecord.pages.days import day_lists
from onrecord.pages.front_matter import of_people, of_topic
from onrecord.pages.paginate import PER_PAGE, Listing, page_count, paginate
from onrecord.pages.speaker_index import speaker_counts, speaker_index
from onrecord.pages.speaker_page import UNDATED, Said, grouped, said, said_by_other, speaker_pages
from onrecord.pages.tag_index import tag_index

CLAIMS = ".claims"
"""What the address of a list of claims ends in, beside that of what was said; no slug has a dot."""
TITLES = Words({"topics": later("Topics"), "kinds": later("Kinds")})
"""Of the indexes, by their folders."""
UNRESOLVED_SLUG = "not_resolved"
"""The address, below ``speakers/``, of the statements whose speaker is left open; no name's slug has a "_"."""


def listings(archive: Archive) -> list[Job]:
    """Every listing of the archive."""
    by_topic = grouped(archive.statements, lambda one: one.topics)
    by_kind = grouped(archive.statements, lambda one: [one.kind])
    counts = Counter(one.article.slug for one in archive.statements)
    unresolved = [one for one in archive.statements if one.speaker is None and one.kind != Kind.ASSERTION]
    left_open = gettext("The article does not let a careful reader decide who said these. They are left open.")
    own_rows = {record.id: said(archive, record) for record in archive.statements}
    rows = {record.id: said_by_other(own_rows[record.id], record) for record in archive.statements}
    statements = partial(_statements, rows)
    topics = sorted(archive.topic_pages.items())
    articles = told(archive, rows)
    lists = [
        *speaker_pages(archive, own_rows, rows),
        # The one page below speakers/ that every build writes, and nobody by hand.
        statements(
            f"speakers/{UNRESOLVED_SLUG}",
            gettext("Speaker unclear"),
            unresolved,
            of_people(archive.listed) if archive.listed else {},
            first={"about": left_open},
        ),
        *(list_ for one in archive.topics for list_ in _topic(archive, rows, one, by_topic.get(one.name, ()))),
        *(
            statements(
                f"kinds/{kind}", PLURALS[kind], by_kind.get(kind, ()), first={"about": f"{KINDS[kind]}: {meaning}."}
            )
            for kind, meaning in MEANINGS.items()
        ),
        *_tags(archive, rows),
        *named_lists(archive, articles),
        *day_lists(archive, articles),
        _index("topics", [(page, name, len(by_topic.get(name, ()))) for name, page in topics]),
        _index("kinds", [(str(kind), PLURALS[kind], len(by_kind.get(kind, ()))) for kind in Kind]),
        _article_index([one.article for one in articles], counts),
    ]
    indexes = (*speaker_index(speaker_counts(archive)), *tag_index(archive))
    return [*(job for listing in lists for job in paginate(listing)), *indexes]


def _tags(archive: Archive, rows: Mapping[str, Said]) -> Iterator[Listing]:
    """The lists of those tags that no other page lists."""
    by_tag = grouped(archive.statements, lambda one: dict(one.entities))
    for tag in archive.tags:
        if tag.page and tag.page.startswith(f"{TAGS}/"):
            first = {"about": gettext("What is said that names it. {type}.").format(type=ENTITY_TYPES[tag.type])}
            yield _statements(rows, tag.page, tag.name, by_tag[tag.name], first=first)


def _article_index(articles: Sequence[ArticleRecord], counts: Mapping[str, int]) -> Listing:
    """The articles in the order given, in pages that lead to the first article of every year."""
    years = [article.published[:4] if article.published else UNDATED for article in articles]
    begins: dict[str, int] = {}
    for number, year in enumerate(years):
        begins.setdefault(year, number // PER_PAGE + 1)
    rows = [
        (one.slug, one.title.text, one.title.opening, one.outlet, one.published, one.language, year, counts[one.slug])
        for one, year in zip(articles, years, strict=True)
    ]
    each = {"years": tuple(begins.items()) if page_count(len(rows)) > 1 else ()}
    return Listing(path="articles/index", title=gettext("Articles"), template="articles.md.jinja", rows=rows, each=each)


def _topic(archive: Archive, rows: Mapping[str, Said], topic: Topic, records: Sequence[Record]) -> Iterator[Listing]:
    """What was said on it, and where there are both, what the articles themselves claim in a list beside it."""
    slug = archive.topic_pages[topic.name]
    claims = [record for record in records if record.kind == Kind.ASSERTION]
    said = [record for record in records if record.kind != Kind.ASSERTION]
    if not said or not claims:
        yield _statements(rows, f"topics/{slug}", topic.name, records, of_topic(topic))
        return
    other = f"{slug}{CLAIMS}"
    parts = (
        (slug, gettext("What was said"), len(said)),
        (other, gettext("Claims of the articles themselves"), len(claims)),
    )
    first = _statements(rows, f"topics/{slug}", topic.name, said, of_topic(topic))
    yield replace(first, each={"parts": parts, "part": slug})
    second = _statements(
        rows, f"topics/{other}", gettext("{topic}: claims of the articles themselves").format(topic=topic.name), claims
    )
    yield replace(second, each={"parts": parts, "part": other})


def _statements(
    rows: Mapping[str, Said],
    path: str,
    title: str,
    records: Sequence[Record],
    front: Mapping[str, Any] | None = None,
    first: Mapping[str, Any] | None = None,
) -> Listing:
    """A list of statements, of which ``rows`` has the rows; ``front`` and ``first`` go to its first page alone."""
    counts = Counter(record.kind for record in records)
    years = Counter(record.article.published[:4] for record in records if record.article.published)
    shown = {
        "about": "",
        "total": len(records),
        "counts": {kind: counts[kind] for kind in Kind if counts[kind]},
        "years": tuple(sorted(years.items())),
        **(first or {}),
    }
    own = [rows[record.id] for record in records]
    return Listing(
        path=path,
        title=title,
        template="listing.md.jinja",
        rows=own,
        front=front or {},
        first=shown,
        each={"parts": ()},
    )


def _index(folder: str, rows: Sequence[tuple[str, str, int]]) -> Listing:
    return Listing(path=f"{folder}/index", title=TITLES[folder], template=f"{folder}.md.jinja", rows=rows)
