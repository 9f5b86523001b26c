"""axe-core finds no violation on any type of page, whatever the width and the scheme."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import NewPage, Watch
from browser.page_types import page_types
from browser.sites import Site
from browser.test_every_page import NOT_FOUND, open_details, see

WIDTHS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
WIDTHS_AND_SCHEMES = [
    ("phone", "dark"),
    pytest.param("desktop", "light", marks=pytest.mark.slow),
    pytest.param("phone", "light", marks=pytest.mark.slow),
    pytest.param("desktop", "dark", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_axe_finds_no_violation_on_any_type_of_page(
    path_site: Site, new_page: NewPage, watch: Watch, width: str, scheme: str
) -> None:
    watch.expected = (NOT_FOUND,)
    page = new_page(viewport=WIDTHS[width], color_scheme=scheme)
    violations = []
    for name, address in page_types(path_site).items():
        see(page, path_site, address)
        open_details(page)
        violations += [
            (name, violation["id"], node["target"], node["failureSummary"])
            for violation in Axe().run(page).response["violations"]
            for node in violation["nodes"]
        ]
    assert violations == []
