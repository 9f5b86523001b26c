"""What a first visit transfers, packed as static hosts pack it."""

import re

import pytest
from playwright.sync_api import Browser

from benchmark.weight import first_visit, hosted, page_types
from browser.sites import Site

KILOBYTE = 1000


@pytest.mark.parametrize(("name", "most"), [("statement", 18), ("article", 22)])
def test_a_first_visit_transfers_few_kilobytes(path_site: Site, chromium: Browser, name: str, most: int) -> None:
    # The article has 450 words: one of 900 then stays below 45.
    with hosted(path_site.folder) as address:
        fetched = first_visit(chromium, address + page_types(path_site.folder)[name])
    assert {one.type for one in fetched} >= {"Document", "Stylesheet", "Script"}
    assert any(one.path.endswith("favicon.svg") for one in fetched)
    assert sum(one.size for one in fetched) <= most * KILOBYTE


@pytest.mark.parametrize("name", ["statement", "article", "speaker", "home", "search"])
def test_pages_made_of_our_own_parts_go_without_material_s_style_sheet(
    path_site: Site, chromium: Browser, name: str
) -> None:
    with hosted(path_site.folder) as address:
        fetched = first_visit(chromium, address + page_types(path_site.folder)[name])
    assert [one.path for one in fetched if "assets/stylesheets" in one.path] == []


def test_hand_written_pages_have_all_of_material_s_styles(path_site: Site) -> None:
    for name in ("method", "guide", "data"):
        page = (path_site.folder / name / "index.html").read_text(encoding="utf-8")
        assert re.search(r'<link rel="stylesheet" href="\.\./assets/stylesheets/main\.\w+\.min\.css">', page)


def test_the_search_page_is_made_of_few_files_and_asks_for_its_index_in_its_head(
    path_site: Site, chromium: Browser
) -> None:
    with hosted(path_site.folder) as address:
        fetched = first_visit(chromium, f"{address}search/")
    assert len([one for one in fetched if one.type == "Script"]) <= 4
    assert len([one for one in fetched if one.type == "Stylesheet"]) <= 2
    assert [one.path for one in fetched].count("/quotation/index.json") == 1
