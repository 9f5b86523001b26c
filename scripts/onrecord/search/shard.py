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
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.search.grams import Grams, Hashes, Indices, sizes, starts

Values = NDArray[np.uint64]
Codes = NDArray[np.uint64]
"""Three rows: for each code how many ones it begins with, how many bits come after them, and the value of those."""


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


def encode(grams: Grams, layout: Layout) -> Iterator[bytes]:
    """The bytes of all shards, in order; runs of a shard whose kept hashes are the same are one run."""
    shards, keys, counts, numbers = _rows(grams, layout)
    ends = np.append(0, np.cumsum(counts))
    for first, last in pairwise(np.searchsorted(shards, np.arange((1 << layout.shard_bits) + 1))):
        yield _shard(keys[first:last], counts[first:last], numbers[ends[first] : ends[last]], layout)


def _rows(grams: Grams, layout: Layout) -> tuple[Values, Values, Indices, Values]:
    """The runs as they are kept, by shard and key: of each these two, and how many statements; then all of those."""
    bits = np.uint64(layout.key_bits)
    mask = np.uint64((1 << layout.key_bits) - 1)
    shards = grams.homes.astype(np.uint64) >> np.uint64(32 - layout.shard_bits)
    kept = np.repeat((shards << bits) | (grams.runs & mask), grams.counts)
    order = np.lexsort((grams.numbers, kept))
    kept, numbers = kept[order], grams.numbers[order].astype(np.uint64)
    new = np.append(True, (kept[1:] != kept[:-1]) | (numbers[1:] != numbers[:-1]))[: len(kept)]
    kept, numbers = kept[new], numbers[new]
    first = starts(kept)
    return kept[first] >> bits, kept[first] & mask, sizes(first, len(kept)), numbers


def _shard(keys: Values, counts: Indices, numbers: Values, layout: Layout) -> bytes:
    first = np.cumsum(counts) - counts
    small = _bit_lengths(layout.statements // counts) - 1
    statements = _rice(_distances(numbers) - np.uint64(1), np.repeat(small, counts))
    statements[:, first] = _plain(numbers[first], layout.number_bits)
    runs = np.stack([_rice(_distances(keys), layout.rice_bits), _gamma(counts)], axis=2).reshape(3, -1)
    return _stream(len(keys), np.insert(statements, np.repeat(first, 2), runs, axis=1))


def encode_hashes(hashes: Hashes, *, bits: int) -> bytes:
    """Ascending 32-bit hashes as a Rice-coded stream with the same head as a shard."""
    return _stream(len(hashes), _rice(_distances(hashes.astype(np.uint64)), bits))


def checked(body: bytes) -> bytes:
    """The body after its checksum, by which a reader knows a file that was cut short or replaced."""
    return zlib.adler32(body).to_bytes(4, "big") + body


def _distances(values: Values) -> Values:
    return np.diff(values, prepend=np.uint64(0))


def _rice(values: Values, bits: Indices | int) -> Codes:
    """The high part in ones with a zero after them, the low ``bits`` plain."""
    low = np.broadcast_to(np.uint64(bits), values.shape)
    high = values >> low
    return np.stack([high, low + np.uint64(1), values - (high << low)])


def _gamma(values: Indices) -> Codes:
    """A zero for each binary digit but one, then the digits."""
    return _plain(values, 2 * _bit_lengths(values) - 1)


def _plain(values: Values | Indices, bits: Indices | int) -> Codes:
    return np.stack(np.broadcast_arrays(0, bits, values)).astype(np.uint64)


def _bit_lengths(values: Indices) -> Indices:
    return np.frexp(values)[1].astype(np.int64)


def _stream(count: int, codes: Codes) -> bytes:
    """The count, and the codes filled up with zeros to whole bytes."""
    ones, bits, values = codes
    lengths = (ones + bits).astype(np.int64)
    after = (np.repeat(np.cumsum(lengths), lengths) - np.arange(lengths.sum()) - 1).astype(np.uint64)
    digits = np.where(after < np.repeat(bits, lengths), (np.repeat(values, lengths) >> after) & np.uint64(1), 1)
    return checked(count.to_bytes(4, "big") + np.packbits(digits.astype(bool)).tobytes())
