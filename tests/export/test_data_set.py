"""The data set: the same records in each file, described for machines, and streamed."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest
from hypothesis import given

from export.records import BARE, KINDS, LOUD, NO_ADDRESS, SITE, hostile_text, record
from onrecord.export.data_set import FIELDS, FILES, annotation, annotations, csv_lines, datapackage, jsonl

ALL = [record(), *(one for one in (BARE, LOUD) if one.id != record().id), *KINDS]


def test_json_lines_hold_every_field_of_every_record() -> None:
    rows = [json.loads(line) for line in jsonl(ALL)]
    assert [row["id"] for row in rows] == [one.id for one in ALL]
    assert all(list(row) == [field.name for field in FIELDS] for row in rows)
    assert rows[0]["words"] == list(record().words)
    assert rows[0]["content"] == [[10, 23], [34, 62]]


@given(text=hostile_text)
def test_csv_says_the_same_as_json_lines(text: str) -> None:
    one = record(words=[text], content=[[0, 1]], prefixes=[""], suffixes=[""], speaker=text, outlet=text)
    [row] = csv.DictReader(io.StringIO("".join(csv_lines([one])), newline=""))
    [same] = map(json.loads, jsonl([one]))
    for name, value in same.items():
        read = json.loads(row[name]) if isinstance(value, list | bool) else row[name] or None
        assert read == value


def test_the_package_is_valid_and_its_table_fits_it(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(datapackage(SITE, version="0.1.0"), encoding="utf-8")
    (tmp_path / "statements.csv").write_text("".join(csv_lines(ALL)), encoding="utf-8", newline="")
    (tmp_path / "statements.jsonl").write_text("".join(jsonl(ALL)), encoding="utf-8")
    (tmp_path / "annotations.jsonld").write_text("".join(annotations(ALL)), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    names = {resource["path"] for resource in json.loads(datapackage(NO_ADDRESS, version="0.1.0"))["resources"]}
    assert names == FILES.keys() - {"datapackage.json"}


def test_annotations_have_both_selectors_for_each_piece() -> None:
    page = json.loads("".join(annotations(ALL)))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(ALL)
    [first, second] = page["items"][0]["target"]
    assert first["selector"] == [
        {"type": "TextPositionSelector", "start": 10, "end": 23},
        {"type": "TextQuoteSelector", "exact": "“It is safe,”", "prefix": "said so. ", "suffix": " she said."},
    ]
    assert second["source"] == "articles/bridge/"
    assert annotation(record(), base="../../")["id"] == "../../statements/4ctmy4ys5g/"


def test_no_records_make_whole_files() -> None:
    assert list(jsonl([])) == []
    assert len(list(csv_lines([]))) == 1
    assert json.loads("".join(annotations([])))["items"] == []


@pytest.mark.parametrize("number", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_any_number_of_statements_is_written_within_two_hundred_megabytes(tmp_path: Path, number: int) -> None:
    program = """
import re, resource, sys
from dataclasses import replace
from pathlib import Path
from export.records import record
from onrecord.export.data_set import annotations, csv_lines, jsonl
one = record()
for write in (jsonl, csv_lines, annotations):
    with (Path(sys.argv[1]) / write.__name__).open("w", encoding="utf-8", newline="") as file:
        file.writelines(write(replace(one, id=f"{n:010}") for n in range(int(sys.argv[2]))))
# Linux counts what the process was forked from into ru_maxrss; the high-water mark begins anew with the program.
status = Path("/proc/self/status")
own = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(int(own[1]) // 1024 if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(number)],
        env={"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ended.stdout) < 200
    with (tmp_path / "jsonl").open(encoding="utf-8") as file:
        assert sum(1 for _ in file) == number
