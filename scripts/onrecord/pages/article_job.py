"""The job of an article: its page and its statements' pages, with what they need to know of the rest of the archive."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.archive.people import Merged, Speaker
from onrecord.archive.repeated import Repeats
from onrecord.model.entry import ArticleEntry, Title
from onrecord.model.registry import Registry, StatementRecord
from onrecord.model.statement import Statement, content_text
from onrecord.pages.also_quoted import AlsoQuoted, Elsewhere
from onrecord.pages.article_page import article_pages
from onrecord.pages.ended_page import history
from onrecord.permanence.identify import Stated
from onrecord.permanence.revisions import revisions
from onrecord.store.digest import digest
from onrecord.work.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What pages tell of the rest of the archive.

    ``speakers`` is by an article's key and a name in it; ``labels`` has, by slug, each speaker's name, told apart from
    others of the same name.  ``pages`` has the slugs of names that only one speaker has.  ``topics`` maps names to
    slugs, ``articles`` keys to what listings show.  ``repeats`` says where a statement's words are quoted as well,
    ``said`` what stands there: the article's key and the words.
    """

    registry: Registry
    records: Mapping[str, Sequence[StatementRecord]]
    speakers: Mapping[tuple[str, str], Speaker]
    labels: Mapping[str, str]
    pages: Mapping[str, str]
    topics: Mapping[str, str]
    articles: Mapping[str, ArticleEntry]
    repeats: Mapping[str, Repeats]
    said: Mapping[str, tuple[str, tuple[str, ...]]]

    @classmethod
    def of(
        cls,
        registry: Registry,
        merged: Merged,
        *,
        topics: Mapping[str, str],
        articles: Mapping[str, ArticleEntry],
        repeats: Mapping[str, Repeats],
        stated: Sequence[Stated],
    ) -> "Telling":
        """All of it, from what the stages give."""
        records: dict[str, list[StatementRecord]] = {key: [] for key in registry.articles}
        for record in registry.statements.values():
            records[record.article].append(record)
        counts = Counter(one.name for one in merged.everyone)
        said = {
            statement.id: (one.article.slug, content_text(one.article, statement.attribution))
            for one in stated
            for statement in one.statements
            if statement.id in repeats
        }
        return cls(
            registry=registry,
            records=records,
            speakers=merged.speakers,
            labels=labels(merged, articles),
            pages={one.name: one.slug for one in merged.everyone if counts[one.name] == 1 and not one.article},
            topics=topics,
            articles=articles,
            repeats=repeats,
            said=said,
        )

    def page_of(self, one: Stated, statement: Statement) -> str | None:
        """The slug of the page of a statement's speaker."""
        name = statement.attribution.speaker
        return self.own_pages(one)[name] if name else None

    def own_pages(self, one: Stated) -> dict[str, str]:
        """The slugs of the pages of an article's speakers, by the names that its statements have."""
        key = one.article.slug
        return {speaker.name: speaker.slug for name in one.names if (speaker := self.speakers[key, name])}


def labels(merged: Merged, articles: Mapping[str, ArticleEntry]) -> dict[str, str]:
    """Each speaker's name by slug; where others have the same, with the role or the article that tells it apart."""
    return {one.slug: f"{one.name} ({_apart(one, articles)})" if one.told else one.name for one in merged.everyone}


def _apart(speaker: Speaker, articles: Mapping[str, ArticleEntry]) -> str:
    listed = articles.get(speaker.article or "")
    return f"in {listed.title.text}" if listed else speaker.told or ""


def article_job(one: Stated, key: str, telling: Telling, *, title: Title) -> Job:
    """The article's job; ``key`` is that of its draft."""
    article = one.article
    ids = tuple(statement.id for statement in one.statements)
    own = telling.own_pages(one)
    mentioned = {entity.name for statement in one.statements for entity in statement.entities}
    pages = {name: telling.pages[name] for name in sorted(mentioned) if name in telling.pages} | own
    topics = {name: telling.topics[name] for name in sorted({topic for s in one.statements for topic in s.topics})}
    records = telling.records[article.slug]
    told = history(revisions(telling.registry, article.slug, records), records)
    also = {id_: _also_quoted(telling.repeats[id_], telling) for id_ in ids if id_ in telling.repeats}
    return Job(
        name=f"articles/{article.slug}",
        key=digest(
            key, article.name, article.slug, article.path, article.sha256, article.metadata,
            ids, one.names, own, pages, topics, told, also,
        ),
        paths=(f"articles/{article.slug}.md", *(f"statements/{id_}.md" for id_ in ids)),
        make=partial(article_pages, one, title=title, speakers=pages, topics=topics, history=told, also=also),
    )  # fmt: skip


def _also_quoted(repeats: Repeats, telling: Telling) -> AlsoQuoted:
    others = tuple(
        Elsewhere(id=other, article=telling.articles[telling.said[other][0]], words=telling.said[other][1])
        for other in repeats.others
    )
    return AlsoQuoted(others=others, more=repeats.more)
