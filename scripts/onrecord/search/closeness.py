"""How near words are to a statement, by the measures of the quotation check: its alignment and its verdicts.

The check itself runs in the reader's browser (``quotation/align.js``, ``classify.js`` and ``spelling.js``); this is the
same for whoever has the record at hand, and a test holds both to one answer.  What turns the sense, such as a negation
or a number, is left to who reads the difference.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import inf
from typing import Literal, NamedTuple

from onrecord.lexicon.lists import words

Verdict = Literal["exact", "close", "cut", "absent"]
SHARED = 0.35
"""What shares less of the words than this is not aligned with them."""
ALIGNED = 12
"""Statements that are aligned: those that share the most words."""

_SAME, _SPELLING, _CHANGED, _ADDED, _MISSING, _CUT, _CUT_WORD = 1, 0.5, -0.7, -0.72, -0.6, -2.2, -0.02
_MOST_CELLS = 2_000_000
_PAIR, _PLUS, _MINUS, _GAP = range(4)
_CUT_WORDS, _PIECE_WORDS, _FEW_WORDS = 3, 3, 4
_CLOSE_ONCE, _CLOSE, _CUT_SHARE, _PLACES = 0.5, 0.33, 0.2, 0.3
_LIGHT, _MISSPELT, _NEAREST = 0.4, 0.5, 0.4
_SHORTEST, _LONG = 4, 8
_CONTRACTED = re.compile(r"n?'[a-z]+$")


class Step(NamedTuple):
    """A word of the query beside one of the record: "same", "changed", "added" by the query, "missing" from it.

    A number is -1 where there is no such word; ``spelling`` says that a changed word is the same but for that.
    """

    how: str
    query: int
    record: int
    spelling: bool = False


class Near(NamedTuple):
    """How near a statement is: the verdict, the alignment's score, and whether it is worth showing as the nearest."""

    verdict: Verdict
    score: float
    near: bool


def share(query: Sequence[str], there: Collection[str]) -> float:
    """How many of the folded words of a query are ``there`` too, as a part of all of them."""
    return sum(word in there for word in query) / len(query)


def nearness(query: Sequence[str], record: Sequence[str]) -> Near:
    """How near the folded words of a query are to those of a statement."""
    steps, score = align(query, record)
    steps = _without_chance(steps)
    same = sum(step.how == "same" for step in steps)
    return Near(_classify(steps, query, record), score, same >= max(2, len(query) * _NEAREST))


def align(query: Sequence[str], record: Sequence[str]) -> tuple[list[Step], float]:
    """The best alignment of all of the query with a part of the record, from the query's first word on; its score."""
    columns = min(len(record), _MOST_CELLS // (len(query) + 1)) + 1
    above = [[0.0] * columns, *([-inf] * columns for _ in range(3))]
    came: list[list[list[int]]] = []
    for asked in query:
        here = [[-inf] * columns for _ in range(4)]
        ways = [[_PAIR] * columns for _ in range(4)]
        for column in range(columns):
            plus = _best(above, column)
            here[_PLUS][column], ways[_PLUS][column] = above[plus][column] + _ADDED, plus
            if not column:
                continue
            pair = _best(above, column - 1)
            here[_PAIR][column] = above[pair][column - 1] + _likeness(asked, record[column - 1])
            ways[_PAIR][column] = pair
            minus = _best(here, column - 1)
            here[_MINUS][column], ways[_MINUS][column] = here[minus][column - 1] + _MISSING, minus
            first = _PAIR if here[_PAIR][column - 1] >= here[_PLUS][column - 1] else _PLUS
            opened, grown = here[first][column - 1] + _CUT + _CUT_WORD, here[_GAP][column - 1] + _CUT_WORD
            here[_GAP][column], ways[_GAP][column] = max(opened, grown), _GAP if grown >= opened else first
        came.append(ways)
        above = here
    end = max(range(columns), key=lambda column: above[_best(above, column)][column])
    way = _best(above, end)
    return _traced(query, record, came, end, way), above[way][end]


def _best(scores: Sequence[Sequence[float]], column: int) -> int:
    return max(range(4), key=lambda way: scores[way][column])


def _likeness(asked: str, word: str) -> float:
    if asked == word:
        return _SAME
    return _SPELLING if misspelt(asked, word) else _CHANGED


def _traced(
    query: Sequence[str], record: Sequence[str], came: Sequence[Sequence[Sequence[int]]], column: int, way: int
) -> list[Step]:
    steps = []
    row = len(query)
    while row > 0:
        before = came[row - 1][way][column]
        if way == _PAIR:
            row, column = row - 1, column - 1
            same = query[row] == record[column]
            spelling = not same and misspelt(query[row], record[column])
            steps.append(Step("same" if same else "changed", row, column, spelling))
        elif way == _PLUS:
            row -= 1
            steps.append(Step("added", row, -1))
        else:
            column -= 1
            steps.append(Step("missing", -1, column))
        way = before
    return steps[::-1]


@lru_cache(maxsize=1 << 16)
def misspelt(one: str, other: str) -> bool:
    """Whether one word may be another with a letter or, in a long word, two of them wrong (Damerau 1964)."""
    allowed = 2 if max(len(one), len(other)) >= _LONG else 1
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > allowed:
        return False
    if any(letter in "0123456789" for letter in one + other):
        return False
    return _distance(one, other) <= allowed


def _distance(one: str, other: str) -> int:
    """The optimal string alignment distance."""
    two_above: list[int] = []
    above = list(range(len(other) + 1))
    for row in range(1, len(one) + 1):
        here = [row]
        for column in range(1, len(other) + 1):
            differs = one[row - 1] != other[column - 1]
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + differs))
            if row > 1 and column > 1 and one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]:
                here[column] = min(here[column], two_above[column - 2] + 1)
        two_above, above = above, here
    return above[-1]


def _without_chance(steps: list[Step]) -> list[Step]:
    """The steps with chance pieces beyond a cut taken off: their words count as added."""
    for _ in range(2):  # from the beginning, then from the end
        cut = next((gap for gap in _gaps(steps) if gap[1] - gap[0] >= _CUT_WORDS), None)
        if cut and sum(step.how == "same" for step in steps[: cut[0]]) < _PIECE_WORDS:
            added = [Step("added", step.query, -1) for step in steps[: cut[0]] if step.query >= 0]
            steps = added + steps[cut[1] :]
        steps = steps[::-1]
    return steps


def _gaps(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The runs of missing words."""
    found = []
    start = None
    for at, step in enumerate([*steps, Step("", -1, -1)]):
        if step.how == "missing":
            start = at if start is None else start
        elif start is not None:
            found.append((start, at))
            start = None
    return found


def _classify(steps: Sequence[Step], query: Sequence[str], record: Sequence[str]) -> Verdict:
    gaps = _gaps(steps)
    cut = any(end - start >= _CUT_WORDS for start, end in gaps)
    places = different = weight = 0.0
    for step in steps:
        if step.query >= 0:
            own = _weigh(query[step.query])
            weight += own
            if step.how != "same":
                places += _MISSPELT if step.spelling else 1
                there = _weigh(record[step.record]) if step.record >= 0 else 0
                different += _MISSPELT * own if step.spelling else max(own, there)
    for start, end in gaps:
        if end - start < _CUT_WORDS:
            places += end - start
            different += sum(_weigh(record[step.record]) for step in steps[start:end])
    if not places:
        return "cut" if cut else "exact"
    if len(query) < _FEW_WORDS:
        holds = places <= _MISSPELT and not cut
    elif cut:
        return "cut" if different <= weight * _CUT_SHARE else "absent"
    else:
        most = _CLOSE_ONCE if places <= 1 or _in_one_place(steps) else _CLOSE
        holds = places <= max(1, len(query) * _PLACES) and different <= weight * most
    return "close" if holds else "absent"


def _in_one_place(steps: Sequence[Step]) -> bool:
    """Whether all that differs stands in one place, and is no more than a name or a phrase."""
    at = [number for number, step in enumerate(steps) if step.how != "same"]
    return at[-1] - at[0] < _CUT_WORDS and len(at) == at[-1] - at[0] + 1


def _weigh(word: str) -> float:
    """A contraction says as little as the words it is made of: "we're", "don't"."""
    light = words("light_words")
    return _LIGHT if word in light or _CONTRACTED.sub("", word) in light else 1
