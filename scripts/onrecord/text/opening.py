"""The beginning of a text."""

OPENING_WORDS = 9


def opening(text: str, *, words: int = OPENING_WORDS, characters: int | None = None) -> str:
    """The first words of a text, at most so many and so many characters of them, with an ellipsis where there are more.

    White space runs become single spaces.
    """
    parts = text.split(maxsplit=words)
    shown = " ".join(parts[:words]) + (" …" if len(parts) > words else "")
    if characters is not None and len(shown) > characters:
        cut = shown[:characters]
        return f"{cut.rpartition(' ')[0] or cut} …"
    return text if shown == text else shown  # not a second text of the same words, of which an archive has many
