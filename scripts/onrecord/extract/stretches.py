"""A long sequence kept in stretches: those asked for last are at hand, the others are packed in a tenth of the room."""

import pickle
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")
WEIGHT = 4096
"""What the items of a stretch weigh at least, but for the last one."""
AT_HAND = 16
"""Stretches that are at hand: a sequence of no more is never packed."""
QUICK = 1
"""How hard packing tries: harder takes longer than it saves."""


class Stretches(Sequence[Item]):
    """Values that would fill the memory all at once; one that is taken out twice is equal, but may not be the same."""

    def __init__(
        self, items: Iterable[Item], weigh: Callable[[Item], int], *, weight: int = WEIGHT, at_hand: int = AT_HAND
    ) -> None:
        """Take the items as they come; ``weigh`` tells how much of a stretch's weight is one's."""
        self.most = at_hand
        self.at_hand: dict[int, tuple[Item, ...]] = {}
        self.packed: dict[int, bytes] = {}
        self.starts = [0]
        """The number of the first item of each stretch, and of what would come next."""
        stretch: list[Item] = []
        weighed = 0
        for item in items:
            stretch.append(item)
            weighed += weigh(item)
            if weighed >= weight:
                self.add(stretch)
                stretch, weighed = [], 0
        if stretch:
            self.add(stretch)

    def add(self, stretch: Sequence[Item]) -> None:
        """Take in the stretch that comes next."""
        self.put(len(self.starts) - 1, tuple(stretch))
        self.starts.append(self.starts[-1] + len(stretch))

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
        return self.starts[-1]

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in their order."""
        for number in range(len(self.starts) - 1):
            yield from self.stretch(number)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        """Return an item by its number, or several."""
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            msg = f"item {at} of {len(self)}"
            raise IndexError(msg)
        stretch = bisect_right(self.starts, number) - 1
        return self.stretch(stretch)[number - self.starts[stretch]]
