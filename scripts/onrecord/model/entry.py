"""What a listing needs to know of a statement or an article.

Of pages kept from an earlier build it is read back from their front matter; a listing cannot tell them apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import Article
from onrecord.model.attribution import Basis, Kind, Span
from onrecord.model.statement import Statement, content_text
from onrecord.model.visible import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """An article's title; ``opening`` says that the metadata has none and these are the text's first words."""

    text: str
    opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """One line in a listing of articles."""

    slug: str
    title: Title
    outlet: str | None
    published: str | None

    @classmethod
    def of(cls, article: Article, title: Title) -> "ArticleEntry":
        """The article, under the title that its page has."""
        metadata = article.metadata
        return cls(slug=article.slug, title=title, outlet=metadata.outlet, published=metadata.published)

    @classmethod
    def read(cls, front: Mapping[str, Any]) -> "ArticleEntry":
        """The article that a page, of the article itself or of one of its statements, belongs to."""
        return cls(
            slug=front["article"],
            title=Title(text=front["article_title"], opening=bool(front.get("title_from_opening"))),
            outlet=front.get("outlet"),
            published=front.get("published"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement in a listing.

    ``words`` has the exact words of each content span, ``speaker_page`` the slug of the speaker's page.
    """

    id: str
    kind: Kind
    words: tuple[str, ...]
    speaker: str | None
    speaker_page: str | None
    unnamed: bool
    basis: Basis | None
    source: str | None
    topics: tuple[str, ...]
    offset: int
    article: ArticleEntry

    @classmethod
    def of(
        cls,
        article: Article,
        statement: Statement,
        *,
        listed: ArticleEntry,
        shown: tuple[Span, ...],
        speaker_page: str | None,
    ) -> "Entry":
        """A statement of ``article``, of which the parts ``shown`` may be published."""
        attribution = statement.attribution
        source = " ".join(article.text[start:end] for start, end in within(attribution.source, shown))
        return cls(
            id=statement.id,
            kind=attribution.kind,
            words=content_text(article, attribution),
            speaker=attribution.speaker,
            speaker_page=speaker_page,
            unnamed=attribution.unnamed,
            basis=attribution.basis,
            source=source or None,
            topics=statement.topics,
            offset=attribution.content[0][0],
            article=listed,
        )

    @classmethod
    def read(cls, front: Mapping[str, Any]) -> "Entry":
        """The statement whose page has this front matter.

        Raises:
            KeyError, ValueError, TypeError: the front matter is not that of a statement's page.

        """
        basis = front.get("basis")
        return cls(
            id=front["id"],
            kind=Kind(front["kind"]),
            words=tuple(front["words"]),
            speaker=front.get("speaker"),
            speaker_page=front.get("speaker_page"),
            unnamed=bool(front.get("unnamed")),
            basis=Basis(basis) if basis else None,
            source=front.get("source_words"),
            topics=tuple(front.get("topics", ())),
            offset=front["content"][0][0],
            article=ArticleEntry.read(front),
        )
