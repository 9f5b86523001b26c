"""The search page: the address holds the question, and there is always a plain answer."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NewPage
from browser.sites import Site
from onrecord.model.attribution import Kind
from onrecord.model.readers_words import KINDS


def ask(page: Page, site: Site, question: str) -> None:
    page.goto(f"{site.address}search/?{question}")
    expect(page.locator("[data-status]")).not_to_have_text("Searching …")


def results(page: Page) -> list[str]:
    """The ids of the statements shown, in their order."""
    addresses = page.locator("[data-results] .entry__words a").evaluate_all("links => links.map(link => link.href)")
    return [address.partition("/statements/")[2].partition("/")[0] for address in addresses]


def test_a_filter_combines_with_words_and_with_other_filters(site: Site, page: Page) -> None:
    ask(page, site, "q=Ukraine")
    everything = results(page)
    page.get_by_label("Speaker").select_option("Joe Biden")
    expect(page).to_have_url(f"{site.address}search/?q=Ukraine&speaker=Joe+Biden")
    by_biden = {statement.id for statement in site.statements() if statement.speaker == "Joe Biden"}
    expect(page.locator("[data-results] li")).to_have_count(len(by_biden & set(everything)))
    assert set(results(page)) == by_biden & set(everything)
    page.get_by_label("Kind").select_option("indirect")
    expect(page).to_have_url(f"{site.address}search/?q=Ukraine&kind=indirect&speaker=Joe+Biden")
    reported = {statement.id for statement in site.statements() if statement.kind == "indirect"}
    expect(page.locator("[data-results] li")).to_have_count(len(by_biden & reported & set(everything)))
    assert set(results(page)) == by_biden & reported & set(everything)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_without_words_lists_what_is_of_that_kind(root_site: Site, page: Page, kind: Kind) -> None:
    ask(page, root_site, f"kind={kind}")
    assert set(results(page)) == {statement.id for statement in root_site.statements() if statement.kind == kind}
    count = len(results(page))
    expect(page.get_by_label("Kind").locator("option:checked")).to_have_text(f"{KINDS[kind]} ({count})")


def test_a_topic_without_words_lists_what_has_that_topic(root_site: Site, page: Page) -> None:
    ask(page, root_site, "topic=Food")
    assert results(page) == [root_site.holding("global food crisis").id]


def test_an_address_opens_with_its_words_and_filters_set(path_site: Site, page: Page) -> None:
    ask(page, path_site, "q=weaponry&kind=direct&speaker=Joe+Biden&topic=Weapons")
    expect(page.get_by_role("searchbox")).to_have_value("weaponry")
    for label, value in (("Kind", "direct"), ("Speaker", "Joe Biden"), ("Topic", "Weapons")):
        expect(page.get_by_label(label)).to_have_value(value)
    assert results(page) == [path_site.holding("We have moved quickly").id]


def test_the_back_button_brings_the_question_before_and_its_answer(path_site: Site, page: Page) -> None:
    ask(page, path_site, "q=sanctions")
    before = results(page)
    page.get_by_role("searchbox").fill("food crisis")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] li").first).to_contain_text("food crisis")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("sanctions")
    expect(page.locator("[data-results] li").first).to_contain_text("sanctions")
    assert results(page) == before
    page.go_forward()
    expect(page.locator("[data-results] li").first).to_contain_text("food crisis")


def test_a_result_shows_words_kind_speaker_and_article_and_leads_to_its_sentence(path_site: Site, page: Page) -> None:
    ask(page, path_site, "q=strike+beyond+its+borders")
    (entry,) = page.locator("[data-results] li").all()
    expect(entry.locator("mark")).to_have_text("strike beyond its borders")
    expect(entry.locator(".entry__facts")).to_have_text(
        "Quotation · Joe Biden · “wrote” · The United States is providing Ukraine with “more advanced …"
    )
    statement = path_site.holding("strike beyond its borders").id
    landing = (
        f"{path_site.address}statements/{statement}/#s4:~:text=enabling%20Ukraine%20to-,strike%20beyond%20its%20borders"
    )
    assert entry.locator(".entry__words a").get_attribute("href") == landing


def test_a_result_has_the_statement_s_own_words_and_no_others(root_site: Site, page: Page) -> None:
    ask(page, root_site, "q=Russia’s+invasion+continues")
    words = root_site.holding("invasion continues").words
    expect(page.locator("[data-results] .entry__words")).to_have_text(" ".join(words))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Type some words"),
        ("   ", "Type some words"),
        ("?!… — “”", "There is no word in that"),
        ("🙂🙃", "There is no word in that"),
        ("zebra crossing", "No statement has all the words of “zebra crossing”"),
        ("not the same as", "No statement has all the words"),
        ("the", "statements"),
        ("<img src=x onerror=alert(1)>", "No statement has all the words of “<img src=x onerror=alert(1)>”"),
        ("</script><script>alert(1)</script>", "No statement has all the words"),
        ("constructor __proto__ toString", "No statement has all the words"),
        ("%00%ff%", "No statement has all the words"),
        ("Украина 乌克兰 أوكرانيا", "No statement has all the words"),
        ("\u202e\u0301\u200d", "There is no word in that"),
    ],
)
def test_whatever_is_typed_gets_a_plain_answer(root_site: Site, page: Page, typed: str, answer: str) -> None:
    page.goto(f"{root_site.address}search/")
    page.get_by_role("searchbox").fill(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(answer)
    assert page.locator("#search-page img, #search-page script").count() == 0


def test_ten_thousand_words_get_a_plain_answer(root_site: Site, page: Page) -> None:
    page.goto(f"{root_site.address}search/")
    statement = root_site.holding("prolong the war")
    query = " ".join([*" ".join(statement.words).split(), *["war"] * 10_000])
    page.evaluate("query => history.replaceState(null, '', '?q=' + encodeURIComponent(query))", query)
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_role("status")).to_contain_text("Each quotation was checked by itself.")
    expect(page.locator(".check").first).to_contain_text("Exact")
    expect(page.locator(".check a").first).to_have_attribute("href", re.compile(statement.id))
    expect(page.locator("[data-check]")).to_contain_text("Only the first 300 words were checked.")


def test_a_filter_that_no_statement_has_finds_nothing(root_site: Site, page: Page) -> None:
    ask(page, root_site, "q=war&speaker=Nobody+At+All&topic=%3Cb%3E")
    expect(page.get_by_role("status")).to_contain_text("No statement has all the words of “war” with these filters")
    expect(page.get_by_label("Speaker")).to_have_value("Nobody At All")


def test_only_statements_own_words_are_indexed(root_site: Site, page: Page) -> None:
    # These words stand in the article, and in the context that a statement's page shows, but in no statement.
    ask(page, root_site, "q=unidentified")
    expect(page.get_by_role("status")).to_contain_text("No statement has all the words")


def test_the_search_page_works_by_keyboard_alone(root_site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{root_site.address}articles/")
    page.keyboard.press("/")
    page.keyboard.type("food crisis")
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] li")).to_have_count(1)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_many_results_come_in_parts_and_the_focus_goes_to_the_first_new_one(hostile_site: Site, page: Page) -> None:
    ask(page, hostile_site, "q=bridge+closed&kind=assertion")
    expect(page.get_by_role("status")).to_contain_text("25 statements with all of these words")
    items = page.locator("[data-results] li")
    expect(items).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(items).to_have_count(25)
    expect(items.nth(20).locator("a").first).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    assert len(set(results(page))) == 25


def test_a_word_that_nobody_said_leaves_those_with_the_others(root_site: Site, page: Page) -> None:
    ask(page, root_site, "q=zebra+food+crisis")
    expect(page.get_by_role("status")).to_have_text(
        "No statement has all the words of “zebra food crisis”. 1 has half of them or more."
    )
    assert results(page) == [root_site.holding("global food crisis").id]
    expect(page.locator("[data-results] mark")).to_have_text(["food", "crisis"])
