"""The desk in a real browser: what an editor does with a mouse, a keyboard or a thumb ends in the files."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from time import monotonic, sleep

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser.conftest import NewPage, Watch
from conftest import PATIENCE
from publishing.project import Project, make_project

NAMES = ("Ada Lund", "Boris Vale", "Eda Moor", "Ivo Tam")
THINGS = ("bridge", "harbor", "ferry", "tower", "quay", "market", "tunnel", "garden", "station", "school")
TEXT = "".join(
    f"“The {thing} is {what},” said {NAMES[(at + number) % 4]}. “We shall see it {when},” the council’s letter adds.\n"
    for number, (what, when) in enumerate((("safe", "in May"), ("late", "next year")))
    for at, thing in enumerate(THINGS)
)


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Project, str]]:
    """A preview with the desk: the project, and the address of its only article, whose text a test may give."""
    project = make_project(tmp_path / "project")
    project.seed("council.txt", getattr(request, "param", TEXT))
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord.cli", "--quiet", "serve", "--edit", "--port", str(port)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, cwd=project.root, env=environment, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/articles/council/"
        deadline = monotonic() + 10 * PATIENCE / 1000
        while monotonic() < deadline:
            with suppress(urllib.error.URLError), urllib.request.urlopen(address):
                break
            sleep(0.1)
        try:
            yield project, address
        finally:
            server.terminate()


def corrections(project: Project) -> str:
    path = project.root / "seeds/corrections/council.yml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def mark(page: Page, words: str) -> Locator:
    return page.locator("mark[data-number]", has_text=words).first


def saved(page: Page) -> None:
    expect(page.locator(".desk__says")).to_have_text("Saved.")


def select(page: Page, words: str, until: str | None = None, *, after: int = 0, before: int = 0) -> None:
    """Select words, or from those on to others; ``after`` and ``before`` leave out so many UTF-16 units at the ends."""
    page.evaluate(
        """([first, last, after, before]) => {
            const place = (words, shift) => {
                const all = [...document.querySelectorAll(".article-text [data-article-text]")];
                const paragraph = all.find((one) => one.textContent.includes(words));
                const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
                let left = paragraph.textContent.indexOf(words) + shift;
                for (let node = walker.nextNode(); node; left -= node.data.length, node = walker.nextNode()) {
                    if (left <= node.data.length) return [node, left];
                }
            };
            const [node, offset] = place(first, after);
            getSelection().setBaseAndExtent(node, offset, ...place(last, last.length - before));
        }""",
        [words, until or words, after, before],
    )


def test_an_editor_puts_an_article_right_and_a_clean_build_gives_just_that(
    desk: tuple[Project, str], page: Page, tmp_path: Path
) -> None:
    project, address = desk
    page.goto(address)
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("0 of 40 checked")
    correct_eight(page)
    eight = corrections(project)
    assert eight.count("- ") == 8
    page.keyboard.press("u")
    expect(page.locator(".desk__says")).to_contain_text("Taken back")
    page.keyboard.press("u")
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("1 of 39 checked")
    assert corrections(project).count("- ") == 6
    assert eight.startswith(corrections(project))

    clean = make_project(tmp_path / "clean")
    clean.seed("council.txt", TEXT)
    (clean.root / "seeds/corrections").mkdir()
    (clean.root / "seeds/corrections/council.yml").write_text(corrections(project), encoding="utf-8")
    built = clean.run("onrecord", "build")
    assert built.returncode == 0, built.stderr
    rows = (clean.root / "site/statements.jsonl").read_text(encoding="utf-8")
    assert re.search(r'The bridge is safe,”"\], "speaker": "Mira Holt"', rows)
    assert re.search(r'The harbor is safe,”"\], "speaker": "Ada Lund"', rows)
    assert '"kind": "indirect", "text": "“The ferry is safe,”"' in rows
    assert '"text": "“The tower is safe,"' in rows
    assert "The quay is safe" not in rows
    assert rows.count('"checked": true') == 1


def correct_eight(page: Page) -> None:
    """One change of each sort."""
    mark(page, "The bridge is safe").click()
    page.get_by_label("Speaker", exact=True).fill("Mira Holt")
    page.keyboard.press("Enter")
    saved(page)
    mark(page, "The harbor is safe").click()
    page.get_by_role("group", name="Speakers of this article").get_by_role("button", name="Ada Lund").click()
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Ada Lund")
    mark(page, "The ferry is safe").click()
    page.keyboard.press("3")
    expect(page.get_by_role("button", name="Reported").first).to_have_attribute("aria-pressed", "true")
    mark(page, "The tower is safe").click()
    page.keyboard.press("{")
    expect(page.locator(".desk__words")).to_have_text("“The tower is safe,")
    mark(page, "The quay is safe").click()
    page.get_by_label("Reason").fill("a title")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("0 of 39 checked")
    mark(page, "The market is safe").click()
    page.keyboard.press("a")
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("1 of 39 checked")
    select(page, "council’s letter")
    page.get_by_role("group", name="Add the selected words").get_by_role("button", name="Claim").click()
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("1 of 40 checked")
    mark(page, "The garden is safe").click()
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("button", name="Open")).to_be_disabled()


@dataclass
class Editor:
    """What an editor does at a page, and how many actions that took since the last count."""

    page: Page
    actions: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.actions += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.actions += 1

    def enter(self, name: str) -> None:
        """Type a name, up to its choice."""
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def drag(self, which: str, word: str) -> None:
        drag(self.page, which, word)
        self.actions += 1

    def count(self) -> int:
        taken, self.actions = self.actions, 0
        return taken


def test_what_an_editor_does_most_takes_few_actions(desk: tuple[Project, str], page: Page) -> None:
    project, address = desk
    page.goto(address)
    editor = Editor(page)

    editor.click(mark(page, "The harbor is safe"))
    editor.click(page.get_by_role("group", name="Speakers of this article").get_by_role("button", name="Ada Lund"))
    saved(page)
    assert "speaker: Ada Lund" in corrections(project)
    assert editor.count() <= 3
    editor.click(mark(page, "The bridge is safe"))
    editor.click(page.get_by_label("Speaker", exact=True))
    editor.enter("Mira Holt")
    expect(page.locator(".desk__facts")).to_contain_text("Corrected: speaker")
    assert "speaker: Mira Holt" in corrections(project)
    assert editor.count() <= 3
    editor.click(mark(page, "The ferry is safe"))
    editor.press("Enter")
    editor.enter("Nils Ek")
    assert editor.count() <= 3

    editor.click(mark(page, "The tower is safe"))
    expect(page.locator(".desk__words")).to_have_text("“The tower is safe,”")
    editor.drag("end", "is")
    expect(page.locator(".desk__words")).to_have_text("“The tower is")
    expect(page.locator(".desk__facts")).to_contain_text("Corrected: words")
    assert "content: “The tower is" in corrections(project)
    assert editor.count() <= 3
    assert "speaker: Nils Ek" in corrections(project)
    editor.click(mark(page, "The quay is safe"))
    for words in ("“The quay is safe,", "“The quay is safe", "“The quay is"):
        editor.press("{")
        expect(page.locator(".desk__words")).to_have_text(words)
    assert editor.count() <= 2 + 3

    mark(page, "The market is safe").click()
    for number in range(1, 4):
        editor.press("a")
        expect(page.get_by_role("complementary", name="The desk")).to_contain_text(f"{number} of 40 checked")
        assert editor.count() == 1
    assert corrections(project).count("accepted:") == 3


ODD = (
    "“It is safe,” said Ada Lund.\n\n"
    "Then the cafe\u0301 by the harbor, all winter.\n\n"
    "Then the ferry \U0001f6e5 Zora, on Mondays.\n\n"
    "يقول المجلس إن الجسر آمن اليوم\n"
)


@pytest.mark.parametrize("desk", [ODD], indirect=True)
def test_whatever_is_selected_becomes_whole_characters_in_the_order_of_the_text(
    desk: tuple[Project, str], page: Page
) -> None:
    project, address = desk
    page.goto(address)
    panel = page.get_by_role("complementary", name="The desk")
    claim = page.get_by_role("group", name="Add the selected words").get_by_role("button", name="Claim")
    expect(panel).to_contain_text("0 of 1 checked")
    page.evaluate("getSelection().removeAllRanges()")
    claim.click()
    expect(page.locator(".desk__says")).to_have_text("Select the words of the statement in the article first.")
    assert corrections(project) == ""
    for words, until, after, before, said in (
        ("e\u0301 by", None, 1, 0, "e\u0301 by"),
        ("\U0001f6e5 Zora", None, 1, 0, "Zora"),
        ("the ferry \U0001f6e5", None, 0, 1, "the ferry \U0001f6e5"),
        ("الجسر آمن", None, 0, 0, "الجسر آمن"),
        ("all winter.", "Zora, on", 0, 0, "all winter. […] Then the ferry \U0001f6e5 Zora, on"),
    ):
        select(page, words, until, after=after, before=before)
        claim.click()
        expect(panel).to_contain_text("0 of 2 checked")
        expect(page.locator(".desk__words")).to_have_text(said)
        assert all(part in corrections(project) for part in said.split(" […] "))
        page.keyboard.press("u")
        expect(panel).to_contain_text("0 of 1 checked")
    assert corrections(project) == ""


MANY = "".join(f"“The bridge number {number} is safe,” said Ada Lund.\n\n" for number in range(2000))


@pytest.mark.slow
@pytest.mark.parametrize("desk", [MANY], indirect=True)
def test_an_article_of_two_thousand_statements_is_corrected_as_any_other(desk: tuple[Project, str], page: Page) -> None:
    project, address = desk
    page.goto(address)
    panel = page.get_by_role("complementary", name="The desk")
    expect(panel).to_contain_text("0 of 2000 checked")
    mark(page, "The bridge number 1000 is safe").click()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".desk__words")).to_have_text("“The bridge number 1001 is safe,”")
    page.keyboard.press("{")
    saved(page)
    expect(page.locator(".desk__words")).to_have_text("“The bridge number 1001 is safe,")
    page.keyboard.press("a")
    expect(panel).to_contain_text("1 of 2000 checked")
    expect(page.locator(".desk__words")).to_have_text("“The bridge number 1002 is safe,”")
    assert corrections(project).count("accepted:") == 1


def test_a_boundary_is_dragged_by_a_mouse_or_a_finger_in_two_actions(
    desk: tuple[Project, str], new_page: NewPage
) -> None:
    project, address = desk
    page = new_page(has_touch=True)
    page.goto(address)
    mark(page, "The tower is safe").click()
    drag(page, "end", "is")
    expect(page.locator(".desk__words")).to_have_text("“The tower is")
    saved(page)
    drag(page, "start", "tower")
    expect(page.locator(".desk__words")).to_have_text("tower is")
    expect(page.locator(".desk__facts")).to_contain_text("Corrected: words")
    assert "content: tower is" in corrections(project)
    touch = page.context.new_cdp_session(page)
    x, y = middle(page, "end")
    right, _ = place(page, "safe")
    steps = [("Move", [{"x": x + (right - x) * step / 4, "y": y}]) for step in range(1, 5)]
    for name, points in (("Start", [{"x": x, "y": y}]), *steps, ("End", [])):
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{name}", "touchPoints": points})
    expect(page.locator(".desk__words")).to_have_text("tower is safe")
    assert "content: tower is safe" in corrections(project)


def middle(page: Page, which: str) -> tuple[float, float]:
    """The middle of what an end is dragged by."""
    found = page.locator(f".desk-handle--{which}").evaluate(
        "(one) => { const { x, top, bottom } = one.getBoundingClientRect(); return [x, (top + bottom) / 2]; }"
    )
    return found[0], found[1]


def place(page: Page, word: str) -> tuple[float, float]:
    """Where a word of the sentence about the tower ends and begins."""
    right, left = page.evaluate(
        """word => {
            const all = [...document.querySelectorAll(".article-text [data-article-text]")];
            const paragraph = all.find((one) => one.textContent.includes("The tower is safe"));
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const first = paragraph.textContent.indexOf(word);
            let seen = 0;
            for (let node = walker.nextNode(); node; seen += node.data.length, node = walker.nextNode()) {
                if (first < seen || first >= seen + node.data.length) continue;
                const range = document.createRange();
                range.setStart(node, first - seen);
                range.setEnd(node, first - seen + word.length);
                const { left, right } = range.getBoundingClientRect();
                return [right, left];
            }
        }""",
        word,
    )
    return right, left


def drag(page: Page, which: str, word: str) -> None:
    """Drag an end to a word."""
    x, y = middle(page, which)
    right, left = place(page, word)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(left if which == "start" else right, y, steps=3)
    page.mouse.up()


def test_what_is_accepted_from_the_queue_is_followed_by_the_next(desk: tuple[Project, str], page: Page) -> None:
    queue = desk[1].removesuffix("articles/council/") + "desk/"
    page.goto(queue)
    rows = page.locator("[data-statements] > li > a")
    expect(rows).to_have_count(40)
    links = rows.evaluate_all("links => links.map((link) => link.href)")
    rows.first.click()
    expect(page).to_have_url(links[0])
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("0 of 40 checked")
    page.keyboard.press("a")
    expect(page).to_have_url(links[1])
    expect(page.locator("mark.is-target").first).to_have_id(links[1].rpartition("#")[2])
    page.keyboard.press("n")
    expect(page).to_have_url(links[2])
    expect(page.locator("mark.is-target").first).to_have_id(links[2].rpartition("#")[2])
    expect(page.get_by_role("complementary", name="The desk")).to_contain_text("1 of 40 checked")


def test_the_page_around_the_text_follows_and_what_is_typed_stays(desk: tuple[Project, str], page: Page) -> None:
    page.goto(desk[1])
    mark(page, "The bridge is safe").click()
    page.get_by_role("group", name="Kind").get_by_role("button", name="Partly quoted").click()
    saved(page)
    page.get_by_label("Speaker", exact=True).fill("Mira Ho")
    expect(page.locator(".legend--mixed").first).to_be_visible()  # a build has been shown
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Mira Ho")


SLOWLY = """() => {
    const was = window.fetch;
    window.fetch = async (...asked) => {
        if (asked[1]?.method === "POST") await new Promise((done) => setTimeout(done, 500));
        return was(...asked);
    };
}"""
"""Lets each change wait, as one on a slow disk does."""


def test_what_is_pressed_is_done_to_the_statement_that_was_chosen_then(desk: tuple[Project, str], page: Page) -> None:
    project, address = desk
    page.goto(address)
    page.evaluate(SLOWLY)
    mark(page, "The bridge is safe").click()
    page.keyboard.press("3")
    page.keyboard.press("o")
    mark(page, "The tower is safe").click()
    expect(page.locator(".desk__words")).to_have_text("“The tower is safe,”")
    assert "tower" not in corrections(project)
    assert "The bridge is safe" in corrections(project)
    page.keyboard.press("3")
    page.get_by_label("Reason").fill("a title")
    saved(page)
    expect(page.get_by_label("Reason")).to_have_value("a title")
    mark(page, "The garden is safe").click()
    page.keyboard.press("u")
    expect(page.locator(".desk__says")).to_contain_text("Taken back")
    expect(page.locator(".desk__words")).to_have_text("“The garden is safe,”")


def test_words_go_to_no_other_statement_or_text_than_they_were_chosen_for(
    desk: tuple[Project, str], page: Page, watch: Watch
) -> None:
    project, address = desk
    watch.expected = ("Failed to load resource",)
    page.goto(address)
    mark(page, "The bridge is safe").click()
    first = page.locator("mark.is-target").first.get_attribute("id")
    page.goto(f"{address}?desk=queue#{first}")
    mark(page, "The tower is safe").click()
    page.get_by_label("Speaker", exact=True).fill("Mira Holt")
    page.reload()
    expect(page.locator(".desk__words")).to_have_text("“The tower is safe,”")
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Mira Holt")
    select(page, "council’s letter")
    project.seed("council.txt", f"Yesterday it rained. {TEXT}")
    with page.expect_response("**/desk/api/articles/council") as answer:
        page.get_by_role("group", name="Add the selected words").get_by_role("button", name="Claim").click()
    assert "another one by now" in answer.value.json()["message"]
    assert not corrections(project)


def test_a_preview_that_is_gone_is_told_and_what_was_typed_is_still_there(
    desk: tuple[Project, str], new_page: NewPage, watch: Watch
) -> None:
    watch.expected = ("Failed to load resource",)
    page = new_page()
    page.goto(desk[1])
    mark(page, "The bridge is safe").click()
    page.route("**/desk/api/**", lambda route: route.abort())
    page.get_by_label("Speaker", exact=True).fill("Mira Holt")
    page.keyboard.press("Enter")
    expect(page.locator(".desk__says")).to_contain_text("The preview does not answer. Nothing was saved")
    expect(page.get_by_label("Speaker", exact=True)).to_have_value("Mira Holt")


def test_people_and_topics_are_edited_where_they_are_seen(desk: tuple[Project, str], page: Page) -> None:
    project, address = desk
    page.goto(address.replace("articles/council/", "speakers/ada-lund/"))
    page.get_by_label("Name", exact=True).fill("Adam Lund")
    page.get_by_label("Roles").fill("mayor\nengineer")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".desk__says")).to_contain_text("Saved.")
    people = project.root / "seeds/people.yml"
    assert people.read_text() == "- name: Adam Lund\n  aliases: Ada Lund\n  roles:\n  - mayor\n  - engineer\n"
    expect(page).to_have_url(re.compile("/speakers/adam-lund/"))

    page.goto(address.replace("articles/council/", "desk/"))
    group = page.locator(".desk__alike", has_text="Adam Lund")
    assert group.count() == 0
    page.get_by_label("Another topic").fill("Water")
    page.get_by_label("Phrases").last.fill("harbor\nferry")
    expect(page.locator("output").last).to_have_text("4 statements")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_label("Topic", exact=True)).to_have_value("Water")
    assert (project.root / "seeds/topics.yml").read_text() == "- name: Water\n  phrases:\n  - harbor\n  - ferry\n"
    expect(page.locator("output").first).to_have_text("4 statements")


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_the_desk_is_for_everybody(desk: tuple[Project, str], new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    for address in (desk[1], *(desk[1].replace("articles/council/", one) for one in ("desk/", "speakers/ada-lund/"))):
        page.goto(address)
        expect(page.locator("mark[data-number], .desk-queue__topics button, .desk__fields input").first).to_be_visible()
        if "articles" in address:
            page.locator("mark[data-number]").first.focus()
            page.keyboard.press("Enter")
            expect(page.get_by_label("Speaker", exact=True)).to_be_focused()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
