"""The edge to spaCy: words in, part-of-speech tags and a dependency tree out.

The shipped pipeline is beside this module (``model/``); any installed pipeline with a tagger and a parser can be named
instead.  Labels are those of Universal Dependencies v2; the older ClearNLP ones are renamed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from onrecord.model.options import ACCURATE, FAST

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = Path(__file__).parent / "parser"
RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "relcl": "acl:relcl",
    "attr": "xcomp",
    "pobj": "obl",
}
LONGEST = 300
"""Words of a sentence that are parsed; the rest of a monstrous one hangs flat on its first word."""
ASKED_FOR = frozenset(("NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"))
"""What the shipped pipeline, and spaCy with any, asks for of a word."""
LONE = re.compile("[\ud800-\udfff]")
"""Half of a pair of code units, which JSON can hold and spaCy cannot."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence as parallel tuples; a root is its own head."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    left: tuple[int, ...] = field(repr=False)
    right: tuple[int, ...] = field(repr=False)

    def child(self, at: int, *labels: str) -> int | None:
        """Return the first child with one of the labels."""
        return next((i for i in self.children[at] if self.labels[i] in labels), None)

    def under(self, at: int, top: int) -> bool:
        """Tell whether ``at`` is ``top`` or hangs below it."""
        while at != top:
            if self.heads[at] == at:
                return False
            at = self.heads[at]
        return True


def parse_of(tags: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> Parse:
    """Build a parse with its children and the edges of its subtrees."""
    size = len(tags)
    children: list[list[int]] = [[] for _ in range(size)]
    left, right = list(range(size)), list(range(size))
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    for i in range(size):
        at = i
        while heads[at] != at:
            at = heads[at]
            if i < left[at]:
                left[at] = i
            elif i > right[at]:
                right[at] = i
            else:
                break
    return Parse(tuple(tags), tuple(heads), tuple(labels), tuple(map(tuple, children)), tuple(left), tuple(right))


@cache
def pipeline(model: str) -> Language:
    """Load the shipped pipeline, or an installed one by its name or path."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with _no_command_line():
        import spacy  # here, since it takes longer to load than a build in which no article is new

    shipped = model in {ACCURATE, FAST}
    nlp = spacy.load(SHIPPED if shipped else model, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    if shipped:  # of each word of an article spaCy works out twenty things, of which this one asks for six
        vocab: Any = nlp.vocab  # whose stub lacks them
        asked = {vocab.strings[name] for name in ASKED_FOR}
        vocab.lex_attr_getters = {attr: get for attr, get in vocab.lex_attr_getters.items() if attr in asked}
    return nlp


@contextmanager
def _no_command_line() -> Iterator[None]:
    """Let spaCy load without its command line, whose HTTP client and the like take a third of its time, and 20 MB."""
    names = () if "spacy" in sys.modules else ("spacy.cli", "spacy.cli.info")
    sys.modules.update((name, ModuleType(name)) for name in names)
    if names:
        sys.modules[names[-1]].__dict__["info"] = None
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]  # whoever asks for it finds it


def mended(words: Sequence[str], tags: list[str]) -> list[str]:
    """Return the tags as words must have them: a name after "according to", "Theresa May", "court documents say"."""
    for i in range(2, len(words)):
        plural = tags[i - 1] == "VBZ" and len(words[i - 1]) > len("does")
        if tags[i][:2] == "VB" and plural and words[i].lower() in ("say", "said", "show", "showed"):
            tags[i - 1 : i + 1] = "NNS", "VBD" if words[i].endswith("d") else "VBP"
        if tags[i] == "VB" and words[i - 1] == "to" and words[i - 2].lower() == "according":
            tags[i] = "NNP" if words[i][0].isupper() else "NN"
        if tags[i - 1] == "JJS" and tags[i - 2] == "DT" and tags[i] in ("VBD", "VBZ", "VBP", "MD"):
            tags[i - 1] = "NN"  # "An inquest heard"
        if words[i] in ("May", "Will") and tags[i] == "MD" and words[i - 1][0].isupper():
            tags[i] = "NNP"
    return tags


def parse(sentences: Sequence[Sequence[str]], *, model: str = FAST) -> tuple[Parse, ...]:
    """Return the parse of each sentence, given as its words; the pipeline keeps none of them."""
    nlp = pipeline(model)
    with nlp.memory_zone():
        return tuple(parses(nlp, sentences))


def parses(nlp: Language, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
    """Yield the parse of each sentence."""
    from spacy.tokens import Doc

    short = [[LONE.sub("\ufffd", word) for word in words[:LONGEST]] for words in sentences]
    docs = (Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]) for words in short)
    named = nlp.vocab.strings
    for words, whole, doc in zip(short, sentences, nlp.pipe(docs, batch_size=64), strict=True):
        more = len(whole) - len(words)
        found = doc.to_array(["TAG", "DEP", "HEAD"])
        tags = mended(words, [named[tag] for tag in found[:, 0].tolist()]) + ["NN"] * more
        heads = [at + apart for at, apart in enumerate(found[:, 2].astype("int64").tolist())] + [0] * more
        labels = [RENAMED.get(named[label], named[label]) for label in found[:, 1].tolist()] + ["dep"] * more
        yield parse_of(tags, heads, labels)
