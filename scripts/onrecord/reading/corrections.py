"""An editor's corrections of one article, as ``seeds/corrections/NAME.yml`` gives them.

The file is a list.  Each entry says by verbatim words which statement it means, and what is right:

- ``words`` with any of ``speaker``, ``kind``, ``topics`` and ``content`` (the right boundaries, as words) sets these;
- ``words`` with ``split`` (the parts, as words) makes several statements of one;
- ``merge`` (the words of each) makes one statement of several;
- ``add`` (the words) with ``kind`` and perhaps ``speaker`` and ``topics`` adds one that was not found;
- ``words`` with ``withdraw`` (the reason) takes one away;
- ``accepted`` (the words) with ``kind`` and perhaps ``speaker``, ``topics`` and ``day`` says that a statement is
  right and keeps it so, whatever the extraction finds later; ``words`` beside it are those that were found where the
  editor has changed them, ``add`` those of a statement that was not found.

``within`` is a longer passage around words that stand twice in the article, ``note`` a line for readers.
"""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from onrecord.model.article import FaultsError
from onrecord.model.attribution import Kind
from onrecord.model.correction import Action, Correction
from onrecord.reading.shape import ListOf, Shape, Text, entries, must_be
from onrecord.reading.strict_yaml import Document

_SETS = ("speaker", "kind", "topics", "content")
_ALLOWED = {
    Action.SET: {"words", *_SETS},
    Action.SPLIT: {"words", "split"},
    Action.MERGE: {"merge", "speaker", "kind", "topics"},
    Action.ADD: {"add", "speaker", "kind", "topics"},
    Action.WITHDRAW: {"words", "withdraw"},
    Action.ACCEPT: {"accepted", "words", "add", "speaker", "kind", "topics", "day"},
}


def corrections(document: Document) -> tuple[Correction, ...]:
    """The corrections that a document lists; `FaultsError` names each that is at fault, with its line."""
    found, faults = entries(_Correction, document)
    if faults:
        raise FaultsError(*faults)
    return tuple(one.correction(line) for line, one in found)


_KIND = must_be(f"one of {', '.join(Kind)}", list(Kind).__contains__)
_DAY = must_be("a day, as 2026-11-27", re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])").fullmatch)
_Passages = Annotated[ListOf[Text], Field(min_length=1)]


class _Correction(Shape):
    """`Correction` as YAML gives it."""

    words: Text = ""
    merge: _Passages = ()
    add: _Passages = ()
    accepted: _Passages = ()
    split: _Passages = ()
    withdraw: Text = ""
    within: Text | None = None
    note: Text | None = None
    day: Annotated[Text, _DAY] = ""
    speaker: Text | None = None
    kind: Annotated[Text, _KIND] = ""
    topics: ListOf[Text] = ()
    content: _Passages = ()

    def action(self) -> Action:
        if self.accepted:
            return Action.ACCEPT
        if self.words:
            return Action.SPLIT if self.split else Action.WITHDRAW if self.withdraw else Action.SET
        return Action.MERGE if self.merge else Action.ADD

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if not self.accepted and len([words for words in (self.words, self.merge, self.add) if words]) != 1:
            raise ValueError('needs one of "words", "merge", "add" and "accepted", to say which statement is meant')
        action = self.action()
        for name in type(self).model_fields:
            if name in self.model_fields_set - _ALLOWED[action] - {"within", "note"}:
                raise ValueError(f"{name} does not go together with {action}; make it a correction of its own", name)
        if action == Action.SET and not self.model_fields_set.intersection(_SETS):
            raise ValueError(f"says nothing to correct; the keys for that are {', '.join(_SETS)}")
        if action in (Action.ADD, Action.ACCEPT) and not self.kind:
            what = "added" if action == Action.ADD else "accepted"
            raise ValueError(f"an {what} statement needs its kind: one of {', '.join(Kind)}")
        if action == Action.SPLIT and len(self.split) < 2:
            raise ValueError("split needs the words of two parts or more")
        return self

    def correction(self, line: int) -> Correction:
        passages = self.split or self.content or self.accepted or self.add
        return Correction(
            line=line,
            action=self.action(),
            words=(self.words,) if self.words else self.merge or passages,
            sets=frozenset(self.model_fields_set.intersection(_SETS)),
            speaker=self.speaker,
            kind=Kind(self.kind) if self.kind else None,
            topics=self.topics if "topics" in self.model_fields_set else None,
            passages=passages,
            reason=self.withdraw or None,
            added=bool(self.accepted and self.add),
            day=self.day or None,
            within=self.within,
            note=self.note,
        )
