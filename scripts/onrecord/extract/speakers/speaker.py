"""Who a source is, as far as the text tells."""

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.lists import words
from onrecord.model.attribution import Basis, Span

PLURALS = frozenset(("people", "police", "media", "officials"))
GENDERS = dict.fromkeys(words("kin_and_offices_female"), "f") | dict.fromkeys(words("kin_and_offices_male"), "m")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source is: ``speaker`` when certain, else at most a ``candidate``."""

    speaker: str | None = None
    basis: Basis = Basis.UNRESOLVED
    unnamed: bool = False
    candidate: str | None = None
    person: bool = False
    gender: str = ""
    plural: bool = False
    evidence: tuple[Span, ...] = ()

    def evidence_beside(self, source: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the evidence that is not the words of the source themselves."""
        return tuple(
            span for span in self.evidence if not any(span[0] < end and start < span[1] for start, end in source)
        )


NOBODY = Answer()


@cache
def known_roles() -> frozenset[str]:
    """Return the role nouns without their abbreviations."""
    return frozenset(entry.split()[0] for entry in words("person_roles"))
