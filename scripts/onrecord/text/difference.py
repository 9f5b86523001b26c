"""How two texts differ, word by word."""

from difflib import SequenceMatcher


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
