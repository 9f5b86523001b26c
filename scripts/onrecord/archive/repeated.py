"""Finds the same quotation in several articles: word for word, or nearly.

What is remembered of a statement are its shingles: runs of three words (Broder 1997, "On the resemblance and
containment of documents"), folded, so that capitals, marks and accents make no difference, and hashed to 32 bits.

Statements with the same words are one wording.  Wordings are compared when they share a shingle: each by the rarest of
its shingles only, and each of these with a few neighbors, so that the work grows with the number of statements and a
turn of phrase that everyone uses costs nothing.  Two are nearly the same when most of their words are in both, or when
one is a part of the other.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.text.fold import fold

LENGTH = 3
"""Words in a shingle."""
SHORTEST_SAME = 5
"""From so many words on, a statement is looked for word for word; shorter ones are everyone's."""
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
class Shingled:
    """A statement as `repeated` compares it; small, picklable, and made of its words alone.

    ``count`` is how many words it has, ``whole`` an 8-byte hash of all of them; ``vocabulary`` and ``shingles`` are the
    hashes of its different words and of its different shingles, ascending, as buffers of little-endian ``uint32``.
    """

    id: str
    article: str
    count: int
    whole: bytes
    vocabulary: bytes
    shingles: bytes


def shingled(id_: str, article: str, words: Iterable[str]) -> Shingled | None:
    """What is to be remembered of a statement with these words; nothing of one too short to be looked for."""
    folded = [word.encode() for word in fold(" ".join(words))]
    if len(folded) < SHORTEST_SAME:
        return None
    return Shingled(
        id=id_,
        article=article,
        count=len(folded),
        whole=blake2b(b" ".join(folded), digest_size=8).digest(),
        vocabulary=_hashes(folded),
        shingles=_hashes(b" ".join(folded[at : at + LENGTH]) for at in range(len(folded) - LENGTH + 1)),
    )


def _hashes(texts: Iterable[bytes]) -> bytes:
    found = sorted(set(map(crc32, texts)))
    return struct.pack(f"<{len(found)}I", *found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Where else a statement is quoted: the ids of at most `SHOWN` statements, the nearest first, and how many more.

    The nearest are those word for word the same, then by the share of words in common; equally near ones are in the
    order of articles and ids.
    """

    others: tuple[str, ...]
    more: int = 0


def repeated(statements: Sequence[Shingled]) -> Mapping[str, Repeats]:
    """Each statement that other articles quote too, by its id, with where; their order makes no difference.

    When ``a`` has ``b`` then ``b`` has ``a``, among ``others`` or among the ``more``.
    """
    by_words: dict[bytes, list[Shingled]] = {}
    for one in sorted(statements, key=lambda one: (one.article, one.id)):
        by_words.setdefault(one.whole, []).append(one)
    wordings = list(by_words.values())
    near = _near([same[0] for same in wordings])
    articles: dict[int, dict[str, list[str]]] = {}
    for number, same in enumerate(wordings):
        if len(same) > 1 or near[number]:
            for one in same:
                articles.setdefault(number, {}).setdefault(one.article, []).append(one.id)
    found = {}
    for number, own in articles.items():
        alike = [articles[other] for other in (number, *near[number])]
        count = sum(len(wordings[other]) for other in (number, *near[number]))
        for article, ids in own.items():
            elsewhere = (id_ for each in alike for key, those in each.items() if key != article for id_ in those)
            others = tuple(islice(elsewhere, SHOWN))
            more = count - sum(len(each.get(article, ())) for each in alike) - len(others)
            if others:
                found.update(dict.fromkeys(ids, Repeats(others=others, more=more)))
    return found


def _near(wordings: Sequence[Shingled]) -> list[list[int]]:
    """For each wording the numbers of those that are nearly the same, the nearest first."""
    found: list[list[int]] = [[] for _ in wordings]
    long = [number for number, one in enumerate(wordings) if one.count >= SHORTEST_NEAR]
    shingles = _Sets([wordings[number].shingles for number in long])
    words = _Sets([wordings[number].vocabulary for number in long])
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


class _Sets:
    """Sets of hashes, one after the other in ``hashes``, ascending in each; ``owners`` says which set each is in."""

    def __init__(self, buffers: Sequence[bytes]) -> None:
        self.hashes = np.frombuffer(b"".join(buffers), dtype="<u4").astype(np.int64)
        self.sizes = np.fromiter((len(one) // 4 for one in buffers), dtype=np.int64, count=len(buffers))
        self.begins = np.cumsum(self.sizes) - self.sizes
        self.owners = np.repeat(np.arange(len(self.sizes)), self.sizes)

    def signatures(self) -> NDArray[np.uint64]:
        """Two times 64 bits for each set, with a bit set for every hash: a first, cheap look at what two share."""
        bits = np.zeros((len(self.hashes), 2), dtype=np.uint64)
        bits[np.arange(len(bits)), (self.hashes >> 6) & 1] = np.uint64(1) << (self.hashes & 63).astype(np.uint64)
        return np.bitwise_or.reduceat(bits, self.begins, axis=0) if len(self.begins) else bits

    def shared(self, left: _Numbers, right: _Numbers) -> _Numbers:
        """How many hashes the two sets of each pair share."""
        swap = self.sizes[left] > self.sizes[right]
        short, long = np.where(swap, right, left), np.where(swap, left, right)
        lengths = self.sizes[short]
        pair = np.repeat(np.arange(len(short)), lengths)
        # Where each hash of the short sets stands: its set's begin, and its place in the set.
        at = np.arange(len(pair)) + np.repeat(self.begins[short] - (np.cumsum(lengths) - lengths), lengths)
        known = (self.owners << 32) + self.hashes
        wanted = (long[pair] << 32) + self.hashes[at]
        found = np.searchsorted(known, wanted)
        hits = known[np.minimum(found, len(known) - 1)] == wanted
        return np.bincount(pair[hits], minlength=len(short))


def _candidates(sets: _Sets, words: _Sets) -> tuple[_Numbers, _Numbers]:
    """The pairs of sets to compare, the lower number on the left, each pair once; ``words`` are of the same texts."""
    # By hash and owner in one number: 31 bits are enough to number what a list can hold.
    entries = np.sort((sets.hashes << 31) + sets.owners)
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
    # Without this look, 60,000 statements take three times the time and the memory.
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
    return np.asarray((both >= (ALIKE - 0.1) * either) | (both >= (CONTAINED - 0.1) * fewer))
