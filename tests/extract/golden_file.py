"""Goldens of the extraction: an article, a line of equals signs, and its attributions for a person to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.attribution import Attribution, Extraction, Span

FOLDER = Path(__file__).parents[1] / "golden"
RULE = "=" * 20
FAILURE = "# known failure:"


@dataclass(frozen=True, slots=True)
class Golden:
    """One golden file: the article's text, what is expected, and why it is known to fail, if it is."""

    path: Path
    text: str
    expected: str
    failure: str | None


def read(path: Path) -> Golden:
    """Read one golden file; what stands after the line of equals signs is expected."""
    whole = path.read_bytes().decode()
    failure = None
    if whole.startswith(FAILURE):
        first, _, whole = whole.partition("\n")
        failure = first.removeprefix(FAILURE).strip()
    text, _, expected = whole.partition(f"\n{RULE}\n")
    return Golden(path, text, expected, failure)


def write(golden: Golden, expected: str) -> None:
    """Write a golden with what is now expected."""
    golden.path.write_bytes(f"{golden.text}\n{RULE}\n{expected}".encode())


def shown(text: str, name: str, spans: tuple[Span, ...]) -> Iterator[str]:
    """Yield a line for each span: its name, its offsets, its words."""
    for start, end in spans:
        yield f"  {name} {start}-{end} {text[start:end]!r}"


def attribution_lines(text: str, attribution: Attribution) -> Iterator[str]:
    """Yield the lines of one attribution."""
    yield f"{attribution.kind} by {attribution.rule}"
    yield from shown(text, "content", attribution.content)
    yield from shown(text, "source", attribution.source)
    yield from shown(text, "cue", attribution.cue)
    if attribution.basis:
        unnamed = ", unnamed" if attribution.unnamed else ""
        yield f"  speaker {attribution.speaker or 'unresolved'} ({attribution.basis}{unnamed})"
    if attribution.candidate:
        yield f"  candidate {attribution.candidate}"


def rendered(text: str, extraction: Extraction) -> str:
    """Return the whole extraction as a golden shows it."""
    lines = [line for a in extraction.attributions for line in attribution_lines(text, a)]
    lines += [f"warning at {warned.offset}: {warned.message}" for warned in extraction.warnings]
    return "\n".join(lines) + "\n"
