"""Train the tagger that ships in ``scripts/onrecord/extract/tagger``: prepare, fit, export.

    PYTHONPATH=scripts python -m train.tagger prepare --vocabulary vocab.txt --training FOLDER --evaluation FOLDER \
        --treebank gum.conllu ewt-train.conllu --out DATA
    PYTHONPATH=scripts python -m train.tagger fit --base model.safetensors --data DATA --out MODEL [--fold 0]
    PYTHONPATH=scripts python -m train.tagger export --weights MODEL/weights.pt --vocabulary vocab.txt --out FOLDER

The base is all-mpnet-base-v2 (Apache-2.0).  ``prepare`` needs the package, ``fit`` torch and numpy, ``export`` onnx and
onnxruntime too.  On one H200 a fit takes 2 minutes (four rounds over openly licensed texts and made ones in 50 s, then
twelve over the labeled articles with each of three seeds, whose weights are averaged); two cores need many hours.
With ``--fold N`` the articles of one fold in five are left out and what is read in them goes to ``read.jsonl``.
"""

import argparse
import gzip
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDS = 5
SEEDS = (1, 2, 3)
MADE = 2600
"""Made articles to draw from."""


def prepare(args: argparse.Namespace) -> None:
    """Write ``silver``, ``made`` and ``news`` as the trainer reads them, and the numbers of quotation marks."""
    from onrecord.extract.tagger.tokens import Pieces, words
    from train.tagger.made import articles
    from train.tagger.prepare import prepared, read, silver

    pieces = Pieces.read(args.vocabulary)
    args.out.mkdir(parents=True, exist_ok=True)
    news = list(read(args.evaluation / "news_dev.jsonl"))
    held = [*news, *read(args.evaluation / "wikinews_dev.jsonl")]
    made = articles(args.treebank, count=MADE, seed=5)
    for name, documents in {"silver": silver(args.training, held), "made": made, "news": news}.items():
        with gzip.open(args.out / f"{name}.jsonl.gz", "wt") as lines:
            for document in documents:
                one = prepared(document, pieces)
                if name == "news":
                    one |= {"text": document["text"], "spans": tuple(words(document["text"]).spans)}
                lines.write(json.dumps(one, separators=(",", ":")) + "\n")
    marks = {mark: pieces.numbers[mark] for mark in "“”\"‘’'"}
    (args.out / "marks.json").write_text(json.dumps(marks), encoding="utf-8")


def swaps(marks: dict[str, int]) -> tuple[dict[int, int], ...]:
    """Return how quotation marks are changed in training: to straight ones, or double and single for each other."""
    straight = dict.fromkeys((marks["“"], marks["”"]), marks['"']) | dict.fromkeys((marks["‘"], marks["’"]), marks["'"])
    british = {marks["“"]: marks["‘"], marks["”"]: marks["’"], marks["‘"]: marks["“"]}
    return straight, straight, british


def split(news: list[dict[str, Any]], fold: int | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the articles to train on and those left out, own and openly licensed ones in equal shares."""
    groups = [[d for d in news if d["id"].startswith(("wn-", "masc-")) is which] for which in (False, True)]
    out = [] if fold is None else [d for group in groups for i, d in enumerate(group) if i % FOLDS == fold]
    return [d for d in news if d not in out], out


def fit(args: argparse.Namespace) -> None:
    """Fit one network a seed to the labeled articles, from one fitted to the rest, and keep their mean."""
    import torch
    from safetensors.torch import load_file

    from train.tagger.fit import Plan, load, predict
    from train.tagger.fit import fit as fitted
    from train.tagger.network import Tagger, renamed

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    silver, made, news = (load(args.data / f"{name}.jsonl.gz") for name in ("silver", "made", "news"))
    marks = swaps(json.loads((args.data / "marks.json").read_text(encoding="utf-8")))
    train, out = split(news, args.fold)
    base = {name.removeprefix("mpnet."): value for name, value in load_file(args.base).items()}
    torch.manual_seed(1)
    model = Tagger(len(base["embeddings.word_embeddings.weight"])).to(device)
    model.load_state_dict(renamed(base, len(model.encoder.layers)), strict=False)
    fitted(model, [(silver, 1), (made, 0.25)], Plan(epochs=4, batch=16, swaps=marks), device)
    first = {name: value.clone() for name, value in model.state_dict().items()}
    mean: dict[str, torch.Tensor] = {}
    for number, seed in enumerate(SEEDS, 1):
        model.load_state_dict(first)
        plan = Plan(epochs=12, batch=8, average=0.3, role_weight=6.0, swaps=marks, seed=seed)
        fitted(model, [(train, 1), (made, 0.03)], plan, device)
        for name, value in model.state_dict().items():
            mean[name] = value.clone() if number == 1 else mean[name] + (value - mean[name]) / number
    model.load_state_dict(mean)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: value.half() for name, value in mean.items()}, args.out / "weights.pt")
    write(args.out / "read.jsonl", predict(model, out, device))


def write(path: Path, documents: Iterable[dict[str, Any]]) -> None:
    """Write documents as JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")


def export(args: argparse.Namespace) -> None:
    """Write the graphs and the vocabulary that the package reads."""
    import torch

    from train.tagger.export import export as exported
    from train.tagger.network import Tagger

    weights = {name: value.float() for name, value in torch.load(args.weights, map_location="cpu").items()}
    model = Tagger(len(weights["encoder.pieces.weight"]))
    model.load_state_dict(weights)
    exported(model, args.out)
    shutil.copy(args.vocabulary, args.out / "vocabulary.txt")


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(required=True)
    wanted = {
        prepare: ("vocabulary", "training", "evaluation", "out"),
        fit: ("base", "data", "out"),
        export: ("weights", "vocabulary", "out"),
    }
    for step, paths in wanted.items():
        one = steps.add_parser(step.__name__)
        for path in paths:
            one.add_argument(f"--{path}", type=Path, required=True)
        one.set_defaults(step=step)
        if step is prepare:
            one.add_argument("--treebank", type=Path, nargs="+", required=True)
        if step is fit:
            one.add_argument("--fold", type=int, choices=range(FOLDS))
    args = parser.parse_args()
    args.step(args)


if __name__ == "__main__":
    main()
