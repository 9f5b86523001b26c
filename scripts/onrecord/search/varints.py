"""Numbers as bytes: seven bits in each, the lowest first, and a high bit where more follow (LEB128), packed."""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
"""Numbers of 32 bits: hashes, statements, sections, or differences of such."""
Indices = NDArray[np.int64]
"""Indices into another array, or differences of such."""
_BITS = 7
_MORE = 0x80


def varints(values: Numbers) -> tuple[bytes, Indices]:
    """The numbers one after the other, and where each ends, a zero before the first end."""
    lengths = np.ones(len(values), np.int64)
    for size in range(1, 5):
        lengths += values >> np.uint32(_BITS * size) != 0
    ends = np.append(0, np.cumsum(lengths))
    found = np.empty(int(ends[-1]), np.uint8)
    for at in range(5):
        here = np.flatnonzero(lengths > at)
        low = (values[here] >> np.uint32(_BITS * at)).astype(np.uint8) & np.uint8(_MORE - 1)
        more = np.where(lengths[here] > at + 1, np.uint8(_MORE), np.uint8(0))
        found[ends[here] + at] = low | more
    return found.tobytes(), ends


def encoded(values: Sequence[int] | Numbers) -> bytes:
    """The numbers one after the other."""
    return varints(np.asarray(values, np.uint32))[0]


def distances(values: Numbers, first: Indices) -> Numbers:
    """Each number less the one before; those at ``first`` begin a list and stay as they are."""
    found = np.diff(values, prepend=np.uint32(0))
    found[first] = values[first]
    return found


def packed(data: bytes) -> bytes:
    """The data in zlib's format (RFC 1950), by whose checksum a browser knows what was cut short or replaced."""
    packer = zlib.compressobj(9, memLevel=9)
    return packer.compress(data) + packer.flush()


def starts(ascending: NDArray[np.unsignedinteger]) -> Indices:
    """Where each group of equal values starts."""
    return np.flatnonzero(np.append(True, ascending[1:] != ascending[:-1])[: len(ascending)])


def sizes(first: Indices, total: int) -> Indices:
    """How many values each group has, given where the groups start and how many values there are."""
    return np.diff(first, append=total)
