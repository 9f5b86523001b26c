"""Find dates as an article writes them, "May 31", "last week", "in 2019", and say what they mean, as ISO 8601.

Newspapers' style (The Associated Press Stylebook, "dates", "days of the week") is what makes words without a year mean
one day: no year is written for the current year, a weekday stands for the days within a week of publication.  Where two
days remain the answer is none.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.lexicon.lists import any_of, entries, groups, words
from onrecord.model.attribution import Span

GAP = r"[ \t\xa0]+"
MONTH_NAMES = frozenset(groups("months").values())
MONTH = rf"(?:{any_of(MONTH_NAMES)}|{any_of(groups('months').keys() - MONTH_NAMES)}\b\.?)"
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


MONTHS = tuple(dict.fromkeys(name[:3].lower() for name in entries("months")))
WEEKDAYS = tuple(map(str.lower, entries("weekdays")))
NUMBERS = {name: number for number, name in enumerate(entries("numbers"), 1)} | {"a": 1, "an": 1}
NEAR, FAR = 240, 330
"""Days from publication: a date without a year is of the same year up to the first, of the year beside it from the
second on; between them either may be meant ("in March", written on the last of December)."""
SEPTEMBER_11 = (9, 11)
"""A date that is a name: without a year it means 2001 as often as not."""
DAY_MONTH = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}), )?(?:(?P<month>{MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?"
    r"(?: ?[-–] ?(?P<last>\d\d?)(?:st|nd|rd|th)?)?"
    rf"|(?P<day2>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month2>{MONTH}))(?:,? (?P<year>{YEAR}))?"
)
MONTH_YEAR = re.compile(
    rf"(?:(?:early|late|mid)[ -])?(?P<month>{MONTH})(?:(?:,| of)? (?P<year>{YEAR}))?", re.IGNORECASE
)
YEAR_ALONE = re.compile(rf"(?:(?:early|late|mid)[ -])?(?P<year>{YEAR})", re.IGNORECASE)
RELATIVE = re.compile(
    r"(?:(?P<edge>earlier|later|early|late) )?(?P<which>last|this|next) "
    rf"(?:(?P<weekday>{WEEKDAY})(?: \w+)?|(?P<month>{MONTH})|(?P<unit>\w+))",
    re.IGNORECASE,
)
AGO = re.compile(r"(?P<number>\w+) (?P<unit>day|week|month|year)s? ago", re.IGNORECASE)
NAMED_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
AHEAD = re.compile(rf"\b{any_of(words('looking_ahead'))}\b|['’]ll\b", re.IGNORECASE)
BEHIND = re.compile(
    rf"\b(?!{any_of(words('participles_of_plans'))})(?:{any_of(words('irregular_pasts'))}|\w{{2,20}}ed)"
    r"(?:,? (?!will|would)\w{1,20}){0,1}?(?: late| early)?(?: on)? \Z"
)


def date_values(text: str, span: Span, *, published: str | None) -> tuple[tuple[Span, str | None], ...]:
    """Return each date within a span, best a sentence, with its value as ISO 8601, or nothing where there is doubt.

    A bare weekday is the last one before publication or that day itself.  It stays without a value where the words of
    the span look ahead ("will meet on Tuesday"), unless a verb of the past is next to it ("said Tuesday that he will").
    ``published`` is an ISO 8601 date or date and time.
    """
    found = dates(text, span)
    if not AHEAD.search(text, *span):
        return tuple(((start, end), date_value(text[start:end], published=published)) for start, end in found)
    before = (text[max(span[0], start - 60) : start] for start, _ in found)
    values = (
        value_ahead(text[slice(*one)], before=b, published=published) for one, b in zip(found, before, strict=True)
    )
    return tuple(zip(found, values, strict=True))


def value_ahead(words: str, *, before: str, published: str | None) -> str | None:
    """Return the value of one date in a sentence that looks ahead."""
    if re.fullmatch(rf"{WEEKDAY}(?:\s+\w+)?", words) and not BEHIND.search(before):
        return None
    base = day_of(published)
    if base and re.fullmatch(MONTH, words) and month_number(words) > base.month:
        return month_year(month_number(words), f"{base.year:04d}", base)
    return date_value(words, published=published)


def date_value(words: str, *, published: str | None) -> str | None:
    """Return what the words of one date mean as ISO 8601 (day, ISO week, month, year or interval of days), or nothing.

    >>> date_value("May 31", published="2022-06-01")
    '2022-05-31'
    >>> date_value("last week", published="2022-06-01")
    '2022-W21'
    >>> date_value("May 31", published=None)
    """
    words = " ".join(words.split())
    base = day_of(published)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        found = day_of(words)
        return found.isoformat() if found else None
    if match := DAY_MONTH.fullmatch(words):
        return day_month(match, base)
    if match := YEAR_ALONE.fullmatch(words):
        return match["year"]
    if match := MONTH_YEAR.fullmatch(words):
        return month_year(month_number(match["month"]), match["year"], base)
    if base is None or re.fullmatch(rf"{SEASON}(?: of)? {YEAR}", words):
        return None
    try:
        return relative(words, base)
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date and time."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def month_number(name: str) -> int:
    """Return a month's number by its name or abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def day_month(match: re.Match[str], base: date | None) -> str | None:
    """Return the day, or the interval of days, that a month with days means."""
    month, number = month_number(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    weekday = WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
    if match["year"]:
        found = valid(int(match["year"]), month, number)
    else:
        found = nearest(month, number, base, weekday) if base else None
    if found is None or weekday not in (None, found.weekday()):
        return None
    if not match["last"]:
        return found.isoformat()
    last = valid(found.year, month, int(match["last"]))
    return f"{found.isoformat()}/{last.isoformat()}" if last and last > found else None


def valid(year: int, month: int, day: int) -> date | None:
    """Return the day, or nothing where the month has no such day."""
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def nearest(month: int, day: int, base: date, weekday: int | None) -> date | None:
    """Return the day in the year of publication, or in the year beside it where distance or the weekday says so."""
    if weekday is None and (month, day) == SEPTEMBER_11:
        return None
    around = [valid(year, month, day) for year in (base.year, base.year - 1, base.year + 1) if 0 < year < 10_000]
    if weekday is not None:
        return next((item for item in around if item and item.weekday() == weekday), None)
    gap = (date(base.year, month, min(day, 28)) - base).days
    if abs(gap) <= NEAR:
        return around[0]
    return valid(base.year + (1 if gap < 0 else -1), month, day) if abs(gap) >= FAR else None


def month_year(month: int, year: str | None, base: date | None) -> str | None:
    """Return a month; without a year the last one of that name, where it is plain that the coming one is not meant."""
    if year:
        return f"{year}-{month:02d}"
    if base and base.month < month and (date(base.year, month, 15) - base).days < FAR:
        return None
    found = nearest(month, 15, base, None) if base else None
    return f"{found.year:04d}-{month:02d}" if found else None


def relative(words: str, base: date) -> str | None:
    """Return what words that count from the day of publication mean."""
    low = re.sub(r"^the ", "", words.lower())
    plain = re.sub(rf" {PART_OF_DAY}$", "", low)
    if plain in NAMED_DAYS:
        return (base + timedelta(days=NAMED_DAYS[plain])).isoformat()
    if plain in WEEKDAYS:
        return (base - timedelta(days=(base.weekday() - WEEKDAYS.index(plain)) % 7)).isoformat()
    if match := AGO.fullmatch(words):
        number = match["number"].lower()
        count = int(number) if number.isdecimal() else NUMBERS.get(number)
        return None if count is None else moved(base, -count, match["unit"].lower())
    match = RELATIVE.fullmatch(words)
    if not match:
        return None
    step = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["weekday"]:
        return weekday_of(WEEKDAYS.index(match["weekday"].lower()), step, base)
    if match["month"]:
        return month_of(month_number(match["month"]), step, base)
    return unit_of(match["unit"].lower(), step, base)


def moved(base: date, step: int, unit: str) -> str | None:
    """Return so many days, weeks, months or years from publication, as exact as the unit is; nothing for another."""
    if unit == "day":
        return (base + timedelta(days=step)).isoformat()
    if unit == "week":
        year, week, _ = (base + timedelta(weeks=step)).isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "year":
        return f"{base.year + step:04d}" if base.year + step > 0 else None
    months = base.year * 12 + base.month - 1 + step
    return f"{months // 12:04d}-{months % 12 + 1:02d}" if unit == "month" and months >= 12 else None


def weekday_of(weekday: int, step: int, base: date) -> str | None:
    """Return "last", "this" or "next" weekday; nothing where speakers differ: on a Wednesday, "last Monday"."""
    away = weekday - base.weekday()
    return None if away * step > 0 else (base + timedelta(days=away, weeks=step)).isoformat()


def month_of(month: int, step: int, base: date) -> str | None:
    """Return "last", "this" or "next" month by name; nothing where that of this year may be meant as well."""
    return None if step and (month - base.month) * step >= 0 else f"{base.year + step:04d}-{month:02d}"


def unit_of(unit: str, step: int, base: date) -> str | None:
    """Return "last", "this" or "next" week, month or year, or part of a day."""
    if unit == "night" and step < 0:
        return (base - timedelta(days=1)).isoformat()
    if unit in ("morning", "afternoon", "evening") and not step:
        return base.isoformat()
    return moved(base, step, unit) if unit != "day" else None
