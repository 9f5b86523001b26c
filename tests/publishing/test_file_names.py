"""Without directory addresses, and offline, no link is dead, and what was published stays where it was."""

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from publishing.test_material import Built, built, project
from site_checker import check

SETTINGS: dict[str, object] = {"site_name": "The Pond Papers", "theme": "material"}
OURS = {"onrecord": {"model": "fast"}}
ABOUT = "# About\n\n[ours](speakers/index.md) [method](method.md) [mine](more/other.md)\n\n<!-- onrecord:newest -->\n"
OTHER = "# Other\n\n[about](../about.md)\n\n<!-- onrecord:most-quoted -->\n\n<!-- onrecord:kinds -->\n"
HOOK = "def on_page_markdown(markdown, **_):\n    return markdown\n"
FORMS: dict[str, dict[str, object]] = {
    "file names": {"use_directory_urls": False, "plugins": [OURS]},
    "offline": {"plugins": [OURS, "offline"]},
    "offline before ours": {"plugins": ["offline", OURS]},
    "rendered by MkDocs": {"use_directory_urls": False, "plugins": [OURS], "hooks": ["hook.py"]},
}


def site(root: Path, form: str) -> Built:
    files = {"docs/about.md": ABOUT, "docs/more/other.md": OTHER, "hook.py": HOOK, "seeds/topics.yml": TOPICS}
    return built(project(root, {**SETTINGS, **FORMS[form]}, **files))


TOPICS = yaml.safe_dump([{"name": "Bridges", "phrases": ["bridge"]}])


@pytest.mark.parametrize("form", FORMS)
def test_no_link_is_dead_and_every_link_names_a_file(tmp_path: Path, form: str) -> None:
    one = site(tmp_path, form)
    folder = one.project.root / "site"
    assert check(folder) == []
    for page in folder.rglob("index.html"):  # 404.html is given by a server, whatever the address
        links = re.findall(r'<[^<>]*\s(?:href|action)="([^"]*)"', page.read_text(encoding="utf-8"))
        own = [link for link in links if not re.match(r"[a-z]+:|//|#", link)]
        assert [link for link in own if re.split(r"[?#]", link)[0].endswith(("/", "."))] == []
    assert "unpkg" not in one.text("home")


def test_what_is_published_keeps_its_address_and_the_editors_pages_get_theirs(tmp_path: Path) -> None:
    folder = site(tmp_path, "file names").project.root / "site"
    for path in ("about.html", "more/other.html", "search/index.html", "speakers/ada-lund/index.html"):
        assert (folder / path).is_file()
    [*statements] = (folder / "statements").iterdir()
    assert [one for one in statements if not (one / "index.html").is_file()] == []


def test_both_ways_of_rendering_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = site(tmp_path / "one", "file names"), site(tmp_path / "other", "rendered by MkDocs")
    pages = [path.relative_to(one.project.root / "site") for path in (one.project.root / "site").rglob("*.html")]
    assert pages
    for path in pages:
        assert (one.project.root / "site" / path).read_bytes() == (other.project.root / "site" / path).read_bytes()


@pytest.mark.browser
def test_opened_as_a_file_the_search_page_says_that_it_cannot_search(tmp_path: Path, chromium: Browser) -> None:
    folder = site(tmp_path, "offline").project.root / "site"
    page = chromium.new_page()
    page.goto((folder / "index.html").as_uri())
    page.fill("#q", "the bridge would open in May")
    page.click("form.search-form button")
    assert page.url.startswith((folder / "search/index.html").as_uri())
    said = page.locator(".no-script")
    assert said.is_visible()
    assert "cannot work" in said.inner_text()
    page.click("text=Speakers >> nth=0")
    page.click("text=Ada Lund >> nth=0")
    assert page.locator("h1").inner_text() == "Ada Lund"
    page.close()
