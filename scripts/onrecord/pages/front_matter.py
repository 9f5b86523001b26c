"""What stands in the front matter of generated pages: written from values here, and read back into them.

It is what an editor would want to see, and programs to read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from onrecord.catalog.language import gettext
from onrecord.model.article import Person, Topic
from onrecord.model.attribution import Basis, Kind
from onrecord.model.check import Finding
from onrecord.model.page import ArticlePage, EndedPage, Page, PeoplePage, StatementPage, TopicPage
from onrecord.model.readers_words import KINDS, said_by
from onrecord.model.record import ArticleRecord, Record, Title
from onrecord.model.registry import State
from onrecord.text.escape import front_matter as escaped
from onrecord.text.front_matter import MARK, frozen
from onrecord.text.opening import opening

TITLE_WORDS = 12
PLAIN = ("navigation", "toc")
"""What Material is to hide on a generated page."""
_STATEMENT = tuple(field.name for field in fields(Record))
_ARTICLE = tuple(field.name for field in fields(ArticleRecord) if field.name not in ("slug", "title"))


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
    by_type: dict[str, list[str]] = {}
    for name, kind in record.entities:
        by_type.setdefault(kind, []).append(name)
    tags = (KINDS[record.kind], record.speaker, *record.topics, *(name for name, _ in record.entities))
    front = heading(
        f"{opening(' '.join(record.words), words=TITLE_WORDS)} — {by}",
        gettext("{kind}: {by}, in {title}").format(kind=KINDS[record.kind], by=by, title=record.article.title.text),
    )
    front["tags"] = tuple(dict.fromkeys(filter(None, tags)))
    for name in _STATEMENT:
        front |= of_article(record.article) if name == "article" else {name: getattr(record, name)}
    flags = {"unnamed": record.unnamed or None, "checked": record.checked or None}
    return front | flags | {"entities": by_type or None, "findings": record.found_by_others}


def of_article(article: ArticleRecord) -> dict[str, Any]:
    """What an article's page and those of its statements share."""
    return {
        "article": article.slug,
        "article_title": article.title.text,
        "title_from_opening": article.title.opening or None,
        **{name: getattr(article, name) for name in _ARTICLE},
    }


def of_topic(topic: Topic) -> dict[str, Any]:
    """What tells a topic."""
    return {"topic": topic.name, "phrases": topic.phrases}


def of_people(people: Iterable[Person]) -> dict[str, Any]:
    """The editor's entries."""
    return {
        "people": [{name: value for name, value in asdict(one).items() if value and name != "line"} for one in people]
    }


def typed_page(path: str, front: Mapping[str, Any], body: str = "") -> Page:
    """A page that an earlier build wrote, or that MkDocs has read, as what it is.

    Raises:
        KeyError, ValueError, TypeError: the front matter is none that a build wrote.

    """
    if "words" in front:
        return StatementPage(path=path, front=front, body=body, record=_statement(front))
    if "article" in front:
        return ArticlePage(path=path, front=front, body=body, article=_article(front))
    if "state" in front:
        return EndedPage(
            path=path,
            front=front,
            body=body,
            article=front.get("article_was"),
            state=State(front["state"]),
            id=front.get("id_was"),
            to=tuple(front.get("to", ())),
            words=frozen(front.get("words_were")),
        )
    if "topic" in front and "phrases" in front:
        topic = Topic(name=front["topic"], phrases=tuple(front["phrases"]))
        return TopicPage(path=path, front=front, body=body, topic=topic)
    if "people" in front:
        people = tuple(Person(**_frozen(one, one)) for one in front["people"])
        return PeoplePage(path=path, front=front, body=body, people=people)
    return Page(path=path, front=front, body=body)


def as_read(path: str, front: Mapping[str, Any]) -> Page:
    """A page whose front matter MkDocs has read, as what it is; one that is written by hand is of no kind."""
    return typed_page(path, front) if front.get(MARK) else Page(path=path, front=front, body="")


def _statement(front: Mapping[str, Any]) -> Record:
    nothing = ("",) * len(front["words"])
    values = {"prefixes": nothing, "suffixes": nothing} | _frozen(front, _STATEMENT)
    return Record(
        **values
        | {
            "kind": Kind(front["kind"]),
            "basis": Basis(front["basis"]) if front.get("basis") else None,
            "entities": tuple((name, kind) for kind, names in (front.get("entities") or {}).items() for name in names),
            "article": _article(front),
            "findings": tuple(Finding(**one) for one in front.get("findings", ())),
        }
    )


def _article(front: Mapping[str, Any]) -> ArticleRecord:
    title = Title(text=front["article_title"], opening=bool(front.get("title_from_opening")))
    return ArticleRecord(slug=front["article"], title=title, **_frozen(front, _ARTICLE))


def _frozen(front: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What the front matter has under these names, lists as tuples."""
    return {name: frozen(front[name]) for name in names if name in front}
