"""The word lists of the generated archives, and the forms of their verbs."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of a list, in its order.

    Raises:
        ValueError: an entry stands there twice.
    """
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = tuple(line for line in text.splitlines() if line and not line.startswith("#"))
    if len(set(found)) < len(found):
        msg = f"{name}.txt has an entry twice"
        raise ValueError(msg)
    return found


@cache
def grammar() -> dict[str, tuple[str, ...]]:
    """The forms of each name of the grammar."""
    rules: dict[str, list[str]] = {}
    for line in lines("grammar"):
        name, _, form = line.partition(": ")
        rules.setdefault(name, []).append(form)
    return {name: tuple(forms) for name, forms in rules.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb's base, past, participle and -ing form; a particle follows them ("give up")."""

    base: str
    past: str
    participle: str
    ing: str


@cache
def verbs() -> tuple[Verb, ...]:
    """The verbs; an irregular one's past and participle stand after its base."""
    return tuple(_verb(line) for line in lines("verbs"))


def _verb(line: str) -> Verb:
    if " up" in line:
        base, past, participle = (f"{word} up" for word in line.replace(" up", "").split())
        return Verb(base=base, past=past, participle=participle, ing=f"{base.split()[0][:-1]}ing up")
    base, *irregular = line.split()
    regular = f"{_stem(base)}ed"
    past, participle = irregular or (regular, regular)
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else _doubled(base)
    return Verb(base=base, past=past, participle=participle, ing=f"{stem}ing")


def _stem(base: str) -> str:
    if base.endswith("e"):
        return base[:-1]
    if base.endswith("y") and base[-2] not in "aeou":
        return f"{base[:-1]}i"
    return _doubled(base)


def _doubled(base: str) -> str:
    doubles = {"ban", "cut", "win", "permit", "control", "ship", "plan", "submit", "regret"}
    return f"{base}{base[-1]}" if base in doubles else base


def plural(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"
