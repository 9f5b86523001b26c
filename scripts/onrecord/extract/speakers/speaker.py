"""Who a source is, as far as the text tells."""

from dataclasses import dataclass

from onrecord.lexicon.lists import groups
from onrecord.model.attribution import Basis, Span

GENDERS = {**groups("kin_by_gender"), **groups("roles_by_gender")}


@dataclass(frozen=True, slots=True)
class Resolved:
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


NOBODY = Resolved()
ROLES = frozenset(groups("person_roles").values())
"""The role nouns without their abbreviations."""
