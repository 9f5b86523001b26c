"""Links to the very words at the publisher: URL text fragments (WICG, "URL Fragment Text Directives").

A browser looks for ``start`` and, if given, the nearest ``end`` after it, as whole words, whatever their case, runs of
white space being equal; ``prefix`` and ``suffix`` must stand right beside them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import urldefrag

from onrecord.model.attribution import Span
from onrecord.text.escape import text_directive

MAX_WORDS = 8
"""The longest start, end, prefix or suffix, in words."""
MAX_CHARACTERS = 200_000
"""In a longer text no place is looked for: it would take too long."""
_WORD = re.compile(r"\w(?:\S*\w)?")
_RUN = re.compile(r"\w+")
# With both dotted and dotless i as i, folding makes all texts one that `re` takes for the same but for their case.
_ONE_I = str.maketrans("\u0130\u0131", "ii")
_IOTA_BELOW = "\u0345"
"""The only character outside of words that is, but for case, the same as one inside: an iota."""


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


def _candidates(words: int, before: int, after: int) -> list[tuple[int, int, int, int]]:
    """Numbers of words for prefix, start, end and suffix: few words first, then few parts."""
    whole = [
        (prefix, words, 0, suffix)
        for prefix in range(min(before, MAX_WORDS) + 1)
        for suffix in range(min(after, MAX_WORDS) + 1)
        if words <= MAX_WORDS and not (prefix and suffix)
    ]
    ranges = [
        (prefix, first, last, suffix)
        for first in range(1, min(words - 1, MAX_WORDS) + 1)
        for last in range(1, min(words - first, MAX_WORDS) + 1)
        for prefix in range(min(before, 3) + 1)
        for suffix in range(min(after, 3) + 1)
        if not (prefix and suffix)
    ]
    return sorted(whole + ranges, key=lambda n: (sum(n), sum(map(bool, n)), n))


def _matches(text: str, prefix: str, start: str, end: str, suffix: str) -> Iterator[Span]:
    """What each ``start`` leads to: a range goes on to the first ``end`` that has its ``suffix``, however far."""
    head = (_pattern(prefix) + r"\s*" if prefix else "") + f"(?=({_pattern(start)}))"
    tail = re.compile(r"\s*" + _pattern(suffix), re.IGNORECASE)
    positions = _word_positions(text)
    for found in positions.find(head, f"{prefix} {start}"):
        begin, stop = found.span(1)
        stops = (ending.end() for ending in positions.find(_pattern(end), end, stop)) if end else iter((stop,))
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


class WordPositions:
    """Where each run of word characters stands in a text: words are looked up without reading all of it each time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begins: list[int] = []
        self._numbers: dict[str, list[int]] = {}
        for number, run in enumerate(_RUN.finditer(text)):
            self._begins.append(run.start())
            self._numbers.setdefault(_folded(run[0]), []).append(number)
        self._by_run = _IOTA_BELOW not in text

    def find(self, pattern: str, words: str, start: int = 0) -> Iterator[re.Match[str]]:
        """The matches of ``pattern`` from ``start`` on, whatever their case, as ``finditer`` gives them.

        The pattern is one for ``words``, which begin with a word character.  Where it begins and ends with a letter or
        digit, it must ask for no word character beside that.
        """
        compiled = re.compile(pattern, re.IGNORECASE)
        if not self._by_run or _IOTA_BELOW in words or "_" in words:  # no word boundary is asked for beside "_"
            yield from compiled.finditer(self._text, start)
            return
        runs = [self._numbers.get(_folded(run), []) for run in _RUN.findall(words)]
        before, rarest = min(enumerate(runs), key=lambda run: len(run[1]))
        first = bisect_left(self._begins, start) + before
        for number in islice(rarest, bisect_left(rarest, first), None):
            begin = self._begins[number - before]
            if begin >= start and (found := compiled.match(self._text, begin)):
                yield found
                start = found.end()


_word_positions = lru_cache(maxsize=1)(WordPositions)  # an article's statements come one after the other


def _folded(run: str) -> str:
    return run.translate(_ONE_I).casefold()
