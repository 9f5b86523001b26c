"""Articles and statements as published: what pages, listings, the search and the exports say of them.

Records of fresh pages and of pages kept from an earlier build are alike, so no export can say more than its page does.
"""

from dataclasses import asdict, dataclass

from onrecord.model.attribution import Basis, Kind, Span
from onrecord.model.check import Finding

GAP = " […] "
"""What stands between the pieces of a statement where they are shown as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """An article's title; ``opening`` says that the metadata has none and these are the text's first words."""

    text: str
    opening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article: ``slug`` is its key, ``seed`` the file that holds it, whose SHA-256 is ``sha256``.

    ``original`` is the name of what the text was taken from, with its SHA-256 and its media type.
    """

    slug: str
    title: Title
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    rights: str | None = None
    url: str | None = None
    archived: str | None = None
    seed: str = ""
    sha256: str = ""
    original: str | None = None
    original_sha256: str | None = None
    original_type: str | None = None
    retrieved_from: str | None = None
    taken_with: str | None = None
    changed: tuple[str, ...] = ()
    video: str | None = None

    @property
    def headline(self) -> str | None:
        """The title, if it is the article's own."""
        return None if self.title.opening else self.title.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A statement with its evidence.

    ``words``, ``prefixes`` and ``suffixes`` have one text for each span of ``content``; spans are offsets in code
    points into the body of the article's seed.  ``speaker_page`` is the slug of the speaker's page, ``certainty`` the
    probability that a speaker who is given is right.  ``entities`` are
    names with their types, in the order of the text; ``dates`` are as written, ``date_values`` in ISO 8601.
    ``text_fragment`` leads to the very words at the publisher, ``also_quoted`` are the ids of statements with the same
    words, ``corrected`` says what an editor corrected, ``checked`` that one found all of it right, ``checked_on`` the
    day, if that is told.  ``told`` are the words of the cue, and what stands before and
    after the statement's own words in their sentence, where it does not read alone.  ``version`` is that of the tool,
    ``second`` where in the recording the paragraph begins.  ``findings`` are what others published about it.
    The fields are in the order of a page's front matter.
    """

    id: str
    kind: Kind
    speaker: str | None = None
    speaker_page: str | None = None
    unnamed: bool = False
    candidate: str | None = None
    certainty: float | None = None
    basis: Basis | None = None
    rule: str
    article: ArticleRecord
    dates: tuple[str, ...] = ()
    date_values: tuple[str, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    words: tuple[str, ...]
    source_words: str | None = None
    told: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    version: str = ""
    text_fragment: str | None = None
    also_quoted: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    checked: bool = False
    checked_on: str | None = None
    second: float | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def offset(self) -> int:
        """Where in its article it begins."""
        return self.content[0][0]

    @property
    def text(self) -> str:
        """All its words on one line."""
        return GAP.join(" ".join(part.split()) for part in self.words)

    @property
    def found_by_others(self) -> tuple[dict[str, str], ...]:
        """What others published about it, as front matter and the data set have it."""
        return tuple({key: value for key, value in asdict(one).items() if value} for one in self.findings)

    @property
    def by(self) -> str | None:
        """Who said it: the speaker, or for a claim the article's authors or outlet; ``None`` where nobody is known."""
        if self.kind == Kind.ASSERTION:
            return ", ".join(self.article.authors) or self.article.outlet
        return self.speaker
