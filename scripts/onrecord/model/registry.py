"""The registry as a value: every address that was ever published, and what answers there now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from onrecord.model.attribution import Span

NAMED = ("speakers", "topics", "outlets", "authors")
"""The folders of those addresses that belong to a name."""


class State(StrEnum):
    """What answers at a published address."""

    LIVE = "live"
    MOVED = "moved"
    GONE = "gone"


class Reason(StrEnum):
    """Why an address does not hold what it held when it was published."""

    EDITED = "edited"
    EXTRACTION = "extraction"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    TAKEN_DOWN = "taken-down"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAddress:
    """One article's address: its key, and the seed that it belongs to now.

    ``revisions`` has the SHA-256 of the seed's file at each change of its text, the first one first; ``text`` is that
    of the body with LF line ends, by which a renamed seed is known.  ``why`` is the editor's word on why it was taken
    down.
    """

    key: str
    name: str
    state: State = State.LIVE
    reason: Reason | None = None
    why: str | None = None
    title: str | None = None
    published: str | None = None
    text: str
    revisions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAddress:
    """One statement's address: the words published there, and where they stood.

    ``content`` are offsets into the text of the revision ``until`` (from 1), or of the newest one while it is live;
    ``number`` tells identical words of one article apart.  ``since`` is the revision with which it came, 0 for one that
    came without any change of the text.  ``to`` are the ids of the statements that hold the words now.  ``words`` are
    ``None`` once the article was taken down.  ``speaker`` is the slug at which its speaker stood, or whoever it was
    taken for last.
    """

    id: str
    article: str
    state: State = State.LIVE
    to: tuple[str, ...] = ()
    reason: Reason | None = None
    why: str | None = None
    words: tuple[str, ...] | None = None
    content: tuple[Span, ...]
    number: int = 0
    since: int = 1
    until: int | None = None
    published: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAddress:
    """The address of a speaker, a topic, an outlet or an author, and the name that it had last.

    ``to`` are the slugs at which those are who stood here.  ``roles`` are those that articles told of a speaker.
    """

    slug: str
    name: str
    state: State = State.LIVE
    to: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All that was ever published: articles by key, statements by id, what has a name by its slug, each in order."""

    articles: Mapping[str, ArticleAddress] = field(default_factory=dict)
    statements: Mapping[str, StatementAddress] = field(default_factory=dict)
    speakers: Mapping[str, NamedAddress] = field(default_factory=dict)
    topics: Mapping[str, NamedAddress] = field(default_factory=dict)
    outlets: Mapping[str, NamedAddress] = field(default_factory=dict)
    authors: Mapping[str, NamedAddress] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, dict(sorted(getattr(self, each.name).items())))

    @property
    def names(self) -> Mapping[tuple[str, str], NamedAddress]:
        """The addresses of all that has a name, by folder and slug."""
        return {(folder, slug): one for folder in NAMED for slug, one in getattr(self, folder).items()}
