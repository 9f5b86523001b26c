"""Gives every new speaker an address of its own.

Who is alone with a name gets the plain address.  Of several who come with a name at once, the plain address belongs to
the editor's entry, else to the only one that is known across articles, else to nobody; the others, and whoever comes
when it was given away, add what tells them apart.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from onrecord.text.slug import digest_base32, name_slugs

_DIGEST_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A speaker who wants the plain address ``base``, or ``base`` with a qualifier.

    ``name`` is the address of the name that the speaker shares with others, which an editor's entry need not want.
    ``identity`` tells the claims of one base apart for good.  ``listed`` says that an editor vouches for it, ``alone``
    that the speaker is one of a single article.
    """

    base: str
    name: str
    qualified: str
    identity: str
    listed: bool
    alone: bool

    @classmethod
    def of(cls, *, shown: str, name: str, identity: str, qualifier: str, listed: bool, alone: bool) -> "Claim":
        """The claim of a speaker shown as ``shown``, told from others of its name by ``qualifier`` if by anything."""
        return cls(
            base=_slug(shown),
            name=_slug(name),
            qualified=_slug(f"{shown} {qualifier}") if qualifier else "",
            identity=identity,
            listed=listed,
            alone=alone,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The slug of each claim, and each base that several claim with their slugs in order."""

    slugs: Mapping[Claim, str]
    shared: Mapping[str, tuple[str, ...]]


def addresses(claims: Sequence[Claim], kept: Mapping[Claim, str], *, given: Collection[str]) -> Addresses:
    """Give each claim a slug that no other has, whatever their order; no two claims may be equal.

    Those of ``kept`` have theirs already; no other gets one that was ``given`` away ever before.
    """
    by_base: dict[str, list[Claim]] = {}
    for claim in claims:
        for base in {claim.base, claim.name}:
            by_base.setdefault(base, []).append(claim)
    slugs = dict(kept)
    for base, same in by_base.items():
        best = min(_rank(claim) for claim in same)
        first = [claim for claim in same if _rank(claim) == best and claim.base == base]
        if len(first) == 1 and (len(same) == 1 or not first[0].alone) and base not in given:
            slugs.setdefault(first[0], base)
    others = sorted((claim for claim in claims if claim not in slugs), key=lambda claim: (claim.base, claim.identity))
    wanted = Counter(claim.qualified for claim in others)
    # Plain addresses stay free even where nobody has them: they list the speakers of the name.
    taken = {*by_base, *given}
    for claim in others:
        if claim.qualified and wanted[claim.qualified] == 1 and claim.qualified not in taken:
            slugs[claim] = claim.qualified
            taken.add(claim.qualified)
    for claim in others:
        if claim not in slugs:
            slugs[claim] = _with_digest(claim, taken)
            taken.add(slugs[claim])
    shared = {
        base: tuple(sorted(slugs[claim] for claim in same)) for base, same in sorted(by_base.items()) if len(same) > 1
    }
    return Addresses(slugs=slugs, shared=shared)


def _rank(claim: Claim) -> int:
    return 0 if claim.listed else 2 if claim.alone else 1


def _with_digest(claim: Claim, taken: set[str]) -> str:
    data = claim.identity.encode("utf-8", "surrogatepass")
    return next(
        slug
        for length in count(_DIGEST_LENGTH)
        if (slug := f"{claim.qualified or claim.base}-{digest_base32(data, length)}") not in taken
    )


@lru_cache(maxsize=1 << 16)
def _slug(name: str) -> str:
    (slug,) = name_slugs([name]).values()
    return slug
