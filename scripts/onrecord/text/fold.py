"""Words as they are compared: folded, so that a quotation is found however it is typed, and what differs then.

``theme/assets/onrecord/quotation/fold.js`` does the same in the reader's browser, character by character; the vectors
in ``tests/search`` hold the two together.  Folding is Unicode's compatibility decomposition (UAX #15, NFKD) without
its marks, in lower case, one code point at a time, so that every folded character knows where it came from.
"""

import re
from difflib import SequenceMatcher
from unicodedata import category, normalize

APOSTROPHES = "'`´‘’‚‛ʹʻʼʽˈˊˋ′‵＇"
"""All of them are one; kept inside words, dropped around them: "we’re" is "we're" and not "were"."""
CURRENCIES = "$¢£¥֏৳฿៛₡₦₨₩₪₫€₭₮₱₲₴₵₸₹₺₽₾₿"
"""Words of their own beside a figure, as a percent sign is: "$15" is neither "15" nor "15%"."""
SILENT = "™℠®©"
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng",
    "ς": "σ",
}  # fmt: skip
"""Letters that Unicode does not take apart, and the sigma that only ends words."""
_SIGNS = frozenset(".,'%" + CURRENCIES)
PERCENT = "percent"
UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Scripts written without spaces: every character is a word (kana and Han)."""

# Initials lose their dots (U.S.) and thousands their commas; a point inside a figure stays, so that 1.6 is not 16.
_IN = f"[^ .,'%{CURRENCIES}]"
_TAIL = f"(?:'{_IN}+)*"
WORD = re.compile(
    rf"(?:[a-z]\.)+[a-z](?:\.?'{_IN}+)*(?!{_IN})"
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)*{_IN}*{_TAIL}"
    rf"|(?:(?<!{_IN})(?<![.,'])\.(?=[0-9]))?{_IN}+(?:(?<=[0-9])\.(?=[0-9]){_IN}+)*{_TAIL}"
    rf"|(?<=[0-9])%|(?<=[0-9] )%"
    rf"|[{CURRENCIES}](?= ?\.?[0-9])|(?<=[0-9])[{CURRENCIES}]|(?<=[0-9] )[{CURRENCIES}]"
)
_DROPPED = re.compile(r",|(?<![0-9])\.|\.(?![0-9])")


def fold_character(character: str) -> str:
    """What one code point becomes: letters and digits, a sign that may belong to a word, a space for all others."""
    if character in APOSTROPHES:
        return "'"
    if character in SILENT or category(character) == "Cf":
        return ""
    lower = normalize("NFKD", character).lower()
    plain = normalize("NFKD", "".join(LETTERS.get(letter, letter) for letter in lower))
    return "".join(_kept(letter) for letter in plain)


def _kept(letter: str) -> str:
    if category(letter).startswith("M"):
        return ""
    if any(first <= ord(letter) <= last for first, last in UNSPACED):
        return f" {letter} "
    return letter if letter.isalnum() or letter in _SIGNS else " "


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
    return tuple(_folded(word) for word in WORD.findall(text.translate(_FOLDING)))


def _folded(word: str) -> str:
    if word == "%":
        return PERCENT
    if "." not in word and "," not in word:
        return word
    return f"0{word}" if word.startswith(".") else _DROPPED.sub("", word)


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
