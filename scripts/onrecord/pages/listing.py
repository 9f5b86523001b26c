"""Listings: the pages of speakers, topics, kinds and articles, at most a hundred entries on each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from onrecord.article import Topic
from onrecord.attribution import Kind
from onrecord.escape import front_matter
from onrecord.pages.charts import count_bar
from onrecord.pages.entry import ArticleEntry, Entry, opening
from onrecord.pages.page import Page
from onrecord.pages.readers_words import KINDS, MEANINGS, PLURALS, said_by
from onrecord.templating import fill

PER_PAGE = 100
UNRESOLVED_SLUG = "not_resolved"
"""The address, below ``speakers/``, of the statements whose speaker is left open; no name's slug has a "_"."""

Item = TypeVar("Item")


def listings(
    entries: Sequence[Entry],
    articles: Sequence[ArticleEntry],
    *,
    speakers: Mapping[str, str],
    topics: Sequence[Topic],
    topic_slugs: Mapping[str, str],
) -> list[Page]:
    """Every listing of the archive; ``speakers`` and ``topic_slugs`` map names to slugs."""
    by_speaker = _grouped(entries, lambda entry: [entry.speaker] if entry.speaker else [])
    by_topic = _grouped(entries, lambda entry: entry.topics)
    by_kind = _grouped(entries, lambda entry: [entry.kind])
    unresolved = [entry for entry in entries if entry.speaker is None and entry.kind != Kind.ASSERTION]
    return [
        *(
            page
            for name in speakers
            for page in _statement_listing(
                f"speakers/{speakers[name]}",
                name,
                by_speaker.get(name, []),
                speakers=speakers,
                known_as=_known_as(by_speaker.get(name, [])),
            )
        ),
        *_statement_listing(
            f"speakers/{UNRESOLVED_SLUG}",
            "Speaker not resolved",
            unresolved,
            speakers=speakers,
            about="The article does not let a careful reader decide who said these. They are left open.",
        ),
        *(
            page
            for topic in topics
            for page in _statement_listing(
                f"topics/{topic_slugs[topic.name]}",
                topic.name,
                by_topic.get(topic.name, []),
                speakers=speakers,
                front={"topic": topic.name, "phrases": topic.phrases},
            )
        ),
        *(
            page
            for kind in Kind
            for page in _statement_listing(
                f"kinds/{kind}",
                PLURALS[kind],
                by_kind.get(kind, []),
                speakers=speakers,
                about=f"{KINDS[kind]}: {MEANINGS[kind]}.",
            )
        ),
        *_index(
            "speakers", "Speakers", [(slug, n, len(by_speaker.get(n, []))) for n, slug in sorted(speakers.items())]
        ),
        *_index("topics", "Topics", [(slug, n, len(by_topic.get(n, []))) for n, slug in sorted(topic_slugs.items())]),
        *_index("kinds", "Kinds", [(str(kind), PLURALS[kind], len(by_kind.get(kind, []))) for kind in Kind]),
        *_article_listing(articles, Counter(entry.article.slug for entry in entries)),
    ]


def _grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys(entry):
            groups.setdefault(key, []).append(entry)
    return groups


def _known_as(entries: Sequence[Entry]) -> list[str]:
    """The names and roles that articles give a speaker, as they stand there, most frequent first."""
    counted = Counter(entry.source for entry in entries if entry.source)
    return [words for words, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _statement_listing(
    path: str,
    title: str,
    entries: Sequence[Entry],
    *,
    speakers: Mapping[str, str],
    about: str = "",
    known_as: Sequence[str] = (),
    front: Mapping[str, Any] = MappingProxyType({}),
) -> list[Page]:
    counts = Counter(entry.kind for entry in entries)
    dated = Counter(entry.article.published[:4] for entry in entries if entry.article.published)
    return _paged(
        path,
        title,
        entries,
        front=front,
        template="listing.md.jinja",
        rows=lambda shown: [
            (entry, KINDS[entry.kind], said_by(entry.kind, entry.speaker), opening(" ".join(entry.words), words=40))
            for entry in shown
        ],
        about=about,
        known_as=known_as,
        speakers=speakers,
        bar=count_bar(counts),
        years=sorted(dated.items()),
        kinds=[(KINDS[kind], counts[kind]) for kind in Kind if counts[kind]],
    )


def _index(folder: str, title: str, rows: Sequence[tuple[str, str, int]]) -> list[Page]:
    return _paged(f"{folder}/index", title, rows, template=f"{folder}.md.jinja", rows=list, meanings=MEANINGS)


def _article_listing(articles: Sequence[ArticleEntry], counts: Mapping[str, int]) -> list[Page]:
    return _paged(
        "articles/index",
        "Articles",
        newest_first(articles),
        template="articles.md.jinja",
        rows=lambda shown: [(article, counts.get(article.slug, 0)) for article in shown],
    )


def newest_first(articles: Iterable[ArticleEntry]) -> list[ArticleEntry]:
    """By the date of publication, the latest first; articles without one last, by slug."""
    by_slug = sorted(articles, key=lambda article: article.slug)
    return sorted(by_slug, key=lambda article: article.published or "", reverse=True)


def _paged(
    path: str,
    title: str,
    items: Sequence[Item],
    *,
    template: str,
    rows: Callable[[Sequence[Item]], Any],
    front: Mapping[str, Any] = MappingProxyType({}),
    **values: Any,
) -> list[Page]:
    """``path.md``, ``path.2.md`` … with a hundred items on each; no slug holds a dot, so they collide with nothing."""
    stem = path.rpartition("/")[2]
    last = max(1, -(-len(items) // PER_PAGE))

    def name(number: int) -> str:
        return stem if number == 1 else f"{stem}.{number}"

    return [
        Page(
            path=f"{path.removesuffix(stem)}{name(number)}.md",
            front={
                "title": front_matter(title if number == 1 else f"{title}, page {number}"),
                "hide": ("navigation", "toc"),
                **front,
            },
            body=fill(
                template,
                title=title,
                number=number,
                last=last,
                total=len(items),
                earlier=name(number - 1) if number > 1 else None,
                later=name(number + 1) if number < last else None,
                rows=rows(items[(number - 1) * PER_PAGE : number * PER_PAGE]),
                **values,
            ),
        )
        for number in range(1, last + 1)
    ]
