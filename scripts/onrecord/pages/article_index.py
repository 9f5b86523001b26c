"""The index of articles: the newest first, in pages that lead to the first article of every year."""

from collections.abc import Mapping, Sequence

from onrecord.model.record import ArticleRecord
from onrecord.pages.paginate import PER_PAGE, Listing, pages, sheets
from onrecord.work.job import Job

UNDATED = "undated"


def article_index(articles: Sequence[ArticleRecord], counts: Mapping[str, int]) -> list[Job]:
    """The articles in the order given, with the number of their statements by ``counts`` (of slugs)."""
    rows = [_row(article, counts.get(article.slug, 0)) for article in articles]
    return sheets(
        Listing(
            path="articles/index",
            title="Articles",
            template="articles.md.jinja",
            rows=rows,
            each={"years": _years(articles) if pages(len(rows)) > 1 else ()},
        )
    )


def _row(article: ArticleRecord, count: int) -> tuple[object, ...]:
    return (
        article.slug,
        article.title.text,
        article.title.opening,
        article.outlet,
        article.published,
        _year(article),
        count,
    )


def _years(articles: Sequence[ArticleRecord]) -> tuple[tuple[str, int], ...]:
    """The years, and the page that each begins on."""
    begins: dict[str, int] = {}
    for number, article in enumerate(articles):
        begins.setdefault(_year(article), number // PER_PAGE + 1)
    return tuple(begins.items())


def _year(article: ArticleRecord) -> str:
    return article.published[:4] if article.published else UNDATED
