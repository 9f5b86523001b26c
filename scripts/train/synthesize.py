"""Make reports out of treebank sentences: "SUBJECT said that SENTENCE", "SENTENCE, said SUBJECT" and their like.

Reports are what the parser is for, and rare in web text.  Both halves are real, annotated text; only their joint is
new.
"""

import random
from collections.abc import Sequence

from train.conllu import Sentence

PAST = [
    "said",
    "added",
    "wrote",
    "argued",
    "explained",
    "warned",
    "noted",
    "claimed",
    "announced",
    "insisted",
    "suggested",
    "reported",
    "testified",
    "stated",
]
PRESENT = ["says", "adds", "writes", "argues", "explains", "warns", "notes", "claims", "insists", "suggests", "reports"]
TIMES = (("on", "Monday"), ("on", "Thursday"), ("Tuesday",), ("Friday",), ("last", "week"), ())
PLACES = (("in", "a", "statement"), ("in", "an", "interview"), ("at", "a", "rally"), (), (), ())
SHORTEST, LONGEST = 4, 32
Row = tuple[str, bool, str, int, str]


def subtree(sentence: Sentence, top: int) -> list[int]:
    """Return the tokens at and under ``top``, or nothing when they are not one stretch."""
    under = [i for i in range(len(sentence.words)) if is_under(sentence, i, top)]
    return under if under[-1] - under[0] + 1 == len(under) else []


def is_under(sentence: Sentence, at: int, top: int) -> bool:
    """Tell whether a token hangs below another or is it."""
    while at != top:
        if sentence.heads[at] == at:
            return False
        at = sentence.heads[at]
    return True


def subjects(sentences: Sequence[Sentence]) -> list[list[Row]]:
    """Return the named and nominal subjects of a treebank as rows whose heads are their own indices."""
    result = []
    for sentence in sentences:
        for i, label in enumerate(sentence.relations):
            if label != "nsubj" or sentence.tags[i] not in ("NNP", "NN", "NNS", "PRP", "NNPS"):
                continue
            inside = subtree(sentence, i)
            if inside and len(inside) <= 14 and sentence.words[i].lower() not in ("it", "that", "i", "you", "there"):
                result.append(rows(sentence, inside, i))
    return result


def rows(sentence: Sentence, kept: Sequence[int], top: int) -> list[Row]:
    """Return the kept tokens as rows; the top's head is -1."""
    home = {old: new for new, old in enumerate(kept)}
    return [
        (
            sentence.words[i],
            sentence.spaces[i],
            sentence.tags[i],
            -1 if i == top else home.get(sentence.heads[i], home[top]),
            sentence.relations[i],
        )
        for i in kept
    ]


def clause(sentence: Sentence) -> list[Row] | None:
    """Return a sentence without its final stop, if it is a plain statement."""
    size = len(sentence.words)
    roots = [i for i in range(size) if sentence.heads[i] == i]
    if len(roots) != 1 or not SHORTEST <= size <= LONGEST or sentence.words[-1] != "." or '"' in sentence.words:
        return None
    if not any(sentence.heads[i] == roots[0] and sentence.relations[i].startswith("nsubj") for i in range(size)):
        return None
    return rows(sentence, list(range(size - 1)), roots[0])


def shifted(part: Sequence[Row], by: int, top: int, label: str) -> list[Row]:
    """Return rows moved right, their top hung on ``top`` with a label."""
    return [(w, s, t, top if h == -1 else h + by, label if h == -1 else r) for w, s, t, h, r in part]


def lowered(part: list[Row]) -> list[Row]:
    """Return rows whose first word loses its capital unless it is a name or "I"."""
    word, space, tag, head, label = part[0]
    if tag not in ("NNP", "NNPS") and word != "I":
        part = [(word[0].lower() + word[1:], space, tag, head, label), *part[1:]]
    return part


def raised(part: list[Row]) -> list[Row]:
    """Return rows whose first word has a capital."""
    word, space, tag, head, label = part[0]
    return [(word[0].upper() + word[1:], space, tag, head, label), *part[1:]]


def adjuncts(chance: random.Random, verb: int, start: int) -> list[Row]:
    """Return words of time or place that hang on the verb."""
    found = chance.choice(TIMES if chance.random() < 0.6 else PLACES)
    top = start + len(found) - 1
    tags = {"on": "IN", "in": "IN", "at": "IN", "a": "DT", "an": "DT", "last": "JJ"}
    made: list[Row] = []
    for i, word in enumerate(found):
        tag = tags.get(word, "NNP" if word[0].isupper() else "NN")
        label = {"IN": "case", "DT": "det", "JJ": "amod"}.get(tag, "obl")
        made.append((word, True, tag, verb if start + i == top else top, label))
    return made


def report(base: Sentence, sources: Sequence[list[Row]], chance: random.Random) -> Sentence | None:
    """Return a report that holds the sentence, or nothing when it cannot be reported."""
    said = clause(base)
    if said is None:
        return None
    source = chance.choice(sources)
    past = chance.random() < 0.7
    word, tag = (chance.choice(PAST), "VBD") if past else (chance.choice(PRESENT), "VBZ")
    if chance.random() < 0.5:
        word = "said" if past else "says"
    made: list[Row] = []
    order = chance.random()
    if order < 0.45:
        verb = len(source)
        made += shifted(raised(source), 0, verb, "nsubj")
        made.append((word, True, tag, verb, "ROOT"))
        made += adjuncts(chance, verb, len(made))
        that = chance.random() < 0.5
        top = next(i for i, row in enumerate(said) if row[3] == -1)
        start = len(made) + that
        if that:
            made.append(("that", True, "IN", start + top, "mark"))
        made += shifted(lowered(said), start, verb, "ccomp")
    else:
        comma = len(said)
        inverted = order > 0.8
        verb = comma + 1 if inverted else comma + 1 + len(source)
        made += shifted(raised(said), 0, verb, "ccomp")
        made.append((",", True, ",", verb, "punct"))
        if inverted:
            made.append((word, True, tag, verb, "ROOT"))
            made += shifted(lowered(source), verb + 1, verb, "nsubj")
        else:
            made += shifted(lowered(source), comma + 1, verb, "nsubj")
            made.append((word, True, tag, verb, "ROOT"))
        made += adjuncts(chance, verb, len(made))
    made.append((".", True, ".", verb, "punct"))
    words, spaces, tags, heads, labels = zip(*made, strict=True)
    return Sentence(words, spaces, tags, heads, labels)
