"""A speaker's page: who that is by the articles' words, when and on what the speaker spoke, and every statement."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from onrecord.archive.archive import Archive, told_by_name
from onrecord.archive.telling import KNOWN_AS_WORDS, Telling, called
from onrecord.catalog.language import Words, gettext, later
from onrecord.lexicon.names import is_suffix
from onrecord.lexicon.roles import roles_in
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import PLURALS, found_by, said_by
from onrecord.model.record import ArticleRecord, Record
from onrecord.pages.charts import Point, month_number
from onrecord.pages.paginate import PER_PAGE, Listing
from onrecord.text.opening import opening

UNDATED = "undated"
WORDS = 40
CHARACTERS = 400
"""Of a statement's beginning, at most so many words and characters."""
KNOWN_AS = 20
"""How many of the names and roles that articles give a speaker are shown."""
EARLIER_ROLES = 8
TOPICS = 20
BESIDE = 10
NAMING = 5
"""Of earlier roles, topics, others in the same articles and others' statements, the page has at most so many."""
CROWD = 100
"""An article that quotes more people than this says nothing of who is quoted beside whom."""
_MONTHS = 48
"""The timeline goes by months up to so many, else by years."""


class Said(NamedTuple):
    """A statement as it stands on a speaker's page: whatever is shown of it, and what it is filtered by.

    ``before`` and ``after`` are the rest of its sentence where its ``words`` do not read alone.  ``by`` is who said
    it where that is not the speaker whose page it is, ``speaker`` that one's slug.  ``called`` is how the article
    calls the speaker, where that tells more than the name.  ``topics`` are slugs.
    ``checked`` is ``editor`` where one found all of it right.
    """

    id: str
    kind: str
    words: str
    before: str
    after: str
    cue: str
    article: str
    title: str
    outlet: str
    day: str
    year: str
    called: str = ""
    topics: tuple[str, ...] = ()
    by: str = ""
    speaker: str = ""
    found: tuple[str, ...] = ()
    checked: str = ""
    language: str | None = None


FACETS = Words(
    {
        "kind": later("Kind"),
        "topic": later("Topic"),
        "outlet": later("Outlet"),
        "year": later("Year"),
        "checked": later("Checked"),
    }
)
EVERY = Words(
    {
        "kind": later("All kinds"),
        "topic": later("All topics"),
        "outlet": later("All outlets"),
        "year": later("All years"),
        "checked": later("Checked or not"),
    }
)
Facet = tuple[str, str, str, tuple[tuple[str, str, int], ...]]
"""What statements can be filtered by: its name, words for it and for all, and values with their words and numbers."""


class Called(NamedTuple):
    """The words in which an article tells a role, the years in which articles do, the article and the statement."""

    words: str
    years: str
    article: str
    id: str
    title: str
    day: str
    language: str | None


def speaker_pages(archive: Archive, own_rows: Mapping[str, Said], rows: Mapping[str, Said]) -> Iterator[Listing]:
    """The list of each speaker's statements, and of those that name the speaker where these are many.

    ``own_rows`` has by its id each statement as it stands on its speaker's page, ``rows`` as it stands on others'.
    """
    own = grouped(archive.statements, lambda one: [one.speaker_page] if one.speaker_page else [])
    naming = _naming(archive)
    beside = _beside(archive)
    people = {one.slug: one.person for one in archive.people.everyone}
    topics = {slug: name for name, slug in archive.topic_pages.items()}
    shared = {slug: slugs for slugs in archive.people.shared.values() for slug in slugs}
    for slug, name in archive.speakers.items():
        records = newest_statements(own.get(slug, ()))
        others = newest_statements(naming.get(slug, ()))
        # What others said comes first; what the articles themselves claim is a step further.
        shown = ([one for one in others if one.kind != Kind.ASSERTION] or others)[:NAMING]
        person = people.get(slug)
        listed = [own_rows[record.id] for record in records]
        first = {
            **_roles(records),
            **_span(records),
            **_known_as(records),
            "slug": slug,
            "counts": _by_kind(records),
            "points": points(records),
            "topics": _topics(archive, records)[:TOPICS],
            "beside": tuple((other, archive.speakers[other], count) for other, count in beside.get(slug, ())),
            "facets": _facets(topics, listed),
            "namesakes": tuple((other, archive.speakers[other]) for other in shared.get(slug, ()) if other != slug),
            "wikidata": person and person.wikidata,
            "naming": tuple(rows[record.id] for record in shown),
            "all_naming": len(others),
        }
        path = f"speakers/{slug}"
        yield Listing(path=path, title=name, template="speaker.md.jinja", rows=listed, first=first)
        if len(others) > len(shown):
            yield Listing(
                path=f"{path}.about",
                title=gettext("Statements that name {name}").format(name=name),
                template="speaker-about.md.jinja",
                rows=[rows[record.id] for record in others],
                each={"slug": slug, "name": name, "total": len(others)},
            )


def facet_files(archive: Archive) -> dict[str, bytes]:
    """What the statements of each speaker of several pages are filtered by, in their order: parallel lists, as JSON."""
    own = grouped(archive.statements, lambda one: [one.speaker_page] if one.speaker_page else [])
    return {
        f"speakers/{slug}/statements.json": _columns([said(archive, one) for one in newest_statements(records)])
        for slug, records in own.items()
        if slug in archive.speakers and len(records) > PER_PAGE
    }


def newest_statements(records: Iterable[Record]) -> list[Record]:
    """Those of the latest article first, those of articles without a date last; an article's as they come in it."""
    return sorted(records, key=lambda record: record.article.published or "", reverse=True)


@lru_cache(maxsize=1 << 16)
def beginning(words: tuple[str, ...]) -> str:
    """A statement's first words."""
    return opening(" ".join(words), words=WORDS, characters=CHARACTERS)


def _columns(rows: Sequence[Said]) -> bytes:
    columns = {
        "kind": [row.kind for row in rows],
        "topic": [row.topics for row in rows],
        "outlet": [row.outlet for row in rows],
        "year": [row.year for row in rows],
        "checked": [row.checked for row in rows],
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def grouped(records: Iterable[Record], keys: Callable[[Record], Iterable[str]]) -> dict[str, list[Record]]:
    """Return the records by each of their keys, in the order in which these come up."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        for key in keys(record):
            groups.setdefault(key, []).append(record)
    return groups


def _naming(archive: Archive) -> dict[str, list[Record]]:
    """By each speaker whom a name alone tells, the statements of others that name the speaker.

    What is left open may be the speaker's own.
    """
    only = told_by_name(archive.people)
    return grouped(
        (one for one in archive.statements if one.speaker_page or one.kind == Kind.ASSERTION),
        lambda one: {only[name] for name, _ in one.entities if only.get(name, one.speaker_page) != one.speaker_page},
    )


def _beside(archive: Archive) -> dict[str, list[tuple[str, int]]]:
    """By each speaker the others whom the same articles quote by name, with the number of these articles, most first.

    Of those with as many, who has the most statements comes first.
    """
    by_article: dict[str, set[str]] = {}
    totals: Counter[str] = Counter()
    unnamed: set[str] = set()
    for one in archive.statements:
        if one.speaker_page and one.speaker_page in archive.speakers:
            by_article.setdefault(one.article.slug, set()).add(one.speaker_page)
            totals[one.speaker_page] += 1
            if one.unnamed:
                unnamed.add(one.speaker_page)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for there in by_article.values():
        if 1 < len(there) <= CROWD:
            named = there - unnamed
            for slug in there:
                counts[slug].update(named - {slug})
    return {
        slug: sorted(others.items(), key=lambda item: (-item[1], -totals[item[0]], item[0]))[:BESIDE]
        for slug, others in counts.items()
    }


def said(archive: Archive, record: Record) -> Said:
    """A statement as it stands on its speaker's page."""
    article = record.article
    told = Telling(*record.told)
    words = beginning(record.words)
    return Said(
        id=record.id,
        kind=str(record.kind),
        words=words,
        before=told.before,
        after="" if words.endswith(" …") else told.after,
        cue=told.cue,
        article=article.slug,
        title=article.title.text,
        outlet=article.outlet or "",
        day=article.published or "",
        year=_year(article) or UNDATED,
        called=called(record),
        topics=tuple(archive.topic_pages[name] for name in record.topics if name in archive.topic_pages),
        found=tuple(map(found_by, record.findings)),
        checked="editor" if record.checked else "",
        language=article.language,
    )


def said_by_other(own: Said, record: Record) -> Said:
    """The statement of its speaker's page where its speaker has to be told."""
    by = said_by(record.kind, record.speaker)
    return own._replace(topics=(), by=by, speaker=record.speaker_page or "")


def _year(article: ArticleRecord) -> str:
    return (article.published or "")[:4]


def _by_kind(records: Iterable[Record]) -> dict[Kind, int]:
    counts = Counter(record.kind for record in records)
    return {kind: counts[kind] for kind in Kind if counts[kind]}


def _span(records: Sequence[Record]) -> dict[str, Any]:
    """How many statements and articles there are, the first day and the last one, and how many tell no date."""
    articles = {record.article.slug: record.article.published for record in records}
    dates = sorted(date for date in articles.values() if date)
    return {
        "total": len(records),
        "articles": len(articles),
        "since": dates[0] if dates else "",
        "until": dates[-1] if dates else "",
        "undated": len(articles) - len(dates),
    }


def _roles(newest: Sequence[Record]) -> dict[str, Any]:
    """The latest words that tell a role beside the name, and of earlier roles the latest ones of each.

    An office alone ("the senator") may be another's whom the extraction took for this speaker.
    """
    by_label: dict[str, list[Record]] = {}
    latest: frozenset[str] = frozenset()
    for record in newest:
        labels = _role_labels(record)
        latest = latest or labels
        for label in labels:
            by_label.setdefault(label, []).append(record)
    shown: dict[str, Called] = {}
    for label, records in by_label.items():
        if label not in latest:
            shown.setdefault(records[0].id, _called(records))
    now = next((records for label, records in by_label.items() if label in latest), None)
    return {"role": _called(now) if now else None, "earlier_roles": tuple(shown.values())[:EARLIER_ROLES]}


def _role_labels(record: Record) -> frozenset[str]:
    source, name = record.source_words or "", record.speaker or ""
    last = next((word for word in reversed(name.split()) if not is_suffix(word)), "")
    return frozenset(role.label for role in roles_in(source, name)) if last and last in source else frozenset()


def _called(newest: Sequence[Record]) -> Called:
    one = newest[0]
    years = sorted({year for record in newest if (year := _year(record.article))})
    return Called(
        words=opening(one.source_words or "", words=KNOWN_AS_WORDS),
        years="–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
        article=one.article.slug,
        id=one.id,
        title=one.article.title.text,
        day=one.article.published or "",
        language=one.article.language,
    )


def _topics(archive: Archive, records: Iterable[Record]) -> tuple[tuple[str, str, int], ...]:
    """Slugs and names of topics with the number of statements on each, most first."""
    counts = Counter(topic for record in records for topic in record.topics if topic in archive.topic_pages)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((archive.topic_pages[name], name, count) for name, count in ordered)


def _facets(names: Mapping[str, str], rows: Sequence[Said]) -> tuple[Facet, ...]:
    """What the statements can be filtered by; ``names`` has those of the topics by their slugs."""
    kinds = Counter(row.kind for row in rows)
    topics = Counter(topic for row in rows for topic in row.topics)
    outlets = Counter(row.outlet for row in rows if row.outlet)
    years = Counter(row.year for row in rows)
    checked = sum(row.checked != "" for row in rows)
    values = {
        "kind": [(str(kind), PLURALS[kind], kinds[kind]) for kind in Kind if kinds[kind]],
        "topic": [(slug, names[slug], count) for slug, count in _most_first(topics)],
        "outlet": [(name, name, count) for name, count in _most_first(outlets)],
        "year": [
            (year, gettext("undated") if year == UNDATED else year, years[year]) for year in sorted(years, reverse=True)
        ],
        "checked": [("editor", gettext("Checked by an editor"), checked)] if checked else [],
    }
    return tuple(
        (facet, FACETS[facet], EVERY[facet], tuple(own)) for facet, own in values.items() if _divides(own, len(rows))
    )


def _divides(values: Sequence[tuple[str, str, int]], total: int) -> bool:
    """Whether choosing one of the values could leave some statements out."""
    return any(count < total for _, _, count in values)


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def points(records: Iterable[Record]) -> tuple[Point, ...]:
    """The statements by kind in each month, or in each year where these are too many months."""
    dates = [(record.article.published, record.kind) for record in records if record.article.published]
    if not dates:
        return ()
    first, last = min(dates)[0], max(dates)[0]
    length = len("2016-03") if month_number(last) - month_number(first) < _MONTHS else len("2016")
    counts = Counter((date[:length], str(kind)) for date, kind in dates)
    return tuple((at, kind, count) for (at, kind), count in sorted(counts.items()))


def _known_as(records: Sequence[Record]) -> dict[str, Any]:
    """The names and roles that articles give a speaker, most frequent first, and how many more there are."""
    counts = Counter(record.source_words for record in records if record.source_words)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = tuple(opening(source, words=KNOWN_AS_WORDS) for source, _ in ordered[:KNOWN_AS])
    return {"known_as": shown, "more": len(ordered) - len(shown)}
