"""The index behind the quote check: static files that a small script in the reader's browser looks quotations up in.

``quotation/index.json`` says how the rest is laid out and names the folder that holds it: ``shards/`` with what stands
where (see ``shard``) and ``records/`` with what to show of it (see ``records``).  The folder's name
is a digest of its content, so that a script never mixes two builds.
"""

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.pages.entry import Entry
from onrecord.quotation.fold import fold
from onrecord.quotation.grams import COMMON_SHIFT, Grams, Limits, Posting, grams, hash_word
from onrecord.quotation.records import dictionary, pack, packed
from onrecord.quotation.shard import Layout, checked, encode, encode_hashes

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


def build_quotation_index(entries: Sequence[Entry], site: Path) -> None:
    """Write the index of ``entries``, in their order, below ``site``, in place of the one before."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    if not entries:
        return
    found = grams(_hashed(entries), LIMITS)
    layout = _layout(len(entries), found)
    files = {f"shards/{number:x}.bin": data for number, data in _shards(found, layout)}
    primed = dictionary(entries)
    files["records/dictionary.bin"] = checked(packed(primed))
    for number, start in enumerate(range(0, len(entries), CHUNK)):
        files[f"records/{number:x}.bin"] = checked(pack(entries[start : start + CHUNK], primed))
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    folder = digest.hexdigest()[:12]
    for part in ("shards", "records"):
        (site / FOLDER / folder / part).mkdir(parents=True)
    for name, data in files.items():
        (site / FOLDER / folder / name).write_bytes(data)
    (site / FOLDER / "index.json").write_text(
        json.dumps(_manifest(folder, found, layout), separators=(",", ":")), encoding="utf-8"
    )


def _hashed(entries: Sequence[Entry]) -> list[list[int]]:
    """The hashes of each statement's words, of all its content spans one after the other."""
    known: dict[str, int] = {}

    def hashed(word: str) -> int:
        if word not in known:
            known[word] = hash_word(word)
        return known[word]

    return [[hashed(word) for words in entry.words for word in fold(words)] for entry in entries]


def _layout(statements: int, found: Grams) -> Layout:
    total = sum(len(posting.numbers) for posting in found.postings)
    shard_bits = max(0, (total // SHARD_POSTINGS).bit_length() - 1)
    return Layout(
        statements=statements,
        shard_bits=shard_bits,
        key_bits=min(32, (len(found.postings) >> shard_bits).bit_length() + KEY_MARGIN),
        rice_bits=KEY_MARGIN,
        number_bits=(statements - 1).bit_length(),
    )


def _shards(found: Grams, layout: Layout) -> Iterator[tuple[int, bytes]]:
    shards: list[list[Posting]] = [[] for _ in range(1 << layout.shard_bits)]
    for posting in found.postings:
        shards[layout.shard(posting.home)].append(posting)
    for number, postings in enumerate(shards):
        yield number, encode(postings, layout)


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
