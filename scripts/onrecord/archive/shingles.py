"""What is remembered of a statement's words to find it again elsewhere: its shingles, as small numbers.

A shingle is a run of three words (Broder 1997, "On the resemblance and containment of documents"), hashed to 32 bits.
Words are folded first, so that capitals, marks and accents make no difference.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from onrecord.text.fold import fold

LENGTH = 3
"""Words in a shingle."""
SHORTEST_SAME = 5
"""From so many words on, a statement is looked for word for word; shorter ones are everyone's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A direct or mixed statement: its id, its article's key, and the exact words of each content span."""

    id: str
    article: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingled:
    """A statement as `onrecord.archive.repeated.repeated` compares it; small, picklable, and made of its words alone.

    ``count`` is how many words it has, ``whole`` an 8-byte hash of all of them; ``vocabulary`` and ``shingles`` are the
    hashes of its different words and of its different shingles, ascending, as buffers of little-endian ``uint32``.
    """

    id: str
    article: str
    count: int
    whole: bytes
    vocabulary: bytes
    shingles: bytes


def shingled(statements: Sequence[Said]) -> tuple[Shingled, ...]:
    """What is to be remembered of statements, in their order; those too short to be looked for are left out."""
    found = []
    for one in statements:
        words = [word.encode() for word in fold(" ".join(one.words))]
        if len(words) < SHORTEST_SAME:
            continue
        runs = (b" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))
        found.append(
            Shingled(
                id=one.id,
                article=one.article,
                count=len(words),
                whole=blake2b(b" ".join(words), digest_size=8).digest(),
                vocabulary=_hashes(words),
                shingles=_hashes(runs),
            )
        )
    return tuple(found)


def _hashes(texts: Iterable[bytes]) -> bytes:
    found = sorted(set(map(crc32, texts)))
    return struct.pack(f"<{len(found)}I", *found)
