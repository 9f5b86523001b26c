"""Looking spans up among others that follow one another, without passing by all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from onrecord.model.attribution import Span

_START, _END = itemgetter(0), itemgetter(1)


def touching(spans: Sequence[Span], span: Span) -> range:
    """The numbers of those of ``spans``, in order and apart from each other, that ``span`` has a part in."""
    return range(bisect_right(spans, span[0], key=_END), bisect_left(spans, span[1], key=_START))


def last_begun(spans: Sequence[Span], offset: int) -> int:
    """The number of the last of ``spans``, in order, that begins at or before the offset; -1 where none does."""
    return bisect_right(spans, offset, key=_START) - 1
