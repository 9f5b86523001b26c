"""The days on which articles appeared: years and months as calendars with counts, and a list for each day."""

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.archive.archive import Archive
from onrecord.catalog.language import gettext, month_name, weekdays
from onrecord.model.readers_words import day, month_named
from onrecord.model.record import ArticleRecord
from onrecord.pages.article_lists import Told, article_list, day_page, grouped
from onrecord.pages.paginate import Listing

FOLDER = "days"


class Month(NamedTuple):
    """A month as a calendar: weeks from Monday on, of days with the numbers of articles and statements.

    A day of another month is 0.
    """

    month: str
    name: str
    articles: int
    statements: int
    weeks: tuple[tuple[tuple[int, int, int], ...], ...]


def day_lists(archive: Archive, articles: Sequence[Told]) -> Iterator[Listing]:
    """The calendars of all years, of each year and of each month, and the list of each day."""
    by_month = grouped(articles, lambda one: _beginning(one, 7))
    by_year: dict[str, list[Month]] = {}
    for month, there in sorted(by_month.items()):
        by_day = grouped(there, lambda one: _beginning(one, 10))
        calendar = _month(month, by_day)
        by_year.setdefault(month[:4], []).append(calendar)
        yield Listing(
            path=f"{FOLDER}/{month[:4]}/{month[5:]}",
            title=month_named(month),
            template="month.md.jinja",
            rows=[
                (date[8:], day(date), one.article.slug, *_article(archive, one))
                for date, own in sorted(by_day.items())
                for one in own
            ],
            first={"month": calendar, "year": month[:4], "weekdays": weekdays()},
        )
        for date, own in by_day.items():
            path = "/".join(day_page(date))
            yield article_list(path, day(date), own, within=month_named(month))
    for year, months in by_year.items():
        each = {"months": tuple(months), "weekdays": weekdays()}
        yield Listing(path=f"{FOLDER}/{year}", title=year, template="year.md.jinja", rows=[], each=each)
    years = tuple(
        (year, tuple((f"{year}/{one.month}/", one.name, one.statements) for one in months))
        for year, months in reversed(by_year.items())
    )
    unknown = sum(one.article.published is None for one in articles)
    shown = {"years": years, "unknown": unknown}
    yield Listing(path=f"{FOLDER}/index", title=gettext("Days"), template="days.md.jinja", rows=[], each=shown)


def _beginning(article: ArticleRecord, length: int) -> Iterable[str]:
    return (article.published[:length],) if article.published else ()


def _article(archive: Archive, one: Told) -> tuple[str, bool, str | None, str, str, int]:
    """What is shown of an article: title, whether that is its opening, language, outlet, and how many statements."""
    title, outlet = one.article.title, one.article.outlet or ""
    return (
        title.text,
        title.opening,
        one.article.language,
        outlet,
        archive.outlet_pages.get(outlet, ""),
        len(one.statements),
    )


def _month(month: str, by_day: Mapping[str, Sequence[Told]]) -> Month:
    counts = {int(date[8:]): (len(own), sum(len(one.statements) for one in own)) for date, own in by_day.items()}
    weeks = Calendar().monthdayscalendar(int(month[:4]), int(month[5:]))
    return Month(
        month=month[5:],
        name=month_name(int(month[5:])),
        articles=sum(articles for articles, _ in counts.values()),
        statements=sum(statements for _, statements in counts.values()),
        weeks=tuple(tuple((number, *counts.get(number, (0, 0))) for number in week) for week in weeks),
    )
