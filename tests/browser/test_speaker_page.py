"""A speaker's statements are narrowed down on the page, the address keeps the choice, and nothing of it is needed."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import NewPage, Watch
from browser.sites import CHECKED, OUTLETS, SPOKEN, SPOKEN_EACH, Site
from browser.test_accessibility import WIDTHS, WIDTHS_AND_SCHEMES
from site_checker import check


def choose(page: Page, facet: str, value: str) -> None:
    page.get_by_role("combobox", name=facet).select_option(value)


def shown(page: Page) -> int:
    return page.locator("[data-statements] .entry").count()


def said(page: Page, text: str) -> None:
    expect(page.locator(".filters [role=status]")).to_have_text(text)


def test_no_link_is_dead_and_one_small_file_is_written_for_who_has_several_pages(spoken: Site) -> None:
    assert check(spoken.folder) == []
    assert [path.parent.name for path in Path(spoken.folder, "speakers").glob("*/statements.json")] == ["dana-brook"]


@pytest.mark.parametrize(("width", "scheme"), WIDTHS_AND_SCHEMES)
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    spoken: Site, new_page: NewPage, width: str, scheme: str
) -> None:
    page = new_page(viewport=WIDTHS[width], color_scheme=scheme)
    for address in ("", "speakers/dana-brook/?kind=indirect", "speakers/dana-brook.2/", "speakers/dana-brook.about/"):
        page.goto(spoken.address + address)
        assert Axe().run(page).response["violations"] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]["width"], address


def test_filters_reach_the_statements_of_all_pages_and_the_address_keeps_them(
    spoken: Site, page: Page, watch: Watch
) -> None:
    page.goto(f"{spoken.address}speakers/dana-brook/")
    assert shown(page) == 100
    assert not any("statements.json" in address for address in watch.requested)
    choose(page, "Kind", "indirect")
    said(page, f"{SPOKEN} statements.")
    assert shown(page) == SPOKEN
    choose(page, "Outlet", OUTLETS[0])
    said(page, "6 statements.")
    choose(page, "Year", "2015")
    said(page, "3 statements.")
    assert page.url.endswith("?kind=indirect&outlet=The+Post+%26+%3CTimes%3E&year=2015")
    page.reload()
    said(page, "3 statements.")
    expect(page.get_by_role("combobox", name="Year")).to_have_value("2015")
    page.go_back()
    said(page, "6 statements.")
    for facet in ("Kind", "Outlet"):
        choose(page, facet, "")
    said(page, "")
    assert shown(page) == 100
    assert sum("statements.json" in address for address in watch.requested) == 2


def test_what_an_editor_checked_can_be_listed_alone(spoken: Site, harbor: Site, page: Page) -> None:
    page.goto(f"{spoken.address}speakers/dana-brook/")
    choose(page, "Checked", "editor")
    said(page, "1 statement.")
    expect(page.locator("[data-statements] .entry")).to_contain_text(CHECKED)
    page.goto(f"{spoken.address}search/?checked=editor")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")
    expect(page.locator("[data-results]")).to_contain_text(CHECKED)
    page.get_by_label("Checked").select_option("")
    expect(page.get_by_label("Checked").locator("option").nth(1)).to_have_text("By an editor (1)")
    page.goto(f"{harbor.address}search/?q=ferry")
    expect(page.locator("[data-count]")).to_be_visible()
    expect(page.locator("select[name=kind] option").nth(1)).to_contain_text("(")
    expect(page.get_by_label("Checked")).to_be_hidden()


def test_a_topic_leads_to_the_statements_on_it_and_their_links_lead_on(spoken: Site, page: Page) -> None:
    page.goto(f"{spoken.address}speakers/dana-brook/")
    page.get_by_role("link", name="Bridges 12").click()
    said(page, "12 statements.")
    assert page.url.endswith("?topic=bridges#statements")
    expect(page.locator("[data-statements] .entry").last).to_contain_text("Dana Brook told reporters that the bridge")
    page.locator("[data-statements] .entry__words a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reported: Dana Brook")


def test_more_than_a_page_of_matches_is_shown_in_steps(spoken: Site, page: Page) -> None:
    page.goto(f"{spoken.address}speakers/dana-brook/?kind=direct")
    said(page, "108 statements.")
    assert shown(page) == 100
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-statements] .entry")).to_have_count(108)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_what_could_not_be_loaded_is_not_taken_for_nothing_found(spoken: Site, page: Page, watch: Watch) -> None:
    watch.expected = ("503",)
    page.route("**/statements.json", lambda route: route.fulfill(status=503))
    page.goto(f"{spoken.address}speakers/dana-brook/?kind=indirect")
    said(page, "The other pages could not be loaded: these are all statements, not the ones asked for.")
    assert shown(page) == 100


def test_without_a_script_all_statements_are_there(spoken: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{spoken.address}speakers/dana-brook/?kind=indirect")
    assert shown(page) == 100
    assert not page.get_by_role("combobox", name="Kind").is_visible()
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("[data-statements] .entry")).to_have_count(SPOKEN * SPOKEN_EACH - 100)
