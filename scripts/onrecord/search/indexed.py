"""What the quotation index needs to know of one statement, whatever else is in the archive."""

import struct
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.sentences.segment import sentences
from onrecord.search.grams import hash_word
from onrecord.text.fold import fold

# A word comes again and again; this many different ones are remembered between statements.
_hash_word = lru_cache(maxsize=1 << 16)(hash_word)


@dataclass(frozen=True, slots=True)
class Indexed:
    """One statement's part of the index: it depends on the statement's words alone, so it can be kept between builds.

    ``hashes`` has those of the folded words, of all content spans one after the other, four bytes each, little-endian;
    ``sentences`` has for each content span its words cut by sentence.
    """

    hashes: bytes
    sentences: tuple[tuple[str, ...], ...]


def indexed(words: tuple[str, ...]) -> Indexed:
    """The part of the index for a statement with these content spans."""
    hashes = [_hash_word(word) for span in words for word in fold(span)]
    return Indexed(
        hashes=struct.pack(f"<{len(hashes)}I", *hashes), sentences=tuple(by_sentence(span) for span in words)
    )


def by_sentence(words: str) -> tuple[str, ...]:
    """The words of a content span cut where its sentences begin: the parts, joined, are the span."""
    starts = [start for start, _ in sentences(words, (0, len(words)))][1:]
    return tuple(words[start:end] for start, end in zip([0, *starts], [*starts, len(words)], strict=True))
