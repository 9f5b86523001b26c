"""A file in, what it holds out, record by record: what the content is decides, never the name alone."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from onrecord.adding.archives import MOST, wacz, warc, webarchive
from onrecord.adding.charset import decoded
from onrecord.adding.documents import docx, exported, pdf, rtf
from onrecord.adding.feeds import feed
from onrecord.adding.mails import mails, mhtml
from onrecord.adding.page import page
from onrecord.adding.pending import Pending
from onrecord.adding.plain import text
from onrecord.adding.tables import is_table, json_document, json_lines, table
from onrecord.adding.taken import RefusedError, Source, Taken
from onrecord.adding.transcripts import is_transcript, name_over_text, subtitles
from onrecord.reading.sniff import kind

_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file to take articles out of: where it lies, its name for people, where it came from, its chosen columns."""

    path: Path
    name: str
    address: str | None = None
    charset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def records(given: Given) -> Iterator[Pending]:
    """What a file holds; `RefusedError` where that is nothing that articles are taken from."""
    with given.path.open("rb") as stream:
        yield from _of(stream, given.path.stat().st_size, given)


def _of(
    stream: io.BufferedReader | gzip.GzipFile, size: int, given: Given, *, packed: bool = False
) -> Iterator[Pending]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, _HEAD)
    head = buffered.peek(_HEAD)[:_HEAD]
    source = Source(
        name=given.name, data=b"", charset=given.charset, address=given.address, columns=dict(given.columns)
    )
    found = kind(head)
    if not head.strip(b" \t\r\n\x00"):
        raise RefusedError("is empty")
    if found == "gzip" and not packed:
        yield from _unpacked(given, source)
    elif found == "warc":
        yield from warc(buffered, source)
    elif found == "zip" and (archive := _wacz(given)):
        with archive:
            yield from wacz(archive, source)
    elif _in_lines(found, head, given):
        yield from json_lines(buffered, source)
    elif found is None and is_table(decoded(head), given.name, given.columns):
        yield from table(buffered, source)
    else:
        yield from whole(replace(source, data=_all(buffered, size)))


def _in_lines(found: str | None, head: bytes, given: Given) -> bool:
    lines = [line for line in head.splitlines() if line.strip()]
    objects = len(lines) > 1 and lines[0].lstrip(b"\xef\xbb\xbf").startswith(b"{") and lines[1].startswith(b"{")
    return found == "json" and (objects or given.name.lower().endswith((".jsonl", ".ndjson")))


def _all(stream: IO[bytes], size: int) -> bytes:
    if size > MOST:
        raise RefusedError(f"is larger than the {MOST:,} bytes that one article's file may have")
    try:
        data = stream.read(MOST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RefusedError("is cut short or broken; fetch the file anew") from error
    if len(data) > MOST:
        raise RefusedError(f"unpacks to more than the {MOST:,} bytes that one article's file may have")
    return data


def _unpacked(given: Given, source: Source) -> Iterator[Pending]:
    """What is in a file that gzip packed: a WARC packs each record for itself, and is read as it is."""
    with gzip.open(given.path) as inner:
        try:
            head = inner.read(_HEAD)
        except (EOFError, zlib.error, gzip.BadGzipFile, OSError) as error:
            head = _first_bytes(given.path)
            if not head:
                raise RefusedError("is cut short or broken; fetch the file anew") from error
        if kind(head) == "warc":
            with given.path.open("rb") as stream:
                yield from warc(stream, source)
            return
        inner.seek(0)
        plain = replace_name(given)
        try:
            yield from _of(inner, 0, plain, packed=True)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise RefusedError("is cut short or broken; fetch the file anew") from error


def replace_name(given: Given) -> Given:
    """The file as if it were not packed."""
    return replace(given, name=given.name.removesuffix(".gz"))


def _first_bytes(path: Path) -> bytes:
    """What can be read of a file that is cut short or damaged."""
    found, unpacking = b"", zlib.decompressobj(31)
    with path.open("rb") as packed, suppress(zlib.error):
        while len(found) < _HEAD and (piece := packed.read(64)):
            found += unpacking.decompress(piece, _HEAD)
    return found


def _wacz(given: Given) -> zipfile.ZipFile | None:
    try:
        archive = zipfile.ZipFile(given.path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    if any(name.startswith("archive/") and ".warc" in name for name in archive.namelist()):
        return archive
    archive.close()
    return None


def whole(source: Source) -> Iterator[Pending]:
    """What is in a file that is read as a whole."""
    found = kind(source.data)
    several: dict[str, Callable[[Source], Iterator[Pending]]] = {
        "mail": mails,
        "feed": feed,
        "rtf": rtf,
        "json": json_document,
    }
    single: dict[str | None, Callable[[Source], Taken]] = {
        "html": page,
        "mhtml": mhtml,
        "webarchive": webarchive,
        "pdf": pdf,
        "zip": docx,
        "subtitles": subtitles,
        "doc": _old,
        "xml": _xml,
    }
    if found in several:
        yield from several[found](source)
    elif found in single:
        make = single[found]
        yield Pending(source.name, lambda: make(source))
    else:
        yield from _text(source)


def _text(source: Source) -> Iterator[Pending]:
    if b"\x00" in source.data[:_HEAD] and source.data[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise RefusedError("is no format that articles are taken from")
    said = decoded(source.data, source.charset)
    if is_transcript(said):
        yield Pending(source.name, lambda: name_over_text(source))
    elif "\nEnd of Document" in said or "End of Document\n" in said:
        yield from exported(said, source, ())
    else:
        yield Pending(source.name, lambda: text(source))


def _old(source: Source) -> Taken:
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        raise RefusedError("is locked with a password; save a copy without one")
    raise RefusedError("is an old Word file; save it as .docx")


def _xml(source: Source) -> Taken:
    if b"<!ENTITY" in source.data:
        raise RefusedError("declares XML entities, which are not read")
    if b"WebMainResource" in source.data:
        return webarchive(source)
    raise RefusedError("is XML of no kind that articles are taken from")
