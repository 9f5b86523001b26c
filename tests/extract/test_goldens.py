from pathlib import Path

import pytest

from extract import golden_file
from onrecord.extract import extract
from onrecord.model.options import ACCURATE, FAST

CASES = [
    *((path, FAST) for path in sorted(golden_file.FOLDER.glob("*.txt"))),
    *((path, ACCURATE) for path in sorted((golden_file.FOLDER / "accurate").glob("*.txt"))),
]


@pytest.mark.parametrize(("path", "model"), CASES, ids=lambda value: getattr(value, "stem", value))
def test_each_golden_comes_out_offset_by_offset(
    path: Path, model: str, update_goldens: bool, request: pytest.FixtureRequest
) -> None:
    golden = golden_file.read(path)
    found = golden_file.rendered(golden.text, extract(golden.text, model=model))
    if golden.failure:
        request.applymarker(pytest.mark.xfail(reason=golden.failure, strict=True))
    elif update_goldens:
        golden_file.write(golden, found)
        return
    assert found == golden.expected
