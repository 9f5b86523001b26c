"""The queue leads an editor to what is wrong."""

import pytest

from benchmark.desk import GOLD, beginning
from onrecord.evaluate.gold import read
from onrecord.evaluate.report import SHARED


@pytest.mark.skipif(not SHARED.exists(), reason="the articles with known answers are not here")
@pytest.mark.slow
@pytest.mark.parametrize("name", GOLD)
def test_the_first_tenth_of_the_queue_holds_a_quarter_of_the_mistakes(name: str) -> None:
    found = beginning(read(SHARED / f"{name}.jsonl"))
    assert found.mistakes
    assert found.share >= 0.25
