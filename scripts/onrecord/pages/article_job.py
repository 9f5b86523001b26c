"""The job of an article: its page and its statements' pages, with what they need to know of the rest of the archive."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from onrecord.archive.archive import Archive, told_by_name
from onrecord.model.page import Job, Page
from onrecord.pages.article_page import ArticleContent, article_page
from onrecord.pages.ended_page import history
from onrecord.pages.statement_page import statement_page
from onrecord.permanence.identify import Identified
from onrecord.permanence.revisions import revisions
from onrecord.store.digest import digest


def article_jobs(archive: Archive, published: Sequence[Identified], keys: Mapping[str, str]) -> Iterator[Job]:
    """A job for each article; ``keys`` has those of their drafts, by the articles' names."""
    records = {one.id: one for one in archive.statements}
    articles = {one.slug: one for one in archive.articles}
    addresses = defaultdict(list)
    for address in archive.registry.statements.values():
        addresses[address.article].append(address)
    only = told_by_name(archive.people)
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
                others={other: records[other] for both in repeats.values() for other in both.others},
            ),
            keys[one.article.name],
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
            content.history, content.repeats, content.others, [record.entities for record in content.records],
        ),
        paths=(f"articles/{article.slug}.md", *(f"statements/{id_}.md" for id_ in ids)),
        make=partial(_pages, content),
    )  # fmt: skip


def _pages(content: ArticleContent) -> list[Page]:
    return [article_page(content), *(statement_page(content, number) for number in range(len(content.records)))]
