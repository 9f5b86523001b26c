"""The seconds of a recording at which the paragraphs of its transcript begin: ``times/NAME.json`` beside the seeds."""

import json

Times = tuple[tuple[int, float], ...]
"""Offsets in the text, rising, each with its second."""


def times(data: bytes, sha256: str) -> Times | None:
    """What the file says of a text whose file has this SHA-256; nothing where it is damaged, or of another text."""
    try:
        match json.loads(data):
            case {"sha256": str(of), "times": list(listed)} if of == sha256:
                found = tuple((int(at), float(second)) for at, second in listed)
                return found if all(at >= 0 <= second for at, second in found) else None
    except (ValueError, TypeError, RecursionError):
        pass
    return None
