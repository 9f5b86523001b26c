"""Print the table of figures for each gold file, ours beside the reference systems', and record ours."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from onrecord.evaluate.cost import measure
from onrecord.evaluate.gold import Document, Labeled, predicted, read
from onrecord.evaluate.scoring import ALL, KINDS, Score, score
from onrecord.extract import extract

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHIPPED = ROOT / "tests" / "golden" / "seed" / "gold.jsonl"
SHARED = ROOT.parent / "shared" / "evaluation"
RESULTS = HERE / "results.json"
REPORTED = KINDS[:3]


def gold_files() -> tuple[Path, ...]:
    """Return the gold files that are here: the shipped article's, and the shared ones where they are."""
    shared = (SHARED / "polnear_dev.jsonl", SHARED / "wikinews_dev.jsonl")
    return (SHIPPED, *(path for path in shared if path.exists()))


def percent(ratio: float) -> float:
    """Return a ratio in percent with one decimal."""
    return round(100 * ratio, 1)


def figures(documents: Sequence[Document], found: dict[str, tuple[Labeled, ...]]) -> dict[str, Any]:
    """Return every figure of one gold file, in percent, by its name."""
    asserts = any(a.kind == "assertion" for d in documents for a in d.attributions)
    every = score(documents, found, kinds=KINDS if asserts else REPORTED)
    reported = score(documents, found, kinds=REPORTED) if asserts else every
    result: dict[str, Any] = {"articles": len(documents), "reported": f1(reported)}
    result |= {kind: f1(every, kind) for kind in (KINDS if asserts else REPORTED)}
    if asserts:
        result["all"] = f1(every)
    return {**result, "source": percent(reported.source()), "speaker": speakers(reported)}


def f1(found: Score, kind: str = ALL) -> dict[str, float]:
    """Return the three harmonic means of a kind, in percent."""
    return {name: percent(found.figures(name, kind).f1) for name in ("partial", "exact", "attributed")}


def speakers(found: Score) -> dict[str, float]:
    """Return how many speakers are right: of all asked for, by the kind of source, and of those given."""
    asked = [which for which in ("any", "name", "pronoun") if found.count("speaker asked", which)]
    result = {which: percent(found.speaker(which)) for which in asked}
    if asked:
        result["when named"] = percent(found.speaker_when_named())
    return result


def table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a table of systems, each cell partial F1 with exact F1 in brackets."""
    yield f"{'system':38}{'direct':>14}{'mixed':>14}{'indirect':>14}{'source':>8}{'attributed':>12}"
    for row in rows:
        cells = (f"{row[kind][0]} ({row[kind][1]})" for kind in REPORTED)
        middle = "".join(f"{cell:>14}" for cell in cells)
        yield f"{row['system']:38}{middle}{row['source']:>8}{row['attributed']:>12}"


def our_row(found: dict[str, Any]) -> dict[str, Any]:
    """Return our figures in the form of a reference row."""
    row = {"system": "On the Record", "source": found["source"], "attributed": found["reported"]["attributed"]}
    return row | {kind: [found[kind]["partial"], found[kind]["exact"]] for kind in REPORTED}


def lines(path: Path, found: dict[str, Any], *, references: bool) -> Iterator[str]:
    """Yield what is printed for one gold file."""
    yield f"\n{path.name}: {found['articles']} articles; partial F1 (exact F1), in percent"
    others = yaml.safe_load((HERE / "references.yml").read_text(encoding="utf-8")) if references else []
    yield from table([our_row(found), *others])
    if "assertion" in found:
        own = found["assertion"]
        yield f"assertions {own['partial']} ({own['exact']}); attributed, all kinds {found['all']['attributed']}"
    if found["speaker"]:
        yield "speaker right: " + ", ".join(f"{which} {value}" for which, value in found["speaker"].items())


def main(arguments: Sequence[str] = ()) -> int:
    """Score the given gold files, or those that are here, print the tables and record the figures; return 0.

    Figures are recorded in ``results.json`` beside this module only for the files that are looked for by themselves.
    """
    paths = tuple(map(Path, arguments)) or gold_files()
    out = sys.stdout.write
    if not arguments and len(paths) == 1:
        out(f"{SHARED} is not here: scoring the shipped article alone.\n")
    recorded: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for path in paths:
        documents = read(path)
        found = {d.id: predicted(extract(d.text).attributions) for d in documents}
        measured = figures(documents, found)
        name = "seed" if path == SHIPPED else path.stem
        recorded[name] = measured
        out("\n".join(lines(path, measured, references=documents[0].dataset == "polnear")) + "\n")
    cost = measure(max(paths, key=lambda path: path.stat().st_size))
    out(
        f"\n{cost.words_a_second:,.0f} words a second on one core; {cost.peak_megabytes:,.0f} MB peak for 2,000 words\n"
    )
    if not arguments:
        RESULTS.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0
