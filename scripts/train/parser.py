"""Train the parser that ships in ``scripts/onrecord/extract/sentences/parser`` from CoNLL-U files.

    PYTHONPATH=scripts python -m train.parser --train ewt-train.conllu gum.conllu --dev ewt-dev.conllu --out FOLDER

The pipeline is a tok2vec of hashed embeddings (no word vectors), a tagger for the treebank's XPOS tags and an arc-eager
dependency parser (Honnibal & Johnson 2015), small enough to sit inside a wheel.  What a large parser makes of open text
counts as a treebank: a small one learns from it much of what the large one knows (Kim & Rush 2016).  The same seed
gives the same weights on the same machine and versions.
"""

import argparse
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from thinc.schedules import warmup_linear

from train.conllu import Sentence, read
from train.synthesize import report, subjects

LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
RAREST = 300
"""Times that an arc of a label must occur on one side to be learned: each that is costs time at every word."""


def pipeline(*, width: int, depth: int) -> Language:
    """Return an untrained pipeline whose tok2vec is ``width`` wide and ``depth`` convolutions deep."""
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": [5000, 1000, 2500, 1500],
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": width,
                    "depth": depth,
                    "window_size": 1,
                    "maxout_pieces": 2,
                },
            }
        },
    )
    listener = {**LISTENER, "width": width}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe(
        "parser",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "nO": None,
                "tok2vec": listener,
            },
            "min_action_freq": RAREST,
        },
    )
    return nlp


def example(nlp: Language, sentence: Sentence) -> Example:
    """Turn one treebank sentence into a training example on the treebank's own tokens."""
    words, spaces = list(sentence.words), list(sentence.spaces)
    starts: list[bool | int | None] = [i == 0 for i in range(len(words))]
    reference = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=list(sentence.tags),
        heads=list(sentence.heads),
        deps=list(sentence.relations),
        sent_starts=starts,
    )
    return Example(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts), reference)


def batches(examples: list[Example], *, words: int) -> Iterator[list[Example]]:
    """Yield lists of examples of about ``words`` words each."""
    batch: list[Example] = []
    size = 0
    for item in examples:
        batch.append(item)
        size += len(item.reference)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def save(nlp: Language, folder: Path) -> None:
    """Write the pipeline without the words of its texts: it knows words by their hashes, and loads faster so."""
    nlp.to_disk(folder)
    labels = sorted(label for name in ("tagger", "parser") for label in nlp.pipe_labels[name])
    (folder / "vocab" / "strings.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")


def main() -> None:
    """Train, keep the epoch that parses the development files best, and save it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", type=Path, required=True)
    parser.add_argument("--dev", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", metavar="PREFIX", help="pass over training documents whose id begins so")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--depth", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=float, default=0.0, help="share of sentences to repeat inside a made report")
    args = parser.parse_args()

    fix_random_seed(args.seed)
    chance = random.Random(args.seed)  # noqa: S311 -- shuffles training data
    nlp = pipeline(width=args.width, depth=args.depth)
    sentences = [s for path in args.train for s in read(path, held_out=args.held_out)]
    sources = subjects(sentences)
    train = [example(nlp, s) for s in sentences]
    dev = [example(nlp, s) for path in args.dev for s in read(path)]
    steps = args.epochs * sum(len(e.reference) for e in train) // 1500
    rate = list(islice(warmup_linear(0.002, 250, int(steps * 1.2)), 2 * steps))
    optimizer = Adam(learn_rate=rate, L2=0.01, grad_clip=1.0, beta1=0.9, beta2=0.999, use_averages=True)
    nlp.initialize(lambda: train, sgd=optimizer)
    best = 0.0
    for epoch in range(args.epochs):
        made = (report(s, sources, chance) for s in sentences if chance.random() < args.reports)
        added = [example(nlp, s) for s in made if s]
        rounds = train + added
        chance.shuffle(rounds)
        losses: dict[str, float] = {}
        for batch in batches(rounds, words=min(500 + 400 * epoch, 2000)):
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
            optimizer.step_schedules()
        with nlp.use_params(optimizer.averages):
            scores = nlp.evaluate(dev)
            uas, las, tag = (100 * float(scores[k] or 0) for k in ("dep_uas", "dep_las", "tag_acc"))
            print(f"epoch {epoch} uas {uas:.2f} las {las:.2f} tag {tag:.2f}", flush=True)  # noqa: T201 -- a script
            if las > best:
                best = las
                save(nlp, args.out)


if __name__ == "__main__":
    main()
