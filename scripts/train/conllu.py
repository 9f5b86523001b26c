"""Read CoNLL-U treebanks the way the extraction tokenizes: hyphenated words whole, marks straight.

Format: https://universaldependencies.org/format.html.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT = ("nsubj:pass", "aux:pass", "acl:relcl")
NEW_DOCUMENT = "# newdoc id = "
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "..."})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as parallel tuples; ``heads`` are indices into them, a root is its own head."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


def relation(label: str) -> str:
    """Drop subtypes that the rules never ask for: fewer actions, a better parser."""
    return label if label in KEPT else label.partition(":")[0]


def depths(heads: list[int]) -> list[int]:
    """Return how far each token is from its root."""
    result = []
    for i in range(len(heads)):
        depth, at = 0, i
        while heads[at] != at:
            at, depth = heads[at], depth + 1
        result.append(depth)
    return result


def groups(words: list[str], spaces: list[bool]) -> list[list[int]]:
    """Return lists of indices that make one token: "long", "-", "range" are one."""
    result: list[list[int]] = []
    for i, word in enumerate(words):
        joins = i > 0 and not spaces[i - 1]
        begins = joins and word == "-" and words[i - 1][-1].isalnum() and i + 1 < len(words) and not spaces[i]
        if begins or (joins and len(result[-1]) > 1 and words[i - 1] == "-" and word[0].isalnum()):
            result[-1].append(i)
        else:
            result.append([i])
    return result


def sentence(rows: list[list[str]]) -> Sentence:
    """Build one sentence from its CoNLL-U rows."""
    words = [row[1].translate(STRAIGHT).replace("—", "--") for row in rows]
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    heads = [int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)]
    depth = depths(heads)
    merged = groups(words, spaces)
    home = {i: g for g, members in enumerate(merged) for i in members}
    tops = [min(members, key=lambda i: depth[i]) for members in merged]
    return Sentence(
        words=tuple("".join(words[i] for i in members) for members in merged),
        spaces=tuple(spaces[members[-1]] for members in merged),
        tags=tuple(rows[top][4] for top in tops),
        heads=tuple(home[heads[top]] for top in tops),
        relations=tuple("ROOT" if heads[top] == top else relation(rows[top][7]) for top in tops),
    )


def read(path: Path, *, held_out: str | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, which may be gzipped; multiword ranges and empty nodes are left out.

    Documents whose id begins with ``held_out`` are passed over: they are left to measure on.
    """
    rows: list[list[str]] = []
    held = False
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if line.startswith(NEW_DOCUMENT):
                held = held_out is not None and line.removeprefix(NEW_DOCUMENT).startswith(held_out)
            if held:
                continue
            if len(fields) == 10 and re.fullmatch(r"\d+", fields[0]):
                rows.append(fields)
            elif not line.strip() and rows:
                yield sentence(rows)
                rows = []
    if rows:
        yield sentence(rows)
