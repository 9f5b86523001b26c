"""Lighthouse's grades on its phone settings; Node fetches it, and it takes minutes."""

import shutil

import pytest

from benchmark.lighthouse import PAGES, graded
from benchmark.weight import hosted, page_types
from browser.sites import Site, build, shipped_seeds
from require_chromium import find_chromium

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="Node's npx is not installed")
def test_lighthouse_gives_every_type_of_page_full_marks(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("graded")
    with hosted(folder / "site") as address:
        site: Site = build(folder, shipped_seeds(folder), site_url=address)
        paths = page_types(site.folder)
        reports = {name: graded(address + paths[name], chromium=find_chromium()) for name in PAGES}
    short = {
        name: (dict(report.scores), report.faults)
        for name, report in reports.items()
        if any(report.scores[category] < least for category, least in LEAST.items())
    }
    assert short == {}
