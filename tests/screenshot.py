"""Pictures of the main pages of ``site/``, at phone and desktop width, for us and for the README.

All of them go to ``.cache/screenshots/``; the one that the README opens with is also written to ``docs/images/``.
"""

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from browser.host import serving
from require_chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
ALL = ROOT / ".cache" / "screenshots"
README = ROOT / "docs" / "images" / "statement.png"
WIDTHS = {"phone": (390, 844), "desktop": (1280, 860)}
WORDS = "prolong the war just to inflict pain"


def addresses() -> dict[str, str]:
    """Home, an article, a statement and a search, below the site's address."""
    article = next(iter(sorted((SITE / "articles").glob("*/index.html")))).parent.name
    statements = sorted(path.parent for path in (SITE / "statements").glob("*/index.html"))
    known = [path for path in statements if WORDS in (path / "index.html").read_text(encoding="utf-8")]
    return {
        "home": "",
        "article": f"articles/{article}/",
        "statement": f"statements/{(known or statements)[0].name}/",
        "search": f"search/?q={WORDS}",
    }


def take(page: Page, address: str, path: Path) -> None:
    """One picture of what is in sight."""
    page.goto(address)
    if "?q=" in address:
        page.locator("[data-filters]:visible").wait_for()
        page.get_by_text("Searching …").wait_for(state="hidden")
    page.screenshot(path=path)


def main() -> None:
    """Take them all."""
    if not (SITE / "index.html").is_file():
        sys.exit("there is no site yet: run make site")
    ALL.mkdir(parents=True, exist_ok=True)
    README.parent.mkdir(parents=True, exist_ok=True)
    with serving({"/": SITE}) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        for scheme in ("light", "dark"):
            for width, (across, down) in WIDTHS.items():
                page = browser.new_page(viewport={"width": across, "height": down}, color_scheme=scheme)
                for name, address in addresses().items():
                    take(page, f"{host}/{address}", ALL / f"{name}-{width}-{scheme}.png")
                page.close()
        browser.close()
    README.write_bytes((ALL / "statement-desktop-light.png").read_bytes())
    sys.stdout.write(f"{len(list(ALL.glob('*.png')))} pictures in {ALL.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
