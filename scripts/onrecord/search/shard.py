"""The files that the quotation index is cut into, bit by bit.

A shard holds the runs whose homes' hashes begin with its number.  After eight bytes (an Adler-32 checksum of the rest,
RFC 1950, and the number of runs, big-endian) comes a stream of bits, most significant first; for each run

- the distance of its hash from the one before, Rice code (Rice & Plaunt 1971),
- the number of its statements less one, Elias gamma code (of one more than that),
- the number of the first statement, in plain bits, and the distances of the others less one, Rice code.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.search.codes import Codes, Values, bit_lengths, gamma, plain, rice, written
from onrecord.search.grams import Postings
from onrecord.search.groups import Hashes, Places, firsts, pairs, seconds, sizes, starts

_HEAD = 32
"""Bits of the number of runs."""
_AT_ONCE = 64
"""Shards that are encoded together: enough to be fast, few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How many bits what has: all sizes that a reader of shards must know.

    The first ``shard_bits`` of the hash of a run's home choose the shard, and ``key_bits`` of the run's own are kept
    there, the last ones; ``rice_bits`` is the parameter for their distances; ``number_bits`` hold a statement's number.
    """

    statements: int
    shard_bits: int
    key_bits: int
    rice_bits: int
    number_bits: int

    def shards(self, homes: Hashes) -> Values:
        """The numbers of the shards for the runs of these homes."""
        return homes.astype(np.uint64) >> np.uint64(32 - self.shard_bits)

    def keys(self, runs: Hashes) -> Values:
        """What the shards keep of the runs' hashes."""
        return runs.astype(np.uint64) & np.uint64((1 << self.key_bits) - 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rows:
    """The runs as they are kept, by shard and key: of each these two, and how many statements; then all of those."""

    shards: Places
    keys: Values
    counts: Places
    numbers: Hashes


def distance_bits(statements: int, counts: Places) -> Places:
    """The Rice parameters for the distances between ``counts`` of so many statements."""
    return bit_lengths((statements // counts).astype(np.uint64)) - 1


def encode(postings: Postings, layout: Layout) -> Iterator[bytes]:
    """The bytes of all shards, in order; runs of a shard whose kept hashes are the same are one run."""
    rows = _rows(postings, layout)
    ends = np.append(0, np.cumsum(rows.counts))
    for shard in range(0, 1 << layout.shard_bits, _AT_ONCE):
        last_shard = min(shard + _AT_ONCE, 1 << layout.shard_bits)
        first, last = np.searchsorted(rows.shards, (shard, last_shard))
        some = _Rows(
            shards=rows.shards[first:last] - shard,
            keys=rows.keys[first:last],
            counts=rows.counts[first:last],
            numbers=rows.numbers[ends[first] : ends[last]],
        )
        yield from map(checked, _streams(some, last_shard - shard, layout))


def _rows(postings: Postings, layout: Layout) -> _Rows:
    bits = np.uint64(layout.key_bits)
    kept = (layout.shards(postings.homes) << bits) | layout.keys(postings.runs)
    order = np.argsort(kept, kind="stable")
    kept, counts = kept[order], postings.counts[order]
    moved = (np.cumsum(postings.counts) - postings.counts)[order] - (np.cumsum(counts) - counts)
    numbers = postings.numbers[np.repeat(moved, counts) + np.arange(len(postings.numbers))]
    new = starts(kept)
    row = np.repeat(np.arange(len(new)), sizes(new, len(kept)))
    found = pairs(np.repeat(row, counts), numbers)
    # Only where runs became one is anything out of order, and a stable sort makes use of order.
    found.sort(kind="stable")
    found = found[starts(found)]
    return _Rows(
        shards=(kept[new] >> bits).astype(np.int64),
        keys=kept[new] & np.uint64((1 << layout.key_bits) - 1),
        counts=sizes(starts(firsts(found)), len(found)),
        numbers=seconds(found),
    )


def _streams(rows: _Rows, shards: int, layout: Layout) -> list[bytes]:
    """The shards 0, 1, 2 … of these rows, but for their checksums."""
    row = np.searchsorted(rows.shards, np.arange(shards))
    first = np.cumsum(rows.counts) - rows.counts
    # A shard has one code for its head, two for each of its runs, and one for each statement of a run.
    heads = np.append(first, len(rows.numbers))[row] + 2 * row + np.arange(shards)
    runs = first + 2 * np.arange(len(first)) + rows.shards + 1
    numbers = np.arange(len(rows.numbers)) + np.repeat(runs + 2 - first, rows.counts)
    codes = Codes.room(len(heads) + 2 * len(runs) + len(numbers))
    codes.put(heads, plain(sizes(row, len(runs)).astype(np.uint64), _HEAD))
    codes.put(runs, rice(_key_distances(rows), layout.rice_bits))
    codes.put(runs + 1, gamma(rows.counts.astype(np.uint64)))
    values = rows.numbers.astype(np.uint64)
    codes.put(numbers[first], plain(values[first], layout.number_bits))
    others = np.ones(len(numbers), bool)
    others[first] = False
    distances = (values[1:] - values[:-1])[others[1:]] - np.uint64(1)
    small = np.repeat(distance_bits(layout.statements, rows.counts), rows.counts - 1)
    codes.put(numbers[others], rice(distances, small))
    return written(codes, heads)


def _key_distances(rows: _Rows) -> Values:
    """How far each key is from the one before in its shard, or from 0."""
    before = np.zeros(len(rows.keys), np.uint64)
    same = np.flatnonzero(rows.shards[1:] == rows.shards[:-1]) + 1
    before[same] = rows.keys[same - 1]
    return rows.keys - before


def encode_hashes(hashes: Hashes, *, bits: int) -> bytes:
    """Ascending 32-bit hashes as a Rice-coded stream with the same head as a shard."""
    codes = Codes.room(1 + len(hashes))
    codes.put(np.array([0]), plain(np.array([len(hashes)], np.uint64), _HEAD))
    distances = hashes - np.append(np.zeros(1, np.uint32), hashes)[:-1]
    codes.put(np.arange(len(hashes)) + 1, rice(distances.astype(np.uint64), bits))
    return checked(written(codes, np.array([0]))[0])


def checked(body: bytes) -> bytes:
    """The body after its checksum, by which a reader knows a file that was cut short or replaced."""
    return zlib.adler32(body).to_bytes(4, "big") + body
