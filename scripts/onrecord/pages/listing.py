"""Listings: the pages of speakers, topics, kinds and articles, at most a hundred entries on each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from onrecord.model.article import Topic
from onrecord.model.attribution import Kind
from onrecord.model.entry import ArticleEntry, Entry
from onrecord.model.readers_words import KINDS, MEANINGS, PLURALS, said_by
from onrecord.pages.article_index import article_index
from onrecord.pages.paginate import Listing, sheets
from onrecord.pages.speaker_facts import Facts
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
    def of(cls, entry: Entry) -> "Row":
        """The row of a statement."""
        article = entry.article
        return cls(
            entry.id,
            str(entry.kind),
            _beginning(entry.words),
            said_by(entry.kind, entry.speaker),
            entry.speaker_page if entry.speaker else None,
            article.slug,
            article.title.text,
            article.outlet,
            article.published,
        )


def listings(
    entries: Sequence[Entry],
    articles: Sequence[ArticleEntry],
    *,
    speakers: Mapping[str, str],
    topics: Sequence[Topic],
    topic_slugs: Mapping[str, str],
    facts: Mapping[str, Facts] = MappingProxyType({}),
) -> list[Job]:
    """Every listing of the archive.

    ``speakers`` maps slugs to names, ``topic_slugs`` names to slugs; ``facts`` are those of speakers, by slug.
    """
    by_speaker = _grouped(entries, lambda entry: [entry.speaker_page] if entry.speaker_page else [])
    by_topic = _grouped(entries, lambda entry: entry.topics)
    by_kind = _grouped(entries, lambda entry: [entry.kind])
    unresolved = [entry for entry in entries if entry.speaker is None and entry.kind != Kind.ASSERTION]
    statements = partial(_statement_listing, rows={entry.id: Row.of(entry) for entry in entries})
    return [
        *(
            job
            for slug, name in speakers.items()
            for job in statements(
                f"speakers/{slug}",
                name,
                by_speaker.get(slug, []),
                front=facts[slug].front if slug in facts else None,
                first=_known_as(by_speaker.get(slug, [])) | dict(facts[slug].first if slug in facts else {}),
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
        *speaker_index(counted(speakers, entries)),
        *_index("topics", "Topics", [(slug, n, len(by_topic.get(n, []))) for n, slug in sorted(topic_slugs.items())]),
        *_index("kinds", "Kinds", [(str(kind), PLURALS[kind], len(by_kind.get(kind, []))) for kind in Kind]),
        *article_index(newest_first(articles), Counter(entry.article.slug for entry in entries)),
    ]


def newest_first(articles: Iterable[ArticleEntry]) -> list[ArticleEntry]:
    """By the date of publication, the latest first; articles without one last, by slug."""
    by_slug = sorted(articles, key=lambda article: article.slug)
    return sorted(by_slug, key=lambda article: article.published or "", reverse=True)


def _grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys(entry):
            groups.setdefault(key, []).append(entry)
    return groups


def _beginning(words: Sequence[str]) -> str:
    shown = opening(" ".join(words), words=WORDS)
    if len(shown) <= CHARACTERS:
        return shown
    cut = shown[:CHARACTERS]
    return f"{cut.rpartition(' ')[0] or cut} …"


def _known_as(entries: Sequence[Entry]) -> dict[str, Any]:
    """The names and roles that articles give a speaker, most frequent first, and how many more there are."""
    counts = Counter(entry.source for entry in entries if entry.source)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = tuple(opening(source, words=KNOWN_AS_WORDS) for source, _ in ordered[:KNOWN_AS])
    return {"known_as": shown, "more": len(ordered) - len(shown)}


def _statement_listing(
    path: str,
    title: str,
    entries: Sequence[Entry],
    *,
    rows: Mapping[str, Row],
    about: str = "",
    first: Mapping[str, Any] | None = None,
    front: Mapping[str, Any] | None = None,
) -> list[Job]:
    counts = Counter(entry.kind for entry in entries)
    dated = Counter(entry.article.published[:4] for entry in entries if entry.article.published)
    return sheets(
        Listing(
            path=path,
            title=title,
            template="listing.md.jinja",
            rows=[rows[entry.id] for entry in entries],
            front=front or {},
            first={
                "about": about,
                "total": len(entries),
                "counts": {kind: counts[kind] for kind in Kind if counts[kind]},
                "years": tuple(sorted(dated.items())),
                "known_as": (),
                "namesakes": (),
                "wikidata": None,
                **(first or {}),
            },
        )
    )


def _index(folder: str, title: str, rows: Sequence[tuple[str, str, int]]) -> list[Job]:
    return sheets(Listing(path=f"{folder}/index", title=title, template=f"{folder}.md.jinja", rows=rows))
