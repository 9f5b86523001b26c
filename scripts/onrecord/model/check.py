"""What others published about a statement, as an editor tells it: their words, never a verdict of ours."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was published elsewhere: ``verdict`` in the publisher's own words, or what it adds as ``background``.

    ``url`` is an absolute http or https address, ``day`` an ISO 8601 date, or a date and time.
    """

    url: str
    publisher: str
    verdict: str | None = None
    background: str | None = None
    day: str | None = None

    @property
    def words(self) -> str:
        """What the publisher says."""
        return self.verdict or self.background or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An entry of ``checks.yml``: the ``words`` of a statement, in one ``article`` or wherever, and a finding."""

    words: str
    finding: Finding
    article: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """A published check of a ``claim`` as schema.org describes one; what it does not state is ``None``."""

    claim: str
    url: str | None = None
    publisher: str | None = None
    verdict: str | None = None
    day: str | None = None
    claimant: str | None = None
