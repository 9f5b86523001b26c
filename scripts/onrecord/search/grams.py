"""Which runs of words stand for a statement in the quotation index.

Every place in a statement is indexed by the shortest run of words from there on that is rare enough: a rare word by
itself, a common one with the words after it (the variable-length phrases of Bahle, Williams & Zobel 2002, "Efficient
phrase querying with an auxiliary index").  So no list of statements is long, and a wrong word spoils few runs.  A run
that is still in many statements is indexed by the longer ones as well, so that the order of words tells; those are kept
where the shortest is, its home, and cost no further look-up.

A run is known by a 32-bit hash: FNV-1a of each word, joined by the finalizer of MurmurHash3.

The runs from all places of the archive grow together, a word at a time, each array with one value for each place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
"""Hashes of words or of runs, 32 bits each."""
Pairs = NDArray[np.uint64]
"""Two values of 32 bits in one, so that they are sorted, and told apart, together."""
Indices = NDArray[np.int64]
"""Indices into another array, or differences of such."""
LONGEST = 5
"""Words in the longest run."""
SHORTEST_QUERY = 3
"""Words in the shortest query: common runs of so many words or more keep a sample of their statements."""
COMMON_SHIFT = 8
"""Bits of a hash that the set of common runs does without: 24 bits are enough to be wrong once in thousands of runs."""
_MASK = 0xFFFFFFFF
Hash = TypeVar("Hash", int, Hashes)


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grams:
    """The runs of an archive: those that are common, and which statements have each indexed run.

    ``common`` has the first 24 bits of their hashes, ascending; a run that shares them with a common one counts as
    common, here as in the browser.  The indexed runs are in the order of their hashes; for each: its hash in ``runs``,
    that of the run it is kept with in ``homes``, and in ``counts`` how many statements it has.  ``numbers`` has those,
    ascending, of one run after the other.
    """

    common: Hashes
    runs: Hashes
    homes: Hashes
    counts: Indices
    numbers: Hashes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A run in more than ``common`` statements is common, one in more than ``many`` is indexed by longer ones as well.

    A common run too long to grow, or of at least as many words as the shortest query, keeps ``common`` or ``sample`` of
    its statements, the first ones.
    """

    common: int
    many: int
    sample: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Words:
    """The words of all statements, one after the other: hash, statement, and how many the statement has from there."""

    hashes: Hashes
    statements: Hashes
    left: Indices


class _Frequent:
    """The runs found to be common or in many statements, so far."""

    def __init__(self) -> None:
        self._common = np.zeros(1 << (32 - COMMON_SHIFT), bool)
        self._many: Hashes = np.zeros(0, np.uint32)

    def add(self, *, common: Hashes, many: Hashes) -> None:
        """Add runs to both sets."""
        self._common[common >> COMMON_SHIFT] = True
        self._many = np.union1d(self._many, many)

    def all_common(self) -> Hashes:
        """The first 24 bits of all common runs, ascending."""
        return np.flatnonzero(self._common).astype(np.uint32)

    def common(self, runs: Hashes) -> NDArray[np.bool]:
        """Whether each run is common."""
        found: NDArray[np.bool] = self._common[runs >> COMMON_SHIFT]
        return found

    def many(self, runs: Hashes) -> NDArray[np.bool]:
        """Whether each run is in many statements."""
        # Many times faster than np.isin, which sorts the runs.
        found: NDArray[np.bool] = np.searchsorted(self._many, runs, "right") != np.searchsorted(self._many, runs)
        return found


def grams(statements: Sequence[bytes], limits: Limits) -> Grams:
    """Index statements, each the hashes of its words, four bytes each, little-endian."""
    words = _words(statements)
    frequent = _Frequent()
    for length in range(1, LONGEST + 1):
        runs, counts = _counts(words, frequent, length=length)
        frequent.add(common=runs[counts > limits.common], many=runs[counts > limits.many])
    return _postings(words, frequent, limits)


def _words(statements: Sequence[bytes]) -> _Words:
    hashes = np.frombuffer(b"".join(statements), "<u4").astype(np.uint32)
    lengths = np.array([len(words) // 4 for words in statements], np.int64)
    return _Words(
        hashes=hashes,
        statements=np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths),
        left=np.repeat(np.cumsum(lengths), lengths) - np.arange(len(hashes)),
    )


def _counts(words: _Words, frequent: _Frequent, *, length: int) -> tuple[Hashes, Indices]:
    """In how many statements each run of ``length`` words is that begins with a shorter one in many of them."""
    places = np.flatnonzero(words.left >= length)
    runs: Hashes = np.zeros(len(places), np.uint32)
    for step in range(length - 1):
        runs = join(runs, words.hashes[places + step])
        grow = frequent.common(runs) | frequent.many(runs)
        places, runs = places[grow], runs[grow]
    runs = join(runs, words.hashes[places + length - 1])
    found = _by_run(runs, words.statements[places])
    first = starts(_firsts(found))
    return _firsts(found[first]), sizes(first, len(found))


def _postings(words: _Words, frequent: _Frequent, limits: Limits) -> Grams:
    found, found_homes, places = _indexed(words, frequent)
    packed = _by_run(found, words.statements[places])
    first = starts(_firsts(packed))
    runs, counts = _firsts(packed[first]), sizes(first, len(packed))
    # A run's home is itself, or the last that a place gives it where hashes collide.
    homes = runs.copy()
    away = np.flatnonzero(found_homes != found)
    # From one place on, the shorter run was found before the longer one, so a stable order is that of the archive.
    away = away[np.argsort(places[away], kind="stable")]
    homes[np.searchsorted(runs, found[away])] = found_homes[away]
    sampled = (homes == runs) & frequent.common(runs)
    limit = np.where(sampled, limits.sample, limits.common)
    rank = np.arange(len(packed)) - np.repeat(first, counts)
    numbers = packed[rank < np.repeat(limit, counts)].astype(np.uint32)
    common = frequent.all_common()
    return Grams(common=common, runs=runs, homes=homes, counts=np.minimum(counts, limit), numbers=numbers)


def _indexed(words: _Words, frequent: _Frequent) -> tuple[Hashes, Hashes, Indices]:
    """The runs that places are indexed by, with their homes, and the places."""
    places = np.arange(len(words.hashes))
    runs = homes = np.zeros(len(places), np.uint32)
    found = []
    for step in range(LONGEST):
        inside = words.left[places] > step
        places, runs, homes = places[inside], runs[inside], homes[inside]
        runs = join(runs, words.hashes[places + step])
        homeless = homes == 0
        common = homeless & frequent.common(runs)
        homes = np.where(homeless & ~common, runs, homes)
        kept = ~common | (step + 1 >= SHORTEST_QUERY)
        found.append((runs[kept], np.where(common, runs, homes)[kept], places[kept]))
        grow = common | frequent.many(runs)
        places, runs, homes = places[grow], runs[grow], homes[grow]
    every_run, every_home, every_place = map(np.concatenate, zip(*found, strict=True))
    return every_run, every_home, every_place


def _by_run(runs: Hashes, statements: Hashes) -> Pairs:
    """Each run above a statement it is in, each pair once, ascending."""
    found = np.sort((runs.astype(np.uint64) << np.uint64(32)) | statements)
    return found[starts(found)]


def _firsts(paired: Pairs) -> Hashes:
    return (paired >> np.uint64(32)).astype(np.uint32)


def starts(ascending: NDArray[np.unsignedinteger]) -> Indices:
    """Where each group of equal values starts."""
    return np.flatnonzero(np.append(True, ascending[1:] != ascending[:-1])[: len(ascending)])


def sizes(first: Indices, total: int) -> Indices:
    """How many values each group has, given where the groups start and how many values there are."""
    return np.diff(first, append=total)
