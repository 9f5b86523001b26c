"""An article that wants to do harm is shown as it is written, and does none."""

from collections.abc import Iterator
from urllib.parse import unquote

import yaml
from playwright.sync_api import Page, expect

from browser.conftest import MAIL, NewPage
from browser.hostile import MANY, METADATA, TEXT, TOPICS
from browser.sites import Site


def addresses(site: Site) -> Iterator[str]:
    for path in sorted(site.folder.rglob("*.html")):
        relative = path.relative_to(site.folder).as_posix()
        if not relative.startswith("pagefind/"):
            yield relative.removesuffix("index.html")


def test_no_page_runs_anything_and_article_text_is_the_article_s(hostile_site: Site, page: Page) -> None:
    seen = 0
    for address in addresses(hostile_site):
        page.goto(hostile_site.address + address)
        assert page.locator("main :is(script, img, iframe, b, i)").count() == 0, address
        shown = page.locator("[data-article-text]").evaluate_all(
            "all => all.map((element) => [element.dataset.articleText, element.textContent])"
        )
        for offsets, text in shown:
            start, end = map(int, offsets.split("-"))
            assert text in (TEXT[start:end], MANY[start:end])
            seen += 1
    assert seen > 20


def test_titles_outlets_authors_and_topics_are_shown_as_written(hostile_site: Site, page: Page) -> None:
    page.goto(f"{hostile_site.address}articles/hostile/")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(METADATA["title"]))
    expect(page).to_have_title(f"{METADATA['title']} · On the Record")
    facts = page.locator("dl.facts").first
    for value in (METADATA["outlet"], ", ".join(METADATA["authors"]), METADATA["rights"]):
        expect(facts).to_contain_text(str(value))
    page.goto(f"{hostile_site.address}topics/")
    for topic in TOPICS:
        expect(page.get_by_role("link", name=str(topic["name"]), exact=True)).to_be_visible()


def test_tabs_and_runs_of_spaces_are_seen(hostile_site: Site, page: Page) -> None:
    page.goto(f"{hostile_site.address}articles/hostile/")
    spaced = page.locator("[data-article-text]", has_text="several spaces").first
    assert spaced.evaluate("element => getComputedStyle(element).whiteSpace") == "pre-wrap"
    assert "\twith tabs  and   several spaces    in it" in spaced.evaluate("element => element.innerText")


def test_a_hostile_statement_is_found_filtered_and_copied_without_harm(hostile_site: Site, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{hostile_site.address}search/?q=<script>alert('text')</script>")
    statement = hostile_site.holding("would never write")
    result = page.locator("[data-results] li").first
    expect(result.locator(".entry__words")).to_contain_text("<script>alert('text')</script>")
    expect(result.locator(".entry__facts")).to_contain_text(str(METADATA["title"]))
    page.get_by_label("Topic").select_option(str(TOPICS[0]["name"]))
    expect(page.get_by_role("status")).to_contain_text("with these filters")
    page.goto(f"{hostile_site.address}statements/{statement.id}/")
    page.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_role("status")).to_have_text("Quotation copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("\n".join(statement.words))
    assert str(METADATA["title"]) in copied


def test_a_report_has_the_correction_ready_in_it(hostile_site: Site, page: Page) -> None:
    statement = hostile_site.holding("would never write")
    page.goto(f"{hostile_site.address}statements/{statement.id}/")
    page.get_by_role("link", name="Report an error").click()
    page.get_by_role("textbox", name="What is right").fill('Boris "Bo" Vale & <sons>')
    address = page.get_by_role("link", name="Send the report").get_attribute("href") or ""
    assert address.startswith(f"{MAIL}&subject=Error%20in%20statement%20{statement.id}&body=")
    body = unquote(address.partition("&body=")[2])
    [entry] = yaml.safe_load(body[body.index("# statement: ") :])
    assert entry == {"words": " ".join(" ".join(statement.words).split()), "speaker": 'Boris "Bo" Vale & <sons>'}
    page.get_by_label("What is wrong").select_option("It is no statement")
    assert "withdraw%3A" in (page.get_by_role("link", name="Send the report").get_attribute("href") or "")


def test_an_error_is_reported_by_mail_where_the_site_says_so(hostile_site: Site, page: Page) -> None:
    statement = hostile_site.holding("would never write").id
    page.goto(f"{hostile_site.address}statements/{statement}/")
    assert page.get_by_role("link", name="Report an error").get_attribute("href") == (
        f"{MAIL}&subject=Error%20in%20statement%20{statement}&body=/statements/{statement}/"
    )
