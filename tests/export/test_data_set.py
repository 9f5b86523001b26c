"""The data set: the same records in each file, described for machines, and streamed."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.records import BARE, KINDS, LOUD, NO_ADDRESS, SITE, hostile_text, record
from onrecord.export.data_set import FIELDS, FILES, DataLines, annotation, datapackage, write_data_set
from onrecord.model.record import Record
from onrecord.text.escape import cell, from_cell

ALL = [record(), *(one for one in (BARE, LOUD) if one.id != record().id), *KINDS]


def written(folder: Path, *articles: list[Record]) -> dict[str, str]:
    """The texts of the files of a data set of these articles' records."""
    write_data_set(folder, map(DataLines.of, articles), SITE)
    return {name: (folder / name).read_bytes().decode() for name in FILES}


def test_json_lines_hold_every_field_of_every_record(tmp_path: Path) -> None:
    lines = written(tmp_path, *([one] for one in ALL))["statements.jsonl"].split("\n")
    rows = [json.loads(line) for line in lines[:-1]]
    assert [row["id"] for row in rows] == [one.id for one in ALL]
    assert all(list(row) == [field.name for field in FIELDS] for row in rows)
    assert rows[0]["words"] == list(record().words)
    assert rows[0]["content"] == [[10, 23], [34, 62]]


@given(text=hostile_text)
def test_csv_says_the_same_as_json_lines(text: str) -> None:
    one = record(words=[text], content=[[0, 1]], prefixes=[""], suffixes=[""], speaker=text, outlet=text)
    lines = DataLines.of([one])
    header = ",".join(field.name for field in FIELDS)
    [row] = csv.DictReader(io.StringIO(f"{header}\r\n{lines.csv.decode()}", newline=""))
    [same] = map(json.loads, lines.jsonl.decode().removesuffix("\n").split("\n"))
    for name, value in same.items():
        read = json.loads(row[name]) if isinstance(value, list | bool) else from_cell(row[name]) or None
        assert read == value
        assert not re.match("[=+\\-@\t\r\n＝＋－＠]", row[name])


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'=1", "''=1"]
)
def test_no_cell_begins_as_a_formula_does_and_none_is_lost(start: str) -> None:
    assert cell(start) == f"'{start}"
    assert from_cell(cell(start)) == start


@pytest.mark.parametrize("start", ["'tis", "''", "1-1", "“=", "", " =1", "a"])
def test_any_other_cell_is_the_text(start: str) -> None:
    assert cell(start) == from_cell(start) == start


@given(text=st.text(st.sampled_from("'=+-@\t\nab")))
def test_a_cell_gives_its_text_back(text: str) -> None:
    assert from_cell(cell(text)) == text


def test_the_package_is_valid_and_its_table_fits_it(tmp_path: Path) -> None:
    written(tmp_path, *([one] for one in ALL))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    names = {resource["path"] for resource in json.loads(datapackage(NO_ADDRESS))["resources"]}
    assert names == FILES.keys() - {"datapackage.json"}


def test_annotations_have_both_selectors_for_each_piece(tmp_path: Path) -> None:
    page = json.loads(written(tmp_path, ALL[:1], ALL[1:])["annotations.jsonld"])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(ALL)
    [first, second] = page["items"][0]["target"]
    assert first["selector"] == [
        {"type": "TextPositionSelector", "start": 10, "end": 23},
        {"type": "TextQuoteSelector", "exact": "“It is safe,”", "prefix": "said so. ", "suffix": " she said."},
    ]
    assert second["source"] == "articles/bridge/"
    assert annotation(record(), base="../../")["id"] == "../../statements/4ctmy4ys5g/"


def test_no_records_make_whole_files(tmp_path: Path) -> None:
    files = written(tmp_path)
    assert files["statements.jsonl"] == ""
    assert files["statements.csv"] == ",".join(field.name for field in FIELDS) + "\r\n"
    assert json.loads(files["annotations.jsonld"])["items"] == []


@pytest.mark.parametrize("number", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_any_number_of_statements_is_written_within_two_hundred_megabytes(tmp_path: Path, number: int) -> None:
    program = """
import re, resource, sys
from dataclasses import replace
from pathlib import Path
from export.records import SITE, record
from onrecord.export.data_set import DataLines, write_data_set
one = record()
articles = (DataLines.of([replace(one, id=f"{n:010}")]) for n in range(int(sys.argv[2])))
write_data_set(Path(sys.argv[1]), articles, SITE)
# Linux counts what the process was forked from into ru_maxrss; the high-water mark begins anew with the program.
status = Path("/proc/self/status")
own = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(int(own[1]) // 1024 if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(number)],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ended.stdout) < 200
    with (tmp_path / "statements.jsonl").open(encoding="utf-8") as file:
        assert sum(1 for _ in file) == number
