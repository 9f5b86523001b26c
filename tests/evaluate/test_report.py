"""The recorded figures hold: of the gold files that are here and of the families, for both models.

Only the accurate model's families and its largest gold file wait for ``make test-slow``: they take it minutes.
"""

import json
from pathlib import Path

import pytest
import yaml

from onrecord.evaluate import report
from onrecord.evaluate.families import Family, families, share_right
from onrecord.evaluate.gold import predicted, read
from onrecord.extract import extract
from onrecord.extract.rules import EXPLANATIONS, Rule
from onrecord.model.options import ACCURATE, FAST


@pytest.mark.parametrize("model", report.MODELS)
def test_the_shipped_article_scores_one_hundred_in_everything(model: str) -> None:
    documents = read(report.SHIPPED)
    found = {d.id: predicted(extract(d.text, model=model).attributions) for d in documents}
    figures = report.figures(documents, found)
    for kind in ("direct", "mixed", "indirect", "assertion", "all"):
        assert figures[kind] == {"partial": 100.0, "exact": 100.0, "attributed": 100.0, "whole": 100.0}
    assert figures["articles right"] == 1
    assert figures["speaker"] == {"any": 100.0, "when named": 100.0}


def test_the_recorded_figures_hold_the_shipped_article() -> None:
    recorded = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    assert {model: recorded[model]["seed"]["all"]["exact"] for model in report.MODELS} == dict.fromkeys(
        report.MODELS, 100.0
    )


def test_a_file_given_by_name_is_printed_and_not_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = report.RESULTS.read_bytes()
    text = "“We won,” said Ann Lee."
    gold = {"kind": "direct", "content": [[0, 9]], "source": [[15, 22]], "cue": [[10, 14]], "speaker": "Ann Lee"}
    path = tmp_path / "small.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "attributions": [gold]}) + "\n", encoding="utf-8")
    assert report.main([str(path)]) == 0
    assert "small.jsonl: 1 articles" in capsys.readouterr().out
    assert report.RESULTS.read_bytes() == before


RECORDED = json.loads(report.RESULTS.read_text(encoding="utf-8"))
LOWERED = yaml.safe_load(report.LOWERED.read_text(encoding="utf-8"))


LARGEST = "polnear_dev"
HELD = [
    pytest.param(path, model, marks=[pytest.mark.slow] if (report.name_of(path), model) == (LARGEST, ACCURATE) else [])
    for path in report.gold_files()
    for model in report.MODELS
]


@pytest.mark.parametrize(("path", "model"), HELD, ids=lambda one: one if isinstance(one, str) else report.name_of(one))
def test_no_figure_has_fallen_since_it_was_recorded(path: Path, model: str) -> None:
    measured, _ = report.report(path, model)
    assert not report.falls(RECORDED, {model: {report.name_of(path): measured}}, LOWERED)


@pytest.mark.parametrize("model", [pytest.param(ACCURATE, marks=pytest.mark.slow), FAST])
@pytest.mark.parametrize("family", tuple(families()), ids=lambda family: family.name)
def test_a_family_comes_out_right_as_often_as_recorded(family: Family, model: str) -> None:
    assert not report.falls(RECORDED, {model: {"families": {family.name: share_right(family, model)}}}, LOWERED)


def test_a_figure_that_falls_by_more_than_half_a_point_is_told_unless_there_is_a_reason() -> None:
    before = {"news": {"direct": {"exact": 80.0, "whole": 70.0}}}
    now = {"news": {"direct": {"exact": 79.6, "whole": 69.4}}}
    assert report.falls(before, now, {}) == ["news direct whole fell from 70.0 to 69.4"]
    assert report.falls(before, now, {"news direct whole": {"to": 69.4, "why": "The gold was mended."}}) == []
    assert report.falls(before, now, {"news direct whole": {"to": 69.95, "why": "The gold was mended."}})


def test_what_has_fallen_is_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "results.json"
    before = {"fast": {"news": {"whole": 70.0}, "wire": {"whole": 50.0}}}
    results.write_text(json.dumps(before), encoding="utf-8")
    monkeypatch.setattr(report, "RESULTS", results)
    assert report.record({"fast": {"news": {"whole": 60.0}}}) == 1
    assert "fast news whole fell from 70.0 to 60.0" in capsys.readouterr().out
    assert json.loads(results.read_text(encoding="utf-8")) == before
    assert report.record({"fast": {"news": {"whole": 71.0}}}) == 0
    assert json.loads(results.read_text(encoding="utf-8")) == {
        "fast": {"news": {"whole": 71.0}, "wire": {"whole": 50.0}}
    }


def test_the_figures_of_other_systems_can_be_read() -> None:
    assert yaml.safe_load((report.HERE / "references.yml").read_text(encoding="utf-8"))


def test_every_rule_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Rule)
