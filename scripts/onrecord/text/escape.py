"""The one place that makes hostile text safe, with one function for each context it can stand in.

Every function keeps the text's characters: what a browser shows, or a parser reads back, equals what went in, but for
characters that a format has no way to write.
Sources: the WHATWG HTML standard, section 13.2.5 (tokenization), 13.2.5.80 (numeric character references) and 4.12.1.3
(contents of script elements); Python-Markdown's own placeholders, which are framed by U+0002 and U+0003; XML 1.0,
section 2.2; Patashnik, "BibTeXing" (1988); Wikipedia's "Help:Wikitext".
"""

import re
from html import escape as _everywhere_in_html
from unicodedata import category
from urllib.parse import quote as _percent_encoded
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as _escape_xml
from xml.sax.saxutils import quoteattr

# Python-Markdown expands tabs, drops its placeholder frames and reads by lines; as references they come out as they
# went in.
_HTML = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {mark: f"&#{ord(mark)};" for mark in "\t\n\r\x02\x03"}
)
_ATTRIBUTE = _HTML | str.maketrans({"'": "&#39;", "`": "&#96;"})

# ASCII punctuation is all that Markdown, in any dialect, gives a meaning to.  What cannot start or end a construct
# inside a line of prose stays as it is, so that a page's source can be read.
_MARKDOWN = _HTML | str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]()#+!|~^=:$@"})
_BLOCK_START = re.compile(r"^(\s*)(?:([-.])|(\d+)([.)]))")
_SPACE_AT_AN_END = re.compile(r"\A\s+|\s+\Z")
_BARE_ADDRESS = re.compile(r"(?i)\bwww\.")
_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_LINE = re.compile("[\x7f\x85\u2028\u2029\ufeff\ud800-\udfff]")
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
# Marks that nobody sees, by which all that follows can be read backwards, an address too.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What a table calculator takes for the beginning of a formula; who takes the first apostrophe away has the text again.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_BIBTEX = str.maketrans(
    {mark: f"\\{mark}" for mark in "$&#_%"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': r"{\textquotedbl}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}  # an escaped brace must still be balanced
)
# What ends a parameter, opens a template, a link or a tag, starts bold type, or stands in a word such as __NOINDEX__.
_WIKITEXT = str.maketrans({mark: f"&#{ord(mark)};" for mark in "|{}[]<>&='~_"})
_WIKITEXT_LIST = tuple(";:*#")
_SHOWN_LENGTH = 60
"""Of a text that a message shows."""


def html(text: str) -> str:
    """Text inside an element of a raw HTML block."""
    return text.translate(_HTML)


def attribute(text: str) -> str:
    """A double-quoted attribute's value."""
    return text.translate(_ATTRIBUTE)


def markdown(text: str) -> str:
    """Text inside a line of Markdown: nothing in it is read as markup, a link, a list or a heading."""
    safe = text.translate(_MARKDOWN)
    safe = _BARE_ADDRESS.sub(lambda match: match[0].replace(".", "&#46;"), safe)
    start = _BLOCK_START.match(safe)
    if start:
        mark = start[2] or start[4]
        at = start.end() - 1
        safe = f"{safe[:at]}&#{ord(mark)};{safe[at + 1 :]}"
    # Markdown strips white space at the ends of a line.
    return _SPACE_AT_AN_END.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), safe)


def front_matter(text: str) -> str:
    """A front-matter value that the theme prints into HTML without escaping it (title, description, author)."""
    return text.translate(_ATTRIBUTE)


def url(address: str) -> str:
    """An absolute http or https address as an attribute's value.

    Raises:
        ValueError: any other scheme, such as ``javascript:``, or no host.

    """
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        msg = f"not an http or https address: {address!r}"
        raise ValueError(msg)
    return attribute(_percent_encoded(parts.geturl(), safe="%/:=&?~#+!$,;'@()*[]"))


def query_value(text: str) -> str:
    """A value in the query of an address, such as what a search is asked for."""
    return _percent_encoded(text, safe="")


def text_directive(text: str) -> str:
    """A part of an address's text directive (``#:~:text=``), in which a hyphen marks a prefix or a suffix."""
    return _percent_encoded(" ".join(text.split()), safe="").replace("-", "%2D")


def html_elsewhere(text: str) -> str:
    """Text, or a quoted attribute's value, in HTML that no Markdown goes through."""
    return _everywhere_in_html(text).replace("\r", "&#13;")


def script_json(json: str) -> str:
    """JSON inside a script element: no HTML parser takes any of it for markup."""
    return json.translate(_IN_SCRIPT)


def json_line(json: str) -> str:
    """JSON as a line of a file: without what ends a line in some editors, as U+2028, or is no UTF-8, as a surrogate."""
    return _NOT_IN_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def xml(text: str) -> str:
    """Text inside an element of XML, without the characters that XML has no way to write."""
    return _escape_xml(_NOT_IN_XML.sub("", text))


def xml_attribute(text: str) -> str:
    """An attribute's value in XML with its quotation marks, without the characters that XML has no way to write."""
    return quoteattr(_NOT_IN_XML.sub("", text))


def one_line(text: str) -> str:
    """Text as a line of a format that is read by lines, among what others wrote.

    White space runs and control characters become spaces, marks of direction go.
    """
    return " ".join(_DIRECTIONS.sub("", _CONTROLS.sub(" ", text)).split())


def cell(text: str) -> str:
    """A text in a table of a file: one that begins as a formula does has an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """The text in the `cell`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def bibtex(text: str) -> str:
    """A field of a BibTeX entry, between braces."""
    return one_line(text).translate(_BIBTEX)


def wikitext(text: str) -> str:
    """A parameter of a template in wikitext."""
    line = one_line(text)
    if line.startswith(_WIKITEXT_LIST):  # at the beginning of a line these start a list
        return f"&#{ord(line[0])};{line[1:].translate(_WIKITEXT)}"
    return line.translate(_WIKITEXT)


def wikitext_url(address: str) -> str:
    """An address as a parameter of a template in wikitext."""
    safe = one_line(address).replace("__", "%5F%5F")
    return "".join(f"%{ord(c):02X}" if c in "|{}[]<>' " else c for c in safe)


def quote(text: str) -> str:
    """``text`` as a message of one line shows it: in quotation marks, cut, with control characters escaped."""
    cut = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
    return f'"{escape_controls(cut)}"'


def escape_controls(text: str) -> str:
    """Write control characters, line separators and lone surrogates as escapes, so that a message stays one line."""
    return "".join(
        letter.encode("unicode_escape").decode("ascii") if category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter
        for letter in text
    )
