"""The beginning of a text."""

OPENING_WORDS = 9


def opening(text: str, *, words: int = OPENING_WORDS) -> str:
    """The first words of a text, with an ellipsis where there are more; white space runs become single spaces."""
    parts = text.split(maxsplit=words)
    shown = " ".join(parts[:words]) + (" …" if len(parts) > words else "")
    return text if shown == text else shown  # not a second text of the same words, of which an archive has many
