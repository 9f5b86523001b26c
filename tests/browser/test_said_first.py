"""Home, topics and the search open with what was said; what articles claim themselves is one click away."""

import re
from collections import Counter

from playwright.sync_api import Page, expect

from browser.sites import Site

KINDS = re.compile(r"entry--(\w+)")


def kinds(page: Page, within: str = "main") -> Counter[str]:
    """The kinds of the statements in sight, once the page has come."""
    page.wait_for_load_state()
    entries = page.locator(f"{within} .entry:visible")
    entries.first.wait_for()
    names = entries.evaluate_all("entries => entries.map(entry => entry.className)")
    return Counter(match[1] for name in names if (match := KINDS.search(name)))


def test_home_shows_words_and_leads_to_claims(page: Page, root_site: Site) -> None:
    page.goto(root_site.address)
    assert set(kinds(page)) == {"direct"}
    assert kinds(page)["direct"] > 1
    expect(page.locator(".quotes")).to_contain_text("Joe Biden")
    link = page.get_by_role("link", name="Claims of the articles themselves")
    expect(link).to_contain_text(str(sum(one.kind == "assertion" for one in root_site.statements())))
    link.click()
    expect(page).to_have_url(f"{root_site.address}kinds/assertion/")
    assert set(kinds(page)) == {"assertion"}


def test_a_topic_opens_with_what_was_said_and_claims_are_one_click_away(page: Page, root_site: Site) -> None:
    address = "topics/weapons/"
    page.goto(root_site.address + address)
    said = kinds(page)
    assert said
    assert "assertion" not in said
    switch = page.locator(".parts a")
    expect(switch.first).to_have_attribute("aria-current", "page")
    expect(switch.first).to_contain_text(str(said.total()))
    switch.last.click()
    expect(page).to_have_url(f"{root_site.address}topics/weapons.claims/")
    claims = kinds(page)
    assert set(claims) == {"assertion"}
    expect(page.locator(".parts [aria-current]")).to_contain_text(str(claims["assertion"]))
    page.locator(".parts a").first.click()
    expect(page).to_have_url(root_site.address + address)


def test_the_search_lists_what_was_said_and_folds_the_claims(page: Page, root_site: Site) -> None:
    page.goto(f"{root_site.address}search/?q=the+to")
    claims = page.locator(".search-claims")
    expect(claims.locator("summary")).to_have_text(re.compile(r"^\d+ claims? of the articles themselves$"))
    assert "assertion" not in kinds(page, "[data-results]")
    before = kinds(page, "[data-results]").total()
    claims.locator("summary").click()
    shown = kinds(page, "[data-results]")
    assert shown["assertion"] == int((claims.locator("summary").text_content() or "").split()[0])
    counted = page.locator("[data-count]").get_attribute("data-count")
    assert str(shown.total()) == counted
    assert shown.total() - shown["assertion"] == before


def test_claims_that_are_asked_for_or_found_alone_are_in_sight(page: Page, root_site: Site) -> None:
    page.goto(f"{root_site.address}search/?kind=assertion")
    expect(page.locator("[data-results] li").first).to_be_visible()
    assert set(kinds(page, "[data-results]")) == {"assertion"}
    expect(page.locator(".search-claims")).to_have_count(0)
    page.goto(f"{root_site.address}search/?q=cooperating+billions")
    expect(page.locator("[data-results] li").first).to_be_visible()
    assert set(kinds(page, "[data-results]")) == {"assertion"}
