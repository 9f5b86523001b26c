"""Listings: the pages of speakers, topics, kinds and articles, at most a hundred entries on each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from onrecord.article import Topic
from onrecord.attribution import Kind
from onrecord.cache.digest import digest
from onrecord.escape import front_matter
from onrecord.pages.charts import count_bar
from onrecord.pages.entry import ArticleEntry, Entry, opening
from onrecord.pages.page import Page
from onrecord.pages.readers_words import KINDS, MEANINGS, PLURALS, said_by
from onrecord.templating import fill
from onrecord.work.job import Job

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
) -> list[Job]:
    """Every listing of the archive; ``speakers`` maps slugs to names, ``topic_slugs`` names to slugs."""
    by_speaker = _grouped(entries, lambda entry: [entry.speaker_page] if entry.speaker_page else [])
    by_topic = _grouped(entries, lambda entry: entry.topics)
    by_kind = _grouped(entries, lambda entry: [entry.kind])
    unresolved = [entry for entry in entries if entry.speaker is None and entry.kind != Kind.ASSERTION]
    keys = {entry.id: digest(entry) for entry in entries}
    statements = partial(_statement_listing, keys=keys)
    return [
        *(
            job
            for slug, name in speakers.items()
            for job in statements(
                f"speakers/{slug}", name, by_speaker.get(slug, []), known_as=_known_as(by_speaker.get(slug, []))
            )
        ),
        *statements(
            f"speakers/{UNRESOLVED_SLUG}",
            "Speaker not resolved",
            unresolved,
            about="The article does not let a careful reader decide who said these. They are left open.",
        ),
        *(
            job
            for topic in topics
            for job in statements(
                f"topics/{topic_slugs[topic.name]}",
                topic.name,
                by_topic.get(topic.name, []),
                front={"topic": topic.name, "phrases": topic.phrases},
            )
        ),
        *(
            job
            for kind in Kind
            for job in statements(
                f"kinds/{kind}", PLURALS[kind], by_kind.get(kind, []), about=f"{KINDS[kind]}: {MEANINGS[kind]}."
            )
        ),
        *_index(
            "speakers",
            "Speakers",
            sorted(((slug, name, len(by_speaker.get(slug, []))) for slug, name in speakers.items()), key=_by_name),
        ),
        *_index("topics", "Topics", [(slug, n, len(by_topic.get(n, []))) for n, slug in sorted(topic_slugs.items())]),
        *_index("kinds", "Kinds", [(str(kind), PLURALS[kind], len(by_kind.get(kind, []))) for kind in Kind]),
        *_article_listing(articles, Counter(entry.article.slug for entry in entries)),
    ]


def _by_name(row: tuple[str, str, int]) -> tuple[str, str]:
    return (row[1], row[0])


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
    keys: Mapping[str, str],
    about: str = "",
    known_as: Sequence[str] = (),
    front: Mapping[str, Any] = MappingProxyType({}),
) -> list[Job]:
    counts = Counter(entry.kind for entry in entries)
    dated = Counter(entry.article.published[:4] for entry in entries if entry.article.published)
    return _paged(
        path,
        title,
        entries,
        front=front,
        template="listing.md.jinja",
        rows=_statement_rows,
        item_key=lambda entry: keys[entry.id],
        values={
            "about": about,
            "known_as": tuple(known_as),
            "counts": {kind: counts[kind] for kind in Kind},
            "years": sorted(dated.items()),
        },
    )


def _statement_rows(shown: Sequence[Entry]) -> list[tuple[Entry, str, str, str]]:
    return [
        (entry, KINDS[entry.kind], said_by(entry.kind, entry.speaker), opening(" ".join(entry.words), words=40))
        for entry in shown
    ]


def _index(folder: str, title: str, rows: Sequence[tuple[str, str, int]]) -> list[Job]:
    return _paged(f"{folder}/index", title, rows, template=f"{folder}.md.jinja", rows=list)


def _article_listing(articles: Sequence[ArticleEntry], counts: Mapping[str, int]) -> list[Job]:
    counted = [(article, counts.get(article.slug, 0)) for article in newest_first(articles)]
    return _paged("articles/index", "Articles", counted, template="articles.md.jinja", rows=list)


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
    item_key: Callable[[Item], str] = repr,
    front: Mapping[str, Any] = MappingProxyType({}),
    values: Mapping[str, Any] = MappingProxyType({}),
) -> list[Job]:
    """``path.md``, ``path.2.md`` … with a hundred items on each; no slug holds a dot, so they collide with nothing."""
    folder, _, stem = path.rpartition("/")
    last = max(1, -(-len(items) // PER_PAGE))
    given = {"title": title, "last": last, "total": len(items), **values}
    jobs = []
    for number in range(1, last + 1):
        shown = items[(number - 1) * PER_PAGE : number * PER_PAGE]
        own = f"{folder}/{_numbered(stem, number)}.md"
        jobs.append(
            Job(
                name=own,
                key=digest(own, dict(front), template, given, *map(item_key, shown)),
                paths=(own,),
                make=partial(_sheet, own, stem, number, dict(front), template, rows, tuple(shown), given),
            )
        )
    return jobs


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}.{number}"


def _base(stem: str, number: int) -> str:
    """The way from a page of a listing to its folder: the folder's own index is there already."""
    return "" if _numbered(stem, number) == "index" else "../"


def _address(stem: str, number: int, *, seen_from: int) -> str:
    name = _numbered(stem, number)
    return f"{_base(stem, seen_from)}{'' if name == 'index' else f'{name}/'}"


def _sheet(
    path: str,
    stem: str,
    number: int,
    front: Mapping[str, Any],
    template: str,
    rows: Callable[[Sequence[Item]], Any],
    shown: Sequence[Item],
    given: Mapping[str, Any],
) -> list[Page]:
    """The page of a listing with that number, and ``shown`` on it."""
    counts = given.get("counts", {})
    title = given["title"] if number == 1 else f"{given['title']}, page {number}"
    body = fill(
        template,
        **given,
        number=number,
        base=_base(stem, number),
        earlier=_address(stem, number - 1, seen_from=number) if number > 1 else None,
        later=_address(stem, number + 1, seen_from=number) if number < given["last"] else None,
        rows=rows(shown),
        bar=count_bar(counts),
        kinds=[(KINDS[kind], counts[kind]) for kind in Kind if counts.get(kind)],
        meanings=MEANINGS,
    )
    return [Page(path=path, front={"title": front_matter(title), "hide": ("navigation", "toc"), **front}, body=body)]
