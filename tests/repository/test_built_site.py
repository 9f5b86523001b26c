"""The site that the repository builds has no fault, wherever it is published."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_checker import check

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("site_url", "base"),
    [
        ("", "/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/a/b/", "https://example.org/a/b/"),
    ],
    ids=["no address", "a host", "below a path"],
)
def test_the_site_has_no_dead_link_no_double_id_and_no_load_from_elsewhere(
    tmp_path: Path, site_url: str, base: str
) -> None:
    seeds, docs, site = tmp_path / "seeds", tmp_path / "docs", tmp_path / "site"
    shutil.copytree(ROOT / "seeds", seeds)  # a build records what it published there
    subprocess.run(
        [sys.executable, "-m", "onrecord.cli", "--quiet", "build", "--seeds", seeds, "--docs", docs, "--site", site],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    assert (site / "index.html").is_file()
    assert not (site / "architecture").exists()  # it is for whoever changes the code
    assert check(site, base=base) == []
