"""A reader takes a statement along: citations and a card, copied with a button or opened as a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.host import serving
from permanence.sites import SITE, make_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    project = make_site(tmp_path_factory.mktemp("along") / "project")
    ended = project.run("onrecord", "build", SITE_URL=SITE)
    assert ended.returncode == 0, ended.stderr
    site = project.root / "site"
    [statement] = [
        path.parent.name for path in (site / "statements").glob("*/index.html") if is_the_one(path)
    ]  # fmt: skip
    with serving({"/": site}) as host:
        context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
        opened = context.new_page()
        opened.goto(f"{host}/statements/{statement}/")
        yield opened
        context.close()


def is_the_one(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return "every bolt" in text and "Boris Vale" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Plain text", "Ada Lund: “It is safe,” […] “We have tested every bolt of the bridge.”"),
        ("Wikipedia", "{{cite news"),
        ("BibTeX", "@misc{onrecord-"),
        ("RIS", "TY  - NEWS"),
        ("CSL-JSON", '"type": "article-newspaper"'),
        ("HTML to embed", '<blockquote cite="https://example.org/record/statements/'),
    ],
)
def test_a_button_copies_each_form(page: Page, name: str, words: str) -> None:
    page.locator(".take-along").evaluate("details => { details.open = true; }")
    page.get_by_role("button", name=f"Copy {name}", exact=True).click()
    page.get_by_text(f"{name} copied.", exact=True).wait_for()
    assert words in page.evaluate("navigator.clipboard.readText()")


def test_each_form_is_a_file_too(page: Page) -> None:
    links = page.locator(".take-along a").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) == 6
    for link in links:
        assert page.request.get(link).ok


def test_the_card_reads_well_without_style_or_script(page: Page) -> None:
    link = page.locator('.take-along a[href="oembed.json"]').evaluate("link => link.href")
    card = page.context.new_page()
    card.set_content(page.request.get(link).json()["html"])
    text = card.locator("blockquote").inner_text()
    card.close()
    assert "“It is safe,”" in text
    assert "— Ada Lund, in Harbor & <bridge>, The Example Post, 2024-02-29." in text
