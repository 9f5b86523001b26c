"""Each format that articles come in gives the article's paragraphs, and what it states, and nothing else."""

from pathlib import Path

import pytest

from adding import samples
from onrecord.adding.records import Given, records
from onrecord.adding.taken import Taken

EVERY = {
    "page.html": samples.html().encode(),
    "page.txt": samples.html().encode(),
    "latin.html": samples.html(charset="iso-8859-1").encode("windows-1252"),
    "page.mhtml": samples.mhtml(),
    "page.webarchive": samples.webarchive(),
    "mail.eml": samples.mail(),
    "mail-html.eml": samples.mail(as_html=True),
    "feed.xml": samples.rss(),
    "atom.xml": samples.atom(),
    "feed.json": samples.json_feed(),
    "table.csv": samples.table(),
    "table.tsv": samples.table("\t"),
    "semicolons.csv": samples.table(";"),
    "table.json": b"[" + __import__("json").dumps(samples.record()).encode() + b"]",
    "lines.jsonl": __import__("json").dumps(samples.record()).encode() + b"\n",
    "release.docx": samples.docx(),
    "release.rtf": samples.rtf(),
    "rtf.doc": samples.rtf(),
    "release.pdf": samples.pdf(),
    "clipped.md": samples.MARKDOWN.encode(),
    "wrapped.txt": "\n\n".join(map(samples.wrapped, samples.SENTENCES)).encode(),
    "plain.txt": "\n".join(samples.SENTENCES).encode(),
}
WITHOUT_TITLE = {"release.rtf", "rtf.doc", "wrapped.txt", "plain.txt"}
WITH_ADDRESS = set(EVERY) - WITHOUT_TITLE - {"mail.eml", "mail-html.eml", "release.docx", "release.pdf"}


def taken(path: Path, data: bytes, **more: object) -> list[Taken]:
    path.write_bytes(data)
    return [one.make() for one in records(Given(path=path, name=path.name, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EVERY)
def test_every_format_gives_the_articles_paragraphs_and_nothing_else(name: str, tmp_path: Path) -> None:
    (one,) = taken(tmp_path / name, EVERY[name])
    assert one.paragraphs == samples.SENTENCES


@pytest.mark.parametrize("name", EVERY)
def test_every_format_gives_what_it_states_and_no_more(name: str, tmp_path: Path) -> None:
    (one,) = taken(tmp_path / name, EVERY[name])
    stated = one.metadata
    assert stated.title == (None if name in WITHOUT_TITLE else samples.TITLE)
    assert stated.url == (samples.URL if name in WITH_ADDRESS else None)
    assert stated.outlet == (samples.OUTLET if name in WITH_ADDRESS - {"clipped.md"} else None)
    dated = WITH_ADDRESS | {"mail.eml", "mail-html.eml"}
    assert (stated.published or "")[:10] == (samples.DAY if name in dated else "")
    assert stated.authors == (("Ada Lund",) if name in dated else ())


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_gives_its_pages(packed: bool, tmp_path: Path) -> None:
    found = taken(tmp_path / "a.warc", samples.warc(packed=packed))
    assert [one.name for one in found] == [samples.URL, "https://example.org/ferry"]
    assert [one.paragraphs for one in found] == [samples.SENTENCES, samples.SENTENCES[::-1]]
    assert found[0].retrieved_from == samples.URL


def test_a_wacz_gives_its_pages(tmp_path: Path) -> None:
    found = taken(tmp_path / "a.wacz", samples.wacz())
    assert [one.paragraphs for one in found] == [samples.SENTENCES, samples.SENTENCES[::-1]]


def test_a_databases_export_is_parted_and_its_headers_are_read(tmp_path: Path) -> None:
    found = taken(tmp_path / "export.doc", samples.export())
    assert [one.paragraphs for one in found] == [samples.SENTENCES, samples.SENTENCES[::-1]]
    assert [one.metadata.title for one in found] == [samples.TITLE, "Ferry begins"]
    first = found[0].metadata
    assert (first.outlet, first.published, first.authors) == (samples.OUTLET, samples.DAY, ("Ada Lund",))
    assert first.rights == "Copyright 2024 Example Press"


def test_a_column_can_be_chosen(tmp_path: Path) -> None:
    data = samples.table(names={"text": "Volltext", "title": "Titel"})
    (one,) = taken(tmp_path / "a.csv", data, columns={"text": "Volltext", "title": "Titel"})
    assert (one.paragraphs, one.metadata.title) == (samples.SENTENCES, samples.TITLE)


TRANSCRIPTS = {
    "a.srt": (samples.SRT, ("ADA LUND", "CLARA MOEN"), (1.0, 7.0)),
    "a.vtt": (samples.VTT, ("Ada Lund", "Clara Moen"), (1.0, 3607.0)),
    "otter.txt": (samples.OTTER, ("Ada Lund", "Clara Moen"), (1.0, 3607.0)),
    "rev.txt": (samples.REV, ("Ada Lund", "Clara Moen"), (1.0, 3607.0)),
    "trint.txt": (samples.TRINT, ("Ada Lund", "Clara Moen"), (1.0, 3607.0)),
}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_becomes_names_and_words_with_their_seconds(name: str, tmp_path: Path) -> None:
    text, (first, second), times = TRANSCRIPTS[name]
    (one,) = taken(tmp_path / name, text.encode())
    assert one.paragraphs == (
        f"{first}: Good evening. The bridge is closed from tonight.",
        f"{second}: We do not trust the bolts.",
    )
    assert one.times == times


def test_names_over_words_need_no_times(tmp_path: Path) -> None:
    (one,) = taken(tmp_path / "a.txt", samples.NAMES_OVER.encode())
    assert one.paragraphs[2] == "ADA LUND: Thank you."
    assert one.times == ()
