"""A reader takes a statement along: citations and a card, read on the page, copied with a button or saved as a file."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import mwparserfromhell
import pytest
import rispy
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pybtex.database import parse_string

from browser.host import serving
from permanence.sites import SITE, make_site
from publishing.project import Project

pytestmark = pytest.mark.browser
WORDS = "“It is safe,” […] “We have tested every bolt of the bridge.”"
NAMES = ["Plain text", "Wikipedia", "BibTeX", "RIS", "CSL-JSON", "HTML to embed"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_site(tmp_path_factory.mktemp("along") / "project")
    ended = project.run("onrecord", "build", SITE_URL=SITE)
    assert ended.returncode == 0, ended.stderr
    return project


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    site = project.root / "site"
    [statement] = [path.parent.name for path in (site / "statements").glob("*/index.html") if is_the_one(path)]
    with serving({"/": site}) as host:
        yield f"{host}/statements/{statement}/"


def is_the_one(path: Path) -> bool:
    text = path.read_text(encoding="utf-8").partition("</blockquote>")[0]
    return "every bolt" in text and "Boris Vale" not in text


@pytest.fixture(scope="module")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def page(tab: Page, address: str) -> Page:
    tab.goto(address)
    tab.get_by_text("Cite or embed", exact=True).click()
    return tab


def a_template(text: str) -> None:
    [template] = mwparserfromhell.parse(text).filter_templates()
    assert template.get("title").value.strip_code().strip() == "Harbor & <bridge>"
    assert template.get("author2").value.strip() == "Staff"


def an_entry(text: str) -> None:
    [entry] = parse_string(text, "bibtex").entries.values()
    assert [str(person) for person in entry.persons["author"]] == ["Quist, Eda", "{Staff}"]
    assert entry.fields["year"] == "2024"


def a_reference(text: str) -> None:
    [reference] = rispy.loads(text)
    assert reference["title"] == "Harbor & <bridge>"
    assert reference["notes"][0].startswith(f"Ada Lund: {WORDS} (On the Record, {SITE}statements/")


def an_item(text: str) -> None:
    [item] = json.loads(text)
    assert item["title"] == "Harbor & <bridge>"
    assert item["issued"] == {"date-parts": [[2024, 2, 29]]}


def a_line(text: str) -> None:
    assert text.startswith(f"Ada Lund: {WORDS} In: Eda Quist, Staff, “Harbor & <bridge>”, ")


def an_element(text: str) -> None:
    assert text.startswith('<blockquote cite="https://example.org/record/statements/')


FORMS = [
    ("Plain text", "txt", a_line),
    ("Wikipedia", "wiki", a_template),
    ("BibTeX", "bib", an_entry),
    ("RIS", "ris", a_reference),
    ("CSL-JSON", "json", an_item),
]


def test_every_form_can_be_read_and_selected_without_a_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Cite or embed", exact=True).click()
    shown = page.locator(".take-along dd")
    expect(shown).to_have_count(len(NAMES))
    for number, (_, _, check) in enumerate([*FORMS, ("HTML to embed", "", an_element)]):
        expect(shown.nth(number)).to_be_visible()
        check(shown.nth(number).inner_text())
    expect(page.locator(".take-along").get_by_role("button")).to_have_count(0)
    assert [name.strip() for name in page.locator(".take-along dt").all_inner_texts()] == NAMES
    context.close()


@pytest.mark.parametrize(("name", "_", "check"), [*FORMS, ("HTML to embed", "", an_element)])
def test_a_button_copies_each_form(page: Page, name: str, _: str, check: Callable[[str], None]) -> None:
    page.get_by_role("button", name=f"Copy {name}", exact=True).click()
    page.get_by_text(f"{name} copied.", exact=True).wait_for()
    check(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(("name", "suffix", "check"), FORMS)
def test_a_button_saves_each_citation_as_a_file(
    page: Page, name: str, suffix: str, check: Callable[[str], None]
) -> None:
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"Download {name}", exact=True).click()
    assert re.fullmatch(rf"[0-9a-z]{{10}}\.{suffix}", saved.value.suggested_filename)
    data = saved.value.path().read_bytes()
    assert (data.count(b"\r\n") == data.count(b"\n")) == (suffix == "ris")
    check(data.decode())


def test_a_keyboard_reaches_the_citations(page: Page) -> None:
    page.get_by_text("Cite or embed", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy Plain text")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_text("Plain text copied.", exact=True).wait_for()
    expect(page.get_by_role("button", name="Copy Plain text")).to_be_focused()


def test_copying_works_where_the_clipboard_is_closed_to_scripts(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.add_init_script("addEventListener('copy', () => { window.copied = document.activeElement.value })")
    page.goto(address)
    page.get_by_text("Cite or embed", exact=True).click()
    page.get_by_role("button", name="Copy RIS").click()
    page.get_by_text("RIS copied.", exact=True).wait_for()
    a_reference(page.evaluate("window.copied"))


def test_the_card_reads_well_without_style_or_script(page: Page) -> None:
    card = page.context.new_page()
    card.set_content(page.locator(".take-along pre").last.inner_text())
    text = card.locator("blockquote").inner_text()
    assert "“It is safe,”" in text
    assert "— Ada Lund, in Harbor & <bridge>, The Example Post, 2024-02-29." in text


def files_of_statements(project: Project) -> set[str]:
    return {path.name for path in (project.root / "site" / "statements").glob("*/*")}


def test_one_file_answers_at_a_statement_s_address_and_two_where_other_sites_may_embed_it(
    project: Project, tmp_path: Path
) -> None:
    assert files_of_statements(project) == {"index.html"}
    other = make_site(tmp_path / "project")
    config = other.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("seeds: seeds", "seeds: seeds\n      embed: true"))
    assert other.run("onrecord", "build", SITE_URL=SITE).returncode == 0
    assert files_of_statements(other) == {"index.html", "oembed.json"}
    for path in (other.root / "site" / "statements").glob("*/index.html"):
        page = path.read_text()
        [link] = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', page)
        assert link == f"{SITE}statements/{path.parent.name}/oembed.json"
        answer = json.loads((path.parent / "oembed.json").read_text())
        assert (answer["type"], answer["provider_name"]) == ("rich", "On the Record")
        plain = (project.root / "site" / path.relative_to(other.root / "site")).read_text()
        assert "oembed" not in plain
    assert other.run("onrecord", "build", SITE_URL="").returncode == 0
    assert files_of_statements(other) == {"index.html"}


def test_the_pages_committed_are_the_same_whatever_the_site_s_address(project: Project) -> None:
    before = project.bytes_of("docs")
    assert project.run("onrecord", "build", SITE_URL="").returncode == 0
    assert project.bytes_of("docs") == before
