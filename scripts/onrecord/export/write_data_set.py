"""Writes the data set from lines that were made statement by statement: only those that changed are made again."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.export.data_set import (
    CSV_HEADER,
    annotation_line,
    csv_line,
    datapackage,
    joined_annotations,
    jsonl_line,
)
from onrecord.model.record import Record
from onrecord.model.site import Site


@dataclass(frozen=True, slots=True)
class DataLines:
    """Statements in each file of the data set: whole lines, annotations with a comma between them."""

    jsonl: str
    csv: str
    annotations: str

    @classmethod
    def of(cls, records: Iterable[Record]) -> "DataLines":
        """The lines of an article's statements, in the order of its text."""
        ordered = sorted(records, key=lambda one: (one.offset, one.id))
        return cls(
            "".join(map(jsonl_line, ordered)),
            "".join(map(csv_line, ordered)),
            ",\n".join(map(annotation_line, ordered)),
        )


def write_data_set(folder: Path, articles: Iterable[DataLines], site: Site, *, version: str) -> None:
    """Write the data set into the built site ``folder``, each file as its lines come."""

    def also_in_the_others() -> Iterable[str]:
        for lines in articles:
            as_jsonl.write(lines.jsonl)
            as_csv.write(lines.csv)
            yield lines.annotations

    with (
        (folder / "statements.jsonl").open("w", encoding="utf-8", newline="") as as_jsonl,
        (folder / "statements.csv").open("w", encoding="utf-8", newline="") as as_csv,
        (folder / "annotations.jsonld").open("w", encoding="utf-8", newline="") as as_annotations,
    ):
        as_csv.write(CSV_HEADER)
        as_annotations.writelines(joined_annotations(also_in_the_others()))
    (folder / "datapackage.json").write_text(datapackage(site, version=version), encoding="utf-8", newline="")
