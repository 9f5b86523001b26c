"""The edge to spaCy: words in, part-of-speech tags and a dependency tree out.

The shipped pipeline is beside this module (``parser/``); any installed pipeline with a tagger and a parser can be named
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

from onrecord.lexicon import lists
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
ARTICLES = frozenset(("a", "an", "the", "A", "An", "The"))
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


def mended(words: Sequence[str], tags: list[str], heads: Sequence[int], labels: Sequence[str]) -> list[str]:
    """Return the tags as words, and their places in the tree, must have them.

    That is a name after "according to", "Theresa May", "court documents say", and a verb where a noun has a subject or
    an object: "three boats sank", "Keld Research measures storms", but not where it is one: "answered claims".
    """
    pasts = lists.words("past_forms")
    for i, (head, label) in enumerate(zip(heads, labels, strict=True)):
        if label == "obj" and 0 < head < i and tags[head] == "NNS" and tags[head - 1] in ("NNP", "NN"):
            tags[head] = "VBZ"
        if label == "obj" and tags[i] == "VBZ":
            tags[i] = "NNS"
        elif label == "nsubj" and tags[head] in ("NN", "JJ") and words[head] in pasts:
            tags[head] = "VBD"
    for i in range(2, len(words)):
        plural = tags[i - 1] == "VBZ" and len(words[i - 1]) > len("does")
        if tags[i][:2] == "VB" and plural and words[i].lower() in ("say", "said", "show", "showed"):
            tags[i - 1 : i + 1] = "NNS", "VBD" if words[i].endswith("d") else "VBP"
        if tags[i] == "VB" and words[i - 1] == "to" and words[i - 2].lower() == "according":
            tags[i] = "NNP" if words[i][0].isupper() else "NN"
        if tags[i - 1] in ("JJS", "JJ", "RB") and tags[i] in ("VBD", "VBZ", "VBP") and words[i - 2] in ARTICLES:
            tags[i - 1] = "NN"  # "An inquest heard", "a forward said"
        if words[i] in ("May", "Will") and tags[i] == "MD" and words[i - 1][0].isupper():
            tags[i] = "NNP"
    return tags


def rejoined(tags: Sequence[str], heads: list[int], labels: list[str]) -> None:
    """Make a name at a sentence's start one where its first word has the rest for a clause: "Farid | Wrona called"."""
    if labels[:2] != ["ROOT", "nsubj"] or tags[0][:2] != "NN" or tags[1] not in ("NNP", "NNPS"):
        return
    verb = heads[1]
    if labels[verb] != "acl:relcl" or heads[verb] != 0:
        return
    heads[:] = [verb if head == 0 else head for head in heads]
    heads[0], labels[0], labels[verb] = 1, "compound", "ROOT"


def parse(sentences: Sequence[Sequence[str]], *, model: str = FAST) -> tuple[Parse, ...]:
    """Return the parse of each sentence, given as its words; the pipeline keeps none of them."""
    nlp = pipeline(model)
    with nlp.memory_zone():
        return tuple(parses(nlp, sentences))


def parses(nlp: Language, sentences: Sequence[Sequence[str]]) -> Iterator[Parse]:
    """Yield the parse of each sentence."""
    from spacy.tokens import Doc

    short = [[*words[:LONGEST]] for words in sentences]
    short = [words if "".join(words).isascii() else [LONE.sub("\ufffd", word) for word in words] for words in short]
    docs = (Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]) for words in short)
    named = nlp.vocab.strings
    for words, whole, doc in zip(short, sentences, nlp.pipe(docs, batch_size=64), strict=True):
        more = len(whole) - len(words)
        found = doc.to_array(["TAG", "DEP", "HEAD"])
        heads = [at + apart for at, apart in enumerate(found[:, 2].astype("int64").tolist())]
        labels = [RENAMED.get(named[label], named[label]) for label in found[:, 1].tolist()]
        seen = [named[tag] for tag in found[:, 0].tolist()]
        if len(words) > 1 and words[0][0].isupper():
            rejoined(seen, heads, labels)
        tags = mended(words, seen, heads, labels)
        root = next((at for at, head in enumerate(heads) if head == at), 0)
        yield parse_of(tags + ["NN"] * more, heads + [root] * more, labels + ["dep"] * more)
