"""Read the evaluation format: one JSON object a line, spans as ``[start, end]`` offsets into its text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.attribution import Attribution, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Labeled:
    """One attribution as gold or prediction: what the score looks at, and nothing else.

    ``accept`` are further kinds that are equally right; ``ignore`` is neither rewarded nor punished;
    ``unnamed`` says that the speaker is a description; ``source_type`` says whether the source is a name, a pronoun
    or another phrase.
    """

    kind: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    accept: frozenset[str] = frozenset()
    ignore: bool = False
    unnamed: bool = False
    source_type: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article with its attributions."""

    id: str
    text: str
    dataset: str
    attributions: tuple[Labeled, ...]


def spans(value: Any) -> tuple[Span, ...]:
    """Return JSON pairs as spans."""
    return tuple((int(start), int(end)) for start, end in value or ())


def labeled(fields: dict[str, Any]) -> Labeled:
    """Return one attribution from its JSON fields."""
    return Labeled(
        kind=fields["kind"],
        content=spans(fields["content"]),
        source=spans(fields.get("source")),
        speaker=fields.get("speaker"),
        accept=frozenset(fields.get("accept", ())),
        ignore=bool(fields.get("ignore")),
        unnamed=bool(fields.get("unnamed")),
        source_type=fields.get("source_type") or "other",
    )


def predicted(attributions: Iterable[Attribution]) -> tuple[Labeled, ...]:
    """Return the extraction's attributions as the score wants them."""
    return tuple(Labeled(kind=str(a.kind), content=a.content, source=a.source, speaker=a.speaker) for a in attributions)


def read(path: Path) -> tuple[Document, ...]:
    """Return the documents of a JSONL file."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(
        Document(
            id=fields["id"],
            text=fields["text"],
            dataset=fields.get("dataset", path.stem),
            attributions=tuple(map(labeled, fields["attributions"])),
        )
        for fields in lines
    )
