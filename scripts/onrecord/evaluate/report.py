"""Print the table of figures for each gold file, ours beside the reference systems', and record ours."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from onrecord.evaluate.cost import measure
from onrecord.evaluate.families import families, share_right
from onrecord.evaluate.gold import Document, Labeled, predicted, read, spans
from onrecord.evaluate.scoring import ALL, KINDS, Score, is_right, score
from onrecord.extract import extract
from onrecord.extract.pipeline import extracted
from onrecord.extract.tagger.decode import Tagged
from onrecord.extract.tagger.tagger import Reading
from onrecord.model.attribution import Extraction
from onrecord.model.options import ACCURATE, FAST

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHIPPED = ROOT / "tests" / "golden" / "seed" / "gold.jsonl"
SHARED = ROOT.parent / "shared" / "evaluation"
RESULTS = HERE / "results.json"
LOWERED = HERE / "lowered.yml"
REPORTED = KINDS[:3]
MODELS = (ACCURATE, FAST)
FOLDS = HERE / "folds.jsonl"
LARGEST_FALL = 0.5
"""By how many points a figure may fall without a reason."""


def gold_files() -> tuple[Path, ...]:
    """Return the gold files that are here: the shipped article's, and the shared ones where they are."""
    names = ("polnear_dev", "wikinews_dev", "news_dev", "cases")
    return (SHIPPED, *(path for name in names if (path := SHARED / f"{name}.jsonl").exists()))


def name_of(path: Path) -> str:
    """Return the name that a gold file's figures are recorded under."""
    return "seed" if path == SHIPPED else path.stem


def percent(ratio: float) -> float:
    """Return a ratio in percent with one decimal."""
    return round(100 * ratio, 1)


def figures(documents: Sequence[Document], found: dict[str, tuple[Labeled, ...]]) -> dict[str, Any]:
    """Return every figure of one gold file, in percent, by its name."""
    asserts = any(a.kind == "assertion" for d in documents for a in d.attributions)
    every = score(documents, found, kinds=KINDS if asserts else REPORTED)
    reported = score(documents, found, kinds=REPORTED) if asserts else every
    right = sum(is_right(document, found[document.id]) for document in documents)
    result: dict[str, Any] = {"articles": len(documents), "articles right": right, "reported": f1(reported)}
    result |= {kind: f1(every, kind) for kind in (KINDS if asserts else REPORTED)}
    result[ALL] = f1(every)
    return {**result, "source": percent(reported.source()), "speaker": speakers(every)}


def f1(found: Score, kind: str = ALL) -> dict[str, float]:
    """Return the four harmonic means of a kind, in percent."""
    return {name: percent(found.figures(name, kind).f1) for name in ("partial", "exact", "attributed", "whole")}


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
        yield f"assertions {own['partial']} ({own['exact']}); attributed, all kinds {found[ALL]['attributed']}"
    kinds = [kind for kind in (*KINDS, ALL) if kind in found]
    yield "whole: " + ", ".join(f"{kind} {found[kind]['whole']}" for kind in kinds)
    yield f"articles wholly right: {found['articles right']} of {found['articles']}"
    if found["speaker"]:
        yield "speaker right: " + ", ".join(f"{which} {value}" for which, value in found["speaker"].items())


def read_by(model: str, document: Document) -> Extraction:
    """Return what a model finds in a document.

    The tagger that ships was trained on ``news_dev`` too.  There the accurate model is measured with what taggers read
    that had not seen the article: one trained without it, of five, by `FOLDS`.
    """
    if model == ACCURATE and (reading := folds().get(document.id)):
        return extracted(document.text, model=model, read=lambda _: reading)
    return extract(document.text, model=model)


@cache
def folds() -> Mapping[str, Reading]:
    """Return what the taggers of a cross-validation read in each article, by its id."""
    rows = map(json.loads, FOLDS.read_text(encoding="utf-8").splitlines())
    return {
        row["id"]: Reading(
            tuple(
                Tagged(
                    content=spans(one["content"]),
                    source=spans(one["source"]),
                    cue=spans(one["cue"]),
                    anchor=spans([one["anchor"]])[0],
                    chance=one["chance"],
                )
                for one in row["reports"]
            ),
            {(start, end): chance for start, end, chance in row["chances"]},
        )
        for row in rows
    }


def report(path: Path, model: str) -> tuple[dict[str, Any], Iterator[str]]:
    """Return the figures of a model on a gold file, and what is printed of them."""
    documents = read(path)
    found = {d.id: predicted(read_by(model, d).attributions) for d in documents}
    measured = figures(documents, found)
    return measured, lines(path, measured, references=documents[0].dataset == "polnear")


def main(arguments: Sequence[str] = ()) -> int:
    """Score the given gold files, or those that are here and the families, print the tables and record the figures.

    Figures are recorded in ``results.json`` beside this module only for what is looked for by itself, and only where
    none has fallen without a reason; else returns 1.
    """
    paths = tuple(map(Path, arguments)) or gold_files()
    out = sys.stdout.write
    if not arguments and len(paths) == 1:
        out(f"{SHARED} is not here: scoring the shipped article alone.\n")
    # Before anything is loaded here: a process inherits the peak of the one that it was started by.
    largest = max(paths, key=lambda path: path.stat().st_size)
    costs = {model: measure(largest, model) for model in MODELS}
    measured: dict[str, dict[str, Any]] = {}
    for model in MODELS:
        out(f"\n# {model}\n")
        measured[model] = {}
        for path in paths:
            measured[model][name_of(path)], printed = report(path, model)
            out("\n".join(printed) + "\n")
        if not arguments:
            measured[model]["families"] = {family.name: share_right(family, model) for family in families()}
            out("\nFamilies of made texts, wholly right, in percent\n")
            out("".join(f"{right:6.1f}  {name}\n" for name, right in measured[model]["families"].items()))
        speed, peak = f"{costs[model].words_a_second:,.0f}", f"{costs[model].peak_megabytes:,.0f}"
        out(f"\n{speed} words a second on one core; {peak} MB peak for 2,000 words\n")
    return 0 if arguments else record(measured)


def record(measured: Mapping[str, Mapping[str, Any]]) -> int:
    """Write the figures beside those of what is not here, unless one has fallen without a reason: then return 1."""
    recorded = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if fallen := falls(recorded, measured, yaml.safe_load(LOWERED.read_text(encoding="utf-8"))):
        sys.stdout.write(
            "\n".join(("", *fallen, f"Nothing was recorded. If it has to be so, say why in {LOWERED.name}.", ""))
        )
        return 1
    every = {model: {**recorded.get(model, {}), **found} for model, found in measured.items()}
    RESULTS.write_text(json.dumps(every, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def flat(figures: Mapping[str, Any], *names: str) -> Iterator[tuple[str, float]]:
    """Yield every figure with its name, such as "fast wikinews_dev direct exact"."""
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from flat(value, *names, name)
        else:
            yield " ".join((*names, name)), value


def falls(recorded: Mapping[str, Any], measured: Mapping[str, Any], allowed: Mapping[str, Any]) -> list[str]:
    """Return a line for each figure that is lower than recorded by more than half a point, and not allowed to be."""
    now = dict(flat(measured))
    lower = ((name, before, now[name]) for name, before in flat(recorded) if name in now)
    return [
        f"{name} fell from {before} to {value}"
        for name, before, value in lower
        if value < before - LARGEST_FALL and value < allowed.get(name, {"to": before})["to"] - LARGEST_FALL
    ]
