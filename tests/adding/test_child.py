"""A converter that fails, takes too long or too much costs its record; the next one is read by a new process."""

import os
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from adding import samples
from onrecord.adding import child
from onrecord.adding.child import Converter
from onrecord.adding.pending import Pending
from onrecord.adding.records import Given
from onrecord.adding.taken import Refused, Taken


def misbehaving(line: Connection, memory: int) -> None:
    """A child whose records die, hang, eat, and raise."""
    import onrecord.adding.records as module

    def make(number: int) -> Taken:
        if number == 1:
            os._exit(9)
        if number == 2:
            time.sleep(60)
        if number == 3:
            bytearray(8 * 1024**3)
        if number == 4:
            raise ZeroDivisionError
        return Taken(name=str(number), stem="a", paragraphs=("A text.",))

    def records(given: Given) -> Iterator[Pending]:
        assert given.name == "a"
        for number in range(6):
            yield Pending(f"record {number}", lambda number=number: make(number))  # type: ignore[misc]

    module.records = records
    child.serve(line, memory)


def test_each_bad_record_is_a_line_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    converter = Converter(seconds=8)
    monkeypatch.setattr(child, "serve", misbehaving)
    try:
        found = list(converter.items(Given(path=tmp_path / "a", name="a")))
    finally:
        converter.close()
    assert [one.name for one in found] == [f"record {number}" for number in range(6)]
    assert [isinstance(one, Refused) for one in found] == [False, True, True, True, True, False]
    said = [one.message for one in found if isinstance(one, Refused)]
    assert said == [
        "made its reader fail; it is passed over",
        "takes longer than 8 seconds",
        "needs more memory than is allowed",
        "cannot be read (ZeroDivisionError)",
    ]


def test_one_process_serves_many_files(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(samples.html())
    converter = Converter()
    try:
        for _ in range(3):
            assert len(list(converter.items(Given(path=tmp_path / "a.html", name="a.html")))) == 1
        assert len([one for one in get_context().active_children() if one.name]) == 1
    finally:
        converter.close()
