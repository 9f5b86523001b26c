"""What stands in the front matter of generated pages: written from values here, and read back into them.

It is what an editor would want to see, and programs to read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model.article import Topic
from onrecord.model.attribution import Basis, Kind, Span
from onrecord.model.page import ArticlePage, EndedPage, Page, PersonPage, StatementPage, TopicPage
from onrecord.model.person import Person
from onrecord.model.readers_words import KINDS, said_by
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.model.registry import State
from onrecord.text.escape import front_matter as escaped
from onrecord.text.front_matter import MARK
from onrecord.text.opening import opening

TITLE_WORDS = 12
PLAIN = ("navigation", "toc")
"""What Material is to hide on a generated page."""


def heading(title: str, description: str | None = None, author: str | None = None) -> dict[str, Any]:
    """What any generated page has: texts that the theme prints as they stand are escaped."""
    return {
        "title": escaped(title),
        "description": escaped(description) if description else None,
        "author": escaped(author) if author else None,
        "hide": PLAIN,
    }


def of_statement(record: Record) -> dict[str, Any]:
    """The front matter of a statement's page."""
    by = said_by(record.kind, record.speaker)
    names = (name for name, _ in record.entities)
    by_type: dict[str, list[str]] = {}
    for name, kind in record.entities:
        by_type.setdefault(kind, []).append(name)
    return {
        **heading(
            f"{opening(' '.join(record.words), words=TITLE_WORDS)} — {by}",
            f"{KINDS[record.kind]}: {by}, in {record.article.title.text}",
        ),
        "tags": _different((KINDS[record.kind], record.speaker, *record.topics, *names)),
        "id": record.id,
        "kind": str(record.kind),
        "speaker": record.speaker,
        "speaker_page": record.speaker_page,
        "unnamed": record.unnamed or None,
        "candidate": record.candidate,
        "basis": str(record.basis) if record.basis else None,
        "rule": record.rule,
        **of_article(record.article),
        "dates": record.dates,
        "date_values": record.date_values,
        "entities": by_type or None,
        "topics": record.topics,
        "content": record.content,
        "source": record.source,
        "cue": record.cue,
        "words": record.words,
        "source_words": record.source_words,
        "prefixes": record.prefixes,
        "suffixes": record.suffixes,
        "version": record.version,
        "text_fragment": record.fragment,
        "also_quoted": record.also_quoted,
        "corrected": record.corrected,
    }


def of_article(article: ArticleRecord) -> dict[str, Any]:
    """What an article's page and those of its statements share."""
    return {
        "article": article.slug,
        "article_title": article.title.text,
        "title_from_opening": article.title.opening or None,
        "outlet": article.outlet,
        "published": article.published,
        "authors": article.authors,
        "language": article.language,
        "rights": article.rights,
        "url": article.url,
        "archived": article.archived,
        "seed": article.seed,
        "sha256": article.sha256,
    }


def of_topic(topic: Topic) -> dict[str, Any]:
    """What tells a topic."""
    return {"topic": topic.name, "phrases": topic.phrases}


def of_person(person: Person) -> dict[str, Any]:
    """The editor's entry."""
    given = {
        "name": person.name,
        "shown": person.shown,
        "aliases": person.aliases,
        "roles": person.roles,
        "articles": person.articles,
        "wikidata": person.wikidata,
    }
    return {"person": {key: value for key, value in given.items() if value}}


def page(path: str, front: Mapping[str, Any], body: str = "") -> Page:
    """A page that an earlier build wrote, or that MkDocs has read, as what it is.

    Raises:
        KeyError, ValueError, TypeError: the front matter is none that a build wrote.

    """
    if "words" in front:
        return StatementPage(path=path, front=front, body=body, record=_statement(front))
    if "article" in front:
        return ArticlePage(path=path, front=front, body=body, article=_article(front))
    if "state" in front:
        words = front.get("words_were")
        return EndedPage(
            path=path,
            front=front,
            body=body,
            article=front.get("article_was"),
            state=State(front["state"]),
            id=front.get("id_was"),
            to=tuple(front.get("to", ())),
            words=tuple(words) if words else None,
        )
    if "topic" in front and "phrases" in front:
        topic = Topic(name=front["topic"], phrases=tuple(front["phrases"]))
        return TopicPage(path=path, front=front, body=body, topic=topic)
    if "person" in front:
        return PersonPage(path=path, front=front, body=body, person=_person(front["person"]))
    return Page(path=path, front=front, body=body)


def as_read(path: str, front: Mapping[str, Any]) -> Page:
    """A page whose front matter MkDocs has read, as what it is; one that is written by hand is of no kind."""
    return page(path, front) if front.get(MARK) else Page(path=path, front=front, body="")


def _statement(front: Mapping[str, Any]) -> Record:
    words = tuple(front["words"])
    nothing = ("",) * len(words)
    basis = front.get("basis")
    return Record(
        id=front["id"],
        kind=Kind(front["kind"]),
        words=words,
        prefixes=tuple(front.get("prefixes", nothing)),
        suffixes=tuple(front.get("suffixes", nothing)),
        content=_spans(front["content"]),
        source=_spans(front.get("source", ())),
        cue=_spans(front.get("cue", ())),
        source_words=front.get("source_words"),
        speaker=front.get("speaker"),
        speaker_page=front.get("speaker_page"),
        unnamed=bool(front.get("unnamed")),
        candidate=front.get("candidate"),
        basis=Basis(basis) if basis else None,
        rule=front["rule"],
        version=front.get("version", ""),
        topics=tuple(front.get("topics", ())),
        dates=tuple(front.get("dates", ())),
        date_values=tuple(front.get("date_values", ())),
        entities=tuple((name, kind) for kind, names in (front.get("entities") or {}).items() for name in names),
        fragment=front.get("text_fragment"),
        also_quoted=tuple(front.get("also_quoted", ())),
        corrected=tuple(front.get("corrected", ())),
        article=_article(front),
    )


def _article(front: Mapping[str, Any]) -> ArticleRecord:
    return ArticleRecord(
        slug=front["article"],
        title=Title(text=front["article_title"], opening=bool(front.get("title_from_opening"))),
        outlet=front.get("outlet"),
        published=front.get("published"),
        authors=tuple(front.get("authors", ())),
        language=front.get("language"),
        rights=front.get("rights"),
        url=front.get("url"),
        archived=front.get("archived"),
        seed=front["seed"],
        sha256=front["sha256"],
    )


def _person(given: Mapping[str, Any]) -> Person:
    return Person(
        name=given["name"],
        shown=given["shown"],
        aliases=tuple(given.get("aliases", ())),
        roles=tuple(given.get("roles", ())),
        articles=tuple(given.get("articles", ())),
        wikidata=given.get("wikidata"),
    )


def _spans(given: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in given)


def _different(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
