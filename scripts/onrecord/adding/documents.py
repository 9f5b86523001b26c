"""DOCX, RTF and PDF in, articles out."""

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.adding.blocks import blocks, parsed
from onrecord.adding.dates import date_in_words
from onrecord.adding.page import tools
from onrecord.adding.pending import Pending
from onrecord.adding.plain import note, paragraphs
from onrecord.adding.taken import (
    HYPHENS_REMOVED,
    LINES_JOINED,
    MARKS_ADDED,
    RefusedError,
    Source,
    Taken,
    one_line,
    value,
)
from onrecord.model.article import Metadata
from onrecord.reading.sniff import kind

_MOST_BYTES = 200 * 1024 * 1024
"""Of what a ZIP archive unpacks to."""
_MOST_TIMES = 200
"""As much as a ZIP archive may unpack to of its own size: text shrinks tenfold, a bomb a thousandfold."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES = """\
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
"""
_LOCKED = "is locked with a password; save a copy without one"


def document(source: Source) -> Taken:
    """The article of a document that holds one."""
    found = kind(source.data)
    if found == "pdf":
        return pdf(source)
    if found == "zip":
        return docx(source)
    if found == "rtf":
        return next(rtf(source)).make()
    raise RefusedError("is a document of no known kind")


def opened(data: bytes) -> zipfile.ZipFile:
    """A ZIP archive whose directory is sound and that unpacks to no more than it may."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("is a broken ZIP archive; fetch the file anew") from error
    size = sum(one.file_size for one in names)
    if size > _MOST_BYTES or size > _MOST_TIMES * max(len(data), 4096):
        raise RefusedError(f"would unpack to {size:,} bytes, which is more than is taken")
    if any(one.flag_bits & 1 for one in names):
        raise RefusedError(_LOCKED)
    return archive


def docx(source: Source) -> Taken:
    """The article of a Word file."""
    import mammoth

    archive = opened(source.data)
    names = archive.namelist()
    if "word/document.xml" not in names:
        raise RefusedError("is a ZIP archive of something else than a Word file; unpack it, and add what is in it")
    try:
        if any(b"<!ENTITY" in archive.read(name) for name in names if name.endswith((".xml", ".rels"))):
            raise RefusedError("declares XML entities, which are not read")
        html = mammoth.convert_to_html(
            io.BytesIO(source.data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {})
        ).value
        core = (
            archive.read("docProps/core.xml").decode("utf-8", errors="replace") if "docProps/core.xml" in names else ""
        )
    except RefusedError:
        raise
    except Exception as error:  # whatever a broken file makes mammoth raise
        raise RefusedError("is a broken Word file; save it anew") from error
    found = blocks(parsed(f"<html><body>{html}</body></html>")) if html.strip() else []
    title = re.search(r"<dc:title>([^<]+)</dc:title>", core)
    heading = found[0].text if found and found[0].element.tag == "h1" else None
    lines = tuple(one.text for one in found[1 if heading else 0 :])
    if not lines:
        raise RefusedError("is a Word file without a text")
    marked = (MARKS_ADDED,) if any(one.marked for one in found) else ()
    stated = heading or (value(title[1]) if title else None)
    return _taken(source, lines, DOCX, ("mammoth", "lxml"), Metadata(title=stated), marked)


def _taken(
    source: Source, lines: Sequence[str], media: str, by: Sequence[str], metadata: Metadata, changed: Sequence[str]
) -> Taken:
    return Taken(
        name=source.name,
        stem=source.stem,
        paragraphs=tuple(lines),
        metadata=metadata,
        original=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        media_type=media,
        retrieved_from=source.address,
        tools=tools(*by),
        changed=tuple(changed),
    )


_END = re.compile(r"(?im)^[ \t]*(?:End of Document|Document [A-Za-z0-9]{20,})[ \t]*$")


def rtf(source: Source) -> Iterator[Pending]:
    """The articles of an RTF file: one, or those that a news database put into one."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(source.data.decode("latin-1"), errors="replace")
    except Exception as error:  # whatever a broken file makes striprtf raise
        raise RefusedError("is a broken RTF file; save it anew") from error
    # Databases put every paragraph on a line, and cells of tables between bars.
    text = text.replace("\xa0", " ")
    if not text.strip():
        raise RefusedError("is an RTF file without a text")
    yield from exported(text, replace(source, media_type="application/rtf"), ("striprtf",))


def exported(text: str, source: Source, by: Sequence[str]) -> Iterator[Pending]:
    """The articles of a text that a news database may have exported: parted where each ends, headers read."""
    parts = [part for part in _END.split(text) if len(part.split()) > 8]
    if len(parts) < 2 and not _END.search(text):
        yield Pending(source.name, lambda: _single(text, source, by))
        return
    for number, part in enumerate(parts, start=1):
        name = source.name if len(parts) == 1 else f"{source.name}#{number}"
        yield Pending(name, _part(part, replace(source, name=name), by))


def _part(part: str, source: Source, by: Sequence[str]) -> Any:
    return lambda: database_article(part, source, by)


def _single(text: str, source: Source, by: Sequence[str]) -> Taken:
    changed: list[str] = []
    lines = paragraphs(text, changed)
    if not lines:
        raise RefusedError("holds no text")
    return _taken(source, lines, source.media_type or "text/plain", by, Metadata(), changed)


_HEADER = re.compile(
    r"(Section|Length|Byline|Dateline|Highlight|Load-Date|Language|Graphic|Copyright|Publication-Type|Subject|Body)\b\s*:?\s*(.*)\Z",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))", re.IGNORECASE)
_FACTIVA = re.compile(
    r"(?m)^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|PUB|AN)[ \t]+(?=\S)"
    r"|^(SE|HD|BY|WC|PD|SN|LA|CY|LP|TD)[ \t]*$"
)
_BODY = re.compile(r"(?im)^[ \t]*Body[ \t]*:?[ \t]*$")
_AFTER = re.compile(r"(?im)^[ \t]*(?:Load-Date|Classification|Graphic|Notes|Correction-Date)\b[ \t]*:?")


def database_article(text: str, source: Source, by: Sequence[str]) -> Taken:
    """One article of a database's export: what its headers state, and its body."""
    changed: list[str] = []
    if len(fields := _FACTIVA.findall(text)) > 3 and any(one[0] == "HD" or one[1] == "HD" for one in fields):
        return _factiva(text, source, by)
    body = _BODY.search(text)
    after = _AFTER.search(text, body.end() if body else 0)
    head = [line.strip() for line in text[: body.start()].splitlines() if line.strip()] if body else []
    said = (
        text[body.end() : after.start() if after else len(text)]
        if body
        else text[: after.start() if after else len(text)]
    )
    lines = paragraphs(said, changed)
    if not lines:
        raise RefusedError("holds no text below its headers")
    plain = [line for line in head if not _HEADER.match(line) and not _COPYRIGHT.match(line)]
    stated = {found[1].lower(): found[2].strip() for line in head if (found := _HEADER.match(line))}
    dated = next((at for at, line in enumerate(plain) if date_in_words(line)), None)
    metadata = Metadata(
        title=value(plain[0]) if plain and dated != 0 else None,
        outlet=value(plain[dated - 1]) if dated and dated > 1 else None,
        published=date_in_words(plain[dated]) if dated is not None else None,
        authors=_names(stated.get("byline", "")),
        rights=next((value(line) for line in head if _COPYRIGHT.match(line)), None),
    )
    left = tuple(line for line in (*head, *text[after.start() if after else len(text) :].splitlines()) if line.strip())
    return replace(_taken(source, lines, source.media_type or "text/plain", by, metadata, changed), left_out=left)


def _factiva(text: str, source: Source, by: Sequence[str]) -> Taken:
    changed: list[str] = []
    pieces = _FACTIVA.split(text)
    fields: dict[str, str] = {}
    for long, short, said in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        fields[long or short] = said.strip()
    lines = paragraphs("\n".join(fields.get(key, "") for key in ("LP", "TD")), changed)
    if not lines:
        raise RefusedError("holds no text below its headers")
    metadata = Metadata(
        title=value(fields.get("HD")),
        outlet=value(fields.get("SN")),
        published=date_in_words(fields.get("PD", "")),
        authors=_names(fields.get("BY", "")),
        rights=value(fields.get("CY")),
    )
    return _taken(source, lines, source.media_type or "text/plain", by, metadata, changed)


def _names(byline: str) -> tuple[str, ...]:
    plain = re.sub(r"\A[Bb]y:?\s+", "", one_line(byline))
    return tuple(name for one in re.split(r"\s*(?:;|,| and )\s*", plain) if (name := value(one)))


_HYPHEN = re.compile(r"(\w+)-\n(\w+)")
_FULL = 0.75
_REPEATED = 0.5


def pdf(source: Source) -> Taken:
    """The article of a PDF, such as a press release."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError(_LOCKED)
        pages = [page.extract_text() or "" for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except RefusedError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        NotImplementedError,
        OSError,
    ) as error:
        locked = "crypt" in str(error).lower()
        raise RefusedError(_LOCKED if locked else "is a broken PDF; fetch it anew") from error
    except ImportError as error:  # what newer ciphers need is not installed
        raise RefusedError(_LOCKED) from error
    if not "".join(pages).strip():
        raise RefusedError("holds no text: it was scanned; run OCR first")
    changed: list[str] = []
    lines, left = _of_pages(pages, changed)
    named = value(title)
    sound = (
        named if named and " " in named and not re.search(r"\.(?:docx?|pdf|indd|qxd)\b|Microsoft Word", named) else None
    )
    if sound and lines[:1] == (sound,):
        lines = lines[1:]
    return replace(_taken(source, lines, "application/pdf", ("pypdf",), Metadata(title=sound), changed), left_out=left)


def _of_pages(pages: Sequence[str], changed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of the pages, and the lines that each page has at its head or foot."""
    split = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    margins = Counter(_same(line) for page in split for line in {*page[:2], *page[-2:]})
    often = {
        line for line, count in margins.items() if len(pages) > 1 and count > 1 and count >= len(pages) * _REPEATED
    }
    left: list[str] = []
    lines: list[str] = []
    for page in split:
        for at, line in enumerate(page):
            margin = at < 2 or at >= len(page) - 2
            number = margin and re.fullmatch(r"(?:[Pp]age )?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) *\d{1,4})?", line)
            (left if number or (margin and _same(line) in often) else lines).append(line)
    return _joined(lines, changed), tuple(left)


def _same(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _joined(lines: list[str], changed: list[str]) -> tuple[str, ...]:
    """Lines as paragraphs: one ends with a stop where its line is not full, or where the next one begins anew."""
    width = sorted(map(len, lines))[int(len(lines) * 0.9)] if lines else 0
    found: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        found[-1].append(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        short = len(line) + 1 + len(following.split(" ")[0]) <= width * 0.97 and len(line) < width * _FULL
        ends = bool(re.search(r"[.!?:…][\"”’)\]]*\Z", line))
        if (short and (ends or not following[:1].islower())) or re.match(r"[•▪●■–-]\s", following):
            found.append([])
    texts = ["\n".join(one) for one in found if one]
    words = " ".join(lines)
    result = []
    for text in texts:

        def without(hit: re.Match[str]) -> str:
            note(changed, HYPHENS_REMOVED)
            hyphened = f"{hit[1]}-{hit[2]}"
            return hyphened if hyphened in words or not hit[2][:1].islower() else hit[1] + hit[2]

        plain = _HYPHEN.sub(without, text)
        if "\n" in plain:
            note(changed, LINES_JOINED)
        result.append(one_line(plain.replace("-\n", "-")))
    return tuple(result)
