"""The index of speakers: one list where it fits on a page, else one for each letter, and the most quoted in front."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.archive.archive import Archive
from onrecord.catalog.language import gettext
from onrecord.lexicon.sort_names import LETTERS, OTHER, Filed, filed
from onrecord.model.page import Job
from onrecord.pages.paginate import PER_PAGE, Listing, paginate

NAMES_FILE = "speakers/names.json"
"""The file, below the site, that the index's field finds names in; there where ``has_letters`` says so."""
MOST_QUOTED = 50


class SpeakerCount(NamedTuple):
    """A line of the index: a slug, a name, and how many statements there are."""

    slug: str
    name: str
    statements: int


def speaker_counts(archive: Archive) -> list[SpeakerCount]:
    """The speakers with the number of their statements."""
    counts = Counter(record.speaker_page for record in archive.statements)
    return [SpeakerCount(slug=slug, name=name, statements=counts[slug]) for slug, name in archive.speakers.items()]


def has_letters(speakers: int) -> bool:
    """Whether the index of that many speakers goes by letters."""
    return speakers > PER_PAGE


def speaker_index(speakers: Sequence[SpeakerCount]) -> list[Job]:
    """The pages of the index."""
    title = gettext("Speakers")
    if not has_letters(len(speakers)):
        by_name = sorted(speakers, key=lambda one: (one.name, one.slug))
        return paginate(Listing(path="speakers/index", title=title, template="speakers.md.jinja", rows=by_name))
    by_letter: dict[str, list[tuple[str | int, ...]]] = {letter: [] for letter in LETTERS}
    for at, one in _in_order(speakers):
        by_letter[at.letter].append((one.slug, at.before, at.word, at.after, one.statements))
    front = Listing(
        path="speakers/index",
        title=title,
        template="speakers-front.md.jinja",
        rows=sorted(speakers, key=lambda one: (-one.statements, one.name, one.slug))[:MOST_QUOTED],
        each={"total": len(speakers), "letters": tuple((letter, len(own)) for letter, own in by_letter.items())},
    )
    letters = tuple((letter, bool(own)) for letter, own in by_letter.items())
    lists = (
        Listing(
            path=f"speakers/index.{letter}",
            title=gettext("Speakers: {letter}").format(letter=_named(letter)),
            template="speakers-letter.md.jinja",
            rows=own,
            each={"letter": letter, "letters": letters},
        )
        for letter, own in by_letter.items()
        if own
    )
    return [job for listing in (front, *lists) for job in paginate(listing)]


def _named(letter: str) -> str:
    return gettext("Other") if letter == OTHER else letter.capitalize()


def speaker_names(speakers: Iterable[SpeakerCount]) -> bytes:
    """Names, addresses from the index and numbers of statements, in its order: three parallel lists, as JSON."""
    ordered = [one for _, one in _in_order(speakers)]
    columns = {
        "names": [one.name for one in ordered],
        "addresses": [f"{one.slug}/" for one in ordered],
        "counts": [one.statements for one in ordered],
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _in_order(speakers: Iterable[SpeakerCount]) -> list[tuple[Filed, SpeakerCount]]:
    """The speakers as they are filed, those of other scripts last."""
    found = [(filed(one.name), one) for one in speakers]
    return sorted(found, key=lambda pair: (pair[0].letter == OTHER, pair[0].key, pair[1].slug))
