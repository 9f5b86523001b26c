"""From the seeds to the pages: the one call into the core that the command line and the MkDocs plugin share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.article import Article, Problem, Topic
from onrecord.attribution import Extraction
from onrecord.extract import extract
from onrecord.pages.article_page import article_page, article_title
from onrecord.pages.entry import ArticleEntry, Entry
from onrecord.pages.listing import listings
from onrecord.pages.page import Page
from onrecord.pages.statement_page import statement_page
from onrecord.read import MAX_BYTES, read
from onrecord.slug import name_slugs
from onrecord.statement import Identifier, Statement, lf, statements
from onrecord.write import kept_pages, kept_topics, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a build made: the listings' entries, every problem and warning met, and how many files it changed."""

    articles: tuple[ArticleEntry, ...]
    entries: tuple[Entry, ...]
    speakers: Mapping[str, str]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extracted:
    """An article on its way through the stages."""

    article: Article
    extraction: Extraction
    statements: tuple[Statement, ...]


def publish(
    seeds: Path, docs: Path, *, max_bytes: int = MAX_BYTES, model: str | None = None, shown_as: str = "seeds"
) -> Published:
    """Write the pages of every article in ``seeds`` into ``docs``; what was refused stands in the result.

    An article that cannot be read keeps the pages of its last good build, marked so.
    """
    reading = read(seeds, max_bytes=max_bytes, shown_as=shown_as)
    kept = kept_pages(docs, reading.refused)
    topics = kept_topics(docs) if reading.topics is None else reading.topics
    identifier = Identifier(taken=(entry.id for entry in kept.entries))
    extracted = [_extract(article, topics, identifier=identifier, model=model) for article in reading.articles]
    names = {s.attribution.speaker for work in extracted for s in work.statements}
    names |= {entry.speaker for entry in kept.entries}
    speakers = name_slugs(filter(None, names))
    topic_slugs = name_slugs(topic.name for topic in topics)
    pages = [page for work in extracted for page in _article_pages(work, speakers=speakers, topics=topic_slugs)]
    fronts = [page.front for page in (*pages, *kept.pages)]
    entries = tuple(sorted((Entry.read(front) for front in fronts if "words" in front), key=_order))
    articles = tuple(ArticleEntry.read(front) for front in fronts if "statements" in front)
    pages += listings(entries, articles, speakers=speakers, topics=topics, topic_slugs=topic_slugs)
    written = write(docs, [*pages, *kept.pages])
    return Published(
        articles=articles,
        entries=entries,
        speakers=speakers,
        problems=(*reading.problems, *written.problems),
        warnings=tuple(warning for work in extracted for warning in _warnings(work)),
        changed=written.changed,
    )


def _extract(article: Article, topics: Iterable[Topic], *, identifier: Identifier, model: str | None) -> _Extracted:
    extraction = extract(article.text, model=model)
    found = statements(article, extraction, topics=topics, identifier=identifier)
    return _Extracted(article=article, extraction=extraction, statements=found)


def _article_pages(work: _Extracted, *, speakers: Mapping[str, str], topics: Mapping[str, str]) -> list[Page]:
    title = article_title(work.article)
    ids = [None, *(statement.id for statement in work.statements), None]
    return [
        article_page(work.article, work.extraction, work.statements, title=title, speakers=speakers),
        *(
            statement_page(
                work.article,
                work.extraction,
                statement,
                title=title,
                speakers=speakers,
                topics=topics,
                previous=ids[number],
                following=ids[number + 2],
            )
            for number, statement in enumerate(work.statements)
        ),
    ]


def _order(entry: Entry) -> tuple[str, int, str]:
    return (entry.article.slug, entry.offset, entry.id)


def _warnings(work: _Extracted) -> list[Problem]:
    text = work.article.text
    return [
        Problem(
            path=work.article.path,
            line=work.article.first_line + lf(text[: warning.offset]).count("\n"),
            message=warning.message,
        )
        for warning in work.extraction.warnings
    ]
