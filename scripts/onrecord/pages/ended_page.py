"""What answers at an address that does not hold what it held: the way to what is there now, or a memorial."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from onrecord.archive.archive import Archive
from onrecord.catalog.language import Words, gettext, later
from onrecord.model.page import EndedPage, Job, Page
from onrecord.model.registry import ArticleAddress, NamedAddress, Reason, Registry, State, StatementAddress
from onrecord.pages.front_matter import TITLE_WORDS, heading
from onrecord.pages.templating import fill
from onrecord.permanence.revisions import Revision
from onrecord.store.digest import digest
from onrecord.text.opening import opening

REASONS = Words(
    {
        Reason.EDITED: later("The text of the article was changed."),
        Reason.EXTRACTION: later("Statements are found in a better way now, and these words are not one any more."),
        Reason.CORRECTED: later("An editor corrected what had been found."),
        Reason.WITHDRAWN: later("An editor withdrew it."),
        Reason.TAKEN_DOWN: later("The article was taken down."),
        Reason.REMOVED: later("The article was removed from the record."),
    }
)
MOVES = Words(
    {
        Reason.EDITED: later("The text of the article was changed."),
        Reason.EXTRACTION: later("Its boundaries are found in a better way now."),
        Reason.CORRECTED: later("An editor corrected its boundaries."),
    }
)
GONE = Words(
    {
        "speakers": later("No statements of this speaker are here any more."),
        "topics": later("No statements stand under this topic any more."),
        "outlets": later("No articles of this outlet are here any more."),
        "authors": later("No articles by this author are here any more."),
    }
)


def ended_jobs(registry: Registry, *, titles: Mapping[str, str]) -> list[Job]:
    """For each article a job with a page for each statement that is not there any more, and for itself if it is gone.

    ``titles`` has the titles of the articles that are there, by their keys.
    """
    ended: dict[str, list[StatementAddress]] = {one.key: [] for one in registry.articles.values()}
    for record in registry.statements.values():
        if record.state != State.LIVE:
            ended[record.article].append(record)
    return [
        Job(
            name=f"ended/{key}",
            key=digest(article, titles.get(key), *records),
            paths=tuple(f"statements/{record.id}.md" for record in records)
            + ((f"articles/{key}.md",) if article.state == State.GONE else ()),
            make=partial(_pages, tuple(records), article, titles.get(key)),
        )
        for key, records in ended.items()
        if (article := registry.articles[key]).state == State.GONE or records
    ]


def ended_name_jobs(archive: Archive) -> list[Job]:
    """A page at each address where no list of statements is: the way to who stood there, or all of the name."""
    jobs = []
    for (folder, slug), address in archive.registry.names.items():
        if address.state != State.LIVE:
            others = archive.people.shared.get(slug, ()) if folder == "speakers" and len(address.to) != 1 else ()
            rows = tuple(
                (one, archive.speakers.get(one) or archive.registry.speakers[one].name)
                for one in sorted({*address.to, *others})
            )
            make = partial(_name, folder, address, rows)
            path = f"{folder}/{slug}.md"
            jobs.append(Job(name=path, key=digest(folder, address, rows), paths=(path,), make=make))
    return jobs


def _pages(records: Sequence[StatementAddress], article: ArticleAddress, title: str | None) -> list[EndedPage]:
    pages = [_statement(record, article, title=title) for record in records]
    return [*pages, _article(article)] if article.state == State.GONE else pages


def _statement(record: StatementAddress, article: ArticleAddress, *, title: str | None) -> EndedPage:
    moved = record.state == State.MOVED
    words = " ".join(" ".join(record.words).split()) if record.words else ""
    title_words = gettext("This statement has moved") if moved else gettext("This statement is no longer here")
    because = _because(record.reason, moved=moved)
    front = {
        **heading(f"{title_words}: {opening(words, words=TITLE_WORDS)}" if words else title_words, because),
        "state": str(record.state),
        "id_was": record.id,
        "article_was": record.article,
        "to": record.to,
        "redirect": f"../{record.to[0]}/" if len(record.to) == 1 else None,
        "words_were": record.words,
    }
    body = fill(
        "ended.md.jinja",
        heading=title_words,
        record=record,
        moved=moved,
        spans=list(zip(record.content, record.words or (), strict=False)),
        because=because,
        article=article,
        here=title is not None,
        title=title or article.title or article.key,
        revision=article.revisions[(record.until or len(article.revisions)) - 1],
    )
    return EndedPage(
        path=f"statements/{record.id}.md",
        front=front,
        body=body,
        article=record.article,
        state=record.state,
        id=record.id,
        to=record.to,
        words=record.words,
    )


def _article(record: ArticleAddress) -> EndedPage:
    title, because = gettext("This article is no longer here"), _because(record.reason, moved=False)
    front = {
        **heading(f"{title}: {record.title}" if record.title else title, because),
        "state": str(record.state),
        "article_was": record.key,
    }
    body = fill("ended-article.md.jinja", heading=title, record=record, because=because)
    return EndedPage(path=f"articles/{record.key}.md", front=front, body=body, article=record.key, state=record.state)


def _name(folder: str, address: NamedAddress, rows: Sequence[tuple[str, str]]) -> list[Page]:
    if address.state == State.GONE:
        texts = [GONE[folder], *([gettext("Others of this name:")] if rows else [])]
    else:
        one = gettext("The statements of this speaker stand at another address now:")
        several = gettext("Several speakers have this name, or the articles do not tell whether they are one.")
        texts = [one if len(rows) == 1 else several]
    front = {
        **heading(address.name),
        "state": str(address.state),
        "to": address.to,
        "redirect": f"../{address.to[0]}/" if len(address.to) == 1 else None,
    }
    body = fill("ended-name.md.jinja", name=address.name, texts=texts, rows=rows)
    path = f"{folder}/{address.slug}.md"
    return [EndedPage(path=path, front=front, body=body, state=address.state, to=address.to)]


def _because(reason: Reason | None, *, moved: bool) -> str:
    return (MOVES if moved else REASONS).get(reason or Reason.EXTRACTION, REASONS[Reason.EXTRACTION])


def history(changes: Sequence[Revision], records: Iterable[StatementAddress]) -> Markup:
    """What an article's page tells of its revisions, and an anchor for each of ``records`` that it no longer marks."""
    ended = [record for record in records if record.state != State.LIVE]
    rows = [(record.id, opening(" ".join(record.words), words=16) if record.words else None) for record in ended]
    return fill("earlier.md.jinja", revisions=changes, rows=rows)
