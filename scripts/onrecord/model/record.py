"""One published statement as every export sees it, read back from the front matter of its page.

Fresh pages and pages kept from an earlier build go the same way, so no export can say more than its page does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model.attribution import Kind, Span

GAP = " […] "
"""What stands between the pieces of a statement where they are shown as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A statement with its evidence.

    ``words``, ``prefixes`` and ``suffixes`` have one text for each span of ``content``; spans are offsets in code
    points into the body of the file ``seed``, whose SHA-256 is ``sha256``.  ``version`` is that of the tool.
    """

    id: str
    kind: Kind
    words: tuple[str, ...]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    source_words: str | None
    speaker: str | None
    unnamed: bool
    basis: str | None
    rule: str
    version: str
    topics: tuple[str, ...]
    dates: tuple[str, ...]
    article: str
    title: str
    title_from_opening: bool
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    language: str | None
    rights: str | None
    url: str | None
    archived: str | None
    seed: str
    sha256: str

    @classmethod
    def read(cls, front: Mapping[str, Any]) -> "Record":
        """The statement whose page has this front matter."""
        spans = {
            name: tuple((start, end) for start, end in front.get(name, ())) for name in ("content", "source", "cue")
        }
        words = tuple(front["words"])
        nothing = ("",) * len(words)
        return cls(
            id=front["id"],
            kind=Kind(front["kind"]),
            words=words,
            prefixes=tuple(front.get("prefixes", nothing)),
            suffixes=tuple(front.get("suffixes", nothing)),
            **spans,
            source_words=front.get("source_words"),
            speaker=front.get("speaker"),
            unnamed=bool(front.get("unnamed")),
            basis=front.get("basis"),
            rule=front["rule"],
            version=front.get("version", ""),
            topics=tuple(front.get("topics", ())),
            dates=tuple(front.get("dates", ())),
            article=front["article"],
            title=front["article_title"],
            title_from_opening=bool(front.get("title_from_opening")),
            outlet=front.get("outlet"),
            authors=tuple(front.get("authors", ())),
            published=front.get("published"),
            language=front.get("language"),
            rights=front.get("rights"),
            url=front.get("url"),
            archived=front.get("archived"),
            seed=front["seed"],
            sha256=front["sha256"],
        )

    @property
    def text(self) -> str:
        """All its words on one line."""
        return GAP.join(" ".join(part.split()) for part in self.words)

    @property
    def by(self) -> str | None:
        """Who said it: the speaker, or for a claim the article's authors or outlet; ``None`` where nobody is known."""
        if self.kind == Kind.ASSERTION:
            return ", ".join(self.authors) or self.outlet
        return self.speaker


@dataclass(frozen=True, slots=True)
class Site:
    """The site's name and its absolute address; without an address nothing is given one."""

    name: str
    url: str | None = None

    def address(self, path: str) -> str | None:
        """The absolute address of a path below the site."""
        return f"{self.url.rstrip('/')}/{path}" if self.url else None

    def statement(self, id_: str) -> str | None:
        """The absolute address of a statement's page."""
        return self.address(f"statements/{id_}/")
