"""Permanent ids: a published id is a citation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count
from unicodedata import normalize

from onrecord.text.line_ends import lf
from onrecord.text.slug import crockford

ID_LENGTH = 10


class Identifier:
    """Gives ids, once each, by a recipe that never changes: a published id is a citation.

    An id is the beginning, ten characters of lower-case Crockford base32, of a SHA-256.  Only a collision makes one
    longer: the later one grows until it differs.  ``taken`` are ids not to be given, ``owners`` maps each that was
    ever published to its `recipe`, to whose words alone it is given again; ``None`` stands for a recipe not known any
    more.
    """

    def __init__(self, taken: Iterable[str] = (), owners: Mapping[str, str | None] | None = None) -> None:
        self._given = set(taken)
        self._owners = owners or {}
        self._seen: Counter[str] = Counter()

    def copy(self) -> "Identifier":
        """One that goes on from here by itself."""
        other = Identifier(self._given, self._owners)
        other._seen = self._seen.copy()
        return other

    def identify(self, key: str, spans: tuple[str, ...]) -> str:
        """The id of the words ``spans`` in the article whose slug was ``key`` when first published.

        Identical words of one article are told apart by their number, from 0.
        """
        words = recipe(key, spans)
        numbered = f"{words}\0{self._seen[words]}"
        hashed = sha256(numbered.encode()).digest()
        self._seen[words] += 1
        given = next(
            name
            for length in count(ID_LENGTH)
            if (name := crockford(hashed, length)) not in self._given
            and (self._owners.get(name, numbered) or numbered) == numbered
        )
        self._given.add(given)
        return given


def recipe(key: str, spans: Iterable[str]) -> str:
    """What an id is made from, but for the number among identical texts: the article's key and the words."""
    return "\0".join([key, *(normalize("NFC", lf(span)) for span in spans)])
