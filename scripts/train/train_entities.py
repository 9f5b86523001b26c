"""Train the entity typer that ships in ``scripts/onrecord/extract/entities/trained`` from GUM's typed mentions.

    python scripts/train/train_entities.py --mentions gum-mentions.jsonl --treebank gum.conllu ewt-train.conllu \
        --held-out GUM_news_ --out scripts/onrecord/extract/entities/trained

Documents whose id begins with ``--held-out`` are used for nothing: they are left to measure on.  ``--folds N`` prints
precision and recall at several thresholds by cross-validation over documents instead of writing a model.
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.extract.entities.candidates import Candidate, candidates
from onrecord.extract.entities.classifier import CLASSES, Weights, features, probabilities
from onrecord.extract.sentences.segment import paragraphs
from onrecord.lexicon.lists import known_places

CLOSED = frozenset(("ADP", "ADV", "AUX", "CCONJ", "SCONJ", "DET", "PRON", "INTJ", "PART"))
LEXICAL = ("word=", "first=", "last=", "name=", "start3=", "end3=")
TYPES = {"person": "person", "organization": "organization", "place": "place", "time": "none"}
ORIGIN = (
    "# Made by scripts/train/train_entities.py from GUM (Zeldes and others, CC BY 4.0) and the words of the English Web"
    " Treebank (CC BY-SA 4.0)."
)
Row = tuple[str, str, int, str, str]
Mention = tuple[int, int, str]
Example = tuple[dict[str, float], int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A treebank token placed in its document's text, with the index of its head in the document."""

    start: int
    end: int
    tag: str
    head: int
    label: str


def documents(path: Path) -> Iterator[tuple[str, list[list[Row]]]]:
    """Yield each document's id with its sentences as rows of form, tag, head (0 is the root), word class and label."""
    name = ""
    found: list[list[Row]] = []
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("# newdoc"):
            if found:
                yield name, found
            name, found = line.rpartition("=")[2].strip(), []
        elif len(fields) == 10 and fields[0].isdigit():
            rows.append((fields[1], fields[4], int(fields[6]), fields[3], fields[7]))
        elif not line and rows:
            found.append(rows)
            rows = []
    if found:
        yield name, found


def placed(text: str, sentences: Iterable[Sequence[Row]]) -> list[Token]:
    """Return the document's tokens at their offsets."""
    result: list[Token] = []
    at = 0
    for rows in sentences:
        base = len(result)
        for i, (word, tag, head, _, label) in enumerate(rows):
            match = re.compile(r"\s*".join(map(re.escape, word))).search(text, at)
            if match is None or match.start() > at + 40:
                raise ValueError(f"cannot place {word!r} at {at}: {text[at : at + 40]!r}")
            at = match.end()
            result.append(Token(match.start(), at, tag, base + head - 1 if head else base + i, label))
    return result


def common_words(paths: Iterable[Path], held_out: str) -> list[str]:
    """Return the lines of ``common_words.txt``: words that stand in lower case, and how common they are."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for name, sentences in documents(path):
            if name.startswith(held_out):
                continue
            for word, _, _, kind, _ in (row for rows in sentences for row in rows):
                if word.islower() and word.isalpha():
                    counts[word][kind] += 1
                elif word[0].isupper() and kind == "PROPN":
                    counts[word.lower()]["NAME"] += 1
    result = []
    for word, kinds in sorted(counts.items()):
        named = kinds.pop("NAME", 0)
        low = sum(kinds.values())
        if low < 2 or low < named * 0.1:
            continue
        closed = sum(kinds[kind] for kind in CLOSED) > 0.7 * low and low > 2 and named < 0.3 * low
        result.append(f"{word}\t{'closed' if closed else 'open' if low > 4 else 'rare'}")
    return result


def gold(text: str, candidate: Candidate, tokens: Sequence[Token], heads: Mapping[int, list[Mention]]) -> str:
    """Return what the candidate is: the type of the widest mention whose head stands in it, or "none".

    A name that only stands beside the head ("the host Ann Lee") takes that mention's type.  A candidate whose head is
    no proper noun, that reaches outside the mention, or that breaks off before "of" and another name, is no name.
    """
    start, end = candidate.span
    if candidate.name in known_places():
        return "place"
    found: list[Mention] = []
    for i, token in enumerate(tokens):
        if token.start >= start and token.end <= end and token.tag.startswith("NNP"):
            top = token.head if token.label.partition(":")[0] in ("appos", "flat") else i
            found += [m for at in {i, top} for m in heads.get(at, ()) if m[0] <= start and end <= m[1]]
    if not found:
        return "none"
    best = max(found, key=lambda mention: (mention[1] - mention[0], mention))
    if re.match(r" (?:of|for) (?:the )?[A-Z]", text[end : best[1]]):
        return "none"
    return TYPES.get(best[2], "other")


def examples(record: Mapping[str, object], sentences: list[list[Row]], number: int) -> Iterator[tuple[str, Example]]:
    """Yield each name of a document with its features and its type, the most frequent among its occurrences."""
    text = str(record["text"])
    tokens = placed(text, sentences)
    heads: defaultdict[int, list[Mention]] = defaultdict(list)
    starts = [token.start for token in tokens]
    for mention in record["mentions"]:  # type: ignore[attr-defined]  # JSON
        first = int(np.searchsorted(starts, mention["start"]))
        inside = (
            [i for i in range(first, len(tokens)) if tokens[i].end <= mention["end"]] if first < len(tokens) else []
        )
        inside = [i for i in inside if tokens[i].start >= mention["start"]]
        for i in inside:
            if not mention["start"] <= tokens[tokens[i].head].start < mention["end"] or tokens[i].head == i:
                heads[i].append((mention["start"], mention["end"], mention["type"]))
                break
    by_name: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates(text, paragraphs(text)):
        by_name[candidate.name].append(candidate)
    lower = frozenset(re.findall(r"(?<!\w)[a-z]\w+", text))
    for name, occurrences in by_name.items():
        kinds = Counter(gold(text, candidate, tokens, heads) for candidate in occurrences)
        kind = kinds.most_common(1)[0][0]
        yield name, (dict(features(text, occurrences, lower)), CLASSES.index(kind), number)


def fit(data: Sequence[Example], *, seed: int, epochs: int, ridge: float, drop: float) -> Weights:
    """Fit the regression by AdaGrad (Duchi, Hazan & Singer 2011); ``drop`` is how often words themselves are hidden."""
    counts = Counter(name for found, _, _ in data for name in found)
    index = {name: i for i, name in enumerate(sorted(name for name, count in counts.items() if count > 1))}
    lexical = np.array([name.startswith(LEXICAL) for name in sorted(index)])
    rows = []
    for found, kind, _ in data:
        known = sorted((index[name], value) for name, value in found.items() if name in index)
        rows.append((np.array([i for i, _ in known]), np.array([value for _, value in known]), kind))
    weights = np.zeros((len(index), len(CLASSES)))
    squares = np.full_like(weights, 1e-2)
    chance = np.random.default_rng(seed)
    for _ in range(epochs):
        for at in chance.permutation(len(rows)):
            ids, values, kind = rows[at]
            kept = values * ~(lexical[ids] & (chance.random(len(ids)) < drop))
            scores = kept @ weights[ids]
            scores = np.exp(scores - scores.max())
            scores /= scores.sum()
            scores[kind] -= 1
            slope = np.outer(kept, scores) + ridge * weights[ids]
            squares[ids] += slope * slope
            weights[ids] -= 0.1 * slope / np.sqrt(squares[ids])
    return Weights({name: tuple(float(v) for v in weights[i]) for name, i in index.items()})


def report(pairs: Sequence[tuple[tuple[float, ...], int]]) -> Iterator[str]:
    """Yield precision and recall of the typed names at several thresholds."""
    total = sum(kind != 0 for _, kind in pairs)
    for threshold in (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        kept = [(chances.index(max(chances)), kind) for chances, kind in pairs if max(chances) >= threshold]
        given = [(guess, kind) for guess, kind in kept if guess]
        right = sum(guess == kind for guess, kind in given)
        by_class = " ".join(
            f"{CLASSES[c]} {100 * sum(g == k == c for g, k in given) / max(1, sum(g == c for g, _ in given)):.0f}%"
            f" of {sum(g == c for g, _ in given)}"
            for c in range(1, len(CLASSES))
        )
        precision, recall = 100 * right / max(1, len(given)), 100 * right / total
        yield f"{threshold:.2f} precision {precision:.1f} recall {recall:.1f} | {by_class}"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a file of the model under a line that says what it was made from."""
    path.write_text("\n".join((ORIGIN, *lines)) + "\n", encoding="utf-8")


def main() -> None:
    """Train on every document that is not held out, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=Path, required=True)
    parser.add_argument(
        "--treebank", nargs="+", type=Path, required=True, help="GUM first, then others for their words"
    )
    parser.add_argument("--held-out", default="GUM_news_")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--ridge", type=float, default=0.002)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    write(args.out / "common_words.txt", common_words(args.treebank, args.held_out))
    sentences = dict(documents(args.treebank[0]))
    data: list[Example] = []
    held: list[Example] = []
    for number, line in enumerate(args.mentions.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        found = [example for _, example in examples(record, sentences[record["id"]], number)]
        (held if record["id"].startswith(args.held_out) else data).extend(found)
    print(len(data), Counter(CLASSES[kind] for _, kind, _ in data))  # noqa: T201 -- a script
    settings = {"seed": args.seed, "epochs": args.epochs, "ridge": args.ridge, "drop": args.drop}
    if args.folds:
        numbers = sorted({number for _, _, number in data})
        random.Random(args.seed).shuffle(numbers)  # noqa: S311 -- shuffles documents
        fold = {number: i % args.folds for i, number in enumerate(numbers)}
        pairs = []
        for k in range(args.folds):
            weights = fit([e for e in data if fold[e[2]] != k], **settings)
            pairs += [(probabilities(weights.scores(e[0])), e[1]) for e in data if fold[e[2]] == k]
        print("\n".join(report(pairs)))  # noqa: T201
        return
    weights = fit(data, **settings)
    rows = {name: [round(100 * weight) for weight in row] for name, row in sorted(weights.rows.items())}
    lines = ["\t".join((name, *map(str, row))) for name, row in rows.items() if max(map(abs, row)) > 4]
    write(args.out / "weights.tsv", lines)
    print("\n".join(report([(probabilities(weights.scores(e[0])), e[1]) for e in held])))  # noqa: T201


if __name__ == "__main__":
    main()
