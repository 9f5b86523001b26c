"""Writes every export into the built site, each file as its records come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from onrecord.export.cards import oembed
from onrecord.export.citations import CITATIONS
from onrecord.export.data_set import annotations, csv_lines, datapackage, jsonl
from onrecord.export.feeds import Feed, feed_files
from onrecord.export.record import Record, Site

Fronts = Sequence[Mapping[str, Any]]


class Exported(Protocol):
    """What a build published: the front matter of each statement's page, and the slugs of speakers and topics."""

    @property
    def fronts(self) -> Fronts: ...  # noqa: D102 - see above

    @property
    def speakers(self) -> Mapping[str, str]: ...  # noqa: D102

    @property
    def topics(self) -> Mapping[str, str]: ...  # noqa: D102


def write_exports(folder: Path, published: Exported, site: Site, *, version: str) -> None:
    """Write the data set, the feeds, and what lies beside each statement's page into the built site ``folder``."""
    fronts = published.fronts
    for name, lines in (
        ("statements.jsonl", jsonl(_records(fronts))),
        ("statements.csv", csv_lines(_records(fronts))),
        ("annotations.jsonld", annotations(_records(fronts))),
        ("datapackage.json", [datapackage(site, version=version)]),
    ):
        _write(folder / name, lines)
    for record in _records(fronts):
        beside = folder / "statements" / record.id
        beside.mkdir(parents=True, exist_ok=True)
        for name, text in _beside(record, site):
            _write(beside / name, [text])
    for feed, own in _feeds(published, site):
        for path, text in feed_files(feed, [Record.read(front) for front in own], site):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            _write(folder / path, [text])


def feed_paths(published: Exported, site: Site) -> frozenset[str]:
    """The path of each feed, without its archives."""
    return frozenset(
        f"{feed.path}.{suffix}"
        for feed, own in _feeds(published, site)
        for suffix in ("atom", "json")
        if suffix == "json" or any(front.get("published") for front in own)
    )


def _feeds(published: Exported, site: Site) -> Iterator[tuple[Feed, Fronts]]:
    """Each feed with the front matter of its statements; none where the site has no absolute address."""
    if site.url is None:
        return
    by_speaker: dict[str, list[Mapping[str, Any]]] = {}
    by_topic: dict[str, list[Mapping[str, Any]]] = {}
    for front in published.fronts:
        by_speaker.setdefault(front.get("speaker") or "", []).append(front)
        for topic in front.get("topics", ()):
            by_topic.setdefault(topic, []).append(front)
    yield Feed(path=feed_path("index"), title=site.name, page=""), published.fronts
    for kind, slugs, groups in (
        ("speakers", published.speakers, by_speaker),
        ("topics", published.topics, by_topic),
    ):
        for name, slug in slugs.items():
            page = f"{kind}/{slug}"
            yield Feed(path=feed_path(page), title=f"{name} · {site.name}", page=f"{page}/"), groups.get(name, [])


def feed_path(page: str) -> str:
    """Where the feed of a page lies, without its suffix; ``page`` is below the site, ``index`` stands for all."""
    return f"feeds/{page}"


def _records(fronts: Fronts) -> Iterator[Record]:
    return (Record.read(front) for front in fronts)


def _beside(record: Record, site: Site) -> Iterator[tuple[str, str]]:
    for name, (_, write) in CITATIONS.items():
        yield name, write(record, site)
    answer = oembed(record, site)
    if answer:
        yield "oembed.json", answer


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
