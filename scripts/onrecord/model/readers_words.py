"""The words that readers see for the kinds, for days, and how a speaker is known."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from onrecord.catalog.language import Words, gettext, later, month_name, ngettext, number, spoken
from onrecord.model.attribution import Kind, Omission
from onrecord.model.check import Finding

KINDS = Words(
    {
        Kind.DIRECT: later("Quotation"),
        Kind.MIXED: later("Partly quoted"),
        Kind.INDIRECT: later("Reported"),
        Kind.ASSERTION: later("Claim"),
    }
)
PLURALS = Words(
    {
        Kind.DIRECT: later("Quotations"),
        Kind.MIXED: later("Partly quoted"),
        Kind.INDIRECT: later("Reported"),
        Kind.ASSERTION: later("Claims"),
    }
)
MEANINGS = Words(
    {
        Kind.DIRECT: later("reported words that stand wholly inside quotation marks"),
        Kind.MIXED: later("reported speech of which only some words stand inside quotation marks"),
        Kind.INDIRECT: later("reported speech or writing without quotation marks"),
        Kind.ASSERTION: later("something checkable that the article states in its own voice"),
    }
)
ENTITY_TYPES = Words(
    {
        "person": later("People"),
        "organization": later("Organizations"),
        "place": later("Places"),
        "other": later("Others"),
    }
)

OMISSIONS = Words(
    {
        Omission.HEADLINE: later("Headline"),
        Omission.BYLINE: later("Author line"),
        Omission.DATELINE: later("Place and time"),
        Omission.LABEL: later("Label"),
        Omission.CAPTION: later("Caption"),
        Omission.CREDIT: later("Picture credit"),
        Omission.LINK: later("Link"),
        Omission.ADVERT: later("Advertisement"),
        Omission.NOTICE: later("Notice"),
        Omission.QUESTION: later("Question"),
        Omission.COMMAND: later("Request"),
        Omission.FRAGMENT: later("No full sentence"),
        Omission.COMMENT: later("Told around a report"),
    }
)

CERTAIN = 0.98
"""The probability from which a speaker is certain to readers: so many and more of those measured were right."""


def how_certain(certainty: float) -> str:
    """How certain it is who said something, in a word."""
    return gettext("certain") if certainty >= CERTAIN else gettext("likely")


def said_by(kind: Kind, speaker: str | None) -> str:
    """Who a statement is shown as being by: a speaker, the article, or plainly nobody we know."""
    return speaker or (gettext("the article itself") if kind == Kind.ASSERTION else gettext("speaker unclear"))


def credit(kind: Kind, by: str | None, outlet: str | None) -> str:
    """Whose words they are where they are taken along; what nobody quoted is the outlet's report, not a quotation."""
    if kind == Kind.DIRECT:
        return by or ""
    told = gettext("{by}, as reported by {where}") if by else gettext("As reported by {where}")
    return told.format(by=by, where=outlet or gettext("the article"))


def found_by(finding: Finding) -> str:
    """What somebody else published about a statement, in their words, in a line."""
    told = gettext("{publisher}: “{words}”") if finding.verdict else gettext("{publisher} adds: “{words}”")
    return told.format(publisher=finding.publisher, words=finding.words)


_NOUNS: Mapping[str, Callable[[int], str]] = {
    "article": lambda count: ngettext("article", "articles", count),
    "name": lambda count: ngettext("name", "names", count),
    "part": lambda count: ngettext("part", "parts", count),
    "speaker": lambda count: ngettext("speaker", "speakers", count),
    "statement": lambda count: ngettext("statement", "statements", count),
}


def noun(count: int, what: str) -> str:
    """The noun for that many of the things: "article", "articles"."""
    return _NOUNS[what](count)


def counted(count: int, what: str) -> str:
    """That many of the things: "1 article", "1,234 articles"."""
    return f"{number(count)} {noun(count, what)}"


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T| )")


def day(date: str) -> str:
    """A date in ISO 8601 as it is read: "3 March 2016"; one that is written in another way, as it stands."""
    return _day(date, spoken())


@lru_cache(maxsize=1 << 12)
def _day(date: str, _language: str) -> str:
    found = _DAY.match(date)
    if not found or not 1 <= int(found[2]) <= 12:
        return date
    return gettext("{day} {month} {year}").format(day=int(found[3]), month=month_name(int(found[2])), year=found[1])


def month_named(date: str) -> str:
    """The month of a date in ISO 8601: "March 2016"."""
    return gettext("{month} {year}").format(month=month_name(int(date[5:7])), year=date[:4])
