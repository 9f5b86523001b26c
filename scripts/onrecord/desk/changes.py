"""An editor's changes of one article's statements, as the entries that a person would have written for them.

A change says what a statement is to be; the entry that gives it is found, or written, with as few words as tell the
statement apart.  What reads corrections is the judge: the new text of the file must give exactly what was wanted, or it
is refused in the words that a build would use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.desk.entries import Entry, Value, appended, changed, entries, removed
from onrecord.drafts.correct import Corrected, Correcting, correct
from onrecord.model.article import FaultsError
from onrecord.model.attribution import Attribution, Kind, Span
from onrecord.model.correction import Action, Correction
from onrecord.reading.corrections import corrections
from onrecord.reading.strict_yaml import load

Content = tuple[Span, ...]
_FEWEST_WORDS = 3
_CONTEXT = 400
"""Characters on each side of a passage among which words are sought that tell it from others."""


class RefusedError(Exception):
    """A change that cannot be made; the message says why, for the editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a statement is to be: all of it, whether it was so before or not.  ``topics`` are ``None`` as found."""

    content: Content
    kind: Kind
    speaker: str | None = None
    topics: tuple[str, ...] | None = None
    checked: bool = False
    day: str | None = None

    @classmethod
    def of(cls, one: Corrected) -> "Wanted":
        """A statement as it is."""
        return cls(
            content=one.attribution.content,
            kind=one.attribution.kind,
            speaker=one.attribution.speaker,
            topics=one.topics,
            checked=one.checked,
            day=one.day,
        )

    def is_given_by(self, one: Corrected) -> bool:
        """Whether a statement is as it is to be."""
        return Wanted.of(one) == self


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An article's text, what the extraction alone ``found`` in it, and the ``file``: the text of its corrections."""

    text: str
    found: tuple[Attribution, ...]
    file: str = ""

    def corrected(self) -> Correcting:
        """The statements as the file corrects them.

        Raises:
            FaultsError: the file is at fault.

        """
        return correct(self.text, self.found, self._corrections())

    def set(self, content: Sequence[Span], wanted: Wanted) -> "Sheet":
        """Make the statement with this content what is wanted."""
        one = self._statement(content)
        entry = self._entry(one)
        if one.found is None:
            return self._written(entry, self._added(wanted, entry), wanted)
        if entry and ("split" in entry.value or "merge" in entry.value):
            return self._of_several(one, entry, wanted)
        return self._written(entry, self._set_value(one.found, wanted, entry), wanted)

    def add(self, wanted: Wanted) -> "Sheet":
        """Add a statement."""
        if any(one.attribution.content == wanted.content for one in self.corrected().statements):
            msg = "these words are a statement already"
            raise RefusedError(msg)
        return self._written(None, self._added(wanted, None), wanted)

    def split(self, content: Sequence[Span], parts: Sequence[Content]) -> "Sheet":
        """Make several statements of the one with this content."""
        one = self._statement(content)
        wanted = [replace(Wanted.of(one), content=part, checked=False, day=None) for part in parts]
        if self._entry(one) is None and one.found is not None:
            value: Value = {"words": self._words(one.found), "split": [self._said(part) for part in parts]}
            return self._judged(appended(self.file, value), wanted)
        sheet = self.set(content, wanted[0])
        for part in wanted[1:]:
            sheet = sheet.add(part)
        return sheet

    def merge(self, contents: Sequence[Sequence[Span]], wanted: Wanted) -> "Sheet":
        """Make one statement of those with these contents."""
        parts = [self._statement(content) for content in contents]
        numbers = [one.found for one in parts if one.found is not None and one.line is None]
        if len(numbers) < len(parts):
            msg = "one of these statements is corrected already; undo that first"
            raise RefusedError(msg)
        value: dict[str, Any] = {"merge": [self._words(number) for number in numbers]}
        kinds, speakers = {self.found[number].kind for number in numbers}, {self.found[n].speaker for n in numbers}
        if kinds != {wanted.kind}:
            value["kind"] = str(wanted.kind)
        if speakers != {wanted.speaker}:
            value["speaker"] = wanted.speaker
        return self._written(None, value, wanted)

    def withdraw(self, content: Sequence[Span], reason: str) -> "Sheet":
        """Take the statement with this content away."""
        one = self._statement(content)
        entry = self._entry(one)
        if entry and one.found is None:
            return self._judged(removed(self.file, entry), [], gone=one.attribution.content)
        if entry and ("split" in entry.value or "merge" in entry.value):
            msg = "this statement was split or merged; undo that first"
            raise RefusedError(msg)
        value = {"words": self._words(one.found or 0), "withdraw": reason, **_kept(entry)}
        return self._written(entry, value, gone=self.found[one.found or 0].content)

    def restore(self, line: int) -> "Sheet":
        """Remove the entry on this line."""
        entry = next((one for one in entries(self.file) if one.line == line), None)
        if entry is None:
            msg = f"line {line} of the corrections is no entry"
            raise RefusedError(msg)
        return self._judged(removed(self.file, entry), [])

    def _statement(self, content: Sequence[Span]) -> Corrected:
        for one in self.corrected().statements:
            if one.attribution.content == tuple(content):
                return one
        msg = "this statement is not there any more; reload the page"
        raise RefusedError(msg)

    def _entry(self, one: Corrected) -> Entry | None:
        return next((entry for entry in entries(self.file) if entry.line == one.line), None)

    def _corrections(self) -> tuple[Correction, ...]:
        return corrections(load(self.file))

    def _of_several(self, one: Corrected, entry: Entry, wanted: Wanted) -> "Sheet":
        """Change what was split or merged: a merge says kind, speaker and topics itself; each part becomes its own."""
        if "merge" in entry.value:
            if wanted.content != one.attribution.content or wanted.checked:
                value = self._accepted(wanted) | {"words": self._words(one.found or 0)} | _kept(entry)
                if not wanted.checked:
                    msg = "these statements were merged: accept them, or undo that before you move the ends"
                    raise RefusedError(msg)
            else:
                value = {"merge": entry.value["merge"], **_kept(entry), "kind": str(wanted.kind)}
                value |= {} if wanted.kind == Kind.ASSERTION else {"speaker": wanted.speaker}
                value |= {} if wanted.topics is None else {"topics": list(wanted.topics)}
            return self._judged(changed(self.file, entry, value), [wanted])
        parts = [
            wanted if part.attribution.content == one.attribution.content else Wanted.of(part)
            for part in self.corrected().statements
            if part.line == one.line
        ]
        first = self._set_value(one.found or 0, parts[0], entry)
        text = changed(self.file, entry, first) if first else removed(self.file, entry)
        for part in parts[1:]:
            text = appended(text, self._added(part, None))
        return self._judged(text, parts)

    def _set_value(self, number: int, wanted: Wanted, entry: Entry | None) -> Value | None:
        """The entry that makes the found statement what is wanted; nothing where it is that by itself."""
        found = self.found[number]
        moved = wanted.content != found.content
        if wanted.checked:
            same = not moved and (found.kind, found.speaker) == (wanted.kind, wanted.speaker)
            own: dict[str, Any] = {} if same else {"words": self._words(number)}
            return {**own, **self._accepted(wanted), **_kept(entry)}
        value: dict[str, Any] = {}
        if wanted.kind != found.kind:
            value["kind"] = str(wanted.kind)
        if wanted.speaker != found.speaker and wanted.kind != Kind.ASSERTION:
            value["speaker"] = wanted.speaker
        if wanted.topics is not None:
            value["topics"] = list(wanted.topics)
        if moved:
            value["content"] = [self._said((span,)) for span in wanted.content]
        if not value:
            return None
        named = entry.value.get("words") if entry else None
        return {"words": named or self._words(number), **value, **_kept(entry)}

    def _added(self, wanted: Wanted, entry: Entry | None) -> Value:
        passages = [self._said((span,)) for span in wanted.content]
        value: dict[str, Any] = {"add": passages}
        value |= self._accepted(wanted) if wanted.checked else {"kind": str(wanted.kind)}
        if wanted.speaker:
            value["speaker"] = wanted.speaker
        if wanted.topics is not None:
            value["topics"] = list(wanted.topics)
        return value | _kept(entry)

    def _accepted(self, wanted: Wanted) -> dict[str, Any]:
        value: dict[str, Any] = {"accepted": [self._said((span,)) for span in wanted.content], "kind": str(wanted.kind)}
        if wanted.kind != Kind.ASSERTION:
            value["speaker"] = wanted.speaker
        if wanted.topics is not None:
            value["topics"] = list(wanted.topics)
        if wanted.day:
            value["day"] = wanted.day
        return value

    def _said(self, content: Sequence[Span]) -> str:
        return " ".join(" ".join(self.text[start:end] for start, end in content).split())

    def _words(self, number: int) -> str:
        """The first words of a found statement, as few as no other has."""
        words = self._said(self.found[number].content).split()
        for count in range(min(_FEWEST_WORDS, len(words)), len(words)):
            some = " ".join(words[:count])
            if self._means(some, number):
                return some
        return " ".join(words)

    def _means(self, words: str, number: int, within: str | None = None) -> bool:
        """Whether the words mean this statement and no other: a correction by them would change it."""
        probe = Correction(line=1, action=Action.WITHDRAW, words=(words,), within=within, reason="a trial", passages=())
        try:
            return correct(self.text, self.found, [probe]).withdrawn == ((self.found[number], "a trial"),)
        except FaultsError:
            return False

    def _written(
        self, entry: Entry | None, value: Value | None, wanted: Wanted | None = None, *, gone: Content | None = None
    ) -> "Sheet":
        """The sheet with the entry written, with a longer passage around it where its words stand elsewhere too."""
        content = wanted.content if wanted else gone or ()
        passages = [None, *self._around(content)] if value and "within" not in value else [None]
        first: FaultsError | RefusedError | None = None
        for within in passages:
            written = value and (value if within is None else {**value, "within": within})
            if entry:
                text = changed(self.file, entry, written) if written else removed(self.file, entry)
            else:
                text = appended(self.file, written) if written else self.file
            try:
                return self._judged(text, [wanted] if wanted else [], gone=gone)
            except (FaultsError, RefusedError) as error:
                first = first or error
        assert first is not None  # noqa: S101 - the loop has run
        raise first

    def _around(self, content: Sequence[Span]) -> Iterator[str]:
        """Longer and longer passages around the content, of whole words."""
        start, end = content[0][0], content[-1][1]
        for more in (20, 60, 150, _CONTEXT):
            before = self.text[max(0, start - more) : start]
            after = self.text[end : end + more]
            before = before.partition(" ")[2] if start > more else before
            after = after.rpartition(" ")[0] if end + more < len(self.text) else after
            yield " ".join((before + self.text[start:end] + after).split())

    def _judged(self, file: str, wanted: Sequence[Wanted], *, gone: Content | None = None) -> "Sheet":
        """The sheet with another file, if that gives what is wanted."""
        sheet = replace(self, file=file)
        statements = sheet.corrected().statements
        for one in wanted:
            if not any(map(one.is_given_by, statements)):
                msg = "this cannot be said by words alone; write it into the corrections by hand"
                raise RefusedError(msg)
        if gone is not None and any(one.attribution.content == gone for one in statements):
            msg = "another correction gives these words as well"
            raise RefusedError(msg)
        return sheet


def _kept(entry: Entry | None) -> dict[str, Any]:
    """What an entry says beside what it does."""
    return {key: entry.value[key] for key in ("within", "note") if key in entry.value} if entry else {}
