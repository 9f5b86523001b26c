"""The beginning of a text."""

OPENING_WORDS = 9


def opening(text: str, *, words: int = OPENING_WORDS) -> str:
    """The first words of a text, with an ellipsis where there are more; white space runs become single spaces."""
    parts = text.split(maxsplit=words)
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
