"""Tells an article's text from what texts come in: by the content alone, for a file's name proves nothing.

Only what a file begins with, or what it is mostly made of, decides: an article may tell of tags, headers and braces.
"""

import json
import re
from contextlib import suppress

from onrecord.text.escape import escape_controls

KINDS = {
    "html": "a web page",
    "feed": "a feed",
    "xml": "XML",
    "mail": "a mail",
    "mhtml": "a saved web page (MHTML)",
    "webarchive": "a saved web page (webarchive)",
    "warc": "an archive of web pages (WARC)",
    "gzip": "a compressed file (gzip)",
    "zip": "a ZIP archive",
    "pdf": "a PDF",
    "rtf": "an RTF file",
    "doc": "an old Word file",
    "json": "JSON",
    "subtitles": "a transcript with times",
}
"""What `kind` tells apart, in words for people."""
_BINARY = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"bplist00", "webarchive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
)
_HEAD = 64 * 1024
_BEGINNING = 8 * 1024
"""Characters in which a page says that it is one: looking for it is no more than quadratic in them."""
_PDF_WITHIN = 1024
"""Bytes: readers of PDF look for its mark that far."""
_ENOUGH_MARKUP = 0.3
"""Of a text's characters: tags that make up more than that are no longer mentioned, they are what it is made of."""

_PROLOG = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*>|<\?xml-stylesheet[^>]*>|<!DOCTYPE\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)+",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^>]*>|<!doctype\s+html", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_XML = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*(?:\s[^<>]*)?/?>")
_HTML_NAMES = (
    "a|abbr|article|aside|b|blockquote|body|br|button|caption|center|cite|code|dd|div|dl|dt|em|figcaption|figure|font|"
    "footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|li|link|main|meta|nav|noscript|ol|option|p|path|picture|"
    "pre|q|s|script|section|select|small|source|span|strong|style|sub|sup|svg|table|tbody|td|template|th|thead|time|"
    "title|tr|u|ul|video"
)
_TAG = re.compile(
    rf"<(script|style)\b.*?</\1\s*>|<!--.*?-->|</?(?:{_HTML_NAMES})(?:\s[^<>]*)?/?>", re.DOTALL | re.IGNORECASE
)
_BLOCK_LINE = re.compile(
    r"\s*</?(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article|br|hr|figure|tr|td|table)\b[^<>]*>", re.IGNORECASE
)
_BLOCK_END = re.compile(
    r"(?:</(?:p|div|li|ul|ol|h[1-6]|blockquote|section|article|figure|tr|td|table)>|<br ?/?>)\s*\Z", re.IGNORECASE
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?:[ \t].*)?\Z")
_ONLY_MAILS = frozenset(
    {
        "mime-version",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
        "x-mailer",
        "dkim-signature",
    }
    | {"content-transfer-encoding", "snapshot-content-location", "reply-to", "in-reply-to"}
)
_MAILS_TOO = frozenset({"from", "to", "cc", "bcc", "subject", "date", "sent"})
_MBOX = re.compile(r"From \S+@?\S* +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_TIMED = re.compile(
    r"(?:\d+[ \t]*(?:\r\n|\r|\n))?(?:\d+:)?\d\d:\d\d[,.]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d[,.]\d{1,3}"
)
_LINE = re.compile(r"\r\n|\r|\n")


def kind(data: bytes) -> str | None:
    """What ``data`` is, one of `KINDS`; ``None`` where it can be an article's text, as far as can be told."""
    for mark, name in _BINARY:
        if data.startswith(mark):
            return name
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:_PDF_WITHIN] and (head.startswith(b"%PDF-") or b"\x00" in data[:_HEAD]):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if re.match(rb"WARC/\d", head):
        return "warc"
    return text_kind(_read(data))


def text_kind(text: str) -> str | None:
    """What a decoded text is, as `kind` says it."""
    begun = text.lstrip("\ufeff \t\r\n")
    held = _binary_as_text(begun) or _markup(begun[:_BEGINNING]) or _mail(begun) or _timed(begun) or _json(begun)
    return held or ("html" if _mostly_markup(begun) else None)


def refusal(found: str, path: str) -> str:
    """What to say of a file in which something else than an article's text was found, and what to do."""
    return f"this is {KINDS[found]}, not its text; run: onrecord add {escape_controls(path)}"


def _read(data: bytes) -> str:
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], "utf-8")
    return data.decode(encoding, errors="replace")


def _binary_as_text(begun: str) -> str | None:
    marks = (("{\\rtf", "rtf"), ("%PDF-", "pdf"))
    return next(
        (name for mark, name in marks if begun.startswith(mark)), "warc" if re.match(r"WARC/\d", begun) else None
    )


def _markup(begun: str) -> str | None:
    if not begun.startswith("<"):
        return None
    prolog = _PROLOG.match(begun)
    declared = prolog is not None and "<?xml" in prolog[0].lower()
    rest = begun[prolog.end() :] if prolog else begun
    if _FEED.match(rest[:200]):
        return "feed"
    if _PAGE.match(rest):
        return "html"
    if declared and _XML.match(rest[:2000]):
        return "xml"
    return None


def _mostly_markup(text: str) -> bool:
    text = text[:_BEGINNING]
    if "<" not in text:
        return False
    tags = list(_TAG.finditer(text))
    if len(tags) >= 2 and sum(tag.end() - tag.start() for tag in tags) > _ENOUGH_MARKUP * len(text.strip()):
        return True
    lines = [line for line in _LINE.split(text) if line.strip()]
    blocks = sum(bool(_BLOCK_LINE.match(line) and _BLOCK_END.search(line)) for line in lines)
    return bool(lines) and blocks * 2 > len(lines)


def _mail(begun: str) -> str | None:
    lines = _LINE.split(begun[:_HEAD])
    if _MBOX.match(begun):
        lines = lines[1:]
    names: list[str] = []
    for line in lines:
        if names and line[:1] in {" ", "\t"} and line.strip():
            continue
        header = _HEADER.match(line)
        if header is None:
            if line.strip():
                return None
            break
        names.append(header[1].lower())
    known = _ONLY_MAILS.intersection(names)
    if "snapshot-content-location" in known or ("from" in names and "saved by" in begun[:200].lower() and known):
        return "mhtml"
    plain = _MAILS_TOO.intersection(names)
    if (
        "multipart/related" in begun[:_HEAD].lower()
        and known
        and "text/html" in begun[:_HEAD].lower()
        and "to" not in names
    ):
        return "mhtml"
    return "mail" if len(plain) + len(known) > 1 and (known or len(plain) > 2) else None


def _timed(begun: str) -> str | None:
    return "subtitles" if re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", begun) or _TIMED.match(begun) else None


def _json(begun: str) -> str | None:
    if begun[:1] not in {"{", "["}:
        return None
    for part in (begun, begun.splitlines()[0]):
        try:
            with suppress(ValueError):
                if isinstance(json.loads(part), dict | list):
                    return "json"
        except RecursionError:
            return "json"
    # Cut off, or a line of it at fault: what begins as an object with keys is no sentence.
    return "json" if re.match(r'(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:', begun) else None
