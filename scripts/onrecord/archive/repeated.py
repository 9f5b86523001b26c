"""Finds the same quotation in several articles: word for word, or nearly.

Statements with the same words are one wording.  Wordings are compared when they share a shingle: each by the rarest of
its shingles only, and each of these with a few neighbors, so that the work grows with the number of statements and a
turn of phrase that everyone uses costs nothing.  Two are nearly the same when most of their words are in both, or when
one is a part of the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onrecord.archive.shingles import Shingled

SHORTEST_NEAR = 8
"""From so many words on, other wordings are looked for as well."""
TOUCHING = 0.3
"""The share of the shorter wording's shingles that the longer one must have."""
ALIKE = 0.65
"""The share of the words of both that must be in both (Jaccard's coefficient) ..."""
CONTAINED = 0.8
"""... if the longer wording has not this share of the shorter one's shingles: a part of it, quoted by itself."""
SHOWN = 8
"""How many repetitions of a statement are given at most."""
RAREST = 8
"""By how many of its shingles, the rarest, a wording is looked for."""
NEIGHBORS = 8
"""With how many others that have a shingle each wording is compared by it."""
COMMON = 64
"""A shingle in more wordings than this is everyone's, and not looked for."""

_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Where else a statement is quoted: the ids of at most `SHOWN` statements, the nearest first, and how many more.

    The nearest are those word for word the same, then by the share of words in common; equally near ones are in the
    order of articles and ids.
    """

    others: tuple[str, ...]
    more: int = 0


class _Wording:
    """The statements with the same words, in the order of articles and ids."""

    __slots__ = ("_ids", "first", "size")

    def __init__(self, same: Sequence[Shingled]) -> None:
        self.first = same[0]
        self.size = len(same)
        self._ids: dict[str, list[str]] | None = None
        if self.size > 1:
            self._ids = {}
            for one in same:
                self._ids.setdefault(one.article, []).append(one.id)

    def by_article(self) -> Mapping[str, Sequence[str]]:
        return {self.first.article: (self.first.id,)} if self._ids is None else self._ids

    def elsewhere(self, article: str) -> Iterator[str]:
        return (name for key, ids in self.by_article().items() if key != article for name in ids)

    def count_elsewhere(self, article: str) -> int:
        return self.size - len(self.by_article().get(article, ()))


def repeated(statements: Sequence[Shingled]) -> Mapping[str, Repeats]:
    """Each statement that other articles quote too, by its id, with where; their order makes no difference.

    When ``a`` has ``b`` then ``b`` has ``a``, among ``others`` or among the ``more``.
    """
    wordings = _wordings(statements)
    near = _near(wordings)
    found = {}
    for number, wording in enumerate(wordings):
        if wording.size == 1 and not near[number]:
            continue
        same = (wording, *(wordings[other] for other in near[number]))
        for article, ids in wording.by_article().items():
            count = sum(one.count_elsewhere(article) for one in same)
            if count:
                others = tuple(islice((name for one in same for name in one.elsewhere(article)), SHOWN))
                found.update(dict.fromkeys(ids, Repeats(others=others, more=count - len(others))))
    return found


def _wordings(statements: Sequence[Shingled]) -> list[_Wording]:
    """The different wordings, in an order that hangs on the statements alone."""
    found: dict[bytes, list[Shingled]] = {}
    for one in sorted(statements, key=lambda one: one.article + "\0" + one.id):
        found.setdefault(one.whole, []).append(one)
    return [_Wording(same) for same in found.values()]


def _near(wordings: Sequence[_Wording]) -> list[list[int]]:
    """For each wording the numbers of those that are nearly the same, the nearest first."""
    found: list[list[int]] = [[] for _ in wordings]
    long = [number for number, one in enumerate(wordings) if one.first.count >= SHORTEST_NEAR]
    shingles = _Sets.of([wordings[number].first.shingles for number in long])
    words = _Sets.of([wordings[number].first.vocabulary for number in long])
    left, right = _candidates(shingles, words)
    contained = shingles.shared(left, right) / np.minimum(shingles.sizes[left], shingles.sizes[right])
    likely = contained >= TOUCHING
    left, right, contained = left[likely], right[likely], contained[likely]
    shared = words.shared(left, right)
    alike = shared / (words.sizes[left] + words.sizes[right] - shared)
    near = (alike >= ALIKE) | (contained >= CONTAINED)
    for _, a, b in sorted(zip((-alike[near]).tolist(), left[near].tolist(), right[near].tolist(), strict=True)):
        found[long[a]].append(long[b])
        found[long[b]].append(long[a])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sets:
    """Sets of hashes, one after the other in ``hashes``, ascending in each; ``sizes`` says how many are in each."""

    hashes: _Numbers
    sizes: _Numbers

    @classmethod
    def of(cls, buffers: Sequence[bytes]) -> "_Sets":
        return cls(
            hashes=np.frombuffer(b"".join(buffers), dtype="<u4").astype(np.int64),
            sizes=np.fromiter((len(one) // 4 for one in buffers), dtype=np.int64, count=len(buffers)),
        )

    def owners(self) -> _Numbers:
        """Which set each hash is in."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def signatures(self) -> NDArray[np.uint64]:
        """Two times 64 bits for each set, with a bit set for every hash: a first, cheap look at what two share."""
        bits = np.zeros((len(self.hashes), 2), dtype=np.uint64)
        bits[np.arange(len(bits)), (self.hashes >> 6) & 1] = np.uint64(1) << (self.hashes & 63).astype(np.uint64)
        begins = np.cumsum(self.sizes) - self.sizes
        return np.bitwise_or.reduceat(bits, begins, axis=0) if len(begins) else np.empty((0, 2), dtype=np.uint64)

    def shared(self, left: _Numbers, right: _Numbers) -> _Numbers:
        """How many hashes the two sets of each pair share."""
        swap = self.sizes[left] > self.sizes[right]
        short, long = np.where(swap, right, left), np.where(swap, left, right)
        lengths = self.sizes[short]
        pair = np.repeat(np.arange(len(short)), lengths)
        # Where each hash of the short sets stands: its set's begin, and its place in the set.
        begins = np.cumsum(self.sizes) - self.sizes
        at = np.arange(len(pair)) + np.repeat(begins[short] - (np.cumsum(lengths) - lengths), lengths)
        known = (self.owners() << 32) + self.hashes
        wanted = (long[pair] << 32) + self.hashes[at]
        found = np.searchsorted(known, wanted)
        hits = known[np.minimum(found, len(known) - 1)] == wanted
        return np.bincount(pair[hits], minlength=len(short))


def _candidates(sets: _Sets, words: _Sets) -> tuple[_Numbers, _Numbers]:
    """The pairs of sets to compare, the lower number on the left, each pair once; ``words`` are of the same texts."""
    # By hash and owner in one number: 31 bits are enough to number what a list can hold.
    entries = np.sort((sets.hashes << 31) + sets.owners())
    begins = np.flatnonzero(np.diff(entries >> 31, prepend=-1))
    holders = np.diff(begins, append=len(entries))
    telling = np.repeat((holders > 1) & (holders <= COMMON), holders)
    rarity = np.repeat(holders, holders)[telling]
    entries = entries[telling]
    owners = entries & 0x7FFFFFFF
    # The rarest of each set: sorted by owner and rarity, those whose place in the set's own run is early.
    order = np.argsort(owners * (COMMON + 1) + rarity, kind="stable")
    run = owners[order]
    place = np.arange(len(run)) - np.searchsorted(run, run, side="left")
    entries = entries[np.sort(order[place < RAREST])]
    keys, owners = entries >> 31, entries & 0x7FFFFFFF
    signatures = words.signatures()
    codes = [np.empty(0, dtype=np.int64)]
    for step in range(1, min(NEIGHBORS, len(keys) - 1) + 1):
        same = keys[:-step] == keys[step:]
        left, right = owners[:-step][same], owners[step:][same]
        perhaps = _perhaps_alike(signatures, left, right)
        codes.append((left[perhaps] << 31) + right[perhaps])
    pairs = np.unique(np.concatenate(codes))
    return pairs >> 31, pairs & 0x7FFFFFFF


def _perhaps_alike(signatures: NDArray[np.uint64], left: _Numbers, right: _Numbers) -> NDArray[np.bool_]:
    """Whether it is worth comparing the sets of each pair word by word; bits that coincide only make it likelier."""
    one, other = signatures[left], signatures[right]
    both = np.bitwise_count(one & other).sum(axis=1, dtype=np.int64)
    either = np.bitwise_count(one | other).sum(axis=1, dtype=np.int64)
    fewer = np.minimum(np.bitwise_count(one).sum(axis=1), np.bitwise_count(other).sum(axis=1))
    alike: NDArray[np.bool_] = both >= (ALIKE - 0.1) * either
    contained: NDArray[np.bool_] = both >= (CONTAINED - 0.1) * fewer
    return np.logical_or(alike, contained)
