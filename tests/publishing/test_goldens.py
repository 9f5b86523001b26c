"""The shipped article's pages, whatever ``seeds/`` holds now: a change in them is read as a diff of the goldens."""

import shutil
from pathlib import Path

from publishing.pages import write_pages

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"


def test_the_shipped_article_gives_these_pages(tmp_path: Path, *, update_goldens: bool) -> None:
    write_pages(HERE / "fixture", tmp_path)
    if update_goldens:
        shutil.rmtree(GOLDEN, ignore_errors=True)
        shutil.copytree(tmp_path, GOLDEN)
    assert texts(tmp_path) == texts(GOLDEN)


def texts(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*.md"))}


def test_the_fixture_is_the_shipped_article_byte_for_byte() -> None:
    for seed in (HERE / "fixture").iterdir():
        assert seed.read_bytes() == (HERE.parents[1] / "seeds" / seed.name).read_bytes()
