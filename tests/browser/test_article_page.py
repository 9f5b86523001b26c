"""An article's page: what stands beside the text, which kinds are marked, and the same as a sheet on a phone."""

import json
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import NewPage
from browser.sites import SHIPPED, Site

PHONE = {"width": 390, "height": 844}
KINDS = {
    "All": ("direct", "mixed", "indirect", "assertion"),
    "Without claims": ("direct", "mixed", "indirect"),
    "Quotations": ("direct",),
    "Partly quoted": ("mixed",),
    "Reported": ("indirect",),
    "Claims": ("assertion",),
    "None, to read the plain text": (),
}
LINES = """paragraphs => paragraphs.flatMap(paragraph => {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const lines = [0];
  let top;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at++) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = range.getClientRects()[0];
      if (!box) continue;
      if (top !== undefined && box.top - top > 15) lines.push(0);
      top = box.top;
      lines[lines.length - 1]++;
    }
  }
  return lines.slice(0, -1);
})"""


@pytest.fixture
def opened(page: Page, root_site: Site) -> Callable[..., Page]:
    def open_(query: str = "") -> Page:
        page.goto(f"{root_site.address}articles/{SHIPPED}/{query}")
        return page

    return open_


def underlined(page: Page) -> set[str]:
    """The kinds whose words have a line below them, of the marks that stand in no other."""
    marks = page.locator(".article-text p > .statement-mark").evaluate_all(
        "marks => marks.map(mark => [mark.className, getComputedStyle(mark).textDecorationLine])"
    )
    return {match[1] for name, line in marks if line == "underline" and (match := re.search(r"mark--(\w+)", name))}


def arrows(page: Page) -> set[str]:
    names: list[str] = page.locator(".statement-link:visible").evaluate_all("links => links.map(one => one.className)")
    return {match[1] for name in names if (match := re.search(r"link--(\w+)", name))}


@pytest.mark.parametrize(("choice", "kinds"), KINDS.items(), ids=KINDS)
def test_one_click_marks_the_kinds_one_wants_and_the_address_keeps_them(
    opened: Callable[..., Page], choice: str, kinds: tuple[str, ...]
) -> None:
    page = opened()
    text = page.locator(".article-text").text_content()
    page.locator("[data-kinds]").get_by_role("link", name=choice, exact=True).click()
    assert underlined(page) == arrows(page) == set(kinds)
    page.reload()
    assert underlined(page) == arrows(page) == set(kinds)
    assert page.locator(".article-text").text_content() == text
    current = page.locator("[data-kinds] [aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_have_text(choice)
    shown = page.locator(".by-speaker li:visible .legend").evaluate_all("all => all.map(one => one.className)")
    assert {re.sub(r".*--", "", name) for name in shown} == (set(kinds) or set(KINDS["All"]))


def test_going_back_marks_what_was_marked(opened: Callable[..., Page]) -> None:
    page = opened()
    for choice in ("Claims", "Reported"):
        page.locator("[data-kinds]").get_by_role("link", name=choice, exact=True).click()
    page.go_back()
    assert underlined(page) == {"assertion"}
    page.go_back()
    assert underlined(page) == set(KINDS["All"])


def test_a_kind_that_the_site_does_not_know_marks_all(opened: Callable[..., Page]) -> None:
    assert underlined(opened("?kind=zebra")) == set(KINDS["All"])


def test_the_numbers_beside_the_kinds_are_those_of_the_statements(opened: Callable[..., Page], root_site: Site) -> None:
    page = opened()
    kinds = [one.kind for one in root_site.statements()]
    for choice, own in KINDS.items():
        row = page.locator("[data-kinds] li").filter(has=page.get_by_role("link", name=choice, exact=True))
        assert re.findall(r"\d+", row.text_content() or "") == ([str(sum(map(kinds.count, own)))] if own else [])


def test_each_speaker_s_link_jumps_to_the_first_of_as_many_statements_as_stand_beside_it(
    opened: Callable[..., Page], root_site: Site
) -> None:
    page = opened()
    rows = page.locator(".side__speakers li")
    said = [one for one in root_site.statements() if one.kind != "assertion"]
    assert rows.count() == len({one.speaker for one in said})
    row = rows.filter(has_text="Joe Biden")
    own = [one.id for one in said if one.speaker == "Joe Biden"]
    assert f"{len(own)} statements" in re.sub(r"\s+", " ", row.text_content() or "")
    row.get_by_role("link").click()
    assert page.url.endswith(f"#{own[0]}")


def test_what_the_pointer_is_at_is_told_beside_the_text_with_all_its_parts(
    opened: Callable[..., Page], root_site: Site
) -> None:
    page = opened()
    one = root_site.holding("We do not seek a war")
    page.locator(f"#{one.id}").hover(position={"x": 5, "y": 5})
    box = page.locator("[data-pointed]")
    expect(box).to_contain_text("Quotation Joe Biden")
    expect(page.locator(".is-pointed")).to_have_count(page.locator(f'mark[data-statement="{one.id}"]').count())
    before = page.locator("[data-kinds]").bounding_box()
    page.locator(".statement-link").last.focus()
    expect(box.get_by_role("link")).not_to_have_attribute("href", re.compile(one.id))
    assert page.locator("[data-kinds]").bounding_box() == before


@pytest.mark.parametrize("width", [1280, 1680])
def test_on_a_desktop_lines_have_sixty_five_to_seventy_characters_and_the_side_has_its_column(
    new_page: NewPage, root_site: Site, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{root_site.address}articles/{SHIPPED}/")
    lines = page.locator(".article-text p").evaluate_all(LINES)
    assert 63 <= sum(lines) / len(lines) <= 70
    text, side = (page.locator(where).bounding_box() for where in (".article-text", ".side"))
    assert text
    assert side
    assert text["x"] + text["width"] + 30 <= side["x"] <= side["x"] + side["width"] <= width
    expect(page.locator(".side-opener")).to_be_hidden()


@pytest.mark.parametrize("where", ["article", "statement"])
def test_on_a_phone_the_side_is_a_sheet(new_page: NewPage, root_site: Site, where: str) -> None:
    page = new_page(viewport=PHONE)
    id_ = root_site.holding("prolong the war").id
    page.goto(root_site.address + (f"articles/{SHIPPED}/" if where == "article" else f"statements/{id_}/"))
    side = page.locator(".side")
    expect(side).to_be_hidden()
    page.locator(".side-opener button").click()
    expect(side).to_be_visible()
    box = side.bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, PHONE["width"], PHONE["height"])
    page.keyboard.press("Escape")
    expect(side).to_be_hidden()
    page.locator(".side-opener button").click()
    page.get_by_role("button", name="Close").click()
    expect(side).to_be_hidden()


def test_a_choice_in_the_sheet_closes_it(new_page: NewPage, root_site: Site) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{root_site.address}articles/{SHIPPED}/")
    page.locator(".side-opener button").click()
    page.locator("[data-kinds]").get_by_role("link", name="Quotations", exact=True).click()
    expect(page.locator(".side")).to_be_hidden()
    assert underlined(page) == {"direct"}


def test_the_next_statement_by_the_same_person_is_one_click_away(page: Page, root_site: Site) -> None:
    own = [one.id for one in root_site.statements() if one.speaker == "Joe Biden"]
    for here, after in pairwise(own):
        page.goto(f"{root_site.address}statements/{here}/")
        row = page.locator(".beside li").filter(has_text=re.compile("^After"))
        assert any(
            f"/{after}/" in (href or "") for href in row.locator("a").evaluate_all("all => all.map(one => one.href)")
        )


LONGER = """() => {
  const text = document.querySelector(".article-text");
  const paragraphs = [...text.children];
  for (let at = 0; at < 20; at++) text.append(...paragraphs.map((one) => one.cloneNode(true)));
  return document.querySelectorAll("*").length;
}"""

SHIFTS = """async () => {
  let shift = 0;
  const watch = new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value; });
  watch.observe({ type: "layout-shift" });
  for (let at = 0; at < 25; at++) {
    scrollBy(0, 700);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return shift;
}"""
"""How far anything jumped while one scrolled down."""


@pytest.mark.parametrize("width", [390, 1280])
def test_in_a_long_article_another_scheme_styles_what_is_near_and_nothing_jumps(
    root_site: Site, new_page: NewPage, chromium: Browser, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(f"{root_site.address}articles/{SHIPPED}/")
    parts = page.evaluate(LONGER)
    switch = page.get_by_role("button", name="Dark mode")
    switch.click()
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    switch.click()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    told = json.loads(chromium.stop_tracing())["traceEvents"]
    styled = [one["args"]["elementCount"] for one in told if one["name"] == "UpdateLayoutTree" and one["ph"] == "X"]
    assert 0 < max(styled) < parts * 2 / 3
    assert page.evaluate(SHIFTS) == 0
