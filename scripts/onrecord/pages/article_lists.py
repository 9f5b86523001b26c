"""Lists of articles with what is said in them: those of an outlet, of an author and of a day."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from onrecord.archive.archive import Archive
from onrecord.catalog.language import Words, gettext, later, month_name
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import month_named
from onrecord.model.record import ArticleRecord, Record
from onrecord.pages import speaker_page
from onrecord.pages.paginate import PER_PAGE, Listing


class Said(NamedTuple):
    """A statement below its article, or an article in which nothing is said, which has no ``id``.

    ``article``, ``outlet_page``, ``day_page``, ``id``, ``kind`` and ``speaker`` are parts of addresses, ``month`` is
    the name of a place in the list, where ``heading`` stands; all else is to be read.
    """

    month: str
    heading: str
    date: str
    day_page: tuple[str, ...]
    article: str
    title: str
    opening: bool
    language: str | None
    outlet: str
    outlet_page: str
    id: str = ""
    kind: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    by: str = ""
    speaker: str = ""
    called: str = ""
    cue: str = ""
    found: tuple[str, ...] = ()


_ARTICLE = slice(Said._fields.index("id"))
_STATEMENT: Callable[[speaker_page.Said], tuple[Any, ...]] = attrgetter(*Said._fields[_ARTICLE.stop :])
TITLES = Words({"outlets": later("Outlets"), "authors": later("Authors")})
"""Of the indexes, by their folders."""
Counted = tuple[str, str, int]
"""The address of a month's list from where it is linked, the month's name, and how many statements there are."""


class Told(NamedTuple):
    """An article, its statements, and their rows in every list of articles."""

    article: ArticleRecord
    statements: Sequence[Record]
    rows: Sequence[Said]


def told(archive: Archive, rows: Mapping[str, speaker_page.Said]) -> list[Told]:
    """Every article with its statements, of which ``rows`` has what is shown; the latest first, without a day last."""
    statements: dict[str, list[Record]] = defaultdict(list)
    for one in archive.statements:
        statements[one.article.slug].append(one)
    return [
        Told(one, own, list(_rows(archive, one, [rows[record.id] for record in own])))
        for one in newest_first(archive.articles)
        for own in [statements.get(one.slug, ())]
    ]


def newest_first(articles: Iterable[ArticleRecord]) -> list[ArticleRecord]:
    """By the date of publication, the latest first; articles without one last, by slug."""
    by_slug = sorted(articles, key=lambda article: article.slug)
    return sorted(by_slug, key=lambda article: article.published or "", reverse=True)


def named_lists(archive: Archive, articles: Sequence[Told]) -> Iterator[Listing]:
    """The lists of outlets and of authors, and the indexes of both."""
    for folder, word, pages, names in (
        ("outlets", "outlet", archive.outlet_pages, _outlet),
        ("authors", "author", archive.author_pages, _authors),
    ):
        own = grouped(articles, names)
        index = []
        for name, slug in sorted(pages.items(), key=lambda item: (item[0].casefold(), item[0])):
            there = own.get(name, [])
            index.append((slug, name, len(there), sum(len(one.statements) for one in there)))
            yield article_list(f"{folder}/{slug}", name, there, by_month=True)
        yield Listing(
            path=f"{folder}/index",
            title=TITLES[folder],
            template="named.md.jinja",
            rows=index,
            each={"word": word},
            first={"unknown": sum(not {*names(one.article)} for one in articles)},
        )


def article_list(
    path: str, title: str, articles: Sequence[Told], *, by_month: bool = False, within: str = ""
) -> Listing:
    """A list of articles with all that is said in each, in months where it goes ``by_month``.

    ``within`` is what the list is a part of, one folder up.
    """
    rows = [row for one in articles for row in one.rows]
    counts = Counter(statement.kind for one in articles for statement in one.statements)
    shown = {
        "articles": len(articles),
        "total": counts.total(),
        "counts": {kind: counts[kind] for kind in Kind if counts[kind]},
        "years": _years(path.rpartition("/")[2], articles, rows) if by_month else (),
        "within": within,
    }
    each = {"by_month": by_month}
    return Listing(path=path, title=title, template="articles-told.md.jinja", rows=rows, first=shown, each=each)


def day_page(date: str | None) -> tuple[str, ...]:
    """The parts of the address of a day's list, below the site; none where no day is told."""
    return ("days", date[:4], date[5:7], date[8:10]) if date else ()


def grouped(articles: Iterable[Told], keys: Callable[[ArticleRecord], Iterable[str]]) -> dict[str, list[Told]]:
    """The articles by each of the keys that they have."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in articles:
        for key in dict.fromkeys(keys(one.article)):
            groups[key].append(one)
    return groups


def _outlet(article: ArticleRecord) -> Iterable[str]:
    return (article.outlet,) if article.outlet else ()


def _authors(article: ArticleRecord) -> Iterable[str]:
    return article.authors


def _years(stem: str, articles: Sequence[Told], rows: Sequence[Said]) -> tuple[tuple[str, Sequence[Counted]], ...]:
    """Each year with its months; nothing where all are of one month.

    ``stem`` is the last part of the list's address.
    """
    counts: Counter[str] = Counter()
    for one in articles:
        counts[(one.article.published or "")[:7]] += len(one.statements)
    if len(counts) < 2:
        return ()
    begins = {row.month: at // PER_PAGE + 1 for at, row in reversed([*enumerate(rows)])}
    years: dict[str, list[Counted]] = {}
    for month, count in sorted(counts.items()):
        if month:
            there = f"../{stem}.{begins[month]}/" if begins[month] > 1 else ""
            years.setdefault(month[:4], []).append((f"{there}#{month}", month_name(int(month[5:])), count))
    return tuple((year, tuple(months)) for year, months in sorted(years.items(), reverse=True))


def _rows(archive: Archive, article: ArticleRecord, statements: Sequence[speaker_page.Said]) -> Iterator[Said]:
    date = (article.published or "")[:10]
    plain = Said(
        month=date[:7],
        heading=month_named(date) if date else gettext("Day not stated"),
        date=date,
        day_page=day_page(date),
        article=article.slug,
        title=article.title.text,
        opening=article.title.opening,
        language=article.language,
        outlet=article.outlet or "",
        outlet_page=archive.outlet_pages.get(article.outlet or "", ""),
    )
    if not statements:
        yield plain
    of_article: tuple[Any, ...] = tuple(plain)[_ARTICLE]
    for one in statements:
        yield Said(*of_article, *_STATEMENT(one))
