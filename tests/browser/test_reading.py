"""What a reader does: half a quotation, its page, its link, its place in the article."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import REPORT, NewPage, Watch
from browser.sites import SHIPPED, Site

HALF = "prolong the war just to inflict pain"


def test_half_a_quotation_is_found_opened_shared_and_read_in_its_article(
    site: Site, page: Page, new_page: NewPage
) -> None:
    statement = site.holding(HALF).id
    page.goto(site.address)
    page.get_by_role("searchbox").fill(HALF)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}search/?q={HALF.replace(' ', '+')}")
    results = page.locator("[data-results] li")
    expect(results).to_have_count(1)
    expect(results.locator("mark")).to_have_text(HALF)
    results.locator("a").first.click()
    expect(page).to_have_url(f"{site.address}statements/{statement}/#s5")
    expect(page.locator(".sentence:target")).to_contain_text(HALF)

    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site.address}statements/{statement}/#s5"

    fresh = new_page()
    fresh.goto(link)
    expect(fresh.locator("blockquote.statement")).to_contain_text(HALF)
    expect(fresh.locator(".sentence:target")).to_be_in_viewport()
    fresh.get_by_role("link", name="Read it in the article").click()
    expect(fresh).to_have_url(f"{site.address}articles/{SHIPPED}/#{statement}")
    marks = fresh.locator(f'mark[data-statement="{statement}"]')
    expect(marks).to_have_count(3)
    expect(marks.first).to_be_in_viewport()
    expect(marks.last).to_contain_text(HALF)
    plain = fresh.locator(f'mark:not([data-statement="{statement}"])').first
    ground = "mark => getComputedStyle(mark).backgroundColor"
    assert len({marks.nth(number).evaluate(ground) for number in range(3)} | {plain.evaluate(ground)}) == 2


def test_the_slash_key_goes_to_the_search_field(path_site: Site, page: Page) -> None:
    for address in ("", "articles/", f"statements/{path_site.statements()[0].id}/", "search/"):
        page.goto(path_site.address + address)
        page.keyboard.press("/")
        field = page.locator("[data-search-field]:visible")
        expect(field).to_be_focused()
        page.keyboard.type("either/or")
        expect(field).to_have_value("either/or")


def test_the_slash_key_opens_the_search_page_on_a_phone(path_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{path_site.address}articles/")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{path_site.address}search/")


def test_a_statement_without_a_sentence_is_shared_by_its_own_address(path_site: Site, page: Page) -> None:
    statement = path_site.statements()[0].id
    page.goto(f"{path_site.address}statements/{statement}/?from=elsewhere#how-we-know")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{path_site.address}statements/{statement}/"


def test_a_copied_quotation_has_its_words_speaker_article_and_address(path_site: Site, page: Page) -> None:
    statement = path_site.holding(HALF)
    page.goto(f"{path_site.address}statements/{statement.id}/")
    page.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_role("status")).to_have_text("Quotation copied.")
    title = "The United States is providing Ukraine with “more advanced …"
    assert page.evaluate("navigator.clipboard.readText()") == (
        "\n".join(statement.words) + f" — Joe Biden, {title}, {path_site.address}statements/{statement.id}/"
    )


def test_the_copied_text_of_a_report_says_who_reported_it(path_site: Site, page: Page) -> None:
    statement = next(one for one in path_site.statements() if one.kind == "indirect" and one.speaker == "Joe Biden")
    page.goto(f"{path_site.address}statements/{statement.id}/")
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_role("status")).to_have_text("Text copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("\n".join(statement.words) + " — Joe Biden, as reported by the article, ")


def test_copying_works_where_the_clipboard_is_closed_to_scripts(path_site: Site, new_page: NewPage) -> None:
    statement = path_site.statements()[0].id
    page = new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.add_init_script("addEventListener('copy', () => { window.copied = document.activeElement.value })")
    page.goto(f"{path_site.address}statements/{statement}/")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("window.copied") == f"{path_site.address}statements/{statement}/"


def test_each_sentence_has_a_link_to_itself_that_a_keyboard_reaches(path_site: Site, page: Page) -> None:
    statement = path_site.holding(HALF).id
    page.goto(f"{path_site.address}statements/{statement}/")
    link = page.get_by_role("link", name="Link to sentence 3")
    assert link.text_content() == ""
    link.focus()
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{path_site.address}statements/{statement}/#s3")


def test_a_mark_shows_its_speaker_under_the_pointer_and_its_link_on_focus(path_site: Site, new_page: NewPage) -> None:
    for width in (390, 820):  # wider ones tell it beside the text
        page = new_page(viewport={"width": width, "height": 844})
        page.goto(f"{path_site.address}articles/{SHIPPED}/")
        mark = page.locator("mark", has_text="We have moved quickly").first
        shown = "(element, part) => getComputedStyle(element, part).content"
        assert mark.evaluate(shown, "::before") == "none"
        mark.hover(position={"x": 30, "y": 8})
        assert mark.evaluate(shown, "::before") == '"Quotation · Joe Biden"'
        link = page.get_by_role("link", name=re.compile("Quotation, Joe Biden")).first
        link.focus()
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(shown, "::after") == '"Quotation · Joe Biden"'
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_error_can_be_reported_where_the_site_says_how(path_site: Site, root_site: Site, page: Page) -> None:
    statement = path_site.statements()[0].id
    page.goto(f"{path_site.address}statements/{statement}/")
    link = page.get_by_role("link", name="Report an error").get_attribute("href")
    address = f"https%3A%2F%2Fexample.org%2Fpapers%2Frecord%2Fstatements%2F{statement}%2F"
    assert link == f"{REPORT}&statement={address}"
    page.goto(f"{root_site.address}statements/{statement}/")
    assert page.get_by_role("link", name="Report an error").count() == 0


def test_an_unknown_address_gets_a_helpful_page_with_search(path_site: Site, page: Page, watch: Watch) -> None:
    watch.expected = ("status of 404",)
    answer = page.goto(f"{path_site.address}statements/no-such-one/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    page.get_by_role("searchbox").fill(HALF)
    page.keyboard.press("Enter")
    expect(page.locator("[data-results] li")).to_have_count(1)


def test_without_javascript_everything_but_searching_can_be_read(site: Site, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site.address)
    page.get_by_role("searchbox").fill(HALF)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
    for name in ("speaker", "topic", "article", "kind"):
        expect(page.locator("#search-page").get_by_role("link", name=name, exact=True)).to_be_visible()
    page.locator("#search-page").get_by_role("link", name="speaker", exact=True).click()
    page.get_by_role("link", name="Joe Biden").click()
    page.get_by_role("link", name="We have moved quickly").click()
    expect(page.locator("blockquote.statement")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    assert page.get_by_role("button", name="Dark mode").count() == 0


def test_a_tag_is_found_by_any_part_of_it_and_lists_its_statements(site: Site, page: Page) -> None:
    page.goto(f"{site.address}tags/")
    page.get_by_label("Find a tag").fill("ed sta")
    page.locator(".names li a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("United States")
    expect(page.locator(".entry")).to_have_count(3)


def test_a_tag_of_few_statements_leads_to_a_search_that_finds_them(site: Site, page: Page) -> None:
    page.goto(f"{site.address}statements/{site.holding('Kyiv could potentially strike').id}/")
    page.locator(".tags").get_by_role("link", name="Kyiv", exact=True).click()
    expect(page.locator("[data-results] li")).to_have_count(2)


SELECT = """([part, from, to]) => {
  const texts = [...document.querySelectorAll('[data-article-text]')];
  const node = (texts[part].querySelector('mark') ?? texts[part]).firstChild;
  getSelection().setBaseAndExtent(node, from, node, to);
}"""


def test_selected_words_are_copied_searched_and_linked_to_in_two_steps(path_site: Site, new_page: NewPage) -> None:
    for width in (390, 1280):
        page = new_page(viewport={"width": width, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"{path_site.address}articles/{SHIPPED}/")
        bar = page.get_by_role("group", name="The selected words")
        expect(bar).to_have_count(0)
        page.evaluate(SELECT, [1, 4, 25])
        bar.get_by_role("button", name="Copy words").click()
        expect(bar.get_by_role("status")).to_have_text("Words copied.")
        assert page.evaluate("navigator.clipboard.readText()") == "have moved quickly to"
        bar.get_by_role("button", name="Copy link").click()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link == f"{path_site.address}articles/{SHIPPED}/#:~:text=We-,have%20moved%20quickly%20to"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []
        page.evaluate("getSelection().collapseToStart()")
        expect(bar).to_be_hidden()
    page.evaluate(SELECT, [1, 4, 25])
    bar.get_by_role("link", name="Search").click()
    expect(page).to_have_url(f"{path_site.address}search/?q=have+moved+quickly+to")


def test_where_the_browser_marks_no_words_the_page_does(path_site: Site, page: Page) -> None:
    page.goto(f"{path_site.address}articles/{SHIPPED}/")
    marked = """(hash) => import(new URL('../../assets/onrecord/selection.js', location.href)).then(({mark}) => {
      CSS.highlights.clear();
      mark(hash);
      return [...(CSS.highlights.get('named') ?? [])].map(String);
    })"""
    assert page.evaluate(marked, "#:~:text=We-,have%20moved%20quickly%20to") == ["have moved quickly to"]
    over_the_end_of_a_mark = "invasion continues, President Joe Biden said on May 31"
    assert page.evaluate(marked, "#:~:text=invasion,on%20May%2031,-.") == [over_the_end_of_a_mark]
    assert page.evaluate(marked, "#:~:text=words%20that%20nobody%20said") == []
    assert page.evaluate(marked, "#:~:text=(((") == []
