import json
from pathlib import Path

import pytest
import yaml

from onrecord.evaluate import report
from onrecord.evaluate.gold import predicted, read
from onrecord.extract import extract
from onrecord.extract.rules import EXPLANATIONS, Rule


def test_the_shipped_article_scores_one_hundred_in_everything() -> None:
    documents = read(report.SHIPPED)
    found = {d.id: predicted(extract(d.text).attributions) for d in documents}
    figures = report.figures(documents, found)
    for kind in ("direct", "mixed", "indirect", "assertion", "all"):
        assert figures[kind] == {"partial": 100.0, "exact": 100.0, "attributed": 100.0}
    assert figures["speaker"] == {"any": 100.0, "when named": 100.0}


def test_the_recorded_figures_hold_the_shipped_article() -> None:
    recorded = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    assert recorded["seed"]["all"]["exact"] == 100.0


def test_a_file_given_by_name_is_printed_and_not_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = report.RESULTS.read_bytes()
    text = "“We won,” said Ann Lee."
    gold = {"kind": "direct", "content": [[0, 9]], "source": [[15, 22]], "cue": [[10, 14]], "speaker": "Ann Lee"}
    path = tmp_path / "small.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text, "attributions": [gold]}) + "\n", encoding="utf-8")
    assert report.main([str(path)]) == 0
    assert "small.jsonl: 1 articles" in capsys.readouterr().out
    assert report.RESULTS.read_bytes() == before


@pytest.mark.parametrize("name", ["references.yml", "tried.yml"])
def test_every_figure_file_can_be_read(name: str) -> None:
    assert yaml.safe_load((report.HERE / name).read_text(encoding="utf-8"))


def test_every_rule_is_explained() -> None:
    assert set(EXPLANATIONS) == set(Rule)
