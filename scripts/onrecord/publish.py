"""From the seeds to the pages: the one call into the core that the command line and the MkDocs plugin share."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.article import Article, Problem
from onrecord.editing.correction_files import correction_files
from onrecord.pages.article_page import article_page, article_title
from onrecord.pages.ended_page import ended_pages, history
from onrecord.pages.entry import ArticleEntry, Entry
from onrecord.pages.listing import listings
from onrecord.pages.page import Page
from onrecord.pages.statement_page import statement_page
from onrecord.permanence.addresses import check_addresses
from onrecord.permanence.adopt import adopted
from onrecord.permanence.article_keys import keyed, refused_keys
from onrecord.permanence.registry import FILE, Registry, StatementRecord, owners
from onrecord.permanence.registry_file import read_registry, write_registry
from onrecord.permanence.revisions import revisions
from onrecord.permanence.succession import settle
from onrecord.reading.read import MAX_BYTES, read
from onrecord.slug import article_slug, name_slugs
from onrecord.state import Stated, Stating, standing, state
from onrecord.statement import Identifier, lf
from onrecord.write import kept_pages, kept_topics, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a build made: the listings' entries, every problem and warning met, and how many files it changed.

    ``fronts`` has the front matter of each statement's page, in the order of ``entries``; ``readable`` are the articles
    that are published anew, with their keys.  ``registry`` says what answers at each address, ``feeds`` which feeds
    there are, where the site has an address.
    """

    articles: tuple[ArticleEntry, ...]
    entries: tuple[Entry, ...]
    fronts: tuple[Mapping[str, Any], ...]
    speakers: Mapping[str, str]
    topics: Mapping[str, str]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    changed: int
    readable: tuple[Article, ...]
    registry: Registry
    feeds: frozenset[str] = frozenset()


def publish(
    seeds: Path,
    docs: Path,
    *,
    max_bytes: int = MAX_BYTES,
    model: str | None = None,
    shown_as: str = "seeds",
    context: str = "full",
    recording: bool = False,
) -> Published:
    """Write the pages of every article in ``seeds`` into ``docs``; what was refused stands in the result.

    An article that cannot be read keeps the pages of its last good build, marked so.  ``context`` limits how much of
    an article is published around its statements.  ``recording`` says that the addresses are published for good: they
    are put into the registry; a preview leaves it as it is.

    Raises:
        AddressesError: the registry is damaged, or an address in it would lead nowhere; nothing was written.

    """
    registry = read_registry(seeds, shown_as=shown_as)
    reading = read(seeds, max_bytes=max_bytes, shown_as=shown_as)
    if recording and not os.path.lexists(seeds / FILE):
        registry = adopted(docs, reading.articles)
    known = {article_slug(one.name) for one in registry.articles.values() if one.reason is None}
    refused = refused_keys(registry, reading.refused) | (reading.refused - known)
    topics = kept_topics(docs) if reading.topics is None else reading.topics
    articles = keyed(reading.articles, registry, refused=reading.refused)
    stating = Stating(
        identifier=Identifier(taken=_held(registry, refused), owners=owners(registry)),
        topics=topics,
        model=model,
        context=context,
        corrections=correction_files(seeds),
        shown_as=shown_as,
    )
    done = [state(article, stating) for article in articles]
    refused |= {article.slug for article, one in zip(articles, done, strict=True) if one is None}
    stated = [one for one in done if one is not None]
    kept = kept_pages(docs, refused)
    after = settle(registry, [standing(one) for one in stated], refused=refused)
    names = {s.attribution.speaker for one in stated for s in one.statements}
    names |= {entry.speaker for entry in kept.entries}
    speakers = name_slugs(filter(None, names))
    topic_slugs = name_slugs(topic.name for topic in topics)
    records = _by_article(after)
    shown = [one for one in stated if not one.article.metadata.withdraw]
    pages = [
        page for one in shown for page in _article_pages(one, after, records, speakers=speakers, topics=topic_slugs)
    ]
    fronts = [page.front for page in (*pages, *kept.pages)]
    listed = sorted(
        ((Entry.read(front), front) for front in fronts if "words" in front), key=lambda pair: _order(pair[0])
    )
    entries = tuple(entry for entry, _ in listed)
    entered = tuple(ArticleEntry.read(front) for front in fronts if "statements" in front)
    pages += ended_pages(after, titles={one.slug: one.title.text for one in entered})
    pages += listings(entries, entered, speakers=speakers, topics=topics, topic_slugs=topic_slugs)
    check_addresses(after, [*pages, *kept.pages], docs)
    written = write(docs, [*pages, *kept.pages])
    if recording:
        write_registry(seeds, after)
    return Published(
        articles=entered,
        entries=entries,
        fronts=tuple(front for _, front in listed),
        speakers=speakers,
        topics=topic_slugs,
        problems=(*reading.problems, *stating.problems(reading), *written.problems),
        warnings=(*(warning for one in stated for warning in _warnings(one)), *stating.warnings),
        changed=written.changed,
        readable=tuple(one.article for one in shown),
        registry=after,
    )


def _held(registry: Registry, refused: frozenset[str]) -> list[str]:
    """The ids of the articles that could not be read: they stay where they are."""
    return [one.id for one in registry.statements.values() if one.article in refused]


def _by_article(registry: Registry) -> dict[str, list[StatementRecord]]:
    records: dict[str, list[StatementRecord]] = {key: [] for key in registry.articles}
    for one in registry.statements.values():
        records[one.article].append(one)
    return records


def _article_pages(
    one: Stated,
    registry: Registry,
    records: Mapping[str, Sequence[StatementRecord]],
    *,
    speakers: Mapping[str, str],
    topics: Mapping[str, str],
) -> list[Page]:
    article = one.article
    title = article_title(article, one.shown)
    own = records[article.slug]
    told = history(revisions(registry, article.slug, own), own)
    ids = [None, *(statement.id for statement in one.statements), None]
    return [
        article_page(
            article, one.extraction, one.statements, title=title, speakers=speakers, shown=one.shown, history=told
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
            )
            for number, statement in enumerate(one.statements)
        ),
    ]


def _order(entry: Entry) -> tuple[str, int, str]:
    return (entry.article.slug, entry.offset, entry.id)


def _warnings(one: Stated) -> list[Problem]:
    text = one.article.text
    return [
        Problem(
            path=one.article.path,
            line=one.article.first_line + lf(text[: warning.offset]).count("\n"),
            message=warning.message,
        )
        for warning in one.extraction.warnings
    ]
