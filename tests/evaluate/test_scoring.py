import json
import runpy
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evaluate import KINDS, score
from onrecord.evaluate.gold import Document, Labeled, labeled
from onrecord.evaluate.scoring import last_word

TEXT = "Mr. Lee said on Monday that “the pier will sink” and that nobody cared, according to the harbor board. He left."
SHARED = Path(__file__).parents[3] / "shared" / "evaluation" / "score.py"
REPORTED = KINDS[:3]

spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(lambda p: [p[0], min(len(TEXT), p[0] + p[1])])
attributions = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "content": st.lists(spans, min_size=1, max_size=2),
            "source": st.lists(spans, max_size=1),
            "cue": st.just([]),
            "speaker": st.sampled_from([None, "Ann Lee", "Lee", "harbor board"]),
        },
        optional={
            "accept": st.lists(st.sampled_from(KINDS), max_size=1),
            "ignore": st.booleans(),
            "source_type": st.sampled_from(["name", "pronoun", "nominal"]),
        },
    ),
    max_size=5,
)


def document(rows: list[dict[str, Any]]) -> Document:
    return Document(id="one", text=TEXT, dataset="test", attributions=tuple(map(labeled, rows)))


def test_a_perfect_prediction_scores_one_in_everything() -> None:
    gold = document([{"kind": "mixed", "content": [[28, 48]], "source": [[0, 7]], "speaker": "Ann Lee"}])
    found = score([gold], {"one": gold.attributions})
    for what in ("partial", "exact", "attributed"):
        assert found.figures(what).f1 == 1
    assert found.source() == found.speaker() == found.speaker_when_named() == 1


def test_marks_and_punctuation_never_count() -> None:
    gold = document([{"kind": "direct", "content": [[28, 48]], "source": [[0, 7]]}])
    assert (
        score([gold], {"one": [Labeled(kind="direct", content=((29, 47),), source=((4, 7),))]}).figures("exact").f1 == 1
    )


def test_what_gold_ignores_is_neither_rewarded_nor_punished() -> None:
    gold = document([{"kind": "indirect", "content": [[28, 70]], "ignore": True}])
    found = score([gold], {"one": [Labeled(kind="indirect", content=((28, 48),))]})
    assert found.count("gold") == found.count("predicted") == 0


def test_a_missing_prediction_lowers_recall_alone() -> None:
    rows = [{"kind": "direct", "content": [[0, 7]]}, {"kind": "direct", "content": [[28, 48]]}]
    found = score([document(rows)], {"one": [Labeled(kind="direct", content=((0, 7),))]}).figures("partial")
    assert (found.precision, found.recall) == (1, 0.5)


def test_a_suffix_is_not_the_last_word_of_a_name() -> None:
    assert last_word("Sammy Lee Jr.") == "lee"


@pytest.mark.skipif(not SHARED.exists(), reason="the scorer that ours must agree with is not here")
@given(attributions, attributions, st.sampled_from([None, REPORTED]))
@settings(max_examples=300, deadline=None)
def test_our_scorer_agrees_with_the_shared_one(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], kinds: tuple[str, ...] | None
) -> None:
    theirs = runpy.run_path(str(SHARED))
    wanted = {"id": "one", "text": TEXT, "attributions": json.loads(json.dumps(gold))}
    given_ = {"id": "one", "attributions": [{**a, "accept": [], "ignore": False} for a in found]}
    if kinds:
        chosen = set(kinds)
        wanted["attributions"] = [
            a if a["kind"] in chosen else {**a, "ignore": True}
            for a in gold
            if chosen & {a["kind"], *a.get("accept", ())}
        ]
        given_["attributions"] = [a for a in found if a["kind"] in chosen]
    counts: Counter[tuple[str, str]] = Counter()
    theirs["score_document"](wanted, given_, 0.5, counts, defaultdict(list))
    rows = theirs["report"](counts)
    own = [Labeled(kind=a.kind, content=a.content, source=a.source, speaker=a.speaker) for a in map(labeled, found)]
    ours = score([document(gold)], {"one": own}, kinds=kinds or KINDS)
    for kind, row in rows.items():
        which = "all" if kind == "ALL" else kind
        for what in ("partial", "exact", "attributed"):
            figures = ours.figures(what, which)
            assert (figures.precision, figures.recall) == (row[what]["p"], row[what]["r"])
        assert ours.source(which) == row["source"]
    speakers = rows.get("ALL", {}).get("speaker", {})
    if "all" in speakers:
        assert ours.speaker() == speakers["all"]["right"]
        assert ours.speaker_when_named() == speakers["all"]["shown"]
