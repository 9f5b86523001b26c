"""The full-text index of a large archive comes in parts: a reader does not see them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

import onrecord.search.full_text
from benchmark.sites import write_full_text
from browser.conftest import Watch
from browser.host import serving
from browser.sites import ARTICLES, Site
from browser.test_search_page import ask, results
from onrecord.model.page import StatementPage
from onrecord.pages.docs_folder import published
from onrecord.search.full_text import FOLDER, parts


@pytest.fixture(scope="module")
def parted_site(big_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same statements as on the big site, with the index in parts."""
    folder = tmp_path_factory.mktemp("parted") / "site"
    shutil.copytree(big_site.folder, folder, ignore=shutil.ignore_patterns(FOLDER))
    pages = published(big_site.docs, "statements")
    records = [page.record for page in pages if isinstance(page, StatementPage)]
    records.sort(key=lambda one: (one.article.slug, one.offset))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onrecord.search.full_text, "FEWEST", 100)
        assert len(parts(records)) == 3
        write_full_text(records, folder)
    with serving({"/": folder}) as host:
        yield replace(big_site, folder=folder, address=f"{host}/")


@pytest.mark.parametrize("number", range(0, ARTICLES, 13))
def test_what_any_part_has_is_found(parted_site: Site, page: Page, number: int) -> None:
    words = f"The bridge number {number}-1 will open"
    ask(page, parted_site, f"q={words}")
    assert results(page)[0] == parted_site.holding(words).id


def test_the_parts_are_counted_together(parted_site: Site, page: Page) -> None:
    every = len(parted_site.statements())
    ask(page, parted_site, "kind=direct")
    expect(page.get_by_label("Kind").locator("option:checked")).to_have_text(f"Quotation ({every})")
    expect(page.locator("[data-status]")).to_contain_text(f"{every}")


def test_a_part_that_does_not_arrive_is_not_taken_for_an_empty_one(parted_site: Site, page: Page, watch: Watch) -> None:
    watch.expected = ("Failed to load resource", "Failed to load the meta index", "Pagefind")
    page.route("**/pagefind/2/*.pf_meta", lambda route: route.abort())
    page.goto(f"{parted_site.address}search/?q=bridge")
    expect(page.locator("[data-status]")).to_contain_text("could not be loaded")
