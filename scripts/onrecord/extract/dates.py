"""Finds dates as an article writes them: "May 31", "last week", "Tuesday", "in 2019".

Only spans are found here; what day they mean is left to whoever knows when the article was published.
"""

import re

from onrecord.attribution import Span

_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_MONTH_OR_MAY = rf"(?:{_MONTH}|May)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
_NUMBER = r"(?:[0-9]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night)"

_DATE = re.compile(
    rf"""(?<![\w-])(?:
      (?:{_WEEKDAY},\s+)?(?:
          {_MONTH_OR_MAY}\s+{_DAY}(?:,?\s+{_YEAR})?        # May 31, 2022
        | {_DAY}\s+(?:of\s+)?{_MONTH_OR_MAY}(?:,?\s+{_YEAR})?  # 31 May 2022
      )
    | {_MONTH_OR_MAY},?\s+{_YEAR}                          # May 2022
    | {_YEAR}-[01][0-9]-[0-3][0-9]
    | (?:last|next|this|early|late|earlier|later|mid-?)\s+(?:this\s+|last\s+|next\s+)?
        (?:{_WEEKDAY}|{_UNIT}|{_MONTH_OR_MAY}|spring|summer|fall|autumn|winter)(?:\s+{_PART_OF_DAY})?
    | {_WEEKDAY}(?:\s+{_PART_OF_DAY})?
    | (?:{_NUMBER})\s+{_UNIT}s?\s+(?:ago|later|earlier)
    | (?:yesterday|today|tomorrow|tonight)(?:\s+{_PART_OF_DAY})?
    | (?:the\s+)?(?:1[5-9]|20)[0-9]0s                       # the 1990s
    | (?<=\b[iI]n\s){_YEAR}(?![,.]?[0-9])                  # a bare number is a year only after a preposition
    | (?<=\b[sS]ince\s){_YEAR}(?![,.]?[0-9])
    | (?<=\b[bB]y\s){_YEAR}(?![,.]?[0-9])
    | (?<=\b[uU]ntil\s){_YEAR}(?![,.]?[0-9])
    | (?<=\b[fF]rom\s){_YEAR}(?![,.]?[0-9])
    | (?<=\b[iI]n\s){_MONTH_OR_MAY}                        # "may" and "march" are words; after "in" they are months
    )(?![\w-])""",
    re.VERBOSE,
)


def dates(text: str, span: Span) -> tuple[Span, ...]:
    """The spans of dates within ``text[start:end]``, in order, none overlapping another."""
    start, end = span
    return tuple(match.span() for match in _DATE.finditer(text, start, end))
