"""Which statements published checks may be about: proposals for an editor, with what differs."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from onrecord.archive.wording import difference, told
from onrecord.lexicon.lists import words
from onrecord.model.check import ClaimReview
from onrecord.model.readers_words import day, said_by
from onrecord.model.record import Record
from onrecord.search.closeness import ALIGNED, SHARED, Near, nearness, share
from onrecord.text.escape import escape_controls, json_line
from onrecord.text.fold import fold

_LOOKED_AT = 400
"""Statements that are looked at of those that share words with a claim: those that share the most."""
_SHOWN = 3
"""Of a review, so many wordings are proposed at most."""
_ORDER = ("exact", "close", "cut", "absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Statements of one wording that a review may be about; ``difference`` tells how it differs from the claim."""

    statements: tuple[Record, ...]
    near: Near
    difference: str


def proposals(
    statements: Sequence[Record], reviews: Iterable[ClaimReview]
) -> Iterator[tuple[ClaimReview, list[Proposal]]]:
    """For each review the statements that are near its claim, the nearest first: where none is, perhaps the nearest."""
    folded = [fold(" ".join(one.words)) for one in statements]
    having: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(folded):
        for word in set(own):
            having[word].append(number)
    for review in reviews:
        yield review, _of(review, statements, folded, having)


def _of(
    review: ClaimReview,
    statements: Sequence[Record],
    folded: Sequence[tuple[str, ...]],
    having: dict[str, list[int]],
) -> list[Proposal]:
    query = fold(review.claim)
    telling = set(query) - words("light_words") or set(query)
    shared = Counter(number for word in telling for number in having.get(word, ()))
    by_wording: dict[tuple[str, ...], list[Record]] = {}
    for number, _ in nlargest(_LOOKED_AT, shared.items(), key=lambda item: (item[1], -item[0])):
        by_wording.setdefault(folded[number], []).append(statements[number])
    shares = [(share(query, set(wording)), wording) for wording in by_wording]
    found = [
        (nearness(query, wording), by_wording[wording])
        for part, wording in nlargest(ALIGNED, shares, key=lambda item: item[0])
        if part >= SHARED
    ]
    found.sort(key=lambda item: (_ORDER.index(item[0].verdict), -item[0].score))
    exact = [item for item in found if item[0].verdict == "exact"]
    fitting = exact or [item for item in found if item[0].verdict != "absent"]
    fitting = fitting or [item for item in found if item[0].near][:1]
    return [
        Proposal(statements=tuple(same), near=near, difference=told(difference([review.claim], same[0].words)))
        for near, same in fitting[:_SHOWN]
    ]


def report(review: ClaimReview, proposed: Sequence[Proposal]) -> Iterator[str]:
    """The lines that an editor reads: word for word the same is an entry for ``checks.yml``, all else a comment."""
    if not proposed:
        return
    yield f"# {escape_controls(review.claim)}"
    if review.claimant:
        yield f"#   said to be by {escape_controls(review.claimant)}"
    lacking = [name for name in ("url", "publisher", "verdict") if not getattr(review, name)]
    if lacking:
        yield f"#   the review states no {' and no '.join(lacking)}"
    for one in proposed:
        verdict = one.near.verdict
        near = "the nearest, but not the same" if verdict == "absent" else verdict
        yield f"#   {near}: {escape_controls(one.difference)}"
        for statement in one.statements:
            known = ", which has it already" if _has(statement, review) else ""
            yield f"#   /statements/{statement.id}/ {escape_controls(_told(statement))}{known}"
        if not all(_has(statement, review) for statement in one.statements):
            mark = "" if verdict == "exact" and not lacking else "# "
            yield from (f"{mark}{line}" for line in _entry(review, one.statements[0]))
    yield ""


def _has(statement: Record, review: ClaimReview) -> bool:
    return any(finding.url == review.url for finding in statement.findings)


def _told(statement: Record) -> str:
    article = statement.article
    where = filter(None, (article.title.text, article.outlet, article.published and day(article.published)))
    return f"{said_by(statement.kind, statement.speaker)}, in {', '.join(where)}"


def _entry(review: ClaimReview, statement: Record) -> Iterator[str]:
    values = {
        "words": " ".join(" ".join(statement.words).split()),
        "url": review.url,
        "publisher": review.publisher,
        "verdict": review.verdict,
        "day": review.day,
    }
    mark = "-"
    for key, value in values.items():
        if value:
            yield f"{mark} {key}: {json_line(json.dumps(value, ensure_ascii=False))}"
            mark = " "
