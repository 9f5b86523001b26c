"""Made articles: sentences out of templates, between sentences of treebanks, with every report marked.

The clauses that people are made to say are whole sentences of treebanks, so that only the frame is made.
"""

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+?)\}")
TAG = re.compile(r"\x00|<(/?)([csqi])(\d?)>")
PART = {"c": "content", "s": "source", "q": "cue"}
REPORTING = re.compile(
    r"\b(?:sa(?:y|id|ys|ying)|t(?:old|ell|ells|elling)|claim|report|announce|according|argu|stat(?:e|ed|es)\b|wr[io]te|ask|warn"
    r"|call|think|thought|believ|hope|know|knew|suggest|explain|mention|agree|add|find|found|deny|denied|accus)",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)


def sentences(paths: Iterable[Path]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each treebank sentence's text and rows, news of GUM left out."""
    for path in paths:
        news = False
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            head = re.search(r"^# newdoc id = (.*)$", block, re.MULTILINE)
            news = "GUM_news" in head[1] if head else news
            text = re.search(r"^# text = (.*)$", block, re.MULTILINE)
            rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
            if text and not news:
                yield text[1], [row for row in rows if row[0].isdigit()]


def usable(text: str, rows: list[list[str]]) -> bool:
    """Tell whether a sentence can be said by somebody: a plain statement of its own that reports nothing."""
    if (
        not 5 <= len(rows) <= 26
        or not text.endswith(".")
        or re.search(r"[\"“”‘():;@#*_|\[\]/{}<>]|--|\.\.|''|\n", text)
    ):
        return False
    root = next((row for row in rows if row[7] == "root"), None)
    subject = any(row[7] == "nsubj" and root and row[6] == root[0] for row in rows)
    finite = any(row[4] in ("VBD", "VBZ", "VBP", "MD") for row in rows)
    return bool(
        subject
        and finite
        and rows[0][3] in ("DET", "PROPN", "NOUN", "PRON", "NUM", "ADJ")
        and not REPORTING.search(text)
    )


class Maker:
    """Draws sentences and puts them together."""

    def __init__(self, treebanks: Iterable[Path], seed: int) -> None:
        """Read templates, slots and clauses."""
        self.chance = random.Random(seed)  # noqa: S311 -- draws training data
        self.slots: dict[str, list[Any]] = yaml.safe_load((HERE / "slots.yml").read_text(encoding="utf-8"))
        lines = (HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
        self.templates = [line for line in lines if line and not line.startswith("#")]
        kept = [(t, r) for t, r in sentences(treebanks) if usable(t, r)]
        self.quotes = [t[:-1] for t, _ in kept]
        self.claims = [
            (t if r[0][3] == "PROPN" else t[0].lower() + t[1:])[:-1] for t, r in kept if not PERSONAL.search(t)
        ]
        self.own = [t for t, _ in kept if not PERSONAL.search(t)]

    def fill(self, name: str) -> str:
        """Return a draw of a slot."""
        key = name.rstrip("_").lower().rstrip("2")
        if key == "claim":
            value = self.chance.choice(self.claims)
        elif key == "quote":
            value = self.chance.choice(self.quotes)
        elif key == "the":
            value = self.chance.choice(["the", "a", "the new"])
        else:
            value = SLOT.sub(lambda m: self.fill(m[1]), str(self.chance.choice(self.slots[key])))
        if name.isupper():
            return value.upper()
        return value[:1].upper() + value[1:] if name[0].isupper() else value

    def sentence(self, template: str) -> str:
        """Return a template with its slots filled, marks of its parts kept."""
        result = SLOT.sub(lambda m: self.fill(m[1]), template)
        result = re.sub(r" (?=[.,]|$)|(?<= ) +", "", result)
        return re.sub(r",(</\w+>)?,", r"\1,", result)

    def article(self, count: int) -> dict[str, Any]:
        """Return an article of made and real sentences."""
        blocks: list[list[str]] = [[]]
        for _ in range(count):
            if self.chance.random() < 0.25:
                made = self.chance.choice(self.own)
            else:
                made = self.sentence(self.chance.choice(self.templates))
            if made.startswith("*"):
                blocks += [["\x00" + made[1:]], []]
            elif blocks[-1] and self.chance.random() < 0.5:
                blocks.append(["\x00" + made])
            else:
                blocks[-1].append("\x00" + made)
        marked = self.chance.choice(["\n\n", "\n\n", "\n"]).join(" ".join(block) for block in blocks if block)
        style = self.chance.random()
        if style < 0.35:
            marked = marked.translate(str.maketrans("“”’‘", "\"\"''"))
        elif style < 0.5:
            marked = marked.translate(str.maketrans("“”", "‘’"))
        return parsed(marked)


def parsed(marked: str) -> dict[str, Any]:
    """Return text and relations of a marked text."""
    text, relations, opened = "", [], {}
    current: dict[str, dict[str, Any]] = {}
    at = 0
    for match in TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group() == "\x00":
            current.clear()
            continue
        closing, tag, number = match.groups()
        key = tag + number
        if not closing:
            opened[key] = len(text)
            continue
        span = [opened.pop(key), len(text)]
        if tag == "i":
            relations.append({"kind": "indirect", "content": [span], "source": [], "cue": [span], "ignore": True})
            continue
        relation = current.get(number)
        if relation is None:
            relation = {"kind": "indirect", "content": [], "source": [], "cue": []}
            current[number] = relation
            relations.append(relation)
        relation[PART[tag]].append(span)
    text += marked[at:]
    return {"text": text, "attributions": relations}


def articles(treebanks: Iterable[Path], *, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield made articles."""
    maker = Maker(treebanks, seed)
    for number in range(count):
        yield {"id": f"made-{number}", **maker.article(maker.chance.randint(6, 16))}
