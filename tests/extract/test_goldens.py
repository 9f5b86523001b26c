from pathlib import Path

import pytest

from extract import golden_file
from onrecord.extract import extract

PATHS = sorted(golden_file.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_golden_comes_out_offset_by_offset(
    path: Path, update_goldens: bool, request: pytest.FixtureRequest
) -> None:
    golden = golden_file.read(path)
    found = golden_file.rendered(golden.text, extract(golden.text, model="fast"))
    if golden.failure:
        request.applymarker(pytest.mark.xfail(reason=golden.failure, strict=True))
    elif update_goldens:
        golden_file.write(golden, found)
        return
    assert found == golden.expected
