"""Find dates as an article writes them: "May 31", "last week", "Tuesday", "in 2019".

Only spans are found here; what day they mean is for `onrecord.extract.dates.values`, which needs to know when the
article was published.
"""

import re

from onrecord.model.attribution import Span

GAP = r"[ \t\xa0]+"
MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|May)"
)
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9:])"
YEAR = r"(?:1[5-9]|20)[0-9]{2}"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SEASON = r"(?:spring|summer|fall|autumn|winter)"
UNIT = r"(?:day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
NUMBER = r"(?:[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|a couple of)"
PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
WHEN = r"(?:[Ee]arly|[Ll]ate|[Mm]id)"
NAMES = r"(?:Times|Telegraph|Express|Mirror|Mail|Post|Observer|Night|Morning|School|Star)\b"
"""After a weekday, words that make it part of the name of a newspaper or a program."""

DATE = re.compile(
    rf"""(?<![\w-])(?:
      (?:{WEEKDAY},{GAP})?(?:
          {MONTH}{GAP}{DAY}(?:\s?[-–]\s?{DAY}(?!{GAP}{MONTH}))?(?:,?{GAP}{YEAR})?    # May 31, 2022; May 3-5
        | {DAY}{GAP}(?:of{GAP})?{MONTH}(?:,?{GAP}{YEAR})?            # 31 May 2022
      )
    | (?:{WHEN}[ -])?{MONTH}(?:,|{GAP}of)?{GAP}{YEAR}                # May 2022, late May of 2022
    | {YEAR}-[01][0-9]-[0-3][0-9]
    | (?:[Tt]he{GAP})?day{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow)
    | (?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate){GAP})?(?:[Ll]ast|[Nn]ext|[Tt]his){GAP}
        (?:{WEEKDAY}(?:{GAP}{PART_OF_DAY})?|{PART_OF_DAY}|{UNIT}|{MONTH}|{SEASON})
    | {WHEN}[ -]{MONTH}
    | {WEEKDAY}(?!{GAP}{NAMES})(?:{GAP}{PART_OF_DAY})?
    | {NUMBER}{GAP}{UNIT}s?{GAP}(?:ago|later|earlier)
    | (?:[Yy]esterday|[Tt]oday|[Tt]omorrow)(?:{GAP}{PART_OF_DAY})?|[Tt]onight
    | (?:{WHEN}[ -])?(?:the{GAP})?(?:1[5-9]|20)[0-9]0s               # the 1990s
    | {WHEN}[ -]{YEAR}
    | {SEASON}{GAP}(?:of{GAP})?{YEAR}
    | (?<=\b[iI]n[ \xa0]){YEAR}(?![,.]?[0-9])                        # a bare number is a year only after a preposition
    | (?<=\b[sS]ince[ \xa0]){YEAR}(?![,.]?[0-9])
    | (?<=\b[bB]y[ \xa0]){YEAR}(?![,.]?[0-9])
    | (?<=\b[uU]ntil[ \xa0]){YEAR}(?![,.]?[0-9])
    | (?<=\b[fF]rom[ \xa0]){YEAR}(?![,.]?[0-9])
    | (?<=\b[iI]n[ \xa0]){MONTH}                             # "may" and "march" are words; after "in" they are months
    )(?![\w]|-[A-Za-z])""",
    re.VERBOSE,
)
PROPER = re.compile(
    r"(?:Super|Black|Good|Cyber|Holy|Ash|Easter|Palm|Giving|USA)[ \xa0]\Z|[“\"‘'](?=[A-Z]\w+(?:[”\"’]|''))"
)
"""Before a date, words that make it the name of a feast, an event or a newspaper; a quoted word alone is a title."""


def dates(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of dates within ``text[start:end]``, in order, none overlapping another."""
    start, end = span
    return tuple(
        match.span()
        for match in DATE.finditer(text, start, end)
        if not PROPER.search(text, max(start, match.start() - 8), match.start())
    )
