"""Under a strict content security policy, the one that the guide gives, every page works and breaks no rule of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import SUB_PATH, Watch
from browser.host import serving
from browser.page_types import page_types
from browser.sites import ROOT, Site

HEADER = "Content-Security-Policy"
STRICT = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
SEARCHES = (
    *(
        "pier",
        "harbor",
        "ferry talks",
        "zebra",
        "harbro",
        "Dana Brook",
        "brok",
        "Brook ferry",
        "$15",
        "1.6",
        "“",
        "<b>",
    ),
    *(
        "speaker:brook",
        "topic:harbor pier",
        'outlet:"elm courier"',
        "after:2016-03",
        "before:2017 pier",
        "speaker:nobody",
    ),
    "Immunity should not be a condition of the ferry talks",
    "Immunity should be a condition of the ferry talks",
    "The ferry costs $25 a trip, and 1.6 times what it cost in the spring",
    "prolong the strike just to inflict pain on the islands",
    "who will pay for the new pier",
    "The old lovely school stays wide open for the kids of the harbor",
    "a waste of\neverybody&#x27;s time",
    "Ida Marsh said: “Immunity should not be a condition of the ferry talks.”",
    "“Nobody should pay a dime for the pier,” she said. “The harbor opens again in June.” “The pier is a dream.”",
    "nothing of these many words stands anywhere in this small record",
    "<img src=x onerror=alert(1)> the harbor opens again in May",
    "the harbor " * 60,
)


def policies() -> list[str]:
    """The policy in each block of the guide that sets it."""
    guide = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
    return re.findall(r"default-src 'self'[^\"`\n]*", guide)


@pytest.fixture(scope="module")
def strict(sites: dict[str, Site], harbor: Site, spoken: Site) -> Iterator[dict[str, Site]]:
    """The sites of an archive, a hostile article, three articles and one speaker, on a host with the guide's policy."""
    by_path = {SUB_PATH: sites[SUB_PATH], "/hostile/": sites["/hostile/"], "/harbor/": harbor, "/spoken/": spoken}
    with serving({path: site.folder for path, site in by_path.items()}, {HEADER: policies()[0]}) as host:
        yield {path: replace(site, address=f"{host}{path}") for path, site in by_path.items()}


def test_the_guide_has_one_policy_for_all_hosts_and_it_is_strict() -> None:
    (policy,) = {*policies()}
    assert len(policies()) >= 4
    assert {name: sources for name, _, sources in (part.strip().partition(" ") for part in policy.split(";"))} == STRICT


def test_a_page_that_breaks_the_policy_is_noticed(tmp_path: Path, page: Page, watch: Watch) -> None:
    for number, bad in enumerate(("<p style='color: red'>", "<script>var a</script>", "<img src=data:image/gif,x>")):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><link rel=icon href=/x.svg>{bad}")
    (tmp_path / "3.html").write_text("<!doctype html><link rel=icon href=/x.svg><script src=3.js></script>")
    (tmp_path / "3.js").write_text('new DOMParser().parseFromString("<p>", "text/html");')
    (tmp_path / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with serving({"/": tmp_path}, {HEADER: policies()[0]}) as host:
        for number in range(4):
            page.goto(f"{host}/{number}.html")
            page.wait_for_timeout(100)
            assert watch.faults, number
            watch.faults.clear()


def test_every_type_of_page_keeps_to_the_policy(strict: dict[str, Site], page: Page, watch: Watch) -> None:
    watch.expected = ("status of 404",)
    for address in page_types(strict[SUB_PATH]).values():
        page.goto(strict[SUB_PATH].address + address, wait_until="networkidle")
        expect(page.locator("html.js")).to_have_count(1)
    for address in ("outlets/", "days/", "days/2016/", "speakers/tom-vale/"):
        page.goto(strict["/harbor/"].address + address, wait_until="networkidle")
        expect(page.locator("html.js")).to_have_count(1)
        expect(page.locator("h1")).not_to_have_text(re.compile("not found", re.IGNORECASE))
    hostile = strict["/hostile/"]
    for address in ("", "articles/hostile/", "topics/", "data/", f"statements/{hostile.statements()[0].id}/"):
        page.goto(hostile.address + address, wait_until="networkidle")
        expect(page.locator("html.js")).to_have_count(1)


def test_thirty_searches_keep_to_the_policy(strict: dict[str, Site], page: Page) -> None:
    assert len({*SEARCHES}) == 30
    for query in SEARCHES:
        page.goto(f"{strict['/harbor/'].address}search/?q={quote_plus(query)}")
        expect(page.locator("[data-status]")).to_have_text(re.compile(r"^(?!.*(Searching|loading))", re.DOTALL))
        expect(
            page.locator("#search-page :is([data-results] li, [data-verdict], [data-status]:not(:empty))")
        ).not_to_have_count(0)


def test_what_a_reader_does_keeps_to_the_policy(strict: dict[str, Site], page: Page) -> None:
    site = strict[SUB_PATH]
    page.goto(f"{site.address}statements/{site.holding('prolong the war').id}/")
    page.get_by_role("button", name="Copy quotation").click()
    expect(page.get_by_role("status")).to_have_text("Quotation copied.")
    page.get_by_role("link", name="Report an error").click()
    page.get_by_role("textbox", name="What is right").fill("Boris Vale")
    page.get_by_role("button", name="Dark mode").click()
    box = page.locator("[data-search-field]:visible")
    box.press_sequentially("prolong the war")
    expect(page.get_by_text("prolong the war").first).to_be_visible()
    box.press("Enter")
    expect(page.locator("[data-results] li").first).to_contain_text("prolong the war")
    page.get_by_label("Kind").select_option("direct")
    expect(page).to_have_url(re.compile("kind=direct"))
    for name in ("CSV", "JSON", "RIS", "Text"):
        with page.expect_download():
            page.get_by_role("button", name=name, exact=True).click()


def test_a_speaker_s_statements_are_narrowed_down_under_the_policy(strict: dict[str, Site], page: Page) -> None:
    page.goto(f"{strict['/spoken/'].address}speakers/dana-brook/?kind=direct")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("[data-statements] .entry")).to_have_count(108)
