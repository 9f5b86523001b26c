"""Dates as machines write them, and as headers of exports do; never by guess."""

import re
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?\Z"
)
_NEVER = ("0001-", "1970-01-01", "0000-")
_WORDS = re.compile(
    r"(?:\w+,? )?(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]+)\.?,?"
    r"|(?P<month2>[A-Za-z]+)\.? (?P<day2>\d{1,2})(?:st|nd|rd|th)?,?) (?P<year>\d{4})\b"
)


def date(text: object) -> str | None:
    """A stated date, or date and time, as ISO 8601; nothing where it is not written as machines write it."""
    if not isinstance(text, str) or text.strip().startswith(_NEVER):
        return None
    found = _ISO.match(text.strip())
    if found is None:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            return parsedate_to_datetime(text.strip()).isoformat().replace("+00:00", "Z")
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    zone = zone or ""
    if len(zone) > 1:
        zone = f"{zone[:3]}:{zone[-2:] if len(zone.replace(':', '')) > 3 else '00'}"
    whole = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone}" if hour else "")
    with suppress(ValueError):
        return whole if datetime.fromisoformat(whole) else None
    return None


def date_in_words(text: str) -> str | None:
    """The day of an English date that names its month: "March 1, 2024 Friday"; nothing for any other."""
    found = _WORDS.match(" ".join(text.split()))
    if found is None:
        return None
    month = (found["month"] or found["month2"]).lower()
    full = {name: number for number, name in enumerate(_MONTHS, start=1)}
    number = next((full[name] for name in full if name == month or (len(month) > 2 and name.startswith(month))), None)
    with suppress(ValueError):
        if number:
            return datetime(int(found["year"]), number, int(found["day"] or found["day2"])).date().isoformat()  # noqa: DTZ001
    return None


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
