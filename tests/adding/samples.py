"""Articles of our own making in each format that articles come in."""
# ruff: noqa: E501 - markup and sentences read better whole

import csv
import gzip
import io
import json
import plistlib
import zipfile
import zlib
from collections.abc import Sequence

SENTENCES = (
    "The council closed the old bridge over the river on Friday, after engineers found cracks in two of its piers.",
    "“We have tested every bolt, and we do not trust all of them,” said the engineer Clara Moen. “It will take until spring.”",
    "The mayor called it “a sad day” for the town, and promised a ferry that would run from Monday on, at no charge.",
    "Shops on the far bank fear for their trade. “Nobody will come by boat to buy a lamp,” Boris Vale said, who sells them.",
    "The bridge was built in 1911 and has been closed only twice since then, both times after floods in the spring.",
)
TITLE = "Bridge closes for the winter"
OUTLET = "The Example Post"
URL = "https://example.org/2024/bridge"
DAY = "2024-03-01"
ADDRESS_LINE = "Example Post, 1 River Street"


def html(body: Sequence[str] = SENTENCES, *, title: str = TITLE, url: str = URL, charset: str = "utf-8") -> str:
    data = {"@type": "NewsArticle", "headline": title, "datePublished": DAY, "author": {"name": "Ada Lund"}}
    data |= {"publisher": {"name": OUTLET}, "url": url}
    text = "".join(f"<p>{line}</p>\n" for line in body)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>{title} | {OUTLET}</title>
<script type="application/ld+json">{json.dumps(data)}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>{title}</h1><div class="byline">By Ada Lund</div>
<figure><img src="x.jpg"><figcaption>The bridge in January. Photo: Boris Vale/Example</figcaption></figure>
<div class="body">{text}</div>
<div class="newsletter"><p>Sign up for our newsletter and get the news of the town each morning in your mailbox.</p></div>
</article>
<section class="comments"><h2>Comments</h2><p>I think that the bridge should be blown up and built anew at once.</p></section>
<footer><p>© 2024 {OUTLET}. All rights reserved.</p></footer></body></html>
"""


def mhtml() -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = TITLE
    message["MIME-Version"] = "1.0"
    message.set_content(html(), subtype="html", cte="quoted-printable")
    message["Content-Location"] = URL
    message.make_related()
    return bytes(message)


def webarchive() -> bytes:
    main = {"WebResourceData": html().encode(), "WebResourceURL": URL, "WebResourceTextEncodingName": "UTF-8"}
    return plistlib.dumps({"WebMainResource": main | {"WebResourceMIMEType": "text/html"}}, fmt=plistlib.FMT_BINARY)


def mail(*, as_html: bool = False) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Ada Lund <ada@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 01 Mar 2024 08:30:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    if as_html:
        message.set_content("".join(f"<p>{line}</p>" for line in SENTENCES), subtype="html")
    else:
        message.set_content("\n\n".join(map(wrapped, SENTENCES)) + "\n\n-- \nAda Lund\n" + ADDRESS_LINE + "\n")
    return bytes(message)


def wrapped(text: str, width: int = 72) -> str:
    import textwrap

    return textwrap.fill(text, width)


def rss(*, full: bool = True) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in SENTENCES)
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if full else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{OUTLET}</title><link>https://example.org/</link><language>en</language>
<item><title>{TITLE}</title><link>{URL}</link><dc:creator>Ada Lund</dc:creator>
<pubDate>Fri, 01 Mar 2024 08:30:00 +0100</pubDate><description>The bridge is closed.</description>{content}</item>
</channel></rss>""".encode()


def atom() -> bytes:
    from xml.sax.saxutils import escape

    body = escape("".join(f"<p>{line}</p>" for line in SENTENCES))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title>
<entry><title>{TITLE}</title><link href="{URL}"/><author><name>Ada Lund</name></author>
<published>2024-03-01T08:30:00Z</published><content type="html">{body}</content></entry></feed>""".encode()


def json_feed() -> bytes:
    item = {"id": "1", "url": URL, "title": TITLE, "date_published": "2024-03-01T08:30:00Z"}
    item |= {"content_html": "".join(f"<p>{line}</p>" for line in SENTENCES)}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": OUTLET,
        "items": [item | {"authors": [{"name": "Ada Lund"}]}],
    }
    return json.dumps(feed).encode()


def record() -> dict[str, str]:
    return {
        "title": TITLE,
        "url": URL,
        "date": DAY,
        "outlet": OUTLET,
        "author": "Ada Lund",
        "text": "\n\n".join(SENTENCES),
    }


def table(delimiter: str = ",", names: dict[str, str] | None = None) -> bytes:
    stream = io.StringIO()
    row = {(names or {}).get(key, key): value for key, value in record().items()}
    writer = csv.DictWriter(stream, list(row), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row)
    return stream.getvalue().encode()


def docx(*, extra: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    text = head + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in SENTENCES)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<?xml version="1.0"?>{extra}<w:document {space}><w:body>{text}</w:body></w:document>',
        "word/styles.xml": f'<w:styles {space}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        "</Relationships>",
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def rtf(lines: Sequence[str] = SENTENCES) -> bytes:
    def letters(text: str) -> str:
        return "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in text)

    return ("{\\rtf1\\ansi\\ansicpg1252\\uc1\n" + "".join(f"{letters(line)}\\par\n" for line in lines) + "}").encode()


def export() -> bytes:
    """Two articles of a news database in one RTF file."""
    lines: list[str] = []
    for title, body in ((TITLE, SENTENCES), ("Ferry begins", SENTENCES[::-1])):
        lines += [
            title,
            OUTLET,
            "March 1, 2024 Friday",
            "Copyright 2024 Example Press",
            "Section: NEWS",
            "Length: 104 words",
        ]
        lines += ["Byline: Ada Lund", "Body", *body, "Load-Date: March 2, 2024", "End of Document"]
    return rtf(lines)


def pdf(lines: Sequence[str] | None = None, *, title: str = TITLE) -> bytes:
    """A page of text, set in lines of 72 characters."""
    import textwrap

    if lines is None:
        lines = [line for text in SENTENCES for line in textwrap.wrap(text, 72)]
    codes = {"“": "\\223", "”": "\\224", "’": "\\222", "(": "\\(", ")": "\\)"}
    shown = "\n".join(f"({''.join(codes.get(one, one) for one in line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 72 760 Td\n{shown}\nET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode(),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table_ = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    end = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table_ + end


def warc_record(url: str, body: str, *, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    payload = body.encode()
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-02T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode()):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


def warc(*, packed: bool = False) -> bytes:
    pages = [
        warc_record("https://example.org/style.css", "p { }", media="text/css"),
        warc_record("https://example.org/gone", html(), status="404 Not Found"),
        warc_record(URL, html()),
        warc_record(
            "https://example.org/ferry", html(SENTENCES[::-1], title="Ferry begins", url="https://example.org/ferry")
        ),
    ]
    return b"".join(map(gzip.compress, pages)) if packed else b"".join(pages)


def wacz() -> bytes:
    return zipped({"datapackage.json": b"{}", "archive/data.warc.gz": warc(packed=True)})


MARKDOWN = f"""---
title: "{TITLE}"
source: "{URL}"
author:
  - "[[Ada Lund]]"
published: {DAY}
tags: [clippings]
---
# {TITLE}

![The bridge](https://example.org/bridge.jpg)

""" + "\n\n".join(SENTENCES).replace("the old bridge", "[the *old* bridge](https://example.org/bridges)")

SRT = """1
00:00:01,000 --> 00:00:04,000
ADA LUND: Good evening. The bridge

2
00:00:04,000 --> 00:00:06,500
is closed from tonight.

3
00:00:07,000 --> 00:00:09,000
>> CLARA MOEN: We do not trust the bolts.
"""
VTT = """WEBVTT

NOTE made by nobody

1
00:01.000 --> 00:04.000 align:start
<v Ada Lund>Good evening. The <i>bridge</i></v>

2
00:04.000 --> 00:06.500
<v Ada Lund>is closed from tonight.

3
01:00:07.000 --> 01:00:09.000
<v.loud Clara Moen>We do not trust the bolts.
"""
OTTER = """Ada Lund  0:01
Good evening. The bridge is closed from tonight.

Clara Moen  1:00:07
We do not trust the bolts.
"""
REV = """Ada Lund (00:01):
Good evening. The bridge is closed from tonight.

Clara Moen (01:00:07):
We do not trust the bolts.
"""
TRINT = """[00:00:01] Ada Lund
Good evening. The bridge is closed from tonight.

[01:00:07] Clara Moen
We do not trust the bolts.
"""
NAMES_OVER = """ADA LUND:
Good evening. The bridge is closed from tonight.

CLARA MOEN:
We do not trust the bolts.

ADA LUND:
Thank you.
"""
