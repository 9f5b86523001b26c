"""The index behind the quote check: static files that a small script in the reader's browser looks quotations up in.

``quotation/index.json`` says how the rest is laid out and names the folder that holds it: ``shards/`` with what stands
where (see ``shard``) and ``records/`` with what to show of it (see ``records``).  The folder's name
is a digest of its content, so that a script never mixes two builds.
"""

import base64
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from onrecord.model.record import Record
from onrecord.search.grams import COMMON_SHIFT, Grams, Limits, grams
from onrecord.search.indexed import Indexed
from onrecord.search.indexed import indexed as index_words
from onrecord.search.records import dictionary, pack, packed
from onrecord.search.shard import Layout, checked, encode, encode_hashes
from onrecord.store.digest import bytes_digest, digest
from onrecord.store.files import write_file

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


def build_quotation_index(records: Sequence[Record], site: Path, *, indexed: Sequence[Indexed] | None = None) -> None:
    """Write the index of ``records``, in their order, below ``site``, in place of the one before."""
    files = quotation_files(records, indexed=indexed)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for name, data in files.items():
        write_file(site / name, data)


def quotation_files(records: Sequence[Record], *, indexed: Sequence[Indexed] | None = None) -> dict[str, bytes]:
    """The files of the index of ``records``, in their order, by their paths below the site; none without records.

    ``indexed`` has each record's own part, for callers that have kept it.

    Raises:
        ValueError: there are more or fewer parts than records.

    """
    parts = [index_words(record.words) for record in records] if indexed is None else indexed
    if len(parts) != len(records):
        message = f"{len(parts)} indexed parts for {len(records)} records"
        raise ValueError(message)
    if not records:
        return {}
    found = grams([part.hashes for part in parts], LIMITS)
    layout = _layout(len(records), found)
    files = {f"shards/{number:x}.bin": data for number, data in enumerate(encode(found.postings, layout))}
    files |= _records(records, parts)
    folder = digest([(name, bytes_digest(data)) for name, data in files.items()])[:12]
    manifest = json.dumps(_manifest(folder, found, layout), separators=(",", ":")).encode()
    return {f"{FOLDER}/{folder}/{name}": data for name, data in files.items()} | {f"{FOLDER}/index.json": manifest}


def _records(records: Sequence[Record], parts: Sequence[Indexed]) -> dict[str, bytes]:
    primed = dictionary(records)
    files = {"records/dictionary.bin": checked(packed(primed))}
    for number, start in enumerate(range(0, len(records), CHUNK)):
        end = start + CHUNK
        files[f"records/{number:x}.bin"] = checked(pack(records[start:end], parts[start:end], primed))
    return files


def _layout(statements: int, found: Grams) -> Layout:
    shard_bits = max(0, (len(found.postings.numbers) // SHARD_POSTINGS).bit_length() - 1)
    return Layout(
        statements=statements,
        shard_bits=shard_bits,
        key_bits=min(32, (len(found.postings.runs) >> shard_bits).bit_length() + KEY_MARGIN),
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
