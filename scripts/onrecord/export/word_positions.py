"""Looking words up in a text again and again, without reading all of it each time."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

_RUN = re.compile(r"\w+")
# With both dotted and dotless i as i, folding makes all texts one that `re` takes for the same but for their case.
_ONE_I = str.maketrans("\u0130\u0131", "ii")
_IOTA_BELOW = "\u0345"
"""The only character outside of words that is, but for case, the same as one inside: an iota."""


class Places:
    """Where each run of word characters stands in a text."""

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


def _folded(run: str) -> str:
    return run.translate(_ONE_I).casefold()
