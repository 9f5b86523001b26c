"""What is not an article's text is told by what it holds, whatever its name; an article about tags is an article."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.reading.read import read
from onrecord.reading.sniff import KINDS, kind

PAGE = "<!DOCTYPE html>\n<html><head><title>Bridge</title></head><body><p>“It holds,” Ada Lund said.</p></body></html>"
CONTAINERS = {
    "doctype": (PAGE.encode(), "html"),
    "html after a mark and spaces": (b"\xef\xbb\xbf \n" + PAGE[16:].encode(), "html"),
    "html after a comment": (b"<!-- saved from url=(0022)https://example.org/ -->\n" + PAGE[16:].encode(), "html"),
    "XHTML": (b'<?xml version="1.0"?>\n' + PAGE.encode(), "html"),
    "UTF-16": (PAGE.encode("utf-16"), "html"),
    "a fragment": (b"<p>The harbor closes.</p>\n<p>\xe2\x80\x9cIt holds,\xe2\x80\x9d said Ada Lund.</p>\n", "html"),
    "a div in one line": (b'<div class="body"><p>The harbor closes.</p><p>It was old.</p></div>', "html"),
    "mostly script": (b"The page\n<script>" + b"var a = 1; " * 90 + b"</script>\n<b>x</b>", "html"),
    "RSS": (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
    "Atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
    "XML": (b'<?xml version="1.0"?><nitf><body/></nitf>', "xml"),
    "RTF": (rb"{\rtf1\ansi Hello}", "rtf"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "WARC": (b"WARC/1.0\r\nWARC-Type: response\r\n", "warc"),
    "gzip": (gzip.compress(b"x"), "gzip"),
    "zip": (b"PK\x03\x04rest", "zip"),
    "webarchive": (b"bplist00rest", "webarchive"),
    "Word 97": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "doc"),
    "a mail": (b"Received: from a\r\n by b\r\nFrom: Ada <a@example.org>\r\nSubject: Bridge\r\n\r\nText.\r\n", "mail"),
    "a short mail": (b"From: Ada Lund\nTo: Board\nSubject: Bridge\n\nText.\n", "mail"),
    "mbox": (b"From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a@example.org\nMIME-Version: 1.0\n\nText.\n", "mail"),
    "MHTML": (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x\r\nMIME-Version: 1.0\r\n\r\n", "mhtml"),
    "JSON": (b'{"title": "Bridge", "text": "It holds."}', "json"),
    "JSON Lines": (b'{"text": "One."}\n{"text": "Two."}\n', "json"),
    "broken JSON": (b'[{"text": "One.', "json"),
    "SRT": (b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "subtitles"),
    "VTT": (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", "subtitles"),
}
ARTICLES = {
    "tags": "The <b> tag makes bold, and <script> runs. “Close your <p>,” said Ada Lund. " * 3,
    "a tag first": "<blink> is gone. “Nobody misses it,” said Ada Lund of the browser maker, and <marquee> went, too.",
    "a comparison": "x < y and y > z, the paper says.",
    "a greeting": "<3 was all she wrote, Ada Lund said.",
    "labels": "Ada Lund: It holds.\n\nBoris Vale: It does not.\n",
    "a dateline": "From: the harbor. It holds.\n\nAda Lund said so.\n",
    "one label of a mail": "Subject: a bridge.\nDate: tomorrow.\n\n“It holds,” said Ada Lund.",
    "a bracket": "[Editor's note: this was corrected.]\n\nThe bridge holds.",
    "a brace": "{Sic} was what she said.",
    "WARC in words": "The WARC/1.0 format is old.",
    "a header inside": "The mail read:\nFrom: Ada\nTo: Boris\nSubject: Bridge\n\nIt holds.",
    "empty": "",
    "a time": "00:15 was when it began, she said.",
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_container_is_told_by_its_content(name: str) -> None:
    data, expected = CONTAINERS[name]
    assert kind(data) == expected


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_an_article(name: str) -> None:
    assert kind(ARTICLES[name].encode()) is None


@pytest.mark.parametrize("name", CONTAINERS)
def test_build_and_extract_refuse_it_in_a_line_that_says_what_to_do(name: str, tmp_path: Path) -> None:
    data, expected = CONTAINERS[name]
    (tmp_path / "x.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text("It holds.")
    reading = read(tmp_path)
    assert [one.slug for one in reading.articles] == ["good"]
    assert [str(one) for one in reading.problems] == [
        f"seeds/x.txt: this is {KINDS[expected]}, not its text; run: onrecord add seeds/x.txt"
    ]
    done = CliRunner().invoke(main, ["extract", str(tmp_path / "x.txt")])
    assert (done.exit_code, done.stdout) == (1, "")
    path = tmp_path / "x.txt"
    assert done.stderr == f"{path}: this is {KINDS[expected]}, not its text; run: onrecord add {path}\n"


def test_a_page_behind_front_matter_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(f"---\ntitle: Bridge\n---\n{PAGE}")
    (problem,) = read(tmp_path).problems
    assert str(problem) == "seeds/x.md: this is a web page, not its text; run: onrecord add seeds/x.md"


def test_a_file_of_another_suffix_in_the_folder_is_named_with_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(PAGE)
    (problem,) = read(tmp_path).problems
    assert str(problem) == "seeds/x.html: this is a web page, not its text; run: onrecord add seeds/x.html"


def test_lines_of_json_are_taken_as_they_are() -> None:
    line = '{"id": "a", "text": "<html>“It holds,” said Ada Lund.</html>"}\n'
    done = CliRunner().invoke(main, ["extract", "--jsonl", "--model", "fast"], input=line)
    assert done.exit_code == 0
