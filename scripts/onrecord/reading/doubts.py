"""What in a plain text is likely no author's doing: entities of HTML, letters garbled by an encoding, broken lines."""

import re
from collections.abc import Iterator
from html import unescape

from onrecord.extract.layout.wrapped import broken, width_of
from onrecord.text.escape import quote

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_MOJIBAKE = re.compile(r"â€|Ã[\x80-\xbf¡-¿€‚„…†‡ˆ‰‹‘’“”•–—˜™›œž]|Â[\xa0£©®°·»«]|ï¿½|\ufffd")
_PIECE = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LONGEST = 60
_NO_ENTITY = 3
"""Characters: an entity stands for two at most."""


def doubts(text: str, path: str) -> Iterator[tuple[int, str]]:
    """What should make somebody look at the text of a seed: the line, and what is odd there; the first of each kind."""
    entity = next((one for one in _ENTITY.finditer(text) if without_entities(one[0]) != one[0]), None)
    if entity:
        yield (
            _line(text, entity.start()),
            f"holds the HTML entity {quote(entity[0])}; write {quote(without_entities(entity[0]))}",
        )
    if garbled := mojibake(text):
        at, before, after = garbled
        meant = f"; {quote(after)} is meant" if after else ""
        yield _line(text, at), f"holds letters that a wrong encoding garbled: {quote(before)}{meant}"
    if len(_LINE_BREAK.findall(text)) > 1 and width_of(text, broken(text)):
        advice = f"they are read as paragraphs; to join them for good, run: onrecord add --replace {path}"
        yield 1, f"has lines that are broken at a width; {advice}"


def without_entities(text: str) -> str:
    """The text with what its entities of HTML stand for; what is none stays."""
    return _ENTITY.sub(lambda found: one if len(one := unescape(found[0])) < _NO_ENTITY else found[0], text)


def _line(text: str, at: int) -> int:
    return 1 + len(_LINE_BREAK.findall(text, 0, at))


def mojibake(text: str) -> tuple[int, str, str] | None:
    """Where a text is garbled, the word there, and what it would be; an empty text where that cannot be told."""
    found = _MOJIBAKE.search(text)
    if found is None:
        return None
    start = max(text.rfind(space, 0, found.start()) for space in " \n\r\t") + 1
    piece = text[start:].split(maxsplit=1)[0][:_LONGEST] if text[start:].strip() else found[0]
    after = repaired(piece)
    return found.start(), piece, after if after != piece else ""


def repaired(text: str) -> str:
    """The text with letters put right that were UTF-8 and read as windows-1252."""
    return _PIECE.sub(lambda found: _put_right(found[0]), text)


def _put_right(piece: str) -> str:
    raw = bytearray()
    for letter in piece:
        try:
            raw += letter.encode("windows-1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return piece
            raw.append(ord(letter))
    try:
        return bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return piece
