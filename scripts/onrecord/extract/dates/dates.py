"""Find dates as an article writes them: "May 31", "last week", "Tuesday", "in 2019".

Only spans are found here; what day they mean is for `onrecord.extract.dates.values`, which needs to know when the
article was published.
"""

import re

from onrecord.lexicon.lists import any_of, groups, words
from onrecord.model.attribution import Span

GAP = r"[ \t\xa0]+"
MONTHS = frozenset(groups("months").values())
MONTH = rf"(?:{any_of(MONTHS)}|{any_of(groups('months').keys() - MONTHS)}\b\.?)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9:])"
YEAR = r"(?:1[5-9]|20)[0-9]{2}"
WEEKDAY = any_of(words("weekdays"))
SEASON = any_of(words("seasons"))
UNIT = any_of(words("units_of_time"))
NUMBER = rf"(?:[0-9]{{1,4}}|an?|{any_of(words('numbers'))}|several|a few|a couple of)"
PART_OF_DAY = any_of(words("parts_of_day"))
WHEN = r"(?:[Ee]arly|[Ll]ate|[Mm]id)"
NAMES = rf"{any_of(words('words_after_weekdays'))}\b"

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
PROPER = re.compile(rf"{any_of(words('words_before_dates'))}[ \xa0]\Z|[“\"‘'](?=[A-Z]\w+(?:[”\"’]|''))")
"""Before a date, words that make it the name of a feast, an event or a newspaper; a quoted word alone is a title."""


def dates(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of dates within ``text[start:end]``, in order, none overlapping another."""
    start, end = span
    return tuple(
        match.span()
        for match in DATE.finditer(text, start, end)
        if not PROPER.search(text, max(start, match.start() - 8), match.start())
    )
