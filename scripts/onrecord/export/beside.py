"""What lies beside a statement's page: citations, and the card for other sites."""

from collections.abc import Iterator

from onrecord.export.cards import oembed
from onrecord.export.citations import CITATIONS
from onrecord.model.record import Record
from onrecord.model.site import Site


def beside(record: Record, site: Site) -> Iterator[tuple[str, str]]:
    """The name and the text of each file."""
    for name, (_, write) in CITATIONS.items():
        yield name, write(record, site)
    if answer := oembed(record, site):
        yield "oembed.json", answer
