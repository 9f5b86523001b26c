"""Begins a registry, or what it holds of names, from the pages of earlier builds: they too were published."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import PurePosixPath

from onrecord.model.article import Article
from onrecord.model.page import ArticlePage, EndedPage, Page, StatementPage, TopicPage
from onrecord.model.registry import ArticleAddress, NamedAddress, Reason, Registry, State, StatementAddress
from onrecord.permanence.article_keys import text_digest

# No page of a listing but its first is an address by itself, nor is the list of what is left open.
_SLUG = re.compile(r"(?!index$)[a-z0-9-]+")
_NAMESAKE = re.compile(r'^<li dir="auto"><a href="\.\./([a-z0-9-]+)/">', re.MULTILINE)


def adopted(pages: Iterable[Page], articles: Iterable[Article]) -> Registry:
    """The registry of what the ``pages`` published; ``articles`` are those that can be read now.

    What cannot be known any more, such as earlier revisions, begins anew; addresses that held no words, because their
    statement had moved or gone, keep what their pages say.
    """
    pages = list(pages)
    digests = {article.sha256: text_digest(article.text) for article in articles}
    found = {
        page.article.slug: ArticleAddress(
            key=page.article.slug,
            name=PurePosixPath(page.article.seed).stem,
            published=page.article.published,
            text=digests.get(page.article.sha256, ""),
            revisions=(page.article.sha256,),
        )
        for page in pages
        if isinstance(page, ArticlePage)
    }
    statements = {one.id: one for page in pages if (one := _statement(page)) and one.article in found}
    # A page that led to one that is not there any more is a memorial now.
    lost = {
        id_: replace(one, state=State.GONE, to=()) for id_, one in statements.items() if {*one.to} - statements.keys()
    }
    return Registry(articles=found, statements=statements | lost)


def with_names(registry: Registry, published: Callable[[str], Iterable[Page]]) -> Registry:
    """The registry with the addresses of all that has a name, by the pages in each folder, of any version.

    A statement's page tells who stood at which address.
    """
    speaker_pages = ((PurePosixPath(page.name).name, page) for page in published("speakers"))
    pages = {slug: page for slug, page in speaker_pages if _SLUG.fullmatch(slug)}
    records = [page.record for page in (published("statements") if pages else ()) if isinstance(page, StatementPage)]
    stood = {one.id: one.speaker_page for one in records if one.speaker_page}
    names = {one.speaker_page: one.speaker for one in records if one.speaker_page and one.speaker}
    speakers = {slug: NamedAddress(slug=slug, name=name) for slug, name in names.items()}
    for slug in sorted(pages.keys() - names.keys()):
        to = tuple(one for one in _NAMESAKE.findall(pages[slug].body) if one in names)
        speakers[slug] = replace(_named(pages[slug]), state=State.MOVED if to else State.GONE, to=to)
    return replace(
        registry,
        statements={id_: replace(one, speaker=stood.get(id_)) for id_, one in registry.statements.items()},
        speakers=speakers,
        topics={one.slug: one for one in _topics(published("topics"))},
        outlets={one.slug: one for one in _lists(published("outlets"))},
        authors={one.slug: one for one in _lists(published("authors"))},
    )


def _topics(pages: Iterable[Page]) -> Iterator[NamedAddress]:
    return (_named(page) for page in pages if isinstance(page, TopicPage | EndedPage))


def _lists(pages: Iterable[Page]) -> Iterator[NamedAddress]:
    """The addresses of the lists whose title is a name."""
    return (one for page in pages if _SLUG.fullmatch((one := _named(page)).slug))


def _named(page: Page) -> NamedAddress:
    return NamedAddress(
        slug=PurePosixPath(page.name).name,
        name=page.topic.name if isinstance(page, TopicPage) else unescape(page.front["title"]),
        state=page.state if isinstance(page, EndedPage) else State.LIVE,
    )


def _statement(page: Page) -> StatementAddress | None:
    if isinstance(page, StatementPage):
        record = page.record
        return StatementAddress(
            id=record.id,
            article=record.article.slug,
            words=record.words,
            content=record.content,
            published=record.article.published,
        )
    if isinstance(page, EndedPage) and page.id and page.article:
        return StatementAddress(
            id=page.id,
            article=page.article,
            state=page.state,
            to=page.to,
            reason=Reason.EXTRACTION,
            words=page.words,
            content=tuple((0, len(part)) for part in page.words or ()),
            until=1,
        )
    return None
