"""Begins a registry from the pages of earlier builds, where its file is missing: they too were published."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from onrecord.model.article import Article
from onrecord.model.page import Page
from onrecord.model.registry import ArticleRecord, Reason, Registry, State, StatementRecord
from onrecord.pages.docs_folder import published
from onrecord.permanence.article_keys import text_digest


def adopted(docs: Path, articles: Iterable[Article]) -> Registry:
    """The registry of the statements whose pages stand in ``docs``; ``articles`` are those that can be read now.

    What cannot be known any more, such as earlier revisions, begins anew; addresses that held no words, because their
    statement had moved or gone, keep what their pages say.
    """
    digests = {article.sha256: text_digest(article.text) for article in articles}
    found = {one.key: one for page in published(docs, "articles") if (one := _article(page, digests)) is not None}
    read = (_statement(page, found) for page in published(docs, "statements"))
    statements = [record for record in read if record is not None]
    known = {one.id for one in statements}
    return Registry.of(
        found.values(),
        # A page that led to one that is not there any more is a memorial now.
        (one if set(one.to) <= known else replace(one, state=State.GONE, to=()) for one in statements),
    )


def _article(page: Page, digests: dict[str, str]) -> ArticleRecord | None:
    front = page.front
    if "statements" not in front:
        return None
    return ArticleRecord(
        key=front["article"],
        name=PurePosixPath(front["seed"]).stem,
        text=digests.get(front["sha256"], ""),
        revisions=(front["sha256"],),
        published=front.get("published"),
    )


def _statement(page: Page, articles: dict[str, ArticleRecord]) -> StatementRecord | None:
    front = page.front
    if "words" in front and front["article"] in articles:
        content = tuple((start, end) for start, end in front["content"])
        return StatementRecord(
            id=front["id"],
            article=front["article"],
            content=content,
            words=tuple(front["words"]),
            published=front.get("published"),
        )
    if "id_was" in front and front["article_was"] in articles:
        words = front.get("words_were")
        return StatementRecord(
            id=front["id_was"],
            article=front["article_was"],
            content=tuple((0, len(part)) for part in words or ()),
            words=tuple(words) if words else None,
            until=1,
            state=State(front["state"]),
            to=tuple(front.get("to", ())),
            reason=Reason.EXTRACTION,
        )
    return None
