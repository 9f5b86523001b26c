"""Which runs of words lead to a section of the record.

Every place in a text is indexed by the shortest run of words from there on that is rare enough: a rare word by itself,
a common one with the words after it (the variable-length phrases of Bahle, Williams & Zobel 2002, "Efficient phrase
querying with an auxiliary index").  So no list of sections is long, and a wrong word spoils few runs.  Of runs of two
words and more that are common the first sections are kept, as a sample.

A run is known by a 32-bit hash: FNV-1a of each word, joined by the finalizer of MurmurHash3.  The runs from all places
of the archive grow together, a word at a time, each array with one value for each place.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.search.varints import Indices, Numbers, sizes, starts

LONGEST = 5
"""Words in the longest run."""
COMMON_SHIFT = 14
"""Bits of a hash that the set of common runs does without, for every question waits for that set: 18 bits are enough to
be wrong once in hundreds of runs, which then count as common."""
_MASK = 0xFFFFFFFF
Hash = TypeVar("Hash", int, Numbers)


@lru_cache(maxsize=1 << 17)  # a word comes again and again
def hash_word(word: str) -> int:
    """FNV-1a, 32 bits, over the code points of a folded word."""
    value = 0x811C9DC5
    for character in word:
        value = ((value ^ ord(character)) * 0x01000193) & _MASK
    return value


def join(run: Hash, word: Hash) -> Hash:
    """The hash of a run and one word more, or of many runs and a word more each; the run of no words is 0."""
    # Arrays wrap around at 32 bits by themselves and stay arrays of that type, which their annotations do not know.
    value = (run * 0x9E3779B1 + word) & _MASK
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & _MASK
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & _MASK
    return value ^ (value >> 16)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A run in more than ``common`` sections is common; of one of two words and more ``sample`` of them are kept."""

    common: int
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Runs:
    """The runs of an archive: those that are common, and which sections have each indexed run.

    ``common`` has the first 18 bits of their hashes, ascending; a run that shares them with a common one counts as
    common, here as in the browser.  ``hashes`` are those of the indexed runs, ascending, ``counts`` how many sections
    each has; ``sections`` has those, ascending, of one run after the other.
    """

    common: Numbers
    hashes: Numbers
    counts: Indices
    sections: Numbers


def runs(words: Numbers, places: Numbers, left: Indices, limits: Limits) -> Runs:
    """Index words, given by their hashes: the section of each, and how many words its sequence has from there on."""
    common = np.zeros(1 << (32 - COMMON_SHIFT), bool)
    here = np.arange(len(words))
    grown: Numbers = np.zeros(len(words), np.uint32)
    found: list[NDArray[np.uint64]] = []
    for length in range(1, LONGEST + 1):
        inside = left[here] >= length
        here, grown = here[inside], grown[inside]
        grown = join(grown, words[here + (length - 1)])
        pairs = np.unique((grown.astype(np.uint64) << np.uint64(32)) | places[here])
        first = starts(_hashes(pairs))
        counts = sizes(first, len(pairs))
        common[_hashes(pairs[first[counts > limits.common]]) >> COMMON_SHIFT] = True
        # A run is called common where another one of this length or a shorter one shares its bits.
        often = common[_hashes(pairs) >> COMMON_SHIFT]
        rank = np.arange(len(pairs)) - np.repeat(first, counts)
        found.append(pairs[~often | ((length > 1) & (rank < limits.sample))])
        grow = common[grown >> COMMON_SHIFT]
        here, grown = here[grow], grown[grow]
    every = np.unique(np.concatenate(found))
    first = starts(_hashes(every))
    return Runs(
        common=np.flatnonzero(common).astype(np.uint32),
        hashes=_hashes(every[first]),
        counts=sizes(first, len(every)),
        sections=every.astype(np.uint32),
    )


def _hashes(paired: NDArray[np.uint64]) -> Numbers:
    return (paired >> np.uint64(32)).astype(np.uint32)
