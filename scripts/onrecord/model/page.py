"""Pages as values: a path below the docs folder (POSIX style), front matter, a body of Markdown; and jobs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.article import Person, Topic
from onrecord.model.record import ArticleRecord, Record
from onrecord.model.registry import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of whatever kind."""

    path: str
    front: Mapping[str, Any]
    body: str

    @property
    def name(self) -> str:
        """The path without its suffix: the page's address below the site."""
        return self.path.removesuffix(".md")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """The page of a statement."""

    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(Page):
    """The page of an article."""

    article: ArticleRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPage(Page):
    """What answers for an article, for a statement (``id``) of it, a speaker or a topic that is not there any more.

    ``to`` are the ids of the statements that hold the words now, or the slugs of the speakers who stood there;
    ``words`` are those that were published.
    """

    state: State
    article: str | None = None
    id: str | None = None
    to: tuple[str, ...] = ()
    words: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(Page):
    """The first page of a topic's listing."""

    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(Page):
    """The list of the statements whose speaker is left open, which also keeps what an editor says of people.

    Those of whom an editor says something may say nothing now, and have no page of their own.
    """

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Pages that are made together.

    ``name`` stays the same from build to build, ``key`` is another whenever what ``make`` gives could be.  ``paths``
    are those of the pages, below the docs folder.  ``make`` can be sent to another process or machine; what it gives
    is gone through once, since the pages of a long article would fill the memory.
    """

    name: str
    key: str
    paths: tuple[str, ...]
    make: Callable[[], Iterable[Page]]
