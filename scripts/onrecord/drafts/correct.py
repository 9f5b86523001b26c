"""Applies an editor's corrections to what the extraction found, by the words that they name.

A correction outlives any change of the extraction: it finds its statement by exact words first, then by a statement
that holds them, then by one that stands within them.  It is an error where that gives none or two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.model.article import FaultsError
from onrecord.model.attribution import Attribution, Basis, Kind, Span
from onrecord.model.correction import Action, Correction
from onrecord.text.escape import quote
from onrecord.text.fold import straight_marks

RULE = "added-by-editor"
_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a reader is told of a correction: which part of the statement, what it was and what it is.

    ``what`` is one of ``speaker``, ``kind``, ``topics``, ``words``, ``split``, ``merged`` and ``added``.
    """

    what: str
    before: str | None = None
    after: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One statement after its corrections; ``topics`` is ``None`` where they are as found.

    ``checked`` says that an editor found it right, ``day`` when, if that is said.  ``found`` is the number of the
    statement that it was made from, ``line`` that of the correction which did that.
    """

    attribution: Attribution
    edits: tuple[Edit, ...] = ()
    topics: tuple[str, ...] | None = None
    checked: bool = False
    day: str | None = None
    found: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """All statements after all corrections, those withdrawn with the reason, and the lines no longer needed.

    ``altered`` are the lines of accepted statements that the extraction finds otherwise now, with how.
    """

    statements: tuple[Corrected, ...]
    withdrawn: tuple[tuple[Attribution, str], ...] = ()
    unneeded: tuple[int, ...] = ()
    altered: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Work:
    text: str
    found: Sequence[Attribution]
    results: dict[int, tuple[Corrected, ...]]
    withdrawn: list[tuple[Attribution, str]] = field(default_factory=list)
    unneeded: list[int] = field(default_factory=list)
    altered: list[tuple[int, str]] = field(default_factory=list)
    touched: dict[int, int] = field(default_factory=dict)

    def change(self, one: Correction, index: int, *results: Corrected) -> None:
        if index in self.touched:
            raise FaultsError((one.line, f"line {self.touched[index]} corrects this statement too; make them one"))
        self.touched[index] = one.line
        self.results[index] = tuple(replace(result, found=index, line=one.line) for result in results)

    def add(self, one: Correction, result: Corrected) -> None:
        self.results[len(self.results)] = (replace(result, line=one.line),)


def correct(text: str, found: Sequence[Attribution], corrections: Sequence[Correction]) -> Correcting:
    """What the editor's corrections make of the statements ``found`` in ``text``, in the order of the text.

    Raises:
        FaultsError: each correction that fits no statement or two, with its line and the nearest there are.

    """
    work = _Work(text, found, {index: (Corrected(attribution=one, found=index),) for index, one in enumerate(found)})
    faults: list[tuple[int, str]] = []
    for one in corrections:
        try:
            _ACTIONS[one.action](work, one)
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(*faults)
    statements = [result for results in work.results.values() for result in results]
    return Correcting(
        statements=tuple(sorted(statements, key=lambda one: (one.attribution.content, one.attribution.cue))),
        withdrawn=tuple(work.withdrawn),
        unneeded=tuple(work.unneeded),
        altered=tuple(work.altered),
    )


def _set(work: _Work, one: Correction) -> None:
    index = _only(work, one, one.words[0])
    content = _placed(work, one, one.passages, near=work.found[index].content) if one.passages else None
    _settle(work, one, index, content)


def _split(work: _Work, one: Correction) -> None:
    if all(_exact(work, part) for part in one.passages):
        work.unneeded.append(one.line)
        return
    index = _only(work, one, one.words[0])
    before = work.found[index]
    edit = Edit(what="split", before=_shown(work.text, before.content), note=one.note)
    parts = [_placed(work, one, (part,), near=before.content) for part in one.passages]
    work.change(one, index, *(Corrected(attribution=replace(before, content=part), edits=(edit,)) for part in parts))


def _merge(work: _Work, one: Correction) -> None:
    indexes = _exact(work, " ".join(one.words))[:1] or [_only(work, one, words) for words in one.words]
    indexes = list(dict.fromkeys(indexes))
    if len(indexes) == 1:
        _settle(work, one, indexes[0])
        return
    parts = [work.found[index] for index in indexes]
    for name, values in (("kind", {part.kind for part in parts}), ("speaker", {part.speaker for part in parts})):
        if len(values) > 1 and name not in one.sets:
            raise FaultsError((one.line, f"the merged statements differ in {name}; say which is right"))
    content = tuple(sorted({span for part in parts for span in part.content}))
    edit = Edit(what="merged", before=" / ".join(_shown(work.text, part.content) for part in parts), note=one.note)
    first = next((part for part in parts if part.source), parts[0])
    merged = _with(one, replace(first, content=content))
    work.change(one, indexes[0], Corrected(attribution=merged, edits=(edit,), topics=one.topics))
    for index in indexes[1:]:
        work.change(one, index)


def _add(work: _Work, one: Correction) -> None:
    content = _placed(work, one, one.passages)
    for index, attribution in enumerate(work.found):
        if attribution.content == content and index not in work.touched:
            _settle(work, one, index)
            return
    basis = None if one.kind == Kind.ASSERTION or one.speaker else Basis.UNRESOLVED
    added = _with(one, Attribution(kind=one.kind or Kind.DIRECT, content=content, rule=RULE, basis=basis))
    corrected = Corrected(attribution=added, edits=(Edit(what="added", note=one.note),), topics=one.topics)
    work.add(one, corrected)


def _withdraw(work: _Work, one: Correction) -> None:
    if _positions(work.text, one.words[0], one.within) and not _matching(work, one, one.words[0]):
        work.unneeded.append(one.line)
        return
    index = _only(work, one, one.words[0])
    work.change(one, index)
    work.withdrawn.append((work.found[index], one.reason or ""))


def _accept(work: _Work, one: Correction) -> None:
    content = _placed(work, one, one.passages)
    index = _accepted(work, one, content)
    if index is None:
        before = Attribution(kind=one.kind or Kind.DIRECT, content=content, rule=RULE, basis=Basis.UNRESOLVED)
        edits: tuple[Edit, ...] = (Edit(what="added", note=one.note),) if one.added else ()
        if not one.added:
            work.altered.append((one.line, "is not found any more"))
    else:
        before = work.found[index]
    # A speaker who is not named is open.
    after = _with(replace(one, sets=one.sets | {"speaker"}), replace(before, content=content))
    if index is None:
        work.add(one, Corrected(attribution=after, edits=edits, topics=one.topics, checked=True, day=one.day))
        return
    edits = _edits(work, one, before, after)
    if edits and one.words == one.passages:
        told = "; ".join(f"{edit.what} {quote(edit.before or 'open')}" for edit in edits)
        work.altered.append((one.line, f"is found otherwise now: {told}"))
        edits = ()
    work.change(one, index, Corrected(attribution=after, edits=edits, topics=one.topics, checked=True, day=one.day))
    for other, attribution in enumerate(work.found):  # what has been cut off from it since
        cut_off = _inside(attribution.content, content) and not _inside(attribution.content, before.content)
        if cut_off and other not in work.touched:
            work.change(one, other)


def _accepted(work: _Work, one: Correction, content: tuple[Span, ...]) -> int | None:
    """The statement that an accepted one was, or has become: with its content, with the words found, or most of it."""
    same = [index for index, attribution in enumerate(work.found) if attribution.content == content]
    if same:
        return same[0]
    if one.words != one.passages:
        return _only(work, one, one.words[0])
    shared = {
        index: sum(max(0, min(e, right) - max(s, left)) for s, e in content for left, right in attribution.content)
        for index, attribution in enumerate(work.found)
    }
    most = max(shared, key=lambda index: shared[index], default=None)
    return most if most is not None and shared[most] * 2 > sum(e - s for s, e in content) else None


_ACTIONS = dict(zip(Action, (_set, _split, _merge, _add, _withdraw, _accept), strict=True))


def _edits(work: _Work, one: Correction, before: Attribution, after: Attribution) -> tuple[Edit, ...]:
    """What a correction changes of a statement."""
    pairs = (
        ("speaker", before.speaker, after.speaker),
        ("kind", str(before.kind), str(after.kind)),
        ("words", _shown(work.text, before.content), _shown(work.text, after.content)),
    )
    return tuple(Edit(what=what, before=was, after=now, note=one.note) for what, was, now in pairs if was != now)


def _settle(work: _Work, one: Correction, index: int, content: tuple[Span, ...] | None = None) -> None:
    """Put the corrected statement in its place; a correction that leaves it as it was found is no longer needed."""
    before = work.found[index]
    after = _with(one, replace(before, content=content or before.content))
    edits = list(_edits(work, one, before, after))
    if one.topics is not None:
        edits.append(Edit(what="topics", after=", ".join(one.topics), note=one.note))
    if not edits:
        work.unneeded.append(one.line)
    work.change(one, index, Corrected(attribution=after, edits=tuple(edits), topics=one.topics))


def _with(one: Correction, attribution: Attribution) -> Attribution:
    """The attribution with the speaker and the kind that a correction sets."""
    kind = one.kind or attribution.kind
    if kind == Kind.ASSERTION:
        if one.speaker:
            raise FaultsError((one.line, "a claim is the article's own and has no speaker; set another kind"))
        attribution = replace(
            attribution, source=(), cue=(), speaker=None, basis=None, evidence=(), candidate=None, certainty=None
        )
    elif "speaker" in one.sets and one.speaker != attribution.speaker:
        basis = None if one.speaker else Basis.UNRESOLVED
        attribution = replace(
            attribution, speaker=one.speaker, unnamed=False, basis=basis, evidence=(), candidate=None, certainty=None
        )
    return replace(attribution, kind=kind)


def _only(work: _Work, one: Correction, words: str) -> int:
    """The one statement that ``words`` mean."""
    matching = _matching(work, one, words)
    if len(matching) == 1:
        return matching[0]
    if matching:
        shown = "; ".join(quote(_shown(work.text, work.found[index].content)) for index in matching[:_NEAREST])
        advice = 'give more of its words, or a longer passage as "within"'
        raise FaultsError((one.line, f"{quote(words)} fits {len(matching)} statements: {shown}; {advice}"))
    shown = "; ".join(quote(text) for text in _nearest(words, [_shown(work.text, a.content) for a in work.found]))
    nearest = f"the nearest are {shown}" if shown else "there are none in this article"
    raise FaultsError((one.line, f"no statement has the words {quote(words)}; {nearest}"))


def _matching(work: _Work, one: Correction, words: str) -> list[int]:
    around = _positions(work.text, one.within, None) if one.within else [(0, len(work.text))]
    if not around:
        raise FaultsError((one.line, f"the passage {quote(one.within or '')} does not stand in the article"))
    if exact := [index for index in _exact(work, words) if _inside(work.found[index].content, around)]:
        return exact
    found = _positions(work.text, words, one.within)
    holding = [i for i, each in enumerate(work.found) if any(_inside([at], each.content) for at in found)]
    return holding or [i for i, each in enumerate(work.found) if _inside(each.content, found)]


def _inside(content: Sequence[Span], spans: Sequence[Span]) -> bool:
    return any(left <= content[0][0] and content[-1][1] <= right for left, right in spans)


def _exact(work: _Work, words: str) -> list[int]:
    shown = (straight_marks(_shown(work.text, attribution.content)) for attribution in work.found)
    return [index for index, text in enumerate(shown) if _pattern(words).fullmatch(text)]


def _placed(
    work: _Work, one: Correction, passages: Sequence[str], *, near: Sequence[Span] | None = None
) -> tuple[Span, ...]:
    """Where ``passages`` stand: once in the article (or in ``within``), else once where the statement ``near`` is."""
    content = []
    for passage in passages:
        found = _positions(work.text, passage, one.within)
        if len(found) > 1 and near:
            found = [(s, e) for s, e in found if any(s < right and e > left for left, right in near)] or found
        if not found:
            raise FaultsError((one.line, f"{quote(passage)} does not stand in the article"))
        if len(found) > 1:
            advice = 'give a longer passage around the right one as "within"'
            raise FaultsError((one.line, f"{quote(passage)} stands {len(found)} times in the article; {advice}"))
        content += found
    ordered = tuple(sorted(content))
    if any(before[1] > after[0] for before, after in pairwise(ordered)):
        raise FaultsError((one.line, "the passages overlap; each must stand for itself"))
    return ordered


def _positions(text: str, words: str, within: str | None) -> list[Span]:
    """Where ``words`` stand in ``text``; runs of white space, curly and straight marks, and dashes are equal."""
    around = _positions(text, within, None) if within else [(0, len(text))]
    plain = straight_marks(text)
    return [match.span() for start, end in around for match in _pattern(words).finditer(plain, start, end)]


def _pattern(words: str) -> re.Pattern[str]:
    """Finds ``words`` in a text with straight marks; two single marks are a double one, and hyphens are a dash."""
    escaped = r"\s+".join(map(re.escape, straight_marks(words).split()))
    doubled = re.sub("\"|''", "(?:\"|'')", escaped)
    return re.compile(re.sub(r"(?:\\-)+", r"-+", doubled))


def _shown(text: str, content: Sequence[Span]) -> str:
    return " ".join(" ".join(text[start:end] for start, end in content).split())


def _nearest(words: str, shown: Sequence[str]) -> list[str]:
    ratios = {text: SequenceMatcher(None, words, text, autojunk=False).ratio() for text in shown}
    return sorted(ratios, key=lambda text: (-ratios[text], text))[:_NEAREST]
