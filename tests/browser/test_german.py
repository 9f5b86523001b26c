"""A site in German in the reader's browser: scripts say it in German, an article's words tell that they are English."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.sites import Site

EXACT = "We do not want to prolong the strike just to inflict pain on the islands"
CLOSE = "We do not want to prolong the strike merely to inflict pain on the islands"
TURNED = "Immunity should be a condition of the ferry talks"
ABSENT = "the council will rebuild the old lighthouse by the end of the year"


@pytest.mark.parametrize(
    ("query", "verdict", "says"),
    [
        (EXACT, "Genau", "Diese Worte sind so belegt."),
        (CLOSE, "Fast genau", "Was gesagt wurde, ist unterstrichen"),
        (TURNED, "Anderer Sinn", "was abweicht, verkehrt ihren Sinn."),
        (ABSENT, "Nicht gefunden", "Diese Worte sind hier nicht belegt."),
    ],
)
def test_the_search_says_its_verdict_in_german(
    german_harbor: Site, page: Page, query: str, verdict: str, says: str
) -> None:
    page.goto(f"{german_harbor.address}search/")
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(".check__verdict")).to_have_text(verdict)
    expect(page.locator(".check__says")).to_contain_text(says)
    spoken = f"Zitatprüfung: {verdict[0].lower()}{verdict[1:]}."
    expect(page.get_by_role("status")).to_contain_text(spoken)


def test_what_is_found_is_told_in_german_and_the_words_say_that_they_are_english(
    german_harbor: Site, page: Page
) -> None:
    page.goto(f"{german_harbor.address}search/?q=harbor+budget")
    expect(page.locator("[data-status]")).to_have_text("1 Aussage mit allen diesen Wörtern.")
    entry = page.locator(".search-results li").first
    expect(entry.locator(".entry__words")).to_have_attribute("lang", "en")
    expect(entry.locator(".entry__facts")).to_contain_text(
        "Zitat · Dana Brook, „Dana Brook, the harbor minister“ · „said“ · The budget · The Elm Courier · 5. Juni 2017"
    )
    expect(entry.locator(".entry__facts [lang=en]")).to_have_count(3)
    expect(page.locator("select[name=kind] option").nth(1)).to_have_text(re.compile(r"Zitat \(\d+\)"))
    page.goto(f"{german_harbor.address}search/?q=zebra+harbor")
    expect(page.locator("[data-status]")).to_contain_text("Keine Aussage enthält alle Wörter aus „zebra harbor“.")


def test_the_box_of_any_page_answers_in_german(german_harbor: Site, page: Page) -> None:
    page.goto(f"{german_harbor.address}articles/pier/")
    page.get_by_role("searchbox").fill("Nobody should pay a dime for the pier")
    expect(page.locator(".answers__said")).to_contain_text("Zitatprüfung: genau.")
    expect(page.locator(".answers__all")).to_have_text("Alle Ergebnisse")


def test_what_is_copied_is_told_in_german(german_harbor: Site, page: Page) -> None:
    one = german_harbor.holding("Nobody should pay a dime")
    page.goto(f"{german_harbor.address}statements/{one.id}/")
    page.get_by_role("button", name="Zitat kopieren").click()
    expect(page.locator(".actions__done")).to_have_text("Zitat kopiert.")
    page.get_by_text("Zitieren", exact=True).click()
    page.get_by_role("button", name="BibTeX kopieren").click()
    expect(page.locator(".take-along [role=status]").nth(2)).to_have_text("BibTeX kopiert.")


def test_a_topic_of_a_speaker_leads_to_its_statements(german_harbor: Site, page: Page) -> None:
    page.goto(f"{german_harbor.address}speakers/dana-brook/")
    page.locator(".tags a", has_text="Harbor").click()
    expect(page.locator(".filters__said")).to_have_text(re.compile(r"\d Aussagen?\."))
    assert page.locator("#statements").count() == 1


@pytest.mark.parametrize("path", ["", "articles/pier/", "speakers/dana-brook/", "search/?q=harbor"])
def test_pages_are_clean(german_harbor: Site, new_page: NewPage, path: str) -> None:
    page = new_page()
    page.goto(german_harbor.address + path)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert Axe().run(page).response["violations"] == []
