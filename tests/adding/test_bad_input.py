"""What is broken costs a line and itself: nothing is half written, and the rest is added."""

import gzip
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adding import samples
from onrecord.adding.child import Converter
from onrecord.adding.records import Given
from onrecord.adding.taken import Refused
from onrecord.cli import main


def add(folder: Path, *inputs: str, **more: object) -> Result:
    return CliRunner().invoke(main, ["add", "--to", str(folder / "seeds"), *inputs], **more)  # type: ignore[arg-type]


def locked_pdf() -> bytes:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(samples.pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TEXT = "\n\n".join(samples.SENTENCES)
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "spaces.txt": (b" \n\n \t", "is empty"),
    "scanned.pdf": (samples.pdf([]), "holds no text: it was scanned; run OCR first"),
    "locked.pdf": (locked_pdf(), "is locked with a password"),
    "broken.pdf": (b"%PDF-1.4\n\x00\x01 nothing here", "is a broken PDF"),
    "cut.pdf": (samples.pdf()[:300], "PDF"),
    "other.docx": (samples.zipped({"a.txt": b"Hello."}), "is a ZIP archive of something else than a Word file"),
    "broken.docx": (samples.docx()[:400], "is a broken ZIP archive"),
    "bomb.docx": (samples.zipped({"word/document.xml": b" " * 40_000_000}), "would unpack to"),
    "entities.docx": (samples.docx(extra=ENTITIES), "declares XML entities"),
    "bad-xml.docx": (samples.zipped({"word/document.xml": b"<w:document"}), "is a broken Word file"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "is an old Word file; save it as .docx"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "is locked with a password",
    ),
    "cut.txt.gz": (gzip.compress(TEXT.encode() * 50)[:-200], "is cut short or broken"),
    "no.gz": (b"\x1f\x8b\x08\x00 this is not gzip", "is cut short or broken"),
    "bomb.gz": (gzip.compress(b"a" * 60_000_000), "unpacks to more than"),
    "entities.xml": (
        b'<?xml version="1.0"?>' + ENTITIES.encode() + b"<rss><channel>&b;</channel></rss>",
        "XML entities",
    ),
    "empty-feed.xml": (
        b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>',
        "is a feed without entries",
    ),
    "teaser.xml": (samples.rss(full=False), "the feed has a teaser only"),
    "other.xml": (b'<?xml version="1.0"?><svg><g/></svg>', "is XML of no kind that articles are taken from"),
    "script.html": (
        b"<!DOCTYPE html><html><body><div id=app></div><script>" + b"var a;" * 90 + b"</script></body></html>",
        "it is made by scripts: save it from a browser",
    ),
    "blank.html": (b"<!DOCTYPE html><html><body></body></html>", "no article was found on this page"),
    "broken.webarchive": (b"bplist00 nothing", "is a broken webarchive"),
    "bad.json": (b'{"text": "It holds.', "is not sound JSON"),
    "nothing.json": (b'{"a": {"b": 1}}', "holds no articles"),
    "no-text.csv": (b"title,when\nBridge,today\n", "names no column of texts"),
    "picture.png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "is no format that articles are taken from"),
    "empty.rtf": (b"{\\rtf1\\ansi }", "is an RTF file without a text"),
    "no-words.srt": (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "is a transcript without words"),
    "no-page.mhtml": (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: https://x.example\r\n\r\n",
        "is a saved page without its page",
    ),
    "no-text.eml": (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n",
        "without a text",
    ),
}


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    """One process for all of them, as in a run."""
    one = Converter()
    yield one
    one.close()


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_a_line_that_says_what_to_do(name: str, tmp_path: Path, converter: Converter) -> None:
    data, message = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    found = list(converter.items(Given(path=path, name=name)))
    assert len(found) == 1
    assert isinstance(found[0], Refused)
    assert message in found[0].message
    assert "\n" not in found[0].message


def test_of_many_files_the_broken_ones_are_refused_and_the_rest_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("cut.pdf", "locked.pdf", "other.docx", "entities.xml", "script.html"):
        (folder / name).write_bytes(REFUSED[name][0])
    (folder / "good.html").write_text(samples.html())
    done = add(tmp_path, str(folder))
    assert done.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == [
        "2024-03-01-bridge-closes-for-the-winter.txt",
        "2024-03-01-bridge-closes-for-the-winter.yml",
    ]
    assert len(done.stderr.splitlines()) == 6
    assert done.stderr.splitlines()[-1] == "1 added, 0 already there, 5 refused"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(b"<!DOCTYPE html><html>")
        file.truncate(1024**3)
    done = add(tmp_path, str(path))
    assert done.exit_code == 1
    assert "is larger than the 52,428,800 bytes" in done.stderr


def broken_in_the_middle() -> bytes:
    good = samples.warc_record(samples.URL, samples.html())
    return good + b"WARC/1.0\r\nnonsense without a colon\r\n" + b"\x00" * 50 + b"\r\n\r\n" + second()


def second() -> bytes:
    return samples.warc_record("https://example.org/ferry", samples.html(samples.SENTENCES[::-1], title="Ferry begins"))


def cut_in_a_member() -> bytes:
    return gzip.compress(samples.warc_record(samples.URL, samples.html())) + gzip.compress(second())[:-300]


def damaged_member() -> bytes:
    first = bytearray(gzip.compress(samples.warc_record(samples.URL, samples.html())))
    first[len(first) // 2 :] = b"\x55" * (len(first) - len(first) // 2)
    return bytes(first) + gzip.compress(second())


@pytest.mark.parametrize(
    ("made", "added"),
    [(broken_in_the_middle, 2), (cut_in_a_member, 1), (damaged_member, 1), (lambda: second()[:-700], 0)],
)
def test_a_broken_record_of_a_warc_costs_itself_only(made: Callable[[], bytes], added: int, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(made())
    done = add(tmp_path, str(tmp_path / "a.warc"))
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith(f"{added} added")
    seeds = tmp_path / "seeds"
    assert len(list(seeds.glob("*.txt")) if seeds.exists() else []) == added
    for seed in seeds.glob("*.txt"):
        assert sorted(seed.read_text().rstrip().split("\n\n")) == sorted(samples.SENTENCES)


def test_rows_with_line_breaks_outside_of_marks_are_refused_and_the_others_added(tmp_path: Path) -> None:
    text = "A text of some words that is long enough to be told apart."
    (tmp_path / "a.csv").write_text(
        f"title,date,text\nOne,2024-01-01,{text}\nTwo,2024-01-02,It breaks\nhere.\nThree,2024-01-03,{text}\n"
    )
    done = add(tmp_path, str(tmp_path / "a.csv"))
    assert done.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "seeds").glob("*.txt")) == [
        "2024-01-01-one.txt",
        "2024-01-02-two.txt",
        "2024-01-03-three.txt",
    ]
    assert "a.csv:4: 1 cells where the first line names 3 columns" in done.stderr


def test_two_articles_with_one_name_are_a_line_and_the_first_stays(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(samples.html())
    (tmp_path / "b.html").write_text(samples.html(samples.SENTENCES[::-1]))
    done = add(tmp_path, str(tmp_path / "a.html"), str(tmp_path / "b.html"))
    assert done.exit_code == 1
    assert "is already there, with other words" in done.stderr
    (seed,) = (tmp_path / "seeds").glob("*.txt")
    assert seed.read_text() == "\n\n".join(samples.SENTENCES) + "\n"


def test_a_zip_bomb_among_many_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"word/{number}.xml", b"\x00" * 10_000_000)
    done = add(tmp_path, str(path))
    assert (done.exit_code, "would unpack to" in done.stderr) == (1, True)


def test_nested_json_and_nested_markup_end_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 100_000)
    (tmp_path / "b.html").write_text("<!DOCTYPE html><html><body>" + "<div>" * 50_000 + "Hello" + "</div>" * 50_000)
    done = add(tmp_path, str(tmp_path / "a.json"), str(tmp_path / "b.html"))
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "0 added, 0 already there, 2 refused"


def test_lines_of_json_that_are_broken_cost_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(samples.record()) + '\n{"text": \n[1]\n{"text": 3}\n')
    done = add(tmp_path, str(tmp_path / "a.jsonl"))
    assert done.stderr.splitlines()[-1] == "1 added, 0 already there, 3 refused"
