"""Words as they are compared: folded, so that a quotation is found however it is typed, and what differs then.

``theme/assets/onrecord/quotation/fold.js`` does the same in the reader's browser, character by character; the vectors
in ``tests/search`` hold the two together.  Folding is Unicode's compatibility decomposition (UAX #15, NFKD) without
its marks, in lower case, one code point at a time, so that every folded character knows where it came from.
"""

import re
from difflib import SequenceMatcher
from unicodedata import category, normalize

APOSTROPHES = "'`´‘’‚‛ʹʻʼʽˈˊˋ′‵＇"
"""Dropped inside words and around them: "don’t", "don't" and "dont" are one word."""
SILENT = "™℠®©"
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
    "ς": "σ",
}  # fmt: skip
"""Letters that Unicode does not take apart, and the sigma that only ends words."""
UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Scripts written without spaces: every character is a word (kana and Han)."""

# Initials lose their dots (U.S.), thousands their commas; both are one word.  Nothing else joins.
WORD = re.compile(r"(?:[a-z]\.)+[a-z](?![^ .,])|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])[^ .,]*|[^ .,]+")


def fold_character(character: str) -> str:
    """What one code point becomes: letters and digits, a dot or a comma, a space for anything that parts words."""
    if character in APOSTROPHES or character in SILENT or category(character) == "Cf":
        return ""
    lower = normalize("NFKD", character).lower()
    plain = normalize("NFKD", "".join(LETTERS.get(letter, letter) for letter in lower))
    return "".join(_kept(letter) for letter in plain)


def _kept(letter: str) -> str:
    if category(letter).startswith("M") or letter in APOSTROPHES:
        return ""
    if any(first <= ord(letter) <= last for first, last in UNSPACED):
        return f" {letter} "
    return letter if letter.isalnum() or letter in ".," else " "


_STRAIGHT = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)


def straight_marks(text: str) -> str:
    """``text`` with straight marks for all others and hyphens for dashes, every character in its place."""
    return text.translate(_STRAIGHT)


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that fills itself."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = fold_character(chr(code_point))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> tuple[str, ...]:
    """The folded words of ``text``, in order."""
    return tuple(
        word.replace(".", "").replace(",", "") if "." in word or "," in word else word
        for word in WORD.findall(text.translate(_FOLDING))
    )


def word_difference(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The pieces that are equal ("="), taken out ("-") and put in ("+"), in the order of reading."""
    old, new = before.split(), after.split()
    pieces = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("=", " ".join(old[i:j])))
        else:
            pieces += [("-", " ".join(old[i:j]))] * (j > i) + [("+", " ".join(new[k:m]))] * (m > k)
    return tuple(pieces)
