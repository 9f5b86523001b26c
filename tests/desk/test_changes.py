"""What an editor does at the desk, as entries of a corrections file; what corrections mean is the judge."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.desk.changes import RefusedError, Sheet, Wanted
from onrecord.extract import extract
from onrecord.model.article import FaultsError
from onrecord.model.attribution import Attribution, Basis, Kind, Span

TEXT = (
    "“It is safe,” said Ada Lund. The bridge opens in May and the harbor in June, the engineer added.\n"
    "“It is late,” he said. “It is safe,” said Boris Vale. It is late.\n"
)
EVALUATION = Path(__file__).parents[3] / "shared" / "evaluation"


def span(words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def said(words: str, speaker: str | None = None, kind: Kind = Kind.DIRECT, number: int = 0) -> Attribution:
    basis = Basis.NAMED if speaker else Basis.UNRESOLVED
    return Attribution(kind=kind, content=(span(words, number),), speaker=speaker, basis=basis, rule="r")


SAFE = said("“It is safe,”", "Ada Lund")
OPENS = said("The bridge opens in May and the harbor in June", kind=Kind.INDIRECT)
LATE = said("“It is late,”")
AGAIN = said("“It is safe,”", "Boris Vale", number=1)
SHEET = Sheet(text=TEXT, found=(SAFE, OPENS, LATE, AGAIN))


def wanted(one: Attribution, **other: object) -> Wanted:
    return replace(Wanted(content=one.content, kind=one.kind, speaker=one.speaker), **other)  # type: ignore[arg-type]


def test_a_speaker_is_set_by_the_fewest_words_that_mean_the_statement() -> None:
    sheet = SHEET.set(OPENS.content, wanted(OPENS, speaker="Eda Moor"))
    assert sheet.file == "- words: The bridge opens\n  speaker: Eda Moor\n"


def test_two_changes_of_a_statement_are_one_entry_and_taking_both_back_leaves_none() -> None:
    sheet = SHEET.set(OPENS.content, wanted(OPENS, speaker="Eda Moor"))
    sheet = sheet.set(OPENS.content, wanted(OPENS, speaker="Eda Moor", kind=Kind.MIXED))
    assert sheet.file == "- words: The bridge opens\n  speaker: Eda Moor\n  kind: mixed\n"
    assert sheet.set(OPENS.content, wanted(OPENS)).file == ""


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them() -> None:
    sheet = SHEET.set(AGAIN.content, wanted(AGAIN, speaker="Eda Moor"))
    assert sheet.corrected().statements[3].attribution.speaker == "Eda Moor"
    assert sheet.corrected().statements[0].attribution.speaker == "Ada Lund"
    assert "within:" in sheet.file


def test_ends_move() -> None:
    to = (span("The bridge opens in May"),)
    sheet = SHEET.set(OPENS.content, wanted(OPENS, content=to))
    assert sheet.file == "- words: The bridge opens\n  content: The bridge opens in May\n"
    assert sheet.set(to, wanted(OPENS)).file == ""


def test_a_statement_is_split_and_each_part_is_a_statement_of_its_own() -> None:
    parts = [(span("The bridge opens in May"),), (span("and the harbor in June"),)]
    sheet = SHEET.split(OPENS.content, parts)
    assert sheet.file == (
        "- words: The bridge opens\n  split:\n  - The bridge opens in May\n  - and the harbor in June\n"
    )
    sheet = sheet.set(parts[1], Wanted(content=parts[1], kind=Kind.INDIRECT, speaker="Eda Moor"))
    contents = {one.attribution.content: one.attribution.speaker for one in sheet.corrected().statements}
    assert contents[parts[0]] is None
    assert contents[parts[1]] == "Eda Moor"


def test_statements_are_merged_and_the_merged_one_is_changed_and_accepted() -> None:
    content = (SAFE.content[0], LATE.content[0])
    sheet = SHEET.merge([SAFE.content, LATE.content], Wanted(content=content, kind=Kind.DIRECT, speaker="Ada Lund"))
    assert [one.attribution.content for one in sheet.corrected().statements] == [content, OPENS.content, AGAIN.content]
    sheet = sheet.set(content, Wanted(content=content, kind=Kind.MIXED, speaker="Eda Moor"))
    assert sheet.corrected().statements[0].attribution.kind == Kind.MIXED
    accepted = sheet.set(content, Wanted(content=content, kind=Kind.MIXED, speaker="Eda Moor", checked=True))
    assert accepted.corrected().statements[0].checked
    assert len(accepted.corrected().statements) == 3


def test_a_statement_is_added_changed_accepted_and_taken_away_without_a_trace() -> None:
    added = Wanted(content=(span("It is late."),), kind=Kind.ASSERTION)
    sheet = SHEET.add(added)
    assert sheet.file == "- add: It is late.\n  kind: assertion\n"
    sheet = sheet.set(added.content, replace(added, kind=Kind.INDIRECT, speaker="Eda Moor"))
    sheet = sheet.set(added.content, replace(added, kind=Kind.INDIRECT, speaker="Eda Moor", checked=True))
    assert sheet.corrected().altered == ()
    assert sheet.corrected().statements[-1].checked
    assert sheet.withdraw(added.content, "no").file == ""


def test_what_is_a_statement_already_is_not_added() -> None:
    with pytest.raises(RefusedError, match="already"):
        SHEET.add(wanted(SAFE))


def test_a_statement_is_withdrawn_with_the_reason_and_restored() -> None:
    sheet = SHEET.withdraw(LATE.content, "a title")
    assert [one for one, _ in sheet.corrected().withdrawn] == [LATE]
    assert sheet.restore(1).file == ""


def test_acceptance_holds_all_that_was_seen() -> None:
    sheet = SHEET.set(OPENS.content, wanted(OPENS, speaker="Eda Moor", checked=True, day="2026-11-27"))
    [entry] = [line for line in sheet.file.split("- ") if line]
    assert "accepted: The bridge opens in May and the harbor in June" in entry
    later = replace(sheet, found=(SAFE, replace(OPENS, speaker="Boris Vale"), LATE, AGAIN))
    assert later.corrected().statements[1].attribution.speaker == "Eda Moor"


def test_a_change_that_the_corrections_would_refuse_is_refused_in_their_words() -> None:
    broken = replace(SHEET, file="- words: nothing of this\n  kind: direct\n")
    with pytest.raises(FaultsError, match="no statement has the words"):
        broken.set(OPENS.content, wanted(OPENS, speaker="Eda Moor"))
    with pytest.raises(RefusedError, match="not there any more"):
        SHEET.set(((0, 3),), wanted(OPENS))


@pytest.mark.skipif(not EVALUATION.exists(), reason="the articles with known answers are not here")
@pytest.mark.parametrize("name", ["wikinews_dev", pytest.param("news_dev", marks=pytest.mark.slow)])
def test_articles_are_put_right_up_to_their_gold(name: str) -> None:
    right, all_ = 0, 0
    for line in (EVALUATION / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        gold = [
            Wanted(content=tuple(map(tuple, one["content"])), kind=(kind := Kind(one["kind"])),
                   speaker=None if kind == Kind.ASSERTION else one.get("speaker"))
            for one in article["attributions"]
            if not one.get("ignore")
        ]  # fmt: skip
        all_ += 1
        try:
            sheet = corrected(
                Sheet(text=article["text"], found=extract(article["text"], model="fast").attributions), gold
            )
        except (FaultsError, RefusedError):
            continue
        right += sorted(map(repr, map(Wanted.of, sheet.corrected().statements))) == sorted(map(repr, gold))
    # Of the others one has the same words found twice at one place, which no words can tell apart.
    assert right >= all_ * 0.98


def corrected(sheet: Sheet, gold: Sequence[Wanted]) -> Sheet:
    """The sheet after an editor has made of each statement the one that it should be."""
    left = list(sheet.found)
    pairs: list[tuple[Attribution | None, Wanted]] = []
    for one in sorted(gold, key=lambda one: -sum(found.content == one.content for found in sheet.found)):
        best = max(left, key=lambda found: shared(found.content, one.content), default=None)
        if best is not None and shared(best.content, one.content):
            left.remove(best)
            pairs.append((best, one))
        else:
            pairs.append((None, one))
    for found in left:
        sheet = sheet.withdraw(found.content, "not a statement")
    for found_or_none, one in pairs:
        if found_or_none is None:
            sheet = sheet.add(one)
        elif wanted(found_or_none) != one:
            sheet = sheet.set(found_or_none.content, one)
    return sheet


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(e, right) - max(s, left)) for s, e in one for left, right in other)
