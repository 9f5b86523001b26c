"""The index of tags: the most frequent of each type in front, a list for each type, and a field that finds any."""

import json
from collections import Counter
from collections.abc import Sequence

from onrecord.archive.archive import Archive
from onrecord.archive.tags import FEWEST, FOLDER, Tag
from onrecord.catalog.language import gettext
from onrecord.model.entity import EntityType
from onrecord.model.page import Job
from onrecord.model.readers_words import ENTITY_TYPES, PLURALS
from onrecord.pages.paginate import Listing, paginate
from onrecord.text.escape import query_value

NAMES_FILE = f"{FOLDER}/names.json"
"""The file, below the site, that the index's field finds tags in."""
MOST = 20
"""How many tags of each type the front page has."""
Row = tuple[str, str, str, int]
"""The folder and the slug of a listing, a name, and how many statements there are."""


def tag_index(archive: Archive) -> list[Job]:
    """The pages of the index."""
    by_type = {type_: _rows(archive, type_) for type_ in EntityType}
    groups = [
        ("", gettext("Kinds"), len(PLURALS), tuple(_kinds(archive))),
        ("", gettext("Topics"), len(archive.topic_pages), tuple(_topics(archive))),
        *((str(type_), ENTITY_TYPES[type_], len(rows), tuple(rows[:MOST])) for type_, rows in by_type.items()),
    ]
    shown = {"groups": tuple(group for group in groups if group[3]), "fewest": FEWEST}
    front = Listing(path=f"{FOLDER}/index", title=gettext("Tags"), template="tags.md.jinja", rows=(), each=shown)
    lists = (
        Listing(path=f"{FOLDER}/index.{type_}", title=ENTITY_TYPES[type_], template="tags-of-type.md.jinja", rows=rows)
        for type_, rows in by_type.items()
        if len(rows) > MOST
    )
    return [job for listing in (front, *lists) for job in paginate(listing)]


def tag_names(archive: Archive) -> bytes:
    """Names, addresses as they are found from the index, and numbers of statements: three parallel lists, as JSON."""
    found = [
        *_kinds(archive),
        *_topics(archive),
        *((*_where(tag), tag.name, tag.statements) for tag in archive.tags),
    ]
    columns = {
        "names": [name for _, _, name, _ in found],
        "addresses": [_address(folder, slug, name) for folder, slug, name, _ in found],
        "counts": [count for *_, count in found],
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _where(tag: Tag) -> tuple[str, str]:
    """The folder and the slug of the page that lists it, or of the only page that has it; of the search neither."""
    folder, _, slug = (tag.page or (f"statements/{tag.first}" if tag.first else "")).rpartition("/")
    return folder, slug


def _address(folder: str, slug: str, name: str) -> str:
    if not folder:
        return f"../search/?q={query_value(name)}"
    return f"{slug}/" if folder == FOLDER else f"../{folder}/{slug}/"


def _kinds(archive: Archive) -> list[Row]:
    counts = Counter(record.kind for record in archive.statements)
    return [("kinds", str(kind), name, counts[kind]) for kind, name in PLURALS.items()]


def _topics(archive: Archive) -> list[Row]:
    counts = Counter(topic for record in archive.statements for topic in record.topics)
    rows = [("topics", slug, name, counts[name]) for name, slug in archive.topic_pages.items()]
    return sorted(rows, key=lambda row: (-row[3], row[2]))


def _rows(archive: Archive, type_: EntityType) -> Sequence[Row]:
    """The tags of one type that have a page, the most frequent first."""
    tags = (tag for tag in archive.tags if tag.type == type_ and tag.page)
    rows = [(*_where(tag), tag.name, tag.statements) for tag in tags]
    return sorted(rows, key=lambda row: (-row[3], row[2]))
