"""The words that readers see for the kinds, for days, and how a speaker is known."""

import re
from functools import lru_cache

from onrecord.model.attribution import Kind, Omission
from onrecord.model.check import Finding

KINDS = {Kind.DIRECT: "Quotation", Kind.MIXED: "Partly quoted", Kind.INDIRECT: "Reported", Kind.ASSERTION: "Claim"}
PLURALS = KINDS | {Kind.DIRECT: "Quotations", Kind.ASSERTION: "Claims"}
MEANINGS = {
    Kind.DIRECT: "reported words that stand wholly inside quotation marks",
    Kind.MIXED: "reported speech of which only some words stand inside quotation marks",
    Kind.INDIRECT: "reported speech or writing without quotation marks",
    Kind.ASSERTION: "something checkable that the article states in its own voice",
}
ENTITY_TYPES = {"person": "People", "organization": "Organizations", "place": "Places", "other": "Others"}

OMISSIONS = {
    Omission.HEADLINE: "Headline",
    Omission.BYLINE: "Author line",
    Omission.DATELINE: "Place and time",
    Omission.LABEL: "Label",
    Omission.CAPTION: "Caption",
    Omission.CREDIT: "Picture credit",
    Omission.LINK: "Link",
    Omission.ADVERT: "Advertisement",
    Omission.NOTICE: "Notice",
    Omission.QUESTION: "Question",
    Omission.COMMAND: "Request",
    Omission.FRAGMENT: "No full sentence",
    Omission.COMMENT: "Told around a report",
}

CERTAIN = 0.98
"""The probability from which a speaker is certain to readers: so many and more of those measured were right."""


def how_certain(certainty: float) -> str:
    """How certain it is who said something, in a word."""
    return "certain" if certainty >= CERTAIN else "likely"


def said_by(kind: Kind, speaker: str | None) -> str:
    """Who a statement is shown as being by: a speaker, the article, or plainly nobody we know."""
    return speaker or ("the article itself" if kind == Kind.ASSERTION else "speaker unclear")


def credit(kind: Kind, by: str | None, outlet: str | None) -> str:
    """Whose words they are where they are taken along; what nobody quoted is the outlet's report, not a quotation."""
    if kind == Kind.DIRECT:
        return by or ""
    where = f"reported by {outlet or 'the article'}"
    return f"{by}, as {where}" if by else f"As {where}"


def found_by(finding: Finding) -> str:
    """What somebody else published about a statement, in their words, in a line."""
    adds = "" if finding.verdict else " adds"
    return f"{finding.publisher}{adds}: “{finding.words}”"


def counted(count: int, noun: str) -> str:
    """That many of the things: "1 article", "1,234 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T| )")


@lru_cache(maxsize=1 << 12)
def day(date: str) -> str:
    """A date in ISO 8601 as it is read: "3 March 2016"; one that is written in another way, as it stands."""
    found = _DAY.match(date)
    if not found or not 1 <= int(found[2]) <= len(MONTHS):
        return date
    return f"{int(found[3])} {MONTHS[int(found[2]) - 1]} {found[1]}"


def month_named(date: str) -> str:
    """The month of a date in ISO 8601: "March 2016"."""
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"
