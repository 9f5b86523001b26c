"""The index behind the quote check: static files that a small script in the reader's browser looks quotations up in.

``quotation/index.json`` says how the rest is laid out and names the folder that holds it: ``shards/`` with what stands
where (see ``shard``) and ``records/`` with what to show of it: words by sentence, kind, speaker and article.  The
folder's name is a digest of its content, so that a script never mixes two builds.
"""

import base64
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.sentences.segment import sentences
from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.grams import COMMON_SHIFT, Grams, Limits, grams, hash_word
from onrecord.search.shard import Layout, checked, encode, encode_hashes
from onrecord.store.digest import bytes_digest, digest
from onrecord.text.fold import fold

FOLDER = "quotation"
"""Where the index stands below the site."""
VERSION = 1
LIMITS = Limits(common=256, many=64, sample=8)
SHARD_POSTINGS = 500
"""Postings in a shard, about: between 1 and 2 KB."""
CHUNK = 48
"""Records in a chunk: some 2 KB, packed."""
KEY_MARGIN = 5
"""Bits by which keys are longer than the number of runs needs: one run in 32 that is not there seems to be."""
DICTIONARY_EVERY = 20
DICTIONARY_BYTES = 16_384
# A word comes again and again; this many different ones are remembered between statements.
_hash_word = lru_cache(maxsize=1 << 16)(hash_word)


@dataclass(frozen=True, slots=True)
class Indexed:
    """One statement's part of the index: it depends on the statement's words alone, so it can be kept between builds.

    ``hashes`` has those of the folded words, of all content spans one after the other, four bytes each, little-endian;
    ``sentences`` has for each content span its words cut where its sentences begin: joined, they are the span.
    """

    hashes: bytes
    sentences: tuple[tuple[str, ...], ...]


def indexed(words: tuple[str, ...]) -> Indexed:
    """The part of the index for a statement with these content spans."""
    hashes = [_hash_word(word) for span in words for word in fold(span)]
    return Indexed(hashes=struct.pack(f"<{len(hashes)}I", *hashes), sentences=tuple(map(_by_sentence, words)))


def _by_sentence(words: str) -> tuple[str, ...]:
    starts = [start for start, _ in sentences(words, (0, len(words)))][1:]
    return tuple(words[start:end] for start, end in zip([0, *starts], [*starts, len(words)], strict=True))


def quotation_files(records: Sequence[Record], parts: Sequence[Indexed]) -> dict[str, bytes]:
    """The files of the index of ``records``, in their order, by their paths below the site; none without records.

    ``parts`` has what is indexed of each record.
    """
    if not records:
        return {}
    found = grams([part.hashes for part in parts], LIMITS)
    layout = _layout(len(records), found)
    files = {f"shards/{number:x}.bin": data for number, data in enumerate(encode(found, layout))}
    words = [" ".join(record.words) for record in records[::DICTIONARY_EVERY]]
    dictionary = "\n".join(words).encode()[:DICTIONARY_BYTES]
    files["records/dictionary.bin"] = checked(_packed(dictionary))
    for number, start in enumerate(range(0, len(records), CHUNK)):
        chunk = _columns(records[start : start + CHUNK], parts[start : start + CHUNK])
        data = json.dumps(chunk, ensure_ascii=False, separators=(",", ":")).encode()
        files[f"records/{number:x}.bin"] = checked(_packed(data, dictionary))
    folder = digest([(name, bytes_digest(data)) for name, data in files.items()])[:12]
    manifest = json.dumps(_manifest(folder, found, layout), separators=(",", ":")).encode()
    return {f"{FOLDER}/{folder}/{name}": data for name, data in files.items()} | {f"{FOLDER}/index.json": manifest}


def _columns(records: Sequence[Record], parts: Sequence[Indexed]) -> dict[str, object]:
    """A chunk of records, column by column, since like packs well with like.

    Each has one value a statement; those of ``articles`` are rows of ``about``: slug, title, whether that is the text's
    opening, outlet, published.
    """
    articles = {record.article.slug: record.article for record in records}
    rows = {slug: row for row, slug in enumerate(articles)}
    return {
        "about": [
            [article.slug, article.title.text, article.title.opening, article.outlet, article.published]
            for article in articles.values()
        ],
        "ids": [record.id for record in records],
        "kinds": [str(record.kind) for record in records],
        "by": [said_by(record.kind, record.speaker) for record in records],
        "articles": [rows[record.article.slug] for record in records],
        "words": [part.sentences for part in parts],
    }


def _packed(data: bytes, dictionary: bytes = b"") -> bytes:
    """A raw deflate stream (RFC 1951) that goes on where one that has just said ``dictionary`` would."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(data) + packer.flush()


def _layout(statements: int, found: Grams) -> Layout:
    shard_bits = max(0, (len(found.numbers) // SHARD_POSTINGS).bit_length() - 1)
    return Layout(
        statements=statements,
        shard_bits=shard_bits,
        key_bits=min(32, (len(found.runs) >> shard_bits).bit_length() + KEY_MARGIN),
        rice_bits=KEY_MARGIN,
        number_bits=(statements - 1).bit_length(),
    )


def _manifest(folder: str, found: Grams, layout: Layout) -> dict[str, object]:
    common_bits = 32 - COMMON_SHIFT - len(found.common).bit_length()
    return {
        "version": VERSION,
        "folder": folder,
        "statements": layout.statements,
        "chunk": CHUNK,
        "shardBits": layout.shard_bits,
        "keyBits": layout.key_bits,
        "riceBits": layout.rice_bits,
        "many": LIMITS.many,
        "numberBits": layout.number_bits,
        "commonBits": common_bits,
        "common": base64.b64encode(encode_hashes(found.common, bits=common_bits)).decode("ascii"),
    }
