"""The files that the quotation index is cut into, bit by bit.

A shard holds the runs whose homes' hashes begin with its number.  After eight bytes (an Adler-32 checksum of the rest,
RFC 1950, and the number of runs, big-endian) comes a stream of bits, most significant first; for each run

- the distance of its hash from the one before, Rice code (Rice & Plaunt 1971),
- the number of its statements less one, Elias gamma code (of one more than that),
- the number of the first statement, in plain bits, and the distances of the others less one, Rice code.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from onrecord.quotation.grams import Posting


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

    def shard(self, home: int) -> int:
        """The number of the shard for the runs of a home."""
        return home >> (32 - self.shard_bits)

    def key(self, run: int) -> int:
        """What the shard keeps of a run's hash."""
        return run & ((1 << self.key_bits) - 1)


def rice(value: int, bits: int) -> str:
    """``value`` as a Rice code: its high part in ones with a zero after them, its low ``bits`` plain."""
    return "1" * (value >> bits) + "0" + plain(value & ((1 << bits) - 1), bits)


def gamma(value: int) -> str:
    """``value``, at least 1, as an Elias gamma code."""
    digits = f"{value:b}"
    return "0" * (len(digits) - 1) + digits


def plain(value: int, bits: int) -> str:
    """``value`` in so many binary digits; none at all for 0 bits."""
    return f"{value:0{bits}b}" if bits else ""


def distance_bits(statements: int, count: int) -> int:
    """The Rice parameter for the distances between ``count`` of so many statements."""
    return max(0, (statements // count).bit_length() - 1)


def encode(postings: Iterable[Posting], layout: Layout) -> bytes:
    """The bytes of one shard; runs whose kept hashes are the same are one run."""
    merged: dict[int, set[int]] = {}
    for posting in postings:
        merged.setdefault(layout.key(posting.run), set()).update(posting.numbers)
    bits = []
    before = 0
    for key in sorted(merged):
        numbers = sorted(merged[key])
        bits += [rice(key - before, layout.rice_bits), gamma(len(numbers)), plain(numbers[0], layout.number_bits)]
        small = distance_bits(layout.statements, len(numbers))
        bits += [rice(there - here - 1, small) for here, there in pairwise(numbers)]
        before = key
    return sealed(len(merged), bits)


def encode_hashes(hashes: Iterable[int], *, bits: int) -> bytes:
    """Ascending 32-bit hashes as a Rice-coded stream with the same head as a shard."""
    codes = []
    before = 0
    for value in hashes:
        codes.append(rice(value - before, bits))
        before = value
    return sealed(len(codes), codes)


def sealed(count: int, bits: Iterable[str]) -> bytes:
    """The head and the bits, filled up with zeros to whole bytes."""
    stream = "".join(bits)
    stream += "0" * (-len(stream) % 8)
    return checked(count.to_bytes(4, "big") + (int(stream, 2).to_bytes(len(stream) // 8, "big") if stream else b""))


def checked(body: bytes) -> bytes:
    """The body after its checksum, by which a reader knows a file that was cut short or replaced."""
    return zlib.adler32(body).to_bytes(4, "big") + body
