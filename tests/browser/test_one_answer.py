"""What the search says is so: every number, who said what, and what was not looked at."""

import csv
import io
import json
import re
import time
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from browser.conftest import NewPage, Watch
from browser.sites import Site

IMMUNITY = "Immunity should not be a condition of the ferry talks"
OUTSIDE = "who will pay for the new pier"
SETTLED = "!/Searching|loading/.test(document.querySelector('[data-status]').textContent)"


def ask(page: Page, site: Site, query: str, more: str = "") -> None:
    page.goto(f"{site.address}search/?q={quote_plus(query)}{more}")
    page.wait_for_function(SETTLED)


def verdicts(page: Page) -> list[str | None]:
    return [one.get_attribute("data-verdict") for one in page.locator("#search-page [data-verdict]").all()]


def listed(page: Page) -> list[str]:
    shown: list[str] = page.locator("[data-results] [data-statement]").evaluate_all(
        "all => all.map(one => one.dataset.statement)"
    )
    return shown


def count(page: Page) -> str | None:
    said = page.locator("[data-count]").evaluate_all("all => all.map(one => one.dataset.count)")
    assert len(said) <= 1
    return said[0] if said else None


# What stands there, counted.


@pytest.mark.parametrize(
    ("query", "number"),
    [("pier", 2), ("harbor", 3), ("ferry talks", 2), ("Harbor PIER", 0), ("zebra", 0), ("islands", 2), ("pay pier", 1)],
)
def test_the_count_is_of_the_statements_that_have_all_of_the_words(
    harbor: Site, page: Page, query: str, number: int
) -> None:
    ask(page, harbor, query)
    assert count(page) == str(number)
    assert page.locator("[data-at-least]").count() == 0
    own = {
        statement.id
        for statement in harbor.statements()
        if all(re.search(rf"\b{word}\b", " ".join(statement.words), re.IGNORECASE) for word in query.split())
    }
    assert len(own) == number
    if number:
        assert set(listed(page)) == own


def test_an_absent_word_is_told_with_one_that_is_spelt_alike_and_nothing_is_listed(harbor: Site, page: Page) -> None:
    ask(page, harbor, "harbro")
    expect(page.locator("[data-status]")).to_have_text("No statement has all the words of “harbro”.")
    page.get_by_role("button", name="harbor", exact=True).click()
    expect(page.get_by_role("searchbox")).to_have_value("harbor")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "3")


def test_keywords_get_a_list_and_no_verdict(harbor: Site, page: Page) -> None:
    ask(page, harbor, "budget year third")
    assert verdicts(page) == []
    assert len(listed(page)) == 1


@pytest.mark.parametrize("query", ["budget", "harbor budget"])
def test_one_or_two_words_get_no_verdict(harbor: Site, page: Page, query: str) -> None:
    ask(page, harbor, query)
    assert verdicts(page) == []


# What the check says, and of what.


def test_a_marked_fragment_does_not_make_its_sentence_exact(harbor: Site, page: Page) -> None:
    ask(page, harbor, "The minister slept all day on the boat and was “unhinged, even for him.”")
    assert verdicts(page) == ["exact"]
    expect(page.locator("[data-check]")).to_contain_text("Not checked: “The minister slept all day on the boat and was")


def test_words_of_the_article_outside_any_statement_are_found_there(harbor: Site, page: Page) -> None:
    ask(page, harbor, OUTSIDE)
    assert verdicts(page) == ["outside"]
    link = page.locator("[data-verdict] .entry__words a")
    expect(link.locator("mark")).to_have_text(OUTSIDE)
    link.click()
    expect(page).to_have_url(re.compile("/articles/ferry-talks/"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Immunity should be a condition of the ferry talks", "not"),
        ("The ferry costs $25 a trip and 1.6 times what it cost", "15"),
        ("The ferry costs $15 a trip and 1.7 times what it cost", "1.6"),
    ],
)
def test_what_turns_the_sense_is_named_and_marked(harbor: Site, page: Page, query: str, words: str) -> None:
    ask(page, harbor, query)
    assert verdicts(page) == ["meaning"]
    expect(page.locator(".check__turn")).to_contain_text(words)
    expect(page.locator(".difference--turns ins")).to_contain_text(words)


def test_a_sentence_that_denies_its_own_words_is_shown_whole(harbor: Site, page: Page) -> None:
    ask(page, harbor, "prolong the strike just to inflict pain on the islands")
    assert verdicts(page) == ["meaning"]
    expect(page.locator("[data-verdict] .entry__words")).to_contain_text("We do not want to prolong the strike")
    expect(page.locator(".check__turn")).to_contain_text("not")
    expect(page.locator(".turn").first).to_be_visible()


def test_one_replacement_is_one_piece_and_a_struck_word_stands_apart(harbor: Site, page: Page) -> None:
    ask(page, harbor, "The old lovely school stays wide open for the kids of the harbor")
    assert verdicts(page) == ["close"]
    words = page.locator("[data-verdict] .entry__words").evaluate(
        "p => { for (const one of p.querySelectorAll('.unseen')) one.remove(); return p.textContent; }"
    )
    assert "The old lovely school stays wide open for the children kids of the harbor" in words


@pytest.mark.parametrize("query", [f"Dana Brook said: “{IMMUNITY}.”", f"“{IMMUNITY},” said Dana Brook."])
def test_who_spoke_is_no_word_of_the_quotation(harbor: Site, page: Page, query: str) -> None:
    ask(page, harbor, query)
    assert verdicts(page) == ["exact"]
    expect(page.locator("[data-verdict]")).to_have_attribute("data-speaker", "same")
    assert count(page) == "1"


def test_words_of_somebody_else_are_told_so(harbor: Site, page: Page) -> None:
    ask(page, harbor, f"Ida Marsh said: “{IMMUNITY}.”")
    assert verdicts(page) == ["exact"]
    expect(page.locator("[data-verdict]")).to_have_attribute("data-speaker", "other")
    expect(page.locator("[data-verdict] .entry__facts")).to_contain_text("Dana Brook")


def test_entities_and_line_breaks_are_what_they_stand_for(harbor: Site, page: Page) -> None:
    ask(page, harbor, "a waste of\neverybody&#x27;s time")
    assert verdicts(page) == ["exact"]


# Who, what, where and when.


def test_a_name_leads_to_its_page_first(harbor: Site, page: Page) -> None:
    ask(page, harbor, "Dana Brook")
    first = page.locator("#search-page .named a").first
    expect(first).to_have_text("Dana Brook")
    first.click()
    expect(page).to_have_url(f"{harbor.address}speakers/dana-brook/")


def test_a_topic_s_name_leads_to_its_page_too(harbor: Site, page: Page) -> None:
    ask(page, harbor, "harbor")
    expect(page.locator("#search-page .named a").first).to_have_attribute("href", re.compile("/topics/harbor/$"))


def test_a_speaker_beside_words_is_taken_as_who_said_them_and_can_be_a_word_again(harbor: Site, page: Page) -> None:
    ask(page, harbor, "Brook ferry")
    expect(page.locator("[data-proposals]")).to_contain_text("By Dana Brook.")
    assert len(listed(page)) == 1
    page.get_by_role("button", name="Look for the name as a word").click()
    expect(page.locator("[data-status]")).to_contain_text("No statement has all the words of “Brook ferry”")
    expect(page).to_have_url(re.compile("plain=1"))


def test_a_speaker_who_is_a_word_of_statements_is_only_proposed(harbor: Site, page: Page) -> None:
    ask(page, harbor, "Brook day")
    assert count(page) == "1"
    page.get_by_role("button", name="Only by Dana Brook").click()
    expect(page).to_have_url(re.compile(r"\?q=day&speaker=Dana\+Brook$"))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("speaker:brook", 4),
        ("speaker:brook harbor", 2),
        ('speaker:"Dana Brook" speaker:vale ferry', 3),
        ("topic:harbor pier", 2),
        ('outlet:"the daily vale" pier', 1),
        ("after:2016 pier", 2),
        ("after:2016-05 pier", 1),
        ("before:2016-04 ferry", 2),
        ("before:2016 after:2015-03-10 ferry", 2),
    ],
)
def test_operators_narrow_the_question_down(harbor: Site, page: Page, query: str, number: int) -> None:
    ask(page, harbor, query)
    assert count(page) == str(number)
    assert len(listed(page)) == number


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("speaker:nobody ferry", "Nothing here is called “nobody”."),
        ("after:soon ferry", "“after:soon” is no date"),
    ],
)
def test_an_operator_that_cannot_be_followed_is_told(harbor: Site, page: Page, query: str, told: str) -> None:
    ask(page, harbor, query)
    expect(page.locator("#search-page")).to_contain_text(told)


def test_several_speakers_and_dates_can_be_chosen(harbor: Site, page: Page) -> None:
    ask(page, harbor, "pier")
    page.mouse.move(10, 10)
    page.get_by_label("Speaker").select_option("Dana Brook")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")
    page.get_by_label("or somebody else").select_option("Ida Marsh")
    expect(page).to_have_url(re.compile(r"speaker=Dana\+Brook&speaker=Ida\+Marsh$"))
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "2")
    page.get_by_label("From").fill("2017")
    page.get_by_label("From").press("Enter")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")
    page.reload()
    expect(page.get_by_label("From")).to_have_value("2017")
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")


def test_a_result_tells_what_a_list_on_a_page_does(harbor: Site, page: Page) -> None:
    told = re.compile("Ida Marsh, “Ida Marsh, a councilor” · “said” · The pier · The Daily Vale · 2 April 2016")
    for query, where in (("dime", "[data-results]"), ("Nobody should pay a dime for the pier", "[data-check]")):
        ask(page, harbor, query)
        facts = page.locator(f"{where} .entry__facts")
        expect(facts).to_have_text(told)
        expect(facts.locator(".entry__found")).to_have_text("Elm Facts: “Half of it”")
    ask(page, harbor, "captain ferry talks waste")
    expect(page.locator(".entry__found")).to_have_count(0)


def test_the_years_filter(harbor: Site, page: Page) -> None:
    ask(page, harbor, "pier")
    page.mouse.move(10, 10)
    page.get_by_role("button", name="2016: 1 statement").click()
    expect(page).to_have_url(re.compile("year=2016"))
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")
    page.get_by_role("button", name="2016: 1 statement").click()
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "2")


def test_filters_hold_for_the_check_too(harbor: Site, page: Page) -> None:
    ask(page, harbor, IMMUNITY, "&speaker=Tom+Vale")
    assert verdicts(page) == ["absent"]
    expect(page.locator("[data-verdict]")).to_contain_text("These words do not stand in what the filters leave.")
    expect(page.locator("[data-verdict]")).to_contain_text("Without the filters they are on record")
    ask(page, harbor, IMMUNITY, "&speaker=Dana+Brook")
    assert verdicts(page) == ["exact"]


def test_a_result_has_its_outlet_and_day_and_leads_to_the_marked_words(harbor: Site, page: Page) -> None:
    ask(page, harbor, "waste of everybody's time")
    entry = page.locator("[data-results] li")
    expect(entry.locator(".entry__facts")).to_contain_text("The Daily Vale · 2 April 2016")
    assert "#s1:~:text=" in (entry.locator(".entry__words a").get_attribute("href") or "")


def test_short_statements_come_before_long_ones(harbor: Site, page: Page) -> None:
    ask(page, harbor, "pier")
    lengths = [len(text.split()) for text in page.locator("[data-results] .entry__words").all_inner_texts()]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "dark"),
        (1280, "light"),
        pytest.param(390, "light", marks=pytest.mark.slow),
        pytest.param(1280, "dark", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_no_violation_in_any_answer_and_nothing_scrolls_sideways(
    harbor: Site, new_page: NewPage, scheme: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for query in (
        OUTSIDE,
        "prolong the strike just to inflict pain",
        "The ferry costs $25 a trip",
        "Brook ferry",
        "harbor",
        "harbro",
    ):
        ask(page, harbor, query)
        expect(page.locator("[data-filters]")).to_be_visible()
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= width, query


# A list is taken along as it is filtered.


def test_the_list_can_be_taken_along(harbor: Site, page: Page) -> None:
    ask(page, harbor, "pier", "&speaker=Ida+Marsh")
    (statement,) = [one for one in harbor.statements() if "dime" in " ".join(one.words)]
    taken = {}
    for name in ("CSV", "JSON", "RIS", "Text"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        taken[name] = download.value.path().read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(taken["CSV"]))
    assert (row["id"], row["speaker"], row["outlet"]) == (statement.id, "Ida Marsh", "The Daily Vale")
    assert [one["text"] for one in json.loads(taken["JSON"])] == [" ".join(statement.words)]
    assert f"ID  - onrecord-{statement.id}" in taken["RIS"]
    assert taken["Text"].startswith("Ida Marsh: “Nobody should pay a dime for the pier,”")


def test_a_cell_that_would_be_a_formula_is_put_behind_an_apostrophe(hostile_site: Site, page: Page) -> None:
    ask(page, hostile_site, "bridge closed")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    cells = [cell for row in csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []


# What a screen reader hears.


def test_an_answer_is_read_aloud_once_when_typing_rests(harbor: Site, page: Page) -> None:
    page.goto(f"{harbor.address}search/")
    page.evaluate(
        """() => {
          window.heard = [];
          const aloud = document.querySelector("[data-aloud]");
          new MutationObserver(() => heard.push(aloud.textContent)).observe(aloud, { childList: true });
        }"""
    )
    page.get_by_role("searchbox").press_sequentially(IMMUNITY[:30], delay=250)
    page.get_by_role("searchbox").press_sequentially(IMMUNITY[30:], delay=20)
    expect(page.get_by_role("status")).to_contain_text("Quote check: exact.")
    assert len([line for line in page.evaluate("heard") if "Quote check" in line]) == 1
    assert page.locator("#search-page [aria-live], #search-page [role=status]").count() == 1


def test_ten_thousand_words_get_an_answer(harbor: Site, page: Page) -> None:
    page.goto(f"{harbor.address}search/")
    query = f"{IMMUNITY} {'word ' * 10_000}"
    page.evaluate("query => history.replaceState(null, '', '?q=' + encodeURIComponent(query))", query)
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator("[data-check]")).to_contain_text("Only the first 300 words were checked.")
    page.wait_for_function(SETTLED)


# What was not looked at is never said to be absent.


def files(site: Site) -> list[str]:
    folder = site.folder / "quotation"
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def damaged(how: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        if how == "missing":
            route.fulfill(status=404, body="<h1>Not here</h1>")
        elif how == "aborted":
            route.abort()
        else:
            body = route.fetch().body()
            route.fulfill(status=200, body=body[: len(body) // 2] if how == "cut" else bytes(len(body)))

    return answer


@pytest.mark.parametrize(
    ("how", "query"),
    [
        ("cut", IMMUNITY),
        ("missing", "pier"),
        *(
            pytest.param(how, query, marks=pytest.mark.slow)
            for how in ("missing", "aborted", "cut", "zeros")
            for query in (IMMUNITY, "pier")
        ),
    ],
)
def test_no_file_of_the_index_is_missed_in_silence(
    harbor: Site, page: Page, watch: Watch, how: str, query: str
) -> None:
    watch.expected = ("Failed to load", "404", "ERR_")
    for name in files(harbor):
        page.route(f"**/quotation/{name}", damaged(how))
        ask(page, harbor, query)
        assert "absent" not in verdicts(page), name
        text = page.locator("#search-page").inner_text()
        told = "Try again" in text or "could not be loaded" in text
        found = count(page) in ("1", "2") and len(listed(page)) in (1, 2)
        assert told or found, name
        assert count(page) != "0", name
        page.unroute_all()


def test_after_a_failure_one_can_try_again(harbor: Site, page: Page, watch: Watch) -> None:
    watch.expected = ("Failed to load",)
    page.route("**/quotation/**", lambda route: route.abort())
    ask(page, harbor, IMMUNITY)
    assert verdicts(page) == ["unchecked"]
    page.unroute_all()
    page.get_by_role("button", name="Try again").first.click()
    expect(page.locator("[data-verdict=exact]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "1")


def test_while_a_file_is_slow_it_is_said_what_is_waited_for(harbor: Site, page: Page) -> None:
    def slowly(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    page.route("**/quotation/index.json", slowly)
    page.goto(f"{harbor.address}search/?q=pier", wait_until="commit")
    expect(page.locator("[data-status]")).to_have_text(re.compile("Searching|loading"))
    expect(page.locator("[data-count]")).to_have_attribute("data-count", "2")


def test_the_section_is_fetched_while_the_script_that_shows_it_is_on_its_way(harbor: Site, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))

    def waits(route: Route) -> None:
        page.wait_for_timeout(800)
        fetched.append("answers.js came")
        route.continue_()

    page.route("**/answers.js", waits)
    ask(page, harbor, IMMUNITY)
    assert verdicts(page) == ["exact"]
    before = fetched[: fetched.index("answers.js came")]
    folders = ("/runs/", "/sections/", "/words/")
    assert [folder for folder in folders if not any(folder in url for url in before)] == []
    assert len(fetched) == len(set(fetched))


@pytest.mark.parametrize(
    "query", ["p", "the " * 300, " ".join(f"word{number}" for number in range(400)), "“", "speaker:", ":", "after:"]
)
def test_any_question_has_an_answer(harbor: Site, page: Page, query: str) -> None:
    ask(page, harbor, query)
    expect(page.locator("[data-status]")).not_to_be_empty()


def test_a_filter_that_does_not_exist_leaves_nothing_and_is_told(harbor: Site, page: Page) -> None:
    ask(page, harbor, "pier", "&speaker=Nobody+At+All")
    assert count(page) == "0"
    expect(page.locator("[data-status]")).to_contain_text("Nothing here is called “Nobody At All”.")
    ask(page, harbor, "pier", "&after=soon")
    expect(page.locator("[data-status]")).to_contain_text("Nothing here is called “soon”.")
