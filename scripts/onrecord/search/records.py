"""What the quote check shows of a statement: words by sentence, kind, speaker and article, in small packed files."""

import json
import zlib
from collections.abc import Sequence

from onrecord.model.readers_words import said_by
from onrecord.model.record import Record
from onrecord.search.indexed import Indexed

DICTIONARY_EVERY = 20
DICTIONARY_BYTES = 16_384


def dictionary(records: Sequence[Record]) -> bytes:
    """What the chunks are packed against: words of statements from all over the archive, a twentieth of it at most."""
    words = [" ".join(record.words) for record in records[::DICTIONARY_EVERY]]
    return "\n".join(words).encode()[:DICTIONARY_BYTES]


def pack(records: Sequence[Record], indexed: Sequence[Indexed], primed: bytes) -> bytes:
    """A chunk of records: JSON, as a raw deflate stream (RFC 1951) that goes on after ``primed``.

    It is written column by column, since like packs well with like, with one value for each statement: ``ids``,
    ``kinds``, ``by`` (who, in the reader's words), ``articles`` (rows of ``about``: slug, title, whether that is the
    text's opening, outlet, published) and ``words`` (for each content span its sentences).
    """
    articles = {record.article.slug: record.article for record in records}
    rows = {slug: row for row, slug in enumerate(articles)}
    columns = {
        "about": [
            [article.slug, article.title.text, article.title.opening, article.outlet, article.published]
            for article in articles.values()
        ],
        "ids": [record.id for record in records],
        "kinds": [str(record.kind) for record in records],
        "by": [said_by(record.kind, record.speaker) for record in records],
        "articles": [rows[record.article.slug] for record in records],
        "words": [one.sentences for one in indexed],
    }
    return packed(json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode(), primed)


def packed(data: bytes, primed: bytes = b"") -> bytes:
    """A raw deflate stream that goes on where one that has just said ``primed`` would."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, primed)
    return packer.compress(data) + packer.flush()
