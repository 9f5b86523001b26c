"""Published checks as schema.org's ``ClaimReview`` has them: a page, its JSON-LD, or a dump of a feed with many.

Sources: schema.org/ClaimReview, and the feed that datacommons.org/factcheck publishes.
"""

import json
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from onrecord.model.article import FaultsError
from onrecord.model.check import ClaimReview

_TYPE = "ClaimReview"


def claim_reviews(text: str) -> Iterator[ClaimReview]:
    """Every review with a claim, wherever in the JSON it stands; of JSON Lines, those of every line.

    Raises:
        FaultsError: it is no JSON, and no page with JSON-LD that can be read.

    """
    for one in _found(_of_page(text) if text.lstrip().startswith("<") else _loaded(text)):
        if claim := _text(one.get("claimReviewed")):
            url = _text(one.get("url"))
            yield ClaimReview(
                claim=claim,
                url=url,
                publisher=_name(one.get("author")) or _name(one.get("publisher")) or (url and urlsplit(url).hostname),
                verdict=_verdict(one.get("reviewRating")),
                day=_text(one.get("datePublished")),
                claimant=_claimant(one.get("itemReviewed")),
            )


class _Scripts(HTMLParser):
    """The JSON-LD of a page: the line on which each script begins, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and (dict(attrs).get("type") or "").lower() == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append((self.getpos()[0], data))
            self._inside = False


def _of_page(text: str) -> list[Any]:
    scripts = _Scripts()
    scripts.feed(text)
    if not scripts.found:
        raise FaultsError((1, "is a page without JSON-LD; give one that has a ClaimReview"))
    values = []
    for line, script in scripts.found:
        try:
            values.append(_loaded(script))
        except FaultsError as error:
            raise FaultsError(*((line + at - 1, f"its JSON-LD {message}") for at, message in error.faults)) from error
    return values


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise FaultsError((1, "is nested too deep to be read")) from error
    except ValueError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        at = getattr(error, "lineno", 1)
        if len(lines) < 2:
            raise FaultsError((at, "is not JSON; give the JSON-LD of a page, or a feed of ClaimReviews")) from error
    values = []
    for number, line in lines:
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            at = at if number == lines[0][0] else number  # it is no JSON Lines, but JSON with a fault
            raise FaultsError((at, "is not JSON; give the JSON-LD of a page, or a feed of ClaimReviews")) from error
    return values


def _found(value: Any) -> Iterator[dict[str, Any]]:
    """The reviews in what JSON holds, in its order."""
    left = [value]
    while left:
        match left.pop():
            case list() as several:
                left.extend(reversed(several))
            case dict() as one:
                types = one.get("@type")
                if _TYPE in (types if isinstance(types, list) else [types]):
                    yield one
                else:
                    left.extend(reversed(one.values()))


def _text(value: Any) -> str | None:
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """The name of a person or an organization, of the first of several."""
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _verdict(value: Any) -> str | None:
    """The verdict in words; a number on a scale of the publisher's says nothing by itself."""
    if isinstance(value, list):
        return next(filter(None, map(_verdict, value)), None)
    return _text(value.get("alternateName")) or _text(value.get("name")) if isinstance(value, dict) else None


def _claimant(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_claimant, value)), None)
    return _name(value.get("author")) if isinstance(value, dict) else None
