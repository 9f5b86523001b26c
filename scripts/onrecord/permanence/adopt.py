"""Begins a registry from the pages of earlier builds, where its file is missing: they too were published."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from onrecord.model.article import Article
from onrecord.model.page import ArticlePage, EndedPage, Page, StatementPage
from onrecord.model.registry import ArticleAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.article_keys import text_digest


def adopted(pages: Iterable[Page], articles: Iterable[Article]) -> Registry:
    """The registry of what the ``pages`` published; ``articles`` are those that can be read now.

    What cannot be known any more, such as earlier revisions, begins anew; addresses that held no words, because their
    statement had moved or gone, keep what their pages say.
    """
    pages = list(pages)
    digests = {article.sha256: text_digest(article.text) for article in articles}
    found = {page.article.slug: _article(page, digests) for page in pages if isinstance(page, ArticlePage)}
    read = (_statement(page, found) for page in pages)
    statements = [address for address in read if address is not None]
    known = {one.id for one in statements}
    return Registry.of(
        found.values(),
        # A page that led to one that is not there any more is a memorial now.
        (one if set(one.to) <= known else replace(one, state=State.GONE, to=()) for one in statements),
    )


def _article(page: ArticlePage, digests: Mapping[str, str]) -> ArticleAddress:
    article = page.article
    return ArticleAddress(
        key=article.slug,
        name=PurePosixPath(article.seed).stem,
        text=digests.get(article.sha256, ""),
        revisions=(article.sha256,),
        published=article.published,
    )


def _statement(page: Page, articles: Mapping[str, ArticleAddress]) -> StatementAddress | None:
    if isinstance(page, StatementPage) and page.record.article.slug in articles:
        record = page.record
        return StatementAddress(
            id=record.id,
            article=record.article.slug,
            content=record.content,
            words=record.words,
            published=record.article.published,
        )
    if isinstance(page, EndedPage) and page.id and page.article in articles:
        return StatementAddress(
            id=page.id,
            article=page.article,
            content=tuple((0, len(part)) for part in page.words or ()),
            words=page.words,
            until=1,
            state=page.state,
            to=page.to,
            reason=Reason.EXTRACTION,
        )
    return None
