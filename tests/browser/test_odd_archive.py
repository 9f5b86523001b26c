"""Archives that are odd but allowed: of nothing, of one article, of titles, names and texts beyond all measure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import NewPage
from browser.host import serving
from browser.sites import Site, build
from site_checker import check

SPEAKER = "Maximiliana Theodora Wilhelmina Alexandrina Constantia Featherstone Cholmondeley"
RIGHT_TO_LEFT = "הגשר (שוב)"
TAGS = [
    f"{first}{middle}{last} University"
    for first in ("Bar", "Dor", "Fen", "Gal", "Hol", "Kel", "Lam", "Mor", "Nor", "Pel")
    for middle in ("an", "el", "in", "on", "ur", "ad", "ist", "ov")
    for last in ("ia", "onia", "burg", "stan", "avia")
]
WORDS = 25_000
MOST = 10_000
"""Characters of a statement's page, in the docs folder."""
QUOTED = "“We are ready,” Ada Lund said.\n"
THINGS = ("harbor", "bridge", "vote", "river", "budget", "ferry")
ODD: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "long": (QUOTED, {"title": "Averylongtitle" * 21 + "Endure", "outlet": "O" * 120, "authors": ["A" * 100]}),
    "short": (QUOTED, {"title": "X", "outlet": "Y", "authors": ["Z"], "published": "0999-01-01"}),
    "right": (
        QUOTED,
        {"title": RIGHT_TO_LEFT, "outlet": RIGHT_TO_LEFT, "authors": [RIGHT_TO_LEFT], "published": "2016-03-15"},
    ),
    "speaker": (f"“We are ready,” {SPEAKER} said.\n", {"published": "9999-12-31T23:59:59Z"}),
    "tags": (f"Ada Lund said that envoys of {', '.join(TAGS)} were on the pier.\n", {}),
    "monster": (
        " ".join(
            f"“The {thing} is not ready for {number} ships,” Ada Lund said. The {thing} cost {number} million dollars."
            for number in range(WORDS // 16)
            for thing in (THINGS[number % 6],)
        ),
        {"published": "2016-03-14"},
    ),
}


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("odd")
    site = build(folder, seeds_of(folder, ODD))
    with serving({"/": site.folder}) as host:
        yield replace(site, address=f"{host}/")


def seeds_of(folder: Path, articles: Mapping[str, tuple[str, Mapping[str, object]]]) -> Path:
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, (text, metadata) in articles.items():
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
        if metadata:
            (seeds / f"{name}.yml").write_text(yaml.safe_dump(metadata, allow_unicode=True), encoding="utf-8")
    return seeds


def addresses(site: Site) -> list[str]:
    """Every list but the further pages of long ones, each article, and the statements with the longest pages."""
    lists = [
        path.relative_to(site.docs).with_suffix("").as_posix().removesuffix("index").rstrip("/") + "/"
        for folder in ("articles", "speakers", "kinds", "tags", "outlets", "authors", "days")
        for path in sorted((site.docs / folder).rglob("*.md"))
        if "." not in path.stem
    ]
    by_size = sorted((site.docs / "statements").iterdir(), key=lambda path: -path.stat().st_size)
    return ["", *lists, *(f"statements/{path.stem}/" for path in by_size[:3])]


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_no_page_scrolls_sideways(odd_site: Site, new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    wide = {}
    for address in addresses(odd_site):
        page.goto(odd_site.address + address)
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[address] = needed
    assert wide == {}


def test_a_name_from_right_to_left_turns_no_date_beside_it_around(odd_site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{odd_site.address}speakers/ada-lund/")
    facts = page.locator(".entry__facts", has_text=RIGHT_TO_LEFT).first
    side = "element => element.getBoundingClientRect().{}"
    day, outlet, title = facts.locator("time"), facts.locator("bdi"), facts.locator("a").last
    assert day.evaluate(side.format("right")) < outlet.evaluate(side.format("left"))
    assert outlet.evaluate(side.format("right")) < title.evaluate(side.format("left"))


def test_axe_finds_no_violation_on_pages_of_outlets_authors_and_days(odd_site: Site, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    pages = ["outlets/y/", "authors/z/", "days/0999/01/01/", "days/2016/", "days/2016/03/", "days/", "outlets/"]
    violations = []
    for address in pages:
        page.goto(odd_site.address + address)
        found = Axe().run(page).response["violations"]
        violations += [(address, one["id"], node["target"]) for one in found for node in one["nodes"]]
    assert violations == []


def test_a_statement_of_a_monstrous_paragraph_has_a_page_of_usual_size(odd_site: Site) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (odd_site.docs / "statements").iterdir()]
    sizes = [len(text) for text in texts if '\narticle: "monster"\n' in text]
    assert len(sizes) > WORDS // 16
    assert max(sizes) < MOST


def test_all_that_was_odd_is_published_without_a_dead_link(odd_site: Site) -> None:
    assert check(odd_site.folder) == []
    speakers = [path.read_text(encoding="utf-8") for path in (odd_site.docs / "speakers").iterdir()]
    assert any(f"# {SPEAKER}\n" in text for text in speakers)
    (tags,) = {text for text in map(tagged, (odd_site.docs / "statements").iterdir()) if TAGS[0] in text}
    assert sum(f">{name}</a>" in tags for name in TAGS) == len(TAGS) == 400


def tagged(path: Path) -> str:
    """What a statement's page has below its tags."""
    return path.read_text(encoding="utf-8").partition("\n## Tags\n")[2]


@pytest.mark.parametrize(
    "articles",
    [{}, {"only": (QUOTED, {})}, {"only": ("Rain.\n", {"outlet": "Y"})}],
    ids=["nothing", "one article without metadata", "one article that says nothing"],
)
def test_a_small_archive_has_no_dead_link(
    tmp_path: Path, articles: Mapping[str, tuple[str, Mapping[str, object]]]
) -> None:
    site = build(tmp_path, seeds_of(tmp_path, articles))
    assert check(site.folder) == []
    for name in (
        "",
        "articles/",
        "speakers/",
        "topics/",
        "kinds/",
        "tags/",
        "outlets/",
        "authors/",
        "days/",
        "search/",
    ):
        assert (site.folder / name / "index.html").is_file()
