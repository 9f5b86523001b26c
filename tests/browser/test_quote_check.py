"""The quote check in the reader's browser: on the search page, and below the search box of any page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import NewPage, Watch
from browser.sites import Site

EXACT = "we do not want to prolong the war just to inflict pain"
WRONG = "we do not want to prolong this war merely to inflict pain on Russia"
CUT = "We have moved quickly to send Ukraine weaponry so it can fight on the battlefield"
ABSENT = "the council will rebuild the old lighthouse by the end of the year"
PARAGRAPH = (
    "Biden wrote: “We do not seek a war between NATO and Russia.”\n"
    "He said they “will work with our friends and partners to address the global food crisis”\n"
    "and, “I shall resign tomorrow and go fishing instead.”"
)


def ask(page: Page, site: Site, query: str) -> None:
    page.goto(f"{site.address}search/")
    page.get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("query", "verdict"), [(EXACT, "Exact"), (WRONG, "Close"), (CUT, "Cut"), (ABSENT, "Not found")]
)
def test_the_search_page_says_first_which_it_is(site: Site, page: Page, query: str, verdict: str) -> None:
    ask(page, site, query)
    expect(page.locator(".check__verdict")).to_have_text(verdict)
    expect(page.get_by_role("status")).to_contain_text(f"Quote check: {verdict.lower()}.")


def test_a_misquotation_is_seen_at_a_glance(root_site: Site, page: Page) -> None:
    ask(page, root_site, WRONG)
    expect(page.locator(".check ins")).to_have_text(["the", "just"])
    expect(page.locator(".check del")).to_have_text(["this", "merely"])


def test_what_a_cut_left_out_is_shown(root_site: Site, page: Page) -> None:
    ask(page, root_site, CUT)
    expect(page.locator(".difference--left-out ins")).to_have_text("a significant amount of")


def test_a_found_quotation_leads_to_its_sentence_which_is_highlighted(site: Site, page: Page) -> None:
    ask(page, site, EXACT)
    match = page.locator(".check li")
    expect(match.locator(".entry__facts")).to_contain_text(
        "Quotation · Joe Biden · “wrote” · The United States is providing"
    )
    match.locator(".entry__words a").click()
    statement = site.holding("prolong the war").id
    expect(page).to_have_url(re.compile(f"{re.escape(site.address)}statements/{statement}/#s[0-9]+$"))
    assert "prolong the war" in page.locator(".sentence:target").inner_text()


def test_a_pasted_paragraph_is_checked_quotation_by_quotation(site: Site, page: Page) -> None:
    page.goto(f"{site.address}search/")
    page.evaluate("text => navigator.clipboard.writeText(text)", PARAGRAPH)
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Control+V")
    expect(page.locator(".check__verdict strong")).to_have_text(["Exact", "Close", "Not found"])
    expect(page.get_by_role("status")).to_contain_text("Quote check of 3 quotations: 1 exact, 1 close, 1 not found.")
    page.reload()
    expect(page.locator(".check__verdict strong")).to_have_text(["Exact", "Close", "Not found"])


def test_results_come_while_typing_and_the_back_button_still_goes_back(site: Site, page: Page) -> None:
    page.goto(f"{site.address}search/?q=sanctions")
    expect(page.locator("[data-results] li").first).to_contain_text("sanctions")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press_sequentially("global food crisis", delay=20)
    expect(page.locator(".check__verdict")).to_have_text("Exact")
    expect(page).to_have_url(f"{site.address}search/?q=global+food+crisis")
    page.keyboard.press("Enter")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("sanctions")
    expect(page.locator(".check")).to_have_count(0)


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
@pytest.mark.parametrize("address", ["", "articles/", "search/"])
def test_a_key_opens_the_one_box_of_every_page(root_site: Site, page: Page, key: str, address: str) -> None:
    page.goto(f"{root_site.address}{address}")
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize("address", ["", "articles/", "no/such/page/"])
def test_the_box_of_any_page_answers_while_one_types(site: Site, page: Page, watch: Watch, address: str) -> None:
    watch.expected = ("status of 404",)
    page.goto(f"{site.address}{address}")
    page.get_by_role("searchbox").press_sequentially(EXACT)
    answers = page.locator(".answers")
    expect(answers.locator(".check__verdict")).to_have_text("Exact")
    expect(answers.get_by_role("status")).to_contain_text("Quote check: exact.")
    page.keyboard.press("ArrowDown")
    statement = site.holding("prolong the war").id
    expect(page.locator(":focus")).to_have_attribute("href", re.compile(f"{statement}/#s"))
    page.keyboard.press("Escape")
    expect(answers).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}search/?q={EXACT.replace(' ', '+')}")
    expect(page.locator(".check__verdict")).to_have_text("Exact")


def test_who_is_among_the_answers_stays_there_when_those_to_the_last_words_come_in(root_site: Site, page: Page) -> None:
    page.goto(f"{root_site.address}articles/")
    page.get_by_role("searchbox").press_sequentially(EXACT)
    expect(page.locator(".answers .check__verdict")).to_have_text("Exact")
    page.keyboard.press("ArrowDown")
    page.locator(":focus").evaluate("link => { link.title = 'of the earlier answers' }")
    page.get_by_role("searchbox").dispatch_event("input")
    expect(page.get_by_title("of the earlier answers")).to_have_count(0)
    expect(page.locator(":focus")).to_have_attribute("href", re.compile(r"/statements/\w+/#s"))
    expect(page.locator(".answers")).to_be_visible()


def test_the_box_finds_single_words_too(root_site: Site, page: Page) -> None:
    page.goto(f"{root_site.address}articles/")
    page.get_by_role("searchbox").press_sequentially("NATO")
    expect(page.locator(".answers li")).to_have_count(1)
    expect(page.locator(".answers").get_by_role("status")).to_have_text("1 statement has all of these words.")
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".answers")).to_be_hidden()


def test_nothing_of_the_search_is_fetched_before_the_box_is_used(site: Site, page: Page, watch: Watch) -> None:
    for address in ("", "articles/", f"statements/{site.statements()[0].id}/"):
        page.goto(site.address + address, wait_until="networkidle")
    fetched = [
        address for address in watch.requested if re.search(r"pagefind|quotation/.*(js|json|bin)$|box\.js", address)
    ]
    assert fetched == []
    page.goto(f"{site.address}search/", wait_until="networkidle")
    fetched = [address for address in watch.requested if re.search(r"/pagefind/|\.json$|\.bin$", address)]
    assert fetched == [f"{site.address}quotation/index.json"]


def test_facets_keep_their_counts_and_combine(root_site: Site, page: Page) -> None:
    statements = root_site.statements()
    page.goto(f"{root_site.address}search/?q=Ukraine")
    kind = page.get_by_label("Kind")
    expect(kind.locator("option", has_text=re.compile(r"\("))).not_to_have_count(0)
    before = dict(kind.locator("option").evaluate_all("options => options.map(({value, text}) => [value, text])"))
    page.get_by_label("Speaker").select_option("Joe Biden")
    expect(page).to_have_url(f"{root_site.address}search/?q=Ukraine&speaker=Joe+Biden")
    by_biden = [s for s in statements if s.speaker == "Joe Biden" and "Ukraine" in " ".join(s.words)]
    counts = {one: sum(s.kind == one for s in by_biden) for one in ("direct", "indirect", "mixed")}
    for value, count in counts.items():
        text = re.compile(rf"\({count}\)$")
        if count:
            expect(kind.locator(f"option[value={value}]")).to_have_text(text)
    assert before["assertion"] != "Claim (0)"
    expect(kind.locator("option[value=assertion]")).to_have_text("Claim (0)")


def test_the_order_is_part_of_the_address(hostile_site: Site, page: Page) -> None:
    page.goto(f"{hostile_site.address}search/?q=the")
    expect(page.locator("[data-results] li").first).to_be_visible()
    page.get_by_label("Order").select_option("newest")
    expect(page).to_have_url(f"{hostile_site.address}search/?q=the&sort=newest")
    first = page.locator("[data-results] li .entry__facts").first
    expect(first).to_contain_text("Title <script>")
    page.get_by_label("Order").select_option("oldest")
    expect(page).to_have_url(f"{hostile_site.address}search/?q=the&sort=oldest")
    expect(first).not_to_contain_text("Title <script>")


def test_hostile_words_are_shown_as_text(hostile_site: Site, page: Page) -> None:
    ask(page, hostile_site, "</p></div></article><img src=x onerror=alert(2)> The shop on the corner closed in 2020.")
    expect(page.locator(".check__verdict").first).to_be_visible()
    assert page.locator("#search-page img, #search-page script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_axe_finds_no_violation_in_any_verdict_and_nothing_scrolls_sideways(
    path_site: Site, new_page: NewPage, scheme: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    violations = []
    for query in (EXACT, WRONG, CUT, ABSENT):
        ask(page, path_site, query)
        expect(page.locator(".check__verdict")).to_be_visible()
        violations += Axe().run(page).response["violations"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(path_site.address)
    page.get_by_role("searchbox").press_sequentially("prolong the war just to hurt")
    expect(page.locator(".answers .check")).to_be_visible()
    violations += Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in violations] == []


def test_a_browser_can_add_the_site_as_a_search_engine(path_site: Site, root_site: Site, page: Page) -> None:
    page.goto(path_site.address)
    described = page.locator("link[rel=search]").evaluate("link => link.href")
    assert described == f"{path_site.address}opensearch.xml"
    text = (path_site.folder / "opensearch.xml").read_text("utf-8")
    assert 'template="https://example.org/papers/record/search/?q={searchTerms}"' in text
    assert not (root_site.folder / "opensearch.xml").exists()
    page.goto(root_site.address)
    assert page.locator("link[rel=search]").count() == 0
