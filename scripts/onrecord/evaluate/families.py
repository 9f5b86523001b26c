"""Count how many members of a family of constructions come out right: made texts whose answer is known.

A family is a file of texts with slots.  Marks in the text say what should be found: ``<c>`` content, ``<s>`` source,
``<q>`` cue, ``<a>`` an assertion; a number tells the second report from the first (``<c2>``), and the keys ``direct``,
``mixed`` and ``indirect`` (``indirect2``) give its kind and its speaker.  ``{person}`` draws a value of that slot,
``{b:person}`` another one, ``{Claim}`` one that begins with a capital, ``{person.last}`` its last word.
``wrapped`` breaks the lines of a text at that many characters.
"""

import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from onrecord.evaluate.gold import Document, Labeled, predicted
from onrecord.evaluate.scoring import is_right
from onrecord.extract import extract
from onrecord.model.attribution import Kind, Span
from onrecord.model.options import ACCURATE, FAST

HERE = Path(__file__).parent / "families"
SHARED_SLOTS = "slots"
MEMBERS = 200
"""How many texts of a family are made."""
SLOT = re.compile(r"\{(?:(\w+):)?(\w+)(?:\.(first|last))?\}")
MARK = re.compile(r"<(/?)([csqa])(\d*)>")
KEY = re.compile(r"(direct|mixed|indirect)(\d*)")


@dataclass(frozen=True, slots=True)
class Family:
    """Texts with slots, and the values that the slots may have."""

    name: str
    about: str
    texts: tuple[Mapping[str, Any], ...]
    slots: Mapping[str, Sequence[str]]


def families(names: Sequence[str] = ()) -> Iterator[Family]:
    """Yield the named families, or all, in the order of their names."""
    shared = load(HERE / f"{SHARED_SLOTS}.yml")
    people = [f"{first} {last}" for first in shared["first_name"] for last in shared["surname"]]
    for path in sorted(HERE.glob("*.yml")):
        if path.stem == SHARED_SLOTS or (names and path.stem not in names):
            continue
        fields = load(path)
        slots = {**shared, "person": people, **fields.get("slots", {})}
        yield Family(path.stem, fields["about"], tuple(fields["texts"]), slots)


def load(path: Path) -> dict[str, Any]:
    """Return the mapping of a YAML file."""
    fields: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return fields


class Filled:
    """The values that one member of a family was given, one for each slot and letter."""

    def __init__(self, family: Family, number: int) -> None:
        """Draw by the family's name and the member's number, so that the members are the same everywhere."""
        self.slots = family.slots
        self.chance = random.Random(f"{family.name} {number}")  # noqa: S311 - made texts, no secret
        self.values: dict[tuple[str, str], str] = {}

    def __call__(self, text: str) -> str:
        """Return a text with its slots filled."""
        return SLOT.sub(self.value, text)

    def value(self, slot: re.Match[str]) -> str:
        """Return the value for one slot, its own slots filled; no two letters of a slot have the same."""
        letter, name, part = slot[1] or "", slot[2], slot[3]
        capital = name not in self.slots
        name = name.lower() if capital else name
        if (letter, name) not in self.values:
            taken = {value for (_, other), value in self.values.items() if other == name}
            free = [value for value in self.slots[name] if value not in taken] or self.slots[name]
            self.values[letter, name] = self(self.chance.choice(free))
        value = self.values[letter, name]
        if part:
            value = value.split()[0 if part == "first" else -1]
        return value[0].upper() + value[1:] if capital else value


def member(family: Family, number: int, fields: Mapping[str, Any]) -> Document:
    """Return one text of the family with what should be found in it.

    Raises ``ValueError`` for a content without a kind.
    """
    fill = Filled(family, number)
    text, marks = unmarked(fill(fields["text"]))
    text = wrapped(text, fields["wrapped"]) if "wrapped" in fields else text
    speakers = {(match[1], match[2]): fields[key] for key in fields if (match := KEY.fullmatch(key))}
    gold = [Labeled(kind=Kind.ASSERTION, content=spans) for (what, _), spans in marks.items() if what == "a"]
    for (kind, report), speaker in speakers.items():
        gold.append(
            Labeled(
                kind=kind,
                content=marks["c", report],
                source=marks.get(("s", report), ()),
                speaker=None if speaker is None else fill(speaker),
            )
        )
    if {report for what, report in marks if what == "c"} != {report for _, report in speakers}:
        msg = f"{family.name}: a content without a kind, or a kind without a content: {fields['text']}"
        raise ValueError(msg)
    return Document(id=f"{family.name} {number}", text=text, dataset=family.name, attributions=tuple(gold))


def unmarked(text: str) -> tuple[str, dict[tuple[str, str], tuple[Span, ...]]]:
    """Return a text without its marks, and the spans that stood between them."""
    plain, at = "", 0
    begun: dict[tuple[str, str], int] = {}
    spans: dict[tuple[str, str], tuple[Span, ...]] = {}
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        which = (mark[2], mark[3])
        if mark[1]:
            spans[which] = (*spans.get(which, ()), (begun.pop(which), len(plain)))
        else:
            begun[which] = len(plain)
    return plain + text[at:], spans


def wrapped(text: str, width: int) -> str:
    """Return a text with line breaks for spaces, so that no line is longer than the width; each offset stays."""
    start, pieces = 0, []
    for match in re.finditer(r"\S+", text):
        start = text.rfind("\n", 0, match.start()) + 1 if "\n" in text[start : match.start()] else start
        space = match.start() and text[match.start() - 1] == " "
        if space and match.end() - start > width:
            start = match.start()
            pieces.append(start - 1)
    return "".join("\n" if at in pieces else letter for at, letter in enumerate(text))


def members(family: Family) -> Iterator[Document]:
    """Yield the texts of a family, each of its forms as often as the others."""
    for number, fields in enumerate(islice(cycle(family.texts), max(MEMBERS, len(family.texts)))):
        yield member(family, number, fields)


def wrong(texts: Iterable[Document], model: str) -> list[Document]:
    """Return those of the texts in which a model finds anything but what should be found."""
    return [text for text in texts if not is_right(text, predicted(extract(text.text, model=model).attributions))]


def share_right(family: Family, model: str) -> float:
    """Return how many of a family's texts come out wholly right, in percent with one decimal."""
    texts = list(members(family))
    return round(100 * (1 - len(wrong(texts, model)) / len(texts)), 1)


def main(arguments: Sequence[str] = ()) -> int:
    """Print for each family how many of its texts come out right; with names, the texts that do not too.

    The first argument may be a model, "fast" for instance.
    """
    model, names = ACCURATE, arguments
    if arguments and arguments[0] in (ACCURATE, FAST):
        model, *names = arguments
    for family in families(names):
        texts = list(members(family))
        failing = wrong(texts, model)
        sys.stdout.write(f"{100 * (1 - len(failing) / len(texts)):6.1f}  {family.name:36}{family.about}\n")
        for document in failing if names else ():
            sys.stdout.write(f"        {document.text!r}\n")
            for a in extract(document.text, model=model).attributions:
                said = " … ".join(document.text[start:end] for start, end in a.content)
                source = " ".join(document.text[start:end] for start, end in a.source)
                sys.stdout.write(f"            {a.kind} {said!r} source {source!r} speaker {a.speaker!r}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
