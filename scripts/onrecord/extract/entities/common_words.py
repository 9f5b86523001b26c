"""Words that the training text writes in lower case, counted when the model was trained."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

TRAINED = Path(__file__).parent / "trained"


@cache
def common_words() -> Mapping[str, str]:
    """Return such words: "closed" for function words, else "open" or "rare"."""
    lines = (TRAINED / "common_words.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return MappingProxyType({word: kind for word, _, kind in rows})
