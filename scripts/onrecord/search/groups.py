"""Groups of equal values in sorted arrays: one statement at a time, they would be sets in dictionaries."""

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
"""Hashes of words or of runs, 32 bits each."""
Pairs = NDArray[np.uint64]
"""Two values of 32 bits in one, so that they are sorted, and told apart, together."""
Places = NDArray[np.int64]
"""Indices into another array, or differences of such."""


def pairs(first: NDArray[np.unsignedinteger], second: NDArray[np.integer]) -> Pairs:
    """Each value of ``first`` above its companion in ``second``."""
    return (first.astype(np.uint64) << np.uint64(32)) | second.astype(np.uint64)


def firsts(paired: Pairs) -> Hashes:
    """The upper values of pairs."""
    return (paired >> np.uint64(32)).astype(np.uint32)


def seconds(paired: Pairs) -> Hashes:
    """The lower values of pairs."""
    return paired.astype(np.uint32)


def starts(ascending: NDArray[np.unsignedinteger]) -> Places:
    """Where each group of equal values starts."""
    new = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return np.flatnonzero(new)


def sizes(first: Places, total: int) -> Places:
    """How many values each group has, given where the groups start and how many values there are."""
    return np.diff(first, append=total)
