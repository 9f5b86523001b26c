"""Mails, and the saved pages that are built like one (MHTML), by the standard library."""

import email
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from onrecord.adding.blocks import Block, blocks, parsed
from onrecord.adding.charset import decoded
from onrecord.adding.page import page, tools
from onrecord.adding.pending import Pending
from onrecord.adding.plain import note, paragraphs
from onrecord.adding.taken import LINES_JOINED, MARKS_ADDED, RefusedError, Source, Taken, value
from onrecord.model.article import Metadata

_NEXT_MAIL = re.compile(rb"(?m)^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [^\r\n]*\r?\n(?=[A-Za-z-]+:)")
_SIGNATURE = re.compile(r"(?m)^-- ?\r?$")
_REPLY = re.compile(r"(?m)^(?:On .{6,120} wrote:|-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}|_{10,})[ \t]*\r?$")
_FEWEST = 20
"""Words of a mail that is an article itself, and no cover of what is attached."""
_ATTACHED = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/rtf",
    "text/rtf",
)


def mails(source: Source) -> Iterator[Pending]:
    """The mails of a file, one or a mailbox of them."""
    starts = [found.start() for found in _NEXT_MAIL.finditer(source.data)]
    if len(starts) < 2:
        data = _NEXT_MAIL.sub(b"", source.data, count=1) if starts[:1] == [0] else source.data
        yield Pending(source.name, lambda: mail(replace(source, data=data)))
        return
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(source.data)], strict=True), start=1):
        data = _NEXT_MAIL.sub(b"", source.data[start:end], count=1)
        yield Pending(f"{source.name}#{number}", _one(replace(source, name=f"{source.name}#{number}", data=data)))


def _one(source: Source) -> Callable[[], Taken]:
    return lambda: mail(source)


def mail(source: Source) -> Taken:
    """The article of a mail: its body, else the document attached to it."""
    message = _parsed(source.data)
    changed: list[str] = []
    lines, left = _body(message, changed)
    if sum(len(line.split()) for line in lines) < _FEWEST and (attached := _attachment(message)):
        from onrecord.adding.documents import document

        name, data = attached
        found = document(replace(source, name=name, data=data))
        dated = replace(found.metadata, published=found.metadata.published or _date(message))
        return replace(found, name=source.name, metadata=dated)
    if not lines:
        raise RefusedError("is a mail without a text")
    sender = message["From"].addresses[0].display_name if message["From"] and message["From"].addresses else ""
    return Taken(
        name=source.name,
        stem=source.stem,
        paragraphs=lines,
        metadata=Metadata(
            title=value(
                re.sub(r"\A(?:(?:fwd?|re|aw)\s*:\s*)+", "", str(message["Subject"] or ""), flags=re.IGNORECASE)
            ),
            authors=(sender,) if value(sender) else (),
            published=_date(message),
        ),
        original=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        media_type="message/rfc822",
        changed=tuple(changed),
        left_out=left,
    )


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise RefusedError("is no mail: it has no headers")
    return message


def _date(message: EmailMessage) -> str | None:
    try:
        return (
            parsedate_to_datetime(str(message["Date"])).isoformat().replace("+00:00", "Z") if message["Date"] else None
        )
    except (ValueError, TypeError, IndexError):
        return None


def _body(message: EmailMessage, changed: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of the body, and what stands below the signature or is answered to."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    as_html: tuple[str, ...] = ()
    blocks_: list[Block] = []
    if html is not None:
        blocks_ = [
            one for one in blocks(parsed(content(html))) if one.share_of_links < 0.9 or len(one.text.split()) > 8
        ]
        as_html = tuple(one.text for one in blocks_)
    if plain is not None:
        text = _flowed(plain, content(plain), changed)
        cut = min((found.start() for one in (_SIGNATURE, _REPLY) if (found := one.search(text, 1))), default=len(text))
        kept, rest = text[:cut], text[cut:]
        quoted = [line for line in kept.splitlines() if line.startswith(">")]
        kept = "\n".join(line for line in kept.splitlines() if not line.startswith(">"))
        lines = paragraphs(kept, changed)
        if sum(map(len, lines)) * 2 >= sum(map(len, as_html)):
            return lines, tuple(one for one in (*quoted, *rest.splitlines()) if one.strip())
    if html is not None and any(one.marked for one in blocks_):
        note(changed, MARKS_ADDED)
    return as_html, ()


def _flowed(part: MIMEPart, text: str, changed: list[str]) -> str:
    """The text with the lines joined that "format=flowed" (RFC 3676) broke at a space."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined = re.sub(r"(?m)(?<=\S) \r?\n(?!>|\s|-- )", " ", text)
    if joined != text:
        note(changed, LINES_JOINED)
    return re.sub(r"(?m)^ ", "", joined)


def content(part: MIMEPart) -> str:
    """The text of a part, as browsers decode it."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decoded(data, part.get_content_charset())


def _attachment(message: EmailMessage) -> tuple[str, bytes] | None:
    """The name and the bytes of the first document that is attached."""
    for part in message.iter_attachments():
        name = (part.get_filename() or "").lower()
        if part.get_content_type() in _ATTACHED or name.endswith((".pdf", ".docx", ".rtf")):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return name or "attachment", payload
    return None


def mhtml(source: Source) -> Taken:
    """The article of a page that a browser saved as one file of many parts."""
    message = _parsed(source.data)
    parts = [one for one in message.walk() if one.get_content_type() in {"text/html", "application/xhtml+xml"}]
    location = str(message["Snapshot-Content-Location"] or message["Content-Location"] or "")
    first = next(
        (one for one in parts if location and str(one["Content-Location"]) == location), parts[0] if parts else None
    )
    if first is None:
        raise RefusedError("is a saved page without its page; save it anew")
    payload = first.get_payload(decode=True)
    address = location or str(first["Content-Location"] or "")
    taken = page(
        replace(
            source,
            data=payload if isinstance(payload, bytes) else b"",
            charset=first.get_content_charset(),
            address=address if address.startswith(("http://", "https://")) else None,
        )
    )
    return replace(
        taken,
        sha256=hashlib.sha256(source.data).hexdigest(),
        media_type="multipart/related",
        tools=tools("trafilatura", "lxml"),
    )
