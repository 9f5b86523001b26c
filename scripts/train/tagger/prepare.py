"""Turn articles with attributions into what the trainer reads: pieces, shapes, anchors and roles of words.

An anchor is the word that a report hangs on: the first word of its cue that is no auxiliary; without a cue the last
word of its source, without that the first of its content.
"""

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.extract.tagger.tokens import Pieces, Words, words

PARTS = ("content", "source", "cue")
HELPING = (
    "is are was were be been being am has have having had do does did will would can could may might shall should must "
    "not never also used to and or , t n ’ '"
)
AUXILIARIES = frozenset(HELPING.split())


def inside(found: Words, span: Sequence[int]) -> tuple[int, int]:
    """Return the words, half open, that a span of the text touches."""
    ends, starts = [end for _, end in found.spans], [start for start, _ in found.spans]
    return bisect_right(ends, span[0]), bisect_left(starts, span[1])


def ranges(found: Words, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the ranges of words of spans, empty ones left out."""
    return [(a, b) for a, b in (inside(found, span) for span in spans) if a < b]


def anchor(text: str, found: Words, parts: dict[str, list[tuple[int, int]]]) -> int | None:
    """Return the word that the report hangs on."""

    def plain(at: int) -> str:
        return text[slice(*found.spans[at])].lower()

    cue = [i for a, b in parts["cue"] for i in range(a, b)]
    if cue:
        return next((i for i in cue if plain(i) not in AUXILIARIES), cue[-1])
    source = [i for a, b in parts["source"] for i in range(a, b)]
    named = [i for i in source if plain(i)[0].isalnum()]
    if named:
        return named[-1]
    return parts["content"][0][0] if parts["content"] else None


def prepared(document: dict[str, Any], pieces: Pieces) -> dict[str, Any]:
    """Return one document as the trainer reads it."""
    text = document["text"]
    found = words(text)
    relations: dict[int, dict[str, Any]] = {}
    unsure: set[int] = set()
    for one in document["attributions"]:
        if one.get("kind") == "assertion":
            continue
        parts = {part: ranges(found, one.get(part) or []) for part in PARTS}
        at = anchor(text, found, parts)
        if at is None:
            continue
        if one.get("ignore") or not parts["content"] or at in relations:
            unsure.add(at)
            unsure.update(i for a, b in parts["cue"] for i in range(a, b))
            continue
        relations[at] = {"anchor": at, **parts}
    return {
        "id": document["id"],
        "pieces": [list(pieces.of(text[s:e])) for s, e in found.spans],
        "shapes": list(found.shapes),
        "begins": [int(b) for b in found.begins],
        "relations": [relations[at] for at in sorted(relations)],
        "unsure": sorted(unsure - relations.keys()),
    }


def merged(gold: dict[str, Any], silver: dict[str, Any]) -> dict[str, Any]:
    """Return gold relations of a text with those silver ones whose cue and content no gold one has."""
    text, result = gold["text"], list(gold["attributions"])
    cues = [span for one in result for span in one["cue"]]

    def met(one: dict[str, Any]) -> bool:
        return any(a < d and c < b for a, b in one["cue"] for c, d in cues)

    added = [one for one in silver["attributions"] if one["kind"] != "assertion" and not met(one)]
    # Silver alone says that a verb reports which gold's annotators passed over: a quotation or "according to" is
    # believed, the rest is not judged.
    quoted = re.compile('[“"”]')
    for one in added:
        cue = " ".join(text[s:e] for s, e in one["cue"]).lower()
        sure = "according" in cue or any(quoted.match(text, s) for s, _ in one["content"])
        result.append(one if sure else {**one, "ignore": True})
    return {**gold, "attributions": result}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file of JSON lines."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def grams(text: str, size: int = 8) -> set[tuple[str, ...]]:
    """Return the runs of so many words."""
    found = re.findall(r"\w+", text.lower())
    return set(zip(*(found[i:] for i in range(size)), strict=False))


def silver(folder: Path, held_out: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the training texts that share no eight words in a row with what is measured on (three runs may)."""
    seen: set[tuple[str, ...]] = set().union(*(grams(document["text"]) for document in held_out))
    gold = {d["id"]: d for name in ("gum", "ewt_propbank") for d in read(folder / f"{name}_attribution.jsonl.gz")}
    for document in read(folder / "silver_attribution.jsonl.gz"):
        if len(grams(document["text"]) & seen) < 3:
            one = gold.get(document["id"])
            yield merged(one, document) if one else document
