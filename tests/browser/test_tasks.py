"""What readers come for, each in few clicks; typing a question and sending it are one.

A link to some words is counted with the bar that gives it, and what editors come for with the desk.
"""

import re

from playwright.sync_api import Locator, Page, expect

from browser.sites import SHIPPED, Site


class Clicks:
    """Counts what a reader does on the way from an address."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.done = 0
        page.goto(address)

    def link(self, name: str | re.Pattern[str], within: str = "main") -> None:
        self.on(self.page.locator(within).get_by_role("link", name=name).first)

    def on(self, target: Locator) -> None:
        target.click()
        self.done += 1

    def ask(self, words: str) -> None:
        field = self.page.get_by_role("searchbox").first
        field.fill(words)
        field.press("Enter")
        self.done += 1


def test_from_home_to_all_that_somebody_said_on_a_topic(page: Page, harbor: Site) -> None:
    reader = Clicks(page, harbor.address)
    reader.link("Dana Brook")
    reader.link(re.compile("^Harbor"))
    expect(page.locator(".entry:visible")).to_have_count(sum(
        "harbor" in " ".join(one.words).lower() or "pier" in " ".join(one.words).lower()
        for one in harbor.statements() if one.speaker == "Dana Brook"
    ))  # fmt: skip
    assert reader.done <= 3


def test_from_a_statement_to_the_article_at_its_words(page: Page, root_site: Site) -> None:
    one = root_site.holding("We have moved quickly")
    reader = Clicks(page, f"{root_site.address}statements/{one.id}/")
    reader.link("Read it in the article")
    expect(page).to_have_url(f"{root_site.address}articles/{SHIPPED}/#{one.id}")
    expect(page.locator(f"#{one.id}")).to_be_in_viewport()
    assert reader.done == 1


def test_nothing_but_quotations_and_nothing_but_claims_left_out(page: Page, root_site: Site) -> None:
    for choice in ("Quotations", "Without claims"):
        reader = Clicks(page, f"{root_site.address}articles/{SHIPPED}/")
        reader.on(page.locator("[data-kinds]").get_by_role("link", name=choice, exact=True))
        expect(page.locator(".statement-link--assertion:visible")).to_have_count(0)
        expect(page.locator(".statement-link--direct:visible").first).to_be_visible()
        assert reader.done == 1


def test_who_said_these_words_and_where(page: Page, harbor: Site) -> None:
    reader = Clicks(page, harbor.address)
    reader.ask("a waste of everybody's time")
    result = page.locator("[data-check] li").first
    expect(result).to_contain_text("Tom Vale")
    expect(result).to_contain_text("The pier · The Daily Vale · 2 April 2016")
    assert reader.done <= 3


def test_the_next_statement_by_the_same_person(page: Page, harbor: Site) -> None:
    here, after = (harbor.holding(words) for words in ("grew by a third", "paid for by the islands"))
    reader = Clicks(page, f"{harbor.address}statements/{here.id}/")
    reader.link(re.compile("paid for by the islands"))
    expect(page).to_have_url(f"{harbor.address}statements/{after.id}/")
    assert reader.done == 1


def test_an_earlier_statement_by_the_same_person(page: Page, harbor: Site) -> None:
    reader = Clicks(page, f"{harbor.address}statements/{harbor.holding('grew by a third').id}/")
    reader.link(re.compile("Immunity should not be"))
    expect(page.locator(".byline")).to_contain_text("Dana Brook")
    expect(page.locator(".byline")).to_contain_text("10 March 2015")
    assert reader.done == 1


def test_all_of_an_outlet_in_a_month(page: Page, harbor: Site) -> None:
    reader = Clicks(page, harbor.address)
    reader.link("outlets", within="body")
    reader.link("The Elm Courier")
    reader.link(re.compile("^Jun"))
    expect(page.get_by_role("heading", name="June 2017")).to_be_in_viewport()
    assert reader.done <= 3


def test_to_cite_a_statement(page: Page, root_site: Site) -> None:
    one = root_site.holding("We have moved quickly")
    reader = Clicks(page, f"{root_site.address}statements/{one.id}/")
    reader.on(page.locator("summary", has_text="Cite"))
    reader.on(page.get_by_role("button", name="Copy BibTeX"))
    expect(page.get_by_role("status").filter(has_text="copied")).to_be_visible()
    assert "@misc" in page.evaluate("navigator.clipboard.readText()")
    assert reader.done <= 2
