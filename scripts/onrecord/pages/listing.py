"""Listings: the pages of speakers, topics, kinds and articles, at most a hundred entries on each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onrecord.archive.archive import Archive
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS, MEANINGS, PLURALS, said_by
from onrecord.model.record import ArticleRecord, Record
from onrecord.pages.article_index import article_index
from onrecord.pages.front_matter import of_topic
from onrecord.pages.paginate import Listing, sheets
from onrecord.pages.speaker_facts import NO_FACTS, speaker_facts
from onrecord.pages.speaker_index import counted, speaker_index
from onrecord.text.opening import opening
from onrecord.work.job import Job

UNRESOLVED_SLUG = "not_resolved"
"""The address, below ``speakers/``, of the statements whose speaker is left open; no name's slug has a "_"."""
WORDS = 40
CHARACTERS = 400
"""Of a statement's beginning, at most so many words and characters."""
KNOWN_AS = 20
KNOWN_AS_WORDS = 25
"""How many of the names and roles that articles give a speaker are shown, and how many words of each."""


class Row(NamedTuple):
    """A statement as it stands in a listing: whatever is shown of it, and nothing else.

    ``kind``, ``speaker``, ``article`` and ``id`` are parts of addresses; ``by``, ``words``, ``title``, ``outlet`` and
    ``published`` are to be read.
    """

    id: str
    kind: str
    words: str
    by: str
    speaker: str | None
    article: str
    title: str
    outlet: str | None
    published: str | None

    @classmethod
    def of(cls, record: Record) -> "Row":
        """The row of a statement."""
        article = record.article
        return cls(
            record.id,
            str(record.kind),
            _beginning(record.words),
            said_by(record.kind, record.speaker),
            record.speaker_page if record.speaker else None,
            article.slug,
            article.title.text,
            article.outlet,
            article.published,
        )


def listings(archive: Archive) -> list[Job]:
    """Every listing of the archive."""
    by_speaker = _grouped(archive.statements, lambda one: [one.speaker_page] if one.speaker_page else [])
    by_topic = _grouped(archive.statements, lambda one: one.topics)
    by_kind = _grouped(archive.statements, lambda one: [one.kind])
    unresolved = [one for one in archive.statements if one.speaker is None and one.kind != Kind.ASSERTION]
    counts = Counter(one.article.slug for one in archive.statements)
    topics = sorted(archive.topic_pages.items())
    lists = [
        *_speakers(archive, by_speaker),
        _Statements(
            path=f"speakers/{UNRESOLVED_SLUG}",
            title="Speaker not resolved",
            records=unresolved,
            first={"about": "The article does not let a careful reader decide who said these. They are left open."},
        ),
        *(
            _Statements(
                path=f"topics/{archive.topic_pages[topic.name]}",
                title=topic.name,
                records=by_topic.get(topic.name, []),
                front=of_topic(topic),
            )
            for topic in archive.topics
        ),
        *(
            _Statements(
                path=f"kinds/{kind}",
                title=PLURALS[kind],
                records=by_kind.get(kind, []),
                first={"about": f"{KINDS[kind]}: {MEANINGS[kind]}."},
            )
            for kind in Kind
        ),
    ]
    return [
        *_statement_lists(archive, lists),
        *speaker_index(counted(archive)),
        *_index("topics", "Topics", [(slug, name, len(by_topic.get(name, []))) for name, slug in topics]),
        *_index("kinds", "Kinds", [(str(kind), PLURALS[kind], len(by_kind.get(kind, []))) for kind in Kind]),
        *article_index(newest_first(archive.articles), counts),
    ]


def _speakers(archive: Archive, by_speaker: Mapping[str, Sequence[Record]]) -> Iterator["_Statements"]:
    facts = speaker_facts(archive)
    for slug, name in archive.speakers.items():
        records = by_speaker.get(slug, [])
        own = facts.get(slug, NO_FACTS)
        yield _Statements(
            path=f"speakers/{slug}", title=name, records=records, front=own.front, first=_known_as(records) | own.first
        )


def newest_first(articles: Iterable[ArticleRecord]) -> list[ArticleRecord]:
    """By the date of publication, the latest first; articles without one last, by slug."""
    by_slug = sorted(articles, key=lambda article: article.slug)
    return sorted(by_slug, key=lambda article: article.published or "", reverse=True)


def _grouped(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        for key in keys(record):
            groups.setdefault(key, []).append(record)
    return groups


def _beginning(words: Sequence[str]) -> str:
    shown = opening(" ".join(words), words=WORDS)
    if len(shown) <= CHARACTERS:
        return shown
    cut = shown[:CHARACTERS]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _known_as(records: Sequence[Record]) -> dict[str, Any]:
    """The names and roles that articles give a speaker, most frequent first, and how many more there are."""
    counts = Counter(record.source_words for record in records if record.source_words)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = tuple(opening(source, words=KNOWN_AS_WORDS) for source, _ in ordered[:KNOWN_AS])
    return {"known_as": shown, "more": len(ordered) - len(shown)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statements:
    """A list of statements: ``front`` and ``first`` go to its first page alone."""

    path: str
    title: str
    records: Sequence[Record]
    front: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)


def _statement_lists(archive: Archive, lists: Iterable[_Statements]) -> Iterator[Job]:
    rows = {record.id: Row.of(record) for record in archive.statements}
    for one in lists:
        counts = Counter(record.kind for record in one.records)
        years = Counter(record.article.published[:4] for record in one.records if record.article.published)
        yield from sheets(
            Listing(
                path=one.path,
                title=one.title,
                template="listing.md.jinja",
                rows=[rows[record.id] for record in one.records],
                front=one.front,
                first={
                    "about": "",
                    "total": len(one.records),
                    "counts": {kind: counts[kind] for kind in Kind if counts[kind]},
                    "years": tuple(sorted(years.items())),
                    "known_as": (),
                    "namesakes": (),
                    "wikidata": None,
                    **one.first,
                },
            )
        )


def _index(folder: str, title: str, rows: Sequence[tuple[str, str, int]]) -> list[Job]:
    return sheets(Listing(path=f"{folder}/index", title=title, template=f"{folder}.md.jinja", rows=rows))
