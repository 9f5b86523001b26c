"""Which feeds a site has: one of all statements, one of each speaker and one of each topic."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.export.feeds import Dated, Feed, Sheet, feed_sheets
from onrecord.model.entry import Entry
from onrecord.model.record import Site


def archive_sheets(
    entries: Sequence[Entry], site: Site, *, speakers: Mapping[str, str], topics: Mapping[str, str]
) -> tuple[Sheet, ...]:
    """Each file of each feed; none where the site has no absolute address.

    ``speakers`` maps slugs to names, ``topics`` names to slugs.
    """
    if site.url is None:
        return ()
    groups: dict[str, list[Dated]] = {}
    for entry in entries:
        dated = Dated(id=entry.id, published=entry.article.published, article=entry.article.slug, offset=entry.offset)
        groups.setdefault("index", []).append(dated)
        if entry.speaker_page:
            groups.setdefault(f"speakers/{entry.speaker_page}", []).append(dated)
        for name in entry.topics:
            if name in topics:  # a page kept from an earlier build may have one that is no more
                groups.setdefault(f"topics/{topics[name]}", []).append(dated)
    return tuple(
        sheet
        for feed in _feeds(site, speakers, topics)
        for sheet in feed_sheets(feed, groups.get(feed.path.removeprefix(feed_path("")), ()), site)
    )


def feed_paths(sheets: Iterable[Sheet]) -> frozenset[str]:
    """The path of each feed, without its archives."""
    return frozenset(sheet.path for sheet in sheets if sheet.path.rpartition(".")[0] == sheet.feed.path)


def feed_path(page: str) -> str:
    """Where the feed of a page lies, without its suffix; ``page`` is below the site, ``index`` stands for all."""
    return f"feeds/{page}"


def _feeds(site: Site, speakers: Mapping[str, str], topics: Mapping[str, str]) -> Iterator[Feed]:
    yield Feed(path=feed_path("index"), title=site.name, page="")
    named = [(f"speakers/{slug}", name) for slug, name in speakers.items()]
    for page, name in [*named, *((f"topics/{slug}", name) for name, slug in topics.items())]:
        yield Feed(path=feed_path(page), title=f"{name} · {site.name}", page=f"{page}/")
