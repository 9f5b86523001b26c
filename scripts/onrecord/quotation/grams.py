"""Which runs of words stand for a statement in the quotation index.

Every place in a statement is indexed by the shortest run of words from there on that is rare enough: a rare word by
itself, a common one with the words after it (the variable-length phrases of Bahle, Williams & Zobel 2002, "Efficient
phrase querying with an auxiliary index").  So no list of statements is long, and a wrong word spoils few runs.  A run
that is still in many statements is indexed by the longer ones as well, so that the order of words tells; those are kept
where the shortest is, its home, and cost no further look-up.

A run is known by a 32-bit hash: FNV-1a of each word, joined by the finalizer of MurmurHash3.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

LONGEST = 5
"""Words in the longest run."""
SHORTEST_QUERY = 3
"""Words in the shortest query: common runs of so many words or more keep a sample of their statements."""
COMMON_SHIFT = 8
"""Bits of a hash that the set of common runs does without: 24 bits are enough to be wrong once in thousands of runs."""
_MASK = 0xFFFFFFFF


def hash_word(word: str) -> int:
    """FNV-1a, 32 bits, over the code points of a folded word."""
    value = 0x811C9DC5
    for character in word:
        value = ((value ^ ord(character)) * 0x01000193) & _MASK
    return value


def join(run: int, word: int) -> int:
    """The hash of a run and one word more; the run of no words is 0."""
    value = (run * 0x9E3779B1 + word) & _MASK
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & _MASK
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & _MASK
    return value ^ (value >> 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The numbers of the statements with a run, ascending; ``home`` is the hash of the run it is kept with."""

    home: int
    run: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grams:
    """The runs of an archive: those that are common, and where each indexed run stands.

    ``common`` has the first 24 bits of their hashes, ascending; a run that shares them with a common one counts as
    common, here as in the browser.  ``postings`` is in the order of the runs' hashes.
    """

    common: tuple[int, ...]
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A run in more than ``common`` statements is common, one in more than ``many`` is indexed by longer ones as well.

    A common run too long to grow, or of at least as many words as the shortest query, keeps ``common`` or ``sample`` of
    its statements, the first ones.
    """

    common: int
    many: int
    sample: int


def grams(statements: Sequence[Sequence[int]], limits: Limits) -> Grams:
    """Index statements, each the hashes of its words."""
    common: set[int] = set()
    many: set[int] = set()
    for length in range(1, LONGEST + 1):
        counts = _counts(statements, common, many, length=length)
        common |= {run >> COMMON_SHIFT for run, count in counts.items() if count > limits.common}
        many |= {run for run, count in counts.items() if count > limits.many}
    homes: dict[int, int] = {}
    packed = array("Q")
    for number, words in enumerate(statements):
        runs = set()
        for start in range(len(words)):
            for home, run in _indexed(words, start, common, many):
                runs.add(run)
                if home != run:
                    homes[run] = home
        packed.extend(run << 32 | number for run in runs)
    return Grams(common=tuple(sorted(common)), postings=tuple(_postings(sorted(packed), homes, common, limits)))


def _counts(statements: Sequence[Sequence[int]], common: set[int], many: set[int], *, length: int) -> dict[int, int]:
    """In how many statements each run of ``length`` words is that begins with a shorter one in many of them."""
    counts: dict[int, int] = {}
    for words in statements:
        found = set()
        for start in range(len(words) - length + 1):
            run = 0
            for at in range(start, start + length - 1):
                run = join(run, words[at])
                if run not in many and run >> COMMON_SHIFT not in common:
                    break
            else:
                found.add(join(run, words[start + length - 1]))
        for run in found:
            counts[run] = counts.get(run, 0) + 1
    return counts


def _indexed(words: Sequence[int], start: int, common: set[int], many: set[int]) -> Iterator[tuple[int, int]]:
    """The runs, after their homes, that the words from ``start`` on are indexed by."""
    run = home = 0
    for at in range(start, min(start + LONGEST, len(words))):
        run = join(run, words[at])
        if not home and run >> COMMON_SHIFT in common:
            if at - start + 1 >= SHORTEST_QUERY:
                yield run, run
            continue
        home = home or run
        yield home, run
        if run not in many:
            return


def _postings(packed: Iterable[int], homes: dict[int, int], common: set[int], limits: Limits) -> Iterator[Posting]:
    for run, pairs in groupby(packed, key=lambda pair: pair >> 32):
        sampled = run not in homes and run >> COMMON_SHIFT in common
        numbers = islice(pairs, limits.sample if sampled else limits.common)
        yield Posting(home=homes.get(run, run), run=run, numbers=tuple(pair & _MASK for pair in numbers))
