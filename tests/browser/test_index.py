"""Big indexes: a name is found among hundreds by its letter or by any part of it, with a script and without one."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import NewPage, Watch
from browser.sites import Site
from browser.test_accessibility import WIDTHS, WIDTHS_AND_SCHEMES
from site_checker import check

ADDRESSES = (
    "speakers/",
    "speakers/index.m/",
    "articles/",
    "articles/index.2/",
    "kinds/direct/",
    "kinds/direct.2/",
    "tags/",
)


def found(page: Page) -> list[str]:
    return page.locator(".names li .index__name").all_inner_texts()


def test_the_site_has_no_dead_link_and_no_double_id(big_site: Site) -> None:
    assert check(big_site.folder) == []


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    big_site: Site, new_page: NewPage, width: str, scheme: str
) -> None:
    page = new_page(viewport=WIDTHS[width], color_scheme=scheme)
    violations = []
    for address in (*ADDRESSES, "found"):
        page.goto(big_site.address + ("speakers/" if address == "found" else address))
        if address == "found":
            page.get_by_label("Find a name").fill("an")
            page.locator(".names li").first.wait_for()
        violations += [
            (address, violation["id"], node["target"], node["failureSummary"])
            for violation in Axe().run(page).response["violations"]
            for node in violation["nodes"]
        ]
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]["width"], address
    assert violations == []


def test_a_name_is_found_by_its_letter_without_a_script(big_site: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{big_site.address}speakers/")
    assert not page.get_by_label("Find a name").is_visible()
    letters = page.get_by_role("navigation", name="Speakers by letter")
    letters.get_by_role("link", name="O ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Speakers: O")
    expect(letters.locator("[aria-current=page]")).to_have_text("O")
    page.get_by_role("link", name="Zoë Örnberg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Örnberg")


@pytest.mark.parametrize("address", ["speakers/", "speakers/index.b/"])
@pytest.mark.parametrize("asked", ["rnber", "ZOE", "zoë orn", "örn zo"])
def test_any_part_of_a_name_finds_it_from_any_page_of_the_index(
    big_site: Site, page: Page, address: str, asked: str
) -> None:
    page.goto(big_site.address + address)
    page.get_by_label("Find a name").fill(asked)
    page.locator(".names").get_by_role("link", name="Zoë Örnberg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zoë Örnberg")
    assert page.url == f"{big_site.address}speakers/zoe-ornberg/"


def test_names_that_begin_with_what_is_asked_come_first(big_site: Site, page: Page) -> None:
    page.goto(f"{big_site.address}speakers/")
    page.get_by_label("Find a name").fill("la")
    page.locator(".names li").first.wait_for()
    begins = [any(word.lower().startswith(("la", "ła")) for word in name.split()) for name in found(page)]
    assert begins == sorted(begins, reverse=True)
    assert set(begins) == {True, False}
    assert "Anna Łaska" in found(page)


def test_what_is_found_takes_the_list_s_place_and_gives_it_back(big_site: Site, page: Page) -> None:
    page.goto(f"{big_site.address}speakers/")
    field, most = page.get_by_label("Find a name"), page.get_by_role("heading", name="Most quoted")
    field.fill("ornberg")
    expect(page.get_by_role("status")).to_have_text("1 name.")
    expect(most).to_be_hidden()
    field.fill("nobody is called this")
    expect(page.get_by_role("status")).to_have_text("No name has that in it.")
    assert found(page) == []
    field.press("Escape")
    expect(field).to_have_value("")
    expect(most).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("")


def test_the_names_are_fetched_once_and_only_when_the_field_is_used(big_site: Site, page: Page, watch: Watch) -> None:
    page.goto(f"{big_site.address}speakers/", wait_until="networkidle")
    assert not any("names.json" in address for address in watch.requested)
    page.get_by_label("Find a name").press_sequentially("orn")
    page.locator(".names li").first.wait_for()
    assert sum("names.json" in address for address in watch.requested) == 1


def test_where_the_names_cannot_be_loaded_the_letters_stay(big_site: Site, page: Page, watch: Watch) -> None:
    watch.expected = ("status of 503",)
    page.route("**/names.json", lambda route: route.fulfill(status=503))
    page.goto(f"{big_site.address}speakers/")
    field, status = page.get_by_label("Find a name"), page.get_by_role("status")
    field.fill("orn")
    expect(status).to_contain_text("could not be loaded")
    expect(page.get_by_role("heading", name="Most quoted")).to_be_visible()
    page.unroute("**/names.json")
    field.fill("ornberg")
    expect(status).to_have_text("1 name.")


def test_an_index_on_one_page_has_no_field(path_site: Site, page: Page) -> None:
    page.goto(f"{path_site.address}speakers/")
    assert page.get_by_label("Find a name").count() == 0
    assert not Path(path_site.folder, "speakers", "names.json").exists()


def test_the_pager_leads_on_back_and_to_the_end(big_site: Site, page: Page) -> None:
    page.goto(f"{big_site.address}kinds/direct/")
    pages = page.get_by_role("navigation", name="Pages")
    assert pages.get_by_role("link", name="Previous page").count() == 0
    pages.get_by_role("link", name="Next page").click()
    assert page.url == f"{big_site.address}kinds/direct.2/"
    expect(pages.locator("[aria-current=page]")).to_have_text("2")
    pages.get_by_role("link", name="the last").click()
    assert page.url == f"{big_site.address}kinds/direct.4/"
    assert pages.get_by_role("link", name="Next page").count() == 0
    pages.get_by_role("link", name="the first").click()
    assert page.url == f"{big_site.address}kinds/direct/"


def test_every_page_of_the_articles_leads_to_a_year(big_site: Site, page: Page) -> None:
    page.goto(f"{big_site.address}articles/index.2/")
    page.get_by_role("navigation", name="Years").get_by_role("link", name="2004").click()
    assert page.url == f"{big_site.address}articles/#year-2004"
    expect(page.get_by_role("heading", name="2004")).to_be_in_viewport()
