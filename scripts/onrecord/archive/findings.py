"""Which statements a check by others is about: those with the words that an editor's entry names."""

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model.check import Check, Finding
from onrecord.model.record import Record
from onrecord.text.escape import quote
from onrecord.text.fold import straight_marks

_WORD = re.compile(r"\w+")
_MARKS = " \"'.,;:!?-"
Fault = tuple[int, str]
"""The line of an entry, and what is wrong with it."""


def findings(statements: Sequence[Record], checks: Sequence[Check]) -> tuple[dict[str, list[Finding]], list[Fault]]:
    """What others found, by the ids of the statements, and a fault for each entry that fits none or several.

    An entry is about each statement whose words are its own, however many articles have it; where none is, about the
    one that holds them.  Marks at the ends make no difference.
    """
    texts = _with_words_of(checks, statements)
    found: dict[str, list[Finding]] = {}
    faults = []
    for check in checks:
        words = _plain(check.words)
        there = [
            (record, text)
            for record, text in min((texts[word] for word in _WORD.findall(words)), key=len, default=())
            if words in text and check.article in (None, record.article.slug, _name(record))
        ]
        same = [record for record, text in there if text == words]
        if not same and len(there) == 1:
            same = [there[0][0]]
        if not same:
            faults.append((check.line, _wrong(check, len(there))))
        for record in same:
            own = found.setdefault(record.id, [])
            if check.finding not in own:
                own.append(check.finding)
    return found, faults


def _with_words_of(checks: Iterable[Check], statements: Iterable[Record]) -> Mapping[str, list[tuple[Record, str]]]:
    """For each word of the ``checks`` the statements that have it, with their text."""
    found: dict[str, list[tuple[Record, str]]] = {
        word: [] for check in checks for word in _WORD.findall(_plain(check.words))
    }
    for record in statements if found else ():
        text = _plain(" ".join(record.words))
        for word in found.keys() & set(_WORD.findall(text)):
            found[word].append((record, text))
    return found


def _plain(text: str) -> str:
    return " ".join(straight_marks(text).split()).strip(_MARKS)


def _name(record: Record) -> str:
    return record.article.seed.rpartition("/")[2].rpartition(".")[0]


def _wrong(check: Check, fitting: int) -> str:
    where = f" of the article {quote(check.article)}" if check.article else ""
    if fitting:
        which = "give all the words of one, or its article"
        return f"{fitting} statements{where} hold the words {quote(check.words)}; {which}"
    return f"no statement{where} has the words {quote(check.words)}; copy them from its page"
