"""Bytes of a page as text, as the HTML standard decodes them (its sections 13.2.3.2 and on, and the Encoding standard).

What a page declares as ISO 8859-1 or ASCII is windows-1252 to every browser: its curly marks are quotation marks.
"""

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))
_AS_BROWSERS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "windows-874",
    "tis-620": "windows-874",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
_PRESCAN = 4096
"""Bytes searched for a declaration: the standard says 1024, browsers wait longer."""
_META = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9_:.+-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_C1 = {code: bytes((code,)).decode("windows-1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)}


def decoded(data: bytes, declared: str | None = None) -> str:
    """The bytes as text, by their mark, what was ``declared`` beside them, their own declaration, or their look."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for found in (declared, _within(data)):
        if name := _known(found):
            # A page that says one thing and is the other shows it by bytes that the first does not have.
            if name != "utf-8" and _is_utf_8(data):
                name = "utf-8"
            elif name == "utf-8" and not _is_utf_8(data, mostly=True):
                name = "windows-1252"
            return _with(data, name)
    return _with(data, "utf-8" if _is_utf_8(data, mostly=True) else "windows-1252")


def _with(data: bytes, name: str) -> str:
    if name == "windows-1252":  # five of its bytes are nothing to Python, and control characters to the standard
        return data.decode("latin-1").translate(_C1)
    return data.decode(name, errors="replace")


def _within(data: bytes) -> str | None:
    head = _COMMENT.sub(b"", data[:_PRESCAN])
    found = _XML.match(head) or _META.search(head)
    name = found[1].decode("ascii") if found else None
    # Whoever can read the declaration so far is not reading UTF-16.
    return "utf-8" if name and name.lower().startswith("utf-16") else name


def _known(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else None


def _is_utf_8(data: bytes, *, mostly: bool = False) -> bool:
    """Tell whether the bytes are UTF-8 and not ASCII alone; ``mostly`` passes over a few faults, and over ASCII."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    multi = sum(1 for _ in re.finditer(rb"[\xc2-\xf4][\x80-\xbf]", data))
    return bad * 10 <= multi if mostly else bad == 0 and multi > 0
