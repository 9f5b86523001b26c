"""Articles as received, with what is known about them, and what stood in the way of reading one."""

from dataclasses import dataclass, field

from onrecord.model.check import Check

MOST_FAULTS = 50
"""As many of one file's faults as somebody reads."""
CONTEXTS = ("none", "sentence", "paragraph", "full")
"""How much of an article may be published around its statements, from the least to the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What an article's text was taken from: a file or a record, by its name, its SHA-256 and its media type."""

    name: str
    sha256: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an editor says about an article; what is not said stays ``None`` and is never guessed.

    ``published`` is an ISO 8601 date or date and time, ``language`` a BCP 47 tag, ``url`` and ``archived`` (a copy in
    a web archive) absolute http or https.  ``context`` limits how much of the article is published around its
    statements: one of `CONTEXTS`.  ``withdraw`` takes the article down: ``"true"``, or the reason.  ``original`` is
    what the text was taken from, ``retrieved_from`` its address, ``taken_with`` the tools, ``changed`` what they
    changed; ``video`` is the address of the recording that a transcript is of.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    rights: str | None = None
    description: str | None = None
    archived: str | None = None
    context: str | None = None
    withdraw: str | None = None
    original: Original | None = None
    retrieved_from: str | None = None
    taken_with: str | None = None
    changed: tuple[str, ...] = ()
    video: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One seed: its untouched text, and where it came from.

    ``text`` is the body: after front matter and a byte order mark, otherwise exactly what the file holds, CRLF as two
    code points.  ``path`` is the file's path as shown to people, POSIX style, ``sha256`` the hexadecimal digest of the
    whole file.  ``slug`` is the article's address and key.  ``first_line`` is the line of the file on which the body
    starts, counted from 1.  ``times`` are offsets with the second of the recording at which what stands there begins.
    ``doubts`` are lines, and what is odd there though it is read.
    """

    name: str
    slug: str
    path: str
    sha256: str
    text: str
    first_line: int = 1
    metadata: Metadata = Metadata()
    times: tuple[tuple[int, float], ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An editor's topic: a statement has it when one of ``phrases`` occurs in it as whole words."""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person: ``shown`` is the name on pages, ``articles`` are the keys of articles, ``wikidata`` is "Q…".

    ``slug`` is the address that an editor wants; ``line`` is that of the entry, where it was just read.
    """

    name: str
    shown: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    wikidata: str | None = None
    slug: str | None = None
    line: int | None = field(default=None, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an input was refused: the file, the line in it (1 is the first) where there is one, and what to do."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that the seeds folder gave: articles in the order of their slugs, topics, and every problem met.

    ``topics`` is ``None`` where ``topics.yml`` was refused, ``people`` where ``people.yml`` was, ``checks`` where
    ``checks.yml`` was, so that those of the last good build are kept.
    ``refused`` holds the slugs of articles that exist as a seed but could not be read, so that what was published of
    them before is kept.
    """

    articles: tuple[Article, ...]
    topics: tuple[Topic, ...] | None = ()
    people: tuple[Person, ...] | None = ()
    checks: tuple[Check, ...] | None = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[str] = frozenset()


class FaultsError(ValueError):
    """Why one file is refused: each fault's line (1 is the first) and what to do, in the order of the lines.

    A fault of the file as a whole has the line 0.  Of very many the first `MOST_FAULTS` are told, and how many follow.
    """

    def __init__(self, *faults: tuple[int, str]) -> None:
        ordered = sorted(faults)
        if len(ordered) > MOST_FAULTS:
            more = len(ordered) - MOST_FAULTS
            ordered[MOST_FAULTS:] = [
                (ordered[MOST_FAULTS][0], f"and {more:,} faults more from here on; mend these first")
            ]
        super().__init__("; ".join(f"line {line}: {message}" for line, message in ordered))
        self.faults = tuple(ordered)
