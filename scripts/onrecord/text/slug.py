"""Addresses that any file system and any browser keep as they are: slugs, and the digests in them."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable

from onrecord.text.fold import LETTERS

# Douglas Crockford's base 32 (crockford.com/base32.html), lower case: no i, l, o or u to misread.
_RFC_4648 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = b"0123456789abcdefghjkmnpqrstvwxyz"
_TO_CROCKFORD = bytes.maketrans(_RFC_4648, _CROCKFORD)

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
# Windows opens a device instead of a file of these names; "index" is what a folder's own page is called.
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|index")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN_LETTERS = str.maketrans(LETTERS)
_WORDS_LENGTH = 60
_DIGEST_LENGTH = 6


def crockford(digest: bytes, length: int) -> str:
    """Give the first ``length`` characters of ``digest`` in lower-case Crockford base 32, five bits each.

    A digest too short for that many characters is an error: padding would make different digests look alike.
    """
    if not 0 <= length <= len(digest) * 8 // 5:
        message = f"{len(digest)} bytes do not give {length} characters"
        raise ValueError(message)
    needed = -(-length // 8) * 5  # whole groups of eight characters, of five bytes each
    return base64.b32encode(digest[:needed]).translate(_TO_CROCKFORD)[:length].decode("ascii")


def digest_base32(data: bytes, length: int) -> str:
    """Give the first ``length`` (51 at most) characters of the SHA-256 of ``data`` in Crockford base 32."""
    return crockford(hashlib.sha256(data).digest(), length)


def article_slug(name: str) -> str:
    """Turn a seed's name (its file's name without the suffix) into the article's address.

    A name that is safe as it stands is its own slug.  Any other gets its words in ASCII and, because words alone would
    let two names share an address, a digest of the name.  The answer hangs on the name alone, never on other seeds.
    """
    if _SAFE.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    composed = unicodedata.normalize("NFC", name)
    return _with_digest(_words(composed), composed, length=_DIGEST_LENGTH)


def name_slugs(names: Iterable[str], *, taken: Collection[str] = ()) -> dict[str, str]:
    """Give each name (of a speaker, of a topic) a readable slug that no other name of the set has.

    Of several names with the same words the first in code point order keeps the plain slug; the others, and names of
    which ASCII keeps nothing, get a digest; so does one whose plain slug is ``taken`` already.  The dictionary is
    in code point order of the names.
    """
    ordered = sorted(set(names))
    plain: dict[str, str] = {}
    for name in ordered:
        words = _words(name)
        if words and words not in taken and not _RESERVED.fullmatch(words):
            plain.setdefault(words, name)
    used = {*plain, *taken}
    slugs = {name: slug for slug, name in plain.items()}
    for name in ordered:
        if name in slugs:
            continue
        length = _DIGEST_LENGTH
        while (slug := _with_digest(_words(name), name, length=length)) in used:
            length += 1
        used.add(slug)
        slugs[name] = slug
    return {name: slugs[name] for name in ordered}


def _words(name: str) -> str:
    """Give the ASCII words of ``name`` joined by hyphens, without marks and in lower case; perhaps nothing."""
    letters = unicodedata.normalize("NFKD", name).lower().translate(_PLAIN_LETTERS)
    base = "".join(letter for letter in letters if not unicodedata.combining(letter))
    # An apostrophe inside a word leaves no gap: "O'Neil" is one word.
    joined = re.sub(r"(?<=[a-z0-9])['’ʼ](?=[a-z])", "", base)
    return _NOT_SLUG.sub("-", joined).strip("-")[:_WORDS_LENGTH].rstrip("-")


def _with_digest(words: str, name: str, *, length: int) -> str:
    # Names of files need not be valid Unicode; each must have an address all the same.
    return f"{words or 'x'}-{digest_base32(name.encode('utf-8', 'surrogatepass'), length)}"
