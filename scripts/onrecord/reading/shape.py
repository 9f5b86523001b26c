"""What the shapes of YAML files have in common, and what is said of a fault in one: its line, its key, what to do.

Importing pydantic takes longer than a build that has nothing to do: only what has YAML to read imports this.
"""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Annotated, TypeVar
from unicodedata import category

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from onrecord.model.article import FaultsError
from onrecord.reading.strict_yaml import Document, Location
from onrecord.text.escape import quote

Fault = tuple[int, str]
"""A line of a file, and what is wrong there."""
_WRONG_TYPES = {
    "string_type": "must be one text, not a list or keys; put it in quotation marks",
    "tuple_type": "must be a list of texts, not keys",
}


class Shape(BaseModel):
    """Keys and their values; a validator raises ``ValueError`` with what is wrong and perhaps the key or index."""

    model_config = ConfigDict(extra="forbid")


class Lenient(Shape):
    """A shape in which a key left blank is not given, and a name can stand for the whole."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, value: object) -> object:
        if "name" in cls.model_fields and (value is None or isinstance(value, str)):
            value = {"name": value}
        if not isinstance(value, dict):
            return value
        blank = {key for key, inner in value.items() if inner is None or (isinstance(inner, str) and not inner.strip())}
        return {key: inner for key, inner in value.items() if key not in blank.intersection(cls.model_fields)}


S = TypeVar("S", bound=Shape)
T = TypeVar("T")


def must_be(what: str, holds: Callable[[str], object]) -> AfterValidator:
    """Refuses a text for which ``holds`` does not."""

    def check(value: str) -> str:
        if not holds(value):
            raise ValueError(f"{quote(value)} is not {what}")
        return value

    return AfterValidator(check)


def _without_controls(value: str, *, but: str) -> str:
    for letter in value:
        if letter not in but and category(letter) in {"Cc", "Zl", "Zp"}:
            what = "a line break" if letter in "\r\n\u2028\u2029" else f"the control character U+{ord(letter):04X}"
            raise ValueError(f"holds {what}; remove it")
    return value


def _as_list(value: object) -> object:
    return [] if value is None else [value] if isinstance(value, str) else value


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    seen: set[T] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise ValueError(f"lists {quote(str(value))} a second time; keep one", index)
        seen.add(value)
    return values


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Lines = Annotated[Text, AfterValidator(lambda value: _without_controls(value, but="\t\n"))]
Line = Annotated[Text, AfterValidator(lambda value: _without_controls(value, but="\t"))]
ListOf = Annotated[tuple[T, ...], BeforeValidator(_as_list)]
"""A list, or a single text that needs none."""
SetOf = Annotated[ListOf[T], AfterValidator(_each_once)]


def checked(shape: type[S], document: Document) -> S:
    """The content of ``document``, none at all having no keys; `FaultsError` names all that is wrong, with its line."""
    try:
        return shape.model_validate({} if document.value is None else document.value)
    except ValidationError as error:
        raise FaultsError(*_faults(shape, document, (), error)) from error


def entries(shape: type[S], document: Document) -> tuple[list[tuple[int, S]], list[Fault]]:
    """The entries of a list, each with its line, and what is wrong with the others; `FaultsError` if it is no list."""
    listed = [] if document.value is None else document.value
    if not isinstance(listed, list):
        message = f'must be a list; start each entry with "- {next(iter(shape.model_fields))}:"'
        raise FaultsError((document.lines[()], message))
    found: list[tuple[int, S]] = []
    faults: list[Fault] = []
    for index, value in enumerate(listed):
        try:
            found.append((document.lines[index,], shape.model_validate(value)))
        except ValidationError as error:
            faults += _faults(shape, document, (index,), error)
    return found, faults


def _faults(shape: type[Shape], document: Document, at: Location, error: ValidationError) -> Iterator[Fault]:
    keys = tuple(shape.model_fields)
    details = error.errors()
    mistyped = any(one["type"] == "extra_forbidden" for one in details)
    for one in details:
        place = (*at, *one["loc"])
        if one["type"] == "extra_forbidden":
            near = get_close_matches(str(place[-1]).lower(), keys, n=1)
            advice = f'did you mean "{near[0]}"?' if near else f"the keys are {', '.join(keys)}"
            yield document.key_lines[place], f"unknown key {quote(str(place[-1]))}; {advice}"
        elif one["type"] == "model_type":
            yield document.lines[place], f'must be made of lines "key: value"; the keys are {", ".join(keys)}'
        elif one["type"] != "missing":
            yield _fault(document, place, one)
        elif not mistyped:
            yield document.lines[at], f"an entry needs a {place[-1]}"


def _fault(document: Document, place: Location, one: ErrorDetails) -> Fault:
    """What is wrong with the value at ``place``, or with one within."""
    wrong = "is empty; fill it in or remove it"
    within: list[str | int] = []
    if one["type"] == "value_error":
        wrong, *within = one["ctx"]["error"].args
    elif one["input"] is not None:
        wrong = _WRONG_TYPES.get(one["type"], wrong)
    key = next((step for step in reversed(one["loc"]) if isinstance(step, str)), "")
    if place[-2:-1] == (key,) and place in document.lines:
        wrong = f"an entry of {key} {wrong}"
    elif key:
        wrong = f"{key} {wrong}"
    place = (*place, *within)
    while place not in document.lines:  # a text that stands for a list of one, or for an entry
        place = place[:-1]
    return document.lines[place], wrong
