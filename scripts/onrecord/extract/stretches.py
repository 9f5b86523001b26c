"""A long sequence kept in stretches: those asked for last are at hand, the others are packed in a tenth of the room."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

Item = TypeVar("Item")
SIZE = 128
"""Items of a stretch."""
AT_HAND = 32
"""Stretches that are at hand: a sequence of no more is never packed."""
QUICK = 1
"""How hard packing tries: harder takes longer than it saves."""


class Stretches(Sequence[Item]):
    """Values that would fill the memory all at once; one that is taken out twice is equal, but may not be the same."""

    def __init__(self, items: Iterable[Item], *, size: int = SIZE, at_hand: int = AT_HAND) -> None:
        """Take the items as they come, ``size`` of them a stretch."""
        self.size, self.most = size, at_hand
        self.at_hand: dict[int, tuple[Item, ...]] = {}
        self.packed: dict[int, bytes] = {}
        self.length = 0
        rest = iter(items)
        while stretch := tuple(islice(rest, size)):
            self.put(self.length // size, stretch)
            self.length += len(stretch)

    def put(self, number: int, stretch: tuple[Item, ...]) -> None:
        """Have a stretch at hand, in place of the one that was asked for longest ago."""
        self.at_hand[number] = stretch
        if len(self.at_hand) > self.most:
            oldest = next(iter(self.at_hand))
            gone = self.at_hand.pop(oldest)
            if oldest not in self.packed:
                self.packed[oldest] = zlib.compress(pickle.dumps(gone, pickle.HIGHEST_PROTOCOL), QUICK)

    def stretch(self, number: int) -> tuple[Item, ...]:
        """Return a stretch by its number."""
        found = self.at_hand.pop(number, None)
        if found is None:
            found = pickle.loads(zlib.decompress(self.packed[number]))  # noqa: S301 - packed above, and nowhere else
        self.put(number, found)
        return found

    def __len__(self) -> int:
        """Return the number of items."""
        return self.length

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in their order."""
        for number in range(-(-self.length // self.size)):
            yield from self.stretch(number)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        """Return an item by its number, or several."""
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(self.length)))
        number = at + self.length if at < 0 else at
        if not 0 <= number < self.length:
            msg = f"item {at} of {self.length}"
            raise IndexError(msg)
        return self.stretch(number // self.size)[number % self.size]
