"""Text from a file as a message of one line shows it."""

import unicodedata

_SHOWN_LENGTH = 60


def quote(text: str) -> str:
    """``text`` in quotation marks, cut, with control characters escaped."""
    cut = text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"
    return f'"{escape_controls(cut)}"'


def escape_controls(text: str) -> str:
    """Write control characters, line separators and lone surrogates as escapes, so that a message stays one line."""
    return "".join(
        letter.encode("unicode_escape").decode("ascii")
        if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
        else letter
        for letter in text
    )
