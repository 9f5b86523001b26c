"""A cue with its source, and what was found to be its content, as ranges of tokens."""

from dataclasses import dataclass

from onrecord.extract.reports.cues import Cue
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import Clauses, Range


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of what is said, and the rule that found them."""

    ranges: tuple[Range, ...]
    rule: Rule
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class CueFrame:
    """Where a cue's group stands: ``first`` to ``last`` covers source, auxiliaries and verb.

    ``after`` when the source stands after the verb; ``floor`` is the least token that may belong to the content.
    """

    cue: Cue
    source: Range | None
    after: bool
    floor: int

    @property
    def first(self) -> int:
        """Return the first token of source and cue."""
        return min(self.cue.first, self.source[0]) if self.source and not self.after else self.cue.first

    def begin(self, clauses: Clauses) -> int:
        """Return the first token of the group, "as" before it included: "as Lee put it"."""
        return self.first - 1 if self.first and clauses.lower[self.first - 1] == "as" else self.first

    @property
    def last(self) -> int:
        """Return the last token of cue and inverted source."""
        return self.source[1] if self.source and self.after else self.cue.last
