"""What holds of every page."""

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage, Watch
from browser.page_types import page_types
from browser.sites import Site

NOT_FOUND = "status of 404"


def see(page: Page, site: Site, address: str) -> None:
    """Open a page and wait for all that it does by itself."""
    page.goto(site.address + address)
    if address.startswith("search/?"):
        page.locator("[data-filters]:visible").wait_for()


def open_details(page: Page) -> None:
    """Open what a page keeps closed at first."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.slow)])
def test_no_page_scrolls_sideways_on_a_phone(path_site: Site, new_page: NewPage, watch: Watch, width: int) -> None:
    watch.expected = (NOT_FOUND,)
    page = new_page(viewport={"width": width, "height": 844})
    wide = {}
    for name, address in page_types(path_site).items():
        see(page, path_site, address)
        open_details(page)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            wide[name] = needed
    assert wide == {}


def test_no_page_of_a_hostile_article_scrolls_sideways_on_a_phone(hostile_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    addresses = ["", "articles/hostile/", "articles/", "kinds/direct/", "topics/", "search/?q=ends"]
    addresses += [f"statements/{statement.id}/" for statement in hostile_site.statements()]
    wide = {}
    for address in addresses:
        see(page, hostile_site, address)
        open_details(page)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > 390:
            wide[address] = needed
    assert wide == {}


SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((seen) => resolve(seen.getEntries().map((one) => [one.value, one.startTime])))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 300);
})"""
SEEN = 0.0005
"""A shift that is told, rounded to thousandths of the window."""
ASKED = ("pier", "Immunity should not be a condition of the ferry talks", "Dana Brook", "zebra", "pier&kind=direct")


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_nothing_jumps_while_a_page_opens(
    path_site: Site, harbor: Site, big_site: Site, new_page: NewPage, watch: Watch, width: int
) -> None:
    watch.expected = (NOT_FOUND,)
    page = new_page(viewport={"width": width, "height": 844})
    addresses = [path_site.address + address for address in page_types(path_site).values()]
    addresses += [f"{harbor.address}search/?q={asked.replace(' ', '+')}" for asked in ASKED]
    addresses.append(f"{big_site.address}speakers/")
    jumped = {}
    for address in addresses:
        page.goto(address)
        if "/search/?" in address:
            page.locator("[data-count]").wait_for(state="attached")
            page.wait_for_timeout(1200)  # the years come a moment later
        page.mouse.move(width / 2, 300)  # and what is fetched for who stays
        shifts = page.evaluate(SHIFTS)
        if sum(value for value, _ in shifts) >= SEEN:
            jumped[address] = shifts
    assert jumped == {}


def test_every_page_leads_to_search_and_to_the_lists(path_site: Site, page: Page, watch: Watch) -> None:
    watch.expected = (NOT_FOUND,)
    for address in page_types(path_site).values():
        see(page, path_site, address)
        links = page.locator(".site-nav a").evaluate_all("links => links.map(link => link.href)")
        assert {path_site.address + name for name in ("articles/", "speakers/", "topics/", "kinds/")} <= set(links)
        assert page.locator("[data-search-field]:visible").count() == 1
        assert page.locator("form[role=search]:visible").evaluate("form => form.action.split('?')[0]") == (
            f"{path_site.address}search/"
        )


def test_no_search_bytes_are_fetched_before_somebody_searches(site: Site, page: Page, watch: Watch) -> None:
    for address in ("", "articles/", f"statements/{site.statements()[0].id}/", "search/"):
        page.goto(site.address + address, wait_until="networkidle")
    assert [address for address in watch.requested if "pagefind" in address] == []


def test_a_choice_of_dark_mode_lasts_and_is_drawn_before_anything_else(path_site: Site, new_page: NewPage) -> None:
    page = new_page(color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    # Scripts run as soon as there is a body, before any of it is drawn; style sheets may still be on their way.
    page.add_init_script("""new MutationObserver((_, seen) => {
        if (document.body) seen.disconnect(), (window.first = document.documentElement.dataset.scheme);
    }).observe(document, { childList: true, subtree: true })""")
    page.goto(path_site.address)
    light = page.evaluate(ground)
    switch = page.get_by_role("button", name="Dark mode")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(f"{path_site.address}articles/")
    assert page.evaluate(ground) == dark
    assert page.evaluate("window.first") == "dark"


def test_the_system_s_dark_mode_is_followed_without_javascript(path_site: Site, new_page: NewPage) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        page = new_page(color_scheme=scheme, java_script_enabled=False)
        page.goto(path_site.address)
        grounds.add(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert len(grounds) == 2


def test_nothing_moves(path_site: Site, page: Page) -> None:
    page.goto(path_site.address)
    moving = """[...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length"""
    assert page.evaluate(moving) == 0


def test_a_printed_page_has_its_address_and_no_buttons(path_site: Site, root_site: Site, new_page: NewPage) -> None:
    statement = path_site.statements()[0].id
    page = new_page()
    page.emulate_media(media="print")
    for site, address in (
        (path_site, f"https://example.org/papers/record/statements/{statement}/"),
        (root_site, f"{root_site.address}statements/{statement}/"),
    ):
        page.goto(f"{site.address}statements/{statement}/")
        assert page.locator(".print-address").inner_text() == address
        assert not page.get_by_role("button").first.is_visible()
        assert not page.locator(".site-header").is_visible()
