"""Archives of web pages in, WARC and WACZ, a record at a time; and the pages that Safari saves."""

import io
import plistlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any
from xml.parsers.expat import ExpatError

from onrecord.adding.documents import pdf
from onrecord.adding.page import page
from onrecord.adding.pending import Pending, refusing
from onrecord.adding.taken import RefusedError, Source, Taken

MOST = 50 * 1024 * 1024
"""Bytes of one page or document."""
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TYPES = frozenset(["warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation"])
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n|\x1f\x8b\x08[\x00\x04]")
_STEP = 1024 * 1024
_LARGEST = 2 * MOST
"""Bytes of one record with all that is around it."""


def webarchive(source: Source) -> Taken:
    """The article of a page that Safari saved."""
    try:
        main = plistlib.loads(source.data)["WebMainResource"]
        data, address = bytes(main["WebResourceData"]), str(main.get("WebResourceURL") or "")
        charset = main.get("WebResourceTextEncodingName")
    except (
        plistlib.InvalidFileException,
        ExpatError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        OverflowError,
        RecursionError,
    ) as error:
        raise RefusedError("is a broken webarchive, or none; save the page anew") from error
    web = address if address.startswith(("http://", "https://")) else None
    taken = page(replace(source, data=data, charset=charset if isinstance(charset, str) else None, address=web))
    return replace(taken, media_type="application/x-webarchive")


class _BrokenError(Exception):
    """A record that cannot be read; its name, and why."""


def warc(stream: IO[bytes], source: Source) -> Iterator[Pending]:
    """The pages of a WARC that were fetched as they should be; a broken record costs itself and no other."""
    stream.seek(0)
    if stream.read(2) != b"\x1f\x8b":
        yield from _plain(stream, source)
        return
    at: int | None = 0
    while at is not None:
        member, after = _member(stream, at)
        if member is None:
            yield Pending(f"{source.name} at byte {at:,}", refusing("a broken record was passed over"))
            at = _next(stream, at + 1)  # what is broken stands where a record should
        else:
            yield from _plain(io.BytesIO(member), source)
            at = after


def _member(stream: IO[bytes], at: int) -> tuple[bytes | None, int | None]:
    """What gzip packed at this place, its sum checked, and where the next begins; nothing where it is broken."""
    stream.seek(at)
    unpacking = zlib.decompressobj(31)
    found = bytearray()
    read = 0
    try:
        while not unpacking.eof and (piece := stream.read(_STEP)):
            read += len(piece)
            found += unpacking.decompress(piece, _LARGEST - len(found) + 1)
            if len(found) > _LARGEST or unpacking.unconsumed_tail:
                return None, None
    except zlib.error:
        return None, None
    after = at + read - len(unpacking.unused_data)
    stream.seek(after)
    more = bool(stream.read(1))
    return (bytes(found), after if more else None) if unpacking.eof else (None, None)


def _plain(stream: IO[bytes], source: Source) -> Iterator[Pending]:
    """The pages of a WARC that is not packed."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    at: int | None = 0
    while at is not None:
        stream.seek(at)
        iterator = ArchiveIterator(stream)
        try:
            for record in iterator:
                pending = _record(record, source)
                at = iterator.get_record_offset() + iterator.get_record_length()  # which reads on to its end
                if pending is not None:
                    yield pending
        except _BrokenError as error:
            name, why = error.args
            yield Pending(name, refusing(why))
        except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError, AttributeError, KeyError, TypeError):
            yield Pending(f"{source.name} at byte {at:,}", refusing("a broken record was passed over"))
        else:
            return
        at = _next(stream, at + 1)


def _next(stream: IO[bytes], at: int) -> int | None:
    """Where the next record may begin."""
    stream.seek(at)
    kept = b""
    while piece := stream.read(_STEP):
        window = kept + piece
        if found := _RECORD.search(window):
            return at - len(kept) + found.start()
        kept = window[-16:]
        at += len(piece)
    return None


def _record(record: Any, source: Source) -> Pending | None:
    """A response that holds a page or a PDF, its body read; nothing for any other record."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _TYPES:
        raise _BrokenError(address or source.name, "a broken record was passed over: it is of no type")
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    media, _, rest = kind.partition(";")
    media = media.strip().lower()
    if media not in _PAGES and media != "application/pdf":
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.IGNORECASE)
    data = record.content_stream().read(MOST + 1)
    if len(data) <= MOST and getattr(record.raw_stream, "limit", 0) > 0:
        raise _BrokenError(address, "is cut short: the archive ends within it, or is damaged there")
    own = replace(
        source,
        name=address,
        data=data,
        address=address if address.startswith(("http://", "https://")) else None,
        charset=charset[1] if charset else None,
        media_type=media,
    )
    return Pending(address, lambda: _made(own))


def _made(source: Source) -> Taken:
    if len(source.data) > MOST:
        raise RefusedError(f"is larger than the {MOST:,} bytes that a page may have")
    return pdf(source) if source.media_type == "application/pdf" else page(source)


def wacz(archive: zipfile.ZipFile, source: Source) -> Iterator[Pending]:
    """The pages of a WACZ, which is WARCs in a ZIP archive."""
    for name in sorted(one for one in archive.namelist() if re.search(r"\.warc(?:\.gz)?\Z", one)):
        try:
            with archive.open(name) as stream:
                yield from warc(stream, source)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            yield Pending(f"{source.name}/{name}", refusing(f"is broken ({type(error).__name__}); fetch the file anew"))
