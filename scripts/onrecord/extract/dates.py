"""Find date expressions as they are written: "May 31", "last week", "Tuesday", "2019", "June 3, 2021"."""

import re
from functools import cache

from onrecord.attribution import Span
from onrecord.extract.lexicon import entries

YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
MODIFIER = r"(?:last|next|this|past|earlier this|later this|early|late|mid)"
UNIT = r"(?:week|weekend|month|year|decade|century|spring|summer|fall|autumn|winter|quarter|morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
COUNT = r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of)"


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of all date expressions, the longest form of each first."""
    months = "|".join(sorted(entries("months"), key=len, reverse=True)).replace(".", r"\.")
    days = "|".join(sorted(entries("weekdays"), key=len, reverse=True)).replace(".", r"\.")
    month, day = rf"(?:{months})(?![\w])", rf"(?:{days})(?![\w])"
    forms = (
        r"\d{4}-\d\d-\d\d",
        rf"(?:{day},? )?{month} {DAY}(?!\d)(?:,? {YEAR})?",
        rf"(?:{day},? )?{DAY} (?:of )?{month}(?:,? {YEAR})?",
        rf"{MODIFIER} {month}(?: {YEAR})?",
        rf"{month},? {YEAR}",
        rf"(?:{MODIFIER} )?{day}(?: (?:morning|afternoon|evening|night))?",
        rf"{MODIFIER} {UNIT}\b",
        rf"(?:early|late|mid)[ -]{YEAR}",
        rf"{SEASON} (?:of )?{YEAR}",
        rf"{COUNT} (?:days?|weeks?|months?|years?|decades?) (?:ago|earlier|later)\b",
        r"(?:yesterday|today|tomorrow|tonight)\b",
        r"the day (?:before|after) (?:yesterday|tomorrow)\b",
        rf"(?:the )?(?:early |late |mid-)?{YEAR[:-4]}\d0s\b",
        rf"(?<=in )(?:{month})",
        rf"(?<=(?:in|by|of) ){YEAR}\b(?![-–]?\w)",
        rf"(?<=(?:nce|til|ore|ter|ing) ){YEAR}\b(?![-–]?\w)",
    )
    return re.compile(r"(?<![\w$£€])(?:" + "|".join(forms) + r")(?![\w])", re.IGNORECASE)


def certain(found: str) -> bool:
    """Tell whether the words are a date though they could be others: "may" and "march" need their capital."""
    first = found.split()[0].strip(",")
    if first.lower().rstrip(".") in ("may", "march", "august", "mar", "sun", "sat", "mon", "wed", "dec", "jan"):
        return first[0].isupper()
    return not any(word in ("may", "march", "sun", "sat") for word in found.split())


def dates(text: str, span: Span) -> tuple[Span, ...]:
    """Return the date expressions inside a span of the text, in order and without overlap.

    A preposition before the date stays outside ("on May 31" gives "May 31").  A year alone counts only after a word such
    as "in" or "since".
    """
    return tuple(m.span() for m in pattern().finditer(text, *span) if certain(m.group()))
