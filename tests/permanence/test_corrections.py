"""An editor's corrections: found by words, applied whatever the extraction finds, refused where in doubt."""

from dataclasses import replace

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from onrecord.drafts.correct import Correcting, Edit, correct
from onrecord.model.article import FaultsError
from onrecord.model.attribution import Attribution, Basis, Kind, Span
from onrecord.reading.corrections import corrections
from onrecord.reading.strict_yaml import load
from onrecord.text.fold import straight_marks

TEXT = "“It is safe,” said Ada Lund. The bridge opens in May, the engineer added. “It is late,” he said. It is late."


def said(words: str, speaker: str | None = None, kind: Kind = Kind.DIRECT) -> Attribution:
    basis = None if kind == Kind.ASSERTION else Basis.NAMED if speaker else Basis.UNRESOLVED
    return Attribution(kind=kind, content=(span(words),), speaker=speaker, basis=basis, rule="r")


def span(words: str) -> Span:
    return TEXT.index(words), TEXT.index(words) + len(words)


SAFE = said("“It is safe,”", "Ada Lund")
OPENS = said("The bridge opens in May", kind=Kind.INDIRECT)
LATE = said("“It is late,”")
FOUND = (SAFE, OPENS, LATE)


def run(document: str, found: tuple[Attribution, ...] = FOUND) -> Correcting:
    return correct(TEXT, found, corrections(load(document)))


def faults(document: str, found: tuple[Attribution, ...] = FOUND) -> list[tuple[int, str]]:
    with pytest.raises(FaultsError) as raised:
        run(document, found)
    return list(raised.value.faults)


def test_a_speaker_is_set_and_the_reader_is_told_what_was_there() -> None:
    done = run(
        "- words: It is late\n  within: '“It is late,” he said'\n  speaker: Boris Vale\n  note: See paragraph 2.\n"
    )
    late = done.statements[2]
    assert (late.attribution.speaker, late.attribution.basis) == ("Boris Vale", None)
    assert late.edits == (Edit(what="speaker", before=None, after="Boris Vale", note="See paragraph 2."),)
    assert [one.edits for one in done.statements[:2]] == [(), ()]


def test_a_speaker_is_taken_back() -> None:
    done = run("- words: It is safe\n  speaker: null\n")
    assert (done.statements[0].attribution.speaker, done.statements[0].attribution.basis) == (None, Basis.UNRESOLVED)


def test_kind_topics_and_boundaries_are_set_at_once() -> None:
    done = run("- words: The bridge opens in May\n  kind: mixed\n  topics: [Bridges]\n  content: bridge opens\n")
    one = done.statements[1]
    assert one.attribution == replace(OPENS, kind=Kind.MIXED, content=(span("bridge opens"),))
    assert one.topics == ("Bridges",)
    assert [edit.what for edit in one.edits] == ["kind", "words", "topics"]


def test_one_statement_is_split() -> None:
    done = run("- words: The bridge opens in May\n  split: [The bridge, opens in May]\n")
    contents = [one.attribution.content for one in done.statements]
    assert contents == [SAFE.content, (span("The bridge"),), (span("opens in May"),), LATE.content]


def test_two_statements_are_merged() -> None:
    done = run("- merge: ['“It is safe,”', '“It is late,”']\n  speaker: Ada Lund\n")
    merged = done.statements[0].attribution
    assert merged.content == (*SAFE.content, *LATE.content)
    assert merged.speaker == "Ada Lund"
    assert len(done.statements) == 2


def test_statements_that_differ_are_merged_only_when_it_is_said_how() -> None:
    assert faults("- merge: ['“It is safe,”', '“It is late,”']\n") == [
        (1, "the merged statements differ in speaker; say which is right")
    ]


def test_a_statement_is_added() -> None:
    done = run("- add: It is late.\n  kind: assertion\n")
    added = done.statements[-1]
    assert added.attribution.content == (span("It is late."),)
    assert (added.attribution.kind, added.attribution.rule) == (Kind.ASSERTION, "added-by-editor")
    assert [edit.what for edit in added.edits] == ["added"]


def test_a_statement_is_withdrawn_with_the_reason() -> None:
    done = run("- words: “It is safe,”\n  withdraw: a title\n")
    assert done.withdrawn == ((SAFE, "a title"),)
    assert [one.attribution for one in done.statements] == [OPENS, LATE]


@pytest.mark.parametrize("words", ["“It is safe,” said", "is safe", "“It is safe,”"])
def test_a_correction_outlives_other_boundaries(words: str) -> None:
    other = replace(SAFE, content=(span(words),))
    done = run("- words: “It is safe,”\n  speaker: Eda Lund\n", (other, OPENS, LATE))
    assert done.statements[0].attribution.speaker == "Eda Lund"


@pytest.mark.parametrize(
    "document",
    [
        "- words: It is safe\n  speaker: Ada Lund\n",
        "- words: The bridge opens\n  content: The bridge opens in May\n",
        "- words: It is safe, the bridge\n  split: ['“It is safe,”', The bridge opens in May]\n",
        "- merge: ['“It is', 'safe,”']\n",
        "- add: “It is safe,”\n  kind: direct\n  speaker: Ada Lund\n",
        "- words: said Ada Lund\n  withdraw: not a statement\n",
    ],
)
def test_a_correction_that_the_extraction_caught_up_with_is_no_longer_needed(document: str) -> None:
    done = run(document)
    assert done.unneeded == (1,)
    assert [(one.attribution, one.edits) for one in done.statements] == [(one, ()) for one in FOUND]


def test_words_that_fit_nothing_are_named_with_the_nearest() -> None:
    assert faults("- words: It was safe\n  speaker: X\n- words: The bridge closes\n  kind: mixed\n") == [
        (
            1,
            'no statement has the words "It was safe"; the nearest are "“It is safe,”"; "“It is late,”"; '
            '"The bridge opens in May"',
        ),
        (
            3,
            'no statement has the words "The bridge closes"; the nearest are "The bridge opens in May"; '
            '"“It is late,”"; "“It is safe,”"',
        ),
    ]


def test_words_that_fit_two_statements_are_named_with_both() -> None:
    [(line, message)] = faults("- words: It is\n  speaker: X\n")
    assert line == 1
    assert message.startswith('"It is" fits 2 statements: "“It is safe,”"; "“It is late,”"; give more of its words')


def test_passages_that_stand_twice_or_nowhere_are_refused() -> None:
    assert faults("- add: It is late\n  kind: direct\n")[0][1].startswith('"It is late" stands 2 times in the article')
    assert faults("- add: It was late\n  kind: direct\n") == [(1, '"It was late" does not stand in the article')]


def test_two_corrections_of_one_statement_are_refused() -> None:
    assert faults("- words: It is safe\n  speaker: X\n- words: safe\n  kind: mixed\n") == [
        (3, "line 1 corrects this statement too; make them one")
    ]


@pytest.mark.parametrize(
    ("document", "line", "message"),
    [
        ("words: x\n", 1, "must be a list"),
        ("- x\n", 1, "must be made of lines"),
        ("- wrods: x\n  kind: direct\n", 1, 'unknown key "wrods"'),
        ("- words: x\n", 1, "says nothing to correct"),
        ("- words: x\n  kind: quote\n", 2, 'kind "quote" is not one of direct, mixed'),
        ("- words: x\n  add: y\n  kind: direct\n", 1, 'needs one of "words", "merge", "add" and "accepted"'),
        ("- add: x\n", 1, "an added statement needs its kind"),
        ("- words: x\n  split: [y]\n", 1, "split needs the words of two parts"),
        ("- words: x\n  withdraw: y\n  speaker: Z\n", 3, "speaker does not go together with withdraw"),
        ("- words: x\n  withdraw: ''\n", 2, "withdraw is empty"),
        ("- words: x\n  speaker: {a: b}\n", 2, "speaker must be one text"),
        ("- words: It is safe\n  kind: assertion\n  speaker: X\n", 1, "a claim is the article's own"),
        ("- words: It is safe\n  within: nowhere\n  speaker: X\n", 1, 'the passage "nowhere" does not stand'),
    ],
)
def test_a_correction_that_cannot_be_understood_is_refused_with_its_line(
    document: str, line: int, message: str
) -> None:
    [(found, text)] = faults(document)
    assert found == line
    assert text.startswith(message)


MARKED = "“It’s safe – we’re sure,” said Ada Lund. ‘It’s late,’ he said—twice. It’s late. ``So we go,'' she said."
SURE = replace(SAFE, content=((0, MARKED.index(" said Ada")),))
TWICE = replace(LATE, content=((MARKED.index("‘It"), MARKED.index(" he said")),))
GO = replace(LATE, content=((MARKED.index("``"), MARKED.index(" she said")),))


@pytest.mark.parametrize(
    ("document", "contents"),
    [
        ("- words: '\"It''s safe - we''re sure,\"'\n  kind: mixed\n", (SURE, TWICE, GO)),
        ("- words: It's safe -- we're sure\n  kind: mixed\n", (SURE, TWICE, GO)),
        ("- words: It's late\n  within: he said--twice. It's late\n  kind: mixed\n", None),
        ("- words: It's late\n  within: ',\" said Ada Lund. ''It''s late,'' he'\n  kind: mixed\n", (SURE, TWICE, GO)),
        ("- words: 'So we go'\n  content: '\"So we go,\"'\n  kind: mixed\n", (SURE, TWICE, GO)),
        ("- words: It's safe\n  content: we're sure\n", ("we’re sure", TWICE, GO)),
        ("- words: It's safe\n  split: [It's safe, we're sure]\n", ("It’s safe", "we’re sure", TWICE, GO)),
        ("- merge: ['\"It''s safe - we''re sure,\"', '\"So we go,\"']\n  speaker: X\n", ((SURE, GO), TWICE)),
        ("- add: said-twice\n  kind: assertion\n", (SURE, TWICE, "said—twice", GO)),
        ("- words: '\"So we go,\"'\n  withdraw: a title\n", (SURE, TWICE)),
    ],
)
def test_words_are_found_whichever_marks_they_are_typed_with(
    document: str, contents: tuple[object, ...] | None
) -> None:
    def places(of: object) -> tuple[Span, ...]:
        if isinstance(of, Attribution):
            return of.content
        if isinstance(of, tuple):
            return tuple(span for one in of for span in places(one))
        return ((MARKED.index(str(of)), MARKED.index(str(of)) + len(str(of))),)

    given = corrections(load(document))
    if contents is None:
        with pytest.raises(FaultsError, match="no statement has the words"):
            correct(MARKED, (SURE, TWICE, GO), given)
    else:
        done = correct(MARKED, (SURE, TWICE, GO), given)
        assert [one.attribution.content for one in done.statements] == [places(one) for one in contents]
        assert not done.unneeded


@any_of(st.text(alphabet="a '\"’‘“”«»-–—−\n\u2028\u00a0é😀"))
def test_straight_marks_stand_where_the_others_stood(text: str) -> None:
    straight = straight_marks(text)
    assert len(straight) == len(text)
    assert all(one == other for one, other in zip(text, straight, strict=True) if one.isalnum() or one.isspace())
    assert straight_marks(straight) == straight


@pytest.mark.parametrize("key", ["merge", "add", "split", "content"])
def test_passages_that_are_none_are_refused(key: str) -> None:
    first = "" if key in ("merge", "add") else "words: x\n  "
    assert faults(f"- {first}{key}: []\n")[0][1] == f"{key} is empty; fill it in or remove it"


def test_no_corrections_change_nothing() -> None:
    assert [one.attribution for one in run("").statements] == list(FOUND)


ACCEPTED = "- accepted: “It is safe,”\n  kind: direct\n  speaker: Ada Lund\n"


def test_an_accepted_statement_is_told_as_checked() -> None:
    done = run(f"{ACCEPTED}  day: 2026-11-27\n")
    assert [(one.checked, one.day, one.edits) for one in done.statements] == [
        (True, "2026-11-27", ()),
        (False, None, ()),
        (False, None, ()),
    ]
    assert done.altered == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (replace(SAFE, speaker="Boris Vale"), 'speaker "Boris Vale"'),
        (replace(SAFE, speaker=None, basis=Basis.UNRESOLVED), 'speaker "open"'),
        (replace(SAFE, kind=Kind.MIXED), 'kind "mixed"'),
        (replace(SAFE, content=(span("It is safe"),)), 'words "It is safe"'),
        (replace(SAFE, content=(span("“It is safe,” said"),)), 'words "“It is safe,” said"'),
    ],
)
def test_an_accepted_statement_stays_whatever_the_extraction_finds_later(changed: Attribution, told: str) -> None:
    done = run(ACCEPTED, (changed, OPENS, LATE))
    kept = done.statements[0]
    assert (kept.attribution.content, kept.attribution.kind, kept.attribution.speaker) == (
        SAFE.content,
        Kind.DIRECT,
        "Ada Lund",
    )
    assert kept.checked
    assert len(done.statements) == 3
    [(line, how)] = done.altered
    assert line == 1
    assert told in how


def test_an_accepted_statement_that_is_no_longer_found_is_added() -> None:
    done = run(ACCEPTED, (OPENS, LATE))
    assert [one.attribution.content for one in done.statements] == [SAFE.content, OPENS.content, LATE.content]
    assert done.altered == ((1, "is not found any more"),)


def test_pieces_of_an_accepted_statement_are_no_statements_beside_it() -> None:
    pieces = tuple(replace(OPENS, content=(span(words),)) for words in ("The bridge", "opens in May"))
    done = run("- accepted: The bridge opens in May\n  kind: indirect\n", (SAFE, *pieces, LATE))
    assert [one.attribution.content for one in done.statements] == [SAFE.content, OPENS.content, LATE.content]


def test_what_stands_within_an_accepted_statement_stays() -> None:
    within = replace(OPENS, content=(span("opens in May"),))
    done = run("- accepted: The bridge opens in May\n  kind: mixed\n", (SAFE, OPENS, within, LATE))
    assert len(done.statements) == 4


def test_what_an_editor_changed_and_accepted_is_told_as_a_correction_not_as_an_alteration() -> None:
    done = run(
        "- words: The bridge opens in May\n  accepted: bridge opens in May\n  kind: indirect\n  speaker: Ada Lund\n"
    )
    assert [edit.what for edit in done.statements[1].edits] == ["speaker", "words"]
    assert done.statements[1].checked
    assert done.altered == ()


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("- accepted: It is safe\n", "an accepted statement needs its kind: one of direct, mixed, indirect, assertion"),
        ("- accepted: It is safe\n  kind: direct\n  day: yesterday\n", 'day "yesterday" is not a day, as 2026-11-27'),
        (
            "- accepted: It is safe\n  kind: direct\n  withdraw: no\n",
            "withdraw does not go together with accepted; make",
        ),
    ],
)
def test_a_faulty_acceptance_is_named(document: str, message: str) -> None:
    [(_, told)] = faults(document)
    assert told.startswith(message)
