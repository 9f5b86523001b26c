"""Measures how the time and the memory of reading one article grow with its length, in shapes of text of every kind.

Each text is read in a fresh process, the rules' reading and the names in it; ``python -m benchmark.long_articles
[--characters N] [--model MODEL] [--at-limit]`` takes the shapes at N, 2N and 4N characters.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from types import MappingProxyType

from benchmark.archive import generate, names
from benchmark.seeds import prose
from onrecord.extract import extract
from onrecord.extract.entities.entities import entities
from onrecord.model.options import FAST

CHARACTERS = 100_000
TIMES = (1, 2, 4)
LIMIT = 20_000_000
"""Characters of the longest article that is read."""
MEGABYTE = 1_000_000
MUST = (2.3, 1000)
"""How often the time of half the text a text may take, and the megabytes of an article at the limit."""


def _prose() -> Iterable[str]:
    return (line + "\n" for article in generate(1_000_000) for line in prose(article).splitlines())


def _people(form: str) -> Iterable[str]:
    """The form with another name in full each time, ``{0}``, its given name, ``{1}``, and its surname, ``{2}``."""
    people = names()[0]
    for number in count():
        given, last = people[number % len(people)].split()
        last += chr(ord("a") + number // len(people)) * (number >= len(people))
        yield form.format(f"{given} {last}", given, last)


def _again(unit: str) -> Callable[[], Iterable[str]]:
    return lambda: (unit for _ in count())


SHAPES: Mapping[str, Callable[[], Iterable[str]]] = MappingProxyType(
    {
        "prose, one line each": _prose,
        "prose, one paragraph": lambda: (line.replace("\n", " ") for line in _prose()),
        "quotations, one paragraph": _again("“It rained.” "),
        "only marks": _again("“”\"'"),
        "marks that stay open": _again("“It rained all day.\n"),
        "only names": lambda: _people("{0}, "),
        "one name": _again("Lund said that it was late. "),
        "one surname": lambda: _people("Mrs. {1} Lund said that it rained. Lund left. She was cold. "),
        "strangers": lambda: _people("{1} Lund said that it rained. {2} left. "),
        "one office": lambda: _people("The mayor, {0}, said that it rained. The mayor left. "),
        "turns of a transcript": lambda: _people("{0}: I think it rained. You were there.\n"),
        "combining marks": _again("e\u0301"),
        "initials": _again("A."),
        "one word": _again("a"),
        "nothing but lines": _again("\n"),
    }
)


def text_of(shape: str, characters: int) -> str:
    """The first characters of a shape of text."""
    pieces, length = [], 0
    for piece in SHAPES[shape]():
        pieces.append(piece)
        length += len(piece)
        if length >= characters:
            break
    return "".join(pieces)[:characters]


def read(shape: str, characters: int, model: str) -> tuple[float, float]:
    """The seconds of the processor and the megabytes at most that reading a text takes, the loaded models with it."""
    text = text_of(shape, characters)
    extract("Ann Lund said it rained. “It is cold,” she said.", model=model)
    entities("Ann Lund said it rained.")
    start = time.process_time()
    found = extract(text, model=model), entities(text)
    seconds = time.process_time() - start
    del found
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def measured(shape: str, characters: int, model: str) -> tuple[float, float]:
    """What `read` says, of a process of its own."""
    command = [sys.executable, "-m", __spec__.name, "--characters", str(characters), "--model", model, "--read", shape]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ourselves
    seconds, megabytes = printed.split()
    return float(seconds), float(megabytes)


def row(shape: str, characters: int, model: str) -> str:
    """One shape's row, in Markdown: seconds and megabytes of each length, and how often the seconds of half of it."""
    found = [measured(shape, characters * times, model) for times in TIMES]
    (first, _), (half, _), (whole, _) = found
    cells = [f"{seconds:.1f} s, {megabytes:.0f} MB" for seconds, megabytes in found]
    growing = [f"{half / max(first, 0.05):.1f}", f"{whole / max(half, 0.05):.1f}"]
    return " | ".join((shape, *cells, *growing))


def main() -> None:
    """Print a row for each shape as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="of the shortest text")
    parser.add_argument("--model", default=FAST, help="what reads the articles")
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=[*SHAPES])
    parser.add_argument("--at-limit", action="store_true", help="prose of the longest article too: some ten minutes")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        sys.stdout.write("{:.3f} {:.1f}\n".format(*read(options.read, options.characters, options.model)))
        return
    lengths = (f"{options.characters * times:,}" for times in TIMES)
    head = ("characters", *lengths, "time ×2", f"time ×2 (must {MUST[0]})")
    sys.stdout.write(f"| {' | '.join(head)} |\n| --- |{' ---: |' * (len(head) - 1)}\n")
    for shape in options.shapes:
        sys.stdout.write(f"| {row(shape, options.characters, options.model)} |\n")
        sys.stdout.flush()
    if options.at_limit:
        seconds, megabytes = measured("prose, one line each", LIMIT, options.model)
        sys.stdout.write(f"\n{LIMIT:,} characters of prose: {seconds:.0f} s, {megabytes:.0f} MB (must {MUST[1]})\n")


if __name__ == "__main__":
    main()
