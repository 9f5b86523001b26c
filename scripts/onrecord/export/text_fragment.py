"""Links to the very words at the publisher: URL text fragments (WICG, "URL Fragment Text Directives").

A browser looks for ``start`` and, if given, the nearest ``end`` after it, as whole words, whatever their case, runs of
white space being equal; ``prefix`` and ``suffix`` must stand right beside them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import urldefrag

from onrecord.export.word_positions import Places
from onrecord.model.attribution import Span
from onrecord.text.escape import text_directive

MAX_WORDS = 8
"""The longest start, end, prefix or suffix, in words."""
MAX_CHARACTERS = 200_000
"""In a longer text no place is looked for: it would take too long."""
_WORD = re.compile(r"\w(?:\S*\w)?")
_places = lru_cache(maxsize=1)(Places)  # an article's statements come one after the other


def text_fragment(url: str, text: str, content: Sequence[Span], *, visible: Sequence[Span]) -> str | None:
    """The address ``url`` with a directive for each span of ``content`` that can be found without doubt in ``text``.

    Each is the one with the fewest words that no other place in ``text`` fits.  Words around a span are taken from
    ``visible`` parts of the text only.  ``None`` where no span can be told apart.
    """
    if len(text) > MAX_CHARACTERS:
        return None
    directives = [directive for span in content if (directive := _directive(text, span, visible))]
    if not directives:
        return None
    whole, fragment = urldefrag(url)
    return f"{whole}#{fragment}:~:{'&'.join(f'text={directive}' for directive in directives)}"


def _directive(text: str, span: Span, visible: Sequence[Span]) -> str | None:
    words = [match.span() for match in _WORD.finditer(text, *span)]
    if not words:
        return None
    begin, end = words[0][0], words[-1][1]
    before, after = _around(text, (begin, end), visible)
    for prefix, first, last, suffix in _candidates(len(words), len(before), len(after)):
        parts = (
            text[before[-prefix][0] : begin].strip() if prefix else "",
            text[begin : words[first - 1][1]],
            text[words[-last][0] : end] if last else "",
            text[end : after[suffix - 1][1]].strip() if suffix else "",
        )
        if list(islice(_matches(text, *parts), 2)) == [(begin, end)]:
            return _encoded(*parts)
    return None


def _around(text: str, span: Span, visible: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The words before and after ``span`` in its line, as far as they are visible."""
    start, end = next(((s, e) for s, e in visible if s <= span[0] and span[1] <= e), span)
    left = max(start, *(text.rfind(mark, 0, span[0]) + 1 for mark in "\n\r"))
    stops = [at for mark in "\n\r" if (at := text.find(mark, span[1])) >= 0]
    right = min(end, *stops) if stops else end
    before = [match.span() for match in _WORD.finditer(text, left, span[0])]
    return before, [match.span() for match in _WORD.finditer(text, span[1], right)]


def _candidates(words: int, before: int, after: int) -> Iterator[tuple[int, int, int, int]]:
    """Numbers of words for prefix, start, end and suffix: few words first, then few parts."""
    options = [
        (prefix, first, last, suffix)
        for first in range(1, min(words, MAX_WORDS) + 1)
        for last in (0,)
        if first == words
        for prefix in range(min(before, MAX_WORDS) + 1)
        for suffix in range(min(after, MAX_WORDS) + 1)
        if not (prefix and suffix)
    ] + [
        (prefix, first, last, suffix)
        for first in range(1, min(words - 1, MAX_WORDS) + 1)
        for last in range(1, min(words - first, MAX_WORDS) + 1)
        for prefix in range(min(before, 3) + 1)
        for suffix in range(min(after, 3) + 1)
        if not (prefix and suffix)
    ]
    yield from sorted(options, key=lambda n: (sum(n), sum(map(bool, n)), n))


def _matches(text: str, prefix: str, start: str, end: str, suffix: str) -> Iterator[Span]:
    """What each ``start`` leads to: a range goes on to the first ``end`` that has its ``suffix``, however far."""
    head = (_pattern(prefix) + r"\s*" if prefix else "") + f"(?=({_pattern(start)}))"
    tail = re.compile(r"\s*" + _pattern(suffix), re.IGNORECASE)
    places = _places(text)
    for found in places.find(head, f"{prefix} {start}"):
        begin, stop = found.span(1)
        stops = (ending.end() for ending in places.find(_pattern(end), end, stop)) if end else iter((stop,))
        reached = next((stop for stop in stops if not suffix or tail.match(text, stop)), None)
        if reached is not None:
            yield begin, reached


def _pattern(words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return before + r"\s+".join(map(re.escape, words.split())) + after


def _encoded(prefix: str, start: str, end: str, suffix: str) -> str:
    parts = [f"{text_directive(prefix)}-"] if prefix else []
    parts += [text_directive(part) for part in (start, end) if part]
    parts += [f"-{text_directive(suffix)}"] if suffix else []
    return ",".join(parts)
