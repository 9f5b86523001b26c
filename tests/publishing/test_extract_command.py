"""``onrecord extract`` speaks the evaluation format."""

import json
import subprocess
import sys
from pathlib import Path

ONRECORD = Path(sys.executable).with_name("onrecord")
TEXT = "“It is safe,” Ada Lund said.\r\nThe bridge is 90 meters long.\n"


def extract(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [str(ONRECORD), "extract", "--model", "fast", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_each_file_gives_one_line_with_its_untouched_text(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b c.md"
    first.write_bytes(TEXT.encode())
    second.write_bytes("\ufeff---\ntitle: x\n---\n".encode() + TEXT.encode())
    ended = extract(str(first), str(second))
    assert ended.returncode == 0, ended.stderr
    lines = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    assert [(line["id"], line["text"]) for line in lines] == [("a", TEXT), ("b c", TEXT)]
    quotation = lines[0]["attributions"][0]
    assert [TEXT[start:end] for start, end in quotation["content"]] == ["“It is safe,”"]
    assert (quotation["kind"], quotation["speaker"], quotation["basis"]) == ("direct", "Ada Lund", "named")
    assert quotation["rule"]
    assert lines[0]["attributions"] == lines[1]["attributions"]


def test_lines_in_give_lines_out_and_other_keys_are_ignored() -> None:
    lines = [{"id": "1", "text": TEXT, "attributions": "ignored", "x": 1}, {"id": "ü", "text": ""}]
    ended = extract("--jsonl", stdin="\n".join(json.dumps(line) for line in lines).encode())
    assert ended.returncode == 0, ended.stderr
    out = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    assert [(line["id"], line["text"]) for line in out] == [("1", TEXT), ("ü", "")]
    assert out[0].keys() == {"id", "text", "attributions"}
    assert len(out[0]["attributions"]) == 2


def test_a_line_that_is_no_article_is_named_and_the_others_are_answered() -> None:
    ended = extract("--jsonl", stdin=b'{"id": "1", "text": "x"}\nnot json\n[]\n{"id": "2", "text": "y"}\n')
    assert ended.returncode == 1
    assert [json.loads(line)["id"] for line in ended.stdout.splitlines()] == ["1", "2"]
    assert [line.split(b":")[:2] for line in ended.stderr.splitlines()] == [
        [b"standard input", b"2"],
        [b"standard input", b"3"],
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_printed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT)
    bad.write_bytes(b"\xff")
    ended = extract(str(bad), str(tmp_path / "missing.txt"), str(good))
    assert ended.returncode == 1
    assert len(ended.stdout.splitlines()) == 1
    assert f"{bad}:1: ".encode() in ended.stderr
    assert b"missing.txt" in ended.stderr


def test_nothing_to_read_is_said_in_one_line() -> None:
    ended = extract()
    assert ended.returncode == 2
    assert ended.stderr.decode().strip().splitlines()[-1].startswith("Error:")


def test_half_a_pair_of_code_units_comes_back_as_it_went_in() -> None:
    text = "“It is \ud800 safe,” Ada \udfff Lund said. “Yes.”"
    ended = extract("--jsonl", stdin=json.dumps({"id": "\udc00", "text": text}).encode())
    assert ended.returncode == 0, ended.stderr
    (line,) = map(json.loads, ended.stdout.decode().splitlines())
    assert (line["id"], line["text"]) == ("\udc00", text)
    assert line["attributions"]
